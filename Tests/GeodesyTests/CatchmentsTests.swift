import Geodesy
import TestSupport
import Testing

@Suite("Catchments")
struct CatchmentsTests {
  @Test("each place goes to its nearest facility", arguments: SpatialIndexTests.Spread.allCases)
  func bruteForce(spread: SpatialIndexTests.Spread) throws {
    var generator = SeededGenerator(seed: 7)
    let places = spread.points(120, &generator)
    let facilities = spread.points(40, &generator)
    let limit = 8_000.0
    let all = try catchments(of: places, to: SpatialIndex(facilities))
    let near = try catchments(of: places, to: SpatialIndex(facilities), withinMetres: limit)
    for (place, point) in places.enumerated() {
      let best = SpatialIndexTests.everyNeighbor(of: point, in: facilities)[0]
      let found = try #require(all.nearest[place])
      #expect(found.index == best.index)
      #expect(found.distanceInMetres == best.distance)
      #expect(near.nearest[place] == (best.distance <= limit ? found : nil))
    }
    // Every place is served once or not at all.
    #expect(all.unserved.isEmpty)
    #expect(all.places.flatMap { $0 }.sorted() == Array(places.indices))
    #expect((near.places.flatMap { $0 } + near.unserved).sorted() == Array(places.indices))
  }

  @Test("a limit counts as near enough, and a nearer facility never leaves a place farther off")
  func limits() throws {
    let village = try #require(GeoPoint(longitude: 105, latitude: 35))
    let clinic = try #require(GeoPoint(longitude: 105.1, latitude: 35))
    let distance = village.geodesicDistanceInMetres(to: clinic)
    let index = SpatialIndex([clinic])
    #expect(try catchments(of: [village], to: index, withinMetres: distance).unserved.isEmpty)
    let less = try catchments(of: [village], to: index, withinMetres: distance.nextDown)
    #expect(less.unserved == [0])
    #expect(less.places == [[]])

    var generator = SeededGenerator(seed: 9)
    let places = SpatialIndexTests.Spread.china.points(200, &generator)
    var facilities = SpatialIndexTests.Spread.china.points(5, &generator)
    var before = try catchments(of: places, to: SpatialIndex(facilities))
    for _ in 0..<10 {
      facilities.append(SpatialIndexTests.Spread.china.point(&generator))
      let after = try catchments(of: places, to: SpatialIndex(facilities))
      for place in places.indices {
        let (old, new) = (before.nearest[place]!, after.nearest[place]!)
        #expect(new.distanceInMetres <= old.distanceInMetres)
      }
      before = after
    }
  }
}
