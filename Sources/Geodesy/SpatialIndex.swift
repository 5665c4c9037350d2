/// Finds the points that are nearest to a place, or within a distance of it, on the WGS 84 ellipsoid.
///
/// The points stand in a k-d tree by their positions in space: metres along three axes from the centre
/// of the Earth. No line on the surface is shorter than the straight line through the Earth, so a
/// branch is passed over only when the straight line to it is already too long; what remains is
/// measured along the surface. No neighbour is missed, at the 180° meridian and the poles as
/// elsewhere, and every distance is that of ``GeoPoint/geodesicDistanceInMetres(to:)``.
///
/// ## Conventions
/// - A point at exactly the radius counts as within it.
/// - Neighbours come nearest first; those at the same distance in order of their indices.
/// - Points may repeat; each keeps its index.
/// - `NaN` has no place here: ``GeoPoint`` cannot hold it, and as a radius it is refused.
///
/// ## Example
/// ```swift
/// let hospitals = SpatialIndex([tianshui, lanzhou, xian])
/// try hospitals.nearest(1, to: gangu)            // Tianshui, about 46 km
/// try hospitals.within(radiusInMetres: 30_000, of: gangu)
/// ```
///
/// - Complexity: building takes O(*n* log *n*) time; the index takes 53 bytes a point. A search for
///   the nearest *k* visits O(log *n* + *k*) points where points are spread, all at worst.
/// - Source: Bentley (1975), "Multidimensional binary search trees used for associative searching",
///   doi 10.1145/361002.361007; distances to branches as in Arya & Mount (1993), "Algorithms for fast
///   vector quantization", section 2.2.
public struct SpatialIndex: Sendable {
  /// A point that was found.
  public struct Neighbor: Hashable, Sendable {
    /// The position of the point in ``SpatialIndex/points``.
    public let index: Int
    /// Along the surface of the ellipsoid.
    public let distanceInMetres: Double
  }

  /// The points as they were given.
  public let points: [GeoPoint]
  let tree: SpatialTree

  /// Indexes points; there may be none.
  public init(_ points: [GeoPoint]) {
    precondition(points.count < Int(Int32.max), "An index holds fewer than 2^31 points.")
    self.points = points
    tree = SpatialTree(points.map(EarthBody.position))
  }

  /// The nearest `count` points; all points when there are fewer.
  ///
  /// - Throws: ``SpatialError/notACount(_:)`` when `count` is negative.
  public func nearest(
    _ count: Int, to place: GeoPoint
  ) throws(SpatialError) -> [Neighbor] {
    try nearest(count, to: place, withinMetres: .infinity)
  }

  /// The nearest `count` points among those within a distance.
  ///
  /// - Throws: ``SpatialError/notACount(_:)``, ``SpatialError/notADistance(_:)``.
  public func nearest(
    _ count: Int, to place: GeoPoint, withinMetres radius: Double
  ) throws(SpatialError) -> [Neighbor] {
    guard count >= 0 else { throw .notACount(count) }
    try SpatialError.check(radius)
    guard count > 0 else { return [] }
    let position = EarthBody.position(of: place)
    // The nearest by straight lines first. Their ways on the surface bound those of the true nearest.
    var best = LeastSquares(limit: count)
    var square = Self.square(radius)
    tree.visit(from: position, within: &square) { _, found, square in
      best.offer(found)
      if let worst = best.worstOfAll { square = worst }
    }
    var reach = radius
    if let worst = best.worstOfAll {
      let way = EarthBody.longestWay(acrossChord: worst.squareRoot())
      reach = min(radius, way + Self.roundingInMetres)
    }
    return Array(neighbors(of: place, at: position, within: reach).prefix(count))
  }

  /// All points at most `radius` away, nearest first.
  ///
  /// - Throws: ``SpatialError/notADistance(_:)`` when the radius is negative or not a number. It may be
  ///   infinite.
  public func within(
    radiusInMetres radius: Double, of place: GeoPoint
  ) throws(SpatialError) -> [Neighbor] {
    try SpatialError.check(radius)
    return neighbors(of: place, at: EarthBody.position(of: place), within: radius)
  }

  private func neighbors(
    of place: GeoPoint, at position: SIMD3<Double>, within radius: Double
  ) -> [Neighbor] {
    var found: [Neighbor] = []
    var square = Self.square(radius)
    tree.visit(from: position, within: &square) { index, _, _ in
      let distance = place.geodesicDistanceInMetres(to: points[index])
      if distance <= radius { found.append(Neighbor(index: index, distanceInMetres: distance)) }
    }
    found.sort { ($0.distanceInMetres, $0.index) < ($1.distanceInMetres, $1.index) }
    return found
  }

  /// Positions are rounded to about a nanometre and ways are computed to about 15 nanometres (Karney
  /// 2013), so a straight line may seem that much longer than its way; a micrometre covers both.
  private static let roundingInMetres = 1e-6

  /// The square of the longest straight line that may still be a way of `radius` on the surface.
  private static func square(_ radius: Double) -> Double {
    (radius + roundingInMetres) * (radius + roundingInMetres)
  }
}

/// The smallest numbers so far, the greatest of them on top: a binary heap.
private struct LeastSquares {
  let limit: Int
  private var heap: [Double] = []

  init(limit: Int) { self.limit = limit }

  /// The number that the next smaller one will replace; `nil` while there is room.
  var worstOfAll: Double? { heap.count == limit ? heap[0] : nil }

  mutating func offer(_ square: Double) {
    if heap.count < limit {
      heap.append(square)
      rise(from: heap.count - 1)
    } else if square < heap[0] {
      heap[0] = square
      sink()
    }
  }

  private mutating func rise(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent] < heap[child] else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] > heap[child] { child += 1 }
      guard heap[child] > heap[parent] else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
