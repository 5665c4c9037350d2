import Foundation
import TestSupport
import Testing

@testable import Rendering

/// Areas with holes and hatches: what the pen draws is what the geometry says.
@Suite("Areas")
struct AreaTests {
  private static let square = [Spot(20, 20), Spot(120, 20), Spot(120, 120), Spot(20, 120)]
  private static let hole = [Spot(50, 50), Spot(90, 50), Spot(90, 90), Spot(50, 90)]

  private func length(_ hatch: Figure.Hatch, _ rings: [[Spot]]) -> Double {
    HatchLines.lines(hatch, in: rings).reduce(0) { $0 + $1.from.distance(to: $1.to) }
  }

  @Test("hatch lines cover an area at their pitch and leave its holes free")
  func hatch() {
    for direction in [Figure.Hatch.Direction.rising, .level] {
      let hatch = Figure.Hatch(ink: .rule, width: 0.5, pitch: 2, direction: direction)
      // So many points of line stand on an area of so many square points.
      #expect(abs(length(hatch, [Self.square]) * 2 / 10_000 - 1) < 0.03)
      let both = [Self.square, Self.hole]
      #expect(abs(length(hatch, both) * 2 / 8_400 - 1) < 0.03)
      let part = Figure.Area.Part(outer: Self.square, holes: [Self.hole])
      for (from, to) in HatchLines.lines(hatch, in: both) {
        #expect(part.contains(Spot((from.x + to.x) / 2, (from.y + to.y) / 2)))
      }
    }
  }

  @Test("hatches of neighbours run through: the lines of two halves are those of the whole")
  func continuity() {
    let halves = [[0.0, 50.0], [50, 100]].map { x in
      [Spot(x[0], 0), Spot(x[1], 0), Spot(x[1], 60), Spot(x[0], 60)]
    }
    let whole = [Spot(0, 0), Spot(100, 0), Spot(100, 60), Spot(0, 60)]
    let parts = halves.reduce(0) { $0 + length(.unknown, [$1]) }
    #expect(abs(parts - length(.unknown, [whole])) < 2)
  }

  @Test("a degenerate ring has no lines")
  func degenerate() {
    #expect(HatchLines.lines(.unknown, in: []).isEmpty)
    #expect(HatchLines.lines(.unknown, in: [[Spot(1, 1)]]).isEmpty)
    #expect(HatchLines.lines(.unknown, in: [[Spot(1, 1), Spot(9, 1), Spot(4, 1)]]).isEmpty)
  }

  @Test("an area with subject is one group with its id and title, whatever it is drawn of")
  func subjects() throws {
    var figure = Figure(width: 200, height: 200, title: "t", summary: "s")
    figure.area([Spot(0, 0), Spot(9, 0), Spot(0, 9)], fill: .land)
    figure.areas.append(
      Figure.Area(
        parts: [
          .init(outer: Self.square, holes: [Self.hole]),
          .init(outer: [Spot(150, 150), Spot(180, 150), Spot(180, 190)]),
        ], fill: .paper, hatch: .unknown, outline: .rule, outlineWidth: 0.5,
        subject: .init(id: "a<1>", title: "甲 & 乙", role: .unit)))
    figure.area(Self.hole, fill: .blue, subject: .init(id: "b", title: "丙", role: .cell))
    figure.caption("x", at: Spot(20, 195), size: 8)
    let data = try figure.data(as: .svg)
    let reader = SVGReader(data)
    #expect(reader.isWellFormed)
    #expect(reader.dataIDs == ["a<1>", "b"])
    #expect(reader.titles == ["t", "甲 & 乙", "丙"])
    #expect(reader.classes.filter { $0.hasPrefix("area") } == ["area unit", "area cell"])
    // Nothing else has fallen into the group of the last area.
    let text = String(decoding: data, as: UTF8.self)
    let group = try #require(text.range(of: "data-id=\"b\""))
    #expect(text[group.upperBound...].prefix { $0 != "/" || true }.contains("</g>"))
    let inner = text[group.upperBound...].components(separatedBy: "</g>")[0]
    #expect(inner.components(separatedBy: "<polygon").count == 2)
    #expect(!inner.contains("<text"))
  }

