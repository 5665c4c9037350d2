import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Maps in any projected system: scale bars that are right, and north where it lies.
@Suite("Projections of maps")
struct MapProjectionTests {
  /// Two clusters of places round a longitude and latitude.
  private func network(_ longitude: Double, _ latitude: Double) throws -> PairingNetwork {
    var fixture = MapFixture()
    for number in 0..<4 {
      let (x, y) = (Double(number % 2), Double(number / 2))
      fixture.node(
        "e\(number)", .county, "e\(number)", in: "E",
        at: (longitude + 0.8 + x * 0.5, latitude + y * 0.4))
      fixture.node(
        "w\(number)", .county, "w\(number)", in: "W",
        at: (longitude - 1.2 - x * 0.5, latitude - 0.3 + y * 0.5))
      fixture.pairing("p\(number)", .county, "e\(number)", "w\(number)")
    }
    return try fixture.network()
  }

  static let wkt = """
    PROJCS["Test Lambert",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],\
    PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],\
    PARAMETER["latitude_of_origin",30],PARAMETER["central_meridian",105],PARAMETER["standard_parallel_1",30],\
    PARAMETER["standard_parallel_2",40],PARAMETER["false_easting",0],PARAMETER["false_northing",0],\
    UNIT["metre",1]]
    """

  static let systems: [(text: String, longitude: Double, latitude: Double)] = [
    (Projection.chinaAlbersText, 105, 35), ("EPSG:32648", 105, 35), ("EPSG:3857", 105, 35),
    ("EPSG:3857", 20, 60), ("EPSG:4547", 114, 30), (wkt, 105, 35),
    ("+proj=aea +lat_1=-18 +lat_2=-36 +lon_0=134 +ellps=GRS80", 134, -25),  // southern
    ("EPSG:32721", -57, -20), ("EPSG:2326", 114.1, 22.3), ("EPSG:31467", 9, 50),
    ("EPSG:2049", 20, -30), ("EPSG:2263", -74, 41), ("EPSG:3413", -45, 75), ("EPSG:3031", 30, -75),
    ("EPSG:5514", 15, 50), ("EPSG:7415", 5.5, 52),
  ]

  @Test("scale bars are right within one per cent where they stand", arguments: systems)
  func scaleBars(system: (text: String, longitude: Double, latitude: Double)) throws {
    let projection = try Projection(to: system.text)
    for frame in [MapFrame.one, .two] {
      let map = try PairingMap(
        try network(system.longitude, system.latitude).countyPicture(), areas: [],
        projection: projection, frame: frame)
      #expect(map.scaleBars.count == map.panels.count)
      for (panel, bar) in zip(map.panels, map.scaleBars) {
        let start = ScaleBar.start(in: panel.box)
        let from = try projection.point(at: panel.position(start))
        let to = try projection.point(
          at: panel.position(Spot(start.x + bar.points, start.y)))
        let kilometres = from.geodesicDistanceInMetres(to: to) / 1000
        #expect(abs(kilometres / bar.kilometres - 1) < 0.01, "\(system.text) \(bar)")
        #expect((0.09...0.25).contains(bar.points / panel.box.width))
        // Nowhere is the bar further off than the map admits, up to what nine places of the panel miss.
        let middle = try projection.point(at: panel.centre)
        let right = try projection.point(
          at: panel.position(Spot(panel.box.centre.x + 20, panel.box.centre.y)))
        let scale = middle.geodesicDistanceInMetres(to: right) / 1000 / 20
        #expect(abs(scale * bar.points / bar.kilometres - 1) <= bar.variation + 0.002)
      }
      try FigureChecks.expectSound(map.figure)
    }
  }

  @Test(
    "places north of others stand where the arrow says, and east is right of north",
    arguments: systems)
  func north(system: (text: String, longitude: Double, latitude: Double)) throws {
    let projection = try Projection(to: system.text)
    let picture = try network(system.longitude, system.latitude).countyPicture()
    let map = try PairingMap(picture, areas: [], projection: projection, frame: .one)
    let north = try #require(map.gauges[0].north)
    let panel = map.panels[0]
    let middle = try projection.point(at: panel.centre)
    let up = try #require(GeoPoint(longitude: middle.longitude, latitude: middle.latitude + 0.2))
    let right = try #require(GeoPoint(longitude: middle.longitude + 0.2, latitude: middle.latitude))
    let (a, b) = (panel.spot(try projection.plane(up)), panel.spot(try projection.plane(right)))
    let centre = panel.box.centre
    let run = centre.distance(to: a)
    let (x, y) = ((a.x - centre.x) / run, (centre.y - a.y) / run)
    #expect(abs(x - north.direction.x) < 0.01 && abs(y - north.direction.y) < 0.01)
    // East lies clockwise of north: nothing is mirrored.
    #expect(x * (centre.y - b.y) - y * (b.x - centre.x) < 0)
    let texts = map.figure.captions.map(\.text)
    #expect(texts.contains("北") == (abs(north.angle) > 3))
    #expect(texts.contains { $0.contains("北向上") } == (abs(north.angle) <= 3))
  }

  @Test("axes that point west and south, count in feet or come north first, leave north up")
  func axes() throws {
    for (text, longitude, latitude) in [
      ("EPSG:2049", 20.9, -30.0), ("EPSG:2326", 114.2, 22.3), ("EPSG:31467", 9, 50),
      ("EPSG:2263", -74.0, 41),
    ] {
      let map = try PairingMap(
        try network(longitude, latitude).countyPicture(), areas: [],
        projection: Projection(to: text), frame: .one)
      #expect(abs(try #require(map.gauges[0].north).angle) < 3, "\(text)")
      #expect(map.spots["e0"]!.x > map.spots["w0"]!.x, "\(text)")
      #expect(map.spots["e2"]!.y < map.spots["e0"]!.y, "\(text)")
    }
  }

  @Test("a frame in which lengths differ says by how much; a WKT is told by its name")
  func words() throws {
    let wide = try MapFixture.generated(donors: 6, recipients: 20, links: 20).network()
    let mercator = try PairingMap(
      wide.countyPicture(language: .en), areas: [], projection: Projection(to: "EPSG:3857"),
      frame: .one)
    let texts = mercator.figure.captions.map(\.text).joined(separator: " ")
    #expect(texts.contains("elsewhere lengths differ by up to"))
    #expect(texts.contains("EPSG:3857 (WGS 84 / Pseudo-Mercator)"))
    #expect(mercator.scaleBars[0].variation > 0.05)
    let lambert = try PairingMap(
      try network(105, 35).countyPicture(), areas: [], projection: Projection(to: Self.wkt))
    #expect(lambert.figure.captions.contains { $0.text.contains("投影：Test Lambert") })
    #expect(!lambert.figure.captions.contains { $0.text.contains("长度偏差") })
  }

  @Test("refusals have a sentence in both languages")
  func refusals() {
    for text in ["EPSG:4326", "EPSG:4490", "EPSG:4479", "EPSG:4978", "EPSG:5773"] {
      let error = #expect(throws: ProjectionError.self) { _ = try Projection(to: text) }
      #expect(error?.message.zh.contains(text) == true && error?.message.en.contains(text) == true)
    }
  }
}
