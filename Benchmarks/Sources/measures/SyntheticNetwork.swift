import Foundation
import JieduiKit

/// The synthetic network as it is read from its two files, and the instances of the tasks.
///
/// Nothing is made before it is asked for, so that the peak of memory is that of one task.
final class SyntheticNetwork {
  let edgesPath: String
  private let nodesPath: String

  init(folder: String, size: String) {
    edgesPath = "\(folder)/\(size)_edges.csv"
    nodesPath = "\(folder)/\(size)_nodes.csv"
  }

  /// All edges, in file order: the multigraph.
  func read() throws -> EdgeListFile { try EdgeListFile.read(edgesPath) }

  /// One edge for each pair of nodes, with the least distance.
  func undirected() throws -> (graph: CompactGraph, lengths: [Int64]) {
    let file = try read()
    let merged = try file.graph.merged(
      as: .undirected, weights: file.numbers("dist_m")?.values, by: .minimum)
    return (merged.graph, merged.weights)
  }

  /// One edge for each ordered pair of nodes, with its multiplicity.
  func directed() throws -> (graph: CompactGraph, multiplicities: [Int64]) {
    let merged = try read().graph.merged(by: .count)
    return (merged.graph, merged.weights)
  }

  // MARK: - Flows

  struct Flow {
    var graph: CompactGraph
    var capacities: [Int64]
    var costs: [Int64]
    var source: Int
    var sink: Int
    /// What all sinks together can take.
    var demand: Int64
  }

  /// Pairings and funds as arcs, between a source of all givers and a sink of all western villages.
  func flow() throws -> Flow {
    let file = try read()
    guard let kinds = file.numbers("kind")?.values, let amounts = file.numbers("amount")?.values,
      let distances = file.numbers("dist_m")?.values
    else { throw CocoaError(.fileReadCorruptFile) }
    let places = try places()
    let count = file.graph.nodeCount
    var (sources, targets) = ([Int32](), [Int32]())
    var (capacities, costs) = ([Int64](), [Int64]())
    for edge in 0..<file.graph.edgeCount where kinds[edge] == 1 || kinds[edge] == 2 {
      sources.append(file.graph.sources[edge])
      targets.append(file.graph.targets[edge])
      capacities.append(max(1, amounts[edge] / 1000))
      costs.append(distances[edge] / 1000)
    }
    for giver in places.ids(level: 2, east: true) + places.ids(level: 5) {
      sources.append(Int32(count))
      targets.append(Int32(giver))
      capacities.append(1_000_000)
      costs.append(0)
    }
    let draws = Draws(stream: 50)
    let first = places.ids(level: 4)[0]
    var demand: Int64 = 0
    for village in places.ids(level: 4, east: false) {
      sources.append(Int32(village))
      targets.append(Int32(count + 1))
      capacities.append(Int64(5 + draws.below(20, village - first, 0)))
      demand += capacities[capacities.count - 1]
      costs.append(0)
    }
    return Flow(
      graph: try CompactGraph(
        .directed, nodeCount: count + 2, sources: sources, targets: targets),
      capacities: capacities, costs: costs, source: count, sink: count + 1, demand: demand)
  }

  /// Kilometres from each eastern to each western county, row by row.
  func distances() throws -> (rows: Int, columns: Int, costs: [Int64]) {
    let places = try places()
    let east = places.ids(level: 2, east: true)
    let west = places.ids(level: 2, east: false)
    var costs: [Int64] = []
    costs.reserveCapacity(east.count * west.count)
    for from in east {
      for to in west {
        let north = 111 * (places.latitude[from] - places.latitude[to])
        let across = 96 * (places.longitude[from] - places.longitude[to])
        let square = north * north + across * across
        var root = Int(Double(square).squareRoot())
        while root * root > square { root -= 1 }
        while (root + 1) * (root + 1) <= square { root += 1 }
        costs.append(Int64(root / 100 / 1000))
      }
    }
    return (east.count, west.count, costs)
  }

  func transport() throws -> (supplies: [Int64], demands: [Int64], costs: [Int64]) {
    let (rows, columns, costs) = try distances()
    let draws = Draws(stream: 60)
    let demands = (0..<columns).map { Int64(100 + draws.below(900, $0, 0)) }
    let supply = 6 * demands.reduce(0, +) / Int64(5 * rows) + 1
    return (Array(repeating: supply, count: rows), demands, costs)
  }

  /// The distinct pairings of eastern villages and enterprises with western villages.
  func twoMode() throws -> TwoModeGraph {
    let file = try read()
    let places = try places()
    let left = places.ids(level: 4, east: true) + places.ids(level: 5)
    let right = places.ids(level: 4, east: false)
    var row = [Int32](repeating: -1, count: places.count)
    var column = [Int32](repeating: -1, count: places.count)
    for (index, id) in left.enumerated() { row[id] = Int32(index) }
    for (index, id) in right.enumerated() { column[id] = Int32(index) }
    guard let kinds = file.numbers("kind")?.values else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let chosen = file.graph.view { edge in
      let (source, target) = file.graph.ends(of: edge)
      return kinds[edge] == 1 && row[source] >= 0 && column[target] >= 0
    }
    let simple = try chosen.frozen().graph.merged(by: .count).graph
    return try TwoModeGraph(
      leftCount: left.count, rightCount: right.count,
      edges: (0..<simple.edgeCount).map { edge in
        let (source, target) = simple.ends(of: edge)
        return (Int(row[source]), Int(column[target]))
      })
  }

  // MARK: - Places

  struct Places {
    var level: [Int] = []
    var isEast: [Bool] = []
    var latitude: [Int] = []
    var longitude: [Int] = []

    var count: Int { level.count }

    func ids(level wanted: Int, east: Bool? = nil) -> [Int] {
      level.indices.filter { level[$0] == wanted && (east == nil || isEast[$0] == east) }
    }
  }

  func places() throws -> Places {
    var places = Places()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: nodesPath))
    var cells: [Int] = []
    var (value, sign, isHeader) = (0, 1, true)
    for byte in bytes {
      switch byte {
      case 0x30...0x39: value = value * 10 + Int(byte - 0x30)
      case 0x2D: sign = -1
      case 0x2C, 0x0A:
        cells.append(sign * value)
        (value, sign) = (0, 1)
        guard byte == 0x0A else { continue }
        if !isHeader {
          places.level.append(cells[1])
          places.isEast.append(cells[3] == 1)
          places.latitude.append(cells[4])
          places.longitude.append(cells[5])
        }
        isHeader = false
        cells.removeAll(keepingCapacity: true)
      default: continue
      }
    }
    return places
  }
}
