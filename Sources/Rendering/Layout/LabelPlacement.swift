/// Finds places for the names of nodes so that no name lies on another name or on a node.
///
/// Greedy in order of priority, then of weight (the largest first), ties by id: eight positions round the node, then positions farther out
/// with a leader line, and if all are taken the name is left out and listed. Among free positions the one
/// with the fewest flows under it wins.
///
/// - Complexity: O(labels · positions · (labels, nodes and flow samples near)) expected time.
struct LabelPlacement {
  struct Request: Hashable {
    var id: String
    var text: String
    var size: Double
    var node: Spot
    var radius: Double
    /// Smaller numbers are placed first.
    var priority: Int
    /// Among equal priorities the largest weight comes first.
    var weight: Int64 = 0
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
    let lines = LineGrid(flows)
    var placed = PageGrid(cell: 24)
    var nodeGrid = PageGrid(cell: 24)
    for (number, node) in nodes.enumerated() {
      nodeGrid.insert(number, PageBox(around: node.centre, node.centre).insetBy(-node.radius - 2))
    }
    let order = requests.sorted {
      ($0.priority, -$0.weight, $0.id) < ($1.priority, -$1.weight, $1.id)
    }
    for request in order {
      var best: (cost: Double, label: Label)?
      for (rank, candidate) in Self.candidates(request).enumerated() {
        guard request.bounds.contains(candidate.box) else { continue }
        let roomy = candidate.box.insetBy(-0.6)
        guard !placed.contains(roomy, where: { labels[$0].box.overlaps(roomy) }),
          !furniture.contains(where: { $0.overlaps(roomy) }),
          !nodeGrid.contains(
            candidate.box,
            where: {
              candidate.box.distance(to: nodes[$0].centre)
                < nodes[$0].radius + (request.isCentred ? 2 : 0.8)
            })
        else { continue }
        let beneath = lines.count(under: candidate.box)
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
      if let best {
        placed.insert(labels.count, best.label.box)
        labels.append(best.label)
      } else {
        dropped.append(request)
      }
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
}

extension PageBox {
  /// The box round some spots; empty at the origin for none.
  init(around spots: [Spot]) {
    self.init(
      left: spots.map(\.x).min() ?? 0, top: spots.map(\.y).min() ?? 0,
      right: spots.map(\.x).max() ?? 0, bottom: spots.map(\.y).max() ?? 0)
  }
}
