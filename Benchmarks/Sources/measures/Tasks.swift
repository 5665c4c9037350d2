import JieduiKit

/// What a task found, in numbers by which runs are compared.
typealias Answer = [(name: String, value: Double)]

/// The tasks of the table: each is prepared first, and what it gives back is what the clock sees.
struct Tasks {
  struct Unknown: Error {
    let name: String
  }

  let network: SyntheticNetwork
  let execution: Execution

  func prepare(_ name: String) throws -> () throws -> Answer {
    switch name {
    case "load":
      return { [network] in
        let graph = try network.read().graph
        return [("n", Double(graph.nodeCount)), ("m", Double(graph.edgeCount))]
      }
    case "wcc", "scc": return try components(name)
    case "pagerank", "hits": return try spectral(name)
    case "kcore", "bridges", "articulation", "mst", "clustering", "triads":
      return try structure(name)
    case "dijkstra10", "closeness", "harmonic": return try paths(name)
    case "betweenness", "edge betweenness", "bc64": return try betweenness(name)
    case "leiden": return try communities()
    case "maxflow", "mincostflow": return try flows(name)
    case "transport", "assignment", "matching": return try pairings(name)
    default: throw Unknown(name: name)
    }
  }

  private func components(_ name: String) throws -> () throws -> Answer {
    let graph = try network.directed().graph
    return {
      let found =
        name == "wcc"
        ? weaklyConnectedComponents(of: graph) : stronglyConnectedComponents(of: graph)
      return [("n", Double(found.count)), ("largest", Double(found.sizes.max() ?? 0))]
    }
  }

  private func spectral(_ name: String) throws -> () throws -> Answer {
    let (graph, weights) = try network.directed()
    if name == "pagerank" {
      return { [execution] in
        Self.norms(try pageRank(of: graph, weights: weights, execution: execution).scores)
      }
    }
    return { [execution] in
      let found = try hits(of: graph, weights: weights, execution: execution)?.authorities ?? []
      let sum = found.reduce(0, +)
      return Self.norms(found.map { $0 / sum })
    }
  }

  private func structure(_ name: String) throws -> () throws -> Answer {
    let execution = execution
    if name == "triads" {
      let graph = try network.directed().graph
      return {
        let census = try triadCensus(of: graph, execution: execution)
        return [
          ("300", Double(census[.m300])), ("111U", Double(census[.m111U])),
          ("012", Double(census[.m012])),
        ]
      }
    }
    let (graph, lengths) = try network.undirected()
    switch name {
    case "kcore":
      return {
        let numbers = coreNumbers(of: graph)
        return [("sum", Double(numbers.reduce(0, +))), ("max", Double(numbers.max() ?? 0))]
      }
    case "bridges": return { [("count", Double(bridges(of: graph).count))] }
    case "articulation": return { [("count", Double(articulationPoints(of: graph).count))] }
    case "mst":
      return {
        [("length", Double(try minimumSpanningForest(of: graph, lengths: lengths).totalLength))]
      }
    default:
      return {
        let found = try clustering(of: graph, execution: execution)
        return [("sum", found.coefficients.reduce(0) { $0 + ($1 ?? 0) })]
      }
    }
  }

  private func paths(_ name: String) throws -> () throws -> Answer {
    let (graph, lengths) = try network.undirected()
    let execution = execution
    switch name {
    case "dijkstra10":
      let sources = (0..<10).map { $0 * graph.nodeCount / 10 }
      return {
        let table = try distanceTable(
          of: graph, from: sources, lengths: lengths, execution: execution)
        return [("sum", Double(try table.total().sum))]
      }
    case "closeness":
      return { [("sum", try closeness(of: graph, execution: execution).reduce(0, +))] }
    default:
      return { [("sum", try harmonicCloseness(of: graph, execution: execution).reduce(0, +))] }
    }
  }

  private func betweenness(_ name: String) throws -> () throws -> Answer {
    let graph = try network.undirected().graph
    let execution = execution
    switch name {
    case "betweenness":
      return { Self.totals(try JieduiKit.betweenness(of: graph, execution: execution)) }
    case "edge betweenness":
      return { Self.totals(try edgeBetweenness(of: graph, execution: execution)) }
    default:
      let pivots = (0..<64).map { $0 * graph.nodeCount / 64 }
      return {
        Self.totals(try dependencies(of: graph, onPathsFrom: pivots, execution: execution))
      }
    }
  }

  private func communities() throws -> () throws -> Answer {
    let graph = try network.undirected().graph
    return { [execution] in
      let found = try leidenCommunities(of: graph, execution: execution)
      return [
        ("modularity", found.quality ?? .nan), ("communities", Double(found.partition.count)),
      ]
    }
  }

  private func flows(_ name: String) throws -> () throws -> Answer {
    let flow = try network.flow()
    let execution = execution
    if name == "maxflow" {
      return {
        let found = try maximumFlow(
          in: flow.graph, capacities: flow.capacities, from: flow.source, to: flow.sink,
          execution: execution)
        return [("flow", Double(found.value))]
      }
    }
    var supplies = [Int64](repeating: 0, count: flow.graph.nodeCount)
    supplies[flow.source] = flow.demand
    supplies[flow.sink] = -flow.demand
    return {
      let found = try minimumCostMaximumFlow(
        in: flow.graph, capacities: flow.capacities, costs: flow.costs, supplies: supplies,
        execution: execution)
      return [
        ("flow", Double(found.maximum.value)),
        ("cost", found.outcome.solution.map { Double($0.cost) } ?? .nan),
      ]
    }
  }

  private func pairings(_ name: String) throws -> () throws -> Answer {
    let execution = execution
    switch name {
    case "transport":
      let (supplies, demands, costs) = try network.transport()
      return {
        let found = try transportation(
          supplies: supplies, demands: demands, costs: costs, execution: execution)
        return [("cost", found.plan.map { Double($0.cost) } ?? .nan)]
      }
    case "assignment":
      let (rows, columns, costs) = try network.distances()
      let matrix = try CostMatrix(rowCount: rows, columnCount: columns, costs: costs)
      return {
        let found = try assignment(of: matrix, execution: execution)
        return [("cost", found.assignment.map { Double($0.total) } ?? .nan)]
      }
    default:
      let graph = try network.twoMode()
      return { [("card", Double(try maximumMatching(of: graph, execution: execution).count))] }
    }
  }

  // MARK: - Answers

  private static func norms(_ scores: [Double]) -> Answer {
    [
      ("max", scores.max() ?? 0),
      ("l2", scores.reduce(0) { $0 + $1 * $1 }.squareRoot()),
    ]
  }

  private static func totals(_ scores: [Double]) -> Answer {
    [("sum", scores.reduce(0, +)), ("max", scores.max() ?? 0)]
  }
}
