internal import NetworkModel

extension ClaimChecker {
  /// A sum of flows against its parts: those that `basis` names, else those that place, time, measure and category find.
  ///
  /// Parts may be steps of different standing; a print that joins them is held against them joined, and it is said.
  func checkTotal(_ claim: Claim, _ check: inout ClaimCheck) {
    let dimension = Quantity.Dimension(unit: claim.unit)
    let measures = measures(of: claim)
    if claim.basis.isEmpty, measures.isEmpty {
      check.missing.append(.counterpart)
      return
    }
    if claim.basis.isEmpty, measures.contains(.items) {
      // Things of one unit have only the unit in common.
      check.missing.append(.commonUnit)
      return
    }
    var evidence =
      claim.basis.isEmpty
      ? evidence(for: claim, dimension: dimension)
      : finder.evidence(claim.basis, period: claim.period, dimension: dimension)
    if !claim.basis.isEmpty {
      // Computed rows of the same place and time are shown beside the parts that are named.
      let known = Set(evidence.parts.map(\.row))
      evidence.parts += self.evidence(for: claim, dimension: dimension).rows(.notEvidence)
        .filter { !known.contains($0.row) }
    }
    evidence.parts += finder.possibleParts(of: claim, beside: evidence.parts)
    check.parts = evidence.parts
    check.computed = evidence.sum
    check.missing = evidence.missing
    if let none = check.missing.firstIndex(of: .rows), !evidence.rows(.mayBeInside).isEmpty {
      check.missing[none] = .certainty
    }
    check.formula = sumInWords(evidence, claim.unit)
    check.decide(isIncomplete: !evidence.missing.isEmpty)
    explainStatuses(evidence, claim.unit, &check)
    explainGap(claim, evidence, &check)
  }

  private func sumInWords(_ evidence: ClaimEvidence, _ unit: String) -> Wording? {
    let counted = evidence.rows(.counted)
    guard !counted.isEmpty else { return nil }
    if counted.count == 1 {
      return Wording(en: "1 row: \(id(counted[0].row))", zh: "1 行：\(id(counted[0].row))")
    }
    let shown = counted.prefix(8).compactMap { part in
      part.quantity(in: network).flatMap { Quantity.decimal($0.value, in: unit)?.description }
    }.joined(separator: " + ")
    let more = counted.count > 8 ? " + …" : ""
    return Wording(
      en: "\(counted.count) rows: \(shown)\(more)", zh: "\(counted.count) 行：\(shown)\(more)")
  }

  /// Which steps the parts have reached, when they differ.
  private func explainStatuses(_ evidence: ClaimEvidence, _ unit: String, _ check: inout ClaimCheck)
  {
    let dimension = Quantity.Dimension(unit: unit)
    var sums: [FlowStatus: QuantitySum] = [:]
    var rows: [ClaimPart.Row] = []
    for part in evidence.rows(.counted) {
      guard case .flow(let row) = part.row, network.flowRows[row].amount != nil else { continue }
      let flow = network.flow(at: row)
      sums[flow.status, default: QuantitySum(dimension)].add(flow, unit: flow.unit)
      rows.append(part.row)
    }
    guard sums.count > 1 else { return }
    let ordered = FlowStatus.allCases.compactMap { status in
      sums[status]?.quantity.map { (status.label, $0.words(in: unit)) }
    }
    let english = ordered.map { "\($0.0.en) \($0.1.en)" }.joined(separator: ", ")
    let chinese = ordered.map { "\($0.0.zh) \($0.1.zh)" }.joined(separator: "、")
    check.explanations.append(
      GapExplanation(
        .statuses, .derived,
        Wording(
          en: "the print joins parts of different standing: \(english)",
          zh: "原文合计包含不同环节：\(chinese)"),
        rows: rows))
  }
}
