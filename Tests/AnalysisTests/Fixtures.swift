import Geodesy
import NetworkModel

/// Makes small networks from lines of text.
struct NetworkMaker {
  var draft = NetworkDraft()

  mutating func node(
    _ id: String, _ kind: NodeKind, _ name: String? = nil, in parent: String? = nil
  ) {
    var row = NodeRow(
      id: draft.text.append(id), kind: kind, name: draft.text.append(name ?? id))
    row.parent = parent.map { draft.text.append($0) } ?? .none
    draft.nodes.append(row)
  }

  mutating func pairing(
    _ kind: PairingKind, _ donor: String, _ recipient: String, _ period: String = ""
  ) throws {
    var row = PairingRow(
      id: draft.text.append("p\(draft.pairings.count)"), kind: kind,
      donor: draft.text.append(donor), recipient: draft.text.append(recipient))
    row.period = try Period(period)
    draft.pairings.append(row)
  }

  mutating func member(_ node: String, of group: String) {
    draft.memberships.append(Membership(group: group, node: node))
  }

  mutating func claim(
    _ kind: String, _ subject: String, scope: String? = nil, measure: PairingKind,
    _ counts: (Int64, Int64)? = nil, unit: String, period: String
  ) throws {
    var claim = Claim(id: "c\(draft.claims.count)", kind: kind, subject: subject, unit: unit)
    claim.scope = scope
    claim.measure = measure.rawValue
    claim.value = counts.map { ExactDecimal($0.0) }
    claim.value2 = counts.map { ExactDecimal($0.1) }
    claim.period = try Period(period)
    draft.claims.append(claim)
  }

  func network() throws -> PairingNetwork { try PairingNetwork(validating: draft) }
}

/// Two provinces: W has a prefecture WP with four counties and a town; E has two districts.
func twoProvinces() -> NetworkMaker {
  var maker = NetworkMaker()
  maker.node("E", .municipality)
  maker.node("E1", .district, in: "E")
  maker.node("E2", .district, in: "E")
  maker.node("W", .province)
  maker.node("WP", .prefecture, in: "W")
  for county in 1...4 { maker.node("WP\(county)", .county, in: "WP") }
  maker.node("WP1T", .town, in: "WP1")
  maker.node("ET", .town, in: "E1")
  return maker
}
