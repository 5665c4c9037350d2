import Geodesy
import Testing

@Suite("Polygons")
struct GeoPolygonTests {
  static func ring(_ corners: [(Double, Double)]) -> [GeoPoint] {
    corners.map { GeoPoint(longitude: $0.0, latitude: $0.1)! }
  }
  let square = ring([(100, 30), (110, 30), (110, 40), (100, 40)])
  let hole = ring([(103, 33), (107, 33), (107, 37), (103, 37), (103, 33)])

  @Test("inside, outside and in the hole")
  func containment() throws {
    let polygon = try #require(Polygon(outer: square, holes: [hole]))
    for (longitude, latitude, inside) in [
      (101.0, 31.0, true), (105.0, 35.0, false), (105.0, 38.0, true), (99.0, 35.0, false),
      (111.0, 35.0, false), (105.0, 41.0, false), (100.0001, 39.9999, true),
    ] {
      let point = try #require(GeoPoint(longitude: longitude, latitude: latitude))
      #expect(polygon.contains(point) == inside, "\(longitude) \(latitude)")
    }
  }

  @Test("the result does not depend on ring direction or on a repeated closing point")
  func direction() throws {
    let point = try #require(GeoPoint(longitude: 105, latitude: 35))
    for ring in [square, square.reversed(), square + [square[0]]] {
      #expect(try #require(Polygon(outer: ring)).contains(point))
    }
  }

  @Test("rings of fewer than three corners are no polygon")
  func degenerate() {
    #expect(Polygon(outer: []) == nil)
    #expect(Polygon(outer: [square[0], square[1], square[0]]) == nil)
    #expect(Polygon(outer: square, holes: [[square[0]]]) == nil)
  }

  @Test("a multipolygon contains what its parts contain and has their common box")
  func multipolygon() throws {
    let island = try #require(Polygon(outer: Self.ring([(120, 20), (121, 20), (121, 21)])))
    let area = MultiPolygon([try #require(Polygon(outer: square)), island])
    #expect(area.contains(GeoPoint(longitude: 120.9, latitude: 20.1)!))
    #expect(!area.contains(GeoPoint(longitude: 115, latitude: 25)!))
    let box = try #require(area.box)
    #expect([box.west, box.south, box.east, box.north] == [100, 20, 121, 40])
    #expect(box.contains(GeoPoint(longitude: 115, latitude: 25)!))
    #expect(MultiPolygon([]).box == nil)
  }
}