  @Test("a hole stays free of fill: the pixels under it are those of the page")
  func holesInPixels() throws {
    func page(_ draw: (inout Figure) -> Void) throws -> Data {
      // Edges that fall between pixels are blended, and two fills blend otherwise than one; 18 points are 50 pixels.
      var figure = Figure(width: 144, height: 144, title: "", summary: "")
      draw(&figure)
      return try figure.data(as: .png)
    }
    let square = [Spot(18, 18), Spot(126, 18), Spot(126, 126), Spot(18, 126)]
    let hole = [Spot(54, 54), Spot(90, 54), Spot(90, 90), Spot(54, 90)]
    // With its hole filled in the colour of the page, a plain square looks the same.
    let withHole = try page {
      $0.areas.append(
        Figure.Area(
          parts: [.init(outer: square, holes: [hole])], fill: .blue, outlineWidth: 0))
    }
    let covered = try page {
      $0.area(square, fill: .blue)
      $0.area(hole, fill: .paper)
    }
    #expect(withHole == covered)
    #expect(try withHole != page { $0.area(square, fill: .blue) })
  }

  @Test(
    "the inner spot of an area lies inside, away from holes, and as deep as the circle that fits")
  func innerSpot() throws {
    let square = try #require(InnerSpot(.init(outer: Self.square)))
    #expect(square.spot.distance(to: Spot(70, 70)) < 1.5)
    #expect(abs(square.depth - 50) < 1.5)
    let part = Figure.Area.Part(outer: Self.square, holes: [Self.hole])
    let ring = try #require(InnerSpot(part))
    #expect(part.contains(ring.spot))
    // The best circle touches two sides and the corner of the hole: r = 30√2 ÷ (1 + √2).
    #expect(abs(ring.depth - 30 * 2.0.squareRoot() / (1 + 2.0.squareRoot())) < 1)
    #expect(InnerSpot(.init(outer: [Spot(1, 1), Spot(2, 2)])) == nil)
  }

  @Test("names of many random areas never lie on each other or off the page")
  func labels() {
    var generator = SeededGenerator(seed: 61)
    let requests = (0..<120).compactMap { number -> AreaLabels.Request? in
      let centre = Spot(
        .random(in: 30...470, using: &generator), .random(in: 30...370, using: &generator))
      let radius = Double.random(in: 1...24, using: &generator)
      let part = Figure.Area.Part(
        outer: [
          Spot(centre.x - radius, centre.y - radius), Spot(centre.x + radius, centre.y - radius),
          Spot(centre.x + radius, centre.y + radius), Spot(centre.x - radius, centre.y + radius),
        ])
      return InnerSpot(part).map {
        AreaLabels.Request(
          id: "\(number)", text: "名称\(number)", priority: number % 2, part: part, inner: $0)
      }
    }
    let bounds = PageBox(left: 0, top: 0, right: 500, bottom: 400)
    let furniture = [PageBox(left: 0, top: 380, right: 100, bottom: 400)]
    let labels = AreaLabels(requests, bounds: bounds, furniture: furniture)
    #expect(labels.labels.count + labels.dropped.count == requests.count)
    #expect(labels.labels.count > 60)
    for (index, label) in labels.labels.enumerated() {
      #expect(bounds.contains(label.box) && !furniture[0].overlaps(label.box))
      for other in labels.labels[(index + 1)...] { #expect(!label.box.overlaps(other.box)) }
    }
    let again = AreaLabels(requests.reversed(), bounds: bounds, furniture: furniture)
    #expect(again.labels.map(\.box) == labels.labels.map(\.box))
    #expect(again.dropped == labels.dropped)
  }
}
