import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// The bundled reference package, read once, with short ways to ask about it.
struct TianjinPackage {
  static let network: PairingNetwork = {
    let result = PackageReader.read(Repository.tianjin.path)
    guard let network = result.network else {
      fatalError("The bundled package has errors: \(result.issues)")
    }
    return network
  }()

  var network: PairingNetwork { Self.network }

  func node(_ name: String) throws -> NodeIndex { try NodeFinder(network).find(name) }

  func ids(_ nodes: some Sequence<NodeIndex>) -> [String] { nodes.map { network[$0].id } }

  func claim(_ id: String) throws -> Claim {
    try #require(network.claims.first { $0.id == id }, "no claim \(id)")
  }

  func pairing(_ id: String) throws -> Pairing {
    try #require(network.pairings.first { $0.id == id }, "no pairing \(id)")
  }

  func report(
    _ units: Level, within: String? = nil, kinds: Set<PairingKind> = [], at date: String,
    side: CoverageQuestion.Side = .recipient
  ) throws -> CoverageReport {
    coverage(
      CoverageQuestion(
        .level(units), within: try within.map(node), kinds: kinds, side: side,
        date: CalendarDate(date)), in: network)
  }

  /// The claim about both sides of a layer that is in force on a date, held against the named pairings.
  func counts(_ kind: PairingKind, at date: String, id: String) throws -> PairingClaim {
    let claims = pairingClaims([kind], at: CalendarDate(date), in: network)
    return try #require(claims.first { network.claims[$0.position].id == id })
  }

  /// Money or other flows of a measure that run from district-level donors as in `isIncluded`.
  func flows(where isIncluded: (Flow) -> Bool) -> [Flow] { network.flows.filter(isIncluded) }

  func fen(_ flows: [Flow]) -> Int64 {
    flows.reduce(0) { sum, flow in
      if case .money(let money) = flow.amount { sum + money.fen } else { sum }
    }
  }
}

/// 万元 in fen.
func wan(_ amount: Int64) -> Int64 { amount * 1_000_000 }
