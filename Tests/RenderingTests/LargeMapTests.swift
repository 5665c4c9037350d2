import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Fifty donors and three hundred recipients.
@Suite("Large maps")
struct LargeMapTests {
  @Test("50 × 300 with hundreds of lines: every unit, every line, names by priority, no conflict")
  func generated() throws {
    let network = try MapFixture.generated(donors: 50, recipients: 300, links: 420).network()
    for (sheet, picture) in [
      (Sheet.a4, network.countyPicture(sheet: .a4)),
      (Sheet.a3, try network.fundsPicture(language: .en, sheet: .a3)),
    ] {
      let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
      #expect(map.strokes.count == 420 && picture.links.count == 420)
      #expect(map.hardConflicts.isEmpty)
      #expect(FigureChecks.overlaps(map.figure).isEmpty)
      try FigureChecks.expectSound(map.figure)
      let ids = map.figure.marks.compactMap(\.subject?.id)
      #expect(ids.count == Set(ids).count)
      #expect(Set(ids).union(map.outside).count == 350)
      // Names that found no place are listed, and none of them is more important than all that did.
      let named = Set(map.labels.map(\.request.id))
      #expect(named.isDisjoint(with: map.unlabelled))
      #expect(named.intersection(ids).union(map.unlabelled) == Set(ids))
      #expect(map.strokes.values.allSatisfy { $0.ink.opacity < 0.5 })
      // By the root of 100 over 420: 0.488.
      if picture.funds == nil {
        #expect(map.strokes.values.allSatisfy { abs($0.width - 1.3 * 0.4880) < 0.001 })
      } else {
        #expect(abs((map.strokes.values.map(\.width).max() ?? 0) - 8 * 0.4880) < 0.001)
        #expect(map.figure.captions.contains { $0.text.contains("(thinnest 0.29 pt)") })
      }
      #expect(map.figure.width == sheet.width)
    }
  }

  @Test("rows in another order give the same bytes beyond the size at which crossings are avoided")
  func determinism() throws {
    var fixture = MapFixture.generated(donors: 30, recipients: 100, links: 320)
    let expected = try PairingMap(
      try fixture.network().countyPicture(), areas: [], projection: .chinaAlbers())
    var generator = SeededGenerator(seed: 8)
    fixture.draft.nodes.shuffle(using: &generator)
    fixture.draft.pairings.shuffle(using: &generator)
    let shuffled = try PairingMap(
      try fixture.network().countyPicture(), areas: [], projection: .chinaAlbers())
    #expect(try shuffled.figure.data(as: .svg) == expected.figure.data(as: .svg))
    #expect(shuffled.crossings == expected.crossings && expected.crossings > 0)
  }

  @Test("three thousand pairings are accepted, one more is refused with advice")
  func limit() throws {
    var picture = TianjinGansu.picture()
    let link = picture.links[0]
    picture.links = (0...PairingMap.largestLinkCount).map { number in
      var copy = link
      copy.id = "p\(number)"
      return copy
    }
    #expect(PairingMap.largestLinkCount == 3000)
    let error = #expect(throws: MapError.self) {
      _ = try PairingMap(picture, areas: [], projection: .chinaAlbers())
    }
    #expect(error?.message.en.contains("--within") == true)
  }

  @Test("crossings counted by the grid are those counted pair by pair")
  func crossings() {
    var generator = SeededGenerator(seed: 12)
    let lines = (0..<60).map { _ in
      (0..<2).map { _ in
        Spot(.random(in: 0...700, using: &generator), .random(in: 0...400, using: &generator))
      }
    }
    var expected = 0
    for a in lines.indices {
      for b in lines.indices.dropFirst(a + 1)
      where segmentsCross(lines[a][0], lines[a][1], lines[b][0], lines[b][1]) {
        expected += 1
      }
    }
    #expect(LineGrid(lines).crossings { _, _ in true } == expected && expected > 200)
    #expect(LineGrid(lines).crossings { a, b in a == 0 || b == 0 } < expected)
    let box = PageBox(left: 300, top: 150, right: 340, bottom: 160)
    let under = lines.count { box.meets($0[0], $0[1]) }
    #expect(LineGrid(lines).count(under: box) == under && under > 0)
  }

  @Test("names go by priority, then by weight, then by id")
  func priorities() {
    let tight = PageBox(left: 0, top: 0, right: 44, bottom: 12)
    func request(_ id: String, priority: Int, weight: Int64) -> LabelPlacement.Request {
      var request = LabelPlacement.Request(
        id: id, text: "甘谷县", size: 8, node: Spot(5, 6), radius: 3, priority: priority,
        bounds: tight)
      request.weight = weight
      return request
    }
    func first(_ requests: [LabelPlacement.Request]) -> String? {
      LabelPlacement(requests, nodes: [], flows: [], furniture: []).labels.first?.request.id
    }
    #expect(
      first([request("a", priority: 1, weight: 9), request("b", priority: 0, weight: 1)]) == "b")
    #expect(
      first([request("a", priority: 0, weight: 1), request("b", priority: 0, weight: 2)]) == "b")
    #expect(
      first([request("b", priority: 0, weight: 2), request("a", priority: 0, weight: 2)]) == "a")
  }

  @Test("hostile names cannot break a map of layers or of funds")
  func hostile() throws {
    let network = try MapFixture.generated(
      donors: 20, recipients: 40, links: 40, layers: [.county, .school]
    ).network()
    let names = PenTests.hostileNames.map(\.name)
    for var picture in [
      network.countyPicture([.county, .school]), try network.fundsPicture(),
    ] {
      for index in picture.donors.indices {
        picture.donors[index].name = String(repeating: names[index % names.count], count: 300)
        picture.donors[index].fullName = picture.donors[index].name
      }
      for group in picture.recipients.indices {
        picture.recipients[group].name = names[group % names.count]
        for index in picture.recipients[group].units.indices {
          picture.recipients[group].units[index].name = names[index % names.count]
        }
      }
      picture.frame.donorsHead = String(repeating: "<script>", count: 10_000)
      picture.frame.mapNumber = String(repeating: "]]>'\u{0}", count: 10_000)
      if var funds = picture.funds {
        funds.undrawn = [
          .init(
            donor: "a", recipient: "b", donorName: String(repeating: "]]>\u{1b}", count: 10_000),
            recipientName: names[0], reason: .notSplit, atoms: 5, flowCount: 1)
        ]
        picture.funds = funds
      }
      let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
      let reader = SVGReader(try map.figure.data(as: .svg))
      #expect(reader.isWellFormed)
      #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
    }
  }
}
