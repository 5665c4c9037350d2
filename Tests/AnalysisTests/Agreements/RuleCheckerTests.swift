import NetworkModel
import Testing

@testable import Analysis

/// Known answers on small networks.
@Suite struct RuleCheckerTests {
  // MARK: Bounds

  @Test(
    "at least 400 breaks a ceiling of 300, meets a floor of 400, and settles nothing else",
    arguments: [
      ("ceiling", "300", Verdict.Outcome.notMet), ("floor", "400", .met),
      ("floor", "500", .undetermined), ("ceiling", "500", .undetermined),
    ])
  func lowerBounds(kind: String, base: String, outcome: Verdict.Outcome) throws {
    var maker = AgreementMaker()
    try maker.rule(kind, base: base)
    try maker.flow(400, precision: .atLeast)
    #expect(try maker.verdict().outcome == outcome)
  }

  @Test(arguments: [
    ("floor", "500", Verdict.Outcome.notMet), ("floor", "300", .undetermined),
    ("ceiling", "400", .met), ("ceiling", "300", .undetermined),
  ])
  func upperBounds(kind: String, base: String, outcome: Verdict.Outcome) throws {
    var maker = AgreementMaker()
    try maker.rule(kind, base: base)
    try maker.flow(400, precision: .atMost)
    #expect(try maker.verdict().outcome == outcome)
  }

