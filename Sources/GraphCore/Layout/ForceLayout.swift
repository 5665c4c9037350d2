/// Where the nodes of a drawing of a graph lie.
public struct GraphLayout: Hashable, Sendable {
  /// From the left edge of the box, in node order. The natural length of an edge is 1.
  public let x: [Double]
  /// From the top edge of the box, in node order.
  public let y: [Double]
  /// The box that holds all nodes, with a margin of ``ForceLayoutOptions/gap`` / 2 round each component.
  public let width: Double
  public let height: Double
  /// The weakly connected components; their boxes do not overlap.
  public let components: Components
}

/// How a graph is laid out.
public struct ForceLayoutOptions: Hashable, Sendable {
  /// Steps on the graph itself; its coarser images, which are smaller, take more.
  public var iterations: Int
  /// Width / height of the box that the drawing should fill.
  public var aspect: Double
  /// Distant nodes act as one when their cell looks smaller than this from where they act (0: never).
  public var openness: Double
  /// The empty space between components.
  public var gap: Double

  public init(
    iterations: Int = 80, aspect: Double = 1.4, openness: Double = 0.9, gap: Double = 1.6
  ) {
    self.iterations = iterations
    self.aspect = aspect
    self.openness = openness
    self.gap = gap
  }
}

/// A drawing of the graph in which edges pull their ends together and all nodes push each other apart.
///
/// A node is pulled to each neighbour by the distance, and pushed by every node with the product of their
/// masses over the square of the distance, so that what is far away does not stretch what is near. The mass is
/// 1 + degree / 4: hubs keep their leaves off. Each component is drawn by itself, from its coarsest image to itself;
/// turned so that it is widest from left to right; enlarged where it is dense; and packed: large ones round the
/// largest, small ones in rows.
///
/// ## Conventions
/// - Direction, loops and parallel edges make no difference, nor does the order of edges.
/// - Nothing is drawn at random, one thread works, and only + − × ÷ and square roots are taken, in a fixed order, each
///   rounded as IEEE 754 says: one graph has one layout, to the last bit, on any machine.
/// - Ties go to the smaller node number. Other numbers for the same nodes may give another drawing, of the same kind.
/// - An isolated node is a component. A graph without nodes has an empty layout of size 0.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - options: iterations, aspect of the box, accuracy.
///   - execution: asked for cancelling, and told after each component; its workers make no difference.
/// - Returns: coordinates in node order, in edge lengths, 0 at the top left.
/// - Throws: ``GraphError/parameter(_:problem:)``, ``GraphError/cancelled``.
/// - Complexity: O((*n* log *n* + *m*) · iterations) time for drawings without clots, O(*n* + *m*) memory.
/// - Source: Fruchterman & Reingold (1991), "Graph drawing by force-directed placement", Softw. Pract. Exp. 21(11);
///   linear pull, push by mass: Jacomy et al. (2014), "ForceAtlas2", PLoS ONE 9(6); push that falls faster: Hu (2005),
///   "Efficient, high-quality force-directed graph drawing", Mathematica Journal 10(1); far nodes as one: Barnes & Hut
///   (1986), Nature 324; coarse images by suns and planets: Hachul & Jünger (2004), "Drawing large graphs with a
///   potential-field-based multilevel algorithm", GD '04.
public func forceLayout(
  of graph: CompactGraph, options: ForceLayoutOptions = ForceLayoutOptions(),
  execution: Execution = .standard
) throws(GraphError) -> GraphLayout {
  guard (1...100_000).contains(options.iterations) else {
    throw .parameter("iterations", problem: "must lie between 1 and 100,000")
  }
  guard options.aspect.isFinite, (0.01...100).contains(options.aspect) else {
    throw .parameter("aspect", problem: "must lie between 0.01 and 100")
  }
  guard options.openness >= 0, options.openness <= 2 else {
    throw .parameter("openness", problem: "must lie between 0 and 2")
  }
  guard options.gap.isFinite, options.gap >= 0 else {
    throw .parameter("gap", problem: "must not be negative")
  }
  let components = weaklyConnectedComponents(of: graph)
  var members = [[Int32]](repeating: [], count: components.count)
  for (node, component) in components.membership.enumerated() {
    members[Int(component)].append(Int32(truncatingIfNeeded: node))
  }
  var x = [Double](repeating: 0, count: graph.nodeCount)
  var y = x
  var boxes: [ComponentPacking.Box] = []
  var position = [Int32](repeating: 0, count: graph.nodeCount)
  for (component, nodes) in members.enumerated() {
    if execution.isCancelled() { throw .cancelled }
    for (place, node) in nodes.enumerated() { position[Int(node)] = Int32(place) }
    var drawing = ComponentDrawing(LayoutLevel(graph, nodes, position), options)
    drawing.lieDown()
    boxes.append(drawing.box(margin: options.gap / 2))
    for (place, node) in nodes.enumerated() {
      x[Int(node)] = drawing.x[place]
      y[Int(node)] = drawing.y[place]
    }
    execution.progress(component + 1, members.count)
  }
  let packing = ComponentPacking(boxes, sizes: components.sizes, aspect: options.aspect)
  for (component, nodes) in members.enumerated() {
    let box = boxes[component]
    let (left, top) = packing.corners[component]
    for node in nodes {
      x[Int(node)] += left - box.left
      y[Int(node)] += top - box.top
    }
  }
  return GraphLayout(
    x: x, y: y, width: packing.width, height: packing.height, components: components)
}

