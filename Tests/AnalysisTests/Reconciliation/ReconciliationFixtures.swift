import NetworkModel

@testable import Analysis

extension NetworkMaker {
  /// A claim with every column that a check reads.
  mutating func print(
    _ id: String, _ kind: String, _ subject: String, _ value: String?, _ unit: String,
    scope: String? = "E", measure: String? = "money", category: String? = nil,
    _ period: String = "2018", value2: String? = nil, precision: Precision = .exact,
    basis: [String] = [], mayBePartOf: [String] = []
  ) throws {
    var claim = Claim(id: id, kind: kind, subject: subject, unit: unit)
    claim.scope = scope
    claim.measure = measure
    claim.category = category
    claim.period = try Period(period)
    claim.value = value.flatMap { ExactDecimal(parsing: $0.utf8) }
    claim.value2 = value2.flatMap { ExactDecimal(parsing: $0.utf8) }
    claim.precision = precision
    claim.basis = basis
    claim.mayBePartOf = mayBePartOf
    draft.claims.append(claim)
  }

  /// Money from E1, in yuan, written as 万元 when it is a whole number of them.
  mutating func pay(
    _ id: String, _ yuan: Int64?, _ period: String = "2018", to recipient: String = "WP1",
    from donor: String = "E1", category: String = "fiscal", status: FlowStatus = .disbursed,
    precision: Precision = .exact, partOf: String? = nil, sameAs: String? = nil,
    mayBePartOf: String? = nil, basis: String? = nil, unit: MoneyUnit = .yuan
  ) throws {
    let row = try flow(
      id, donor, recipient, yuan.map { $0 * 100 }, period, category: category, status: status,
      precision: precision, partOf: partOf, sameAs: sameAs)
    draft.flows[row].unit = draft.text.append(unit.rawValue)
    if let mayBePartOf { draft.flows[row].mayBePartOf = draft.text.append(mayBePartOf) }
    if let basis { draft.flows[row].basis = draft.text.append(basis) }
  }

  /// Goods that are counted and not valued.
  mutating func give(_ id: String, _ pieces: Int64?, to recipient: String = "WP1") throws {
    let row = try flow(
      id, "E1", recipient, pieces, measure: .goods, category: "in_kind", status: .disbursed)
    draft.flows[row].unit = draft.text.append("件")
  }

  func reconciled(_ question: ReconciliationQuestion = .init()) throws -> Reconciliation {
    Reconciliation(question, in: try network())
  }
}
