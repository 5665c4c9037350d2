/// Which share of the total the units with the least have together.
///
/// From (0, 0) to (1, 1), straight between the points; units of one value share one point, so that neither the order of
/// rows nor the way in which they are split shows.
///
/// - Source: Lorenz (1905), "Methods of measuring the concentration of wealth", Publ. Am. Stat. Assoc. 9.
public struct LorenzCurve: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    /// The share of the weight up to here, from the least.
    public let weight: Double
    /// The share of the total that it has.
    public let value: Double

    public init(weight: Double, value: Double) {
      self.weight = weight
      self.value = value
    }
  }

  public let points: [Point]

  /// The share of the total that the least of the weight has, between the points in proportion.
  ///
  /// - Precondition: `weight` lies in 0…1.
  public func value(at weight: Double) -> Double {
    precondition((0...1).contains(weight), "A share lies between 0 and 1.")
    guard let next = points.firstIndex(where: { $0.weight >= weight }), next > 0 else { return 0 }
    let (a, b) = (points[next - 1], points[next])
    return a.value + (b.value - a.value) * ((weight - a.weight) / (b.weight - a.weight))
  }
}

extension LorenzCurve {
  /// The shares of rows up to each, in their order.
  ///
  /// - Parameters:
  ///   - whole, all: the sums of weights and of values times weights.
  ///   - isTied: whether the row and the next have one place in the order, and so one point.
  init(
    _ rows: [(weight: Double, value: Double)], whole: Double, all: Double, isTied: (Int) -> Bool
  ) {
    var points = [Point(weight: 0, value: 0)]
    var weight = CompensatedSum()
    var value = CompensatedSum()
    for position in rows.indices {
      weight.add(rows[position].weight)
      value.add(rows[position].value * rows[position].weight)
      let isLast = position + 1 == rows.count
      if !isLast, isTied(position) { continue }
      points.append(
        Point(weight: isLast ? 1 : weight.value / whole, value: isLast ? 1 : value.value / all))
    }
    self.points = points
  }
}

extension ValueDistribution {
  /// The Lorenz curve; `nil` of nothing and of zeros alone.
  public var lorenzCurve: LorenzCurve? {
    guard positiveMean != nil else { return nil }
    return LorenzCurve(
      zip(weights, values).map { ($0, $1) }, whole: totalWeight, all: total
    ) { values[$0 + 1] == values[$0] }
  }

  /// The share of the total that the top `count` of the weight has: of the *k* largest units, where each weighs 1.
  ///
  /// The whole where `count` is all or more. `nil` of nothing and of zeros alone.
  public func topShare(_ count: Double) -> Double? {
    lorenzCurve.map { 1 - $0.value(at: max(0, 1 - count / totalWeight)) }
  }
}
