internal import GraphCore
public import NetworkModel

extension FlowTrace {
  /// Follows the amounts that a question asks about.
  ///
  /// - Throws: ``TraceRefusal`` when the flows across the boundary are of several steps or units, or too large.
  /// - Complexity: O(flows + nodes · depth) time and memory, and what
  ///   ``proportionalShares(of:amounts:at:along:execution:)`` takes for cycles.
  public init(_ question: TraceQuestion, in network: PairingNetwork) throws(TraceRefusal) {
    let place = TracePlace(question, in: network)
    let selection = TraceSelection(question, place, in: network)
    let choice = try selection.choice(in: network)
    let flows = TracedFlows(choice.rows, in: network, atoms: { choice.unit.atoms($0, in: network) })
    do throws(GraphError) {
      let pairs = try TracePairs(flows, standing: place.standing, nodeCount: network.nodeCount)
      let unit = choice.unit
      let crossing = try TraceCrossing(pairs, place)
      var sides: [TraceQuestion.Direction: (side: Side, reached: [Bool])] = [:]
      for direction in question.directions {
        sides[direction] = try TraceSideBuilder(direction, pairs, place, unit).build()
      }
      // What is said about single flows is said of those whose ends were met.
      let reached = question.directions.compactMap { sides[$0]?.reached }
      let met = place.isInside.indices.map { node in
        let standing = place.standing.isEmpty ? node : Int(place.standing[node])
        return place.isInside[node] || reached.contains { $0[standing] }
      }
      func onTheWay(_ row: Int) -> Bool {
        met[Int(network.flowDonors[row])] && met[Int(network.flowRecipients[row])]
      }
      self.init(
        question: question, status: choice.status, statusWasChosen: question.flows.status == nil,
        unit: unit.name, nodeCount: place.nodes.count,
        received: crossing.received.map(unit.amount), given: crossing.given.map(unit.amount),
        receivedPrecision: crossing.receivedMarks.ofSum, givenPrecision: crossing.givenMarks.ofSum,
        passedOn: crossing.passedOn.map(unit.amount), own: crossing.own.map(unit.amount),
        kept: crossing.kept.map(unit.amount), insideFlows: crossing.insideRows.count,
        inside: crossing.inside.map(unit.amount), upstream: sides[.upstream]?.side,
        downstream: sides[.downstream]?.side,
        repeats: flows.repeats.filter(onTheWay).sorted(),
        uncertain: flows.pieces.filter { $0.marks.contains(.mayOverlap) && $0.basis != .implied }
          .map { Int($0.row) }.filter(onTheWay),
        exceeded: flows.exceeded.filter(onTheWay),
        rolledUp: pairs.inner.map { Int($0.row) }.filter { row in
          network.flowDonors[row] != network.flowRecipients[row] && onTheWay(row)
            && !place.isInside[Int(network.flowDonors[row])]
        },
        straddling: selection.straddling, undated: selection.undated, shared: selection.shared)
    } catch {
      throw .graph(TraceRefusal.GraphRefusal(message: error.message))
    }
  }
}

/// The node asked about as a set of nodes, and who stands for whom.
struct TracePlace {
  let isInside: [Bool]
  /// The nodes inside, ascending.
  let nodes: [Int]
  /// The node that stands for each node; empty without a level. Nodes inside stand for themselves.
  let standing: [Int32]
  /// Groups of which some members, and not all, lie inside.
  let partly: Set<NodeIndex>

  init(_ question: TraceQuestion, in network: PairingNetwork) {
    switch question.extent {
    case .itself:
      partly = []
      var isInside = [Bool](repeating: false, count: network.nodeCount)
      isInside[Int(question.node.value)] = true
      self.isInside = isInside
    case .withContents:
      let inside = InsideNodes(question.node, in: network)
      partly = inside.partly
      isInside = network.nodeIndices.map(inside.contains)
    }
    nodes = isInside.indices.filter { [isInside] in isInside[$0] }
    if let level = question.level {
      standing = network.nodeIndices.map { [isInside] node in
        if isInside[Int(node.value)] { return node.value }
        let place = network.ancestor(of: node, at: level) ?? node
        return isInside[Int(place.value)] ? node.value : place.value
      }
    } else {
      standing = []
    }
  }

  func crosses(_ row: Int, in network: PairingNetwork, _ directions: [TraceQuestion.Direction])
    -> Bool
  {
    let from = isInside[Int(network.flowDonors[row])]
    let to = isInside[Int(network.flowRecipients[row])]
    return directions.contains(.upstream) && !from && to
      || directions.contains(.downstream) && from && !to
  }
}

/// What whole numbers of a trace count.
struct TraceUnit {
  /// Absent for money.
  let name: String?
  let scale: UInt8

  func amount(_ atoms: Int64) -> Amount {
    name == nil ? .money(Money(fen: atoms)) : .quantity(ExactDecimal(atoms, scale: scale))
  }

  func atoms(_ row: Int, in network: PairingNetwork) -> Int64? {
    switch network.flowRows[row].amount {
    case .money(let money): money.fen
    case .quantity(let number): Int64(clamping: scaled(number))
    case nil: nil
    }
  }

  /// Whether a number, with the decimals of the unit, has 64 bits.
  func fits(_ number: ExactDecimal) -> Bool { Int64(exactly: scaled(number)) != nil }

