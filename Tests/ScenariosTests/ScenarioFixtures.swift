import Analysis
import NetworkModel
import Testing

@testable import Scenarios

/// A small network: city E with districts E1, E2 (and firm E1F); province W with prefecture WP and counties A, B, C; group G of A and B.
struct FundMaker {
  var draft = NetworkDraft()

  init() {
    node("E", .municipality)
    node("E1", .district, in: "E")
    node("E2", .district, in: "E")
    node("E1F", .enterprise, in: "E1")
    node("W", .province)
    node("WP", .prefecture, in: "W")
    for county in ["A", "B", "C"] { node(county, .county, in: "WP") }
    node("G", .group)
    for member in ["A", "B"] { draft.memberships.append(Membership(group: "G", node: member)) }
    draft.sources.append(Source(id: "doc", title: "A document"))
    draft.agreements.append(Agreement(id: "agr", title: "An agreement", donor: "E", recipient: "W"))
    var rule = Rule(id: "rule-share", agreement: "agr", kind: "share")
    rule.threshold = ExactDecimal(8, scale: 1)
    rule.group = "G"
    draft.rules.append(rule)
  }

  mutating func node(_ id: String, _ kind: NodeKind, in parent: String = "") {
    var row = NodeRow(
      id: draft.text.append(id), kind: kind, name: draft.text.append("place \(id)"))
    row.parent = draft.text.append(parent)
    draft.nodes.append(row)
  }

  mutating func pairing(
    _ donor: String, _ recipient: String, _ period: String, kind: PairingKind = .county,
    id: String? = nil
  ) throws {
    var row = PairingRow(
      id: draft.text.append(id ?? "p\(draft.pairings.count)"), kind: kind,
      donor: draft.text.append(donor), recipient: draft.text.append(recipient))
    row.period = try Period(period)
    row.source = draft.text.append("doc")
    draft.pairings.append(row)
  }

  /// Money in yuan; `nil` is unknown.
  mutating func money(
    _ id: String, _ donor: String, _ recipient: String, _ yuan: Int64?, year: String = "2014",
    status: FlowStatus = .disbursed, category: String = "fiscal", precision: Precision = .exact,
    partOf: String = "", sameAs: String = ""
  ) throws {
    try flow(
      id, donor, recipient, yuan.map { .money(Money(fen: $0 * 100)) }, unit: "CNY", year: year,
      status: status, category: category, precision: precision, partOf: partOf, sameAs: sameAs)
  }

  mutating func flow(
    _ id: String, _ donor: String, _ recipient: String, _ amount: Amount?, unit: String,
    measure: Measure = .money, year: String = "2014", status: FlowStatus = .disbursed,
    category: String = "fiscal", precision: Precision = .exact, partOf: String = "",
    sameAs: String = ""
  ) throws {
    var row = FlowRow(
      id: draft.text.append(id), measure: measure, category: draft.text.append(category),
      donor: draft.text.append(donor), recipient: draft.text.append(recipient),
      unit: draft.text.append(unit), status: status)
    row.period = try Period(year)
    row.amount = amount
    row.precision = precision
    row.partOf = draft.text.append(partOf)
    row.sameAs = draft.text.append(sameAs)
    row.source = draft.text.append("doc")
    row.locator = draft.text.append("L1")
    draft.flows.append(row)
  }

  func network() throws -> PairingNetwork { try PairingNetwork(validating: draft) }
}

extension PairingNetwork {
  /// All columns of all flows, a line each: the table as it would be written.
  var flowTable: [String] {
    flowRows.map { row in
      let record = FlowRecord(row, in: text)
      return "\(record)"
    }
  }

  /// Pairings, memberships, rules and sources, a line each.
  var otherTables: [String] {
    pairingRows.map { "\(PairingRecord($0, in: text))" } + memberships.map { "\($0)" }
      + rules.map { "\($0)" } + sources.map { "\($0)" }
  }

  /// Yuan of the money that a place gets, each fact once, in fen.
  func received(_ recipient: String, status: FlowStatus = .disbursed) throws -> Int64 {
    let accounts = FlowAccounts(
      FlowQuestion(status: status, recipient: node(id: recipient)), in: self)
    guard case .money(let money)? = try accounts.total()?.amount else { return 0 }
    return money.fen
  }

  func record(_ id: String) throws -> FlowRecord {
    let flow = try #require(flows.first { $0.id == id }, "no flow \(id)")
    return FlowRecord(flow.row, in: text)
  }
}

/// So many yuan.
func yuan(_ amount: Int64) -> FundAmount { FundAmount(.exact(ExactDecimal(amount)), "CNY") }

let year2014 = Baseline(years: 2014...2014, status: .disbursed)
