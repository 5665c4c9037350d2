/// Whether edges join nodes of like degree.
///
/// Pearson's correlation, over all arcs, of a degree of the node where the arc begins with a degree of
/// the node where it ends: in [-1, 1].
///
/// ## Conventions
/// - Every edge counts, parallel ones each. An undirected edge is two arcs, one each way, and so is an
///   undirected loop; a directed loop is one arc. Degrees are those of ``degrees(of:_:)-(CompactGraph,_)``.
/// - In an undirected graph both sides are the degree.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - source: which degree to take where an arc begins.
///   - target: which degree to take where it ends.
/// - Returns: `nil` without edges, or when one side never varies, so that there is no correlation.
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
/// - Source: Newman (2003), "Mixing patterns in networks", equations 21 and 26.
public func degreeAssortativity(
  of graph: CompactGraph, source: ArcSide = .outgoing, target: ArcSide = .incoming
) -> Double? {
  correlation(
    graph, degrees(of: graph, source).map(Double.init), degrees(of: graph, target).map(Double.init))
}

/// Whether edges join nodes of like value (income, say): Pearson's correlation over all arcs.
///
/// Conventions, return value, complexity and source as in ``degreeAssortativity(of:source:target:)``.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - values: a finite value for each node; `nil` where it is not known: edges there are left out.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/parameter(_:problem:)`` for a
///   value that is not finite.
public func numericAssortativity(
  of graph: CompactGraph, values: [Double?]
) throws(GraphError) -> Double? {
  guard values.count == graph.nodeCount else {
    throw .wrongCount(of: "values", expected: graph.nodeCount, found: values.count)
  }
  if let node = values.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
    throw .parameter("values", problem: "has no finite number at node \(node)")
  }
  let known = values.map { $0 ?? .nan }
  return correlation(graph, known, known)
}

/// Whether edges join nodes of the same category: Newman's assortativity coefficient.
///
/// The share of arcs inside categories less the share to be expected by chance, divided by the most that
/// difference could be: 1 when all arcs are inside, 0 as by chance.
///
/// ## Conventions
/// - Edges count as in ``degreeAssortativity(of:source:target:)``.
///
/// Example: categories *A*, *A*, *B* and edges from the first to the second and the third: half of the
/// arcs are inside, and chance gives 1 × ½ + 0 × ½ = ½, so the coefficient is 0.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - categories: a category, not negative, for each node; `nil` where it is not known: edges there are
///     left out.
/// - Returns: `nil` without edges, or when all arcs begin and end in one category.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/parameter(_:problem:)`` for a
///   negative category.
/// - Complexity: O(*n* + *m* + *c*) time and O(*n* + *c*) memory, where *c* is the largest category.
/// - Source: Newman (2003), "Mixing patterns in networks", equation 2.
public func categoricalAssortativity(
  of graph: CompactGraph, categories: [Int32?]
) throws(GraphError) -> Double? {
  guard categories.count == graph.nodeCount else {
    throw .wrongCount(of: "categories", expected: graph.nodeCount, found: categories.count)
  }
  if let node = categories.firstIndex(where: { ($0 ?? 0) < 0 }) {
    throw .parameter("categories", problem: "has a negative number at node \(node)")
  }
  let count = categories.reduce(0) { max($0, Int($1 ?? 0) + 1) }
  var begins = [Int64](repeating: 0, count: count)
  var ends = begins
  var (inside, arcs): (Int64, Int64) = (0, 0)
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    guard let from = categories[source], let to = categories[target] else { continue }
    for (from, to) in graph.isDirected ? [(from, to)] : [(from, to), (to, from)] {
      begins[Int(from)] += 1
      ends[Int(to)] += 1
      inside += from == to ? 1 : 0
      arcs += 1
    }
  }
  guard arcs > 0 else { return nil }
  let all = Double(arcs)
  let chance = zip(begins, ends).reduce(0.0) { $0 + Double($1.0) / all * (Double($1.1) / all) }
  guard zip(begins, ends).allSatisfy({ $0 < arcs || $1 < arcs }) else { return nil }
  return (Double(inside) / all - chance) / (1 - chance)
}

/// Pearson's correlation over all arcs of a value where each begins with a value where it ends. Arcs with
/// a value that is not a number are left out.
private func correlation(_ graph: CompactGraph, _ begins: [Double], _ ends: [Double]) -> Double? {
  let turns = graph.isDirected ? 1 : 2
  var arcs = 0.0
  var (sumX, sumY) = (0.0, 0.0)
  forEachArc(graph, begins, ends, turns) { x, y in
    arcs += 1
    sumX += x
    sumY += y
  }
  guard arcs > 0 else { return nil }
  // Deviations from the mean, in a second pass, so that large values do not cancel.
  let (meanX, meanY) = (sumX / arcs, sumY / arcs)
  var (squareX, squareY, product) = (0.0, 0.0, 0.0)
  var (leastX, mostX) = (Double.infinity, -Double.infinity)
  var (leastY, mostY) = (Double.infinity, -Double.infinity)
  forEachArc(graph, begins, ends, turns) { x, y in
    (leastX, mostX) = (min(leastX, x), max(mostX, x))
    (leastY, mostY) = (min(leastY, y), max(mostY, y))
    squareX += (x - meanX) * (x - meanX)
    squareY += (y - meanY) * (y - meanY)
    product += (x - meanX) * (y - meanY)
  }
  guard leastX < mostX, leastY < mostY else { return nil }
  // Of an undirected graph both are the same, and no root need be rounded.
  let spread = squareX == squareY ? squareX : squareX.squareRoot() * squareY.squareRoot()
  return max(-1, min(1, product / spread))
}

@inline(__always)
private func forEachArc(
  _ graph: CompactGraph, _ begins: [Double], _ ends: [Double], _ turns: Int,
  _ body: (_ begin: Double, _ end: Double) -> Void
) {
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    if (begins[source] + ends[target]).isNaN { continue }
    body(begins[source], ends[target])
    if turns == 2 { body(begins[target], ends[source]) }
  }
}
