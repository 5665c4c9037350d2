extension BetweennessPlan {
  /// The sums of dependencies of all nodes, over ordered pairs: those of the runs, and in closed form
  /// what was folded.
  func nodeTotals(_ sums: DependencySums) -> [Double] {
    var totals = [Double](repeating: 0, count: graph.nodeCount)
    for (kept, node) in original.enumerated() { totals[Int(node)] = sums.nodes[kept] }
    guard !pendants.isEmpty else { return totals }
    if graph.isDirected {
      let reach = reachOfAll(sums)
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
  func edgeTotals(_ sums: DependencySums) -> [Double] {
    var totals = [Double](repeating: 0, count: graph.edgeCount)
    for (arc, edge) in edges.enumerated() { totals[Int(edge)] += sums.arcs[arc] }
    guard !pendants.isEmpty else { return totals }
    let reach = graph.isDirected ? reachOfAll(sums) : []
    let below = graph.isDirected ? [] : sourcesBelow()
    let sizes = graph.isDirected ? [] : componentSums(of: weights)
    let sources = graph.isDirected ? [] : componentSums(of: original.map { below[Int($0)] })
    let rows = ShortestRows(graph, lengths: edgeLengths)
    for pendant in pendants {
      let parent = Int(pendant.parent)
      let own = sourceCounts?[parent] ?? 1
      let flow =
        graph.isDirected
        ? (reach[parent] + own) * pendant.weight
        : treeFlow(pendant, below[Int(pendant.node)], sizes[parent], sources[parent])
      let row = rows.arcs(from: parent, to: pendant.node)
      for arc in row { totals[Int(rows.edges[arc])] += flow / Double(row.count) }
    }
    return totals
  }

  /// How many sources other than itself reach each node.
  private func reachOfAll(_ sums: DependencySums) -> [Double] {
    var reach = [Double](repeating: 0, count: graph.nodeCount)
    for (kept, node) in original.enumerated() { reach[Int(node)] = sums.reach[kept] }
    for pendant in pendants.reversed() {
      let parent = Int(pendant.parent)
      reach[Int(pendant.node)] = reach[parent] + (sourceCounts?[parent] ?? 1)
    }
    return reach
  }

  /// What passes the edge of a pendant: from the sources below it out, and from all others in.
  private func treeFlow(
    _ pendant: Pendant, _ below: Double, _ size: Double, _ sources: Double
  ) -> Double {
    below * (size - pendant.weight) + (sources - below) * pendant.weight
  }

  /// For each node of an undirected graph, the sum of a column of kept nodes over its component.
  private func componentSums(of column: [Double]) -> [Double] {
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
        size += column[node]
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

  /// Ordered pairs of a source and a target with one end or both in trees that hang on a node.
  private func addTrees(to totals: inout [Double]) {
    let below = sourcesBelow()
    let sizes = componentSums(of: weights)
    let sources = componentSums(of: original.map { below[Int($0)] })
    // From each tree on a node to every node outside it, but the node itself.
    for pendant in pendants {
      let parent = Int(pendant.parent)
      totals[parent] += below[Int(pendant.node)] * (sizes[parent] - 1 - pendant.weight)
    }
    // From the rest of the component to the trees.
    for pendant in pendants {
      let node = Int(pendant.node)
      totals[node] += (pendant.weight - 1) * (sources[node] - below[node])
    }
    for (kept, node) in original.enumerated() {
      totals[Int(node)] += (weights[kept] - 1) * (sources[Int(node)] - below[Int(node)])
    }
  }
}
