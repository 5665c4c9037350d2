internal import NetworkModel

extension ClaimChecker {
  /// Candidates for the gap of a total, each named and none asserted.
  func explainGap(_ claim: Claim, _ evidence: ClaimEvidence, _ check: inout ClaimCheck) {
    explainOverlap(evidence, claim.unit, &check)
    guard let gap = check.gap, !gap.isZero,
      check.verdict == .gap || check.verdict == .cannotBeChecked
    else { return }
    if gap.isNegative {
      explainExcess(gap.magnitude, evidence, claim.unit, &check)
      return
    }
    explainByUnitPrice(gap, evidence, &check)
    explainByMissedRow(gap, claim, evidence, &check)
    explainByBound(gap, evidence, claim.unit, &check)
    explainByUnknown(gap, evidence, claim.unit, &check)
    if check.missing.contains(where: { if case .years = $0 { true } else { false } }) {
      let rest = Quantity.words(gap, in: claim.unit)
      check.explanations.append(
        GapExplanation(
          .uncovered, .derived,
          Wording(
            en: "\(rest.en) of the print falls on what no row records",
            zh: "原文数中有 \(rest.zh)未见于任何数据行")))
    }
  }

  /// Goods that are counted and not valued, when the gap would give each a round price.
  ///
  /// Round is a whole number of yuan. The zeros at its end decide the order: 120 before 117. A candidate that is not
  /// whole is not named, since almost every gap has one.
  private func explainByUnitPrice(
    _ gap: ExactRatio, _ evidence: ClaimEvidence, _ check: inout ClaimCheck
  ) {
    guard check.printed?.dimension == .money else { return }
    var found: [(zeros: Int, explanation: GapExplanation)] = []
    for part in evidence.rows(.otherUnit) {
      guard case .flow(let row) = part.row, network.flowRows[row].measure == .goods,
        let count = part.quantity(in: network), case .unit(let unit) = count.dimension,
        let price = gap.divided(by: count.value)?.divided(by: Quantity.factor(of: "CNY")),
        let yuan = price.wholeNumber, yuan > 0
      else { continue }
      let pieces = Quantity.decimal(count.value, in: unit)?.description ?? ""
      let rest = Quantity.words(gap, in: check.unit)
      let zeros = String(yuan).reversed().prefix { $0 == "0" }.count
      found.append(
        (
          zeros,
          GapExplanation(
            .unitPrice, .inferred,
            Wording(
              en:
                "\(rest.en) = \(pieces) \(unit) of \(id(part.row)) × exactly \(yuan).00 CNY; their value is not printed",
              zh:
                "\(rest.zh) = \(id(part.row)) 的 \(pieces) \(unit) × 每\(unit) \(yuan).00 元整；原文未印其价值"),
            rows: [part.row])
        ))
    }
    check.explanations += found.sorted { $1.zeros < $0.zeros }.map(\.explanation)
  }

  /// A row of the same places and time outside the selection that is exactly as large as the gap.
  private func explainByMissedRow(
    _ gap: ExactRatio, _ claim: Claim, _ evidence: ClaimEvidence, _ check: inout ClaimCheck
  ) {
    guard let subject = node(claim.subject) else { return }
    let known = Set(evidence.parts.lazy.filter { isExactly(gap, $0) }.map(\.row))
    let region = finder.places.region(subject, in: claim.period)
    let scope = node(claim.scope).map { finder.places.region($0, in: claim.period) }
    let rows = finder.places.flows(to: region).filter { row in
      let flow = network.flowRows[row]
      guard isExactly(gap, ClaimPart(.flow(row), .counted)), flow.precision != .derived,
        flow.precision != .inferred, flow.sameAs.isEmpty, !known.contains(.flow(row)),
        claim.period.isUnknown || flow.period.overlaps(claim.period),
        scope?.contains(NodeIndex(Int(network.flowDonors[row]))) ?? true
      else { return false }
      return network.dimension(ofFlow: row) == check.printed?.dimension
    }
    for row in rows.prefix(5) {
      let rest = Quantity.words(gap, in: check.unit)
      check.explanations.append(
        GapExplanation(
          .missedRow, .inferred,
          Wording(
            en: "\(id(.flow(row))) is exactly \(rest.en) and was not among the parts",
            zh: "\(id(.flow(row))) 恰为 \(rest.zh)，未列入各部分"),
          rows: [.flow(row)]))
    }
  }

