import NetworkModel
import Testing

@testable import Analysis

/// What the documents say of money and people, out of the accounts of flows. Numbers by hand from the documents.
@Suite("Flows of the reference package")
struct FlowSystemsTests {
  private let package = TianjinPackage()
  private var network: PairingNetwork { package.network }

  private func accounts(_ change: (inout FlowQuestion) throws -> Void) rethrows -> FlowAccounts {
    var question = FlowQuestion()
    try change(&question)
    return FlowAccounts(question, in: network)
  }

  private func wanOf(_ amount: Amount?) -> String {
    if case .money(let money)? = amount { money.decimal(in: .wan).description } else { "?" }
  }

  private func lines(_ accounts: FlowAccounts, _ dimension: FlowDimension) -> [String: String] {
    let lines = accounts.breakdown(by: [dimension]).map { line in
      let key =
        switch line.keys[0] {
        case .node(let node, _): network[node].name
        case .period(let period): period.description
        default: "-"
        }
      return (key, wanOf(line.amount))
    }
    return Dictionary(uniqueKeysWithValues: lines)
  }

  @Test(
    "S10: targeted money of 2012 is 2530 at least; 530 of it reaches 5 counties of 3 prefectures")
  func targetedMoney() throws {
    let all = accounts {
      $0.categories = ["district_targeted"]
      $0.years = 2012...2012
    }
    let total = try #require(try all.total())
    #expect(wanOf(total.amount) == "2530" && total.precision == .atLeast && total.upper == nil)
    #expect(
      lines(all, .donor(.county))
        == ["滨海新区": "2000", "西青区": "400", "宝坻区": "80", "河北区": "20", "东丽区": "20", "河东区": "10"])
    #expect(
      lines(all, .recipient(.prefecture))
        == ["天水市": "120", "陇南市": "400", "定西市": "10", "甘肃藏区": "2000"])
    let counties = all.breakdown(by: [.recipient(.county)]).filter {
      if case .node(_, isUnsplit: false) = $0.keys[0] { true } else { false }
    }
    #expect(counties.count == 5)
  }

  @Test("S11: the 300 for Zhouqu and Diebu stay one flow, not split between the two counties")
  func jointRecipients() throws {
    let goods = try accounts {
      $0.measure = .goods
      $0.years = 2020...2020
      $0.within = try package.node("甘南藏族自治州")
    }
    let incoming = try #require(goods.totals.first { $0.kind.boundary == .incoming })
    #expect(wanOf(incoming.amount) == "300")
    let lines = goods.breakdown(by: [.recipient(.county)]).filter { $0.kind.boundary == .incoming }
    #expect(lines.map(\.keys) == [[.node(try package.node("group-zhouqu-diebu"), isUnsplit: true)]])
    let zhouqu = try accounts {
      $0.measure = .goods
      $0.within = try package.node("623023")
    }
    #expect(zhouqu.totals.allSatisfy { $0.kind.boundary != .incoming })
    #expect(zhouqu.shared.map { network.flow(at: $0).id }.contains("flow-001-032"))
  }

  @Test("S13: 2121.4 of the envelope of 4000 is used, 53.04 %")
  func envelope() throws {
    let use = try #require(
      utilisations(in: network).first { network.flow(at: $0.envelope).id == "flow-001-076" })
    #expect(wanOf(use.used) == "2121.4" && wanOf(use.left) == "1878.6")
    #expect(use.share?.rounded(toPlaces: 4)?.description == "0.5304")
  }

  @Test(
    "S14: if 2021 lies inside, 14,396 of the 2.02 亿 are for 2017 to 2020; 20.7 % of 2021 is a plant"
  )
  func jingningLedger() throws {
    let ledger = try accounts {
      $0.status = .allocated
      $0.recipient = try package.node("静宁县")
      $0.donor = try package.node("武清区")
    }
    #expect(wanOf(try ledger.total()?.amount) == "20200")
    #expect(lines(ledger, .year) == ["2017/": "14396", "2021": "5804"])
    let plant = try #require(
      utilisations(in: network).first { network.flow(at: $0.envelope).id == "flow-003-015" })
    #expect(plant.share?.rounded(toPlaces: 3)?.description == "0.207")
  }

  @Test(
    "S16, S17: Huangnan: 2000 set aside and 1000 paid are two steps of one tranche; 1000 outstanding"
  )
  func huangnan() throws {
    let money = try accounts {
      $0.recipient = try package.node("黄南藏族自治州")
      $0.categories = ["counterpart_support"]
    }
    #expect(money.totals.map(\.kind.status) == [.allocated, .disbursed])
    #expect(money.totals.map { wanOf($0.amount) } == ["2000", "1000"])
    #expect(throws: MixedTotals.self) { try money.total() }
    let use = try #require(
      utilisations(in: network).first { network.flow(at: $0.envelope).id == "flow-002-012" })
    #expect(use.share?.description == "0.5" && wanOf(use.left) == "1000")
  }

  @Test("S20: Dagang rolls up to Binhai: 330, not 300 and not 360; 490 without the municipality")
  func rollUp() throws {
    let paid = try accounts {
      $0.status = .disbursed
      $0.recipient = try package.node("黄南藏族自治州")
    }
    #expect(
      lines(paid, .donor(.county)) == ["滨海新区": "330", "天津市工商业联合会": "160", "天津市": "1000"])
    let binhai = try accounts {
      $0.status = .disbursed
      $0.recipient = try package.node("黄南藏族自治州")
      $0.donor = try package.node("滨海新区")
    }
    #expect(wanOf(try binhai.total()?.amount) == "330")
  }

  @Test(
    "S35: trained officials and professionals are 82,400 person-times; persons are another measure")
  func training() throws {
    let trained = try accounts {
      $0.measure = .personTimes
      $0.categories = ["training"]
      $0.donor = try package.node("天津市")
      $0.recipient = try package.node("甘肃省")
    }
    let toProvince = trained.breakdown(by: [.recipient(nil), .source])
      .filter {
        $0.keys == [.node(package.network.node(id: "620000")!, isUnsplit: false), .word("doc-001")]
      }
    #expect(toProvince.map(\.amount) == [.quantity(ExactDecimal(82_400))])
    #expect(trained.totals.allSatisfy { $0.kind.measure == .personTimes && $0.kind.unit == "人次" })
    // 2519 person-times and 190 persons of Wuqing and Jingning never meet in one question.
    let jingning = try package.node("静宁县")
    for (measure, amount) in [(Measure.personTimes, 2519), (.persons, 3423)] {
      let accounts = accounts {
        $0.measure = measure
        $0.categories = ["training"]
        $0.recipient = jingning
      }
      #expect(try accounts.total()?.amount == .quantity(ExactDecimal(Int64(amount))))
    }
  }

  @Test("S41: 1393 offers, 32 intents (2.30 %), 15 placed (46.9 %)")
  func ganguFunnel() throws {
    let funnel = FlowFunnel(
      "labour", from: try package.node("甘谷县"), to: try package.node("天津市"), years: 2019...2019,
      in: network)
    #expect(
      funnel.steps.map(\.amount)
        == [1393, 32, 15].map { .quantity(ExactDecimal($0)) })
    #expect(funnel.steps[1].rate?.rounded(toPlaces: 4)?.description == "0.023")
    #expect(funnel.steps[2].rate?.rounded(toPlaces: 3)?.description == "0.469")
    #expect(funnel.steps[1].changesUnit && !funnel.steps[2].changesUnit)
  }

  @Test("S41: workers of Jingning: 5186, of whom 300 went to Tianjin and 1722 found work at home")
  func jingningWorkers() throws {
    let workers = try accounts {
      $0.measure = .persons
      $0.categories = ["labour"]
      $0.donor = try package.node("静宁县")
    }
    #expect(try workers.total()?.amount == .quantity(ExactDecimal(5186)))
    let byClass = try accounts {
      $0.measure = .persons
      $0.categories = ["labour"]
      $0.donor = try package.node("静宁县")
      $0.within = try package.node("静宁县")
    }
    #expect(byClass.totals.map(\.kind.boundary) == [.internal, .outgoing])
    #expect(byClass.totals.map(\.amount) == [1722, 3464].map { .quantity(ExactDecimal($0)) })
  }

  @Test("S43: villages under supervision, by prefecture; 884 is set aside, the rest paid")
  func supervisedVillages() throws {
    var byPrefecture: [String: String] = [:]
    let villages = accounts {
      $0.years = 2020...2020
      $0.categories = ["industry"]
    }
    for line in villages.breakdown(by: [.recipientLevel, .recipient(.prefecture)])
    where line.keys[0] == .level(.village) {
      guard case .node(let node, _) = line.keys[1] else { continue }
      byPrefecture[network[node].name] = "\(wanOf(line.amount)) \(line.kind.status.rawValue)"
    }
    #expect(
      byPrefecture
        == [
          "甘南藏族自治州": "770 disbursed", "平凉市": "884 allocated", "庆阳市": "140 disbursed",
          "天水市": "50 disbursed",
        ])
    let greenhouses = try accounts {
      $0.measure = .items
      $0.recipient = try package.node("白银市")
      $0.categories = ["industry"]
    }
    #expect(greenhouses.totals.map(\.amount) == [.quantity(ExactDecimal(173))])
    #expect(greenhouses.totals.map(\.kind.unit) == ["座"])
  }

  @Test("S39, S40: sales and investment never enter totals of money")
  func otherMeasures() throws {
    for row in accounts({ _ in }).flows {
      #expect(network.flow(at: row).measure == .money)
    }
    let invested = accounts {
      $0.measure = .investment
      $0.status = .invested
      $0.categories = ["enterprise_investment"]
    }
    let places = invested.breakdown(by: [.recipient(nil)])
    #expect(
      places.filter { $0.precision == .exact }.map { wanOf($0.amount) }.sorted()
        == ["100000", "1191", "120000", "14000", "28000", "59400", "6000"])
  }
}