  @Test func anApproximateOrUnknownAmountSettlesNothing() throws {
    for (amount, precision) in [(Int64?(400), Precision.approximate), (nil, .exact)] {
      var maker = AgreementMaker()
      try maker.rule("floor", base: "100")
      try maker.flow(amount, precision: precision)
      let verdict = try maker.verdict(complete: true)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.missing == [.exactAmounts(rows: ["f0"])])
    }
  }

  @Test func theDifferenceSaysByHowMuch() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(400)
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .notMet)
    #expect(verdict.difference?.single == yuan(-100))
    #expect(verdict.fulfilment == ExactRatio(ExactDecimal(8, scale: 1)))
    #expect(verdict.status == .disbursed)
  }

  // MARK: What is on record

  @Test func nothingOnRecordIsNotZeroUnlessTheRecordIsComplete() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(900, status: .agreed)
    let open = try maker.verdict()
    #expect(open.outcome == .undetermined)
    #expect(open.actual == nil)
    let year = try Period("2012")
    #expect(open.missing == [.amounts(fundClass: "c", period: year, promised: ["f0"])])
    let complete = try maker.verdict(complete: true)
    #expect(complete.outcome == .notMet)
    #expect(complete.recorded == .zero)
  }

  @Test func anUndatedRowKeepsACompleteRecordOpen() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(900, period: "")
    let verdict = try maker.verdict(complete: true)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.missing == [.dates(rows: ["f0"])])
  }

  @Test func partsBelowAFloorSettleNothingAndPartsAboveItDo() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(300, to: "WP1")
    #expect(try maker.verdict().outcome == .undetermined)
    #expect(try maker.verdict(complete: true).outcome == .notMet)
    try maker.flow(200, to: "WP2")
    #expect(try maker.verdict().outcome == .met)
  }

  @Test func aSumStatedBeforeTheYearWasOverMayHaveGrown() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(400, asOf: "2012-09-15")
    #expect(try maker.verdict().outcome == .undetermined)
    var whole = AgreementMaker()
    try whole.rule("floor", base: "500")
    try whole.flow(400, asOf: "2012-12-31")
    #expect(try whole.verdict().outcome == .notMet)
  }

  @Test func aWholeAndItsPartsAndRepeatsCountOnce() throws {
    var maker = AgreementMaker()
    try maker.rule("ceiling", base: "1000")
    try maker.flow(1000, id: "whole")
    try maker.flow(600, id: "part", period: "2012-01/2012-03", partOf: "whole")
    try maker.flow(1000, id: "again", sameAs: "whole")
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .met)
    #expect(verdict.recorded == yuan(1000))
    #expect(verdict.milestones.map(\.amount) == [yuan(600)])
    #expect(verdict.milestones.map(\.period.description) == ["2012-01/2012-03"])
  }

  @Test func whatMayBePartOfAnotherRowRaisesTheUpperEndAlone() throws {
    var maker = AgreementMaker()
    try maker.rule("ceiling", base: "1100")
    try maker.flow(1000, id: "f0")
    try maker.flow(200, to: "WP1", id: "f1", mayBePartOf: "f0")
    let verdict = try maker.verdict()
    #expect(verdict.actual == ValueRange(from: yuan(1000), to: yuan(1200)))
    #expect(verdict.outcome == .undetermined)
  }

  // MARK: Steps of money

  @Test func theStepsOfATrancheAreNeverAdded() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "2500")
    try maker.flow(2000, id: "set", status: .allocated)
    try maker.flow(1000, id: "paid", status: .disbursed, partOf: "set")
    let verdict = try maker.verdict()
    #expect(verdict.status == .disbursed)
    #expect(verdict.recorded == yuan(1000))
    #expect(verdict.outcome == .notMet)
    let allocated = try maker.verdict(status: .allocated)
    #expect(allocated.recorded == yuan(2000))
  }

  @Test func whatIsOnlySetAsideMayHaveGoneFurther() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "2500")
    try maker.flow(2000, id: "set", status: .allocated)
    try maker.flow(1000, id: "other", status: .disbursed)
    let verdict = try maker.verdict(complete: true)
    #expect(verdict.actual == ValueRange(from: yuan(1000), to: yuan(3000)))
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.missing == [.laterStep(rows: ["set"], status: .disbursed)])
  }

  @Test func whatWasPaidWasSetAsideToo() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", base: "500")
    try maker.flow(900, id: "paid")
    let verdict = try maker.verdict(complete: true, status: .allocated)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.missing == [.laterStep(rows: ["paid"], status: .allocated)])
    #expect(verdict.recorded == nil)
    try maker.flow(300, id: "quarter", period: "2012-01/2012-03", partOf: "paid")
    #expect(
      try maker.verdict(complete: true, status: .allocated).actual
        == ValueRange(from: .zero, to: yuan(900)))
    try maker.flow(100, id: "set", status: .allocated)
    let both = try maker.verdict(complete: true, status: .allocated)
    #expect(both.actual == ValueRange(from: yuan(100), to: yuan(1000)))
  }

  // MARK: Scope

  @Test func otherClassesAgreementsYearsAndSidesDoNotCount() throws {
    var maker = AgreementMaker()
    maker.maker.draft.agreements.append(maker.agreement("B"))
    try maker.rule("floor", base: "10")
    try maker.flow(100, class: "other")
    try maker.flow(100, period: "2013")
    try maker.flow(100, to: "E1", from: "W")
    try maker.flow(100, agreement: "B")
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.actual == nil)
    #expect(verdict.warnings == [.otherAgreement(row: "f3", agreement: "B")])
  }

  @Test func twoSharesOfEightyPerCentAreJudgedByTheirOwnMoney() throws {
    var maker = AgreementMaker()
    maker.maker.draft.agreements.append(maker.agreement("B"))
    try maker.rule("share", "a", group: "G", threshold: "0.8")
    try maker.rule("share", "b", agreement: "B", class: "d", group: "WP", threshold: "0.8")
    try maker.flow(80, to: "WP1")
    try maker.flow(20, to: "WP4")
    try maker.flow(79, to: "WP1", class: "d")
    try maker.flow(21, to: "W", class: "d")
    let verdicts = try maker.verdicts(complete: true)
    #expect(verdicts.map(\.outcome) == [.met, .undetermined])
    #expect(verdicts[0].actual?.single == ExactRatio(ExactDecimal(8, scale: 1)))
    #expect(verdicts[1].missing == [.split(rows: ["f3"], group: "WP")])
  }

  @Test func theTwoAmountsOfOneYearStayApart() throws {
    var maker = AgreementMaker()
    maker.maker.draft.agreements.append(maker.agreement("B"))
    try maker.rule("schedule", "long", base: "100", baseYear: 2012, rate: "0.08")
    try maker.rule("floor", "annual", agreement: "B", class: nil, base: "1000")
    try maker.flow(1610, id: "year")
    try maker.flow(1391, id: "quarter", period: "2012-01/2012-03", agreement: "B", partOf: "year")
    let verdicts = try maker.verdicts()
    #expect(verdicts.map(\.obligation.id) == ["annual", "long"])
    #expect(
      verdicts.map(\.fulfilment) == [
        ExactRatio(ExactDecimal(161, scale: 2)), ExactRatio(ExactDecimal(161, scale: 1)),
      ])
    #expect(verdicts[0].milestones.map(\.amount) == [yuan(1391)])
  }

  @Test func withoutAClassTheGreatestOneIsTheLowerEnd() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", class: nil, base: "150")
    try maker.flow(100, class: "c")
    try maker.flow(90, class: "d")
    // The classes may overlap, as far as the record goes.
    let open = try maker.verdict()
    #expect(open.outcome == .undetermined)
    #expect(open.actual == ValueRange(from: yuan(100), to: nil))
    #expect(try maker.verdict(complete: true).recorded == yuan(190))
  }

  // MARK: Shares

  @Test(arguments: [
    (Int64(80), Verdict.Outcome.met), (79, .notMet),
  ])
  func aShareNeedsTheSplit(inside: Int64, outcome: Verdict.Outcome) throws {
    var maker = AgreementMaker()
    try maker.rule("share", group: "G", threshold: "0.8")
    try maker.flow(100, id: "whole")
    let unsplit = try maker.verdict()
    #expect(unsplit.outcome == .undetermined)
    #expect(unsplit.actual == ValueRange(from: .zero, to: .one))
    #expect(unsplit.missing == [.split(rows: ["whole"], group: "G")])
    try maker.flow(inside, to: "WP1", partOf: "whole")
    try maker.flow(100 - inside, to: "WP3", partOf: "whole")
    #expect(try maker.verdict().outcome == outcome)
  }

  @Test func theRestOfAWholeMayLieOnEitherSide() throws {
    var maker = AgreementMaker()
    try maker.rule("share", group: "G", threshold: "0.8")
    try maker.flow(100, id: "whole")
    try maker.flow(70, to: "WP1", partOf: "whole")
    let verdict = try maker.verdict()
    #expect(verdict.actual == ValueRange(from: ExactRatio(ExactDecimal(7, scale: 1)), to: .one))
    try maker.flow(25, to: "WP3", partOf: "whole")
    #expect(try maker.verdict().outcome == .notMet)
  }

  @Test func partsOutsideTheGroupAreNotCountedTwice() throws {
    var maker = AgreementMaker()
    try maker.rule("share", group: "WP1", threshold: "0.5")
    try maker.flow(100, to: "WP1T")
    try maker.flow(100, to: "WP3", id: "county")
    try maker.flow(90, to: "WP3", id: "part", partOf: "county")
    #expect(try maker.verdict(complete: true).outcome == .met)
    try maker.flow(1, to: "WP4")
    #expect(try maker.verdict(complete: true).outcome == .notMet)
  }

  @Test func aShareOfAnIncompleteRecordIsNotDetermined() throws {
    var maker = AgreementMaker()
    try maker.rule("share", group: "G", threshold: "0.8")
    try maker.flow(100, to: "WP1")
    #expect(try maker.verdict().outcome == .undetermined)
    #expect(try maker.verdict(complete: true).outcome == .met)
  }

  @Test func effortNeedsTheRevenue() throws {
    var maker = AgreementMaker()
    try maker.rule("effort", threshold: "0.0065")
    try maker.flow(1_379_000_000)
    let open = try maker.verdict()
    #expect(open.outcome == .undetermined)
    #expect(
      open.missing == [.indicator(node: "E", name: Obligation.revenueIndicator, years: [2012])])
    #expect(open.parts?.greatestWhole?.money == Money(fen: 21_215_384_615_385))
    try maker.revenue("2410.25", 2012)
    #expect(try maker.verdict().outcome == .notMet)
  }

  // MARK: People

  @Test func personTimesNeverStandForPersons() throws {
    var maker = AgreementMaker()
    try maker.rule("quota", class: "training", threshold: "100")
    try maker.people(500, class: "training", measure: .personTimes)
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.recorded == nil)
    #expect(verdict.warnings == [.otherMeasure(rows: ["f0"], .personTimes)])
  }

  @Test func aNumberWithoutAPeriodMustHoldInBothReadings() throws {
    for (count, outcome) in [(Int64(9), Verdict.Outcome.notMet), (15, .undetermined), (30, .met)] {
      var maker = AgreementMaker()
      try maker.rule("quota", class: "cadre", threshold: "10", per: nil, period: "2012/2014")
      try maker.people(count, class: "cadre", period: "2012/2014")
      #expect(try maker.verdict().outcome == outcome)
    }
  }

  @Test func withoutANumberThereIsNoTarget() throws {
    var maker = AgreementMaker()
    try maker.rule("quota", class: "cadre", period: "2012/2014")
    #expect(try maker.verdict().outcome == .noTarget)
  }

  @Test func yearsWithoutARecordAreTakenTogether() throws {
    var maker = AgreementMaker()
    try maker.rule("quota", class: "cadre", threshold: "45", period: "2011/2015")
    try maker.people(50, class: "cadre", period: "2013")
    let verdicts = try maker.verdicts()
    #expect(verdicts.map(\.period.description) == ["2011/2012", "2013", "2014/2015"])
    #expect(verdicts.map(\.required) == [90, 45, 90].map { ExactRatio($0) })
    #expect(verdicts.map(\.outcome) == [.undetermined, .met, .undetermined])
    #expect(try maker.verdicts(years: 2014...2014).map(\.period.description) == ["2014"])
  }

  @Test func aGroupOnTheDonorsSideTurnsTheDirection() throws {
    var maker = AgreementMaker()
    try maker.rule("quota", class: "pupils", group: "E1", threshold: "10")
    try maker.people(10, to: "E1", from: "W", class: "pupils")
    #expect(try maker.verdict().outcome == .met)
  }

  @Test func fullCoverageCountsUnits() throws {
    var maker = AgreementMaker()
    try maker.rule("full_coverage", class: "cadre", group: "G", threshold: "1", per: nil)
    try maker.people(5, to: "WP1", class: "cadre")
    try maker.people(7, to: "W", class: "cadre")
    let open = try maker.verdict()
    #expect(open.outcome == .undetermined)
    #expect(open.actual == ValueRange(from: .one, to: ExactRatio(2)))
    #expect(open.warnings == [.meanOnly(total: ExactRatio(7), units: 2)])
    #expect(try maker.verdict(complete: true).outcome == .notMet)
    try maker.people(1, to: "WP2", class: "cadre")
    #expect(try maker.verdict().outcome == .met)
  }

  // MARK: Unit by unit

  @Test func holdHarmlessLooksAtEachUnit() throws {
    var maker = AgreementMaker()
    try maker.rule("hold_harmless", group: "G", threshold: "0.9", period: "2013")
    try maker.flow(100, to: "WP1", period: "2012")
    try maker.flow(100, to: "WP2", period: "2012")
    try maker.flow(95, to: "WP1", period: "2013")
    #expect(try maker.verdict().outcome == .undetermined)
    try maker.flow(89, to: "WP2", period: "2013")
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .notMet)
    #expect(verdict.units.map(\.outcome) == [.met, .notMet])
    #expect(verdict.units.map(\.required) == [yuan(90), yuan(90)])
  }

  @Test func afloorForEachUnitIsNotOneForTheirSum() throws {
    let maker = AgreementMaker()
    let network = try maker.network()
    var scope = ObligationScope(
      agreement: "A", donor: "E", recipient: "W", fundClass: "c", group: "G")
    scope.period = try Period("2020")
    func floor(_ reach: ObligationTerms.Reach) -> Obligation {
      Obligation(id: "r", scope: scope, terms: .floor(amount: yuan(100), per: .year, reach: reach))
    }
    let plan = [
      PlannedAmount(
        donor: "E", recipient: "WP1", category: "c", year: 2020, amount: Money(fen: 15_000)),
      PlannedAmount(
        donor: "E", recipient: "WP2", category: "c", year: 2020, amount: Money(fen: 9_900)),
    ]
    let evidence = try Evidence(plan: plan, in: network)
    #expect(check([floor(.whole)], against: evidence).map(\.outcome) == [.met])
    let each = check([floor(.eachUnit)], against: evidence)
    #expect(each.map(\.outcome) == [.notMet])
    #expect(each[0].units.map(\.outcome) == [.met, .notMet])
  }

  // MARK: Documents

  @Test func aPlanIsAnotherDocumentWhenTheAgreementIsAboutMoney() throws {
    var maker = AgreementMaker()
    try maker.rule("floor", "a", base: "10")
    try maker.rule("plan", "b", class: nil, per: nil, period: "2012/2014")
    #expect(try maker.verdicts().last?.outcome == .undetermined)
    maker.maker.draft.agreements.append(maker.agreement("plan"))
    #expect(try maker.verdicts().last?.evidence == ["plan"])
  }

  @Test func fundsMustReachVillages() throws {
    var maker = AgreementMaker()
    try maker.rule("fund_use", per: nil, period: "2012/")
    try maker.flow(10, to: "P1", id: "village")
    #expect(try maker.verdict().outcome == .met)
    try maker.flow(10, to: "WP2", id: "county", status: .allocated)
    let verdict = try maker.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.warnings.contains(.recipientNotATarget(row: "county", recipient: "WP2")))
    #expect(verdict.warnings.contains(.allocatedOnly(rows: ["county"])))
  }

  // MARK: Plans

  @Test func aPlanIsHeldAgainstTheYearBefore() throws {
    var maker = AgreementMaker()
    try maker.rule("hold_harmless", group: "G", threshold: "1", period: "2013")
    try maker.flow(100, to: "WP1", period: "2012")
    try maker.flow(50, to: "WP2", period: "2012")
    try maker.flow(999, to: "WP2", period: "2013")
    let network = try maker.network()
    let plan = [
      PlannedAmount(
        donor: "E", recipient: "WP1", category: "c", year: 2013, amount: Money(fen: 10_000))
    ]
    let evidence = try Evidence(plan: plan, in: network, history: Evidence(network))
    let verdicts = check(Obligation.all(in: network).obligations, against: evidence)
    // What the plan does not list is not given, whatever the record says.
    #expect(verdicts.map(\.outcome) == [.notMet])
    #expect(verdicts[0].warnings == [.differentSteps(.planned, .disbursed)])
  }

  @Test func aPlanThatNamesNobodyIsRefused() throws {
    let network = try AgreementMaker().network()
    func fault(_ line: PlannedAmount) -> PlanFault? {
      do throws(PlanFault) {
        _ = try Evidence(plan: [line], in: network)
        return nil
      } catch {
        return error
      }
    }
    let good = PlannedAmount(donor: "E", recipient: "W", category: "c", year: 2013, amount: .zero)
    #expect(fault(good) == nil)
    var bad = good
    bad.recipient = "nobody"
    #expect(fault(bad) == .unknownNode(line: 1, id: "nobody"))
    bad = good
    bad.amount = Money(fen: -1)
    #expect(fault(bad) == .negativeAmount(line: 1))
    bad = good
    bad.year = 20_130
    #expect(fault(bad) == .noSuchYear(line: 1, year: 20_130))
  }

  @Test func aRuleOfUnknownPlacesIsNotJudged() throws {
    let network = try AgreementMaker().network()
    let scope = ObligationScope(
      agreement: "A", donor: "E", recipient: "nowhere", period: try Period("2012"))
    let rule = Obligation(
      id: "r", scope: scope, terms: .floor(amount: .one, per: .year, reach: .whole))
    #expect(check([rule], against: Evidence(network)).map(\.outcome) == [.undetermined])
  }
}
