import Foundation
import Testing

@testable import Geodesy

@Suite("Projection")
struct ProjectionTests {
  let beijing = GeoPoint(longitude: 116.4074, latitude: 39.9042)!

  // Expected values: cs2cs of PROJ 9.1.1, EPSG:4326 to the system named.
  @Test(
    "Beijing agrees with cs2cs, easting first whatever the authority's axis order",
    arguments: [
      ("EPSG:32650", 449345.061483, 4417292.494465),
      ("EPSG:4548", 449324.7914, 4419060.1184),  // the authority gives northing first
      (Projection.chinaAlbersText, 957002.905588, 4344082.497199),
    ])
  func knownCity(text: String, easting: Double, northing: Double) throws {
    let projection = try Projection(to: text)
    let position = try projection.plane(beijing)
    #expect(abs(position.easting - easting) < 0.001)
    #expect(abs(position.northing - northing) < 0.001)
    #expect(try projection.point(at: position).geodesicDistanceInMetres(to: beijing) < 1e-3)
  }

  @Test("points beyond the poles do not exist")
  func latitudeOutOfRange() {
    #expect(GeoPoint(longitude: 100, latitude: 90.001) == nil)
    #expect(GeoPoint(longitude: 361, latitude: 35) == nil)
    #expect(GeoPoint(longitude: 100, latitude: 1e300) == nil)
    #expect(GeoPoint(longitude: 100, latitude: .nan) == nil)
  }

  @Test("a position that the projection cannot reach is an error, not infinity")
  func outsideDomain() throws {
    let antipode = try #require(GeoPoint(longitude: -60, latitude: 0))
    let gnomonic = "+proj=gnom +lat_0=40 +lon_0=105 +ellps=GRS80"
    #expect(throws: ProjectionError.outsideDomain(antipode, text: gnomonic)) {
      let projection = try Projection(to: gnomonic)
      _ = try projection.plane(antipode)
    }
    let far = PlanePoint(easting: 1e12, northing: 1e12)
    #expect(throws: ProjectionError.noSuchPosition(far, text: Projection.chinaAlbersText)) {
      let projection = try Projection.chinaAlbers()
      _ = try projection.point(at: far)
    }
  }

  @Test("an unknown code carries PROJ's message and says what to write instead")
  func unknownCode() {
    let error = #expect(throws: ProjectionError.self) { _ = try Projection(to: "EPSG:999999") }
    let words = error.map(String.init(describing:)) ?? ""
    #expect(words.contains("‘EPSG:999999’ is unknown (PROJ says: "))
    #expect(words.contains("EPSG:32648"))
  }

  @Test(
    "texts that are no reference system are refused", arguments: ["", "Albers", "+proj=nonsense"])
  func nonsense(text: String) {
    #expect(throws: ProjectionError.self) { _ = try Projection(to: text) }
  }

  @Test("degrees are refused", arguments: ["EPSG:4326", "EPSG:4490", "+proj=longlat +datum=WGS84"])
  func degrees(text: String) {
    #expect(throws: ProjectionError.notProjected(text: text)) { _ = try Projection(to: text) }
  }

  @Test(
    "axes that come north first, point west and south or count in feet give metres east and north",
    arguments: [
      ("EPSG:2326", 114.16, 22.3, "HK"), ("EPSG:31467", 9.2, 50.0, "GK"),
      ("EPSG:2049", 21.3, -30.0, "Lo"), ("EPSG:2263", -74.0, 40.7, "NY"),
      ("EPSG:5514", 15.0, 50.0, "Krovak"), ("EPSG:7415", 5.4, 52.2, "RD"),
      ("EPSG:3413", -45.0, 80.0, "polar"),
    ])
  func axes(text: String, longitude: Double, latitude: Double, name: String) throws {
    let projection = try Projection(to: text)
    let here = try #require(GeoPoint(longitude: longitude, latitude: latitude))
    let up = try #require(GeoPoint(longitude: longitude, latitude: latitude + 0.01))
    let right = try #require(GeoPoint(longitude: longitude + 0.01, latitude: latitude))
    let (a, b, c) = (
      try projection.plane(here), try projection.plane(up), try projection.plane(right)
    )
    // A step north and a step east, in metres within 5 %, and east clockwise of north.
    let north = (x: b.easting - a.easting, y: b.northing - a.northing)
    let east = (x: c.easting - a.easting, y: c.northing - a.northing)
    let run = here.geodesicDistanceInMetres(to: up)
    #expect(abs((north.x * north.x + north.y * north.y).squareRoot() / run - 1) < 0.05, "\(name)")
    #expect(north.x * east.y - north.y * east.x < 0, "\(name) is mirrored")
    #expect(north.y > 0 && abs(north.x) < north.y * 0.3, "\(name) is turned")
    // PROJ may go back by another of the datum shifts on offer: a metre or so.
    #expect(try projection.point(at: a).geodesicDistanceInMetres(to: here) < 10)
  }

  @Test("systems without a plane are refused", arguments: ["EPSG:4479", "EPSG:4978", "EPSG:5773"])
  func noPlane(text: String) {
    #expect(throws: ProjectionError.notPlane(text: text)) { _ = try Projection(to: text) }
  }

  @Test("a projected system carries PROJ's name, a PROJ text none")
  func names() throws {
    #expect(try Projection(to: "EPSG:32648").name == "WGS 84 / UTM zone 48N")
    #expect(try Projection.chinaAlbers().name == nil)
  }

  @Test("without proj.db the error says what to install; China Albers does without")
  func databaseMissing() throws {
    let nowhere = FileManager.default.temporaryDirectory.path + "/no-proj-\(UUID().uuidString)"
    let error = #expect(throws: ProjectionError.databaseMissing(text: "EPSG:32650")) {
      _ = try Projection(to: "EPSG:32650", database: nowhere)
    }
    #expect(error.map(String.init(describing:))?.contains("apt-get install proj-data") == true)
    let albers = try Projection(to: Projection.chinaAlbersText, database: nowhere)
    #expect(abs(try albers.plane(beijing).easting - 957002.9056) < 0.001)
  }
}

@Suite("Geodesic distance")
struct GeodesicDistanceTests {
  // Expected values: geod -I of PROJ 9.1.1 on +ellps=WGS84.
  @Test(
    "known lengths, metres",
    arguments: [
      (117.314, 39.087, 105.332, 34.742, 1_170_291.2822),  // Dongli – Gangu
      (117.17667, 39.14222, 105.32632, 34.73564, 1_162_174.5173),
      (116.4074, 39.9042, 121.4737, 31.2304, 1_065_846.4895),
      (0, 0, 179.7, 0.5, 19_944_127.4208),  // nearly antipodal, where simple formulas fail
    ])
  func known(a: Double, b: Double, c: Double, d: Double, metres: Double) throws {
    let from = try #require(GeoPoint(longitude: a, latitude: b))
    let to = try #require(GeoPoint(longitude: c, latitude: d))
    #expect(abs(from.geodesicDistanceInMetres(to: to) - metres) < 0.001)
    #expect(abs(to.geodesicDistanceInMetres(to: from) - metres) < 0.001)
  }

  @Test("a place is no distance from itself")
  func zero() throws {
    let place = try #require(GeoPoint(longitude: 105, latitude: 35))
    #expect(place.geodesicDistanceInMetres(to: place) == 0)
  }
}
