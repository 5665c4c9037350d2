internal import Geodesy
internal import NetworkModel

extension ClaimChecker {
  /// A number of things against those of them that the record names.
  ///
  /// Projects are named when a flow goes to a node of that kind in the subject, agreements when both sides match. A mean
  /// or share that goes with the number is a derived figure, and no verdict.
  func checkCount(_ claim: Claim, _ check: inout ClaimCheck) {
    var named: Set<NodeIndex> = []
    var rows: [ClaimPart.Row] = []
    var count = 0
    switch claim.unit {
    case "project" where claim.measure == "project":
      guard let subject = node(claim.subject) else { break }
      let region = finder.places.region(subject, in: claim.period)
      let scope = node(claim.scope).map { finder.places.region($0, in: claim.period) }
      for row in finder.places.flows(to: region) {
        let flow = network.flow(at: row)
        guard network.kind(of: flow.recipient) == .project,
          scope?.contains(flow.donor) ?? true,
          claim.period.isUnknown || flow.period.overlaps(claim.period)
        else { continue }
        named.insert(flow.recipient)
        rows.append(.flow(row))
      }
      count = named.count
    case "agreement":
      guard let subject = node(claim.subject), let scope = node(claim.scope) else { break }
      let takers = finder.places.region(subject, in: claim.period)
      let givers = finder.places.region(scope, in: claim.period)
      count = network.agreements.count { agreement in
        guard let donor = node(agreement.donor), let recipient = node(agreement.recipient) else {
          return false
        }
        return givers.contains(donor) && takers.contains(recipient)
          && (claim.period.isUnknown || agreement.period.overlaps(claim.period))
      }
    default: break
    }
    guard count > 0, let printed = check.printed else {
      check.missing.append(.counterpart)
      return
    }
    check.parts = rows.map { ClaimPart($0, .counted) }
    holdNamed(count, against: printed, &check)
  }

  /// Names are a lower end: a number is wrong when more are named, and not settled while fewer are.
  private func holdNamed(_ named: Int, against printed: Quantity, _ check: inout ClaimCheck) {
    let value = ExactRatio(named)
    check.isLowerEnd = true
    check.computed = Quantity(
      value, printed.dimension, range: ValueRange(from: value, to: nil))
    check.formula = Wording(en: "\(named) named in the data", zh: "数据中列名 \(named) 个")
    check.decide(isIncomplete: true)
    if let rest = (printed.value - value).wholeNumber, rest > 0,
      check.verdict == .cannotBeChecked
    {
      check.missing.append(.names(rest))
    }
  }

  /// A number of units reached, against the members of the group when they are named.
  func checkUnits(_ claim: Claim, _ check: inout ClaimCheck) {
    guard let subject = node(claim.subject), let printed = check.printed else { return }
    guard network.kind(of: subject) == .group, let unit = UnitClass(claim.unit) else {
      check.missing.append(.names(max(0, printed.value.wholeNumber ?? 0)))
      return
    }
    let members = finder.places.members(of: subject, in: claim.period)
      .filter { unit.contains(network.kind(of: $0)) }
    guard !members.isEmpty else {
      check.missing.append(.members)
      return
    }
    check.computed = Quantity(ExactRatio(members.count), printed.dimension)
    check.formula = Wording(
      en: "\(members.count) members of \(name(subject).en)",
      zh: "\(name(subject).zh)有 \(members.count) 个成员")
    check.decide()
  }

  /// Counts on two sides against the pairings that are named.
  func checkPairings(_ claim: Claim, _ position: Int, _ check: inout ClaimCheck) {
    let date: CalendarDate? =
      switch (claim.period.end, claim.period.start) {
      case (.date(let end, _), _): end
      case (_, .date(let start, _)): start
      default: nil
      }
    check.printedRecipients = claim.value2.map {
      Quantity(printed: $0, unit: claim.unit, precision: claim.precision)
    }
    guard let kind = claim.measure.flatMap(PairingKind.init(rawValue:)),
      let pairing = pairingClaims([kind], at: date, in: network)
        .first(where: { $0.position == position })
    else {
      check.missing.append(.counterpart)
      return
    }
    func named(_ count: Int, _ printed: Quantity?) -> Quantity? {
      printed.map {
        Quantity(
          ExactRatio(count), $0.dimension, range: ValueRange(from: ExactRatio(count), to: nil))
      }
    }
    check.isLowerEnd = true
    check.computed = named(pairing.namedDonors, check.printed)
    check.computedRecipients = named(pairing.namedRecipients, check.printedRecipients)
    check.formula = Wording(
      en:
        "named pairings \(pairing.namedPairings), by \(pairing.namedDonors) donors with \(pairing.namedRecipients) recipients; at least \(pairing.fewestPairings) are counted",
      zh:
        "已列名结对 \(pairing.namedPairings) 对（支援方 \(pairing.namedDonors)、受援方 \(pairing.namedRecipients)）；依原文至少有 \(pairing.fewestPairings) 对"
    )
    let sides = [
      (check.printed, check.computed), (check.printedRecipients, check.computedRecipients),
    ].compactMap { printed, computed in printed.flatMap { p in computed.map { (p, $0) } } }
    let missing = sides.compactMap { ($0.0.value - $0.1.value).wholeNumber }
    if missing.contains(where: { $0 < 0 }) {
      check.verdict = .gap
    } else if missing.allSatisfy({ $0 == 0 }), !missing.isEmpty {
      check.verdict = .reconciles
    } else {
      check.missing.append(.names(missing.max() ?? 0))
    }
    explainSurplus(pairing, &check)
  }

