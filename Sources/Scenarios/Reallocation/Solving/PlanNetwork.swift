internal import GraphCore

/// A problem whose rules are nested on either side, as a flow: source → sets of lines → lines → recipients → sets of
/// recipients → sink. Amounts are whole rounding units, so every cheapest flow is a plan in whole units that keeps every
/// rule.
struct PlanNetwork {
  let frame: PlanFrame
  /// Whole units to be given in all.
  private let total: Int64
  private let lineBounds: [(lower: Int64, upper: Int64)]
  private let recipientBounds: [(lower: Int64, upper: Int64)]
  private let lineSets: NestedSets
  private let recipientSets: NestedSets

  /// Convex costs of an amount: so much a unit up to `bend`, then for one unit, then beyond.
  struct Costs {
    var bend: Int64 = 0
    var below: Int64 = 0
    var at: Int64 = 0
    var beyond: Int64 = 0

    static let none = Costs()
  }

  /// Nothing when some rules overlap, or a bound depends on the plan.
  ///
  /// - Parameters:
  ///   - lineLimits: further bounds of lines in fen.
  ///   - floors: further lower bounds of recipients in fen.
  init?(_ frame: PlanFrame, lineLimits: [(lower: Int64, upper: Int64)]?, floors: [Int64]?) {
    self.frame = frame
    let unit = frame.unit
    let offset = frame.offsets.reduce(0, +)
    let total = (frame.total - offset) / unit
    guard (frame.total - offset) % unit == 0, total >= 0 else { return nil }
    self.total = total
    func units(_ fen: Int64, less offset: Int64) -> Int64 {
      let (quotient, remainder) = (fen - offset).quotientAndRemainder(dividingBy: unit)
      return remainder > 0 ? quotient + 1 : quotient
    }
    func unitsDown(_ fen: Int64, less offset: Int64) -> Int64 {
      let (quotient, remainder) = (fen - offset).quotientAndRemainder(dividingBy: unit)
      return remainder < 0 ? quotient - 1 : quotient
    }
    var ofLines = frame.lines.indices.map { line -> (lower: Int64, upper: Int64) in
      guard let limits = lineLimits?[line] else { return (0, total) }
      return (
        max(0, units(limits.lower, less: frame.offsets[line])),
        min(total, unitsDown(limits.upper, less: frame.offsets[line]))
      )
    }
    let offsets = frame.linesOfRecipient.map { $0.reduce(Int64(0)) { $0 + frame.offsets[Int($1)] } }
    var ofRecipients = frame.recipients.indices.map { recipient -> (lower: Int64, upper: Int64) in
      (max(0, floors.map { units($0[recipient], less: offsets[recipient]) } ?? 0), total)
    }
    var setsOfLines: [NestedSets.Bounds] = []
    var setsOfRecipients: [NestedSets.Bounds] = []
    for row in frame.rows {
      guard let (lower, upper) = frame.tightened(row) else { return nil }
      let offset =
        unit == 1 ? 0 : row.lines.reduce(Int64(0)) { $0 + frame.offsets[Int($1)] }
      let least = max(0, lower.map { ($0 - offset) / unit } ?? 0)
      let most = min(total, upper.map { ($0 - offset) / unit } ?? total)
      if let upper, upper < offset { return nil }
      if row.lines.count == 1 {
        let line = Int(row.lines[0])
        ofLines[line] = (max(ofLines[line].lower, least), min(ofLines[line].upper, most))
      } else if row.lines.count == frame.lines.count {
        guard least <= total, most >= total else { return nil }
      } else if let recipients = row.recipients, recipients.count == 1 {
        let recipient = Int(recipients[0])
        ofRecipients[recipient] = (
          max(ofRecipients[recipient].lower, least), min(ofRecipients[recipient].upper, most)
        )
      } else if let recipients = row.recipients {
        setsOfRecipients.append(.init(members: recipients, lower: least, upper: most))
      } else {
        setsOfLines.append(.init(members: row.lines, lower: least, upper: most))
      }
    }
    guard
      let lineSets = NestedSets(
        setsOfLines, memberCount: frame.lines.count, lower: total, upper: total),
      let recipientSets = NestedSets(
        setsOfRecipients, memberCount: frame.recipients.count, lower: total, upper: total),
      ofLines.allSatisfy({ $0.lower <= $0.upper }),
      ofRecipients.allSatisfy({ $0.lower <= $0.upper }),
      lineSets.bounds.allSatisfy({ $0.lower <= $0.upper }),
      recipientSets.bounds.allSatisfy({ $0.lower <= $0.upper })
    else { return nil }
    lineBounds = ofLines
    recipientBounds = ofRecipients
    self.lineSets = lineSets
    self.recipientSets = recipientSets
  }

  /// A cheapest plan in whole units.
  struct Flow {
    /// Units of each line; empty when lines were left out.
    var lines: [Int64]
    /// Units of each recipient.
    var recipients: [Int64]
    /// What a unit less of the cheapest units of each recipient would save, beyond their own cost: 0 or more where it
    /// would rather have more.
    var reducedCosts: [Int128]
  }

  /// Bounds of each recipient in units, as rules for each and decisions set them.
  var boundsOfRecipients: [(lower: Int64, upper: Int64)] { recipientBounds }

  var totalUnits: Int64 { total }

  /// Whether rules bind recipients together on the side of donors only. Then what recipients can get together is a base of
  /// a polymatroid; with groups of recipients as well it is what two of them have in common.
  var isOneSided: Bool { recipientSets.parents.count == 1 }

