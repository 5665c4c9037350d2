internal import GraphCore
internal import NetworkModel

/// Traces in one direction and reads the result.
struct TraceSideBuilder {
  private let direction: TraceQuestion.Direction
  private let pairs: TracePairs
  private let place: TracePlace
  private let unit: TraceUnit
  /// The arcs towards the node asked about, and those away from it.
  private let towards: AdjacencyRows
  private let away: AdjacencyRows

  init(
    _ direction: TraceQuestion.Direction, _ pairs: TracePairs, _ place: TracePlace,
    _ unit: TraceUnit
  ) {
    self.direction = direction
    self.pairs = pairs
    self.place = place
    self.unit = unit
    let isUpstream = direction == .upstream
    towards = isUpstream ? pairs.graph.outgoing : pairs.graph.incoming
    away = isUpstream ? pairs.graph.incoming : pairs.graph.outgoing
  }

  private var side: ArcSide { direction == .upstream ? .incoming : .outgoing }

  /// The side, and for each node whether it lies on the way (also over flows of unknown amount).
  func build() throws(GraphError) -> (side: FlowTrace.Side, reached: [Bool]) {
    let shares = try proportionalShares(
      of: pairs.graph, amounts: pairs.amounts, at: place.nodes, along: side)
    let walk = try breadthFirst(of: pairs.graph, from: place.nodes, along: side)
    let distances = walk.distances
    let reached = distances.map { $0 != nil }
    // In steps of 0.0001 %, so that a small share is not shown as none.
    let percentages = apportioned(
      1_000_000, by: shares.shares.map(\.amount) + [shares.returned]
    )?.map { ExactDecimal($0, scale: 4) }
    let lines = lines(shares, percentages ?? [])
    let unaccounted = zip(shares.shares, lines).reduce(Int64(0)) { sum, pair in
      pair.1.reading == .excess || pair.1.reading == .kept ? sum + pair.0.amount : sum
    }
    let order = shares.shares.indices.sorted {
      (shares.shares[$1].amount, shares.shares[$0].node)
        < (shares.shares[$0].amount, shares.shares[$1].node)
    }
    let side = FlowTrace.Side(
      direction: direction, total: shares.total > 0 ? unit.amount(shares.total) : nil,
      lines: order.map { lines[$0] },
      returned: shares.returned > 0 ? unit.amount(shares.returned) : nil,
      returnedShare: shares.returned > 0 ? percentages?.last : nil,
      unaccounted: unaccounted > 0 ? unit.amount(unaccounted) : nil, belowUnit: shares.belowUnit,
      steps: steps(shares, distances), unknown: unknown(reached), cycles: cycles(shares),
      nodeCount: shares.nodes.count)
    return (side, reached)
  }

  // MARK: - Lines

  private func lines(
    _ shares: ProportionalShares, _ percentages: [ExactDecimal]
  ) -> [TraceLine] {
    let marks = WayMarks(shares.nodes, pairs, place, towards: towards, away: away)
    return shares.shares.enumerated().map { position, share in
      let node = Int(share.node)
      // Loops are no edges here, and amounts of nothing neither: an arc is a flow on record.
      let isMiddle = !away.row(node).isEmpty
      let reading: TraceLine.Reading =
        switch direction {
        case .upstream: isMiddle ? .excess : .firstOnRecord
        case .downstream: isMiddle ? .kept : .lastOnRecord
        }
      let way = marks.way(of: node, isMiddle: isMiddle)
      return TraceLine(
        node: NodeIndex(node), amount: unit.amount(share.amount),
        share: percentages[position], steps: Int(share.hops),
        reading: reading,
        precision: way.isStraight
          ? way.marks.ofSum : way.marks.ofShare(isMixed: share.isMixed),
        mayOverlap: way.marks.contains(.mayOverlap))
    }
  }

  // MARK: - Steps

