import Analysis
import NetworkModel
import Testing

/// What the five documents say of single places, asked of the bundled package.
@Suite struct ProfileReferenceTests {
  private func money(_ profile: Profile, _ year: Int, _ status: FlowStatus) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for total in profile.totals
    where total.measure == .money && total.period.singleYear == year && total.status == status
      && total.direction == .incoming
    {
      if case .money(let money) = total.amount { sums[total.category, default: 0] += money.fen }
    }
    return sums
  }

  @Test("Dongli and Gangu: 20 in 2012, 3800.92 in 2019 (10,000 yuan); no data between is not zero")
  func ganguMoney() throws {
    let (profile, _) = try ReferencePackage.profile(of: "甘谷县")
    #expect(money(profile, 2012, .disbursed).values.reduce(0, +) == 20 * 1_000_000)
    #expect(money(profile, 2019, .disbursed).values.reduce(0, +) == 3_800_920_000)
    #expect(profile.silentYears == [2013, 2014, 2015, 2016])
  }

  @Test("Gangu: Dongli at county level, three town pairs, a department, four enterprises")
  func ganguLayers() throws {
    let (profile, network) = try ReferencePackage.profile(of: "甘谷县")
    func count(_ kind: PairingKind, _ position: ProfilePosition) -> Int {
      profile.pairings.count {
        $0.pairing.kind == kind && $0.position == position && $0.direction == .incoming
      }
    }
    let county = try #require(profile.pairings.first { $0.position == .own })
    #expect(network[county.pairing.donor].name == "东丽区")
    #expect(count(.town, .below) == 3)
    #expect(count(.department, .below) == 1)
    #expect(count(.enterprise, .below) == 4)
    #expect(
      profile.claims.contains {
        $0.claim.kind == "pairing_count" && $0.claim.measure == "household"
          && $0.claim.value2 == ExactDecimal(71)
      })
  }

  @Test("the ends of each town and department pairing lie in units that are paired themselves")
  func lowerPairingsFollowTheCounties() throws {
    let network = try #require(ReferencePackage.network)
    let counties = network.pairings.filter { $0.kind == .county }
    for pairing in network.pairings where pairing.kind == .town {
      let donor = network.ancestor(of: pairing.donor, at: .county)
      let recipient = network.ancestor(of: pairing.recipient, at: .county)
      #expect(
        counties.contains { $0.donor == donor && $0.recipient == recipient }, "\(pairing.id)")
    }
    let departments = network.pairings.filter { $0.kind == .department }
    #expect(departments.count == 2)
    for pairing in departments {
      #expect(network.parent(of: pairing.donor) != nil, "\(pairing.id)")
      #expect(network.parent(of: pairing.recipient) != nil, "\(pairing.id)")
    }
  }

  @Test("Binhai with Dagang gave 330 (10,000 yuan) to Huangnan by 2011, not 300")
  func binhaiRollsUpDagang() throws {
    let (profile, network) = try ReferencePackage.profile(of: "滨海新区")
    let huangnan = try NodeFinder(network).find("黄南藏族自治州")
    let sum = profile.flows.filter { line in
      line.isCounted && line.flow.measure == .money && line.direction == .outgoing
        && network.contains(huangnan, line.flow.recipient)
    }.reduce(Int64(0)) { sum, line in
      if case .money(let money) = line.flow.amount { sum + money.fen } else { sum }
    }
    #expect(sum == 330 * 1_000_000)
  }

  @Test("visits between Dongli and Gangu in 2019, by day and direction")
  func visits() throws {
    let (profile, network) = try ReferencePackage.profile(of: "甘谷县", at: "2019")
    let gangu = network[profile.node].id
    let visits = profile.events.filter { $0.kind == "visit" && $0.date.singleYear == 2019 }
    #expect(
      visits.filter { $0.to == gangu }.map(\.date.description) == ["2019-05-23", "2019-08-09"])
    #expect(
      visits.filter { $0.from == gangu }.map(\.date.description) == ["2019-09-01/2019-09-04"])
  }

  @Test("Gangu is poor until 27 April 2019 and delisted from the 28th")
  func delisting() throws {
    func isDelisted(_ date: String) throws -> Bool {
      let (profile, network) = try ReferencePackage.profile(of: "甘谷县", at: date)
      return profile.events.contains {
        $0.kind == "delisting" && $0.to == network[profile.node].id
      }
    }
    #expect(try !isDelisted("2019-04-27"))
    #expect(try isDelisted("2019-04-28"))
  }

  @Test("every fact of a profile names its source and the place in it")
  func everyLineHasItsSource() throws {
    for name in ["甘谷县", "静宁县", "黄南藏族自治州", "甘肃省"] {
      let (profile, _) = try ReferencePackage.profile(of: name)
      for line in profile.flows {
        #expect(line.flow.source != nil && line.flow.locator != nil, "\(line.flow.id)")
      }
      for line in profile.pairings {
        #expect(line.pairing.source != nil && line.pairing.locator != nil, "\(line.pairing.id)")
      }
      for line in profile.claims {
        #expect(line.claim.source != nil && line.claim.locator != nil, "\(line.claim.id)")
      }
    }
  }

  @Test(
    "Jingning: 35 people exchanged both ways, 2519 trained, 117 projects, 8 meetings, 346 agreements"
  )
  func jingningNumbers() throws {
    let (profile, _) = try ReferencePackage.profile(of: "静宁县")
    var numbers: Set<String> = []
    for line in profile.flows {
      switch line.flow.amount {
      case .quantity(let quantity): numbers.insert(quantity.description)
      case .money(let money): numbers.insert(money.decimal(in: .wan).description)
      case nil: continue
      }
    }
    for claim in profile.claims.map(\.claim) {
      numbers.formUnion([claim.value, claim.value2].compactMap { $0?.description })
    }
    numbers.formUnion(profile.events.compactMap { $0.count?.description })
    for number in ["35", "2519", "190", "117", "24", "5804", "20200", "1200", "346", "8", "415"] {
      #expect(numbers.contains(number), "\(number)")
    }
  }

  @Test("Gangu has its work plan, fund rules, fund plan, project bank and office")
  func ganguGovernance() throws {
    let (profile, network) = try ReferencePackage.profile(of: "甘谷县")
    let titles = profile.agreements.filter { $0.recipient == network[profile.node].id }.map(\.title)
    for word in ["工作要点", "资金管理办法", "资金安排计划", "项目库"] {
      #expect(titles.contains { $0.contains(word) }, "\(word)")
    }
    let office = try NodeFinder(network).find("甘谷县东西部协作工作办公室")
    #expect(network.contains(profile.node, office))
    #expect(profile.contents.contains { $0.kind == .department && $0.count > 0 })
  }

  @Test("households paired: 161 in Jingning and 71 in Gangu, of different periods")
  func households() throws {
    let counts = try ["静宁县", "甘谷县"].map { name in
      let (profile, _) = try ReferencePackage.profile(of: name)
      return profile.claims.map(\.claim).filter {
        $0.kind == "pairing_count" && $0.measure == "household"
      }
    }
    #expect(counts.map { $0.compactMap(\.value2) } == [[ExactDecimal(161)], [ExactDecimal(71)]])
    #expect(counts[0][0].period != counts[1][0].period)
  }

  @Test("a district paired with a prefecture is legal and reported")
  func levelsMayDiffer() throws {
    let network = try #require(ReferencePackage.network)
    let huangnan = try NodeFinder(network).find("黄南藏族自治州")
    let pairing = try #require(
      network.pairings.first {
        $0.recipient == huangnan && network.kind(of: $0.donor).level == .county
      })
    #expect(network[pairing.donor].name == "滨海新区")
    #expect(network.warnings.contains { $0.code == .levelMismatch && $0.found == "632300" })
  }

  @Test("no fact rests on a paragraph outside the documents' own text")
  func boilerplateYieldsNothing() throws {
    let network = try #require(ReferencePackage.network)
    let foreign = [
      "doc-000": 17...21, "doc-002": 23...27, "doc-003": 47...81, "doc-004": 51...52,
    ]
    var seen = 0
    func check(_ source: String?, _ locator: String?, _ id: String) {
      guard let source, let locator, let lines = foreign[source] else { return }
      for part in locator.split(whereSeparator: { !$0.isNumber }) {
        seen += 1
        #expect(!lines.contains(Int(part) ?? 0), "\(id): \(source) \(locator)")
      }
    }
    for flow in network.flows { check(flow.source, flow.locator, flow.id) }
    for pairing in network.pairings { check(pairing.source, pairing.locator, pairing.id) }
    for claim in network.claims { check(claim.source, claim.locator, claim.id) }
    for event in network.events { check(event.source, event.locator, event.id) }
    #expect(seen > 150)
  }
}
