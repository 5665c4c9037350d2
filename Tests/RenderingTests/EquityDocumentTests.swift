import Analysis
import Foundation
import NetworkModel
import Rendering
import TestSupport
import Testing

/// What `equity` prints of a small network.
@Suite struct EquityDocumentTests {
  /// Three counties of two prefectures with money, one without a record; a flow to the province.
  private func network() throws -> PairingNetwork {
    var draft = NetworkDraft()
    func node(_ id: String, _ kind: NodeKind, _ name: String, _ english: String, in parent: String?)
    {
      var row = NodeRow(id: draft.text.append(id), kind: kind, name: draft.text.append(name))
      row.nameEnglish = draft.text.append(english)
      row.parent = parent.map { draft.text.append($0) } ?? .none
      draft.nodes.append(row)
    }
    node("12", .municipality, "东市", "East", in: nil)
    node("1201", .district, "甲区", "District A", in: "12")
    node("1202", .district, "乙区", "District B", in: "12")
    node("62", .province, "西省", "West", in: nil)
    node("6201", .prefecture, "南市", "South", in: "62")
    node("6202", .prefecture, "北市", "North", in: "62")
    node("620101", .county, "一县", "One", in: "6201")
    node("620102", .county, "二县", "Two", in: "6201")
    node("620201", .county, "三县", "Three", in: "6202")
    node("620202", .county, "四县", "Four", in: "6202")
    draft.sources.append(Source(id: "book", title: "Yearbook"))
    func flow(
      _ id: String, _ donor: String, _ recipient: String, _ yuan: Int64,
      _ precision: Precision = .exact
    ) {
      var flow = FlowRow(
        id: draft.text.append(id), measure: .money, category: draft.text.append("fiscal"),
        donor: draft.text.append(donor), recipient: draft.text.append(recipient),
        unit: draft.text.append("CNY"), status: .disbursed)
      flow.amount = .money(Money(fen: yuan * 100))
      flow.precision = precision
      flow.source = draft.text.append("book")
      flow.locator = draft.text.append("L\(draft.flows.count + 1)")
      draft.flows.append(flow)
    }
    flow("a", "1201", "620101", 60_000)
    flow("b", "1202", "620102", 20_000, .atLeast)
    flow("c", "1201", "620201", 20_000)
    flow("d", "12", "62", 500_000)
    for (node, heads) in [("620101", 3000), ("620102", 2000), ("620201", 1000)] as [(String, Int64)]
    {
      draft.indicators.append(
        Indicator(
          node: node, indicator: "population", year: 2018, value: ExactDecimal(heads), unit: "人"))
    }
    return try PairingNetwork(validating: draft)
  }

  private func document(_ change: (inout EquityQuestion) -> Void = { _ in }) throws
    -> ResultDocument
  {
    let network = try network()
    var question = EquityQuestion(.level(.county), within: network.node(id: "62"))
    change(&question)
    return ResultDocument(
      try EquityReport(
        question, aversions: [1], bootstrap: BootstrapOptions(replicates: 20), in: network),
      in: network)
  }

