import NetworkModel
import Testing

@testable import Analysis

/// What the documents of the bundled package say about who has how much.
@Suite struct EquitySystemsTests {
  private let package = TianjinPackage()

  /// The district → county money of 2012, of what a side gave or received.
  private func targeted2012(_ side: EquityQuestion.Side, in place: String) throws -> EquityReport {
    try EquityReport(
      EquityQuestion(
        .level(.county), within: try package.node(place), side: side, status: .disbursed,
        categories: ["district_targeted"], years: 2012...2012, grouping: .level(.prefecture)),
      in: package.network)
  }

  @Test("S10: the giving of 2012 has an HHI of 41673/64009 = 0.6510, Binhai gave 79.05 %")
  func s10Giving() throws {
    let report = try targeted2012(.donor, in: "天津市")
    let giving = try #require(report.giving)
    // (2000² + 400² + 80² + 20² + 20² + 10²) ÷ 2530².
    #expect(giving.concentration.herfindahl.description == "41673/64009")
    #expect(giving.concentration.herfindahl.rounded(toPlaces: 4)?.description == "0.651")
    #expect(package.ids([giving.top]) == ["120116"])
    #expect(
      (giving.concentration.topShare * .powerOfTen(2)).rounded(toPlaces: 2)?.description == "79.05")
    #expect(giving.sum == .money(Money(fen: wan(2530))))
    #expect(report.lines.count == 6)
    // Tianjin has sixteen districts; nobody says of the ten others that they gave nothing.
    #expect(report.values.count(.noRecord) == 10)
  }

  @Test(
    "S10: 530 of it went to five counties of three prefectures, 2000 to a group that is not split")
  func s10Receiving() throws {
    let report = try targeted2012(.recipient, in: "甘肃省")
    #expect(report.values.sum == .money(Money(fen: wan(530))))
    #expect(
      report.lines.map { package.ids([$0.unit])[0] } == [
        "621225", "620524", "620521", "620523", "621126",
      ])
    #expect(report.lines.map(\.rank) == [1, 2, 3, 3, 5])
    #expect(package.ids(report.values.notSplit.map(\.node)) == ["gansu-zangqu"])
    #expect(report.values.notSplit.map(\.total.amount) == [.money(Money(fen: wan(2000)))])
    #expect(report.lines.first?.total.precision == .atLeast)
    // Tianshui 3 counties with 120, Dingxi 1 with 10, Longnan 1 with 400.
    let split = try #require(report.decompositions.first)
    let parts = split.parts.map { part -> String in
      guard case .place(let place?) = report.groups[part.group].kind else { return "?" }
      return "\(package.network[place].name) \(part.unitCount) \((part.valueShare * 530).rounded())"
    }
    #expect(parts == ["天水市 3 120.0", "定西市 1 10.0", "陇南市 1 400.0"])
    // 10, 20, 20, 80, 400: (4·10 + 6·60 + 4·320) ÷ 25 = 67.2 over a mean of 106.
    #expect(abs((report.indices.first?.value ?? .nan) - 336.0 / 530) < 1e-15)
    #expect(report.values.count(.noRecord) == 81)
  }

  @Test("Gangu's money of 2019 counts for it, although it may lie in what Gansu received")
  func possibleParts() throws {
    let report = try EquityReport(
      EquityQuestion(
        .level(.county), within: try package.node("甘肃省"), status: .disbursed, years: 2019...2019),
      in: package.network)
    let gangu = try package.node("甘谷县")
    let line = try #require(report.lines.first { $0.unit == gangu })
    // 3169 and 631.92; the 630 余 of another page repeats the latter.
    #expect(line.amount == .money(Money(fen: 38_009_200_00)))
  }

  @Test func perHeadIsRefusedForWantOfPopulations() throws {
    let network = package.network
    #expect {
      try EquityReport(
        EquityQuestion(
          .level(.county), within: try package.node("甘肃省"), status: .disbursed,
          denominator: IndicatorQuestion("population")), in: network)
    } throws: { error in
      if case EquityError.noIndicator(name: "population") = error { true } else { false }
    }
  }
}
