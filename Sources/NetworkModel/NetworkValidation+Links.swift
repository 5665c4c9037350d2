extension NetworkValidation {
  // MARK: References

  /// The node that a cell refers to; an unknown one is reported.
  mutating func follow(_ reference: Text, _ table: TableName, row: Int, _ column: String) -> Int32?
  {
    if let index = nodeIndex.row(of: reference, ids: nodeIDs, in: draft.text) { return index }
    reportUnknown(draft.text[reference], table, row: row, column, among: .nodes)
    return nil
  }

  /// The nodes to which a column refers, −1 where there is none; unknown ones are reported.
  mutating func follow(_ references: [Text], _ table: TableName, _ column: String) -> [Int32] {
    let nodes = nodeIndex.rows(of: references, ids: nodeIDs, in: draft.text)
    for row in nodes.indices where nodes[row] < 0 {
      reportUnknown(draft.text[references[row]], table, row: row, column, among: .nodes)
    }
    return nodes
  }

  mutating func follow(_ id: String, _ table: TableName, row: Int, _ column: String) -> Int32? {
    if let index = nodeIndex.row(of: id, ids: nodeIDs, in: draft.text) { return index }
    reportUnknown(id, table, row: row, column, among: .nodes)
    return nil
  }

  mutating func reportUnknown(
    _ id: String, _ table: TableName, row: Int, _ column: String, among target: TableName,
    candidates: [String] = []
  ) {
    reportUnknown(id, table, row: row, column, among: [target], candidates: candidates)
  }

  /// Reports an id that is in none of the tables to which the column may refer.
  mutating func reportUnknown(
    _ id: String, _ table: TableName, row: Int, _ column: String, among targets: [TableName],
    candidates: [String] = []
  ) {
    var hint = Wording(en: "", zh: "")
    if targets.count > 1, let mark = ["；", "，", "、", ",", "|", "/", " "].first(where: id.contains) {
      hint = Wording(en: " Separate ids with ‘;’, not ‘\(mark)’.", zh: "编号之间请用“;”分隔，不用“\(mark)”。")
    } else if let near = nearest(to: id, among: targets, candidates) {
      hint = Wording(en: " Did you mean \(near)?", zh: "是否指 \(near)？")
    }
    let names = targets.map(\.rawValue)
    let tables = Wording(
      en: names.count > 1
        ? names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1] : names[0],
      zh: names.joined(separator: "、"))
    report(
      .unknownReference, .error, table, row: row, column, found: id,
      problem: Wording(
        en: "‘\(id)’ is not in \(tables.en)", zh: "“\(id)”不在 \(tables.zh) 表中"),
      fix: Wording(
        en: "Write the id of a row of \(tables.en), or add the row.\(hint.en)",
        zh: "填写 \(tables.zh) 表中已有的编号，或补充该行。\(hint.zh)"))
  }

  /// The id at the least edit distance, or the node whose name was written in place of its id.
  private mutating func nearest(
    to id: String, among targets: [TableName], _ candidates: [String]
  ) -> String? {
    suggestions += 1
    guard suggestions <= 50, !id.isEmpty, id.utf8.count <= 200 else { return nil }
    if targets == [.nodes] {
      for row in draft.nodes.indices {
        let name = draft.nodes[row].name
        if name.count == id.utf8.count, draft.text[name] == id {
          return "‘\(draft.text[nodeIDs[row]])’ (\(id))"
        }
      }
    }
    let wanted = Array(id.utf8)
    let limit = min(2, wanted.count / 2)
    var best: (distance: Int, id: String)?
    func consider(_ other: [UInt8], _ name: () -> String) {
      guard
        let distance = editDistance(wanted, other, atMost: best.map { $0.distance - 1 } ?? limit)
      else { return }
      best = (distance, name())
    }
    if targets == [.nodes] {
      for text in nodeIDs where abs(text.count - wanted.count) <= 2 {
        consider(Array(draft.text.bytes[text.offset..<text.offset + text.count])) {
          let row = nodeIndex.row(of: text, ids: nodeIDs, in: draft.text)
          let name = row.map { draft.text[draft.nodes[Int($0)].name] } ?? ""
          return "‘\(draft.text[text])’ (\(name))"
        }
        if best?.distance == 0 { break }
      }
    } else {
      for other in candidates.sorted() { consider(Array(other.utf8)) { "‘\(other)’" } }
    }
    return best?.id
  }

  // MARK: Pairings

  mutating func followPairings() {
    var agreements = KnownIDs(draft.agreements.map(\.id))
    var sources = KnownIDs(draft.sources.map(\.id))
    pairingDonors = follow(draft.pairings.map(\.donor), .pairings, "donor")
    pairingRecipients = follow(draft.pairings.map(\.recipient), .pairings, "recipient")
    for row in draft.pairings.indices {
      let pairing = draft.pairings[row]
      let (donor, recipient) = (pairingDonors[row], pairingRecipients[row])
      require(pairing.agreement, in: &agreements, .pairings, row: row, "agreement", .agreements)
      require(pairing.source, in: &sources, .pairings, row: row, "source", .sources)
      guard donor >= 0, recipient >= 0 else { continue }
      if donor == recipient {
        report(
          .selfPairing, .error, .pairings, row: row, "recipient",
          found: draft.text[pairing.recipient],
          problem: Wording(en: "a node is paired with itself", zh: "节点与自身结对"),
          fix: Wording(en: "Correct the donor or the recipient.", zh: "请更正支援方或受援方。"))
      }
      checkLevels(of: pairing, donor: Int(donor), recipient: Int(recipient), row: row)
    }
    checkOverlaps()
  }

  /// Different levels at the two ends are legal; they are named so that nobody overlooks them.
  private mutating func checkLevels(of pairing: PairingRow, donor: Int, recipient: Int, row: Int) {
    guard [.region, .county, .town, .village].contains(pairing.kind),
      let above = draft.nodes[donor].kind.level, let below = draft.nodes[recipient].kind.level,
      above != below
    else { return }
    report(
      .levelMismatch, .warning, .pairings, row: row, "recipient",
      found: draft.text[pairing.recipient],
      problem: Wording(
        en:
          "the ends stand on different levels: \(above.label.en) and \(below.label.en), \(above.distance(to: below)) apart",
        zh: "两端级别不同：\(above.label.zh)与\(below.label.zh)，相差 \(above.distance(to: below)) 级"),
      fix: Wording(
        en: "Nothing to do if the source says so.", zh: "如原文如此，无需修改。"))
  }

  private mutating func checkOverlaps() {
    let kinds = Dictionary(
      uniqueKeysWithValues: PairingKind.allCases.enumerated().map { ($1, UInt64($0)) })
    let keys = draft.pairings.indices.map { row in
      let (donor, recipient) = (pairingDonors[row], pairingRecipients[row])
      return mixedKey(
        UInt64(UInt32(bitPattern: min(donor, recipient))),
        UInt64(UInt32(bitPattern: max(donor, recipient))),
        kinds[draft.pairings[row].kind] ?? 0,
        // A pairing with an unknown end is compared with none.
        donor >= 0 && recipient >= 0 ? 0 : UInt64(row + 1))
    }
    for rows in groupsOfEqual(keys) {
      var rest = rows[...]
      while let first = rest.first {
        let same = rest.filter { haveOneKind(first, $0) }
        if same.count > 1 { compare(same) }
        rest = rest.filter { !haveOneKind(first, $0) }[...]
      }
    }
  }

  /// Whether two pairings are of one kind between the same two nodes, either way round.
  private func haveOneKind(_ a: Int, _ b: Int) -> Bool {
    draft.pairings[a].kind == draft.pairings[b].kind
      && ((pairingDonors[a], pairingRecipients[a]) == (pairingDonors[b], pairingRecipients[b])
        || (pairingDonors[a], pairingRecipients[a]) == (pairingRecipients[b], pairingDonors[b]))
  }

  /// Compares pairings of one kind between the same two nodes.
  private mutating func compare(_ rows: [Int]) {
    let ordered = rows.sorted {
      (draft.pairings[$0].period.firstDay, $0) < (draft.pairings[$1].period.firstDay, $1)
    }
    for (position, row) in ordered.enumerated() {
      for earlier in ordered[..<position] {
        let (a, b) = (draft.pairings[earlier].period, draft.pairings[row].period)
        guard a == b || a.overlaps(b) else { continue }
        let reversed = pairingDonors[row] != pairingDonors[earlier]
        let (late, first) =
          (max(given(.pairings, row), given(.pairings, earlier)) == given(.pairings, row))
          ? (row, earlier) : (earlier, row)
        report(
          reversed ? .reversedPairing : .overlappingPairing, reversed ? .warning : .error,
          .pairings, row: late, reversed ? "donor" : "period", also: [first],
          found: reversed
            ? draft.text[draft.pairings[late].donor] : draft.pairings[late].period.description,
          problem: reversed
            ? Wording(
              en: "the same two nodes are already paired the other way round",
              zh: "同一对节点已有方向相反的结对")
            : Wording(
              en: "the same pairing already covers part of this period",
              zh: "同一结对在此时段内已有记录"),
          fix: reversed
            ? Wording(
              en: "Donor gives, recipient receives: check which way round it is.",
              zh: "请核对支援方与受援方的方向。")
            : Wording(
              en: "Keep one row, or let one period end before the next begins.",
              zh: "请保留一行，或使前一时段在后一时段开始前结束。"))
        break
      }
    }
  }

  /// Reports a reference to a row of a small table that is not there. An empty table requires nothing.
  mutating func require(
    _ reference: Text, in known: inout KnownIDs, _ table: TableName, row: Int, _ column: String,
    _ target: TableName
  ) {
    if reference.isEmpty || known.contains(reference, in: draft.text) { return }
    reportUnknown(
      draft.text[reference], table, row: row, column, among: target, candidates: known.all)
  }
}

/// The ids of a small table, with a memory of the last one asked for: long tables repeat their sources.
struct KnownIDs {
  let all: [String]
  private let set: Set<String>
  private var last = Text.none

  init(_ ids: [String]) {
    all = ids
    set = Set(ids)
  }

  mutating func contains(_ text: Text, in store: TextStore) -> Bool {
    if !last.isEmpty, store.equal(text, last) { return true }
    guard set.contains(store[text]) else { return false }
    last = text
    return true
  }

  func contains(_ id: String) -> Bool { set.contains(id) }
}