  /// Nothing when no whole units keep all rules.
  ///
  /// - Parameters:
  ///   - lineCosts, recipientCosts: in order; absent for none.
  ///   - held: units that recipients must get.
  ///   - leavingOutLines: recipients are served at once, for donors who can serve anybody.
  ///   - parts: into how many parts a unit is divided; amounts and bends are in parts.
  func cheapest(
    lineCosts: ((Int) -> Costs)? = nil, recipientCosts: ((Int) -> Costs)? = nil,
    holding held: [Int64]? = nil, leavingOutLines: Bool = false, parts: Int64 = 1
  ) -> Flow? {
    var arcs = Arcs(parts: parts)
    let lineSetCount = lineSets.parents.count
    let firstRecipient = lineSetCount
    let firstRecipientSet = firstRecipient + frame.recipients.count
    let nodeCount = firstRecipientSet + recipientSets.parents.count
    for set in recipientSets.parents.indices.dropFirst() {
      arcs.add(
        firstRecipientSet + set, firstRecipientSet + recipientSets.parents[set],
        recipientSets.bounds[set], cost: 0)
    }
    var lineArcs: [Int] = []
    if leavingOutLines {
      for recipient in frame.recipients.indices {
        arcs.add(0, firstRecipient + recipient, (0, total), cost: 0)
      }
    } else {
      for set in lineSets.parents.indices.dropFirst() {
        arcs.add(lineSets.parents[set], set, lineSets.bounds[set], cost: 0)
      }
      lineArcs.reserveCapacity(frame.lines.count + 1)
      for (line, data) in frame.lines.enumerated() {
        lineArcs.append(arcs.count)
        arcs.addConvex(
          lineSets.owners[line], firstRecipient + Int(data.recipient), lineBounds[line],
          lineCosts?(line) ?? .none)
      }
      lineArcs.append(arcs.count)
    }
    var recipientArcs: [Int] = []
    for recipient in frame.recipients.indices {
      let owner = firstRecipientSet + recipientSets.owners[recipient]
      recipientArcs.append(arcs.count)
      if let held {
        arcs.add(firstRecipient + recipient, owner, (held[recipient], held[recipient]), cost: 0)
      } else {
        arcs.addConvex(
          firstRecipient + recipient, owner, recipientBounds[recipient],
          recipientCosts?(recipient) ?? .none)
      }
    }
    recipientArcs.append(arcs.count)
    var supplies = [Int64](repeating: 0, count: nodeCount)
    supplies[0] += total * parts
    supplies[firstRecipientSet] -= total * parts
    guard
      let graph = try? CompactGraph(
        .directed, nodeCount: nodeCount, sources: arcs.sources, targets: arcs.targets)
    else { return nil }
    let problem = MinimumCostFlowProblem(
      graph: graph, supplies: supplies, costs: arcs.costs, capacities: arcs.capacities,
      lowerBounds: arcs.lower)
    guard let outcome = try? minimumCostFlow(problem), let solution = outcome.solution else {
      return nil
    }
    func sums(_ starts: [Int]) -> [Int64] {
      zip(starts, starts.dropFirst()).map { first, next in
        (first..<next).reduce(Int64(0)) { $0 + solution.flows[$1] }
      }
    }
    return Flow(
      lines: sums(lineArcs), recipients: sums(recipientArcs),
      reducedCosts: frame.recipients.indices.map {
        solution.reducedCost(of: recipientArcs[$0], in: problem)
      })
  }

  /// Arcs as columns; bounds are given in units and kept in parts.
  private struct Arcs {
    let parts: Int64
    var sources: [Int32] = []
    var targets: [Int32] = []
    var lower: [Int64] = []
    var capacities: [Int64] = []
    var costs: [Int64] = []

    init(parts: Int64) { self.parts = parts }

    var count: Int { sources.count }

    mutating func add(
      _ source: Int, _ target: Int, _ bounds: (lower: Int64, upper: Int64), cost: Int64
    ) {
      addParts(source, target, (bounds.lower * parts, bounds.upper * parts), cost: cost)
    }

    private mutating func addParts(
      _ source: Int, _ target: Int, _ bounds: (lower: Int64, upper: Int64), cost: Int64
    ) {
      sources.append(Int32(source))
      targets.append(Int32(target))
      lower.append(bounds.lower)
      capacities.append(bounds.upper)
      costs.append(cost)
    }

    /// Arcs side by side, the cheaper ones filled first: up to the bend, one unit, and beyond; the first is always there.
    mutating func addConvex(
      _ source: Int, _ target: Int, _ bounds: (lower: Int64, upper: Int64), _ costs: Costs
    ) {
      let bend = max(0, costs.bend)
      let (lower, upper) = (bounds.lower * parts, bounds.upper * parts)
      var steps: [(start: Int64, width: Int64, cost: Int64)] = [(0, bend, costs.below)]
      if costs.at != costs.beyond { steps.append((bend, 1, costs.at)) }
      steps.append((bend + Int64(steps.count - 1), .max / 2, costs.beyond))
      // A single price needs a single arc.
      if costs.below == costs.at && costs.at == costs.beyond || bend == 0 && steps.count == 2 {
        steps = [(0, .max / 2, costs.beyond)]
      }
      for (start, width, cost) in steps {
        func part(_ amount: Int64) -> Int64 { min(max(0, amount - start), width) }
        addParts(source, target, (part(lower), part(upper)), cost: cost)
      }
    }
  }
}
