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
    /// Units of each line.
    var lines: [Int64]
    /// Units of each recipient.
    var recipients: [Int64]
  }

  /// Nothing when no whole units keep all rules.
  ///
  /// - Parameters:
  ///   - lineCosts, recipientCosts: in order; absent for none.
  ///   - held: units that recipients must get.
  func cheapest(
    lineCosts: ((Int) -> Costs)? = nil, recipientCosts: ((Int) -> Costs)? = nil,
    holding held: [Int64]? = nil
  ) -> Flow? {
    var arcs = Arcs()
    let lineSetCount = lineSets.parents.count
    let firstRecipient = lineSetCount
    let firstRecipientSet = firstRecipient + frame.recipients.count
    let nodeCount = firstRecipientSet + recipientSets.parents.count
    for set in lineSets.parents.indices.dropFirst() {
      arcs.add(lineSets.parents[set], set, lineSets.bounds[set], cost: 0)
    }
    for set in recipientSets.parents.indices.dropFirst() {
      arcs.add(
        firstRecipientSet + set, firstRecipientSet + recipientSets.parents[set],
        recipientSets.bounds[set], cost: 0)
    }
    let firstLineArc = arcs.sources.count
    for (line, data) in frame.lines.enumerated() {
      let recipient = firstRecipient + Int(data.recipient)
      if let lineCosts {
        arcs.addConvex(lineSets.owners[line], recipient, lineBounds[line], lineCosts(line))
      } else {
        arcs.add(lineSets.owners[line], recipient, lineBounds[line], cost: 0)
      }
    }
    let firstRecipientArc = arcs.sources.count
    for recipient in frame.recipients.indices {
      let owner = firstRecipientSet + recipientSets.owners[recipient]
      if let held {
        let units = held[recipient]
        arcs.add(firstRecipient + recipient, owner, (units, units), cost: 0)
      } else if let recipientCosts {
        arcs.addConvex(
          firstRecipient + recipient, owner, recipientBounds[recipient], recipientCosts(recipient))
      } else {
        arcs.add(firstRecipient + recipient, owner, recipientBounds[recipient], cost: 0)
      }
    }
    var supplies = [Int64](repeating: 0, count: nodeCount)
    supplies[0] += total
    supplies[firstRecipientSet] -= total
    guard
      let graph = try? CompactGraph(
        .directed, nodeCount: nodeCount, sources: arcs.sources, targets: arcs.targets),
      let outcome = try? minimumCostFlow(
        MinimumCostFlowProblem(
          graph: graph, supplies: supplies, costs: arcs.costs, capacities: arcs.capacities,
          lowerBounds: arcs.lower)),
      let solution = outcome.solution
    else { return nil }
    let each = lineCosts == nil ? 1 : 3
    let ofRecipient = held == nil && recipientCosts != nil ? 3 : 1
    func sum(_ first: Int, _ index: Int, _ each: Int) -> Int64 {
      (0..<each).reduce(Int64(0)) { $0 + solution.flows[first + index * each + $1] }
    }
    return Flow(
      lines: frame.lines.indices.map { sum(firstLineArc, $0, each) },
      recipients: frame.recipients.indices.map { sum(firstRecipientArc, $0, ofRecipient) })
  }

  /// Arcs as columns.
  private struct Arcs {
    var sources: [Int32] = []
    var targets: [Int32] = []
    var lower: [Int64] = []
    var capacities: [Int64] = []
    var costs: [Int64] = []

    mutating func add(
      _ source: Int, _ target: Int, _ bounds: (lower: Int64, upper: Int64), cost: Int64
    ) {
      sources.append(Int32(source))
      targets.append(Int32(target))
      lower.append(bounds.lower)
      capacities.append(bounds.upper)
      costs.append(cost)
    }

    /// Three arcs side by side: the cheaper ones fill first.
    mutating func addConvex(
      _ source: Int, _ target: Int, _ bounds: (lower: Int64, upper: Int64), _ costs: Costs
    ) {
      let bend = max(0, costs.bend)
      func part(_ amount: Int64, from start: Int64, width: Int64) -> Int64 {
        min(max(0, amount - start), width)
      }
      for (start, width, cost) in [
        (0, bend, costs.below), (bend, 1, costs.at), (bend + 1, Int64.max / 2, costs.beyond),
      ] {
        add(
          source, target,
          (
            part(bounds.lower, from: start, width: width),
            part(bounds.upper, from: start, width: width)
          ), cost: cost)
      }
    }
  }
}
