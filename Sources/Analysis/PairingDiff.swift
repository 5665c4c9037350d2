public import NetworkModel

/// What became of the pairings between two dates.
///
/// Rows of one kind between the same two nodes are one pairing, so a pairing written as two periods is kept,
/// not ended and begun. A pairing whose period does not settle one of the dates is `unclear`, never guessed.
public struct PairingDiff: Sendable {
  public enum Change: String, Term {
    case begun, ended, kept, unclear

    public var label: Wording {
      switch self {
      case .begun: Wording(en: "begun", zh: "新增")
      case .ended: Wording(en: "ended", zh: "结束")
      case .kept: Wording(en: "kept", zh: "延续")
      case .unclear: Wording(en: "unclear", zh: "不明")
      }
    }
  }

  public struct Line: Sendable {
    public let change: Change
    public let kind: PairingKind
    public let donor: NodeIndex
    public let recipient: NodeIndex
    /// Positions in ``PairingNetwork/pairingRows`` of the rows that say so.
    public let rows: [Int]
    /// A pairing that ended has a recipient with a new donor, or one that began replaces another.
    public let isMove: Bool
  }

  public let from: CalendarDate
  public let to: CalendarDate
  /// Begun, ended, kept, unclear; within each by layer, recipient and donor.
  public let lines: [Line]
  /// Places of the asked level that hold a recipient on one of the dates.
  public let entered: [NodeIndex]
  public let left: [NodeIndex]
  public let stayed: [NodeIndex]
  /// Printed counts in force on each date. Their difference is a net number and names no member.
  public let claimsBefore: [PairingClaim]
  public let claimsAfter: [PairingClaim]

  public func count(_ change: Change) -> Int { lines.count { $0.change == change } }
}

/// Compares the pairings of some layers on two dates. O(pairings · log pairings).
///
/// - Parameter level: the level whose places are entered and left.
public func pairingDiff(
  from: CalendarDate, to: CalendarDate, kinds: Set<PairingKind>, level: Level = .prefecture,
  in network: PairingNetwork
) -> PairingDiff {
  struct Key: Hashable {
    var kind: PairingKind
    var donor: NodeIndex
    var recipient: NodeIndex
  }
  var rows: [Key: [Int]] = [:]
  for pairing in network.pairings where kinds.contains(pairing.kind) {
    let key = Key(kind: pairing.kind, donor: pairing.donor, recipient: pairing.recipient)
    rows[key, default: []].append(pairing.index)
  }
  var changes: [(key: Key, change: PairingDiff.Change)] = []
  var before: Set<NodeIndex> = []
  var after: Set<NodeIndex> = []
  for (key, rows) in rows {
    let (first, second) = (
      network.activity(ofPairings: rows, on: from), network.activity(ofPairings: rows, on: to)
    )
    let place = network.ancestor(of: key.recipient, at: level)
    if first == .yes, let place { before.insert(place) }
    if second == .yes, let place { after.insert(place) }
    switch (first, second) {
    case (.no, .no): continue
    case (.no, .yes): changes.append((key, .begun))
    case (.yes, .no): changes.append((key, .ended))
    case (.yes, .yes): changes.append((key, .kept))
    default: changes.append((key, .unclear))
    }
  }
  func recipients(_ change: PairingDiff.Change) -> Set<[Int]> {
    Set(
      changes.filter { $0.change == change }.map { pair in
        [Int(pair.key.recipient.value), PairingKind.allCases.firstIndex(of: pair.key.kind) ?? 0]
      })
  }
  let moved = recipients(.begun).intersection(recipients(.ended))
  let lines = changes.map { key, change in
    let layer = PairingKind.allCases.firstIndex(of: key.kind) ?? 0
    return PairingDiff.Line(
      change: change, kind: key.kind, donor: key.donor, recipient: key.recipient,
      rows: rows[key] ?? [],
      isMove: (change == .begun || change == .ended)
        && moved.contains([Int(key.recipient.value), layer]))
  }
  func order(_ line: PairingDiff.Line) -> [Int] {
    [
      PairingDiff.Change.allCases.firstIndex(of: line.change) ?? 0,
      PairingKind.allCases.firstIndex(of: line.kind) ?? 0, Int(line.recipient.value),
      Int(line.donor.value),
    ]
  }
  return PairingDiff(
    from: from, to: to,
    lines: lines.sorted { order($0).lexicographicallyPrecedes(order($1)) },
    entered: after.subtracting(before).sorted(), left: before.subtracting(after).sorted(),
    stayed: before.intersection(after).sorted(),
    claimsBefore: pairingClaims(kinds, at: from, in: network),
    claimsAfter: pairingClaims(kinds, at: to, in: network))
}