  private func rows(_ key: String, of document: ResultDocument) throws -> [[String: Cell]] {
    let table = try #require(document.tables.first { $0.key == key })
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.key), row))
    }
  }

  @Test func factsSayWhoIsInAndWhoIsNot() throws {
    let facts = Dictionary(
      uniqueKeysWithValues: try document().facts.map { ($0.key, $0.value) })
    #expect(facts["denominator"] == .integer(4))
    #expect(facts["valued"] == .integer(3))
    #expect(facts["no_record"] == .integer(1))
    #expect(facts["not_split"] == .integer(1))
    #expect(facts["not_split_amount"] == .money(Money(fen: 500_000_00)))
    #expect(facts["amount"] == .money(Money(fen: 100_000_00)))
    #expect(facts["mean"] == .money(Money(fen: 33_333_33)))
    #expect(facts["status"] == .term("disbursed", Wording(en: "disbursed", zh: "到位")))
  }

  @Test func everyUnitStandsOnceWithItsSources() throws {
    let units = try rows("units", of: try document())
    #expect(units.map { $0["id"] } == ["620101", "620102", "620201", "620202"].map(Cell.text))
    #expect(units.map { $0["rank"] } == [.integer(1), .integer(2), .integer(2), .missing])
    #expect(units[0]["share"] == .decimal(ExactDecimal(60)))
    #expect(units[1]["precision"] == .term("at_least", Wording(en: "at least", zh: "不少于")))
    #expect(units[1]["sources"] == .term("book L2", Wording(en: "book L2", zh: "book L2")))
    #expect(units[3]["state"] == .term("no_record", Wording(en: "no record", zh: "无记录")))
    #expect(units[3]["amount"] == .missing)
  }

  @Test func perHeadIsInYuanAndWeighed() throws {
    let document = try document {
      $0.denominator = IndicatorQuestion("population")
      $0.ranking = RankingQuestion(IndicatorQuestion("population"))
    }
    let units = try rows("units", of: document)
    #expect(units.prefix(3).map { $0["rate"] } == [20, 20, 10].map { .decimal(ExactDecimal($0)) })
    #expect(units[0]["rate_unit"] == .term("CNY/人", Wording(en: "yuan a 人", zh: "元/人")))
    let facts = Dictionary(uniqueKeysWithValues: document.facts.map { ($0.key, $0.value) })
    #expect(facts["mean"] == .decimal(ExactDecimal(1667, scale: 2)))
    #expect(
      facts["rank_by"]
        == .term("population 2018", Wording(en: "population of 2018", zh: "2018 年人口")))
    #expect(
      try rows("indices", of: document).last?["index"]
        == .term("concentration_index", Wording(en: "concentration index", zh: "集中指数")))
    #expect(!document.remarks.contains { $0.en.hasPrefix("Each unit counts 1") })
  }

  @Test func groupsAddUpToTheTotal() throws {
    let document = try document { $0.grouping = .level(.prefecture) }
    let lines = try rows("decomposition", of: document)
    #expect(lines.count == 8)
    for index in 0..<2 {
      let of = lines[(4 * index)..<(4 * index + 4)].map { line in
        ["within", "between", "estimate"].map { key -> Double in
          if case .real(let value)? = line[key] { value } else { .nan }
        }
      }
      #expect(abs(of[0][0] + of[1][0] - of[2][0]) < 1e-12)
      #expect(abs(of[0][1] + of[1][1] - of[2][1]) < 1e-12)
      #expect(abs(of[2][0] + of[2][1] - of[2][2]) < 1e-12)
    }
  }

  @Test func concentrationNamesTheLargest() throws {
    let lines = try rows("concentration", of: try document())
    #expect(
      lines.map { $0["side"] } == [
        .term("receiving", Wording(en: "receiving", zh: "受援")),
        .term("giving", Wording(en: "giving", zh: "支援")),
      ])
    #expect(lines[0]["hhi_exact"] == .text("0.44"))
    #expect(lines[0]["top_share"] == .decimal(ExactDecimal(60)))
    #expect(lines[1]["top_id"] == .text("12"))
  }

  @Test("every fact is documented, with every option")
  func documented() throws {
    let page = try String(
      contentsOf: Repository.root.appendingPathComponent("docs/output-formats.md"), encoding: .utf8)
    let start = try #require(page.range(of: "\n## equity\n")).upperBound
    let section = page[start...].prefix(
      upTo: try #require(page[start...].range(of: "\n## ")).lowerBound)
    let full = try document {
      $0.denominator = IndicatorQuestion("population")
      $0.ranking = RankingQuestion(IndicatorQuestion("population"))
      $0.grouping = .level(.prefecture)
      $0.categories = ["fiscal"]
    }
    for fact in full.facts { #expect(section.contains("`\(fact.key)`"), "\(fact.key)") }
    for name in [
      "atkinson", "gini", "hoover", "theil_l", "theil_t", "variation", "concentration_index",
    ] {
      #expect(section.contains("`\(name)`"), "\(name)")
    }
  }

  @Test func refusalsSpeakBothLanguages() throws {
    let network = try network()
    let units = Array(network.nodeIndices)
    for error in [
      EquityError.items, .negative(unit: units[0]), .noIndicator(name: "population"),
      .missingIndicator(name: "population", year: 2018, units: units),
      .notPositive(name: "population", year: 2018, units: units),
      .mixedIndicatorUnits(name: "population", year: 2018, units: ["人", "万人"]), .outOfRange,
      .cancelled,
    ] {
      let message = error.message(in: network)
      #expect(message.en.hasSuffix(".") && message.zh.hasSuffix("。"))
    }
  }
}
