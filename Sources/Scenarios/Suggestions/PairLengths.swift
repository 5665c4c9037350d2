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

  init(donors: [GeoPoint], units: [GeoPoint]) {
    self.donors = donors
    self.units = units
    donorPlaces = donors.map(\.placeInSpace)
    unitPlaces = units.map(\.placeInSpace)
  }

  /// Half a meridian is 20,003,931.5 m, and no way on the ellipsoid is longer.
  let longest: Int64 = 20_003_932

  func metres(from donor: Int, to unit: Int) -> Int64 {
    Int64(donors[donor].geodesicDistanceInMetres(to: units[unit]).rounded())
  }

  /// The straight line through the Earth, less what rounding to metres may take away.
  @inline(__always)
  func atLeast(from donor: Int, to unit: Int) -> Double {
    let difference = donorPlaces[donor] - unitPlaces[unit]
    return (difference * difference).sum().squareRoot() - 0.51
  }
}
