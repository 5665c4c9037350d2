/// Chooses for each flow a curve that passes under no foreign node and crosses few others.
///
/// Quadratic curves with a bow of up to a fifth of their length are tried for each flow, longest flow
/// first, in three rounds. The cheapest wins: foreign nodes too near count 40 each, crossings 3, flows of one
/// end that run into each other 4, furniture 6, and the bow itself 12 times its share of the length. What no bow can avoid is reported.
///
/// Of more than ``mostSearched`` flows nobody can follow crossings: then seven bows are tried in one round, and
/// crossings are counted, not avoided.
///
/// - Complexity: O(rounds · flows · bows · (nodes near + flows) · samples) up to ``mostSearched`` flows, beyond it
///   O(flows · bows · (nodes near + flows of the same ends) · samples + segments · segments near).
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
    /// Half of the width of what is drawn along the curve; 0 for a thin line.
    var halfWidth = 0.0
    var headLength = FlowCurves.headLength
  }

  /// A drawn flow: one cubic that ends where the arrowhead begins.
  struct Curve: Hashable {
    var flow: Flow
    var path: [Spot]
    var samples: [Spot]
    /// Ids of the nodes that the curve passes too near.
    var foreign: [String]
    /// Round all samples.
    var box: PageBox
  }

  static let headLength = 6.0
  /// Free space between the tip of the head and the node.
  static let headGap = 3.0
  /// A flow keeps this far from the edge of foreign nodes.
  static let clearance = 3.0
  /// The most flows whose crossings are avoided.
  static let mostSearched = 300
  private static let bows: [Double] =
    [0] + [0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2].flatMap { [$0, -$0] }
  private static let fewBows: [Double] = [0] + [0.05, 0.1, 0.15].flatMap { [$0, -$0] }

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
    let obstacles = Obstacles(nodes)
    let isQuick = order.count > Self.mostSearched
    func candidates(of flow: Flow) -> [(cost: Double, curve: Curve)] {
      Self.shapes(of: flow, isQuick: isQuick, obstacles: obstacles).map { bow, curve in
        var cost = 40 * Double(curve.foreign.count) + 12 * abs(bow)
        if !bounds.contains(curve.box) { cost += 1000 }
        for box in furniture
        where box.overlaps(curve.box.insetBy(-1)) && !box.contains(flow.donor.centre)
          && !box.contains(flow.recipient.centre)
        {
          if curve.samples.contains(where: box.contains) { cost += 6 }
        }
        return (cost: cost, curve: curve)
      }
    }
    curves =
      isQuick
      ? Self.quickly(order, candidates) : Self.thoroughly(order.map(candidates))
    if isQuick {
      let lines = LineGrid(curves.map { Self.everySecond($0.samples) })
      let chosen = curves
      crossings = lines.crossings { !Self.shareEnd(chosen[$0], chosen[$1]) }
    } else {
      for (index, curve) in curves.enumerated() {
        for other in curves[(index + 1)...] { crossings += Self.crossings(curve, other) }
      }
    }
  }

  /// Three rounds over all flows, each against all others.
  private static func thoroughly(_ candidates: [[(cost: Double, curve: Curve)]]) -> [Curve] {
    var chosen = [Curve?](repeating: nil, count: candidates.count)
    for _ in 0..<3 {
      for position in candidates.indices {
        var best: (cost: Double, curve: Curve)?
        for candidate in candidates[position] {
          let curve = candidate.curve
          var cost = candidate.cost
          if cost >= best?.cost ?? .infinity { continue }
          for (other, rival) in chosen.enumerated() where other != position {
            guard let rival else { continue }
            cost += 3 * Double(crossings(curve, rival))
            if runTogether(curve, rival) { cost += 4 }
          }
          if cost < best?.cost ?? .infinity { best = (cost, curve) }
        }
        chosen[position] = best?.curve
      }
    }
    return chosen.compactMap(\.self)
  }

  /// One round; only flows of one end are held against each other.
  private static func quickly(
    _ flows: [Flow], _ candidates: (Flow) -> [(cost: Double, curve: Curve)]
  ) -> [Curve] {
    var chosen: [Curve] = []
    var ofEnds: [String: [Int]] = [:]
    for flow in flows {
      // Donor and recipient may have one id: their keys differ by a prefix.
      let keys = ["d" + flow.donor.id, "r" + flow.recipient.id]
      let rivals = keys.flatMap { ofEnds[$0] ?? [] }
      var best: (cost: Double, curve: Curve)?
      for candidate in candidates(flow) {
        var cost = candidate.cost
        if cost >= best?.cost ?? .infinity { continue }
        for rival in rivals where runTogether(candidate.curve, chosen[rival]) { cost += 4 }
        if cost < best?.cost ?? .infinity { best = (cost, candidate.curve) }
      }
      guard let best else { continue }
      for key in keys { ofEnds[key, default: []].append(chosen.count) }
      chosen.append(best.curve)
    }
    return chosen
  }

  /// The curves to choose from: evenly bowed ones, and lopsided ones when no even one is free.
  private static func shapes(
    of flow: Flow, isQuick: Bool, obstacles: Obstacles
  ) -> [(bow: Double, curve: Curve)] {
    let even = (isQuick ? fewBows : bows).map {
      ($0, curve(flow, bow: $0, skew: 0.5, obstacles: obstacles))
    }
    if isQuick || even.contains(where: { $0.1.foreign.isEmpty }) { return even }
    return even
      + [0.3, 0.7].flatMap { skew in
        bows.map { ($0, curve(flow, bow: $0, skew: skew, obstacles: obstacles)) }
      }
  }

  /// - Parameter skew: where between its ends the curve bows most, 0…1.
  private static func curve(
    _ flow: Flow, bow: Double, skew: Double, obstacles: Obstacles
  ) -> Curve {
    let (a, b) = (flow.donor.centre, flow.recipient.centre)
    let middle = Spot(
      a.x + (b.x - a.x) * skew - bow * (b.y - a.y) * 2,
      a.y + (b.y - a.y) * skew + bow * (b.x - a.x) * 2)
    // Between nodes that nearly touch, less of the way is left than head and gaps would take.
    let run = a.distance(to: b)
    let before = min(flow.donor.radius + 1, run * 0.3)
    let gap = min(headGap, max(run - before - flow.recipient.radius - flow.headLength - 2, 0.5))
    let after = min(flow.recipient.radius + gap, run * 0.5)
    let start = a.moved(towards: middle, by: before)
    let end = b.moved(towards: middle, by: min(after + flow.headLength, run - before - 0.1))
    // The quadratic as a cubic: its handles lie two thirds of the way to the middle handle.
    let path = [
      start, Spot((start.x + 2 * middle.x) / 3, (start.y + 2 * middle.y) / 3),
      Spot((end.x + 2 * middle.x) / 3, (end.y + 2 * middle.y) / 3), end,
    ]
    let tip = b.moved(towards: middle, by: after)
    let samples = bezierSamples(path, count: 27) + [tip]
    return Curve(
      flow: flow, path: path, samples: samples,
      foreign: obstacles.foreign(to: flow, along: samples), box: PageBox(around: samples))
  }

  /// Whether two flows of one donor or one recipient still lie on each other a third of the way off.
  private static func runTogether(_ a: Curve, _ b: Curve) -> Bool {
    let third = a.samples.count / 3
    let least = 5 + a.flow.halfWidth + b.flow.halfWidth
    if a.flow.donor.id == b.flow.donor.id {
      return a.samples[third].distance(to: b.samples[third]) < least
    }
    guard a.flow.recipient.id == b.flow.recipient.id else { return false }
    return a.samples[2 * third].distance(to: b.samples[2 * third]) < least
  }

  /// Flows that share an end meet there; that is no crossing.
  private static func shareEnd(_ a: Curve, _ b: Curve) -> Bool {
    a.flow.donor.id == b.flow.donor.id || a.flow.recipient.id == b.flow.recipient.id
  }

  /// Enough to see a crossing.
  private static func everySecond(_ samples: [Spot]) -> [Spot] {
    stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
  }

  private static func crossings(_ a: Curve, _ b: Curve) -> Int {
    guard a.box.overlaps(b.box), !shareEnd(a, b) else { return 0 }
    var count = 0
    for i in stride(from: 2, to: a.samples.count, by: 2) {
      let (p, q) = (a.samples[i - 2], a.samples[i])
      if max(p.x, q.x) < b.box.left || min(p.x, q.x) > b.box.right { continue }
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

/// The nodes of a page, to be asked which of them a curve passes too near.
private struct Obstacles {
  private let nodes: [FlowCurves.Node]
  private var grid = PageGrid(cell: 24)
  private let largest: Double

  init(_ nodes: [FlowCurves.Node]) {
    self.nodes = nodes
    largest = nodes.map(\.radius).max() ?? 0
    for (number, node) in nodes.enumerated() {
      grid.insert(number, PageBox(around: node.centre, node.centre))
    }
  }

  /// In the order of the nodes.
  func foreign(to flow: FlowCurves.Flow, along samples: [Spot]) -> [String] {
    let reach = FlowCurves.clearance + flow.halfWidth
    var found: Set<Int> = []
    for (from, to) in zip(samples, samples.dropFirst()) {
      grid.visit(PageBox(around: from, to).insetBy(-reach - largest)) { number in
        let node = nodes[number]
        guard !found.contains(number), node.id != flow.donor.id, node.id != flow.recipient.id,
          node.centre.distance(toSegment: from, to) < node.radius + reach
        else { return }
        found.insert(number)
      }
    }
    return found.sorted().map { nodes[$0].id }
  }
}

/// Spots at equal parameter steps on one cubic Bézier curve, ends included.
func bezierSamples(_ path: [Spot], count: Int) -> [Spot] {
  (0...count).map { step in
    let t = Double(step) / Double(count)
    let u = 1 - t
    let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return Spot(
      a * path[0].x + b * path[1].x + c * path[2].x + d * path[3].x,
      a * path[0].y + b * path[1].y + c * path[2].y + d * path[3].y)
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

  /// The shortest distance to a segment.
  func distance(toSegment a: Spot, _ b: Spot) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = max(dx * dx + dy * dy, 1e-12)
    let share = min(max(((x - a.x) * dx + (y - a.y) * dy) / square, 0), 1)
    return Spot(a.x + share * dx, a.y + share * dy).distance(to: self)
  }
}

extension [Spot] {
  /// The shortest distance from a spot to the line through these spots.
  func polylineDistance(to spot: Spot) -> Double {
    zip(self, dropFirst()).reduce(.infinity) { nearest, segment in
      Swift.min(nearest, spot.distance(toSegment: segment.0, segment.1))
    }
  }
}
