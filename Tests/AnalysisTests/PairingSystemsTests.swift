import NetworkModel
import Testing

@testable import Analysis

/// The pairing systems that the documents describe, as the bundled package answers for them.
/// Numbers are those of the documents (000–004, by paragraph) or arithmetic on them.
@Suite("Pairing systems of the reference package")
struct PairingSystemsTests {
  private let package = TianjinPackage()
  private var network: PairingNetwork { package.network }

  @Test("S01: 13 counties in 3 prefectures in 2012, 34 in 7 in 2018, +21 net and no more said")
  func phases() throws {
    let diff = pairingDiff(
      from: try #require(CalendarDate("2012")), to: try #require(CalendarDate("2018")),
      kinds: [.county], in: network)
    #expect(diff.claimsBefore.map(\.recipientCount) == [13])
    #expect(diff.claimsAfter.map(\.recipientCount) == [34])
    #expect(try package.claim("claim-001-004-prefectures").value == ExactDecimal(3))
    #expect(try package.claim("claim-001-006").value == ExactDecimal(7))
    let counties = network.members(of: try package.node("gansu-34"), at: CalendarDate("2018"))
    #expect(counties.count == 34)
    #expect(Set(counties.compactMap { network.ancestor(of: $0, at: .prefecture) }).count == 7)
    #expect(network.members(of: try package.node("gansu-13")).isEmpty)
  }

  @Test("S10: six targeted flows of 2012 add up to 2530 万元, 530 of it to five counties")
  func targetedFlows() throws {
    let flows = package.flows {
      $0.category == "district_targeted" && $0.measure == .money && $0.period.singleYear == 2012
    }
    #expect(flows.count == 6)
    #expect(package.fen(flows) == wan(2530))
    #expect(flows.filter { $0.precision == .atLeast }.map(\.id) == ["flow-000-049"])
    let counties = flows.filter { network.kind(of: $0.recipient).level == .county }
    #expect(package.fen(counties) == wan(530))
    var byPrefecture: [String: Int64] = [:]
    for flow in counties {
      let place = try #require(network.ancestor(of: flow.recipient, at: .prefecture))
      byPrefecture[network[place].name, default: 0] += package.fen([flow])
    }
    #expect(byPrefecture == ["天水市": wan(120), "陇南市": wan(400), "定西市": wan(10)])
  }

  @Test("S18: 14 ↔ 13 in 2012; six donors and five counties named; at least 14 pairings")
  func pairing2012() throws {
    let counts = try package.counts(.county, at: "2012", id: "claim-000-040")
    #expect(counts.donorCount == 14 && counts.recipientCount == 13)
    #expect(counts.namedDonors == 6 && counts.namedRecipients == 5)
    #expect(counts.fewestPairings == 14)
    let report = try package.report(.county, within: "甘肃省", at: "2012")
    let direct = report.units.filter { $0.state == .direct }.map { network[$0.unit].shortName }
    #expect(Set(direct) == ["岷县", "清水", "武山", "西和", "甘谷"])
  }

