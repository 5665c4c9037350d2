import NetworkModel
import Testing

@testable import Analysis

@Suite struct ObligationTests {
  private func read(_ edit: (inout Rule) -> Void) throws -> Obligation {
    var rule = Rule(id: "r", agreement: "A", kind: "schedule")
    rule.baseAmount = ExactDecimal(100)
    edit(&rule)
    return try Obligation(rule, of: AgreementMaker().agreement("A"))
  }

  private func problem(_ edit: (inout Rule) -> Void) -> ObligationFault.Problem? {
    do {
      _ = try read(edit)
      return nil
    } catch {
      return (error as? ObligationFault)?.problem
    }
  }

  @Test func rowsThatDoNotMakeSenseAreFaultsWithTheirColumn() {
    #expect(problem { $0.baseAmount = nil } == .missing(column: "base_amount"))
    #expect(problem { $0.rate = ExactDecimal(8, scale: 2) } == .missing(column: "base_year"))
    #expect(
      problem {
        $0.rate = ExactDecimal(-1)
        $0.baseYear = 2012
      } == .outOfRange(column: "rate"))
    #expect(problem { $0.kind = "sheduled" } == .unknownKind("sheduled"))
    #expect(problem { $0.per = "week" } == .unknownPer("week"))
    #expect(problem { $0.per = "total" } == .unknownPer("total"))
    #expect(problem { $0.kind = "share" } == .missing(column: "threshold"))
    #expect(
      problem {
        $0.kind = "share"
        $0.threshold = ExactDecimal(80)
      } == .outOfRange(column: "threshold"))
    #expect(
      problem {
        $0.kind = "quota"
        $0.threshold = ExactDecimal(-1)
      } == .outOfRange(column: "threshold"))
    #expect(problem { _ in } == nil)
    #expect(
      ObligationFault(rule: "r", agreement: "A", problem: .unknownPer("week")).message.en.hasPrefix(
        "r [per]"))
  }

  @Test func faultsDoNotStopOtherRules() throws {
    var maker = AgreementMaker()
    try maker.rule("schedule", "bad")
    try maker.rule("floor", "good", base: "5")
    let (obligations, faults) = Obligation.all(in: try maker.network())
    #expect(obligations.map(\.id) == ["good"])
    #expect(faults.map(\.rule) == ["bad"])
  }

  @Test func aBoundThatTheRuleLacksIsThatOfItsAgreement() throws {
    let rule = try read { $0.period = (try? Period("2013/")) ?? .unknown }
    #expect(rule.scope.period.description == "2013/2014")
    #expect(rule.scope.takesBoundOfAgreement)
    #expect(
      try !read { $0.period = (try? Period("2013/..")) ?? .unknown }.scope.takesBoundOfAgreement)
  }

  @Test func growthIsCompoundAndExact() throws {
    let schedule = GrowthSchedule(
      base: yuan(60_000_000), baseYear: 2012, rate: ExactRatio(ExactDecimal(8, scale: 2)),
      per: .year)
    let yuan = ExactRatio(100)
    #expect(schedule.due(atStep: 2015)?.divided(by: yuan)?.description == "75582720")
    #expect(schedule.due(atStep: 2017)?.divided(by: yuan)?.description == "88159684.608")
    #expect(schedule.due(atStep: 2011)?.money == Money(fen: 5_555_555_556))
    let sum = try #require(schedule.due(inSteps: 2012...2020))
    // The closed form of a geometric sum.
    let growth = ExactRatio(ExactDecimal(108, scale: 2))
    let closed = (schedule.base * (growth.power(9) - .one))
      .divided(by: ExactRatio(ExactDecimal(8, scale: 2)))
    #expect(sum == closed)
  }

  @Test func quartersAndMonthsAreStepsOfTheirOwn() throws {
    #expect(
      Cadence.quarter.period(of: 2012 * 4 + 1...2012 * 4 + 1).description == "2012-04/2012-06")
    #expect(Cadence.month.period(of: 2012 * 12 + 11...2012 * 12 + 11).description == "2012-12")
    #expect(Cadence.year.period(of: 2012...2014).description == "2012/2014")
    var maker = AgreementMaker()
    try maker.rule(
      "schedule", base: "100", baseYear: 2012, rate: "0.1", per: "quarter", period: "2012")
    let verdicts = try maker.verdicts()
    #expect(verdicts.map(\.period.description).first == "2012-01/2012-03")
    #expect(
      verdicts.compactMap(\.required?.exactMoney).map(\.fen) == [10_000, 11_000, 12_100, 13_310])
  }
}
