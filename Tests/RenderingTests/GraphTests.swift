import Analysis
import DataPackage
import Foundation
import GraphCore
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Whole network")
struct GraphTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  static func diagram(
    in network: PairingNetwork, date: String? = nil, layers: [NetworkLayer] = NetworkLayer.pairings,
    status: FlowStatus? = nil, colour: GraphPicture.Colour = .kind, size: GraphMeasure? = .degree,
    isolated: UnitClass? = nil, language: Language = .zh, sheet: Sheet? = nil
  ) throws -> GraphDiagram {
    let graph = try NetworkGraph(
      NetworkGraphQuestion(
        layers: layers, status: status, date: date.flatMap { CalendarDate($0) }), in: network)
    let measured = MeasuredGraph(
      graph.graph, strengths: graph.unweighable == nil ? graph.weights : nil)
    let communities = colour == .community ? try read(.leiden, of: measured).membership : nil
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return try GraphDiagram(
      GraphPicture(
        graph, colour: colour, size: try size.map { (try read($0, of: measured), 0) },
        communities: communities, isolated: isolated, in: network, language: language,
        provenance: provenance))
  }

  /// Donors with recipients of their own, some shared, some pairs apart, some lines doubled.
  static func generated(
    nodes: Int, edges: Int, seed: UInt64 = 91, names: (Int) -> String = { "节点\($0)" },
    sheet: Sheet? = nil
  ) -> GraphPicture {
    var generator = SeededGenerator(seed: seed)
    let hubs = max(1, nodes / 40)
    let kinds: [NodeKind] = [.district, .county, .town, .village, .enterprise, .school, .hospital]
    var frame = FigureFrame(
      language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "x",
      asOf: "2018", fingerprint: "01234567", program: "jiedui test")
    frame.sheet = sheet
    var lines: [GraphPicture.Edge] = []
    for edge in 0..<edges {
      let to = edge < nodes - hubs ? hubs + edge : Int.random(in: 0..<nodes, using: &generator)
      lines.append(
        GraphPicture.Edge(
          id: "p\(100_000 + edge)", from: Int.random(in: 0..<hubs, using: &generator), to: to,
          layer: edge % 6))
    }
    var degree = [Int](repeating: 0, count: nodes)
    for line in lines {
      degree[line.from] += 1
      degree[line.to] += 1
    }
    return GraphPicture(
      frame: frame,
      nodes: (0..<nodes).map { node in
        GraphPicture.Node(
          id: "n\(100_000 + node)", name: names(node), kind: kinds[node % 7], group: node % 7,
          value: .integer(degree[node]), isIsolated: degree[node] == 0)
      }, edges: lines,
      classes: kinds.map { .init(key: $0.rawValue, label: $0.label(.zh)) },
      layers: (0..<6).map { .init(key: "l\($0)", label: "层\($0)") }, measure: .degree,
      sizeHead: "度")
  }

  private func expectSound(
    _ diagram: GraphDiagram, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try FigureChecks.expectSound(diagram.figure, sourceLocation: sourceLocation)
    #expect(FigureChecks.overlaps(diagram.figure) == [], sourceLocation: sourceLocation)
    #expect(diagram.overlaps.isEmpty, sourceLocation: sourceLocation)
    let page = diagram.figure
    for place in diagram.places {
      #expect(
        place.centre.x > place.radius && place.centre.x < page.width - place.radius
          && place.centre.y > place.radius && place.centre.y < page.height - place.radius,
        sourceLocation: sourceLocation)
    }
    let nodes = diagram.picture.nodes
    let drawn = page.marks.compactMap(\.subject?.id)
    #expect(drawn.sorted() == nodes.map(\.id), "every node once", sourceLocation: sourceLocation)
    let lines = page.strokes.compactMap(\.subject?.id).sorted()
    #expect(
      lines == diagram.picture.edges.map(\.id).sorted(), "every edge once",
      sourceLocation: sourceLocation)
    let counts = diagram.picture.classCounts
    let legend = diagram.looks.classes + diagram.looks.otherClasses
    #expect(
      legend.reduce(0) { $0 + counts[$1] } == nodes.count, sourceLocation: sourceLocation)
    #expect(
      diagram.labelled.count + diagram.unlabelled.count + diagram.untried == nodes.count,
      sourceLocation: sourceLocation)
  }

  @Test("the bundled package, in both languages, all colours and sizes")
  func reference() throws {
    let network = try #require(Self.network)
    for date in [nil, "2012", "2018"] {
      for language in Language.allCases {
        for colour in GraphPicture.Colour.allCases {
          try expectSound(
            Self.diagram(in: network, date: date, colour: colour, language: language))
        }
      }
    }
    try expectSound(
      Self.diagram(in: network, layers: [.flow(.money)], status: .disbursed, size: .strength))
    try expectSound(Self.diagram(in: network, size: nil))
    try expectSound(Self.diagram(in: network, size: .closeness))
    try expectSound(
      Self.diagram(in: network, layers: NetworkLayer.pairings + [.containment], colour: .side))
  }

  @Test("sizes are the values of the measure, node by node, and areas are in proportion to them")
  func values() throws {
    let network = try #require(Self.network)
    let graph = try NetworkGraph(NetworkGraphQuestion(), in: network)
    for measure in [GraphMeasure.degree, .pagerank, .betweenness, .core, .hits] {
      let reading = try read(measure, of: MeasuredGraph(graph.graph, strengths: graph.weights))
      let diagram = try Self.diagram(in: network, size: measure)
      let table = try #require(
        ResultDocument(diagram, file: "x").tables.first { $0.key == "nodes" })
      #expect(table.rows.count == graph.nodes.count)
      let largest = try #require(diagram.places.map(\.radius).max())
      let most = reading.nodes[0].values.compactMap(\.size).max() ?? 0
      for (row, place) in zip(table.rows, diagram.places) {
        guard case .text(let id) = row[0], let node = network.node(id: id) else { continue }
        let value = reading.nodes[0].values[try #require(graph.position(of: node))]
        switch (value, row[4]) {
        case (.integer(let a), .integer(let b)): #expect(a == b)
        case (.real(let a), .real(let b)): #expect(a == b)
        default: Issue.record("\(id): \(value) and \(row[4])")
        }
        let size = value.size ?? 0
        let least = diagram.places.map(\.radius).min() ?? 0
        let radius = most > 0 ? largest * (size / most).squareRoot() : least
        #expect(abs(place.radius - max(radius, least)) < 1e-9)
      }
    }
  }

  @Test("sums of money are those of centrality, to the fen")
  func money() throws {
    let network = try #require(Self.network)
    let diagram = try Self.diagram(
      in: network, layers: [.flow(.money)], status: .disbursed, size: .strength)
    let graph = diagram.picture
    // Each amount counts at its two ends, so all strengths are twice the sum of the edges.
    let strengths = graph.nodes.compactMap { node -> Int64? in
      if case .strength(let fen) = node.value { fen } else { nil }
    }
    let edges = try NetworkGraph(
      NetworkGraphQuestion(layers: [.flow(.money)], status: .disbursed), in: network)
    #expect(strengths.reduce(0, +) == 2 * edges.weights.reduce(0, +))
    #expect(graph.words(.strength(5_300_000_00)).contains("530"))
  }

  @Test("isolated units are shown when asked for, hollow, and every one of them")
  func isolated() throws {
    let network = try #require(Self.network)
    let diagram = try Self.diagram(in: network, date: "2018", isolated: .level(.county))
    try expectSound(diagram)
    let counties = network.nodeIndices.filter { network.kind(of: $0).level == .county }
    let shown = Set(diagram.places.map(\.id))
    #expect(counties.allSatisfy { shown.contains(network[$0].id) })
    let alone = diagram.picture.nodes.filter(\.isIsolated)
    #expect(!alone.isEmpty)
    let hollow = Set(
      diagram.figure.marks.filter { $0.fill == .paper }.compactMap(\.subject?.id))
    #expect(alone.allSatisfy { hollow.contains($0.id) })
  }

  @Test("the legend of whole numbers shows whole numbers, and no 0 that nobody has")
  func wholeNumbers() throws {
    let diagram = try Self.diagram(
      in: try #require(Self.network), date: "2018", layers: [.pairing(.county)])
    #expect(diagram.sizes.map(\.value) == [3, 1])
    #expect(!diagram.figure.captions.contains { $0.text == "0" })
  }

  @Test("a side is what a node does: gives, receives, or both")
  func sides() throws {
    let diagram = try Self.diagram(in: try #require(Self.network), colour: .side)
    let gives = Set(diagram.picture.edges.map(\.from))
    let takes = Set(diagram.picture.edges.map(\.to))
    for (position, node) in diagram.picture.nodes.enumerated() {
      let key = diagram.picture.classes[node.group].key
      #expect((key == "gives" || key == "both") == gives.contains(position))
      #expect((key == "receives" || key == "both") == takes.contains(position))
    }
  }

  @Test(
    "fits every paper",
    arguments: [
      Sheet(width: 425, height: 300), .a4, .a4Portrait, .a3, .slide,
    ])
  func papers(sheet: Sheet) throws {
    let diagram = try Self.diagram(in: try #require(Self.network), sheet: sheet)
    try expectSound(diagram)
    #expect(diagram.figure.width == sheet.width && diagram.figure.height >= sheet.height)
    let many = try GraphDiagram(Self.generated(nodes: 350, edges: 900, sheet: sheet))
    try FigureChecks.expectSound(many.figure)
    #expect(FigureChecks.overlaps(many.figure) == [])
    #expect(many.figure.width == sheet.width)
  }

  @Test("lines between the same two nodes lie apart, and few edges have arrowheads")
  func parallels() throws {
    var picture = Self.generated(nodes: 2, edges: 0)
    picture.edges = [
      .init(id: "a", from: 0, to: 1, layer: 0), .init(id: "b", from: 0, to: 1, layer: 1),
      .init(id: "c", from: 1, to: 0, layer: 2), .init(id: "d", from: 1, to: 1, layer: 0),
    ]
    for node in picture.nodes.indices {
      picture.nodes[node].isIsolated = false
      picture.nodes[node].value = .integer(3)
    }
    let diagram = try GraphDiagram(picture)
    try expectSound(diagram)
    let lines = diagram.figure.strokes.filter { $0.subject != nil }
    #expect(lines.count == 4 && lines.count { $0.arrowLength != nil } == 3)
    let middles = lines.filter { $0.arrowLength != nil }
      .map { ($0.path[0].y + $0.path[3].y) / 2 }.sorted()
    #expect(middles[1] - middles[0] > 1.2 && middles[2] - middles[1] > 1.2)
  }

  @Test("no nodes, one node, and too many")
  func edges() throws {
    let empty = try GraphDiagram(Self.generated(nodes: 0, edges: 0))
    try FigureChecks.expectSound(empty.figure)
    #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
    #expect(ResultDocument(empty, file: "x").tables[1].rows.isEmpty)
    try expectSound(GraphDiagram(Self.generated(nodes: 1, edges: 0)))
    #expect(throws: FigureError.tooMany(.units, count: 20_001, limit: 20_000)) {
      try GraphDiagram(Self.generated(nodes: 20_001, edges: 0))
    }
  }

  @Test("values of nothing, of zero and of something are three looks")
  func absence() throws {
    var picture = Self.generated(nodes: 60, edges: 90)
    for node in picture.nodes.indices { picture.nodes[node].isIsolated = false }
    picture.nodes[10].value = .integer(0)
    picture.nodes[11].value = .missing
    let diagram = try GraphDiagram(picture)
    let mark = { (node: Int) in
      diagram.figure.marks.first { $0.subject?.id == picture.nodes[node].id }
    }
    let (zero, nothing) = (try #require(mark(10)), try #require(mark(11)))
    #expect(zero.fill != .paper && nothing.fill == .paper)
    let large = try #require(mark(0))
    #expect(zero.radius == nothing.radius && zero.radius < large.radius)
    let texts = diagram.figure.captions.map(\.text)
    #expect(texts.contains(GraphLegend.noValue(.zh)) && texts.contains("0"))
  }

  @Test("five thousand nodes and fifteen thousand edges draw, every one once")
  func large() throws {
    let diagram = try GraphDiagram(Self.generated(nodes: 5_000, edges: 15_000))
    try FigureChecks.expectSound(diagram.figure)
    #expect(FigureChecks.overlaps(diagram.figure) == [])
    #expect(diagram.figure.marks.count { $0.subject != nil } == 5_000)
    #expect(diagram.figure.strokes.count { $0.subject != nil } == 15_000)
    // What a crowded page leaves is told, and is little.
    #expect(diagram.overlaps.count < 250)
    #expect(diagram.untried == 4_930)
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    let names = PenTests.hostileNames.map(\.name)
    let picture = Self.generated(
      nodes: 120, edges: 200,
      names: { $0 == 0 ? String(repeating: "长", count: 10_000) : names[$0 % names.count] })
    let diagram = try GraphDiagram(picture)
    let reader = SVGReader(try diagram.figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
    #expect(try !diagram.figure.data(as: .png).isEmpty)
  }

  @Test("three digits of a number, and round values for a legend")
  func digits() {
    #expect(GraphPicture.digits(0.002218) == "0.00222")
    #expect(GraphPicture.digits(12345.6) == "12346")
    #expect(GraphPicture.digits(1.5) == "1.5")
    #expect(GraphPicture.digits(0) == "0")
    #expect([0.07, 3, 19, 100, 0.5].map(GraphScale.roundValue) == [0.05, 2, 10, 100, 0.5])
  }
}
