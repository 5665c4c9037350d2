/// Why a graph could not be made or a measure not be taken.
public enum GraphError: Error, Hashable, Sendable, CustomStringConvertible {
  case nodeOutOfRange(node: Int, nodeCount: Int)
  case edgeOutOfRange(edge: Int, edgeCount: Int)
  /// More than `Int32` can number.
  case tooLarge(nodes: Int, edges: Int)
  case wrongCount(of: String, expected: Int, found: Int)
  case selfLoop(node: Int)
  case parallelEdges(source: Int, target: Int)
  case negativeWeight(edge: Int, weight: Int64)
  /// A sum or product left the range of `Int64`.
  case overflow(in: String)
  case needsDirected(String)
  case needsUndirected(String)
  case notBipartite(edge: Int)
  case parameter(String, problem: String)
  case notConverged(measure: String, iterations: Int, residual: Double)
  /// What was divided does not add up to its parts: the fault of the method, never of the data.
  case notConserved(measure: String, lost: Double)
  /// The caller asked to stop.
  case cancelled

  public var description: String {
    switch self {
    case .nodeOutOfRange(let node, let count):
      "Node \(node) is not among the \(count) nodes; nodes are numbered from 0."
    case .edgeOutOfRange(let edge, let count):
      "Edge \(edge) is not among the \(count) edges; edges are numbered from 0."
    case .tooLarge(let nodes, let edges):
      "\(nodes) nodes and \(edges) edges are more than 32-bit ids can number."
    case .wrongCount(let what, let expected, let found):
      "There should be \(expected) \(what), one each, but there are \(found)."
    case .selfLoop(let node):
      "Node \(node) has an edge to itself, which this measure refuses; drop loops first (merged)."
    case .parallelEdges(let source, let target):
      "There are several edges from \(source) to \(target); merge them by a rule first (merged)."
    case .negativeWeight(let edge, let weight):
      "Edge \(edge) has the weight \(weight); it must not be negative here."
    case .overflow(let what):
      "\(what) is larger than 64-bit integers can hold; use a larger unit."
    case .needsDirected(let what): "\(what) needs a directed graph."
    case .needsUndirected(let what): "\(what) needs an undirected graph; merge directions first."
    case .notBipartite(let edge):
      "Edge \(edge) joins two nodes of the same side."
    case .parameter(let name, let problem): "\(name) \(problem)."
    case .notConverged(let measure, let iterations, let residual):
      "\(measure) did not converge in \(iterations) iterations; the change was still \(residual)."
    case .notConserved(let measure, let lost):
      "\(measure) does not add up: \(lost) units are missing. This is a fault of the program."
    case .cancelled: "The computation was cancelled."
    }
  }
}
