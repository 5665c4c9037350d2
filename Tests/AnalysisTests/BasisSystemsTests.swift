import NetworkModel
import Testing

@testable import Analysis

/// The columns of the reference package that say what a row may lie in and what its number rests on.
@Suite("Rows of the reference package that name others")
struct BasisSystemsTests {
  private let package = TianjinPackage()
  private var network: PairingNetwork { package.network }

  private func flow(_ id: String) throws -> Flow {
    try #require(network.flows.first { $0.id == id }, "no flow \(id)")
  }

  @Test("categories of claims stand in their column, and in no note")
  func categories() throws {
    let ofClaims = Dictionary(grouping: network.claims.compactMap(\.category)) { $0 }
      .mapValues(\.count)
    #expect(
      ofClaims == [
        "municipal_fiscal": 5, "district_targeted": 1, "social_donation": 1, "cadre_exchange": 1,
        "industry": 1, "labour": 2,
      ])
    #expect(!network.claims.contains { $0.note?.contains("category=") ?? false })
  }

  @Test("S12, S13: counterpart support and industry money may lie in the 42.17 亿元")
  func provincialSums() throws {
    #expect(try flow("flow-001-107").mayBePartOf.first == "claim-001-018")
    #expect(try package.claim("claim-001-074").mayBePartOf == ["claim-001-018"])
    #expect(try package.claim("claim-001-018").mayBePartOf == [])
  }

  @Test("S14, S15: county ledgers may lie in yearly sums of the province, never in later years")
  func countyLedgers() throws {
    #expect(try flow("flow-004-012").mayBePartOf == ["claim-001-018", "flow-001-021"])
    #expect(try flow("flow-004-013").mayBePartOf == ["claim-001-030"])
    #expect(try flow("flow-003-010").mayBePartOf.contains("flow-001-022"))
  }

  @Test("what may contain a row is of its measure and overlaps it in time")
  func containersMatch() throws {
    for flow in network.flows {
      for id in flow.mayBePartOf {
        if let whole = network.flows.first(where: { $0.id == id }) {
          #expect(whole.measure == flow.measure, "\(flow.id) in \(id)")
          // The envelope of one year may be paid out over two, as its part shows.
          let periods = [whole.period] + network.flows.filter { $0.partOf == id }.map(\.period)
          #expect(
            flow.period.isUnknown || periods.contains { $0.overlaps(flow.period) },
            "\(flow.id) in \(id)")
        } else {
          let whole = try package.claim(id)
          let measures = whole.measure?.split(separator: "+").map(String.init) ?? []
          #expect(measures.contains(flow.measure.rawValue), "\(flow.id) in \(id)")
        }
      }
    }
  }

  @Test("S37, S06: shares and increases name both of their sides")
  func shares() throws {
    #expect(try package.claim("claim-004-055").basis == ["claim-004-053", "flow-004-052"])
    #expect(try package.claim("claim-001-106").basis == ["flow-001-105"])
    #expect(try package.claim("claim-001-028").basis == ["rule-001-029"])
    #expect(try package.claim("claim-000-007").basis == ["flow-000-007", "rule-000-016"])
    #expect(try flow("flow-000-043").basis == ["flow-000-042"])
  }
}
