import GraphCore
import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// Which units, which values, and what stands apart.
@Suite struct EquityReportTests {
  /// Flows from E1 to counties of the prefecture WP in fen.
  private func maker() -> NetworkMaker { twoProvinces() }

  private func report(
    _ maker: NetworkMaker,
    _ change: (inout EquityQuestion, PairingNetwork) throws -> Void = { _, _ in },
    bootstrap: BootstrapOptions? = nil
  ) throws -> EquityReport {
    let network = try maker.network()
    var question = EquityQuestion(.level(.county), within: network.node(id: "W"))
    try change(&question, network)
    return try EquityReport(question, bootstrap: bootstrap, in: network)
  }

  private func index(_ report: EquityReport, _ index: InequalityIndex) -> Double? {
    report.indices.first { $0.index == index }?.value
  }

  private func fen(_ report: EquityReport) -> [String: Int64] {
    Dictionary(
      uniqueKeysWithValues: report.lines.compactMap { line in
        guard case .money(let money) = line.amount else { return nil }
        return (report.values.accounts.network[line.unit].id, money.fen)
      })
  }

  @Test("a unit's value is all that ends at it or in it; no record is no value, a recorded 0 is 0")
  func valuesOfUnits() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "E2", "WP1T", 10)
    try maker.flow("c", "E1", "WP2", 0)
    try maker.flow("d", "E1", "WP3", nil)
    let report = try report(maker)
    #expect(fen(report) == ["WP1": 40, "WP2": 0])
    #expect(report.values.count(.valued) == 2)
    #expect(report.values.count(.unknown) == 1)
    #expect(report.values.count(.noRecord) == 1)
    #expect(report.values.units.count == 4)
    #expect(index(report, .gini) == 0.5)
    #expect(index(report, .theilL) == nil)
    #expect(index(report, .atkinson(1)) == 1)
    #expect(report.lines.map(\.rank) == [1, 2])
    #expect(report.lines.map(\.share) == [.one, .zero])
    #expect(report.mean == ExactRatio(20))
  }

  @Test("an unknown amount beside a known one makes a lower end")
  func lowerEnds() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "E1", "WP1", nil)
    let line = try #require(try report(maker).lines.first)
    #expect(line.total.precision == .atLeast)
    #expect(line.total.unknownCount == 1)
  }

  @Test(
    "what goes to a group or to a place above the units is not split, and nobody has a share of it")
  func notSplit() throws {
    var maker = maker()
    maker.node("G", .group)
    maker.member("WP1", of: "G")
    maker.member("WP2", of: "G")
    try maker.flow("a", "E1", "WP1", 5)
    try maker.flow("b", "E1", "G", 7)
    try maker.flow("c", "E1", "WP", 11)
    try maker.flow("d", "E1", "W", 13)
    let report = try report(maker)
    let network = report.values.accounts.network
    #expect(fen(report) == ["WP1": 5])
    #expect(report.values.notSplit.map { network[$0.node].id } == ["G", "W", "WP"])
    #expect(
      report.values.notSplit.map(\.total.amount)
        == [7, 13, 11].map { .money(Money(fen: $0)) })
    #expect(report.giving?.sum == .money(Money(fen: 36)))
    #expect(report.receiving?.sum == .money(Money(fen: 5)))
  }

  @Test(
    "money that stays inside one unit is not received, unless it is part of what came from outside")
  func insideOneUnit() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "WP1", "WP1T", 10)
    try maker.flow("c", "WP1", "WP1T", 4, partOf: "a")
    try maker.flow("d", "WP", "WP2", 6)
    let report = try report(maker)
    #expect(fen(report) == ["WP1": 30, "WP2": 6])
    #expect(report.values.inside?.amount == .money(Money(fen: 10)))
  }

  @Test("units + not split + inside = the total of the flows, whatever is part of what")
  func conservation() throws {
    var generator = SeededGenerator(seed: 31)
    let places = ["E", "E1", "E2", "W", "WP", "WP1", "WP2", "WP3", "WP4", "WP1T", "ET", "G"]
    for _ in 0..<60 {
      var maker = maker()
      maker.node("G", .group)
      maker.member("WP1", of: "G")
      for flow in 0..<25 {
        let whole =
          flow > 5 && Bool.random(using: &generator)
          ? Int.random(in: 0...5, using: &generator) : nil
        try maker.flow(
          "f\(flow + 10)", places.randomElement(using: &generator) ?? "E",
          places.randomElement(using: &generator) ?? "W",
          Int64.random(in: whole == nil ? 1_000...9_000 : 0...40, using: &generator),
          partOf: whole.map { "f\($0 + 10)" })
      }
      let network = try maker.network()
      for side in EquityQuestion.Side.allCases {
        let values = try UnitValues(
          EquityQuestion(.level(.county), side: side), in: network)
        let parts =
          values.units.compactMap { $0.total?.amount } + values.notSplit.compactMap(\.total.amount)
          + [values.inside?.amount].compactMap(\.self)
        #expect(UnitValues.sum(parts) == values.whole?.amount)
      }
    }
  }

  @Test("a flow that may lie in what the province received is the county's all the same")
  func possibleParts() throws {
    var maker = maker()
    try maker.flow("a", "E", "W", 100)
    let row = try maker.flow("b", "E1", "WP1", 30)
    maker.draft.flows[row].mayBePartOf = maker.draft.text.append("a")
    let within = try maker.flow("c", "E1", "WP1T", 4)
    maker.draft.flows[within].mayBePartOf = maker.draft.text.append("b")
    let report = try report(maker)
    // Of c it is not known whether WP1 has it beside b or in b.
    #expect(fen(report) == ["WP1": 30])
    let line = try #require(report.lines.first)
    #expect(line.total.precision == .range)
    #expect(line.total.upper == .money(Money(fen: 34)))
    // Giving: E surely gave 100; of E1 it is not known whether it gave anything besides.
    #expect(report.giving?.sum == .money(Money(fen: 100)))
    #expect(report.giving?.unknownCount == 1)
  }

  @Test func givingIsMeasuredTheSameWay() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "ET", "WP2", 10)
    try maker.flow("c", "E2", "W", 10)
    try maker.flow("d", "E", "W", 7)
    let report = try report(maker) { question, network in
      question.side = .donor
      question.within = network.node(id: "E")
    }
    #expect(fen(report) == ["E1": 40, "E2": 10])
    let network = report.values.accounts.network
    #expect(report.values.notSplit.map { network[$0.node].id } == ["E"])
    #expect(report.giving?.concentration.topShare == ExactRatio(4).divided(by: ExactRatio(5)))
    #expect(report.receiving?.concentration.holderCount == 3)
  }

  // MARK: - Refusals

  @Test func stepsUnitsAndItemsAreNeverMixed() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "E1", "WP1", 30, status: .allocated)
    try maker.flow("c", "E1", "WP1", 3, measure: .items)
    #expect {
      try report(maker)
    } throws: { error in
      guard case EquityError.mixed(let mixed) = error else { return false }
      return mixed.kinds.count == 2
    }
    #expect(fen(try report(maker) { question, _ in question.status = .allocated }) == ["WP1": 30])
    #expect {
      try report(maker) { question, _ in question.measure = .items }
    } throws: { error in
      if case EquityError.items = error { true } else { false }
    }
  }

  @Test func aUnitOfAQuantityCanBeChosen() throws {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 30, measure: .persons)
    let row = try maker.flow("b", "E1", "WP1", 2, measure: .persons)
    maker.draft.flows[row].unit = maker.draft.text.append("户")
    #expect(throws: EquityError.self) {
      try report(maker) { question, _ in question.measure = .persons }
    }
    let chosen = try report(maker) { question, _ in
      question.measure = .persons
      question.unit = "户"
    }
    #expect(chosen.lines.map(\.amount) == [.quantity(ExactDecimal(2))])
  }

  // MARK: - Indicators

  private func withIndicators(_ values: [(String, String, Int, Int64, String)]) throws
    -> NetworkMaker
  {
    var maker = maker()
    try maker.flow("a", "E1", "WP1", 300, "2017")
    try maker.flow("b", "E1", "WP2", 100, "2017")
    for (node, name, year, value, unit) in values {
      maker.draft.indicators.append(
        Indicator(node: node, indicator: name, year: year, value: ExactDecimal(value), unit: unit))
    }
    return maker
  }

  @Test("per head, heads are the weights: as if each head had its row")
  func perHead() throws {
    let maker = try withIndicators([
      ("WP1", "population", 2018, 30, "人"), ("WP2", "population", 2018, 20, "人"),
      ("WP1", "population", 2017, 1, "人"),
    ])
    let report = try report(maker) { question, _ in
      question.denominator = IndicatorQuestion("population")
    }
    #expect(report.denominator?.year == 2018)
    #expect(report.lines.map(\.value) == [ExactRatio(10), ExactRatio(5)])
    #expect(report.mean == ExactRatio(8))
    let heads = [Double](repeating: 10, count: 30) + [Double](repeating: 5, count: 20)
    let gini = try #require(try ValueDistribution(heads).gini)
    #expect(abs((index(report, .gini) ?? .nan) - gini) < 1e-15)
  }

  @Test("what lacks the indicator is named; units without a value need none")
  func missingIndicators() throws {
    let maker = try withIndicators([
      ("WP1", "population", 2018, 30, "人"), ("WP2", "population", 2017, 20, "人"),
    ])
    func refusal(_ name: String, _ year: Int? = nil, years: ClosedRange<Int>? = nil) throws
      -> Wording
    {
      let network = try maker.network()
      do throws(EquityError) {
        _ = try EquityReport(
          EquityQuestion(
            .level(.county), within: network.node(id: "W"), years: years,
            denominator: IndicatorQuestion(name, year: year)), in: network)
      } catch {
        #expect(error.isAboutData)
        return error.message(in: network)
      }
      Issue.record("not refused")
      return Wording(en: "", zh: "")
    }
    #expect(try refusal("population").en.contains("in 2018: WP2 (WP2)."))
    #expect(try refusal("population", 2017).en.contains("in 2017: WP1 (WP1)."))
    #expect(try refusal("population", years: 2017...2017).en.contains("in 2017: WP1 (WP1)."))
    #expect(try refusal("population", years: 2017...2018).en.contains("in 2018: WP2 (WP2)."))
    #expect(try refusal("revenue").zh.contains("“revenue”"))
  }

  @Test func indicatorsOfNothingOrOfMixedUnitsAreRefused() throws {
    #expect {
      try report(
        try withIndicators([
          ("WP1", "population", 2018, 0, "人"), ("WP2", "population", 2018, 20, "人"),
        ])
      ) { question, _ in question.denominator = IndicatorQuestion("population") }
    } throws: { error in
      if case EquityError.notPositive = error { true } else { false }
    }
    #expect {
      try report(
        try withIndicators([
          ("WP1", "population", 2018, 3, "万人"), ("WP2", "population", 2018, 20, "人"),
        ])
      ) { question, _ in question.denominator = IndicatorQuestion("population") }
    } throws: { error in
      if case EquityError.mixedIndicatorUnits = error { true } else { false }
    }
  }

  @Test("units are ranked by an indicator, or by one over another")
  func rankings() throws {
    let maker = try withIndicators([
      ("WP1", "revenue", 2018, 90, "万元"), ("WP2", "revenue", 2018, 80, "万元"),
      ("WP1", "population", 2018, 30, "人"), ("WP2", "population", 2018, 20, "人"),
    ])
    let byValue = try report(maker) { question, _ in
      question.ranking = RankingQuestion(IndicatorQuestion("revenue"))
    }
    let byHead = try report(maker) { question, _ in
      question.ranking = RankingQuestion(
        IndicatorQuestion("revenue"), per: IndicatorQuestion("population"))
    }
    // 300 and 100: WP1 has more revenue, WP2 more of it per head.
    #expect(index(byValue, .concentration) == 0.25)
    #expect(index(byHead, .concentration) == -0.25)
    #expect(byHead.lines.map(\.ranking) == [ExactRatio(3), ExactRatio(4)])
    // The one that ranks lower has 100 of 400, or 300 of 400.
    #expect(byValue.concentrationCurve?.points.map(\.value) == [0, 0.25, 1])
    #expect(byHead.concentrationCurve?.points.map(\.value) == [0, 0.75, 1])
    for report in [byValue, byHead] {
      let points = try #require(report.concentrationCurve).points
      let area = zip(points, points.dropFirst()).reduce(0.0) { sum, ends in
        sum + (ends.1.weight - ends.0.weight) * (ends.0.value + ends.1.value) / 2
      }
      #expect(abs(1 - 2 * area - (index(report, .concentration) ?? .nan)) < 1e-15)
    }
  }

  // MARK: - Groups

  @Test func groupsStandInOrderAndSplitTheil() throws {
    var maker = maker()
    maker.node("G", .group)
    maker.member("WP2", of: "G")
    for (unit, amount) in [("WP1", 10), ("WP2", 40), ("WP3", 10)] as [(String, Int64)] {
      try maker.flow("f\(unit)", "E1", unit, amount)
    }
    let report = try report(maker) { question, network in
      question.grouping = .members(try #require(network.node(id: "G")))
    }
    #expect(report.groups.map(\.unitCount) == [1, 3])
    #expect(report.decompositions.map(\.form) == [.t, .l])
    let split = try #require(report.decompositions.first)
    #expect(split.parts.map(\.unitCount) == [1, 2])
    #expect(split.within == 0)
    #expect(abs(split.between - (index(report, .theilT) ?? .nan)) < 1e-15)

    let byLevel = try self.report(maker) { question, _ in question.grouping = .level(.prefecture) }
    #expect(byLevel.groups.count == 1)
    #expect(byLevel.decompositions.first?.between == 0)
  }

  @Test func orderOfRowsAndSplittingARowMakeNoDifference() throws {
    var generator = SeededGenerator(seed: 32)
    let options = BootstrapOptions(replicates: 50)
    for _ in 0..<20 {
      let flows = (0..<12).map { number in
        (
          "f\(number + 10)", "WP\(Int.random(in: 1...4, using: &generator))",
          Int64.random(in: 2...900, using: &generator)
        )
      }
      var straight = maker()
      for (id, unit, amount) in flows { try straight.flow(id, "E1", unit, amount) }
      var shuffled = maker()
      for (id, unit, amount) in flows.shuffled(using: &generator) {
        try shuffled.flow(id + "a", "E1", unit, 1)
        try shuffled.flow(id, "E1", unit, amount - 1)
      }
      let (a, b) = (
        try report(straight, bootstrap: options), try report(shuffled, bootstrap: options)
      )
      #expect(a.indices.map(\.value) == b.indices.map(\.value))
      #expect(a.indices.map(\.interval) == b.indices.map(\.interval))
      #expect(a.lorenz == b.lorenz)
      #expect(fen(a) == fen(b))
    }
  }

  @Test func nothingGivesNoIndexAndNoZero() throws {
    let report = try report(maker(), bootstrap: BootstrapOptions(replicates: 10))
    #expect(report.lines.isEmpty && report.mean == nil && report.lorenz == nil)
    #expect(report.indices.allSatisfy { $0.value == nil && $0.interval == nil })
    #expect(report.receiving == nil && report.giving == nil)
    #expect(report.values.count(.noRecord) == 4)
  }
}
