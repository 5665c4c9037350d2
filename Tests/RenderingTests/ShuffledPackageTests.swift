import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// The whole line from files to figures, on the bundled package as it is and with its rows shuffled.
@Suite("Rows in any order")
struct ShuffledPackageTests {
  /// A copy of the package with the rows of each table in another order.
  private func shuffledCopy(seed: UInt64) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "jiedui-shuffled-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Repository.tianjin, to: folder)
    var generator = SeededGenerator(seed: seed)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".csv") {
      let file = folder.appending(path: name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let rows = lines.dropFirst().shuffled(using: &generator)
      try (lines.prefix(1) + rows).joined(separator: "\n").write(
        to: file, atomically: true, encoding: .utf8)
    }
    return folder
  }

  private func figures(_ folder: URL) throws -> [Data] {
    let reading = PackageReader.read(folder.path, options: .init(computesFingerprint: true))
    let network = try #require(reading.network)
    let question = CoverageQuestion(.level(.county), date: CalendarDate("2018"))
    let provenance = FigureProvenance(
      fingerprint: try #require(reading.fingerprint), program: "jiedui test")
    let picture = PairingPicture(
      question, in: network, language: .zh, provenance: provenance)
    let diagram = try BipartiteDiagram(picture).figure
    let map = try PairingMap(picture, areas: [], projection: try .chinaAlbers()).figure
    let report = ResultDocument(gaps: coverage(question, in: network), in: network)
    return [
      try diagram.data(as: .svg), try diagram.data(as: .png), try map.data(as: .svg),
      try map.data(as: .png), Data(report.rendered(.json, .zh).utf8),
    ]
  }

  /// Coverage, ladder, Sankey, matrix and Lorenz curve, each as SVG and as data.
  private func otherFigures(_ folder: URL) throws -> [Data] {
    let reading = PackageReader.read(folder.path, options: .init(computesFingerprint: true))
    let network = try #require(reading.network)
    let provenance = FigureProvenance(
      fingerprint: try #require(reading.fingerprint), program: "jiedui test")
    let question = CoverageQuestion(
      .level(.county), within: network.node(id: "620000"), date: CalendarDate("2018"))
    var found: [Data] = []
    func add(_ figure: Figure, _ document: ResultDocument) throws {
      found.append(try figure.data(as: .svg))
      found.append(Data(document.rendered(.json, .zh).utf8))
    }
    let coverage = CoveragePicture(
      question, in: network, language: .zh, provenance: provenance)
    let map = try CoverageMap(
      coverage, areas: CoverageMapTests.areas(in: network), projection: .chinaAlbers())
    try add(map.figure, ResultDocument(coverageMap: map, of: coverage, file: "x"))
    found.append(try map.figure.data(as: .png))
    let ladder = CoverageLadder(question, in: network, language: .zh, provenance: provenance)
    try add(ladder.figure, ResultDocument(ladder: ladder, file: "x"))
    let flows = FlowQuestion(status: .disbursed)
    let paths = try FlowPaths(
      flows, through: [.fundClass, .donor(nil), .recipient(nil), .use], in: network)
    let sankey = try SankeyDiagram(
      SankeyPicture(paths, in: network, language: .zh, provenance: provenance))
    try add(sankey.figure, ResultDocument(sankey, file: "x"))
    let amounts = try FlowPaths(
      flows, through: [.donor(.county), .recipient(.county)], in: network)
    for shown in [nil, amounts] {
      let picture = MatrixPicture(
        WhoDoesWhat(flows, in: network), amounts: shown, question: flows, kinds: [],
        order: .blocks, in: network, language: .zh, provenance: provenance)
      let matrix = try MatrixDiagram(picture)
      try add(matrix.figure, ResultDocument(matrix, file: "x"))
    }
    let report = try EquityReport(
      EquityQuestion(.level(.county), status: .disbursed), in: network)
    let lorenz = LorenzDiagram(
      LorenzPicture(report, in: network, language: .zh, provenance: provenance))
    try add(lorenz.figure, ResultDocument(lorenz, file: "x"))
    let change = try ChangePicture(
      from: FlowAccounts(FlowQuestion(status: .disbursed, years: 2012...2012), in: network),
      to: FlowAccounts(FlowQuestion(status: .disbursed, years: 2020...2020), in: network),
      level: .county, language: .zh, provenance: provenance)
    let (bars, slope) = (try ChangeBars(change), try ChangeSlope(change))
    try add(bars.figure, ResultDocument(bars, file: "x"))
    try add(slope.figure, ResultDocument(slope, file: "x"))
    let changeMap = try ChangeMap(
      change, areas: CoverageMapTests.areas(in: network), projection: .chinaAlbers())
    try add(changeMap.figure, ResultDocument(changeMap, file: "x"))
    let dates = (try #require(CalendarDate("2012")), try #require(CalendarDate("2018")))
    let pairs = try PairingChangeDiagram(
      PairingChangePicture(
        pairingDiff(from: dates.0, to: dates.1, kinds: [.county], in: network), kinds: [.county],
        in: network, language: .zh, provenance: provenance))
    try add(pairs.figure, ResultDocument(pairs, file: "x"))
    for most in [10, 60] {
      let timeline = try TimelineDiagram(
        TimelinePicture(
          PairingHistory(HistoryQuestion(), in: network), TimelineOptions(showsAgreements: true),
          in: network, language: .zh, provenance: provenance), most: most)
      try add(timeline.figure, ResultDocument(timeline, file: "x"))
    }
    for (content, division) in [
      (MultiplesPicture.Content.diagram, MultiplesPicture.Division.year), (.diagram, .kind),
      (.coverage, .year),
    ] {
      let picture = try MultiplesPicture(
        MultiplesQuestion(division), showing: content, in: network, language: .zh,
        provenance: provenance)
      let panels =
        content == .coverage
        ? try MultiplesDiagram(
          picture, areas: CoverageMapTests.areas(in: network), projection: .chinaAlbers())
        : try MultiplesDiagram(picture)
      try add(panels.figure, ResultDocument(panels, file: "x"))
    }
    let funds = try MultiplesDiagram(
      MultiplesPicture(
        funds: flows, level: .county, in: network, language: .zh, provenance: provenance))
    try add(funds.figure, ResultDocument(funds, file: "x"))
    let focus = try FocusDiagram(
      try #require(network.node(id: "120000")), in: network, language: .zh, provenance: provenance)
    try add(focus.figure, ResultDocument(focus, file: "x"))
    let tree = try TreeTests.diagram(in: network, deepest: .town)
    try add(tree.figure, ResultDocument(tree, file: "x"))
    for colour in GraphPicture.Colour.allCases {
      let graph = try GraphTests.diagram(in: network, colour: colour, size: .betweenness)
      try add(graph.figure, ResultDocument(graph, file: "x"))
    }
    return found
  }

  @Test("give the same coverage, funds and distribution, byte for byte")
  func sameOtherBytes() throws {
    let expected = try otherFigures(Repository.tianjin)
    let folder = try shuffledCopy(seed: 2019)
    defer { try? FileManager.default.removeItem(at: folder) }
    let shuffled = try otherFigures(folder)
    #expect(shuffled.count == expected.count)
    for (position, pair) in zip(shuffled, expected).enumerated() {
      #expect(pair.0 == pair.1, "\(position)")
    }
  }

  @Test("give the same SVG, PNG and JSON, byte for byte")
  func sameBytes() throws {
    let expected = try figures(Repository.tianjin)
    let folder = try shuffledCopy(seed: 2018)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try figures(folder) == expected)
  }
}
