import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Sankey diagram")
struct SankeyTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network
  private static let stages: [FlowStage] = [.fundClass, .donor(nil), .recipient(nil), .use]

  private func picture(
    _ question: FlowQuestion = FlowQuestion(status: .disbursed), language: Language = .zh,
    order: [String: [String]] = [:]
  ) throws -> SankeyPicture {
    let network = try #require(Self.network)
    return SankeyPicture(
      try FlowPaths(question, through: Self.stages, in: network), order: order, in: network,
      language: language, provenance: CoverageMapTests.provenance)
  }

  /// So many donors and recipients, each recipient helped by some.
  private func generated(donors: Int, recipients: Int, seed: UInt64 = 50) -> SankeyPicture {
    var generator = SeededGenerator(seed: seed)
    var paths: [SankeyPicture.Path] = []
    for recipient in 0..<recipients {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let donor = Int.random(in: 0..<donors, using: &generator)
        paths.append(
          .init(
            nodes: [
              "d\(donor)", "r\(recipient)", ["a", "b", ""].randomElement(using: &generator)!,
            ],
            atoms: .random(in: 0...9_000_000_000, using: &generator)))
      }
    }
    func nodes(_ letter: String, _ count: Int) -> [SankeyPicture.Node] {
      (0..<count).map { .init(id: "\(letter)\($0)", name: "\(letter == "d" ? "支援区" : "受援县")\($0)") }
    }
    return SankeyPicture(
      frame: FigureFrame(
        language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "x",
        asOf: "", fingerprint: "01234567", program: "jiedui test"),
      columns: [
        .init(key: "donor", head: "支援方", nodes: nodes("d", donors)),
        .init(key: "recipient", head: "受援方", nodes: nodes("r", recipients)),
        .init(
          key: "use", head: "用途",
          nodes: [
            .init(id: "a", name: "产业"), .init(id: "b", name: "教育"),
            .init(id: "", name: "用途未说明", isUnstated: true),
          ]),
      ], paths: paths, unit: SankeyUnit(), colouredColumn: 0)
  }

  @Test("every column balances to the fen, and bands are as wide as their amounts")
  func balance() throws {
    for picture in [try picture(), generated(donors: 50, recipients: 300)] {
      let diagram = try SankeyDiagram(picture)
      let layout = try #require(diagram.layout)
      let total = picture.paths.reduce(0) { $0 + $1.atoms }
      #expect(layout.total == total)
      for (number, column) in layout.columns.enumerated() {
        #expect(column.reduce(0) { $0 + $1.atoms } == total)
        #expect(column.count <= SankeyDiagram.mostNodes)
        // Nodes do not overlap and stay in the body.
        for (a, b) in zip(column, column.dropFirst()) {
          #expect(a.top + a.height <= b.top + 1e-6, "\(number)")
          #expect(b.labelY - a.labelY >= 10)
        }
        #expect(column.allSatisfy { $0.top >= 127 && $0.top + $0.height <= 509 })
      }
      for column in layout.columns.indices.dropLast() {
        let bands = layout.bands.filter { $0.column == column }
        #expect(bands.reduce(0) { $0 + $1.atoms } == total)
        for band in bands {
          let (from, to) = (layout.columns[column][band.from], layout.columns[column + 1][band.to])
          let height = Double(band.atoms) * layout.scale
          #expect(
            band.left >= from.top - 1e-6 && band.left + height <= from.top + from.height + 1e-6)
          #expect(band.right >= to.top - 1e-6 && band.right + height <= to.top + to.height + 1e-6)
        }
      }
    }
  }

  @Test("numbers that do not add up are refused, not drawn")
  func unbalanced() throws {
    var picture = generated(donors: 3, recipients: 4)
    picture.paths[0].nodes = ["d0", "nobody", "a"]
    #expect(throws: FigureError.self) { _ = try SankeyDiagram(picture) }
    picture.paths[0].nodes = ["d0", "r0"]
    #expect(throws: FigureError.self) { _ = try SankeyDiagram(picture) }
    // A node that stands twice would be counted twice.
    picture = generated(donors: 3, recipients: 4)
    picture.columns[0].nodes.append(picture.columns[0].nodes[0])
    #expect(throws: FigureError.self) { _ = try SankeyDiagram(picture) }
    picture.columns[0].nodes.removeLast()
    picture.paths[0] = .init(nodes: ["d0", "r0", "a"], atoms: -1)
    #expect(throws: FigureError.self) { _ = try SankeyDiagram(picture) }
    picture.paths[0].atoms = .max
    picture.paths[1].atoms = .max
    #expect(throws: FigureError.self) { _ = try SankeyDiagram(picture) }
  }

  @Test(
    "the smallest of many are grouped with their number; what is not stated stands last and hatched"
  )
  func grouping() throws {
    let picture = generated(donors: 50, recipients: 300)
    let diagram = try SankeyDiagram(picture)
    let layout = try #require(diagram.layout)
    let donors = layout.columns[0]
    let others = try #require(donors.last)
    #expect(others.groupedCount == 50 - 24 - 0 && others.node.name == "其他 26 个")
    let smallest = donors.dropLast().map(\.atoms).min() ?? 0
    let all = Dictionary(grouping: picture.paths, by: { $0.nodes[0] })
      .mapValues { $0.reduce(0) { $0 + $1.atoms } }
    let grouped = all.values.sorted().prefix(50 - 24)
    #expect(grouped.allSatisfy { $0 <= smallest })
    #expect(others.atoms == grouped.reduce(0, +))
    let use = try #require(layout.columns[2].last)
    #expect(use.node.isUnstated)
    let unstated = diagram.figure.areas.filter { $0.subject?.role == .unit && $0.hatch != nil }
    #expect(unstated.count == 1)
    #expect(diagram.figure.areas.contains { $0.subject?.role == .flow && $0.hatch != nil })
    #expect(diagram.figure.captions.contains { $0.text == FigureWords.notStated(.zh) })
  }

  @Test("labels carry exact numbers and shares, in both languages, and lie on nothing")
  func labels() throws {
    for language in Language.allCases {
      let figure = try SankeyDiagram(
        picture(FlowQuestion(status: .disbursed, years: 2012...2012), language: language)
      ).figure
      let texts = figure.captions.map(\.text)
      #expect(
        texts.contains(
          language == .zh ? "滨海 2,000.00 万（58.6 %）" : "Binhai New Area: 2,000.00 (58.6 %)"))
      #expect(texts.contains { $0.contains("≥3,414.93 万元") })
      #expect(texts.contains { $0.contains("2012") && $0.contains("01234567") })
      try FigureChecks.expectSound(figure)
      #expect(FigureChecks.overlaps(figure).isEmpty)
    }
    let crowd = try SankeyDiagram(generated(donors: 50, recipients: 300)).figure
    try FigureChecks.expectSound(crowd)
    #expect(FigureChecks.overlaps(crowd).isEmpty)
  }

  @Test("an earlier order is kept, places without a flow now are hairlines that say so")
  func order() throws {
    let question = FlowQuestion(status: .disbursed, years: 2012...2012)
    let wanted = ["120115", "120103", "120116", "120102"]
    let diagram = try SankeyDiagram(picture(question, order: ["donor": wanted]))
    let donors = try #require(diagram.layout).columns[1].map(\.node.id)
    #expect(Array(donors.prefix(4)) == wanted)
    #expect(Set(donors).isSuperset(of: ["120105", "120110", "120111"]))
    #expect(diagram.figure.captions.contains { $0.text == "河西 无记录" })
    let table = try #require(
      ResultDocument(diagram, file: "x").tables.first { $0.key == "order" })
    #expect(
      table.rows.filter { $0[0] == .text("donor") }.prefix(4).map { $0[2] } == wanted.map(Cell.text)
    )
  }

  @Test("an order is read back from the result that a figure wrote")
  func orderFile() throws {
    let diagram = try SankeyDiagram(picture())
    let document = ResultDocument(diagram, file: "x")
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try document.rendered(.csv, .zh).write(to: file, atomically: true, encoding: .utf8)
    let order = try OrderFile.read(file.path).get()
    #expect(order["donor"] == diagram.layout?.columns[1].map(\.node.id))
    #expect(OrderFile.read("/no/such/file") == .failure(.missing))
    try "a,b\n1,2\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(OrderFile.read(file.path) == .failure(.columns))
    try "".write(to: file, atomically: true, encoding: .utf8)
    #expect(OrderFile.read(file.path) == .failure(.columns))
  }

  @Test("the table of nodes and bands holds the numbers that are drawn")
  func document() throws {
    let diagram = try SankeyDiagram(picture())
    let document = ResultDocument(diagram, file: "x.svg")
    let layout = try #require(diagram.layout)
    let bands = document.tables[1].rows.map { $0[4] }
    #expect(bands == layout.bands.map { .money(Money(fen: $0.atoms)) })
    #expect(
      document.facts.contains {
        $0.key == "total" && $0.value == .money(Money(fen: 398_040_528_700))
      })
    let reader = SVGReader(try diagram.figure.data(as: .svg))
    #expect(reader.classes.count { $0.contains("flow") } == layout.bands.count)
    #expect(reader.classes.count { $0.contains("unit") } == layout.columns.joined().count)
  }

  @Test("nothing and zeros give valid pages; the order of paths leaves the bytes as they are")
  func edges() throws {
    var picture = try picture(FlowQuestion(status: .spent))
    #expect(picture.paths.isEmpty)
    let empty = try SankeyDiagram(picture)
    try FigureChecks.expectSound(empty.figure)
    #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
    _ = ResultDocument(empty, file: "x")
    picture = generated(donors: 2, recipients: 2)
    for index in picture.paths.indices { picture.paths[index].atoms = 0 }
    let zero = try SankeyDiagram(picture)
    try FigureChecks.expectSound(zero.figure)
    #expect(zero.figure.strokes.count { $0.subject?.role == .unit } == 7)

    var generator = SeededGenerator(seed: 67)
    picture = generated(donors: 30, recipients: 60)
    let expected = try SankeyDiagram(picture).figure.data(as: .svg)
    picture.paths.shuffle(using: &generator)
    #expect(try SankeyDiagram(picture).figure.data(as: .svg) == expected)
  }

  @Test("hostile names cannot break the diagram")
  func hostile() throws {
    var picture = generated(donors: 30, recipients: 60)
    let names = PenTests.hostileNames.map(\.name)
    for column in picture.columns.indices {
      picture.columns[column].head = names[column]
      for node in picture.columns[column].nodes.indices {
        picture.columns[column].nodes[node].name = names[(column * 40 + node) % names.count]
      }
    }
    let reader = SVGReader(try SankeyDiagram(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}
