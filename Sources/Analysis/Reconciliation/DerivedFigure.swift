public import NetworkModel

/// A mean, a share or a multiple that two numbers of the record give, with both of them.
public struct DerivedFigure: Sendable {
  public enum Kind: String, Term {
    /// So much for each thing counted.
    case mean
    /// So much of the whole, in per cent.
    case share
    /// What a printed share means in numbers.
    case implied
    /// What has come of a whole that stands at another step: paid of what was set aside.
    case utilisation
    /// What has come of a plan or promise with the same ends, time and category.
    case fulfilment
    /// The named parts of a printed total.
    case explained
    /// A category in the parts of a printed total.
    case categoryShare = "category_share"
    /// Recipients for each donor of a count on two sides.
    case pairingRatio = "pairing_ratio"
    /// Two counts of one event.
    case eventRatio = "event_ratio"
    case distanceRatio = "distance_ratio"

    public var label: Wording {
      switch self {
      case .mean: Wording(en: "mean", zh: "平均")
      case .share: Wording(en: "share", zh: "占比")
      case .implied: Wording(en: "implied", zh: "推得数")
      case .utilisation: Wording(en: "utilisation", zh: "执行率")
      case .fulfilment: Wording(en: "fulfilment", zh: "完成率")
      case .explained: Wording(en: "explained", zh: "已列明占比")
      case .categoryShare: Wording(en: "share of category", zh: "类别占比")
      case .pairingRatio: Wording(en: "recipients per donor", zh: "每支援方结对数")
      case .eventRatio: Wording(en: "ratio of counts", zh: "计数之比")
      case .distanceRatio: Wording(en: "ratio of distances", zh: "距离之比")
      }
    }
  }

  /// A number with the row it comes from.
  public struct Operand: Sendable {
    public let rows: [ClaimPart.Row]
    public let figure: Quantity
    /// The unit in which it is written.
    public let unit: String
  }

  public let kind: Kind
  public let numerator: Operand
  public let denominator: Operand
  /// The quotient; for ``Kind/implied`` the product.
  public let value: Quantity
  /// The unit in which a person reads ``value``: yuan, 万元, `percent`, `ratio` or a counted unit.
  public let unit: String
  /// For a part of a whole, what is left of it.
  public let rest: Quantity?
  /// What it is a figure of: the category, or the unit that is shared over.
  public let subject: String?
}

/// Computes everything that rows with `basis`, parts, events and counts on two sides say by division.
///
/// ## Conventions
/// - `basis` of another unit than the row that counts: basis ÷ count, the mean of one thing counted. Of the same unit:
///   count ÷ basis, a share up to the number of the basis and a mean beyond it.
/// - Numerators, denominators and results are exact; bounds and rounding of both give the range. Rows that are inferred
///   give no figure.
/// - Complexity: O(flows + claims + events · log events).
struct DerivedFigures {
  let checker: ClaimChecker
  private var network: PairingNetwork { checker.network }
  private var finder: EvidenceFinder { checker.finder }

  func all(_ checks: [ClaimCheck]) -> [DerivedFigure] {
    var found: [DerivedFigure] = []
    for position in network.claims.indices {
      found += figures(ofClaim: position)
    }
    for check in checks { found += figures(of: check) }
    found += figuresOfFlows()
    found += eventRatios()
    return found
  }

  private func operand(_ row: ClaimPart.Row) -> DerivedFigure.Operand? {
    switch row {
    case .flow(let index):
      let flow = network.flow(at: index)
      guard flow.precision != .inferred, let figure = Quantity(flow) else { return nil }
      return .init(rows: [row], figure: figure, unit: flow.unit)
    case .claim(let index):
      let claim = network.claims[index]
      guard claim.precision != .inferred, let figure = Quantity(claim) else { return nil }
      return .init(rows: [row], figure: figure, unit: claim.unit)
    case .rule(let index):
      return network.quantity(of: .rule(index)).map {
        .init(rows: [row], figure: $0, unit: $0.readableUnit)
      }
    case .event(let index):
      return network.quantity(of: row).map {
        .init(rows: [row], figure: $0, unit: network.events[index].unit ?? "")
      }
    }
  }

