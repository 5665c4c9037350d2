import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Matrix")
struct MatrixTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func picture(
    _ date: String?, kinds: Set<PairingKind> = [], status: FlowStatus? = nil,
    language: Language = .zh, order: MatrixPicture.Order = .code, rowsAreDonors: Bool = false
  ) throws -> MatrixPicture {
    let network = try #require(Self.network)
    let question = FlowQuestion(status: status)
    let matrix = WhoDoesWhat(
      question, kinds: kinds, at: date.flatMap { CalendarDate($0) }, in: network)
    let paths = try status.map { _ in
      try FlowPaths(question, through: [.donor(.county), .recipient(.county)], in: network)
    }
    return MatrixPicture(
      matrix, amounts: paths, question: question, kinds: kinds, rowsAreDonors: rowsAreDonors,
      order: order, in: network, language: language, provenance: CoverageMapTests.provenance)
  }

  /// So many donors and recipients in groups of fifteen.
  static func generated(
    donors: Int, recipients: Int, content: MatrixPicture.Content = .layers, seed: UInt64 = 71
  ) -> MatrixPicture {
    var generator = SeededGenerator(seed: seed)
    var cells: [[Int]: MatrixPicture.Cell] = [:]
    for recipient in 0..<(recipients - recipients / 10) {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let donor =
          (recipient * donors / recipients + Int.random(in: 0..<4, using: &generator)) % donors
        cells[[recipient, donor]] = MatrixPicture.Cell(
          row: "r\(1000 + recipient)", column: "d\(100 + donor)",
          layers: (0..<Int.random(in: 1...6, using: &generator)).map { "层\($0)" },
          atoms: Bool.random(using: &generator)
            ? .random(in: 0...90_000_000, using: &generator) : nil,
          hasUnknown: Bool.random(using: &generator))
      }
    }
    return MatrixPicture(
      frame: FigureFrame(
        language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "x",
        asOf: "2018", fingerprint: "01234567", program: "jiedui test"),
      rowsHead: "受援方", columnsHead: "支援方",
      groups: (0..<((recipients + 14) / 15)).map { group in
        .init(
          id: "g\(100 + group)", name: "某某市\(group)",
          units: (group * 15..<min(group * 15 + 15, recipients)).map {
            .init(id: "r\(1000 + $0)", name: "受援县\($0)")
          })
      }, columns: (0..<donors).map { .init(id: "d\(100 + $0)", name: "支援区\($0)") },
      cells: Array(cells.values), content: content)
  }

  @Test("every unit stands once, as a row, a column or in a list; every cell is one mark")
  func structure() throws {
    for picture in [
      try picture("2018"), try picture("2012"), try picture(nil, status: .disbursed),
      Self.generated(donors: 50, recipients: 300),
      Self.generated(donors: 50, recipients: 300, content: .amounts(SankeyUnit())),
    ] {
      let diagram = try MatrixDiagram(picture)
      let rows = diagram.rowOrder + diagram.silentRows
      #expect(rows.sorted() == picture.rows.map(\.id).sorted())
      let columns = diagram.columnOrder + diagram.silentColumns
      #expect(columns.sorted() == picture.columns.map(\.id).sorted())
      let reader = SVGReader(try diagram.figure.data(as: .svg))
      #expect(reader.classes.count { $0.contains("cell") } == picture.cells.count)
      let shown = diagram.figure.captions.map(\.text).joined(separator: " ")
      for id in diagram.silentRows {
        let name = try #require(picture.rows.first { $0.id == id }).name
        #expect(shown.contains(name))
      }
      try FigureChecks.expectSound(diagram.figure)
      #expect(FigureChecks.overlaps(diagram.figure).isEmpty)
    }
  }

  @Test("the county layer of 2018 in numbers: 29 pairs, margins add up to it on both sides")
  func reference() throws {
    let picture = try picture("2018", kinds: [.county])
    let diagram = try MatrixDiagram(picture)
    #expect(picture.cells.count == 29 && picture.cells.allSatisfy { $0.layers == ["区县结对"] })
    #expect(diagram.columnOrder.count == 16 && diagram.rowOrder.count == 29)
    let document = ResultDocument(diagram, file: "x.svg")
    let margins = document.tables[0].rows
    for side in ["row", "column"] {
      let pairs = margins.filter { row in
        if case .term(side, _) = row[0] { true } else { false }
      }.map { row in if case .integer(let count) = row[4] { count } else { 0 } }
      #expect(pairs.reduce(0, +) == 29)
    }
    #expect(picture.cells.allSatisfy { !$0.sources.isEmpty })
    let texts = diagram.figure.captions.map(\.text)
    #expect(texts.contains("1 层(29)") && texts.contains("29"))
  }

  @Test(
    "amounts are those of the accounts; margins are their exact sums, unknown and paired cells differ"
  )
  func amounts() throws {
    for language in Language.allCases {
      let picture = try picture(nil, status: .disbursed, language: language)
      let total = picture.cells.compactMap(\.atoms).reduce(0, +)
      #expect(total == 398_040_528_700)
      let diagram = try MatrixDiagram(picture)
      let texts = diagram.figure.captions.map(\.text)
      #expect(texts.contains("≥398,040.5287"))
      let document = ResultDocument(diagram, file: "x.svg")
      #expect(
        document.facts.contains { $0.key == "total" && $0.value == .money(Money(fen: total)) })
      let classes = diagram.classes.reduce(0) { $0 + $1.count }
      let paired = picture.cells.count { $0.atoms == nil && !$0.hasUnknown }
      let unknown = picture.cells.count { $0.atoms == nil && $0.hasUnknown }
      let zeros = picture.cells.count { $0.atoms == 0 }
      #expect(classes + paired + unknown + zeros == picture.cells.count)
      try FigureChecks.expectSound(diagram.figure)
      #expect(FigureChecks.overlaps(diagram.figure).isEmpty)
    }
  }

  @Test("classes hold about equal numbers, equal amounts together, and limits that occur")
  func classes() {
    let even = AmountClass.classes(of: (1...100).map(Int64.init))
    #expect(even.map(\.count) == [20, 20, 20, 20, 20])
    #expect(even.map(\.lowest) == [1, 21, 41, 61, 81] && even.last?.highest == 100)
    let tied = AmountClass.classes(of: [5, 5, 5, 5, 5, 5, 9])
    #expect(tied.map(\.count) == [6, 1])
    #expect(AmountClass.classes(of: [0, 0]).isEmpty)
    #expect(AmountClass.classes(of: [7]).map(\.highest) == [7])
    var generator = SeededGenerator(seed: 72)
    for _ in 0..<200 {
      let amounts = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        Int64.random(in: 0...12, using: &generator)
      }
      let classes = AmountClass.classes(of: amounts)
      #expect(classes.count <= 5)
      #expect(classes.reduce(0) { $0 + $1.count } == amounts.count { $0 > 0 })
      for (a, b) in zip(classes, classes.dropFirst()) { #expect(a.highest < b.lowest) }
    }
    for count in 1...5 {
      for place in 1..<max(count, 1) {
        let (a, b) = (MatrixLooks.shade(place - 1, of: count), MatrixLooks.shade(place, of: count))
        #expect(a.luminance - b.luminance >= 0.0995)
      }
    }
  }

  @Test("blocks keep groups whole and bring cells nearer to the diagonal than codes do")
  func blocks() throws {
    var picture = Self.generated(donors: 20, recipients: 60)
    var generator = SeededGenerator(seed: 73)
    // Codes without meaning: the diagonal is hidden.
    let names = Dictionary(
      uniqueKeysWithValues: zip(
        picture.columns.map(\.id), picture.columns.map(\.id).shuffled(using: &generator)))
    for index in picture.cells.indices {
      picture.cells[index].column = names[picture.cells[index].column] ?? ""
    }
    func crossings(_ diagram: MatrixDiagram) -> Int {
      let rows = Dictionary(uniqueKeysWithValues: diagram.rowOrder.enumerated().map { ($1, $0) })
      let columns = Dictionary(
        uniqueKeysWithValues: diagram.columnOrder.enumerated().map { ($1, $0) })
      let places = picture.cells.map { (rows[$0.row]!, columns[$0.column]!) }
      return places.reduce(0) { sum, a in
        sum + places.count { $0.0 > a.0 && $0.1 < a.1 }
      }
    }
    let byCode = try MatrixDiagram(picture)
    picture.order = .blocks
    let sorted = try MatrixDiagram(picture)
    #expect(crossings(sorted) * 2 < crossings(byCode))
    for group in picture.groups {
      let ids = Set(group.units.map(\.id))
      let places = sorted.rowOrder.indices.filter { ids.contains(sorted.rowOrder[$0]) }
      if let first = places.first, let last = places.last {
        #expect(last - first == places.count - 1)
      }
    }
  }

  @Test("heads of Chinese names stand upright; others stand in tiers that do not touch")
  func heads() {
    #expect(ColumnHeads(["和平", "天津市10家三甲医院"], pitch: 12, size: 7.5).isVertical)
    let heads = ColumnHeads(
      (0..<30).map { "District number \($0)" }, pitch: 12, size: 7.5)
    #expect(!heads.isVertical && heads.tiers > 1)
    for name in heads.names {
      #expect(TextMetrics.width(name, size: 7.5) <= Double(heads.tiers) * 12)
    }
  }

  @Test("donors as rows show the same cells the other way round")
  func transposed() throws {
    let straight = try picture("2018", kinds: [.county])
    let turned = try picture("2018", kinds: [.county], rowsAreDonors: true)
    #expect(
      Set(straight.cells.map { [$0.row, $0.column] })
        == Set(turned.cells.map { [$0.column, $0.row] }))
    #expect(turned.rowsHead == "支援方" && turned.groups.first?.name == "天津市")
  }

  @Test(
    "nothing gives a page that says so, too much is refused, order leaves the bytes as they are")
  func edges() throws {
    var picture = try picture("2018")
    picture.cells = []
    let empty = try MatrixDiagram(picture)
    try FigureChecks.expectSound(empty.figure)
    #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
    _ = ResultDocument(empty, file: "x")

    #expect(throws: FigureError.self) {
      _ = try MatrixDiagram(Self.generated(donors: 300, recipients: 900))
    }
    for order in MatrixPicture.Order.allCases {
      var picture = Self.generated(donors: 20, recipients: 60)
      picture.order = order
      let expected = try MatrixDiagram(picture).figure.data(as: .svg)
      var generator = SeededGenerator(seed: 74)
      picture.cells.shuffle(using: &generator)
      picture.columns.shuffle(using: &generator)
      picture.groups.shuffle(using: &generator)
      for group in picture.groups.indices { picture.groups[group].units.shuffle(using: &generator) }
      #expect(try MatrixDiagram(picture).figure.data(as: .svg) == expected)
    }
  }

  @Test("hostile names cannot break the matrix")
  func hostile() throws {
    var picture = Self.generated(donors: 20, recipients: 60)
    let names = PenTests.hostileNames.map(\.name)
    for column in picture.columns.indices { picture.columns[column].name = names[column] }
    for group in picture.groups.indices {
      picture.groups[group].name = names[group + 20]
      for unit in picture.groups[group].units.indices {
        picture.groups[group].units[unit].name = names[(group * 15 + unit) % names.count]
        picture.groups[group].units[unit].fullName = names[(group * 15 + unit) % names.count]
      }
    }
    let reader = SVGReader(try MatrixDiagram(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}
