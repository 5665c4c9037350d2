import Foundation
import TestSupport
import Testing

@testable import Geodesy

@Suite("Spatial index")
struct SpatialIndexTests {
  /// Kinds of places on which a search can go wrong.
  enum Spread: String, CaseIterable {
    case sphere, china, dateline, poles, meridian, repeated, antipodes

    func points(_ count: Int, _ generator: inout SeededGenerator) -> [GeoPoint] {
      (0..<count).map { _ in point(&generator) }
    }

    func point(_ generator: inout SeededGenerator) -> GeoPoint {
      func any(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &generator)
      }
      let (longitude, latitude): (Double, Double) =
        switch self {
        case .sphere: (any(-180...180), asin(any(-1...1)) * 180 / .pi)
        case .china: (any(104...107), any(33...36))
        case .dateline: (any(0...1) < 0.5 ? any(179.9...180) : any(-180 ... -179.9), any(-1...1))
        case .poles: (any(-180...180), any(0...1) < 0.5 ? any(89.9...90) : any(-90 ... -89.9))
        case .meridian: (120, any(-90...90))
        case .repeated: (Double(Int(any(100...104))), Double(Int(any(30...34))))
        case .antipodes:
          any(0...1) < 0.5 ? (any(9.9...10), any(19.9...20)) : (-170, any(-20 ... -19.9))
        }
      return GeoPoint(longitude: longitude, latitude: latitude)!
    }
  }

  /// All neighbours, nearest first, found by measuring every distance.
  static func everyNeighbor(
    of place: GeoPoint, in points: [GeoPoint]
  ) -> [(index: Int, distance: Double)] {
    points.enumerated().map { ($0.offset, place.geodesicDistanceInMetres(to: $0.element)) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  @Test("finds what measuring every distance finds", arguments: Spread.allCases, 0..<6)
  func bruteForce(spread: Spread, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let points = spread.points([1, 8, 9, 100, 400, 1_000][Int(seed)], &generator)
    let index = SpatialIndex(points)
    for other in [spread, spread, .sphere] {
      let place = other.point(&generator)
      let all = Self.everyNeighbor(of: place, in: points)
      for count in [0, 1, 5, 17, points.count, points.count + 3] {
        let found = try index.nearest(count, to: place)
        #expect(found.map(\.index) == all.prefix(count).map(\.index))
        #expect(found.map(\.distanceInMetres) == all.prefix(count).map(\.distance))
      }
      for radius in [0, all[all.count / 3].distance, 25_000, 21_000_000, .infinity] {
        let near = all.filter { $0.distance <= radius }
        let found = try index.within(radiusInMetres: radius, of: place)
        #expect(found.map(\.index) == near.map(\.index))
        let three = try index.nearest(3, to: place, withinMetres: radius)
        #expect(three.map(\.index) == near.prefix(3).map(\.index))
      }
    }
  }

  @Test(
    "a way is never shorter than its chord nor longer than the bound", arguments: Spread.allCases)
  func bounds(spread: Spread) {
    var generator = SeededGenerator(seed: 5)
    let points = spread.points(100, &generator)
    for a in points {
      for b in points {
        let across = EarthBody.position(of: a) - EarthBody.position(of: b)
        let chord = (across * across).sum().squareRoot()
        let way = a.geodesicDistanceInMetres(to: b)
        #expect(chord <= way + 1e-7)
        #expect(way <= EarthBody.longestWay(acrossChord: chord) + 1e-7)
      }
    }
    #expect(abs(EarthBody.longestWay(acrossChord: 1_000) - 1_003.37) < 0.01)
  }

  @Test("a point at exactly the radius is within it")
  func atTheRadius() throws {
    let gangu = try #require(GeoPoint(longitude: 105.3405, latitude: 34.7455))
    let index = SpatialIndex([try #require(GeoPoint(longitude: 105.7249, latitude: 34.5809))])
    let distance = try #require(try index.nearest(1, to: gangu).first).distanceInMetres
    #expect(try index.within(radiusInMetres: distance, of: gangu).count == 1)
    #expect(try index.within(radiusInMetres: distance.nextDown, of: gangu).isEmpty)
    #expect(try index.nearest(1, to: gangu, withinMetres: distance.nextDown).isEmpty)
  }

  // The distance that the documentation of GeographicLib gives for Inverse(-41.32, 174.81, 40.96, -5.5).
  @Test("measures along the ellipsoid: Wellington to Salamanca is 19,959,679.267 m")
  func publishedDistance() throws {
    let wellington = try #require(GeoPoint(longitude: 174.81, latitude: -41.32))
    let salamanca = try #require(GeoPoint(longitude: -5.5, latitude: 40.96))
    let found = try SpatialIndex([salamanca]).nearest(1, to: wellington)
    #expect(found.count == 1)
    #expect(abs(found[0].distanceInMetres - 19_959_679.267_353_8) < 1e-6)
  }

  @Test("crosses the 180° meridian and the poles")
  func seams() throws {
    let fiji = try #require(GeoPoint(longitude: 179.99, latitude: -17))
    let west = try #require(GeoPoint(longitude: -179.99, latitude: -17))
    let east = try #require(GeoPoint(longitude: 179.9, latitude: -17))
    #expect(try SpatialIndex([east, west]).nearest(1, to: fiji).first?.index == 1)

    // One place with many longitudes, and two names of the same meridian.
    let poles = [-180, -90, 0, 45, 180].map { GeoPoint(longitude: $0, latitude: 90)! }
    let found = try SpatialIndex(poles).within(
      radiusInMetres: 1e-6, of: GeoPoint(longitude: 77, latitude: 90)!)
    #expect(found.map(\.index) == [0, 1, 2, 3, 4])
    let seam = [180, -180].map { GeoPoint(longitude: $0, latitude: 10)! }
    #expect(try SpatialIndex(seam).within(radiusInMetres: 1e-6, of: seam[0]).count == 2)
    let across = try #require(GeoPoint(longitude: 0, latitude: 89.9))
    let beyond = try #require(GeoPoint(longitude: 180, latitude: 89.9))
    let below = try #require(GeoPoint(longitude: 0, latitude: 89.6))
    #expect(try SpatialIndex([below, beyond]).nearest(1, to: across).first?.index == 1)
  }

  @Test("points that repeat come in order of their indices")
  func repeats() throws {
    let place = try #require(GeoPoint(longitude: 105, latitude: 35))
    let index = SpatialIndex([GeoPoint](repeating: place, count: 1_000))
    let found = try index.nearest(5, to: place)
    #expect(found.map(\.index) == [0, 1, 2, 3, 4])
    #expect(found.allSatisfy { $0.distanceInMetres == 0 })
    let away = try #require(GeoPoint(longitude: 106, latitude: 35))
    #expect(try index.nearest(3, to: away).map(\.index) == [0, 1, 2])
    #expect(try index.within(radiusInMetres: 0, of: place).map(\.index) == Array(0..<1_000))
  }

  @Test("an index without points finds nothing")
  func empty() throws {
    let place = try #require(GeoPoint(longitude: 105, latitude: 35))
    let index = SpatialIndex([])
    #expect(try index.nearest(3, to: place).isEmpty)
    #expect(try index.within(radiusInMetres: .infinity, of: place).isEmpty)
    #expect(try catchments(of: [place], to: index).nearest == [nil])
  }

  @Test("what is no distance and no count is refused")
  func refusals() throws {
    let place = try #require(GeoPoint(longitude: 105, latitude: 35))
    let index = SpatialIndex([place])
    #expect(throws: SpatialError.notADistance(-1)) {
      try index.within(radiusInMetres: -1, of: place)
    }
    #expect(throws: SpatialError.self) { try index.within(radiusInMetres: .nan, of: place) }
    #expect(throws: SpatialError.self) { try index.nearest(1, to: place, withinMetres: .nan) }
    #expect(throws: SpatialError.notACount(-2)) { try index.nearest(-2, to: place) }
    #expect(throws: SpatialError.self) { try catchments(of: [], to: index, withinMetres: .nan) }
    #expect(
      SpatialError.notADistance(-1).description
        == "A distance must be 0 metres or more, but is -1.0."
    )
  }
}
