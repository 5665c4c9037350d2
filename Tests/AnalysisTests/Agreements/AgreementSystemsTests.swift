import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// The agreements of the reference package, against known answers.
@Suite struct AgreementSystemsTests {
  private let package = TianjinPackage()
  private static let record = Evidence(TianjinPackage.network)
  private static let rules = Obligation.all(in: TianjinPackage.network)

  private func verdicts(
    _ rule: String, years: ClosedRange<Int>? = nil, against evidence: Evidence = record,
    status: FlowStatus? = nil
  ) throws -> [Verdict] {
    let checker = RuleChecker(
      evidence, siblings: Self.rules.obligations, status: status, years: years)
    let obligation = try #require(Self.rules.obligations.first { $0.id == rule }, "no \(rule)")
    return checker.verdicts(on: obligation)
  }

  private func verdict(_ rule: String, _ period: String, status: FlowStatus? = nil) throws
    -> Verdict
  {
    try #require(
      try verdicts(rule, status: status).first { $0.period.description == period },
      "no verdict on \(rule) for \(period)")
  }

  private static let lines = scheduleLines(
    of: check(rules.obligations, against: record), among: rules.obligations)

  private func line(_ rule: String, _ kind: ScheduleLine.Kind, _ period: String) throws
    -> ScheduleLine
  {
    try #require(
      Self.lines.first {
        $0.obligation.id == rule && $0.kind == kind && $0.periods.map(\.description) == [period]
      })
  }

  /// A number of 万元 with two decimals.
  private func wanText(_ fen: ExactRatio?) throws -> String {
    let fen = try #require(fen)
    return try #require((fen * .powerOfTen(-6)).rounded(toPlaces: 2)).description
  }

  @Test func everyRuleOfThePackageMakesSense() {
    #expect(Self.rules.faults.isEmpty)
    #expect(Self.rules.obligations.count == 31)
  }

  // MARK: S02

  @Test("S02: the schedule of the framework agreement, exact")
  func schedule() throws {
    let due = try verdicts("rule-000-017").map { try #require($0.required) }
    let yuan = due.map { ($0 * .powerOfTen(-2)).description }
    #expect(
      yuan == [
        "60000000", "64800000", "69984000", "75582720", "81629337.6", "88159684.608",
        "95212459.37664", "102829456.1267712", "111055812.616912896",
      ])
    #expect(
      try due.map(wanText) == [
        "6000", "6480", "6998.4", "7558.27", "8162.93", "8815.97", "9521.25", "10282.95",
        "11105.58",
      ])
    let total = try line("rule-000-017", .total, "2012/2020")
    #expect(try wanText(total.due) == "74925.35")
    #expect(total.due.money == Money(fen: 74_925_347_033))
    #expect(total.roundedSum.money == Money(fen: 74_925_347_034))
  }

  @Test("S02: four fifths of it are due to the Tibetan areas")
  func tibetanShare() throws {
    #expect(try wanText(try line("rule-000-017", .step, "2012").shareDue) == "4800")
    #expect(try wanText(try line("rule-000-017", .step, "2020").shareDue) == "8884.47")
    #expect(try wanText(try line("rule-000-017", .total, "2012/2020").shareDue) == "59940.28")
  }

  @Test("S02: in 2012 the amount is met, and three times that of 2011")
  func amountOf2012() throws {
    let amount = try verdict("rule-000-017", "2012")
    #expect(amount.outcome == .met)
    #expect(amount.status == .allocated)
    #expect(amount.actual?.single == ExactRatio(wan(6000)))
    #expect(amount.difference?.single == .zero)
    #expect(amount.evidence == ["flow-000-007"])
    #expect(amount.citations == ["doc-000 L3"])
    let line = try line("rule-000-017", .step, "2012")
    #expect(line.ratioToStepBefore == ExactRatio(3))
    #expect(line.shareOutcome == .undetermined)
    #expect(
      try self.line("rule-000-017", .step, "2013").ratioToStepBefore
        == ExactRatio(ExactDecimal(108, scale: 2)))
  }

  @Test("S02: in 2012 the share cannot be determined, for want of a split")
  func shareOf2012() throws {
    let share = try verdict("rule-000-019", "2012")
    #expect(share.outcome == .undetermined)
    #expect(share.missing == [.split(rows: ["flow-000-007"], group: "gansu-zangqu")])
    #expect(share.parts?.part == ValueRange(from: .zero, to: ExactRatio(wan(6000))))
    // The 2000 万元 of Binhai for the Tibetan areas are of another class.
    #expect(share.evidence == ["flow-000-007"])
  }

  @Test("S02: years without a record are not years without money")
  func yearsWithoutRecord() throws {
    for year in 2013...2017 {
      let verdict = try verdict("rule-000-017", "\(year)")
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.actual == nil)
    }
    #expect(
      try verdict("rule-000-017", "2018").warnings == [.notPrinted(row: "flow-001-025", .derived)])
    // Amounts of different status are not added up.
    let recorded = Self.lines.filter { $0.obligation.id == "rule-000-017" && $0.kind == .onRecord }
    #expect(recorded.map(\.status) == [.allocated, .disbursed])
    #expect(recorded.map { $0.periods.map(\.description) } == [["2012"], ["2018/2020"]])
  }

  // MARK: S03–S04

  @Test("S03: 40 of 100 trained, for another audience")
  func training() throws {
    let verdict = try verdict("rule-000-033", "2012")
    #expect(verdict.required == ExactRatio(100))
    #expect(verdict.recorded == ExactRatio(40))
    #expect(verdict.fulfilment == ExactRatio(ExactDecimal(4, scale: 1)))
    #expect(verdict.outcome == .undetermined)
    #expect(
      verdict.warnings.contains(
        .audienceDiffers(
          row: "flow-000-074", recipient: "group-lanzhou-zangqu", group: "gansu-zangqu")))
    #expect(verdict.warnings.contains(.otherMeasure(rows: ["flow-000-060"], .personTimes)))
  }

  @Test("S03: numbers without a period, and rules without a number")
  func quotasThatSayLess() throws {
    for (rule, number) in [("rule-000-031", 10), ("rule-000-032", 20)] {
      let verdict = try #require(try verdicts(rule).first)
      #expect(verdict.obligation.terms.cadence == .unstated)
      #expect(verdict.required == ExactRatio(number))
      #expect(
        verdict.warnings.contains(
          .cadenceNotStated(inAll: ExactRatio(number), yearly: ExactRatio(number * 9))))
    }
    for rule in ["rule-000-034", "rule-000-035"] {
      #expect(try verdicts(rule).map(\.outcome) == [.noTarget])
    }
  }

  @Test("S04: 4,450 of 50,000 pupils, of another population")
  func vocationalPupils() throws {
    let verdict = try verdict("rule-000-038", "2016/2020")
    #expect(verdict.required == ExactRatio(50_000))
    #expect(verdict.recorded == ExactRatio(4450))
    #expect(verdict.fulfilment == ExactRatio(ExactDecimal(89, scale: 3)))
    #expect(
      verdict.warnings.contains(
        .populationNotDeclared(row: "flow-001-101", note: "Poor pupils")))
  }

  // MARK: S05, S49

  private func checklist(_ donor: String, _ recipient: String) throws -> [ChecklistItem] {
    let network = package.network
    let report = AgreementReport(
      AgreementQuestion(
        donor: network.node(id: donor),
        recipient: network.node(id: recipient)), against: Self.record)
    return report.checklist.filter {
      network[$0.donor].id == donor && network[$0.recipient].id == recipient
    }
  }

  @Test("S05: Gangu has all five on record")
  func gangu() throws {
    let items = try checklist("120110", "620523").filter { $0.finding == .onRecord }
    func ids(_ element: ChecklistItem.Element) -> [String] {
      items.filter { $0.element == element }.compactMap(\.id)
    }
    #expect(ids(.plan) == ["agr-gangu-fund-plan-2019", "agr-gangu-plan-2019"])
    #expect(ids(.fundRule) == ["agr-gangu-fund-rules"])
    #expect(ids(.register) == ["agr-gangu-project-bank"])
    #expect(ids(.body) == ["dept-gangu-office"])
    for rule in ["rule-004-020", "rule-004-021", "rule-004-022"] {
      #expect(try verdicts(rule).map(\.outcome) == [.met])
    }
  }

  @Test("S05: Jingning names 3 of 346 agreements, and met 8 times")
  func jingning() throws {
    let items = try checklist("120114", "620826")
    let count = try #require(items.first { $0.element == .agreementCount })
    #expect(count.count == ExactDecimal(346))
    #expect(count.named == 3)
    #expect(count.unnamed == 343)
    let meetings = items.filter { $0.element == .meeting }
    #expect(meetings.map(\.count) == [ExactDecimal(8)])
    #expect(items.contains { $0.element == .plan && $0.finding == .noRecord })
  }

  @Test("S49: 12 projects started, five named")
  func huangnanProjects() throws {
    let items = try checklist("120000", "632300")
    let projects = try #require(items.first { $0.element == .projectCount })
    #expect(projects.count == ExactDecimal(12))
    #expect(projects.named == 5)
    #expect(projects.unnamed == 7)
    #expect(projects.state == "started")
    #expect(try verdicts("rule-002-011-2011").map(\.outcome) == [.met])
    #expect(items.contains { $0.id == "dept-leading-group" && $0.element == .body })
  }

  @Test("the plan of 2012 meets the rule that asks for it, though it states no rule")
  func planOf2012() throws {
    #expect(try verdicts("rule-000-029").map(\.evidence) == [["agr-2012-plan"]])
    #expect(try checklist("120000", "620000").first { $0.id == "agr-2012-plan" }?.element == .plan)
  }

  // MARK: S06

  @Test("S06: 10 亿元 agreed for 2020, 139.1 % after a quarter, 161 % in the year")
  func annualAgreement() throws {
    let verdict = try #require(try verdicts("rule-001-029").first)
    #expect(verdict.required == ExactRatio(wan(100_000)))
    #expect(verdict.outcome == .met)
    #expect(verdict.status == .disbursed)
    #expect(verdict.fulfilment == ExactRatio(ExactDecimal(161, scale: 2)))
    let quarter = try line("rule-001-029", .toDate, "2020-01/2020-03")
    #expect(quarter.fulfilment == ExactRatio(ExactDecimal(1391, scale: 3)))
    #expect(quarter.outcome == .met)
  }

  @Test("S06: the long schedule asks for another amount in 2020, 14.5 times surpassed")
  func longScheduleIn2020() throws {
    let verdict = try verdict("rule-000-017", "2020")
    #expect(verdict.required?.money == Money(fen: 11_105_581_262))
    #expect(verdict.fulfilment?.rounded(toPlaces: 1) == ExactDecimal(145, scale: 1))
    #expect(verdict.actual?.single == ExactRatio(wan(161_000)))
  }

  // MARK: S07

  @Test("S07: without revenue the effort cannot be determined, only bounded")
  func effortWithoutRevenue() throws {
    let verdicts = try verdicts("rule-001-026")
    #expect(verdicts.map(\.period.description) == ["2019", "2020"])
    #expect(verdicts.map(\.outcome) == [.undetermined, .undetermined])
    let ceilings = verdicts.compactMap(\.parts?.greatestWhole).map {
      ($0 * .powerOfTen(-10)).rounded(toPlaces: 2)?.description
    }
    #expect(ceilings == ["2121.54", "2476.92"])
    #expect(
      verdicts[0].missing == [
        .indicator(node: "120000", name: "general_budget_revenue", years: [2019])
      ])
  }

  @Test("S07: with revenue, 5.72 ‰ is not met and 8.37 ‰ is")
  func effortWithRevenue() throws {
    var evidence = Self.record
    for (year, value) in [(2019, "2410.25"), (2020, "1923.05")] {
      evidence.indicators.append(
        Indicator(
          node: "120000", indicator: "general_budget_revenue", year: year,
          value: try #require(ExactDecimal(parsing: value.utf8)), unit: "亿元"))
    }
    let verdicts = try verdicts("rule-001-026", against: evidence)
    #expect(verdicts.map(\.outcome) == [.notMet, .met])
    let permille = verdicts.map {
      $0.recorded.flatMap { ($0 * ExactRatio(1000)).rounded(toPlaces: 2) }?.description
    }
    #expect(permille == ["5.72", "8.37"])
    #expect(
      verdicts[0].warnings == [
        .effortNotDefined(fundClass: "municipal_fiscal", indicator: "general_budget_revenue")
      ])
  }

  // MARK: S16, S34, S36

  @Test(
    "S16: money for a county is not yet money for its villages, and money set aside is not paid")
  func useOfFunds() throws {
    let gangu = try #require(try verdicts("rule-004-019").first)
    #expect(gangu.outcome == .undetermined)
    #expect(
      gangu.warnings == [
        .recipientNotATarget(row: "flow-004-012", recipient: "620523"),
        .recipientNotATarget(row: "flow-004-013", recipient: "620523"),
      ])
    let huangnan = try #require(try verdicts("rule-002-007").first)
    #expect(huangnan.warnings.contains(.allocatedOnly(rows: ["flow-002-012"])))
  }

  @Test("S34: 122 cadres over 42 units, claimed to cover each")
  func fullCoverage() throws {
    let rules = ["rule-001-034-counties", "rule-001-034-prefectures", "rule-001-034-province"]
    var units = 0
    for rule in rules {
      let verdict = try #require(try verdicts(rule).first)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.claims == ["claim-001-034"])
      #expect(verdict.warnings.contains(.meanOnly(total: ExactRatio(122), units: 42)))
      #expect(verdict.recorded == nil)
      units += verdict.units.count
    }
    #expect(units == 42)
    let mean = ExactRatio(122).divided(by: ExactRatio(42))?.rounded(toPlaces: 2)
    #expect(mean == ExactDecimal(290, scale: 2))
  }

  @Test("S36: 45 pupils a year make 225 in the time of the plan, if met each year")
  func pupilsOfHuangnan() throws {
    let verdict = try verdict("rule-002-018", "2011/2015")
    #expect(verdict.required == ExactRatio(225))
    #expect(verdict.outcome == .undetermined)
    // The end of 2015 is that of the plan, not of the rule.
    #expect(verdict.warnings == [.boundOfAgreement(try Period("2011/2015"))])
    #expect(
      verdict.missing == [
        .amounts(fundClass: "education", period: verdict.period, promised: ["flow-002-018"])
      ])
  }
}
