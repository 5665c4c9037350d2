/// Finds places for the names of nodes so that no name lies on another name or on a node.
///
/// Greedy in order of priority, ties by id: eight positions round the node, then positions farther out
/// with a leader line, and if all are taken the name is left out and listed. Among free positions the one
/// with the fewest flows under it wins.
///
/// - Complexity: O(labels · positions · (labels + nodes + flow samples)).
struct LabelPlacement {
  struct Request: Hashable {
    var id: String
    var text: String
    var size: Double
    var node: Spot
    var radius: Double
    /// Smaller numbers are placed first.
    var priority: Int
    /// The name may also stand on the spot itself (names of areas).
    var isCentred = false
    /// The name must stay in here.
    var bounds: PageBox
  }

  struct Label: Hashable {
    var request: Request
    var box: PageBox
    /// Whether a line is needed to tell which node is meant.
    var needsLeader: Bool
    /// How many flows run under the name.
    var flowsBeneath: Int
  }

  private(set) var labels: [Label] = []
  /// What found no free place, in the order of priority.
  private(set) var dropped: [Request] = []

  init(
    _ requests: [Request], nodes: [FlowCurves.Node], flows: [[Spot]], furniture: [PageBox]
  ) {
    let flowBoxes = flows.map { ($0, PageBox(around: $0)) }
    for request in requests.sorted(by: { ($0.priority, $0.id) < ($1.priority, $1.id) }) {
      var best: (cost: Double, label: Label)?
      for (rank, candidate) in Self.candidates(request).enumerated() {
        guard request.bounds.contains(candidate.box) else { continue }
        let roomy = candidate.box.insetBy(-0.6)
        guard !labels.contains(where: { $0.box.overlaps(roomy) }),
          !furniture.contains(where: { $0.overlaps(roomy) }),
          !nodes.contains(where: {
            candidate.box.distance(to: $0.centre) < $0.radius + 0.8 && !request.isCentred
              || request.isCentred && candidate.box.distance(to: $0.centre) < $0.radius + 2
          })
        else { continue }
        let beneath = flowBoxes.count { path, box in
          box.overlaps(candidate.box) && Self.passes(path, under: candidate.box)
        }
        let cost = 10 * Double(beneath) + Double(rank) * 0.5 + (candidate.needsLeader ? 14 : 0)
        if cost < best?.cost ?? .infinity {
          best = (
            cost,
            Label(
              request: request, box: candidate.box, needsLeader: candidate.needsLeader,
              flowsBeneath: beneath)
          )
        }
      }
      if let best { labels.append(best.label) } else { dropped.append(request) }
    }
  }

  private static func candidates(_ request: Request) -> [(box: PageBox, needsLeader: Bool)] {
    let width = TextMetrics.width(request.text, size: request.size) + 1
    let height = request.size * 1.12
    func box(_ x: Double, _ y: Double) -> PageBox {
      PageBox(
        centre: Spot(request.node.x + x, request.node.y + y), width: width, height: height)
    }
    if request.isCentred {
      let steps: [Double] = [0, -10, 10, -20, 20, -32, 32]
      return steps.flatMap { y in steps.map { x in (box(x, y), false) } }
    }
    let reach = request.radius + 2 + width / 2
    let lift = request.radius + 1 + height / 2
    var found: [(PageBox, Bool)] = [
      (box(reach, 0), false), (box(reach - 1, -lift * 0.75), false),
      (box(reach - 1, lift * 0.75), false), (box(-reach, 0), false),
      (box(-reach + 1, -lift * 0.75), false), (box(-reach + 1, lift * 0.75), false),
      (box(0, -lift), false), (box(0, lift), false),
    ]
    for distance in [7.0, 12, 18] {
      for (x, y) in [
        (1.0, -0.7), (1, 0.7), (-1, -0.7), (-1, 0.7), (0, -1), (0, 1), (1, 0), (-1, 0),
      ] {
        found.append((box(x * (reach + distance), y * (lift + distance)), true))
      }
    }
    return found
  }

  private static func passes(_ path: [Spot], under box: PageBox) -> Bool {
    let corners = box.corners
    return zip(path, path.dropFirst()).contains { a, b in
      box.contains(a) || box.contains(b)
        || zip(corners, corners.dropFirst() + corners.prefix(1)).contains {
          segmentsCross(a, b, $0, $1)
        }
    }
  }
}

extension PageBox {
  /// The box round some spots; empty at the origin for none.
  init(around spots: [Spot]) {
    self.init(
      left: spots.map(\.x).min() ?? 0, top: spots.map(\.y).min() ?? 0,
      right: spots.map(\.x).max() ?? 0, bottom: spots.map(\.y).max() ?? 0)
  }
}
