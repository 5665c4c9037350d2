internal import Geodesy

/// How far each donor is from each unit, in whole metres.
protocol PairLengths: Sendable {
  /// No pair is longer.
  var longest: Int64 { get }
  func metres(from donor: Int, to unit: Int) -> Int64
  /// A quick number of metres that is never above ``metres(from:to:)``.
  func atLeast(from donor: Int, to unit: Int) -> Double
}

/// Lengths along the WGS 84 ellipsoid, rounded to metres.
struct GeodesicLengths: PairLengths {
  private let donors: [GeoPoint]
  private let units: [GeoPoint]
  private let donorPlaces: [SIMD3<Double>]
  private let unitPlaces: [SIMD3<Double>]
  let longest: Int64

  init(donors: [GeoPoint], units: [GeoPoint]) {
    self.donors = donors
    self.units = units
    donorPlaces = donors.map(\.placeInSpace)
    unitPlaces = units.map(\.placeInSpace)
    longest = Self.longestWay(between: donorPlaces + unitPlaces)
  }

  /// No way on the ellipsoid is longer than 1.6 times the straight line (π/2 on a sphere), nor longer than
  /// half a meridian, 20,003,931.5 m.
  private static func longestWay(between places: [SIMD3<Double>]) -> Int64 {
    guard let first = places.first else { return 0 }
    let least = places.reduce(first) { pointwiseMin($0, $1) }
    let greatest = places.reduce(first) { pointwiseMax($0, $1) }
    let diagonal = greatest - least
    return min(20_003_932, Int64(1.6 * (diagonal * diagonal).sum().squareRoot()) + 1)
  }

  func metres(from donor: Int, to unit: Int) -> Int64 {
    Int64(donors[donor].geodesicDistanceInMetres(to: units[unit]).rounded())
  }

  /// An arc over the straight line through the Earth, less what rounding to metres may take away.
  ///
  /// No way on the ellipsoid between points a chord *c* apart is shorter than the arc over *c* of a circle
  /// with the radius ρ = *a*²/*b*, the largest radius of curvature, 2 ρ asin(*c*/2ρ). For a way crosses the
  /// plane midway between its ends at a point of the surface; that is at least *b*(1 − √(1 − *c*²/4*a*²))
  /// from the middle of the chord, no less than the height of the arc; so its halves have chords at least
  /// as long as those of the halves of the arc, and so on. All terms of the series of asin are positive,
  /// so its first ones are a bound too. At 1,200 km it is about 12 m short.
  @inline(__always)
  func atLeast(from donor: Int, to unit: Int) -> Double {
    let difference = donorPlaces[donor] - unitPlaces[unit]
    let square = (difference * difference).sum()
    let part = square * Self.oneOverSquaredDiameter
    let stretch = 1 + part * (1 / 6 + part * (3 / 40 + part * (15 / 336)))
    return square.squareRoot() * stretch - 0.51
  }

  /// 1 / (2ρ)² on WGS 84.
  private static let oneOverSquaredDiameter = 1 / (4 * 6_399_593.625_758_5 * 6_399_593.625_758_5)
}