  private func scaled(_ number: ExactDecimal) -> Int128 {
    (number.scale..<scale).reduce(Int128(number.significand)) { value, _ in value * 10 }
  }
}

/// The rows of a question, before a step and a unit are chosen.
private struct TraceSelection {
  let rows: [Int]
  let straddling: [Int]
  let undated: [Int]
  let shared: [Int]
  private let question: TraceQuestion
  private let crossing: [Int]

  init(_ question: TraceQuestion, _ place: TracePlace, in network: PairingNetwork) {
    var flows = question.flows
    (flows.donor, flows.recipient, flows.within) = (nil, nil, nil)
    let selection = FlowSelection(flows, in: network)
    rows = selection.rows
    func crosses(_ row: Int) -> Bool { place.crosses(row, in: network, question.directions) }
    crossing = rows.filter(crosses)
    straddling = selection.straddling.filter(crosses)
    undated = selection.undated.filter(crosses)
    shared =
      place.partly.isEmpty
      ? []
      : rows.filter {
        place.partly.contains(NodeIndex(Int(network.flowDonors[$0])))
          || place.partly.contains(NodeIndex(Int(network.flowRecipients[$0])))
      }
    self.question = question
  }

  /// The one step and unit of the flows across the boundary, and all rows of them.
  func choice(
    in network: PairingNetwork
  ) throws(TraceRefusal) -> (rows: [Int], status: FlowStatus?, unit: TraceUnit) {
    guard question.flows.measure != .items else { throw .items }
    let node = network[question.node]
    let name = Wording(en: node.name(in: .en), zh: node.name)
    let counts = FlowStatus.allCases.map { status in
      (status: status, flows: crossing.count { network.flowRows[$0].status == status })
    }.filter { $0.flows > 0 }
    guard counts.count <= 1 else { throw .severalStatuses(name: name, counts) }
    let status = question.flows.status ?? counts.first?.status
    let sameStep = rows.filter { network.flowRows[$0].status == status }
    // Money is of one unit, yuan; what is counted has the unit that is written.
    func unit(_ row: Int) -> String? {
      if case .quantity = network.flowRows[row].amount {
        return network.text[network.flowRows[row].unit]
      }
      return network.flowRows[row].amount == nil ? nil : ""
    }
    let units = Set(crossing.compactMap(unit)).sorted()
    guard units.count <= 1 else {
      throw .severalUnits(name: name, units.map { $0.isEmpty ? "CNY" : $0 })
    }
    guard !question.flows.measure.isMonetary else {
      return (sameStep, status, TraceUnit(name: nil, scale: 0))
    }
    guard let only = units.first else {
      return (sameStep.filter { unit($0) == nil }, status, TraceUnit(name: "", scale: 0))
    }
    let ofUnit = sameStep.filter { unit($0) == nil || unit($0) == only }
    var scale: UInt8 = 0
    var largest = ExactDecimal(0)
    for row in ofUnit {
      if case .quantity(let number) = network.flowRows[row].amount {
        scale = max(scale, number.scale)
        largest = max(largest, number)
      }
    }
    guard TraceUnit(name: only, scale: scale).fits(largest) else {
      throw .graph(
        TraceRefusal.GraphRefusal(message: GraphError.overflow(in: "An amount").message))
    }
    return (ofUnit, status, TraceUnit(name: only.isEmpty ? nil : only, scale: scale))
  }
}

/// What crosses the boundary of the node, and what runs inside it.
private struct TraceCrossing {
  private(set) var received: Int64?
  private(set) var given: Int64?
  private(set) var receivedMarks: FlowMarks = []
  private(set) var givenMarks: FlowMarks = []
  private(set) var inside: Int64?
  private(set) var insideRows: [Int] = []

  var passedOn: Int64? {
    guard let received, let given else { return nil }
    return min(received, given)
  }
  var own: Int64? { Self.above(given, received) }
  var kept: Int64? { Self.above(received, given) }

  private static func above(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, a > b ?? 0 else { return nil }
    return a - (b ?? 0)
  }

  init(_ pairs: TracePairs, _ place: TracePlace) throws(GraphError) {
    func add(_ amount: Int64, to sum: inout Int64?) throws(GraphError) {
      let (next, overflow) = (sum ?? 0).addingReportingOverflow(amount)
      if overflow { throw .overflow(in: "The sum of the amounts of a node") }
      sum = next
    }
    for edge in pairs.amounts.indices {
      let (source, end) = pairs.graph.ends(of: edge)
      let amount = pairs.amounts[edge]
      switch (place.isInside[source], place.isInside[end]) {
      case (false, true):
        if amount > 0 { try add(amount, to: &received) }
        receivedMarks.formUnion(pairs.marks[edge])
      case (true, false):
        if amount > 0 { try add(amount, to: &given) }
        givenMarks.formUnion(pairs.marks[edge])
      case (true, true):
        if amount > 0 { try add(amount, to: &inside) }
        insideRows += pairs.pieces(of: edge).filter { $0.basis != .implied }.map { Int($0.row) }
      case (false, false): break
      }
    }
    for piece in pairs.inner where place.isInside[Int(piece.donor)] {
      if piece.amount > 0 { try add(piece.amount, to: &inside) }
      insideRows.append(Int(piece.row))
    }
  }
}
