internal import Analysis
internal import GraphCore
internal import NetworkModel

/// Where the nodes of a network lie on the page, and how large they are.
struct GraphArrangement: Sendable {
  let scale: GraphScale
  private(set) var places: [GraphDiagram.Place]
  let componentCount: Int

  /// How much more one direction may be stretched than the other: distances in such a drawing measure nothing.
  private static let mostStretch = 1.6
  /// Points for the natural length of an edge, at most: few nodes do not fly to the corners.
  private static let mostPoints = 46.0

  /// So few nodes all have names, which need room between components.
  private static let mostRoomy = 120

  init(_ picture: GraphPicture, in plot: PageBox) {
    let inner = plot.insetBy(20)
    let layout: GraphLayout
    do throws(GraphError) {
      let graph = try CompactGraph(
        .undirected, nodeCount: picture.nodes.count,
        edges: picture.edges.map { ($0.from, $0.to) })
      layout = try forceLayout(
        of: graph,
        options: ForceLayoutOptions(
          aspect: inner.width / inner.height,
          gap: picture.nodes.count <= Self.mostRoomy ? 2.6 : 1.6))
    } catch {
      preconditionFailure("a graph within the limits of a figure can be laid out: \(error)")
    }
    componentCount = layout.components.count
    let (wide, high) = (inner.width / layout.width, inner.height / layout.height)
    let even = min(wide, high, Self.mostPoints)
    // Of few nodes every edge is to be seen between its ends.
    let isRoomy = picture.nodes.count <= Self.mostRoomy
    let scale = GraphScale(
      picture, area: plot.width * plot.height,
      most: isRoomy ? min(max(0.32 * even, 2.5), 15) : 15)
    self.scale = scale
    let radii = picture.nodes.map { scale.radius($0, isSized: picture.measure != nil) }
    let (x, y) = (min(wide, even * Self.mostStretch), min(high, even * Self.mostStretch))
    let corner = Spot(
      (plot.width - layout.width * x) / 2, (plot.height - layout.height * y) / 2)
    var centres = (
      x: layout.x.map { corner.x + $0 * x }, y: layout.y.map { corner.y + $0 * y }
    )
    do throws(GraphError) {
      // Shapes with corners reach beyond the circle of their area.
      centres = try spreadDiscs(
        x: centres.x, y: centres.y, radii: radii.map { $0 * 1.08 }, width: plot.width,
        height: plot.height, gap: 0.6, passes: 80)
    } catch {
      preconditionFailure("places of a layout are finite: \(error)")
    }
    places = picture.nodes.indices.map { node in
      GraphDiagram.Place(
        id: picture.nodes[node].id,
        centre: Spot(plot.left + centres.x[node], plot.top + centres.y[node]),
        radius: radii[node], component: Int(layout.components.membership[node]))
    }
  }

  /// Pairs of nodes whose circles lie on each other by more than a share of the smaller radius.
  ///
  /// - Complexity: O(*n* log *n*) and the pairs that share a strip.
  func overlaps(beyond share: Double) -> [(Int, Int)] {
    let order = places.indices.sorted { a, b in
      let (p, q) = (places[a], places[b])
      return p.centre.x - p.radius != q.centre.x - q.radius
        ? p.centre.x - p.radius < q.centre.x - q.radius : a < b
    }
    var found: [(Int, Int)] = []
    for (place, a) in order.enumerated() {
      let end = places[a].centre.x + places[a].radius
      for b in order[(place + 1)...] {
        if places[b].centre.x - places[b].radius >= end { break }
        let over =
          places[a].radius + places[b].radius - places[a].centre.distance(to: places[b].centre)
        if over > share * min(places[a].radius, places[b].radius) {
          found.append((min(a, b), max(a, b)))
        }
      }
    }
    return found.sorted { $0 < $1 }
  }
}

/// The names of the nodes that matter most.
struct GraphNames: Sendable {
  let placement: LabelPlacement
  let untried: Int
  /// Many nodes: names may cover small ones, and have paper under them.
  let isCrowded: Bool

  static let size = 7.5
  /// So many nodes can all be named; of more, only the first of them.
  private static let mostTried = 160
  private static let mostOfMany = 70

  init(_ picture: GraphPicture, _ arrangement: GraphArrangement, in plot: PageBox) {
    var degree = [Int](repeating: 0, count: picture.nodes.count)
    for edge in picture.edges {
      degree[edge.from] += 1
      degree[edge.to] += 1
    }
    let order = picture.nodes.indices.sorted { a, b in
      let (x, y) = (
        picture.nodes[a].value?.size ?? -.infinity, picture.nodes[b].value?.size ?? -.infinity
      )
      if x != y { return x > y }
      return degree[a] != degree[b] ? degree[a] > degree[b] : a < b
    }
    isCrowded = order.count > 2 * Self.mostTried
    let tried = isCrowded ? Array(order.prefix(Self.mostOfMany)) : order
    untried = order.count - tried.count
    let requests = tried.enumerated().map { rank, node in
      LabelPlacement.Request(
        id: picture.nodes[node].id,
        text: TextMetrics.fitted(picture.nodes[node].name, size: Self.size, width: 96),
        size: Self.size, node: arrangement.places[node].centre,
        radius: arrangement.places[node].radius, priority: rank, bounds: plot)
    }
    let avoided = isCrowded ? tried : Array(picture.nodes.indices)
    // Among many lines a name does best beside its node.
    let flows =
      isCrowded || picture.edges.count > 600
      ? []
      : picture.edges.filter { $0.from != $0.to }.map {
        [arrangement.places[$0.from].centre, arrangement.places[$0.to].centre]
      }
    placement = LabelPlacement(
      requests,
      nodes: avoided.map {
        FlowCurves.Node(
          id: picture.nodes[$0].id, centre: arrangement.places[$0].centre,
          radius: arrangement.places[$0].radius)
      }, flows: flows, furniture: [])
  }
}
