internal import NetworkModel

extension ClaimChecker {
  /// A mean against a sum and a number of units.
  ///
  /// ## Conventions
  /// - The numerator is the first row of `basis`, else the flows to the subject; when a group receives none itself, the
  ///   flows to the smallest place that holds all its members, which is said to be an assumption.
  /// - The denominator is the second row of `basis`, else the members of the group in the period; when they are not
  ///   named, the number of them that is printed elsewhere.
  /// - Other groups, printed counts and levels inside the same place are tried as well and listed with their verdicts.
  func checkMean(_ claim: Claim, _ check: inout ClaimCheck) {
    guard let printed = check.printed, let subject = node(claim.subject) else { return }
    var place = subject
    var numerator =
      claim.basis.first.map { finder.evidence([$0], dimension: printed.dimension) }
      ?? evidence(for: claim, dimension: printed.dimension)
    let members = finder.places.members(of: subject, in: claim.period)
    if claim.basis.isEmpty, numerator.sum == nil,
      let wider = finder.places.commonPlace(of: members)
    {
      let found = evidence(for: claim, wider, dimension: printed.dimension)
      if !found.parts.isEmpty {
        numerator = found
        place = wider
        check.explanations.append(
          GapExplanation(
            .assumption, .inferred,
            Wording(
              en: "what went to \(name(wider).en) is taken to be shared by \(name(subject).en)",
              zh: "假设对\(name(wider).zh)的资金全部由\(name(subject).zh)分享"),
            rows: found.rows(.counted).map(\.row)))
      }
    }
    if case .flow(let row)? = numerator.parts.first?.row, !claim.basis.isEmpty {
      place = network.flow(at: row).recipient
    }
    check.parts = numerator.parts
    check.missing = numerator.missing
    guard let denominator = denominator(claim, subject, members, &check) else {
      check.missing.append(.denominator)
      return
    }
    guard let sum = numerator.sum else { return }
    check.computed = sum.divided(by: denominator.figure, as: sum.dimension)
    if check.computed == nil { check.missing.append(.denominator) }
    let total = sum.words(in: sum.dimension == .money ? "万元" : nil)
    check.formula = Wording(
      en: "\(total.en) ÷ \(denominator.words.en)", zh: "\(total.zh) ÷ \(denominator.words.zh)")
    check.decide(isIncomplete: !numerator.missing.isEmpty)
    tryOthers(claim, subject, place, sum, &check)
    explainDenominator(sum, &check)
  }

  private func denominator(
    _ claim: Claim, _ subject: NodeIndex, _ members: [NodeIndex], _ check: inout ClaimCheck
  ) -> (figure: Quantity, words: Wording)? {
    if claim.basis.count > 1 {
      let evidence = finder.evidence([claim.basis[1]])
      check.parts += evidence.parts(as: .denominator)
      return evidence.sum.map { ($0, $0.words()) }
    }
    func units(_ count: Int) -> (Quantity, Wording) {
      (
        Quantity(ExactRatio(count), .unit("unit")),
        Wording(en: "\(count) (\(name(subject).en))", zh: "\(count)（\(name(subject).zh)）")
      )
    }
    if !members.isEmpty { return units(members.count) }
    guard
      let (position, count) = printedCounts(in: claim.period).first(where: {
        network.claims[$0.claim].subject == claim.subject
      })
    else { return nil }
    check.parts.append(
      ClaimPart(.claim(position), .denominator))
    return units(count)
  }

  /// Printed numbers of units that overlap a period.
  private func printedCounts(in period: Period) -> [(claim: Int, count: Int)] {
    network.claims.enumerated().compactMap { position, claim in
      guard claim.kind == "coverage_of_units", claim.precision == .exact,
        claim.period.isUnknown || period.isUnknown || claim.period.overlaps(period),
        let count = claim.value?.wholeNumber, count > 0
      else { return nil }
      return (position, count)
    }
  }

  /// Every other number of units that the record knows inside the same place.
  private func tryOthers(
    _ claim: Claim, _ subject: NodeIndex, _ place: NodeIndex, _ sum: Quantity,
    _ check: inout ClaimCheck
  ) {
    guard let printed = check.printed, printed.dimension == sum.dimension else { return }
    let region = finder.places.region(place, in: claim.period)
    var candidates: [(name: Wording, count: Int)] = []
    for group in finder.places.groups where group != subject {
      let members = finder.places.members(of: group, in: claim.period)
      guard members.count > 1, members.allSatisfy(region.contains) else { continue }
      candidates.append((name(group), members.count))
    }
    for (position, count) in printedCounts(in: claim.period) {
      guard let node = node(network.claims[position].subject), node != subject,
        region.contains(node)
      else { continue }
      candidates.append((name(node), count))
    }
    for level in [Level.prefecture, .county] {
      let count = finder.places.count(level, in: region)
      guard count > 1 else { continue }
      candidates.append(
        (
          Wording(
            en: "all of level \(level.label.en) in \(name(place).en)",
            zh: "\(name(place).zh)的全部\(level.label.zh)单位"), count
        ))
    }
    var seen: Set<Int> = []
    for candidate in candidates where seen.insert(candidate.count).inserted {
      guard
        let mean = sum.divided(
          by: Quantity(ExactRatio(candidate.count), .unit("unit")), as: sum.dimension),
        mean.value != check.computed?.value
      else { continue }
      let verdict = ReconciliationVerdict(printed: printed, claim.precision, computed: mean)
      check.alternatives.append(
        AlternativeMean(
          name: candidate.name, count: candidate.count, computed: mean, verdict: verdict))
      if verdict == .reconciles || verdict == .withinRounding, check.verdict == .gap {
        check.explanations.append(
          GapExplanation(
            .otherDenominator, .inferred,
            Wording(
              en: "\(candidate.count) (\(candidate.name.en)) would reconcile",
              zh: "若以 \(candidate.count)（\(candidate.name.zh)）为分母则相符")))
      }
    }
  }

  /// The whole numbers of units with which the print would be right.
  private func explainDenominator(_ sum: Quantity, _ check: inout ClaimCheck) {
    guard let printed = check.printed, printed.dimension == sum.dimension,
      let range = sum.rounding.divided(by: printed.rounding),
      let lower = range.lower?.rounded(toPlaces: 3), let upper = range.upper?.rounded(toPlaces: 3)
    else { return }
    check.explanations.append(
      GapExplanation(
        .impliedDenominator, .derived,
        Wording(
          en: "with this sum the print means \(lower) to \(upper) units",
          zh: "以此总额计，原文平均数对应 \(lower) 至 \(upper) 个单位")))
  }
}
