/// Checks from the input alone that a flow is a maximum. It shares no code with the method that found it.
///
/// The flow must keep the capacities and be conserved, and the stated cut must have the value of the
/// flow: no flow can be larger than any cut.
///
/// - Parameters:
///   - supplies: as given to ``maximumFlow(in:capacities:supplies:execution:)``; for sources and sinks
///     without limit `Int64.max` and `-Int64.max`.
/// - Returns: what is wrong; empty when the flow is proved to be a maximum.
/// - Complexity: O(*n* + *m*) time and memory.
public func problems(
  in flow: MaximumFlow, graph: CompactGraph, capacities: [Int64], supplies: [Int64]
) -> [FlowProblem] {
  for (count, name, expected) in [
    (flow.flows.count, "flows", graph.edgeCount), (capacities.count, "capacities", graph.edgeCount),
    (supplies.count, "supplies", graph.nodeCount),
    (flow.isOnSourceSide.count, "sides", graph.nodeCount),
  ] where count != expected {
    return [.wrongLength(of: name)]
  }
  var found: [FlowProblem] = []
  var net = [Int128](repeating: 0, count: graph.nodeCount)
  var cut: Int128 = 0
  var cutEdges: [Int32] = []
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    net[source] += Int128(flow.flows[edge])
    net[target] -= Int128(flow.flows[edge])
    let least = graph.isDirected ? 0 : -Int128(capacities[edge])
    if !(least...Int128(capacities[edge])).contains(Int128(flow.flows[edge])) {
      found.append(.outOfBounds(edge: edge, flow: flow.flows[edge]))
    }
    let crosses =
      graph.isDirected
      ? flow.isOnSourceSide[source] && !flow.isOnSourceSide[target]
      : flow.isOnSourceSide[source] != flow.isOnSourceSide[target]
    if crosses && capacities[edge] > 0 {
      cutEdges.append(Int32(truncatingIfNeeded: edge))
      cut += Int128(capacities[edge])
    }
  }
  var sent: Int128 = 0
  for node in 0..<graph.nodeCount {
    let supply = Int128(supplies[node])
    let limits: ClosedRange<Int128> =
      switch supplies[node] {
      case .max: 0...Int128.max
      case -.max: Int128.min...0
      case 0...: 0...supply
      default: supply...0
      }
    if !limits.contains(net[node]) {
      found.append(.notConserved(node: node, surplus: net[node]))
    }
    sent += max(net[node], 0)
    if supply > 0 && !flow.isOnSourceSide[node] { cut += supply }
    if supply < 0 && flow.isOnSourceSide[node] { cut -= supply }
  }
  if sent != Int128(flow.value) {
    found.append(.wrongTotal(stated: Int128(flow.value), found: sent))
  }
  if cut != Int128(flow.value) || cutEdges != flow.cutEdges {
    found.append(.unprovedRefusal("the cut lets \(cut) pass, the flow is \(flow.value)"))
  }
  return found
}
