import NetworkModel
import Testing

@testable import Analysis

/// Villages, delistings, distances, projects and provenance in the bundled package.
@Suite("Places, events and provenance of the reference package")
struct RecordSystemsTests {
  private let package = TianjinPackage()
  private var network: PairingNetwork { package.network }

  @Test("S43: 1844 万元 to four villages, a count for the fifth; paths to the province")
  func supervisedVillages() throws {
    let villages = ["贾山村", "富坪村", "朱家涧村", "腰套村", "次哇村"]
    let nodes = Set(try villages.map(package.node))
    let flows = package.flows { nodes.contains($0.recipient) }
    #expect(package.fen(flows) == wan(1844))
    #expect(Set(flows.map(\.recipient)) == nodes)
    let greenhouses = try #require(flows.first { $0.measure == .items })
    #expect(greenhouses.amount == .quantity(ExactDecimal(173)))
    var byPrefecture: [String: Int64] = [:]
    for flow in flows where flow.measure == .money {
      let place = try #require(network.ancestor(of: flow.recipient, at: .prefecture))
      byPrefecture[network[place].shortName, default: 0] += package.fen([flow])
    }
    #expect(byPrefecture == ["甘南": wan(770), "平凉": wan(884), "庆阳": wan(140), "天水": wan(50)])
    #expect(
      network.ancestors(of: try package.node("次哇村")).map { network[$0].name }
        == ["达拉乡", "迭部县", "甘南藏族自治州", "甘肃省"])
  }

  @Test("S44: 甘谷 is delisted from 2019-04-28; 34 and 36 are different universes")
  func delisting() throws {
    let event = try #require(
      network.events.first { $0.kind == "delisting" && $0.to == "620523" })
    #expect(event.date == (try Period("2019-04-28")))
    #expect(event.date.firstDay > CalendarDate("2019-04-27")!.lastDay)
    let thirtyFour = try #require(
      network.events.first { $0.kind == "delisting" && $0.to == "gansu-34" })
    #expect(thirtyFour.count == ExactDecimal(34))
    let thirtySix = try package.claim("claim-004-003")
    #expect(thirtySix.value == ExactDecimal(36))
    #expect(thirtySix.subject != thirtyFour.to)
  }

  @Test("S45: the sector of each village project")
  func sectors() throws {
    let expected = [
      "贾山村": "other", "富坪村": "vegetables", "朱家涧村": "vegetables", "腰套村": "other", "次哇村": "cattle",
    ]
    for (name, sector) in expected {
      let village = try package.node(name)
      let notes = package.flows { $0.recipient == village }.compactMap(\.note)
      #expect(notes.count == 1 && notes[0].hasPrefix("sector=\(sector);"), "\(name)")
    }
  }

  @Test("S46: the dry port is an edge of 2012 without an amount, outside aid")
  func dryPort() throws {
    let flow = try #require(network.flows.first { $0.category == "trade_infrastructure" })
    #expect(flow.donor == (try package.node("天津港")))
    #expect(flow.recipient == (try package.node("嘉峪关市")))
    #expect(flow.period.singleYear == 2012)
    #expect(flow.amount == nil)
    #expect(flow.measure != .money)
  }

  @Test("S48: Dongli–Gangu is 1170.65 km on the ellipsoid; 1500 printed is 1.28 times as long")
  func distances() throws {
    let result = distance(
      from: try package.node("东丽区"), to: try package.node("甘谷县"), in: network)
    // geographiclib 2.0 (Python), Geodesic.WGS84.Inverse(39.0902, 117.30719, 34.73564, 105.32632).
    let metres = try #require(result.metres)
    #expect(abs(metres - 1_170_654.638) < 0.01)
    #expect(abs(metres / 1000 - 1168) <= 5)
    #expect(result.printed?.kilometres == ExactDecimal(1500))
    #expect(abs(try #require(result.ratio) - 1.28) < 0.005)
  }

  @Test("S49: twelve projects in Huangnan, five of them named, all started")
  func huangnanProjects() throws {
    let claim = try package.claim("claim-002-014")
    #expect(claim.value == ExactDecimal(12))
    let huangnan = try package.node("黄南藏族自治州")
    let projects = network.nodeIndices.filter {
      network.kind(of: $0) == .project && network.contains(huangnan, $0)
    }
    #expect(projects.count == 5)
    let states = package.flows { projects.contains($0.recipient) }.compactMap(\.note)
    #expect(states.count == 5 && states.allSatisfy { $0.hasPrefix("state=started") })
  }

  @Test("S50: every flow, claim, event and pairing names a document and a place in it")
  func provenance() throws {
    let sources = Set(network.sources.map(\.id))
    #expect(network.flows.allSatisfy { sources.contains($0.source ?? "") && $0.locator != nil })
    #expect(network.pairings.allSatisfy { sources.contains($0.source ?? "") && $0.locator != nil })
    #expect(network.claims.allSatisfy { sources.contains($0.source ?? "") && $0.locator != nil })
    #expect(network.events.allSatisfy { sources.contains($0.source ?? "") && $0.locator != nil })
    // Paragraphs that a page carries along from elsewhere give no fact.
    let boilerplate = ["doc-000": 17, "doc-002": 23, "doc-003": 45, "doc-004": 51]
    func isFact(_ source: String?, _ locator: String?) -> Bool {
      guard let source, let first = boilerplate[source], let locator, locator.hasPrefix("L"),
        let line = Int(locator.dropFirst().prefix { $0.isNumber })
      else { return true }
      return line < first
    }
    #expect(network.flows.allSatisfy { isFact($0.source, $0.locator) })
    #expect(network.claims.allSatisfy { isFact($0.source, $0.locator) })
    #expect(network.pairings.allSatisfy { isFact($0.source, $0.locator) })
    #expect(network.nodeIndices.allSatisfy { isFact(network[$0].source, network[$0].locator) })
  }

  @Test("homonyms: 宁县 is not 静宁县, 河北 is in Tianjin, 庄浪 is 庄浪县")
  func homonyms() throws {
    #expect(network[try package.node("宁县")].id == "621026")
    #expect(network[try package.node("庄浪")].name == "庄浪县")
    #expect(network[try package.node("河北区")].parent?.name == "天津市")
    #expect(network[try package.node("张家川县")].name == "张家川回族自治县")
    #expect(throws: NodeLookupError.self) { try package.node("城关镇") }
  }
}
