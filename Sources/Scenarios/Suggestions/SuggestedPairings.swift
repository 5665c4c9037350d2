internal import NetworkModel

extension PairingNetwork {
  /// The network with new pairings that begin on a date and go on.
  ///
  /// Each gets an id of its layer and ends. Where the same two nodes are paired again later the new
  /// pairing holds on the date alone, for two rows of one kind may not overlap.
  ///
  /// - Throws: ``InvalidNetwork`` when the rows do not hold together.
  func adding(
    _ kind: PairingKind, _ ends: [(donor: NodeIndex, recipient: NodeIndex)],
    from date: CalendarDate?
  ) throws(InvalidNetwork) -> (network: PairingNetwork, ids: [String]) {
    struct Ends: Hashable {
      var donor: NodeIndex
      var recipient: NodeIndex
    }
    var taken: Set<String> = []
    var known: Set<Ends> = []
    for pairing in pairings {
      taken.insert(pairing.id)
      if pairing.kind == kind {
        known.insert(Ends(donor: pairing.donor, recipient: pairing.recipient))
      }
    }
    var draft = draft
    let note = draft.text.append("suggested")
    var ids: [String] = []
    for (donor, recipient) in ends {
      let plain = "suggested-\(kind.rawValue)-\(self[donor].id)-\(self[recipient].id)"
      var id = plain
      var copy = 2
      while !taken.insert(id).inserted {
        id = "\(plain)-\(copy)"
        copy += 1
      }
      ids.append(id)
      var row = PairingRow(
        id: draft.text.append(id), kind: kind, donor: nodeRows[Int(donor.value)].id,
        recipient: nodeRows[Int(recipient.value)].id)
      if let date {
        let isKnown = known.contains(Ends(donor: donor, recipient: recipient))
        row.period =
          isKnown ? Period(date) : Period(from: .date(date, .certain), to: .open) ?? Period(date)
      }
      row.note = note
      draft.pairings.append(row)
    }
    return (try PairingNetwork(validating: draft), ids)
  }
}
