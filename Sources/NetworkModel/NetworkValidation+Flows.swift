extension NetworkValidation {
  mutating func followFlows() {
    var agreements = KnownIDs(draft.agreements.map(\.id))
    var sources = KnownIDs(draft.sources.map(\.id))
    let pairingIDs = draft.pairings.map(\.id)
    let flowIDs = draft.flows.map(\.id)
    let needsPairings = draft.flows.contains { !$0.pairing.isEmpty }
    let needsFlows = draft.flows.contains { !$0.partOf.isEmpty || !$0.sameAs.isEmpty }
    let pairingIndex = TextIndex(needsPairings ? pairingIDs : [], in: draft.text)
    let flowIndex = TextIndex(needsFlows ? flowIDs : [], in: draft.text)
    flowDonors = follow(draft.flows.map(\.donor), .flows, "donor")
    flowRecipients = follow(draft.flows.map(\.recipient), .flows, "recipient")
    let pairings =
      needsPairings
      ? pairingIndex.rows(of: draft.flows.map(\.pairing), ids: pairingIDs, in: draft.text) : []
    var wholes: [Int: Int] = [:]
    var rowsWithLists: [Int] = []
    for row in draft.flows.indices {
      let flow = draft.flows[row]
      let (donor, recipient) = (flowDonors[row], flowRecipients[row])
      require(flow.agreement, in: &agreements, .flows, row: row, "agreement", .agreements)
      require(flow.source, in: &sources, .flows, row: row, "source", .sources)
      if !flow.pairing.isEmpty {
        if pairings[row] >= 0 {
          checkPeriod(of: flow, row: row, within: draft.pairings[Int(pairings[row])].period)
        } else {
          reportUnknown(draft.text[flow.pairing], .flows, row: row, "pairing", among: .pairings)
        }
      }
      for (reference, column) in [(flow.partOf, "part_of"), (flow.sameAs, "same_as")]
      where !reference.isEmpty {
        if let other = flowIndex.row(of: reference, ids: flowIDs, in: draft.text) {
          if column == "part_of" { wholes[row] = Int(other) }
        } else {
          reportUnknown(draft.text[reference], .flows, row: row, column, among: .flows)
        }
      }
      if !flow.mayBePartOf.isEmpty || !flow.basis.isEmpty { rowsWithLists.append(row) }
      if donor >= 0, donor == recipient, flow.measure == .money {
        report(
          .selfFlow, .warning, .flows, row: row, "recipient", found: draft.text[flow.recipient],
          problem: Wording(en: "the money goes to the node it comes from", zh: "资金流向自身"),
          fix: Wording(
            en: "Check donor and recipient; it is counted as internal.",
            zh: "请核对支援方与受援方；统计时计为内部流动。"))
      }
    }
    checkParts(wholes)
    checkLists(ofFlows: rowsWithLists)
    checkRepeats()
  }

  private mutating func checkPeriod(of flow: FlowRow, row: Int, within pairing: Period) {
    guard !flow.period.isUnknown, !pairing.isUnknown, !flow.period.overlaps(pairing) else { return }
    report(
      .flowOutsidePairing, .warning, .flows, row: row, "period", found: flow.period.description,
      problem: Wording(
        en: "the flow lies outside the period of its pairing (\(pairing))",
        zh: "流动时间不在所属结对的时段(\(pairing))内"),
      fix: Wording(en: "Check both periods.", zh: "请核对两处时间。"))
  }

  private mutating func checkParts(_ wholes: [Int: Int]) {
    for row in wholes.keys.sorted() {
      var seen: Set<Int> = [row]
      var next = wholes[row]
      while let whole = next, seen.insert(whole).inserted { next = wholes[whole] }
      guard next == row, seen.min() == row else { continue }
      report(
        .partCycle, .error, .flows, row: row, "part_of", found: draft.text[draft.flows[row].partOf],
        problem: Wording(en: "the flow is a part of itself", zh: "流动成为自身的组成部分"),
        fix: Wording(
          en: "Correct part_of on one of these rows.", zh: "请更正其中一行的 part_of。"))
    }
  }

  /// Rows that say the same thing twice without saying so: one fact must count once.
  private mutating func checkRepeats() {
    let keys = draft.flows.indices.map { row in
      let flow = draft.flows[row]
      let number: UInt64 =
        switch flow.amount {
        case .money(let money): UInt64(bitPattern: money.fen)
        case .quantity(let count): UInt64(bitPattern: count.significand) ^ UInt64(count.scale) << 56
        // Rows without an amount repeat nothing; a key of their own keeps them apart.
        case nil: UInt64(row) ^ 0x5555_0000_0000_0000
        }
      return mixedKey(
        number, UInt64(UInt32(bitPattern: flowDonors[row])),
        UInt64(UInt32(bitPattern: flowRecipients[row])),
        UInt64(bitPattern: Int64(flow.period.firstDay)))
    }
    for (a, b) in pairsOfEqual(keys, where: sayTheSame) {
      let rows = [a, b].sorted { given(.flows, $0) < given(.flows, $1) }
      let second = draft.flows[rows[1]]
      report(
        .repeatedFlow, .warning, .flows, row: rows[1], "amount", also: [rows[0]],
        found: draft.text[second.id],
        problem: Wording(
          en:
            "the same amount from the same donor to the same recipient stands twice; both are counted",
          zh: "同一支援方对同一受援方的同额款项出现两次，目前均计入"),
        fix: Wording(
          en: "If it is one fact, put the id of the first row into same_as.",
          zh: "如为同一笔，请在 same_as 中填写前一行的编号。"))
    }
  }

  private func sayTheSame(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (draft.flows[a], draft.flows[b])
    guard let amount = first.amount, amount == second.amount, !amount.isZero else { return false }
    return first.measure == second.measure && flowDonors[a] == flowDonors[b]
      && flowRecipients[a] == flowRecipients[b] && first.period == second.period
      && first.status == second.status && draft.text.equal(first.category, second.category)
      && second.sameAs.isEmpty && first.sameAs.isEmpty && second.partOf.isEmpty
      && first.partOf.isEmpty
  }

  /// Money that runs against every pairing between its two nodes.
  mutating func checkDirections() {
    guard draft.flows.contains(where: { $0.measure == .money }) else { return }
    func key(_ donor: Int32, _ recipient: Int32) -> UInt64 {
      UInt64(UInt32(bitPattern: donor)) << 32 | UInt64(UInt32(bitPattern: recipient))
    }
    var paired = KeySet(capacity: draft.pairings.count)
    for row in draft.pairings.indices {
      _ = paired.insert(key(pairingDonors[row], pairingRecipients[row]))
    }
    for row in draft.flows.indices where draft.flows[row].measure == .money {
      let (donor, recipient) = (flowDonors[row], flowRecipients[row])
      guard donor >= 0, recipient >= 0, donor != recipient,
        paired.contains(key(recipient, donor)), !paired.contains(key(donor, recipient))
      else { continue }
      report(
        .reversedFlow, .warning, .flows, row: row, "donor",
        found: draft.text[draft.flows[row].donor],
        problem: Wording(
          en: "the money runs from the recipient of a pairing to its donor",
          zh: "资金由结对的受援方流向支援方"),
        fix: Wording(
          en: "Check which way round it is.", zh: "请核对方向。"))
    }
  }
}

extension Amount {
  fileprivate var isZero: Bool {
    switch self {
    case .money(let money): money == .zero
    case .quantity(let count): count.significand == 0
    }
  }
}
