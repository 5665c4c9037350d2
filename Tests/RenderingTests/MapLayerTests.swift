import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Several layers between the same two places lie side by side, each with a look of its own.
@Suite("Layers on the map")
struct MapLayerTests {
  private func network(_ kinds: [PairingKind]) throws -> PairingNetwork {
    var fixture = MapFixture()
    fixture.node("e1", .county, "东一县", in: "E", at: (117, 32))
    fixture.node("w1", .county, "西一县", in: "W", at: (103, 30))
    fixture.node("w2", .county, "西二县", in: "W", at: (104, 33))
    // Rows in another order than the layers'.
    for kind in kinds.reversed() { fixture.pairing("p-\(kind.rawValue)", kind, "e1", "w1") }
    fixture.pairing("q", kinds[0], "e1", "w2")
    return try fixture.network()
  }

  private func map(_ network: PairingNetwork, _ kinds: [PairingKind]) throws -> PairingMap {
    try PairingMap(
      network.countyPicture(Set(kinds)), areas: [], projection: .chinaAlbers())
  }

  @Test("three layers are three lines, a width and 1.5 pt apart, in the order of the layers")
  func sideBySide() throws {
    let kinds: [PairingKind] = [.county, .school, .hospital]
    let map = try map(network(kinds), kinds)
    let bundle = try #require(map.lines?.bundles.first { $0.lines.count == 3 })
    #expect(bundle.lines.map(\.link.kind) == kinds)
    for (line, offset) in zip(bundle.lines, [-2.8, 0, 2.8]) {
      #expect(abs(line.offset - offset) < 1e-9)
    }
    let middle = try #require(map.curves.first { $0.flow.id == bundle.id })
    let samples = bezierSamples(middle.path, count: 400)
    for (kind, offset) in zip(kinds, [-2.8, 0, 2.8]) {
      let stroke = try #require(map.strokes["p-\(kind.rawValue)"])
      for spot in bezierSamples(stroke.path, count: 20) {
        #expect(abs(samples.polylineDistance(to: spot) - abs(offset)) < 0.05, "\(kind)")
      }
      // Negative offsets lie to the left of the direction: the turn from path to line tells the side.
      let (a, b) = (middle.path[0], middle.path[1])
      let turn =
        (b.x - a.x) * (stroke.path[0].y - a.y) - (b.y - a.y) * (stroke.path[0].x - a.x)
      #expect(offset == 0 ? abs(turn) < 1e-6 : turn.sign == offset.sign)
    }
  }

  @Test("each layer has a colour and a head of its own and a legend entry with its count")
  func looks() throws {
    let kinds: [PairingKind] = [.county, .town, .village, .school, .hospital]
    let map = try map(network(kinds), kinds)
    let strokes = kinds.compactMap { map.strokes["p-\($0.rawValue)"] }
    #expect(Set(strokes.map(\.ink.rgb)).count == 5)
    #expect(Set(strokes.map(\.head)).count == 5)
    #expect(strokes[0].ink.rgb == Ink.blue.rgb)
    let texts = map.figure.captions.map(\.text)
    #expect(texts.contains("区县结对(2)") && texts.contains("医院结对(1)"))
    let counts = map.lines?.bundles.flatMap(\.lines).count
    #expect(counts == 6 && map.figure.captions.contains { $0.text == "有记录(6)" })
    try FigureChecks.expectSound(map.figure)
  }

  @Test("more than five layers share the last look, and the legend says how many")
  func many() throws {
    let kinds: [PairingKind] = [.county, .town, .village, .school, .hospital, .park, .enterprise]
    let network = try network(kinds)
    let map = try map(network, kinds)
    #expect(Set(map.strokes.values.map(\.ink.rgb)).count == LayerLooks.most)
    #expect(map.figure.captions.contains { $0.text == "其余 3 类(3)" })
    let english = try PairingMap(
      network.countyPicture(Set(kinds), language: .en), areas: [], projection: .chinaAlbers())
    #expect(english.figure.captions.contains { $0.text == "3 other layers (3)" })
    #expect(english.figure.captions.contains { $0.text.hasPrefix("7 layers of pairings") })
  }

  @Test("one layer keeps the plain look, and its name stands in the subtitle in both languages")
  func single() throws {
    let map = try map(network([.county]), [.county])
    #expect(map.strokes.values.allSatisfy { $0.ink.rgb == Ink.blue.rgb && $0.head == .full })
    #expect(!map.figure.captions.contains { $0.text.hasPrefix("区县结对(") })
    #expect(FigureWords.layers([.county], .en) == "County pairings")
    #expect(FigureWords.layers([.county, .town], .en) == "County and town pairings")
    #expect(
      FigureWords.layers([.county, .town, .school], .en) == "County, town and school pairings")
    #expect(FigureWords.layers([.county, .town], .zh) == "区县结对、乡镇结对")
  }

  @Test("the diagram tells layers apart like the map, below a legend of several lines")
  func diagram() throws {
    let kinds: [PairingKind] = [.county, .town, .village, .school, .hospital]
    let network = try network(kinds)
    for language in Language.allCases {
      let diagram = try BipartiteDiagram(network.countyPicture(Set(kinds), language: language))
      let strokes = diagram.figure.strokes.filter { $0.subject?.role == .flow }
      #expect(strokes.count == 6 && Set(strokes.map(\.ink.rgb)).count == 5)
      #expect(Set(strokes.map(\.head)).count == 5)
      #expect(FigureChecks.overlaps(diagram.figure).isEmpty)
      #expect(!diagram.figure.captions.contains { $0.text.contains("…") })
    }
  }

  @Test("a place that gives and receives stands on the map once")
  func both() throws {
    var fixture = MapFixture()
    for (number, id) in ["a", "b", "c", "d"].enumerated() {
      fixture.node(id, .county, id, in: "E", at: (117 + Double(number), 32 + Double(number % 2)))
    }
    fixture.pairing("p1", .county, "a", "b")
    fixture.pairing("p2", .county, "b", "c")
    let map = try PairingMap(
      try fixture.network().countyPicture(), areas: [], projection: .chinaAlbers())
    let ids = map.figure.marks.compactMap(\.subject?.id)
    #expect(ids.sorted() == Array(Set(ids)).sorted() && ids.contains("b"))
    #expect(map.labels.count { $0.request.id == "b" } == 1)
    #expect(map.frame?.isOneFrame == true && map.strokes.count == 2)
  }

  @Test("a line beside a straight one is parallel, and without a distance it is the same")
  func straight() {
    let path = [Spot(0, 0), Spot(30, 0), Spot(60, 0), Spot(90, 0)]
    #expect(MapLines.beside(path, by: 0) == path)
    // To the right of a line that runs right is below on the page.
    #expect(MapLines.beside(path, by: 2) == path.map { Spot($0.x, 2) })
    #expect(MapLines.beside(path, by: -2) == path.map { Spot($0.x, -2) })
  }

  @Test("the document names each line's layer and offset")
  func document() throws {
    let kinds: [PairingKind] = [.county, .school]
    let map = try map(network(kinds), kinds)
    let table = try #require(
      ResultDocument(map: map, of: map.picture, file: "x").tables.first { $0.key == "lines" })
    #expect(table.rows.count == 3)
    #expect(table.rows.map { $0[3] }.contains(Cell(PairingKind.school)))
    #expect(table.rows.compactMap { $0.last }.contains(.real(-1.4)))
  }
}
