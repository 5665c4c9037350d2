/// Chooses for each flow a curve that passes under no foreign node and crosses few others.
///
/// Quadratic curves with a bow of up to a fifth of their length are tried for each flow, longest flow
/// first, in three rounds. The cheapest wins: foreign nodes too near count 40 each, crossings 3, flows of one
/// end that run into each other 4, furniture 6, and the bow itself 12 times its share of the length. What no bow can avoid is reported.
///
/// - Complexity: O(rounds · flows · bows · (nodes + flows) · samples).
/// - Source: the order of costs follows the design principles of Jenny et al. (2018),
///   doi 10.1080/15230406.2016.1262280.
struct FlowCurves {
  struct Node: Hashable {
    var id: String
    var centre: Spot
    var radius: Double
  }

  struct Flow: Hashable {
    var id: String
    var donor: Node
    var recipient: Node
  }

  /// A drawn flow: one cubic that ends where the arrowhead begins.
  struct Curve: Hashable {
    var flow: Flow
    var path: [Spot]
    var samples: [Spot]
    /// Ids of the nodes that the curve passes too near.
    var foreign: [String]
  }

  static let headLength = 6.0
  /// Free space between the tip of the head and the node.
  static let headGap = 3.0
  /// A flow keeps this far from the edge of foreign nodes.
  static let clearance = 3.0
  private static let bows: [Double] =
    [0] + [0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2].flatMap { [$0, -$0] }

  private(set) var curves: [Curve] = []
  private(set) var crossings = 0

  /// - Parameters:
  ///   - nodes: everything that a foreign flow must not run under.
  ///   - bounds: no curve leaves it, as long as one stays.
  ///   - furniture: boxes that are better not crossed by flows that do not begin or end in them.
  init(_ flows: [Flow], nodes: [Node], bounds: PageBox, furniture: [PageBox]) {
    let order = flows.sorted {
      let (a, b) = (
        $0.donor.centre.distance(to: $0.recipient.centre),
        $1.donor.centre.distance(to: $1.recipient.centre)
      )
      return (-a, $0.id) < (-b, $1.id)
    }
    let candidates = order.map { flow in
      Self.shapes(of: flow, nodes: nodes).map { bow, curve in
        var cost = 40 * Double(curve.foreign.count) + 12 * abs(bow)
        if !curve.samples.allSatisfy(bounds.contains) { cost += 1000 }
        for box in furniture
        where !box.contains(flow.donor.centre) && !box.contains(flow.recipient.centre) {
          if curve.samples.contains(where: box.contains) { cost += 6 }
        }
        return (cost: cost, curve: curve)
      }
    }
    var chosen = [Curve?](repeating: nil, count: order.count)
    for _ in 0..<3 {
      for position in order.indices {
        var best: (cost: Double, curve: Curve)?
        for candidate in candidates[position] {
          let curve = candidate.curve
          var cost = candidate.cost
          if cost >= best?.cost ?? .infinity { continue }
          for (other, rival) in chosen.enumerated() where other != position {
            guard let rival else { continue }
            cost += 3 * Double(Self.crossings(curve, rival))
            if Self.runTogether(curve, rival) { cost += 4 }
          }
          if cost < best?.cost ?? .infinity { best = (cost, curve) }
        }
        chosen[position] = best?.curve
      }
    }
    curves = chosen.compactMap(\.self)
    for (index, curve) in curves.enumerated() {
      for other in curves[(index + 1)...] { crossings += Self.crossings(curve, other) }
    }
  }

  /// The curves to choose from: evenly bowed ones, and lopsided ones when no even one is free.
  private static func shapes(of flow: Flow, nodes: [Node]) -> [(bow: Double, curve: Curve)] {
    let even = bows.map { ($0, curve(flow, bow: $0, skew: 0.5, nodes: nodes)) }
    if even.contains(where: { $0.1.foreign.isEmpty }) { return even }
    return even
      + [0.3, 0.7].flatMap { skew in
        bows.map { ($0, curve(flow, bow: $0, skew: skew, nodes: nodes)) }
      }
  }