  /// The rows of a basis, added when they are of one unit.
  private func basis(_ ids: [String]) -> DerivedFigure.Operand? {
    var sum: DerivedFigure.Operand?
    for id in ids {
      guard let row = finder.row(id), let next = operand(row) else { return nil }
      guard let soFar = sum else {
        sum = next
        continue
      }
      guard soFar.figure.dimension == next.figure.dimension else { return nil }
      sum = .init(
        rows: soFar.rows + next.rows, figure: soFar.figure + next.figure, unit: soFar.unit)
    }
    return sum
  }

  private func divide(
    _ kind: DerivedFigure.Kind, _ a: DerivedFigure.Operand, by b: DerivedFigure.Operand,
    subject: String? = nil, rest: Quantity? = nil
  ) -> DerivedFigure? {
    guard !b.figure.value.isZero else { return nil }
    let value: Quantity?
    switch kind {
    case .mean:
      let dimension =
        a.figure.dimension == b.figure.dimension
        ? Quantity.Dimension.unit("ratio") : a.figure.dimension
      value = a.figure.divided(by: b.figure, as: dimension)
    case .pairingRatio, .eventRatio, .distanceRatio:
      value = a.figure.divided(by: b.figure, as: .unit("ratio"))
    default: value = a.figure.percent(of: b.figure)
    }
    return value.map {
      DerivedFigure(
        kind: kind, numerator: a, denominator: b, value: $0, unit: $0.readableUnit, rest: rest,
        subject: subject)
    }
  }

  /// A row that counts, beside its basis.
  private func count(_ own: DerivedFigure.Operand, of ids: [String]) -> DerivedFigure? {
    guard let basis = basis(ids) else { return nil }
    if own.figure.dimension != basis.figure.dimension {
      return divide(.mean, basis, by: own, subject: own.unit)
    }
    let isShare = own.figure.value <= basis.figure.value
    return divide(
      isShare ? .share : .mean, own, by: basis, rest: isShare ? basis.figure - own.figure : nil)
  }

  // MARK: - Claims

  private func figures(ofClaim position: Int) -> [DerivedFigure] {
    let claim = network.claims[position]
    let row = ClaimPart.Row.claim(position)
    switch claim.kind {
    case "count", "coverage_of_units":
      guard !claim.basis.isEmpty, let own = operand(row) else { return [] }
      return [count(own, of: claim.basis)].compactMap(\.self)
    case "share" where claim.basis.count == 1:
      guard let share = operand(row), let whole = basis(claim.basis) else { return [] }
      let part = ClaimChecker.implied(share.figure, of: whole.figure)
      return [
        DerivedFigure(
          kind: .implied, numerator: share, denominator: whole, value: part,
          unit: part.readableUnit, rest: nil, subject: nil)
      ]
    case "pairing_count":
      guard let donors = claim.value, let recipients = claim.value2 else { return [] }
      let sides = [recipients, donors].map {
        DerivedFigure.Operand(
          rows: [row],
          figure: Quantity(printed: $0, unit: claim.unit, precision: claim.precision),
          unit: claim.unit)
      }
      return [
        divide(
          .pairingRatio, sides[0], by: sides[1],
          subject: claim.measure)
      ].compactMap(\.self)
    default: return []
    }
  }

  private func figures(of check: ClaimCheck) -> [DerivedFigure] {
    guard case .claim(let position) = check.subject, let computed = check.computed,
      let printed = operand(.claim(position))
    else { return [] }
    let claim = network.claims[position]
    let counted = check.parts.filter { $0.role == .counted }
    let parts = DerivedFigure.Operand(
      rows: counted.map(\.row), figure: computed, unit: claim.unit)
    switch claim.kind {
    case "distance":
      return [
        divide(
          .distanceRatio, printed,
          by: .init(rows: [], figure: Quantity(computed.value, computed.dimension), unit: "km"))
      ].compactMap(\.self)
    case "total":
      var found: [DerivedFigure] = []
      if !claim.basis.isEmpty, computed.value < printed.figure.value {
        found += [divide(.explained, parts, by: printed, rest: printed.figure - computed)]
          .compactMap(\.self)
      }
      // Shares in an incomplete sum mislead.
      let isWhole = check.verdict == .reconciles || check.verdict == .withinRounding
      return isWhole ? found + categoryShares(parts, counted) : found
    default: return []
    }
  }