  private func explainSurplus(_ pairing: PairingClaim, _ check: inout ClaimCheck) {
    guard let surplus = pairing.surplusDonors, surplus != 0 else { return }
    let count = abs(surplus)
    let side =
      surplus > 0
      ? Wording(en: "recipient has several donors", zh: "受援方有多个支援方")
      : Wording(en: "donor has several recipients", zh: "支援方有多个受援方")
    check.explanations.append(
      GapExplanation(
        .surplus, .derived,
        Wording(
          en: "the sides differ by \(count), so at least one \(side.en)",
          zh: "两侧相差 \(count)，故至少有一个\(side.zh)")))
  }

  /// Every unit has a pairing: against the units known and the pairings that end at them.
  func checkFullCoverage(_ claim: Claim, _ check: inout ClaimCheck) {
    check.printed = claim.value2.map {
      Quantity(printed: $0, unit: claim.unit, precision: claim.precision)
    }
    guard let subject = node(claim.subject), let unit = UnitClass(claim.unit),
      let kind = claim.measure.flatMap(PairingKind.init(rawValue:))
    else {
      check.missing.append(.counterpart)
      return
    }
    let units = units(unit, of: subject, in: claim.period)
    guard !units.isEmpty else {
      check.missing.append(.members)
      return
    }
    var paired: Set<NodeIndex> = []
    for pairing in network.pairings
    where pairing.kind == kind && units.contains(pairing.recipient)
      && (claim.period.isUnknown || pairing.period.overlaps(claim.period))
    {
      paired.insert(pairing.recipient)
    }
    let whole = check.printed ?? Quantity(ExactRatio(units.count), .unit(claim.unit))
    holdNamed(paired.count, against: whole, &check)
    if let printed = check.printed, ExactRatio(units.count) > printed.value {
      check.verdict = .gap
    }
  }

  /// Only the members of a group have pairings: against their number, and pairings of others in the region.
  func checkClosedList(_ claim: Claim, _ check: inout ClaimCheck) {
    check.printed = claim.value2.map {
      Quantity(printed: $0, unit: claim.unit, precision: claim.precision)
    }
    guard let subject = node(claim.subject), let region = node(claim.scope),
      let unit = UnitClass(claim.unit),
      let kind = claim.measure.flatMap(PairingKind.init(rawValue:)), let printed = check.printed
    else {
      check.missing.append(.counterpart)
      return
    }
    let members = Set(
      finder.places.members(of: subject, in: claim.period)
        .filter { unit.contains(network.kind(of: $0)) })
    guard !members.isEmpty else {
      check.missing.append(.members)
      return
    }
    let inside = finder.places.region(region, in: claim.period)
    var others: Set<NodeIndex> = []
    for pairing in network.pairings
    where pairing.kind == kind && unit.contains(network.kind(of: pairing.recipient))
      && inside.contains(pairing.recipient) && !members.contains(pairing.recipient)
      && (claim.period.isUnknown || pairing.period.overlaps(claim.period))
    {
      others.insert(pairing.recipient)
    }
    let count = members.count + others.count
    check.computed = Quantity(ExactRatio(count), printed.dimension)
    check.formula = Wording(
      en: "\(members.count) members, \(others.count) others with a pairing",
      zh: "成员 \(members.count) 个，名单外有结对者 \(others.count) 个")
    check.decide()
  }

  private func units(_ unit: UnitClass, of subject: NodeIndex, in period: Period) -> Set<NodeIndex>
  {
    if network.kind(of: subject) == .group {
      return Set(
        finder.places.members(of: subject, in: period)
          .filter { unit.contains(network.kind(of: $0)) })
    }
    let region = finder.places.region(subject, in: period)
    return Set(
      network.nodeIndices.filter { unit.contains(network.kind(of: $0)) && region.contains($0) })
  }

  /// A printed distance against the geodesic, which no route is shorter than.
  func checkDistance(_ claim: Claim, _ check: inout ClaimCheck) {
    guard let subject = node(claim.subject), let scope = node(claim.scope), claim.unit == "km",
      let printed = check.printed
    else {
      check.missing.append(.counterpart)
      return
    }
    guard let metres = distance(from: scope, to: subject, in: network).metres else {
      check.missing.append(.positions)
      return
    }
    let straight = ExactRatio(ExactDecimal(Int64(metres.rounded()), scale: 3))
    check.isLowerEnd = true
    check.computed = Quantity(
      straight, printed.dimension, range: ValueRange(from: straight, to: nil))
    check.formula = Wording(en: "geodesic on WGS 84", zh: "WGS 84 椭球面测地线长度")
    guard let ratio = check.printed?.ratio(to: Quantity(straight, printed.dimension)) else {
      return
    }
    let times = ratio.value.rounded(toPlaces: 2)?.description ?? "–"
    if let longest = printed.rounding.upper, claim.precision != .atLeast, longest < straight {
      // No way is shorter than the straight one.
      check.verdict = .gap
    } else if printed.rounding.contains(straight) {
      check.verdict = .withinRounding
    } else {
      check.missing.append(.routeLength)
      check.explanations.append(
        GapExplanation(
          .route, .inferred,
          Wording(
            en: "\(times) times the geodesic: the length of a route",
            zh: "为直线距离的 \(times) 倍，应为路程")))
    }
  }
}