  /// - Parameter skew: where between its ends the curve bows most, 0…1.
  private static func curve(_ flow: Flow, bow: Double, skew: Double, nodes: [Node]) -> Curve {
    let (a, b) = (flow.donor.centre, flow.recipient.centre)
    let middle = Spot(
      a.x + (b.x - a.x) * skew - bow * (b.y - a.y) * 2,
      a.y + (b.y - a.y) * skew + bow * (b.x - a.x) * 2)
    let start = a.moved(towards: middle, by: flow.donor.radius + 1)
    let end = b.moved(towards: middle, by: flow.recipient.radius + headGap + headLength)
    // The quadratic as a cubic: its handles lie two thirds of the way to the middle handle.
    let path = [
      start, Spot((start.x + 2 * middle.x) / 3, (start.y + 2 * middle.y) / 3),
      Spot((end.x + 2 * middle.x) / 3, (end.y + 2 * middle.y) / 3), end,
    ]
    let tip = b.moved(towards: middle, by: flow.recipient.radius + headGap)
    let samples = bezierSamples(path, count: 27) + [tip]
    let foreign = nodes.filter { node in
      node.id != flow.donor.id && node.id != flow.recipient.id
        && samples.polylineDistance(to: node.centre) < node.radius + clearance
    }
    return Curve(flow: flow, path: path, samples: samples, foreign: foreign.map(\.id))
  }

  /// Whether two flows of one donor or one recipient still lie on each other a third of the way off.
  private static func runTogether(_ a: Curve, _ b: Curve) -> Bool {
    let third = a.samples.count / 3
    if a.flow.donor.id == b.flow.donor.id {
      return a.samples[third].distance(to: b.samples[third]) < 5
    }
    guard a.flow.recipient.id == b.flow.recipient.id else { return false }
    return a.samples[2 * third].distance(to: b.samples[2 * third]) < 5
  }

  private static func crossings(_ a: Curve, _ b: Curve) -> Int {
    // Flows that share an end meet there; that is no crossing.
    if a.flow.donor.id == b.flow.donor.id || a.flow.recipient.id == b.flow.recipient.id {
      return 0
    }
    var count = 0
    // Every second sample is enough to see a crossing.
    for i in stride(from: 2, to: a.samples.count, by: 2) {
      let (p, q) = (a.samples[i - 2], a.samples[i])
      for j in stride(from: 2, to: b.samples.count, by: 2) {
        let (r, s) = (b.samples[j - 2], b.samples[j])
        if max(p.x, q.x) < min(r.x, s.x) || max(r.x, s.x) < min(p.x, q.x) { continue }
        if max(p.y, q.y) < min(r.y, s.y) || max(r.y, s.y) < min(p.y, q.y) { continue }
        if segmentsCross(p, q, r, s) { count += 1 }
      }
    }
    return count
  }
}

/// Spots at equal parameter steps on one cubic Bézier curve, ends included.
func bezierSamples(_ path: [Spot], count: Int) -> [Spot] {
  (0...count).map { step in
    let t = Double(step) / Double(count)
    let u = 1 - t
    let weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
    return Spot(
      zip(weights, path).reduce(0) { $0 + $1.0 * $1.1.x },
      zip(weights, path).reduce(0) { $0 + $1.0 * $1.1.y })
  }
}

/// Whether two segments cross in their interiors.
func segmentsCross(_ p: Spot, _ q: Spot, _ r: Spot, _ s: Spot) -> Bool {
  func side(_ a: Spot, _ b: Spot, _ c: Spot) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
  return side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0
}

extension Spot {
  func moved(towards other: Spot, by length: Double) -> Spot {
    let run = max(distance(to: other), 1e-9)
    return Spot(x + (other.x - x) / run * length, y + (other.y - y) / run * length)
  }
}

extension [Spot] {
  /// The shortest distance from a spot to the line through these spots.
  func polylineDistance(to spot: Spot) -> Double {
    zip(self, dropFirst()).reduce(.infinity) { nearest, segment in
      let (a, b) = segment
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let square = Swift.max(dx * dx + dy * dy, 1e-12)
      let share = ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / square
      let clamped = Swift.min(Swift.max(share, 0), 1)
      return Swift.min(nearest, Spot(a.x + clamped * dx, a.y + clamped * dy).distance(to: spot))
    }
  }
}
