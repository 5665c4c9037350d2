import Geodesy
import Testing

@Suite("GCJ-02")
struct GCJ02Tests {
  /// Seats of Tianjin, Lanzhou, Zeku and Kashgar.
  static let seats = [
    (117.17667, 39.14222), (103.83987, 36.05701), (101.46689, 35.03531), (75.98, 39.47),
  ]

  @Test("there and back again within a micrometre", arguments: seats)
  func roundTrip(longitude: Double, latitude: Double) throws {
    let point = try #require(GeoPoint(longitude: longitude, latitude: latitude))
    let offset = GCJ02.gcj02(of: point)
    #expect((100...800).contains(point.geodesicDistanceInMetres(to: offset)))
    #expect(GCJ02.wgs84(of: offset).geodesicDistanceInMetres(to: point) < 1e-6)
  }

  // Expected values: the tests of eviltransform, wgs -> gcj.
  @Test(
    "agrees with the published test values of the formula",
    arguments: [
      (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),  // Shanghai
      (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),  // Shenzhen
      (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),  // Beijing
    ])
  func knownAnswer(a: Double, b: Double, c: Double, d: Double) throws {
    let answer = GCJ02.gcj02(of: try #require(GeoPoint(longitude: a, latitude: b)))
    #expect(abs(answer.longitude - c) < 1e-6)
    #expect(abs(answer.latitude - d) < 1e-6)
  }

  @Test("outside China nothing moves")
  func outside() throws {
    let paris = try #require(GeoPoint(longitude: 2.3522, latitude: 48.8566))
    #expect(GCJ02.gcj02(of: paris) == paris)
    #expect(GCJ02.wgs84(of: paris) == paris)
  }

  @Test(
    "datums are read as people write them",
    arguments: [
      ("WGS84", GeographicDatum.wgs84), ("wgs 84", .wgs84), ("EPSG:4326", .wgs84),
      ("CGCS2000", .cgcs2000), ("epsg:4490", .cgcs2000), ("GCJ-02", .gcj02), ("gcj02", .gcj02),
    ])
  func datumNames(text: String, datum: GeographicDatum) {
    #expect(GeographicDatum(parsing: text) == datum)
  }

  @Test("unknown datums are nothing", arguments: ["", "BD-09", "GCJ", "EPSG:3857", "84"])
  func unknownDatum(text: String) {
    #expect(GeographicDatum(parsing: text) == nil)
  }

  @Test("a datum converts only its own coordinates, and no impossible ones")
  func conversion() throws {
    let same = GeographicDatum.cgcs2000.wgs84Point(longitude: 117.3, latitude: 39.1)
    #expect(same == GeoPoint(longitude: 117.3, latitude: 39.1))
    let moved = try #require(GeographicDatum.gcj02.wgs84Point(longitude: 117.3, latitude: 39.1))
    #expect(GCJ02.gcj02(of: moved).geodesicDistanceInMetres(to: try #require(same)) < 1e-6)
    #expect(GeographicDatum.wgs84.wgs84Point(longitude: 39.1, latitude: 117.3) == nil)
    #expect(GeographicDatum.gcj02.wgs84Point(longitude: .nan, latitude: 39) == nil)
  }
}
