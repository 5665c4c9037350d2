import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Lorenz figure")
struct LorenzTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func picture(
    _ years: ClosedRange<Int>? = 2012...2012, status: FlowStatus = .disbursed,
    language: Language = .zh, bootstrap: BootstrapOptions? = nil
  ) throws -> LorenzPicture {
    let network = try #require(Self.network)
    let report = try EquityReport(
      EquityQuestion(
        .level(.county), within: network.node(id: "620000"), status: status, years: years),
      bootstrap: bootstrap, in: network)
    return LorenzPicture(
      report, in: network, language: language, provenance: CoverageMapTests.provenance)
  }

  private func generated(_ values: [Double]) -> LorenzPicture {
    let sorted = values.sorted()
    let total = sorted.reduce(0, +)
    var sum = 0.0
    let pieces = sorted.enumerated().map { index, value in
      sum += value
      return LorenzPicture.Piece(
        ids: ["u\(index)"], names: ["单位\(index)"], amount: "\(value)",
        weight: Double(index + 1) / Double(sorted.count), value: sum / total)
    }
    return LorenzPicture(
      frame: FigureFrame(
        language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "x",
        asOf: "", fingerprint: "01234567", program: "jiedui test"),
      pieces: pieces, gini: 0.5, facts: [], weightHead: "单位累计占比，%", valueHead: "累计占比，%")
  }

  @Test("a concentration curve is drawn beside the Lorenz curve, with its index and its points")
  func concentration() throws {
    var picture = generated([1, 2, 3])
    #expect(!LorenzDiagram(picture).figure.captions.contains { $0.text.contains("集中") })
    // Values 1, 2, 3 ranked 3, 2, 1: the index is −2/9, as the docstring of the index says.
    picture.concentration = LorenzPicture.Concentration(
      name: "财政收入", index: -2.0 / 9,
      points: [(0, 0), (1, 3), (2, 5), (3, 6)].map {
        LorenzCurve.Point(weight: Double($0.0) / 3, value: Double($0.1) / 6)
      })
    let plain = LorenzDiagram(generated([1, 2, 3])).figure.strokes.count
    let diagram = LorenzDiagram(picture)
    try FigureChecks.expectSound(diagram.figure)
    #expect(FigureChecks.overlaps(diagram.figure).isEmpty)
    // Three pieces and the line of the legend.
    #expect(diagram.figure.strokes.count == plain + 4)
    #expect(diagram.figure.strokes.count { $0.ink == .vermilion && $0.isDashed } == 4)
    #expect(diagram.figure.captions.contains { $0.text.contains("集中指数 -0.222") })
    let document = ResultDocument(diagram, file: "x")
    let table = try #require(document.tables.first { $0.key == "concentration" })
    #expect(table.rows.map { $0[2] } == [0, 0.5, 5.0 / 6, 1].map(Cell.real))
    #expect(
      document.facts.contains { $0.key == "concentration_index" && $0.value == .real(-2.0 / 9) })
  }

  @Test("2012 by hand: 10, 20, 20, 80 and at least 400 give a Gini of 0.634")
  func reference() throws {
    let picture = try picture()
    // Σ(2i − n − 1)xᵢ ÷ (n Σx) = (−4·10 − 2·20 + 0·20 + 2·80 + 4·400) ÷ (5 · 530) = 1680 ÷ 2650.
    #expect(abs(try #require(picture.gini) - 1680.0 / 2650) < 1e-12)
    #expect(
      picture.pieces.map(\.ids) == [["621126"], ["620521", "620523"], ["620524"], ["621225"]])
    #expect(abs(picture.pieces[1].weight - 0.6) < 1e-12)
    #expect(abs(picture.pieces[1].value - 50.0 / 530) < 1e-12)
    #expect(picture.pieces[3].amount == "≥400.00 万元")
    for language in Language.allCases {
      let diagram = LorenzDiagram(try self.picture(language: language))
      try FigureChecks.expectSound(diagram.figure)
      #expect(FigureChecks.overlaps(diagram.figure).isEmpty)
      let texts = diagram.figure.captions.map(\.text)
      #expect(texts.contains("0.634") && texts.contains { $0.contains("86") })
      #expect(texts.contains { $0.contains("81") }, "units without a record are said")
      #expect(texts.contains { $0.contains("2,884.93") }, "what is not split is said")
      #expect(diagram.named.contains("621225"))
    }
  }

  @Test("the shaded area is half the Gini coefficient")
  func area() throws {
    let figure = LorenzDiagram(try picture()).figure
    let corners = try #require(figure.areas.first).parts[0].outer
    var doubled = 0.0
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      doubled += a.x * b.y - b.x * a.y
    }
    // The plot is 380 points wide and high.
    #expect(abs(abs(doubled) / 2 / (380 * 380) * 2 - 1680.0 / 2650) < 1e-9)
  }

  @Test("the names are where the curve bends most, the largest always among them")
  func bends() {
    let picture = generated([1, 1.001, 1.002, 50, 50.001, 50.002, 400, 400.001])
    #expect(picture.bends(most: 3) == [3, 6, 7])
    #expect(picture.bends(most: 1) == [7])
    #expect(generated([5]).bends(most: 6) == [0])
    #expect(generated([]).bends(most: 6) == [])
  }

  @Test("an interval is printed with its level")
  func interval() throws {
    let picture = try picture(
      nil, bootstrap: BootstrapOptions(replicates: 200, seed: 7, level: 0.9))
    let texts = LorenzDiagram(picture).figure.captions.map(\.text)
    #expect(texts.contains { $0.hasPrefix("90 % 自助法区间 0.") })
  }

  @Test("three hundred units, equal units, one unit and none give valid pages")
  func edges() throws {
    var generator = SeededGenerator(seed: 81)
    let many = LorenzDiagram(
      generated((0..<300).map { _ in .random(in: 1...500, using: &generator) }))
    try FigureChecks.expectSound(many.figure)
    #expect(FigureChecks.overlaps(many.figure).isEmpty)
    try FigureChecks.expectSound(LorenzDiagram(generated([3, 3, 3])).figure)
    try FigureChecks.expectSound(LorenzDiagram(generated([3])).figure)
    let empty = LorenzDiagram(try picture(status: .spent))
    try FigureChecks.expectSound(empty.figure)
    #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
  }

  @Test("the table holds the curve of the report")
  func document() throws {
    let diagram = LorenzDiagram(try picture())
    let document = ResultDocument(diagram, file: "x.svg")
    #expect(document.tables[0].rows.count == 4)
    #expect(document.facts.contains { $0.key == "units" && $0.value == .integer(5) })
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    var picture = generated((1...40).map(Double.init))
    for index in picture.pieces.indices {
      picture.pieces[index].names = [PenTests.hostileNames[index].name]
    }
    let reader = SVGReader(try LorenzDiagram(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}