  /// Whether a part is of exactly this many fen or things.
  private func isExactly(_ value: ExactRatio, _ part: ClaimPart) -> Bool {
    guard case .flow(let row) = part.row else {
      return part.quantity(in: network)?.value == value
    }
    switch network.flowRows[row].amount {
    case .money(let money): return value.exactMoney == money
    case .quantity(let number): return value.exactDecimal == number
    case nil: return false
    }
  }

  /// Parts whose amounts the rows exceed the print by: counted twice, or not meant.
  private func explainExcess(
    _ excess: ExactRatio, _ evidence: ClaimEvidence, _ unit: String, _ check: inout ClaimCheck
  ) {
    for part in evidence.rows(.counted).lazy.filter({ isExactly(excess, $0) }).prefix(5) {
      let words = Quantity.words(excess, in: unit)
      check.explanations.append(
        GapExplanation(
          .countedTwice, .inferred,
          Wording(
            en: "without \(id(part.row)), exactly \(words.en), the rows give what is printed",
            zh: "去掉恰为 \(words.zh) 的 \(id(part.row))，各行合计与原文相符"),
          rows: [part.row]))
    }
  }

  /// What 余 leaves open, when that may be as much as the gap: less than one unit of the last digit printed.
  private func explainByBound(
    _ gap: ExactRatio, _ evidence: ClaimEvidence, _ unit: String, _ check: inout ClaimCheck
  ) {
    let parts = evidence.rows(.counted).filter { part in
      guard case .flow(let row) = part.row else { return false }
      return network.flowRows[row].precision == .atLeast
    }
    let room = parts.compactMap { $0.quantity(in: network)?.lastDigitUnit }.reduce(.zero, +)
    guard !parts.isEmpty, gap < room else { return }
    let words = Quantity.words(gap, in: unit)
    let ids = parts.map { id($0.row) }
    check.explanations.append(
      GapExplanation(
        .openBound, .inferred,
        Wording(
          en:
            "\(words.en) may lie in what ‘more than’ leaves open in \(ids.joined(separator: ", "))",
          zh: "\(words.zh) 可能在 \(ids.joined(separator: "、")) 的“余”数之内"),
        rows: parts.map(\.row)))
  }

  private func explainByUnknown(
    _ gap: ExactRatio, _ evidence: ClaimEvidence, _ unit: String, _ check: inout ClaimCheck
  ) {
    let parts = evidence.rows(.unknownAmount)
    guard !parts.isEmpty else { return }
    let words = Quantity.words(gap, in: unit)
    let ids = parts.prefix(5).map { id($0.row) }
    check.explanations.append(
      GapExplanation(
        .unknownAmount, .inferred,
        Wording(
          en:
            "\(words.en) would be left for \(ids.joined(separator: ", ")), whose amount is not known",
          zh: "余下 \(words.zh) 或属数额不详的 \(ids.joined(separator: "、"))"),
        rows: parts.map(\.row)))
  }

  /// What may be inside the claim, or inside its parts, and was therefore not added.
  private func explainOverlap(_ evidence: ClaimEvidence, _ unit: String, _ check: inout ClaimCheck)
  {
    let parts = evidence.rows(.mayBeInside).filter {
      $0.quantity(in: network)?.dimension == check.printed?.dimension
    }
    guard !parts.isEmpty else { return }
    let ids = parts.prefix(5).map { id($0.row) }
    let more = parts.count > 5 ? Wording(en: " and others", zh: "等") : Wording(en: "", zh: "")
    check.explanations.append(
      GapExplanation(
        .mayBeInside, .derived,
        Wording(
          en: "\(ids.joined(separator: ", "))\(more.en) may be inside, and were not added",
          zh: "\(ids.joined(separator: "、"))\(more.zh)可能已含在内，未予相加"),
        rows: parts.map(\.row)))
  }
}

extension Quantity {
  /// What one of the last digit that is not 0 is worth: 10 in 630, 100 in 400 (in its dimension).
  var lastDigitUnit: ExactRatio? {
    guard var number = value.wholeNumber, number != 0 else { return nil }
    var unit = 1
    while number % 10 == 0 {
      number /= 10
      unit *= 10
    }
    return ExactRatio(unit)
  }

  /// What a second mention of the number may stand for: 余 and 近 are read as less than one unit of the last digit that
  /// is not 0, so 630余 is 630 to 640.
  func mentionRange(_ precision: Precision) -> ValueRange {
    let unit = lastDigitUnit ?? .zero
    return switch precision {
    case .exact, .derived, .inferred: ValueRange(exactly: value)
    case .atLeast: ValueRange(from: value, to: value + unit)
    case .atMost: ValueRange(from: value - unit, to: value)
    case .approximate: ValueRange(from: value - unit, to: value + unit)
    }
  }
}