  private func steps(_ shares: ProportionalShares, _ distances: [Int64?]) -> [TraceStep] {
    // The end that is nearer to the node asked about says how far the step is from it.
    let near = direction == .upstream ? pairs.graph.targets : pairs.graph.sources
    let steps = shares.edges.map { Int(distances[Int(near[Int($0)])] ?? 0) + 1 }
    let order = shares.edges.indices.sorted {
      (shares.carried[$1], steps[$0], shares.edges[$0])
        < (shares.carried[$0], steps[$1], shares.edges[$1])
    }
    return order.map { position in
      let edge = Int(shares.edges[position])
      let (source, end) = pairs.graph.ends(of: edge)
      let basis = pairs.bases[edge]
      return TraceStep(
        donor: NodeIndex(source), recipient: NodeIndex(end),
        distance: steps[position], carried: unit.amount(shares.carried[position]),
        whole: unit.amount(pairs.amounts[edge]),
        basis: basis.contains(.implied) ? .implied : basis.contains(.rest) ? .rest : .recorded,
        precision: pairs.marks[edge].ofSum,
        mayOverlap: pairs.marks[edge].contains(.mayOverlap), rows: pairs.rows(of: edge))
    }
  }

  private func unknown(_ reached: [Bool]) -> [Int] {
    var rows: [Int] = []
    for edge in pairs.amounts.indices where pairs.marks[edge].contains(.unknown) {
      let (source, end) = pairs.graph.ends(of: edge)
      guard reached[direction == .upstream ? end : source],
        !(place.isInside[source] && place.isInside[end])
      else { continue }
      for piece in pairs.pieces(of: edge)
      where piece.marks.contains(.unknown) && piece.basis != .implied {
        rows.append(Int(piece.row))
      }
    }
    return rows.sorted()
  }

  private func cycles(_ shares: ProportionalShares) -> [TraceCycle] {
    shares.cycles.map { cycle in
      TraceCycle(
        nodes: cycle.nodes.map { NodeIndex(Int($0)) }, passesNode: cycle.passesTarget,
        inside: unit.amount(cycle.inside), goesRound: cycle.goesRound.map(unit.amount))
    }
  }
}

/// For nodes on the way, the marks of all amounts on which their share may depend.
private struct WayMarks {
  private let pairs: TracePairs
  private let place: TracePlace
  private let towards: AdjacencyRows
  /// For each node on the way, the marks of all edges at it and at the nodes after it; indexed by node.
  private let met: [FlowMarks]
  private let isOnWay: [Bool]

  init(
    _ nodes: [Int32], _ pairs: TracePairs, _ place: TracePlace, towards: AdjacencyRows,
    away: AdjacencyRows
  ) {
    self.pairs = pairs
    self.place = place
    self.towards = towards
    var met = [FlowMarks](repeating: [], count: towards.nodeCount)
    var isOnWay = [Bool](repeating: false, count: towards.nodeCount)
    for node in nodes.lazy.map(Int.init) {
      isOnWay[node] = true
      for edge in towards.edges[towards.row(node)] { met[node].formUnion(pairs.marks[Int(edge)]) }
      for edge in away.edges[away.row(node)] { met[node].formUnion(pairs.marks[Int(edge)]) }
    }
    // A mark goes to all nodes from which the node is reached: one search for each mark that there is.
    for mark in FlowMarks.all {
      var queue = nodes.filter { met[Int($0)].contains(mark) }
      var next = 0
      while next < queue.count {
        let node = Int(queue[next])
        next += 1
        for arc in away.row(node) where pairs.amounts[Int(away.edges[arc])] > 0 {
          let other = away.neighbors[arc]
          guard isOnWay[Int(other)], !met[Int(other)].contains(mark) else { continue }
          met[Int(other)].insert(mark)
          queue.append(other)
        }
      }
    }
    self.met = met
    self.isOnWay = isOnWay
  }

  /// The marks on which the share of a node depends, and whether it is a sum of what runs straight to the node asked
  /// about.
  ///
  /// - Parameter isMiddle: something comes to the node too, so that its own is a difference.
  func way(of node: Int, isMiddle: Bool) -> (marks: FlowMarks, isStraight: Bool) {
    if isMiddle { return (met[node], false) }
    var marks: FlowMarks = []
    var isStraight = true
    for arc in towards.row(node) {
      let other = Int(towards.neighbors[arc])
      let edge = Int(towards.edges[arc])
      if place.isInside[other] {
        marks.formUnion(pairs.marks[edge])
      } else if isOnWay[other] {
        // Over an edge of unknown amount an unknown part comes too.
        marks.formUnion(pairs.marks[edge])
        marks.formUnion(met[other])
        isStraight = false
      }
    }
    return (marks, isStraight)
  }
}
