import Analysis
import NetworkModel
import Testing

extension NetworkMaker {
  @discardableResult
  mutating func flow(
    _ id: String, _ donor: String, _ recipient: String, _ amount: Int64?, _ period: String = "2018",
    measure: Measure = .money, category: String = "fiscal", status: FlowStatus = .disbursed,
    precision: Precision = .exact, partOf: String? = nil, sameAs: String? = nil
  ) throws -> Int {
    var row = FlowRow(
      id: draft.text.append(id), measure: measure, category: draft.text.append(category),
      donor: draft.text.append(donor), recipient: draft.text.append(recipient),
      unit: draft.text.append(measure.isMonetary ? "CNY" : "人"), status: status)
    row.amount = amount.map {
      measure.isMonetary ? .money(Money(fen: $0)) : .quantity(ExactDecimal($0))
    }
    row.period = try Period(period)
    row.precision = precision
    row.partOf = partOf.map { draft.text.append($0) } ?? .none
    row.sameAs = sameAs.map { draft.text.append($0) } ?? .none
    draft.flows.append(row)
    return draft.flows.count - 1
  }
}

/// The bundled package of the reference data.
enum ReferencePackage {
  static var network: PairingNetwork? { TianjinPackage.network }

  static func profile(of name: String, at date: String? = nil) throws -> (Profile, PairingNetwork) {
    let network = try #require(network)
    let node = try NodeFinder(network).find(name)
    return (Profile(of: node, in: network, at: date.flatMap { CalendarDate($0) }), network)
  }
}
