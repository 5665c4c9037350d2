/// A connected simple graph with masses, and how to make a coarser image of it.
struct LayoutLevel {
  /// Where the row of each node begins; one more entry than nodes.
  private(set) var offsets: [Int32] = [0]
  private(set) var neighbors: [Int32] = []
  /// How many edges of the graph each arc stands for.
  private(set) var weights: [Double] = []
  private(set) var masses: [Double] = []

  var count: Int { masses.count }

  /// The square root of the mean mass: the length at which two mean nodes joined once come to rest.
  var meanMassRoot: Double {
    guard count > 0 else { return 1 }
    return (masses.reduce(0, +) / Double(count)).squareRoot()
  }

  private init() {}

  /// The nodes of a component, in ascending order, each neighbour once.
  ///
  /// - Parameter position: the place of each node among `nodes`.
  init(_ graph: CompactGraph, _ nodes: [Int32], _ position: [Int32]) {
    for node in nodes {
      let row = Self.merged(graph.successors(of: Int(node)), graph.predecessors(of: Int(node)))
      for other in row where other != node {
        neighbors.append(position[Int(other)])
        weights.append(1)
      }
      offsets.append(Int32(truncatingIfNeeded: neighbors.count))
      masses.append(1 + Double(neighbors.count - Int(offsets[offsets.count - 2])) / 4)
    }
  }

  /// Two ascending rows as one, without repeats.
  private static func merged(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>) -> [Int32] {
    var found: [Int32] = []
    var (i, j) = (a.startIndex, b.startIndex)
    while i < a.endIndex || j < b.endIndex {
      let next: Int32
      if j == b.endIndex || (i < a.endIndex && a[i] <= b[j]) {
        next = a[i]
        i += 1
      } else {
        next = b[j]
        j += 1
      }
      if found.last != next { found.append(next) }
    }
    return found
  }

  private func row(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// The image in which each sun and its planets are one node, and the cluster of each node; nothing when
  /// that would hardly be smaller.
  ///
  /// Nodes are taken by degree, the largest first, then by number. One that is free becomes a sun and its free
  /// neighbours its planets; one without free neighbours joins the neighbour to which most edges lead.
  func coarser() -> (level: LayoutLevel, clusters: [Int32])? {
    let order = (0..<count).sorted { a, b in
      let (x, y) = (row(a).count, row(b).count)
      return x != y ? x > y : a < b
    }
    var cluster = [Int32](repeating: -1, count: count)
    var clusters: Int32 = 0
    for node in order where cluster[node] < 0 {
      let free = row(node).filter { cluster[Int(neighbors[$0])] < 0 }
      if free.isEmpty {
        var best = row(node).lowerBound
        for arc in row(node) where weights[arc] > weights[best] { best = arc }
        cluster[node] = row(node).isEmpty ? clusters : cluster[Int(neighbors[best])]
        if row(node).isEmpty { clusters += 1 }
      } else {
        cluster[node] = clusters
        for arc in free { cluster[Int(neighbors[arc])] = clusters }
        clusters += 1
      }
    }
    guard Int(clusters) * 10 <= count * 9 else { return nil }
    return (image(cluster, Int(clusters)), cluster)
  }

  private func image(_ cluster: [Int32], _ clusters: Int) -> LayoutLevel {
    var members = [[Int32]](repeating: [], count: clusters)
    for (node, number) in cluster.enumerated() {
      members[Int(number)].append(Int32(truncatingIfNeeded: node))
    }
    var image = LayoutLevel()
    var sums = [Double](repeating: 0, count: clusters)
    for (number, nodes) in members.enumerated() {
      var touched: [Int32] = []
      var mass = 0.0
      for node in nodes {
        mass += masses[Int(node)]
        for arc in row(Int(node)) {
          let other = cluster[Int(neighbors[arc])]
          guard Int(other) != number else { continue }
          if sums[Int(other)] == 0 { touched.append(other) }
          sums[Int(other)] += weights[arc]
        }
      }
      for other in touched.sorted() {
        image.neighbors.append(other)
        image.weights.append(sums[Int(other)])
        sums[Int(other)] = 0
      }
      image.offsets.append(Int32(truncatingIfNeeded: image.neighbors.count))
      image.masses.append(mass)
    }
    return image
  }

  /// Spots for these nodes from those of their clusters: on a sunflower round the cluster's spot, moved towards
  /// the clusters of the neighbours.
  func refined(
    _ clusterX: [Double], _ clusterY: [Double], clusters: [Int32]
  ) -> (x: [Double], y: [Double]) {
    var x = [Double](repeating: 0, count: count)
    var y = x
    var next = [Int](repeating: 0, count: clusterX.count)
    var turn = [(u: Double, v: Double)](repeating: (1, 0), count: clusterX.count)
    // The node with the most neighbours, the sun, lies in the middle.
    let order = (0..<count).sorted { a, b in
      let (p, q) = (row(a).count, row(b).count)
      return p != q ? p > q : a < b
    }
    for node in order {
      let own = Int(clusters[node])
      var (pullX, pullY, pull) = (0.0, 0.0, 0.0)
      for arc in row(node) {
        let other = Int(clusters[Int(neighbors[arc])])
        pullX += weights[arc] * (clusterX[other] - clusterX[own])
        pullY += weights[arc] * (clusterY[other] - clusterY[own])
        pull += weights[arc]
      }
      let radius = 0.8 * masses[node].squareRoot() * Double(next[own]).squareRoot()
      let (u, v) = turn[own]
      x[node] = clusterX[own] + radius * u + (pull > 0 ? 0.4 * pullX / pull : 0)
      y[node] = clusterY[own] + radius * v + (pull > 0 ? 0.4 * pullY / pull : 0)
      next[own] += 1
      turn[own] = (
        u * Sunflower.turn.cos - v * Sunflower.turn.sin,
        u * Sunflower.turn.sin + v * Sunflower.turn.cos
      )
    }
    return (x, y)
  }
}
