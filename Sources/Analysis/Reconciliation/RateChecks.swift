internal import NetworkModel

extension ClaimChecker {
  private static let hundred = ExactRatio(100)

  /// Change on the year before, in per cent.
  func checkGrowth(_ claim: Claim, _ check: inout ClaimCheck) {
    guard let (now, before) = yearAndYearBefore(claim, &check) else { return }
    guard let times = now.divided(by: before, as: .unit("percent")) else {
      check.missing.append(.denominator)
      return
    }
    let one = Quantity(.one, .unit("percent"))
    check.computed = (times - one).scaled(by: Self.hundred)
    check.formula = Wording(
      en: "\(now.words().en) ÷ \(before.words().en) − 1",
      zh: "\(now.words().zh) ÷ \(before.words().zh) − 1")
    check.decide(isIncomplete: !check.missing.isEmpty)
  }

  /// Change in the unit: over what `basis` names, else over the year before.
  func checkIncrease(_ claim: Claim, _ check: inout ClaimCheck) {
    let dimension = Quantity.Dimension(unit: claim.unit)
    let pair: (Quantity, Quantity)?
    if let id = claim.basis.first {
      let now = evidence(for: claim, dimension: dimension)
      check.parts = now.parts
      check.missing = now.missing.filter { if case .years = $0 { false } else { true } }
      pair = basis(id, of: claim, &check).flatMap { base in now.sum.map { ($0, base) } }
    } else {
      pair = yearAndYearBefore(claim, &check)
    }
    guard let (now, before) = pair else { return }
    guard now.dimension == before.dimension else {
      check.missing.append(.commonUnit)
      return
    }
    check.computed = now - before
    check.formula = Wording(
      en: "\(now.words().en) − \(before.words().en)", zh: "\(now.words().zh) − \(before.words().zh)"
    )
    check.decide(isIncomplete: !check.missing.isEmpty)
  }

  private func basis(_ id: String, of claim: Claim, _ check: inout ClaimCheck) -> Quantity? {
    if case .rule(let index) = finder.row(id) {
      let figure = rule(index, .before, of: claim, &check)
      if figure == nil, !check.missing.contains(.evidence) { check.missing.append(.before(nil)) }
      return figure
    }
    let evidence = finder.evidence([id])
    check.parts += evidence.parts(as: .before)
    if evidence.sum == nil { check.missing.append(.before(nil)) }
    return evidence.sum
  }

  /// What a rule asks for in the year of the claim; nothing when it was itself computed from printed numbers.
  private func rule(
    _ index: Int, _ role: ClaimPart.Role, of claim: Claim, _ check: inout ClaimCheck
  ) -> Quantity? {
    let year = claim.period.singleYear
    let precision = network.rules[index].precision
    guard precision != .derived, precision != .inferred else {
      check.parts.append(ClaimPart(.rule(index), .notEvidence, year: year))
      check.missing.append(.evidence)
      return nil
    }
    check.parts.append(ClaimPart(.rule(index), role, year: year))
    return network.quantity(of: .rule(index), in: year)
  }

  /// A multiple: of the two rows of `basis`, else of the year and the year before.
  func checkRatio(_ claim: Claim, _ check: inout ClaimCheck) {
    let pair =
      claim.basis.isEmpty ? yearAndYearBefore(claim, &check) : operands(claim, &check)
    if claim.basis.count == 1 { check.missing.append(.denominator) }
    guard let (now, before) = pair else { return }
    guard now.dimension == before.dimension else {
      check.missing.append(.commonUnit)
      return
    }
    check.computed = now.divided(by: before, as: .unit(claim.unit))
    if check.computed == nil { check.missing.append(.denominator) }
    check.formula = quotientInWords(now, before)
    check.decide(isIncomplete: !check.missing.isEmpty)
  }

  /// A part in per cent: of the two rows of `basis`; with one, the denominator, the numerator is implied.
  func checkShare(_ claim: Claim, _ check: inout ClaimCheck) {
    if claim.basis.count == 1 {
      let evidence = finder.evidence(claim.basis)
      check.parts = evidence.parts(as: .denominator)
      check.missing = [.numerator]
      if let whole = evidence.sum, let share = check.printed {
        let part = Self.implied(share, of: whole)
        let unit = part.readableUnit
        let words = Quantity.words(part.value, in: unit)
        let lower = Quantity.decimal(part.rounding.lower, in: unit, places: 1)?.description ?? "–"
        let upper = Quantity.decimal(part.rounding.upper, in: unit, places: 1)?.description ?? "–"
        check.explanations.append(
          GapExplanation(
            .impliedNumerator, .derived,
            Wording(
              en: "it implies \(words.en) of \(whole.words().en) (\(lower) to \(upper))",
              zh: "推得 \(whole.words().zh) 中的 \(words.zh)（\(lower) 至 \(upper)）"),
            rows: check.parts.map(\.row)))
      }
      return
    }
    guard let (part, whole) = operands(claim, &check) else {
      if claim.basis.isEmpty { check.missing += [.numerator, .denominator] }
      return
    }
    guard let share = part.percent(of: whole) else {
      check.missing.append(part.dimension == whole.dimension ? .denominator : .commonUnit)
      return
    }
    check.computed = share
    check.formula = quotientInWords(part, whole)
    check.decide(isIncomplete: !check.missing.isEmpty)
  }

  /// How much a share of a whole is.
  static func implied(_ share: Quantity, of whole: Quantity) -> Quantity {
    share.multiplied(by: whole, as: whole.dimension)
      .scaled(by: ExactRatio.powerOfTen(-2), as: whole.dimension)
  }

  private func quotientInWords(_ a: Quantity, _ b: Quantity) -> Wording {
    Wording(en: "\(a.words().en) ÷ \(b.words().en)", zh: "\(a.words().zh) ÷ \(b.words().zh)")
  }

  /// Numerator and denominator as `basis` names them.
  private func operands(_ claim: Claim, _ check: inout ClaimCheck) -> (Quantity, Quantity)? {
    guard claim.basis.count > 1 else { return nil }
    func operand(_ id: String, _ role: ClaimPart.Role) -> Quantity? {
      if case .rule(let index) = finder.row(id) { return rule(index, role, of: claim, &check) }
      let evidence = finder.evidence([id])
      check.parts += evidence.parts(as: role)
      return evidence.sum
    }
    let part = operand(claim.basis[0], .counted)
    let whole = operand(claim.basis[1], .denominator)
    if part == nil { check.missing.append(.numerator) }
    if whole == nil { check.missing.append(.denominator) }
    return part.flatMap { part in whole.map { (part, $0) } }
  }

  /// What flowed in the period and in the same stretch a year before, as far as the rows know both.
  private func yearAndYearBefore(_ claim: Claim, _ check: inout ClaimCheck) -> (Quantity, Quantity)?
  {
    let dimension =
      measures(of: claim).allSatisfy { $0.isMonetary || $0 == .goods }
      ? Quantity.Dimension.money : check.printed?.dimension ?? .money
    let now = evidence(for: claim, dimension: dimension)
    check.parts = now.parts
    check.missing = now.missing
    guard let earlier = claim.period.yearBefore else {
      check.missing.append(.before(nil))
      return nil
    }
    let before = evidence(for: claim, in: earlier, dimension: dimension)
    check.parts += before.parts(as: .before)
    if before.sum == nil {
      check.missing.append(.before(earlier))
    } else {
      check.missing += before.missing
    }
    return now.sum.flatMap { now in before.sum.map { (now, $0) } }
  }
}