  /// How the parts of a total divide among categories.
  private func categoryShares(
    _ whole: DerivedFigure.Operand, _ parts: [ClaimPart]
  ) -> [DerivedFigure] {
    var order: [String] = []
    var sums: [String: QuantitySum] = [:]
    var rows: [String: [ClaimPart.Row]] = [:]
    var words = WordTable()
    for part in parts {
      guard case .flow(let row) = part.row, network.flowRows[row].amount != nil else { return [] }
      let flow = network.flow(at: row)
      let category = words.word(flow.row.category, in: network.text)
      if sums[category] == nil { order.append(category) }
      sums[category, default: QuantitySum(whole.figure.dimension)].add(flow, unit: flow.unit)
      rows[category, default: []].append(part.row)
    }
    guard order.count > 1 else { return [] }
    return order.sorted().compactMap { category in
      sums[category]?.quantity.flatMap {
        divide(
          .categoryShare, .init(rows: rows[category] ?? [], figure: $0, unit: whole.unit),
          by: whole, subject: category)
      }
    }
  }

  // MARK: - Flows and events

  private func figuresOfFlows() -> [DerivedFigure] {
    var found: [DerivedFigure] = []
    for index in network.flowRows.indices {
      let row = network.flowRows[index]
      if !row.basis.isEmpty, let own = operand(.flow(index)) {
        found += [count(own, of: network.flow(at: index).basis)].compactMap(\.self)
      }
      if !row.partOf.isEmpty, let own = operand(.flow(index)),
        let whole = network.flow(row.partOf), let all = operand(.flow(whole)),
        own.figure.dimension == all.figure.dimension
      {
        let isStep = network.flowRows[whole].status != row.status
        found += [
          divide(isStep ? .utilisation : .share, own, by: all, rest: all.figure - own.figure)
        ].compactMap(\.self)
      }
    }
    return found + fulfilments()
  }

  /// Plans and what came of them: one row of each with the same ends, measure, category, unit and period.
  private func fulfilments() -> [DerivedFigure] {
    struct Key: Hashable {
      var donor: Int32
      var recipient: Int32
      var measure: Measure
      var category: String
      var period: Period
    }
    let plans = network.flowRows.indices.filter {
      let row = network.flowRows[$0]
      return row.status.isPromise && row.amount != nil && row.sameAs.isEmpty
        && !row.period.isUnknown
    }
    guard !plans.isEmpty else { return [] }
    func key(_ index: Int) -> Key {
      let row = network.flowRows[index]
      return Key(
        donor: network.flowDonors[index], recipient: network.flowRecipients[index],
        measure: row.measure, category: network.text[row.category], period: row.period)
    }
    var plansOf: [Key: [Int]] = [:]
    for index in plans { plansOf[key(index), default: []].append(index) }
    let recipients = Set(plans.map { network.flowRecipients[$0] })
    var results: [Key: [Int]] = [:]
    for index in network.flowRows.indices
    where recipients.contains(network.flowRecipients[index]) {
      let row = network.flowRows[index]
      guard !row.status.isPromise, row.amount != nil, row.sameAs.isEmpty else { continue }
      let key = key(index)
      if plansOf[key] != nil { results[key, default: []].append(index) }
    }
    return plans.compactMap { plan in
      let key = key(plan)
      guard plansOf[key]?.count == 1, let result = results[key], result.count == 1,
        network.flow(network.flowRows[result[0]].partOf) != plan,
        let a = operand(.flow(result[0])), let b = operand(.flow(plan))
      else { return nil }
      return divide(.fulfilment, a, by: b)
    }
  }

  /// Rows on one event (kind, date and ends) that count it in different units: 237 person-times of 15 delegations.
  private func eventRatios() -> [DerivedFigure] {
    struct Key: Hashable {
      var kind: String
      var date: Period
      var from: String?
      var to: String?
    }
    var order: [Key] = []
    var rows: [Key: [Int]] = [:]
    for (index, event) in network.events.enumerated() {
      guard let count = event.count, count.significand > 0, event.unit != nil,
        event.from != nil || event.to != nil
      else { continue }
      let key = Key(kind: event.kind, date: event.date, from: event.from, to: event.to)
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(index)
    }
    return order.flatMap { key -> [DerivedFigure] in
      let same = rows[key] ?? []
      guard same.count <= 8 else { return [] }
      return same.indices.flatMap { i in
        same[(i + 1)...].compactMap { j -> DerivedFigure? in
          guard let a = operand(.event(same[i])), let b = operand(.event(j)),
            a.figure.dimension != b.figure.dimension
          else { return nil }
          let isLarger = b.figure.value <= a.figure.value
          return divide(.eventRatio, isLarger ? a : b, by: isLarger ? b : a)
        }
      }
    }
  }
}
