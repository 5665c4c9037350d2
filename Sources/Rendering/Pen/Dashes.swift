/// Cuts curves into dashes, because Graphviz knows one pattern only, with gaps as long as its dashes.
enum Dashes {
  /// In points; long dashes keep a line easy to follow among others.
  static let dash = 8.0
  static let gap = 2.6

  /// The dashes of a chain of cubic curves; the last one ends where the chain ends.
  ///
  /// - Complexity: O(curves · 64).
  static func cut(_ path: [Spot]) -> [[Spot]] {
    stride(from: 0, to: path.count - 3, by: 3).flatMap { cutCubic(Array(path[$0..<($0 + 4)])) }
  }

  private static func cutCubic(_ curve: [Spot]) -> [[Spot]] {
    let steps = 64
    let samples = bezierSamples(curve, count: steps)
    var lengths = [0.0]
    for (from, to) in zip(samples, samples.dropFirst()) {
      lengths.append(lengths[lengths.count - 1] + from.distance(to: to))
    }
    let total = lengths[steps]
    let count = max(((total + gap) / (dash + gap)).rounded(), 1)
    // The pattern is stretched so that a dash ends at the end.
    let unit = total / (count * dash + (count - 1) * gap)
    func parameter(at length: Double) -> Double {
      guard let next = lengths.firstIndex(where: { $0 >= length }), next > 0 else {
        return length <= 0 ? 0 : 1
      }
      let share = (length - lengths[next - 1]) / max(lengths[next] - lengths[next - 1], 1e-9)
      return (Double(next - 1) + share) / Double(steps)
    }
    return (0..<Int(count)).map { index in
      let start = Double(index) * (dash + gap) * unit
      let end = index == Int(count) - 1 ? total : start + dash * unit
      return part(of: curve, from: parameter(at: start), to: parameter(at: end))
    }
  }

  /// The piece of a cubic between two parameters, as a cubic (de Casteljau's construction).
  static func part(of curve: [Spot], from start: Double, to end: Double) -> [Spot] {
    func blossom(_ s: Double, _ t: Double, _ u: Double) -> Spot {
      func mix(_ a: Spot, _ b: Spot, _ t: Double) -> Spot {
        Spot(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
      }
      let first = (0..<3).map { mix(curve[$0], curve[$0 + 1], s) }
      let second = (0..<2).map { mix(first[$0], first[$0 + 1], t) }
      return mix(second[0], second[1], u)
    }
    return [
      blossom(start, start, start), blossom(start, start, end), blossom(start, end, end),
      blossom(end, end, end),
    ]
  }
}
