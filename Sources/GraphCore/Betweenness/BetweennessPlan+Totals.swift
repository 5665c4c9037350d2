extension BetweennessPlan {
  /// The sums of dependencies of all nodes, over ordered pairs: those of the runs, and in closed form
  /// what was folded.
  ///
  /// - Parameter sourceCounts: how often each node is a source; `nil`: every node once.
  func nodeTotals(_ sums: DependencySums, sourceCounts: [Double]? = nil) -> [Double] {
    var totals = [Double](repeating: 0, count: graph.nodeCount)
    for (kept, node) in original.enumerated() { totals[Int(node)] = sums.nodes[kept] }
    guard !pendants.isEmpty else { return totals }
    if graph.isDirected {
      let reach = reachOfAll(sums, sourceCounts)
      // Whoever comes to a node passes it on the way to what hangs on it.
      for (kept, node) in original.enumerated() {
        totals[Int(node)] += (weights[kept] - 1) * reach[Int(node)]
      }
      for pendant in pendants {
        totals[Int(pendant.node)] = (pendant.weight - 1) * reach[Int(pendant.node)]
      }
    } else {
      addTrees(to: &totals)
    }
    return totals
  }

  /// The same for edges.
  func edgeTotals(_ sums: DependencySums, sourceCounts: [Double]? = nil) -> [Double] {
    var totals = [Double](repeating: 0, count: graph.edgeCount)
    for (arc, edge) in edges.enumerated() { totals[Int(edge)] += sums.arcs[arc] }
    guard !pendants.isEmpty else { return totals }
    let reach = graph.isDirected ? reachOfAll(sums, sourceCounts) : []
    let sizes = graph.isDirected ? [] : componentWeights()
    let rows = ShortestRows(graph, lengths: edgeLengths)
    for pendant in pendants {
      let parent = Int(pendant.parent)
      let own = sourceCounts?[parent] ?? 1
      let flow =
        graph.isDirected
        ? (reach[parent] + own) * pendant.weight
        : 2 * pendant.weight * (sizes[parent] - pendant.weight)
      let row = rows.arcs(from: parent, to: pendant.node)
      for arc in row { totals[Int(rows.edges[arc])] += flow / Double(row.count) }
    }
    return totals
  }

  /// How many sources other than itself reach each node.
  private func reachOfAll(_ sums: DependencySums, _ sourceCounts: [Double]?) -> [Double] {
    var reach = [Double](repeating: 0, count: graph.nodeCount)
    for (kept, node) in original.enumerated() { reach[Int(node)] = sums.reach[kept] }
    for pendant in pendants.reversed() {
      let parent = Int(pendant.parent)
      reach[Int(pendant.node)] = reach[parent] + (sourceCounts?[parent] ?? 1)
    }
    return reach
  }

  /// The number of nodes in the component of each node of an undirected graph.
  private func componentWeights() -> [Double] {
    var sizes = [Double](repeating: 0, count: graph.nodeCount)
    var seen = [Bool](repeating: false, count: keptCount)
    var queue: [Int32] = []
    for start in 0..<keptCount where !seen[start] {
      queue.removeAll(keepingCapacity: true)
      queue.append(Int32(truncatingIfNeeded: start))
      seen[start] = true
      var head = 0
      var size = 0.0
      while head < queue.count {
        let node = Int(queue[head])
        head += 1
        size += weights[node]
        for arc in Int(offsets[node])..<Int(offsets[node + 1]) where !seen[Int(targets[arc])] {
          seen[Int(targets[arc])] = true
          queue.append(targets[arc])
        }
      }
      for node in queue { sizes[Int(original[Int(node)])] = size }
    }
    for pendant in pendants.reversed() { sizes[Int(pendant.node)] = sizes[Int(pendant.parent)] }
    return sizes
  }

  /// Ordered pairs with one end or both in trees that hang on a node.
  private func addTrees(to totals: inout [Double]) {
    let sizes = componentWeights()
    // From each tree on a node to every node outside it, but the node itself.
    for pendant in pendants {
      let parent = Int(pendant.parent)
      totals[parent] += pendant.weight * (sizes[parent] - 1 - pendant.weight)
    }
    // From the rest of the component to the trees.
    for pendant in pendants {
      let node = Int(pendant.node)
      totals[node] += (pendant.weight - 1) * (sizes[node] - pendant.weight)
    }
    for (kept, node) in original.enumerated() {
      totals[Int(node)] += (weights[kept] - 1) * (sizes[Int(node)] - weights[kept])
    }
  }
}