  @Test("S19: 16 ↔ 34; 2.125 counties a district; two pairs from the documents, 26 from elsewhere")
  func pairing2018() throws {
    let counts = try package.counts(.county, at: "2018", id: "claim-001-045")
    #expect(counts.donorCount == 16 && counts.recipientCount == 34)
    #expect(counts.fewestPairings == 34)
    #expect(Double(34) / Double(16) == 2.125)
    let active = network.pairings.filter {
      $0.kind == .county && $0.period.covers(CalendarDate(year: 2018)!) == .yes
        && network.contains(try! package.node("甘肃省"), $0.recipient)
    }
    #expect(active.count == 28)
    #expect(active.filter { $0.source == "known-pairings" }.count == 26)
    #expect(
      Set(active.filter { $0.source != "known-pairings" }.map(\.id))
        == ["pair-dongli-gangu", "pair-wuqing-jingning"])
    let floor = ExactDecimal(85, scale: 2)
    #expect(active.allSatisfy { ($0.confidence ?? ExactDecimal(1)) >= floor })
    let report = try package.report(.county, within: "甘肃省", at: "2018")
    #expect(report.denominator == 86)
    #expect(report.count(.direct) == 28)
    #expect(report.count(.claimed) == 6)
    #expect(report.count(.none) == 52)
    #expect(report.range == 34...34)
  }

  @Test("S20: a district paired with a prefecture; its sub-unit rolls up to 330 万元")
  func binhaiHuangnan() throws {
    let pairing = try package.pairing("pair-binhai-huangnan")
    let ends = [pairing.donor, pairing.recipient].compactMap { network[$0].level }
    #expect(ends == [.county, .prefecture])
    #expect(ends[0].distance(to: ends[1]) == 1)
    #expect(
      network.warnings.contains { $0.code == .levelMismatch && $0.found == "632300" })
    let binhai = try package.node("滨海新区")
    let huangnan = try package.node("黄南藏族自治州")
    let given = package.flows {
      $0.measure == .money && $0.recipient == huangnan && network.contains(binhai, $0.donor)
        && $0.partOf == nil
    }
    #expect(package.fen(given) == wan(330))
    let others = package.flows {
      $0.measure == .money && $0.recipient == huangnan && $0.partOf == nil
        && $0.donor != (try! package.node("天津市"))
    }
    #expect(package.fen(others) == wan(490))
  }

  @Test("S22: 20 万元 in 2012, 3800.92 in 2019, and years between without data")
  func dongliGangu() throws {
    let gangu = try package.node("甘谷县")
    func received(_ year: Int) -> [Flow] {
      package.flows {
        $0.measure == .money && $0.recipient == gangu && $0.period.singleYear == year
          && $0.sameAs == nil
      }
    }
    #expect(package.fen(received(2012)) == wan(20))
    #expect(package.fen(received(2019)) == 380_092 * 10_000)
    for year in 2013...2018 { #expect(received(year).isEmpty) }
  }

  @Test("S23: three town pairs under a paired county; 街 and 镇 are towns though they hold 村")
  func towns() throws {
    let towns = network.pairings.filter { $0.kind == .town }
    #expect(towns.count == 3)
    let county = try package.pairing("pair-dongli-gangu")
    for pairing in towns {
      #expect(network.ancestor(of: pairing.donor, at: .county) == county.donor)
      #expect(network.ancestor(of: pairing.recipient, at: .county) == county.recipient)
    }
    #expect(network[try package.node("丰年村街")].level == .town)
    #expect(network[try package.node("泾川县/王村镇")].level == .town)
    let counts = try package.counts(.town, at: "2019", id: "claim-001-047")
    #expect(counts.donorCount == 219 && counts.recipientCount == 230)
    #expect(counts.fewestPairings == 230 && counts.namedRecipients == 3)
    #expect(try package.report(.town, within: "甘肃省", at: "2019").range.lowerBound == 230)
  }

  @Test(
    "S24–S28: counts on two sides imply the larger number of pairings, and no particular one",
    arguments: [
      (PairingKind.village, "claim-001-049", 255, 247, 255, 8),
      (.enterpriseVillage, "claim-001-051", 1912, 2000, 2000, -88),
      (.organisationVillage, "claim-001-053", 131, 175, 175, -44),
      (.hospital, "claim-001-055", 81, 94, 94, -13),
      (.school, "claim-001-057", 1121, 2154, 2154, -1033),
    ])
  func counts(
    kind: PairingKind, id: String, donors: Int, recipients: Int, fewest: Int, surplus: Int
  ) throws {
    let counts = try package.counts(kind, at: "2018", id: id)
    #expect(counts.donorCount == donors)
    #expect(counts.recipientCount == recipients)
    #expect(counts.fewestPairings == fewest)
    #expect(counts.surplusDonors == surplus)
    #expect(counts.namedPairings == (kind == .school ? 3 : 0))
  }

  @Test("S25, S27, S28: what is claimed for villages, hospitals and schools stays a claim")
  func claimsStayClaims() throws {
    let villages = try package.claim("claim-003-049")
    #expect(villages.kind == "full_coverage" && villages.value2 == ExactDecimal(159))
    let star = try package.claim("claim-001-114")
    #expect(star.value == ExactDecimal(10) && star.value2 == ExactDecimal(1))
    let treatments = ["claim-000-057", "claim-000-058"]
    let total = try treatments.reduce(0) { try $0 + (package.claim($1).value?.wholeNumber ?? 0) }
    #expect(total == 91_214)
    #expect(try package.report(.village, at: "2018").count(.direct) == 0)
  }

  @Test("S29: households: 2259 cadres ↔ 2360 households, 161 and 71 in two counties")
  func households() throws {
    let all = try package.claim("claim-001-042")
    #expect(all.value == ExactDecimal(2259) && all.value2 == ExactDecimal(2360))
    let parts = try ["claim-003-042", "claim-004-058"].map {
      try package.claim($0).value2?.wholeNumber ?? 0
    }
    #expect(parts == [161, 71])
    #expect(network.pairings.allSatisfy { $0.kind != .household })
  }

  @Test("S30: two department pairs, each under paired places")
  func departments() throws {
    let pairs = network.pairings.filter { $0.kind == .department }
    #expect(pairs.map(\.id) == ["pair-police", "pair-united-front"])
    for pair in pairs {
      let donor = try #require(network.parent(of: pair.donor))
      let recipient = try #require(network.parent(of: pair.recipient))
      #expect(
        network.pairings.contains { $0.donor == donor && $0.recipient == recipient })
    }
  }

  @Test("S31: four enterprise pairs, three of them of one donor")
  func enterprises() throws {
    let pairs = network.pairings.filter { $0.kind == .enterprise }
    #expect(pairs.count == 4)
    let food = try package.node("天津食品集团")
    #expect(pairs.count { $0.donor == food } == 3)
  }

  @Test("S32: 1062 亩 are 70.80 ha; a planned range keeps both ends")
  func parks() throws {
    let area = try package.claim("claim-003-019")
    #expect(area.value == ExactDecimal(1062) && area.unit == "亩")
    // One 亩 is 1/15 ha.
    #expect(1062 * 100 / 15 == 7080)
    let planned = try package.claim("claim-001-066")
    #expect(planned.value == ExactDecimal(50) && planned.value2 == ExactDecimal(100))
  }

  @Test("S33: central assistance is a layer of its own with two pairings")
  func central() throws {
    let counties = try ["宕昌县", "庄浪县"].map(package.node)
    let central = network.pairings.filter { $0.kind == .central }
    #expect(Set(central.map(\.recipient)) == Set(counties))
    let report = try package.report(.county, kinds: [.central], at: "2012")
    #expect(report.count(.direct) == 2)
    let usual = try package.report(.county, at: "2012")
    #expect(
      usual.units.filter { counties.contains($0.unit) }.allSatisfy { $0.state == .noRecord })
  }
}
