internal import Foundation

/// The WGS 84 ellipsoid as a body in space.
enum EarthBody {
  static let equatorialRadius = 6_378_137.0
  static let flattening = 1 / 298.257_223_563
  static let polarRadius = equatorialRadius * (1 - flattening)

  /// Metres from the centre towards 0° E on the equator, 90° E on the equator, and the north pole.
  static func position(of point: GeoPoint) -> SIMD3<Double> {
    let eccentricitySquared = flattening * (2 - flattening)
    let latitude = point.latitude * .pi / 180
    let longitude = point.longitude * .pi / 180
    let normal =
      equatorialRadius / (1 - eccentricitySquared * sin(latitude) * sin(latitude)).squareRoot()
    return SIMD3(
      normal * cos(latitude) * cos(longitude), normal * cos(latitude) * sin(longitude),
      normal * (1 - eccentricitySquared) * sin(latitude))
  }

  /// A length that the shortest line on the surface between two points never exceeds, when the
  /// straight line through the Earth is `chord` metres long.
  ///
  /// Seen from the centre the points are an angle *θ* apart, and no radius is smaller than the polar
  /// radius *b*, so the chord is at least 2 *b* sin(*θ*/2). Follow the great circle between them on the
  /// surface: its radius *r* is at most the equatorial radius *a* and changes by less than 0.0034 *r* a
  /// radian, so the way is shorter than 1.00001 *a* *θ*. The bound is 0.34 % above the truth at most
  /// where the chord is short.
  static func longestWay(acrossChord chord: Double) -> Double {
    guard chord < 2 * polarRadius else { return .infinity }
    return 1.000_01 * equatorialRadius * 2 * asin(chord / (2 * polarRadius))
  }
}

/// A k-d tree over positions in space.
///
/// A range of the arrays is a branch: the element in its middle divides it along one axis, what lies
/// before is not greater there and what lies behind is not smaller. Ranges of up to ``leafSize``
/// elements are leaves.
struct SpatialTree: Sendable {
  static let leafSize = 8

  /// In the order of the tree.
  private let positions: [SIMD3<Double>]
  /// The point that each element is.
  private let ids: [Int32]
  /// The axis along which an element divides its branch.
  private let axes: [UInt8]

  init(_ given: [SIMD3<Double>]) {
    var builder = SpatialTreeBuilder(given)
    builder.build()
    ids = builder.ids
    axes = builder.axes
    positions = builder.ids.map { given[Int($0)] }
  }

  /// Shows `body` every point to which the straight line squared is no longer than `limit`; nearer
  /// branches first. `body` may lower the limit.
  ///
  /// A branch is left out when the distance to the box that holds it, summed over the axes as the
  /// search goes down, is greater than the limit.
  func visit(
    from place: SIMD3<Double>, within limit: inout Double,
    _ body: (_ point: Int, _ square: Double, _ limit: inout Double) -> Void
  ) {
    var waiting: [Branch] = []
    waiting.reserveCapacity(32)
    waiting.append(Branch(range: 0..<ids.count, square: 0, offsets: .zero))
    while let branch = waiting.popLast() {
      if branch.square > limit { continue }
      var own = branch.range
      if branch.range.count > Self.leafSize {
        let middle = (branch.range.lowerBound + branch.range.upperBound) / 2
        own = middle..<middle + 1
        let axis = Int(axes[middle])
        let beyond = place[axis] - positions[middle][axis]
        let before = branch.range.lowerBound..<middle
        let behind = middle + 1..<branch.range.upperBound
        waiting.append(branch.across(axis, beyond, beyond < 0 ? behind : before))
        waiting.append(branch.narrowed(to: beyond < 0 ? before : behind))
      }
      for element in own {
        let difference = place - positions[element]
        let square = (difference * difference).sum()
        if square <= limit { body(Int(ids[element]), square, &limit) }
      }
    }
  }

  /// A range still to be searched, and how far it is from the query at least: along each axis, and the
  /// sum of the squares.
  private struct Branch {
    let range: Range<Int>
    let square: Double
    let offsets: SIMD3<Double>

    func narrowed(to range: Range<Int>) -> Branch {
      Branch(range: range, square: square, offsets: offsets)
    }

    /// The part on the other side of the plane.
    func across(_ axis: Int, _ offset: Double, _ range: Range<Int>) -> Branch {
      var offsets = offsets
      offsets[axis] = offset
      // Summed anew: the sum of the rounded squares of a box is never greater than that of a point in
      // it, because rounding keeps order.
      return Branch(range: range, square: (offsets * offsets).sum(), offsets: offsets)
    }
  }
}

/// Puts points in the order of the tree.
private struct SpatialTreeBuilder {
  let positions: [SIMD3<Double>]
  var ids: [Int32]
  var axes: [UInt8]

  init(_ positions: [SIMD3<Double>]) {
    self.positions = positions
    ids = positions.indices.map { Int32($0) }
    axes = [UInt8](repeating: 0, count: ids.count)
  }

  mutating func build() {
    var waiting = [0..<ids.count]
    while let range = waiting.popLast() {
      guard range.count > SpatialTree.leafSize else { continue }
      let middle = (range.lowerBound + range.upperBound) / 2
      let axis = widestAxis(of: range)
      axes[middle] = UInt8(axis)
      select(middle, in: range, along: axis)
      waiting.append(range.lowerBound..<middle)
      waiting.append(middle + 1..<range.upperBound)
    }
  }

  private func widestAxis(of range: Range<Int>) -> Int {
    var least = SIMD3<Double>(repeating: .infinity)
    var greatest = SIMD3<Double>(repeating: -.infinity)
    for element in range {
      let position = positions[Int(ids[element])]
      least = pointwiseMin(least, position)
      greatest = pointwiseMax(greatest, position)
    }
    let extent = greatest - least
    return (0..<3).max { extent[$0] < extent[$1] }!
  }

  private func coordinate(_ element: Int, _ axis: Int) -> Double {
    positions[Int(ids[element])][axis]
  }

  /// Puts the element that belongs there at `position`, nothing greater before it and nothing smaller
  /// behind it (Hoare's selection; the middle of three as pivot).
  private mutating func select(_ position: Int, in range: Range<Int>, along axis: Int) {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low < high {
      let pivot = median(low, (low + high) / 2, high, axis)
      var (left, right) = (low, high)
      while left <= right {
        while coordinate(left, axis) < pivot { left += 1 }
        while coordinate(right, axis) > pivot { right -= 1 }
        if left <= right {
          ids.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if position <= right {
        high = right
      } else if position >= left {
        low = left
      } else {
        return
      }
    }
  }

  private func median(_ a: Int, _ b: Int, _ c: Int, _ axis: Int) -> Double {
    let (a, b, c) = (coordinate(a, axis), coordinate(b, axis), coordinate(c, axis))
    return max(min(a, b), min(max(a, b), c))
  }
}
