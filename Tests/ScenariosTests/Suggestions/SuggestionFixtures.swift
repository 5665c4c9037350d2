import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport

@testable import Scenarios

/// Makes small networks with positions. Places lie on the equator, so that 1 degree is 111,319.49 m.
struct SitesMaker {
  var draft = NetworkDraft()

  mutating func node(
    _ id: String, _ kind: NodeKind, in parent: String? = nil, at longitude: Double? = nil,
    latitude: Double = 0
  ) {
    var row = NodeRow(id: draft.text.append(id), kind: kind, name: draft.text.append(id))
    row.parent = parent.map { draft.text.append($0) } ?? .none
    row.position = longitude.flatMap { GeoPoint(longitude: $0, latitude: latitude) }
    draft.nodes.append(row)
  }

  mutating func pairing(
    _ id: String, _ kind: PairingKind, _ donor: String, _ recipient: String, _ period: String
  ) throws {
    var row = PairingRow(
      id: draft.text.append(id), kind: kind, donor: draft.text.append(donor),
      recipient: draft.text.append(recipient))
    row.period = try Period(period)
    draft.pairings.append(row)
  }

  mutating func indicator(
    _ node: String, _ name: String, _ year: Int, _ value: Int64, _ unit: String
  ) {
    draft.indicators.append(
      Indicator(node: node, indicator: name, year: year, value: ExactDecimal(value), unit: unit))
  }

  func network() throws -> PairingNetwork { try PairingNetwork(validating: draft) }

  /// East E with districts E1 (at 10° E) and E2 (12° E), west W with counties W1 (0°), W2 (1°), W3 (2°),
  /// W4 (3°); E1 helps W1 since 2015.
  static func twoProvinces() throws -> SitesMaker {
    var maker = SitesMaker()
    maker.node("E", .municipality, at: 11)
    maker.node("E1", .district, in: "E", at: 10)
    maker.node("E2", .district, in: "E", at: 12)
    maker.node("W", .province, at: 1)
    for county in 1...4 { maker.node("W\(county)", .county, in: "W", at: Double(county - 1)) }
    try maker.pairing("old", .county, "E1", "W1", "2015/..")
    return maker
  }
}

extension PairingNetwork {
  func named(_ id: String) throws -> NodeIndex {
    guard let node = node(id: id) else { throw NoSuchNode(id: id) }
    return node
  }

  struct NoSuchNode: Error { let id: String }

  func question(
    _ units: UnitClass = .level(.county), within place: String? = "W", donors: [String] = ["E"],
    of donorUnits: UnitClass? = nil, capacity: Int? = nil, at date: String? = "2018"
  ) throws -> SuggestionQuestion {
    SuggestionQuestion(
      CoverageQuestion(
        units, within: try place.map(named), date: date.flatMap { CalendarDate($0) }),
      donorPlaces: try donors.map(named), donors: donorUnits, capacity: capacity)
  }
}

extension SuggestionReport {
  /// `unit<donor` for each suggestion.
  var pairs: [String] {
    suggestions.map { "\(network[$0.unit.node].id)<\(network[$0.donor.node].id)" }
  }

  /// `unit:reason` for each unit left.
  var left: [String] { uncovered.map { "\(network[$0.unit].id):\($0.reason.rawValue)" } }
}

/// The bundled reference package, read once.
enum Tianjin {
  static let network: PairingNetwork = {
    guard let network = PackageReader.read(Repository.tianjin.path).network else {
      fatalError("The bundled package has errors.")
    }
    return network
  }()
}