/// One component, drawn by itself.
struct ComponentDrawing {
  private(set) var x: [Double]
  private(set) var y: [Double]

  /// Steps on the coarsest image, where they cost nothing and everything is decided.
  private static let coarsestIterations = 300

  init(_ finest: LayoutLevel, _ options: ForceLayoutOptions) {
    var levels = [finest]
    var suns: [[Int32]] = []
    while levels[levels.count - 1].count > 24,
      let (coarser, sun) = levels[levels.count - 1].coarser()
    {
      levels.append(coarser)
      suns.append(sun)
    }
    let last = levels.count - 1
    (x, y) = Sunflower.spots(levels[last].count, pitch: 1.5 * levels[last].meanMassRoot)
    guard finest.count > 1 else { return }
    ForceKernel.run(
      levels[last], &x, &y, iterations: max(Self.coarsestIterations, options.iterations),
      heat: 2 * levels[last].meanMassRoot, openness: options.openness)
    for level in (0..<last).reversed() {
      (x, y) = levels[level].refined(x, y, clusters: suns[level])
      let steps = level == 0 ? options.iterations : options.iterations * 3 / 2
      ForceKernel.run(
        levels[level], &x, &y, iterations: steps, heat: 2 * levels[level].meanMassRoot,
        openness: options.openness)
    }
  }

  /// Turns the drawing so that it is widest from left to right: by the axes of its second moments.
  mutating func lieDown() {
    let count = Double(x.count)
    guard x.count > 1 else { return }
    let (centreX, centreY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for node in x.indices {
      let (a, b) = (x[node] - centreX, y[node] - centreY)
      xx += a * a
      xy += a * b
      yy += b * b
    }
    // The eigenvector of the larger eigenvalue of the symmetric matrix (xx, xy; xy, yy).
    let half = (xx - yy) / 2
    let root = (half * half + xy * xy).squareRoot()
    var (u, v) = half >= 0 ? (root + half, xy) : (xy, root - half)
    let length = (u * u + v * v).squareRoot()
    (u, v) = length > 1e-12 ? (u / length, v / length) : (1, 0)
    if u < 0 { (u, v) = (-u, -v) }
    // A disc with this much room for each node has the second moment count² · room / 2π.
    let least = count * count * Self.roomPerNode / (2 * Double.pi)
    let moment = xx + yy
    let scale = moment > 0 && moment < least ? (least / moment).squareRoot() : 1
    for node in x.indices {
      let (a, b) = (x[node] - centreX, y[node] - centreY)
      x[node] = scale * (u * a + v * b)
      y[node] = scale * (u * b - v * a)
    }
  }

  /// The area that a node has at least, on average.
  private static let roomPerNode = 1.0

  func box(margin: Double) -> ComponentPacking.Box {
    let left = (x.min() ?? 0) - margin
    let top = (y.min() ?? 0) - margin
    return ComponentPacking.Box(
      left: left, top: top, width: (x.max() ?? 0) + margin - left,
      height: (y.max() ?? 0) + margin - top)
  }
}

/// Spots spread evenly over a disc: each is turned from the one before by the golden angle.
enum Sunflower {
  /// Cosine and sine of 2π(1 − 1/φ), so that no function of a system library decides a bit.
  static let turn = (cos: -0.737_368_878_078_319_9, sin: 0.675_490_294_261_523_9)

  static func spots(_ count: Int, pitch: Double) -> (x: [Double], y: [Double]) {
    var x: [Double] = []
    var y: [Double] = []
    var (u, v) = (1.0, 0.0)
    for place in 0..<count {
      let radius = pitch * (Double(place) + 0.3).squareRoot()
      x.append(radius * u)
      y.append(radius * v)
      (u, v) = (u * turn.cos - v * turn.sin, u * turn.sin + v * turn.cos)
    }
    return (x, y)
  }
}
