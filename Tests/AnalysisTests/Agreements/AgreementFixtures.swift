import NetworkModel
import Testing

@testable import Analysis

/// Two provinces with an agreement, and lines of money between them.
///
/// E is a municipality with districts E1 and E2, W a province with a prefecture WP of counties WP1…WP4; group G holds WP1
/// and WP2. Rules and flows are added by their words.
struct AgreementMaker {
  var maker = twoProvinces()

  init() {
    maker.node("G", .group, in: "W")
    maker.node("P1", .village, in: "WP1T")
    maker.member("WP1", of: "G")
    maker.member("WP2", of: "G")
    maker.draft.agreements.append(agreement("A"))
  }

  func agreement(_ id: String, _ period: String = "2012/2014") -> Agreement {
    var agreement = Agreement(id: id, title: id, donor: "E", recipient: "W")
    agreement.period = (try? Period(period)) ?? .unknown
    return agreement
  }

  mutating func rule(
    _ kind: String, _ id: String = "r", agreement: String = "A", class fundClass: String? = "c",
    group: String? = nil, base: String? = nil, baseYear: Int? = nil, rate: String? = nil,
    threshold: String? = nil, per: String? = "year", period: String = "2012"
  ) throws {
    var rule = Rule(id: id, agreement: agreement, kind: kind)
    rule.fundClass = fundClass
    rule.group = group
    rule.baseAmount = base.flatMap { ExactDecimal(parsing: $0.utf8) }
    rule.baseYear = baseYear
    rule.rate = rate.flatMap { ExactDecimal(parsing: $0.utf8) }
    rule.threshold = threshold.flatMap { ExactDecimal(parsing: $0.utf8) }
    rule.per = per
    rule.period = try Period(period)
    maker.draft.rules.append(rule)
  }

  /// A flow of money, in yuan; nothing for an unknown amount.
  mutating func flow(
    _ yuan: Int64?, to recipient: String = "W", from donor: String = "E",
    class category: String = "c",
    id: String? = nil, period: String = "2012", asOf: String? = nil,
    status: FlowStatus = .disbursed, precision: Precision = .exact, agreement: String? = nil,
    partOf: String? = nil, sameAs: String? = nil, mayBePartOf: String? = nil
  ) throws {
    let id = id ?? "f\(maker.draft.flows.count)"
    var row = FlowRow(
      id: maker.draft.text.append(id), measure: .money, category: maker.draft.text.append(category),
      donor: maker.draft.text.append(donor), recipient: maker.draft.text.append(recipient),
      unit: maker.draft.text.append("CNY"), status: status)
    row.amount = yuan.map { .money(Money(fen: $0 * 100)) }
    row.period = try Period(period)
    row.asOf = asOf.flatMap(CalendarDate.init)
    row.precision = precision
    row.agreement = agreement.map { maker.draft.text.append($0) } ?? .none
    row.partOf = partOf.map { maker.draft.text.append($0) } ?? .none
    row.sameAs = sameAs.map { maker.draft.text.append($0) } ?? .none
    row.mayBePartOf = mayBePartOf.map { maker.draft.text.append($0) } ?? .none
    maker.draft.flows.append(row)
  }

  mutating func people(
    _ count: Int64, to recipient: String = "W", from donor: String = "E", class category: String,
    measure: Measure = .persons, period: String = "2012"
  ) throws {
    let id = "f\(maker.draft.flows.count)"
    var row = FlowRow(
      id: maker.draft.text.append(id), measure: measure,
      category: maker.draft.text.append(category),
      donor: maker.draft.text.append(donor), recipient: maker.draft.text.append(recipient),
      unit: maker.draft.text.append(measure == .persons ? "人" : "人次"), status: .realised)
    row.amount = .quantity(ExactDecimal(count))
    row.period = try Period(period)
    maker.draft.flows.append(row)
  }

  mutating func revenue(_ value: String, _ year: Int) throws {
    maker.draft.indicators.append(
      Indicator(
        node: "E", indicator: Obligation.revenueIndicator, year: year,
        value: try #require(ExactDecimal(parsing: value.utf8)), unit: "亿元"))
  }

  func network() throws -> PairingNetwork { try maker.network() }

  /// The verdicts on all rules.
  func verdicts(
    complete: Bool = false, years: ClosedRange<Int>? = nil, status: FlowStatus? = nil
  ) throws -> [Verdict] {
    let network = try network()
    let (obligations, faults) = Obligation.all(in: network)
    #expect(faults.isEmpty)
    return check(
      obligations, against: Evidence(network, completeness: complete ? .all : .none), years: years,
      status: status)
  }

  /// The one verdict.
  func verdict(complete: Bool = false, status: FlowStatus? = nil) throws -> Verdict {
    let verdicts = try verdicts(complete: complete, status: status)
    #expect(verdicts.count == 1)
    return try #require(verdicts.first)
  }
}

/// Yuan in fen.
func yuan(_ amount: Int64) -> ExactRatio { ExactRatio(amount * 100) }
