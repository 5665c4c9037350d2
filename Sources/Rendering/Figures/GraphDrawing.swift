internal import Analysis
internal import NetworkModel

// Lines, nodes and names of a network on its page.
extension Figure {
  /// So many edges have arrowheads; more are darker at the giver.
  static let mostArrowheads = 300

  mutating func draw(
    _ picture: GraphPicture, _ arrangement: GraphArrangement, _ looks: GraphLooks
  ) {
    drawLines(picture, arrangement, looks)
    drawNodes(picture, arrangement, looks)
  }

  private mutating func drawLines(
    _ picture: GraphPicture, _ arrangement: GraphArrangement, _ looks: GraphLooks
  ) {
    let count = picture.edges.count
    let width = count <= 300 ? 0.9 : count <= 2_000 ? 0.6 : 0.4
    let opacity = count <= 300 ? 0.75 : count <= 2_000 ? 0.5 : 0.25
    let headed = picture.isDirected && count <= Self.mostArrowheads
    // Lines between the same two nodes lie side by side, in the order of layers and ids.
    var siblings: [[Int]: [Int]] = [:]
    for edge in picture.edges.indices {
      let (a, b) = (picture.edges[edge].from, picture.edges[edge].to)
      siblings[[min(a, b), max(a, b)], default: []].append(edge)
    }
    let rank = looks.layers.reversed()
    let order = looks.otherLayers + rank
    var place = [Int](repeating: 0, count: picture.layers.count)
    for (position, layer) in order.enumerated() { place[layer] = position }
    // The layer with the fewest edges lies on top.
    let edges = picture.edges.indices.sorted { a, b in
      let (p, q) = (place[picture.edges[a].layer], place[picture.edges[b].layer])
      return p != q ? p < q : a < b
    }
    let isTopFirst = looks.layers.count > 1
    for edge in isTopFirst ? edges.reversed() : edges {
      let (from, to) = (picture.edges[edge].from, picture.edges[edge].to)
      let look = looks.ofLayer[picture.edges[edge].layer]
      let (start, end) = (arrangement.places[from], arrangement.places[to])
      let subject = Subject(
        id: picture.edges[edge].id,
        title: "\(picture.nodes[from].fullName) → \(picture.nodes[to].fullName) · "
          + picture.layers[picture.edges[edge].layer].label, role: .flow)
      let family = siblings[[min(from, to), max(from, to)]] ?? []
      if from == to {
        let turn = Double(family.firstIndex(of: edge) ?? 0)
        loop(
          start, size: 7 + 3 * turn, look.ink.opacity(opacity), width: width, subject: subject)
        continue
      }
      // A side that does not depend on which end gives.
      let side = from < to ? 1.0 : -1.0
      let middle = Double(family.count - 1) / 2
      let room = max(1.4 * min(start.radius, end.radius), 1.5)
      let pitch = min(width + 1.5, family.count > 1 ? 2 * room / Double(family.count - 1) : 0)
      let shift = side * (Double(family.firstIndex(of: edge) ?? 0) - middle) * pitch
      link(
        start, end, shift: shift, look, width: width, opacity: opacity, headed: headed,
        fades: picture.isDirected && !headed, subject: subject)
    }
  }

  private mutating func link(
    _ start: GraphDiagram.Place, _ end: GraphDiagram.Place, shift: Double, _ look: GraphLooks.Line,
    width: Double, opacity: Double, headed: Bool, fades: Bool, subject: Subject
  ) {
    let length = max(start.centre.distance(to: end.centre), 1e-6)
    let (u, v) = (
      (end.centre.x - start.centre.x) / length, (end.centre.y - start.centre.y) / length
    )
    let head = headed ? 4.2 : 0
    let first = min(start.radius, length * 0.4)
    let last = min(end.radius + (headed ? head + 1 : 0), length * 0.6)
    func spot(_ distance: Double) -> Spot {
      Spot(
        start.centre.x + u * distance - v * shift, start.centre.y + v * distance + u * shift)
    }
    func path(_ from: Double, _ to: Double) -> [Spot] {
      [spot(from), spot(from + (to - from) / 3), spot(from + (to - from) * 2 / 3), spot(to)]
    }
    let stop = max(length - last, first + 0.1)
    strokes.append(
      Stroke(
        path: path(first, stop), ink: look.ink.opacity(fades ? opacity * 0.6 : opacity),
        width: width, isDashed: look.isDashed && stop - first > 14,
        arrowLength: headed ? head : nil, subject: subject))
    guard fades else { return }
    strokes.append(
      Stroke(
        path: path(first, (first + stop) / 2), ink: look.ink.opacity(opacity), width: width,
        isDashed: look.isDashed && stop - first > 28, arrowLength: nil, subject: nil))
  }

  /// An edge from a node to itself, above it.
  private mutating func loop(
    _ place: GraphDiagram.Place, size: Double, _ ink: Ink, width: Double, subject: Subject
  ) {
    let (x, y) = (place.centre.x, place.centre.y - place.radius * 0.7)
    strokes.append(
      Stroke(
        path: [
          Spot(x - place.radius * 0.6, y), Spot(x - size, y - size * 1.6),
          Spot(x + size, y - size * 1.6), Spot(x + place.radius * 0.6, y),
        ], ink: ink, width: width, isDashed: false, arrowLength: nil, subject: subject))
  }

  private mutating func drawNodes(
    _ picture: GraphPicture, _ arrangement: GraphArrangement, _ looks: GraphLooks
  ) {
    // Large ones first, so that none hides a small one.
    let order = picture.nodes.indices.sorted { a, b in
      let (p, q) = (arrangement.places[a].radius, arrangement.places[b].radius)
      return p != q ? p > q : a < b
    }
    for index in order {
      let node = picture.nodes[index]
      let place = arrangement.places[index]
      let value = node.value.map { ": " + picture.words($0) } ?? ""
      mark(
        looks.ofClass[node.group], at: place.centre, radius: place.radius,
        isHollow: node.isIsolated || picture.measure != nil && node.value?.size == nil,
        subject: Subject(
          id: node.id,
          title: "\(node.fullName) · \(picture.classes[node.group].label)\(value)", role: .unit))
    }
  }

  /// A node, or its like in the legend.
  mutating func mark(
    _ look: GraphLooks.Look, at centre: Spot, radius: Double, isHollow: Bool = false,
    subject: Subject? = nil
  ) {
    // Light fills need an outline; on dots it would be all there is.
    let outline: Ink? = isHollow ? look.ink : radius >= 1.8 ? .quietText : nil
    marks.append(
      Mark(
        centre: centre, radius: radius, fill: isHollow ? .paper : look.ink, outline: outline,
        outlineWidth: isHollow ? min(0.8, radius * 0.5) : 0.4, subject: subject,
        shape: look.shape))
  }

  mutating func draw(_ names: GraphNames) {
    for label in names.placement.labels {
      if label.needsLeader {
        let node = label.request.node
        let near = Spot(
          min(max(node.x, label.box.left), label.box.right),
          min(max(node.y, label.box.top + 1), label.box.bottom - 1))
        line(
          node.moved(towards: near, by: label.request.radius), near, .faintText, width: 0.4)
      }
      caption(
        label.request.text, at: label.box.centre, size: label.request.size, anchor: .middle,
        backing: names.isCrowded || label.flowsBeneath > 0 ? .paper.opacity(0.75) : nil)
    }
  }
}
