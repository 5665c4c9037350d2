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

extension ValueDistribution {
  /// The Lorenz curve; `nil` of nothing and of zeros alone.
  public var lorenzCurve: LorenzCurve? {
    guard positiveMean != nil else { return nil }
    let (whole, all) = (totalWeight, total)
    var points = [LorenzCurve.Point(weight: 0, value: 0)]
    var weight = CompensatedSum()
    var value = CompensatedSum()
    for position in values.indices {
      weight.add(weights[position])
      value.add(values[position] * weights[position])
      if position + 1 < values.count, values[position + 1] == values[position] { continue }
      let isLast = position + 1 == values.count
      points.append(
        LorenzCurve.Point(
          weight: isLast ? 1 : weight.value / whole, value: isLast ? 1 : value.value / all))
    }
    return LorenzCurve(points: points)
  }

  /// The share of the total that the top `count` of the weight has: of the *k* largest units, where each weighs 1.
  ///
  /// The whole where `count` is all or more. `nil` of nothing and of zeros alone.
  public func topShare(_ count: Double) -> Double? {
    lorenzCurve.map { 1 - $0.value(at: max(0, 1 - count / totalWeight)) }
  }
}
