internal import NetworkModel

/// Holds claims and repeated rows against the record, one kind a method.
struct ClaimChecker {
  let network: PairingNetwork
  let finder: EvidenceFinder

  init(_ network: PairingNetwork, _ finder: EvidenceFinder) {
    self.network = network
    self.finder = finder
  }

  func check(claim position: Int) -> ClaimCheck {
    let claim = network.claims[position]
    var check = ClaimCheck(.claim(position), unit: claim.unit, precision: claim.precision)
    check.printed = Quantity(claim)
    switch claim.kind {
    case "total": checkTotal(claim, &check)
    case "mean": checkMean(claim, &check)
    case "growth": checkGrowth(claim, &check)
    case "increase": checkIncrease(claim, &check)
    case "ratio": checkRatio(claim, &check)
    case "share": checkShare(claim, &check)
    case "count": checkCount(claim, &check)
    case "pairing_count": checkPairings(claim, position, &check)
    case "coverage_of_units": checkUnits(claim, &check)
    case "full_coverage": checkFullCoverage(claim, &check)
    case "closed_list": checkClosedList(claim, &check)
    case "distance": checkDistance(claim, &check)
    default: check.missing.append(.counterpart)
    }
    if check.printed == nil, check.printedRecipients == nil, claim.kind != "full_coverage" {
      check.missing.insert(.value, at: 0)
    }
    return check
  }

  func check(repeatOf row: Int) -> ClaimCheck {
    let mention = network.flow(at: row)
    var check = ClaimCheck(.repeatedFlow(row), unit: mention.unit, precision: mention.precision)
    check.printed = Quantity(mention)
    guard let first = mention.sameAs.flatMap(network.flow(id:)) else { return check }
    let original = network.flow(at: first)
    check.computed = Quantity(original)
    check.parts = [ClaimPart(.flow(first), .counted)]
    check.formula = Wording(
      en: "the amount of \(original.id), of which it is a second mention",
      zh: "\(original.id) 的数额，本行为其再次提及")
    if check.printed == nil { check.missing.append(.value) }
    if check.computed == nil { check.missing.append(.amounts([first])) }
    guard let printed = check.printed, let computed = check.computed else { return check }
    guard printed.dimension == computed.dimension else {
      check.missing.append(.commonUnit)
      return check
    }
    let ranges = (
      printed.mentionRange(mention.precision), computed.mentionRange(original.precision)
    )
    if printed == computed
      || (ranges.0.overlaps(ranges.1) && mention.precision != original.precision)
    {
      // The same words twice, or a bound and a number that it fits.
      check.verdict = .reconciles
    } else if ranges.0.overlaps(ranges.1) || printed.rounding.overlaps(computed.rounding) {
      check.verdict = .withinRounding
    } else {
      check.verdict = .gap
    }
    return check
  }

  // MARK: - What claims are about

  func node(_ id: String?) -> NodeIndex? { id.flatMap(network.node(id:)) }

  func measures(of claim: Claim) -> Set<Measure> {
    Set((claim.measure ?? "").split(separator: "+").compactMap { Measure(rawValue: String($0)) })
  }

  /// The flows of a claim, in its period or another one.
  func evidence(
    for claim: Claim, _ subject: NodeIndex? = nil, in period: Period? = nil,
    dimension: Quantity.Dimension
  ) -> ClaimEvidence {
    let measures = measures(of: claim)
    guard let subject = subject ?? node(claim.subject), !measures.isEmpty else {
      return ClaimEvidence(missing: [.rows])
    }
    return finder.evidence(
      EvidenceQuestion(
        subject: subject, scope: node(claim.scope), measures: measures, category: claim.category,
        period: period ?? claim.period, dimension: dimension, claim: claim.id))
  }

  func name(_ node: NodeIndex) -> Wording {
    Wording(en: network[node].name(in: .en), zh: network[node].name)
  }

  func id(_ row: ClaimPart.Row) -> String { network.id(of: row) }
}
