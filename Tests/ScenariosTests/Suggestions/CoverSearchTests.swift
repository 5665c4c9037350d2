import Geodesy
import TestSupport
import Testing

@testable import Scenarios

@Suite("The best plan of pairings")
struct CoverSearchTests {
  @Test(
    "is the one that trying all plans finds, to the last tie", arguments: 0..<400 as Range<UInt64>)
  func bruteForce(seed: UInt64) throws {
    var maker = CoverMaker(seed: seed)
    let (donors, units) = (maker.number(0...3), maker.number(0...5))
    let lengths = maker.matrix(donors: donors, units: units, upTo: maker.number(1...6))
    let problem = maker.problem(lengths, donors: donors, units: units, room: 3)
    let expected = problem.bestByForce()
    for start in [CoverStart.allPairs, .some(nearest: 1, priced: 0), .some(nearest: 0, priced: 0)] {
      let plan = try problem.bestPlan(start: start)
      #expect(plan.donors == expected, "\(start)")
      #expect(plan.metres == problem.worth(of: plan.donors)?.aims[3])
    }
  }

  @Test("does not depend on the pairs that it began with", arguments: 0..<60 as Range<UInt64>)
  func sparseIsDense(seed: UInt64) throws {
    var maker = CoverMaker(seed: 1000 + seed)
    let (donors, units) = (maker.number(1...40), maker.number(1...150))
    let lengths = maker.clouds(donors: donors, units: units)
    let problem = maker.problem(lengths, donors: donors, units: units, room: maker.number(1...12))
    let dense = try problem.bestPlan(start: .allPairs)
    for start in [CoverStart.some(nearest: 1, priced: 1), .some(nearest: 0, priced: 0)] {
      let sparse = try problem.bestPlan(start: start)
      #expect(sparse.donors == dense.donors)
      #expect(sparse.metres == dense.metres)
      #expect(sparse.weighedPairs <= dense.weighedPairs)
    }
  }

  @Test("the lower bound is never above the way, and 25 m below it at most between the clouds")
  func lowerBounds() {
    var maker = CoverMaker(seed: 7)
    let lengths = maker.clouds(donors: 30, units: 30)
    for donor in 0..<30 {
      for unit in 0..<30 {
        let metres = Double(lengths.metres(from: donor, to: unit))
        #expect(lengths.atLeast(from: donor, to: unit) <= metres)
        #expect(lengths.atLeast(from: donor, to: unit) > metres - 25)
        #expect(lengths.metres(from: donor, to: unit) <= lengths.longest)
      }
    }
  }

  @Test("the lower bound holds all over the Earth, at the poles, across and nearby")
  func lowerBoundsOfTheWorld() throws {
    var generator = SeededGenerator(seed: 8)
    var points: [GeoPoint] = []
    for _ in 0..<60 {
      points.append(
        try #require(
          GeoPoint(
            longitude: Double.random(in: -180...180, using: &generator),
            latitude: Double.random(in: -90...90, using: &generator))))
      points.append(
        try #require(
          GeoPoint(
            longitude: Double.random(in: 100...100.01, using: &generator),
            latitude: Double.random(in: 0...0.01, using: &generator))))
    }
    for latitude in [-90.0, 0, 90] {
      for longitude in [-180.0, 0, 180] {
        points.append(try #require(GeoPoint(longitude: longitude, latitude: latitude)))
      }
    }
    let lengths = GeodesicLengths(donors: points, units: points)
    for donor in points.indices {
      for unit in points.indices {
        let metres = lengths.metres(from: donor, to: unit)
        #expect(lengths.atLeast(from: donor, to: unit) <= Double(metres))
        #expect(metres <= lengths.longest)
      }
    }
  }

  @Test("aims that do not fit 64 bits are refused, never weighed wrongly")
  func overflow() throws {
    let lengths = MatrixLengths(rows: [[Int64.max / 10, 1]])
    var problem = CoverProblem(
      lengths: lengths, rooms: [2], loads: [0], classes: [0, 0], donorsOfClass: [[0]],
      ranks: [1, 1])
    problem.equalisesLoads = true
    #expect {
      try problem.bestPlan()
    } throws: { error in
      if case SuggestionError.tooManyAims = error { true } else { false }
    }
  }
}
