import GraphCore

/// The problems that are solved on the synthetic network.
extension SyntheticNetwork {
  /// All edges as they are: **G**, a directed multigraph; weights are ``dist`` or ``amount``.
  func graph() throws -> CompactGraph {
    try CompactGraph(.directed, nodeCount: nodeCount, sources: sources, targets: targets)
  }

  /// **U**: undirected and simple; weights are the least distance.
  func undirected() throws -> MergedGraph {
    try graph().merged(as: .undirected, weights: dist, by: .minimum)
  }

  /// **D**: directed and simple; weights are multiplicities.
  func directed() throws -> MergedGraph { try graph().merged(by: .count) }

  /// Arcs of a flow problem; parallel arcs stay.
  struct FlowProblem {
    var nodeCount: Int
    var source: Int
    var sink: Int
    var sources: [Int32] = []
    var targets: [Int32] = []
    var capacities: [Int64] = []
    var costs: [Int64] = []

    mutating func add(_ source: Int, _ target: Int, _ capacity: Int64, _ cost: Int64) {
      sources.append(Int32(source))
      targets.append(Int32(target))
      capacities.append(capacity)
      costs.append(cost)
    }

    func graph() throws -> CompactGraph {
      try CompactGraph(.directed, nodeCount: nodeCount, sources: sources, targets: targets)
    }
  }

  /// Pairings and funds from a source before all east counties and enterprises to a sink behind all
  /// west villages.
  var flow: FlowProblem {
    var flow = FlowProblem(nodeCount: nodeCount + 2, source: nodeCount, sink: nodeCount + 1)
    for edge in sources.indices where kind[edge] == 1 || kind[edge] == 2 {
      flow.add(
        Int(sources[edge]), Int(targets[edge]), max(1, amount[edge] / 1_000), dist[edge] / 1_000)
    }
    for donor in nodes(level: 2, .east) + nodes(level: 5) {
      flow.add(flow.source, donor, 1_000_000, 0)
    }
    let firstVillage = nodes(level: 4)[0]
    for village in nodes(level: 4, .west) {
      flow.add(village, flow.sink, 5 + Int64(Draw.below(20, 50, village - firstVillage, 0)), 0)
    }
    return flow
  }

  /// East counties (rows) to west counties (columns), every pair; the same costs are those of the
  /// assignment problem.
  struct Transportation {
    var supplies: [Int64]
    var demands: [Int64]
    /// By rows: the cost of the pair (i, j) is `costs[i * demands.count + j]`.
    var costs: [Int64]
  }

  var transportation: Transportation {
    let rows = nodes(level: 2, .east)
    let columns = nodes(level: 2, .west)
    let demands = columns.indices.map { 100 + Int64(Draw.below(900, 60, $0, 0)) }
    let supply = (6 * demands.reduce(0, +)) / (5 * Int64(rows.count)) + 1
    return Transportation(
      supplies: rows.map { _ in supply }, demands: demands,
      costs: rows.flatMap { row in columns.map { distance(row, $0) / 1_000 } })
  }

  /// Which donor (east village or enterprise) is paired with which west village, each pair once:
  /// positions in `left` and `right`, by left, then right.
  struct Bipartite {
    var left: [Int]
    var right: [Int]
    var pairs: [(left: Int, right: Int)]
  }

  var bipartite: Bipartite {
    let left = nodes(level: 4, .east) + nodes(level: 5)
    let right = nodes(level: 4, .west)
    var position = [Int](repeating: -1, count: nodeCount)
    for (index, node) in left.enumerated() { position[node] = index }
    var isRight = [Bool](repeating: false, count: nodeCount)
    for (index, node) in right.enumerated() {
      position[node] = index
      isRight[node] = true
    }
    var codes: Set<Int> = []
    for edge in sources.indices where kind[edge] == 1 {
      let (source, target) = (Int(sources[edge]), Int(targets[edge]))
      guard position[source] >= 0, !isRight[source], isRight[target] else { continue }
      codes.insert(position[source] * right.count + position[target])
    }
    return Bipartite(
      left: left, right: right,
      pairs: codes.sorted().map { ($0 / right.count, $0 % right.count) })
  }

  /// Sources of sampled betweenness.
  var pivots: [Int] { (0..<64).map { $0 * nodeCount / 64 } }

  /// Sources of the shortest-path searches on **U**.
  var searchSources: [Int] { (0..<10).map { $0 * nodeCount / 10 } }

  /// The edge table as the specification writes it.
  var edgesCSV: String {
    var text = "src,dst,kind,dist_m,amount\n"
    for edge in sources.indices {
      text += "\(sources[edge]),\(targets[edge]),\(kind[edge]),\(dist[edge]),\(amount[edge])\n"
    }
    return text
  }

  /// The node table as the specification writes it.
  var nodesCSV: String {
    var text = "id,level,parent,east,lat_e5,lon_e5,pop\n"
    for node in level.indices {
      text += "\(node),\(level[node]),\(parent[node]),\(isEast[node] ? 1 : 0),"
      text += "\(latitude[node]),\(longitude[node]),\(population[node])\n"
    }
    return text
  }
}
