internal import NetworkModel
internal import Optimisation

/// Turns amounts with fractions into a plan in whole rounding units that keeps every rule.
///
/// Recipients first: every amount goes to the unit below or above, by largest remainder (the least Σ of deviations), ties
/// to the smaller id, and further only where a rule forces it. Then lines: the cheapest under the penalties, or the
/// nearest to the plan in force, ties by code. Where rules are nested both steps are flows; where they overlap, one
/// model in whole numbers around the plan with fractions.
struct PlanRounding {
  typealias Amount = WaterFilling.Amount
  typealias Term = LinearModel.Term

  let frame: PlanFrame
  /// fen of each recipient.
  let amounts: [Amount]
  /// Bounds of lines in fen that whole-number decisions set.
  var lineLimits: [(lower: Int64, upper: Int64)]?
  /// Least amounts of recipients in fen that the objective counts on.
  var floors: [Int64]?

  /// fen of each line, or nothing when no whole units keep all rules; with how it was done.
  func round(
    lineAmounts: () -> [Double]?, solver: some LinearSolver, limits: SolverLimits
  ) -> (lines: [Int64], method: RoundingMethod)? {
    if let network = PlanNetwork(frame, lineLimits: lineLimits, floors: floors),
      let flow = roundInNetwork(network)
    {
      return (
        flow.indices.map { flow[$0] * frame.unit + frame.offsets[$0] }, .flow
      )
    }
    guard let lineAmounts = lineAmounts() else { return nil }
    return roundByWholeNumbers(around: lineAmounts, solver: solver, limits: limits)
      .map { ($0, .wholeNumbers) }
  }

  // MARK: - Nested rules

  /// Whole units below each recipient's amount and the fraction above, in millionths.
  private var targets: [(units: Int64, millionths: Int64)] {
    frame.recipients.indices.map { recipient in
      let offset = frame.linesOfRecipient[recipient].reduce(Int64(0)) {
        $0 + frame.offsets[Int($1)]
      }
      let amount = amounts[recipient]
      var (units, rest) = (amount.whole - offset).quotientAndRemainder(dividingBy: frame.unit)
      if rest < 0 {
        units -= 1
        rest += frame.unit
      }
      let fraction =
        (Double(rest) + Double(amount.numerator) / Double(amount.denominator))
        / Double(frame.unit)
      return (units, Int64((fraction * 1_000_000).rounded()))
    }
  }

  private func roundInNetwork(_ network: PlanNetwork) -> [Int64]? {
    let ranks = Int64(frame.recipients.count + 1)
    let targets = targets
    // Donors who can serve anybody do not matter to recipients; a dense network would only take time.
    let isFree = lineLimits == nil && NestedRules(frame) != nil
    let recipients = network.cheapest(
      recipientCosts: { recipient in
        let (units, millionths) = targets[recipient]
        return PlanNetwork.Costs(
          bend: units, below: -4_000_000 * ranks,
          at: (1_000_000 - 2 * millionths) * ranks + Int64(recipient), beyond: 4_000_000 * ranks)
      }, leavingOutLines: isFree)
    guard let recipients else { return nil }
    let costs = LineCosts(frame)
    return network.cheapest(lineCosts: costs.costs, holding: recipients.recipients)?.lines
  }

  // MARK: - Overlapping rules

  private func roundByWholeNumbers(
    around amounts: [Double], solver: some LinearSolver, limits: SolverLimits
  ) -> [Int64]? {
    // Whichever whole units are near enough will do: the nearest of all may be long in coming.
    var limits = limits
    limits.nodes = 2_000
    limits.relativeGap = 0.1
    for reach in [0, 1, 4, 40] as [Int64] {
      if let lines = nearest(to: amounts, reach: reach, solver: solver, limits: limits) {
        return lines
      }
    }
    return nil
  }

  private func nearest(
    to amounts: [Double], reach: Int64, solver: some LinearSolver, limits: SolverLimits
  ) -> [Int64]? {
    let unit = frame.unit
    var model = LinearModel()
    var bases: [Int64] = []
    for (line, amount) in amounts.enumerated() {
      let offset = frame.offsets[line]
      let units = (amount - Double(offset)) / Double(unit)
      let base = Int64((units + 1e-6).rounded(.down))
      bases.append(base)
      let bounds = lineLimits?[line] ?? (lower: 0, upper: frame.total)
      // The first try leaves lines alone that are whole already.
      let isWhole = abs(units - units.rounded()) < 1e-6
      let down = reach == 0 ? 0 : -Double(reach)
      let up = reach == 0 && isWhole ? 0 : Double(reach + 1)
      func limit(_ fen: Int64, _ rule: FloatingPointRoundingRule) -> Double {
        (Double(fen - offset) / Double(unit)).rounded(rule) - Double(base)
      }
      let least = max(down, limit(bounds.lower, .up))
      let most = min(up, limit(bounds.upper, .down))
      guard least <= most else { return nil }
      model.addColumn(from: least, to: most, whole: true)
    }
    addRows(to: &model, bases)
    var costs: [Term] = []
    let targets = targets
    for (recipient, lines) in frame.linesOfRecipient.enumerated() {
      let deviation = model.addColumn()
      let fraction = Double(targets[recipient].millionths) / 1_000_000
      let base = lines.reduce(Int64(0)) { $0 + bases[Int($1)] }
      let wanted = Double(targets[recipient].units - base) + fraction
      let sum = lines.map { Term(1, Int($0)) }
      model.addRow(sum + [Term(-1, deviation)], to: wanted)
      model.addRow(sum + [Term(1, deviation)], from: wanted)
      costs.append(Term(1000, deviation))
    }
    for (line, amount) in amounts.enumerated() {
      let deviation = model.addColumn()
      let wanted =
        (amount - Double(frame.offsets[line])) / Double(unit) - Double(bases[line])
      model.addRow([Term(1, line), Term(-1, deviation)], to: wanted)
      model.addRow([Term(1, line), Term(1, deviation)], from: wanted)
      costs.append(Term(1, deviation))
    }
    model.setCosts(.minimise, costs)
    let answer = solver.solve(model, startingFrom: nil, within: limits)
    guard !answer.values.isEmpty else { return nil }
    return bases.indices.map {
      (bases[$0] + Int64(answer.values[$0].rounded())) * unit + frame.offsets[$0]
    }
  }

  /// Rules in whole units beyond the bases: small numbers, computed exactly before they become binary fractions.
  private func addRows(to model: inout LinearModel, _ bases: [Int64]) {
    let unit = Int128(frame.unit)
    func fen(_ lines: [Int32]) -> Int128 {
      lines.reduce(Int128(0)) {
        $0 + Int128(bases[Int($1)]) * unit + Int128(frame.offsets[Int($1)])
      }
    }
    for row in frame.rows {
      if let (lower, upper) = frame.tightened(row) {
        let now = fen(row.lines)
        model.addRow(
          row.lines.map { Term(1, Int($0)) },
          from: lower.map { Double((Int128($0) - now) / unit) } ?? -.infinity,
          to: upper.map { Double((Int128($0) - now) / unit) } ?? .infinity)
        continue
      }
      guard let whole = row.whole else { continue }
      for (share, isLower) in [(row.lower, true), (row.upper, false)] {
        guard let share else { continue }
        let missing = share.numerator * fen(whole) - share.denominator * fen(row.lines)
        let bound =
          ExactFraction(missing, over: share.denominator * unit).approximateValue
        model.addRow(
          row.lines.map { Term(1, Int($0)) }
            + whole.map { Term(-share.approximateValue, Int($0)) },
          from: isLower ? bound : -.infinity, to: isLower ? .infinity : bound)
      }
    }
    for (recipient, floor) in (floors ?? []).enumerated() where floor > 0 {
      let lines = frame.linesOfRecipient[recipient]
      let missing = ExactFraction(Int128(floor) - fen(lines), over: unit).ceiling
      model.addRow(lines.map { Term(1, Int($0)) }, from: Double(missing))
    }
  }
}

/// How whole units were found.
public enum RoundingMethod: String, Sendable, Hashable {
  /// By a cheapest flow.
  case flow
  /// By a model in whole numbers.
  case wholeNumbers = "whole_numbers"
}

/// What a unit of money on a line costs, for plans whose recipients' amounts are settled: the penalties, or where there are
/// none the change from the plan in force; ties by code.
struct LineCosts {
  let frame: PlanFrame
  private let churn: Double
  private let distance: Double
  private let factor: Double
  private let ranks: Int64

  init(_ frame: PlanFrame) {
    self.frame = frame
    var churn = frame.objective == .leastChange ? 1.0 : 0
    var distance = 0.0
    for penalty in frame.problem.penalties {
      switch penalty {
      case .churn(let rate): churn += rate.approximateValue
      case .distance(let rate): distance += rate.approximateValue
      }
    }
    if churn == 0, distance == 0 { churn = 1 }
    self.churn = churn
    self.distance = distance
    let furthest =
      distance == 0 ? 0 : frame.lines.indices.map(frame.kilometres).max() ?? 0
    factor = 1_000_000 / max(1e-12, 2 * churn + distance * furthest)
    ranks = frame.lines.count <= 20_000 ? Int64(frame.lines.count + 1) * 32 : 1
  }

  /// What a unit of change and a unit carried cost on a line.
  func rates(_ line: Int) -> (churn: Double, carried: Double) {
    (churn, distance == 0 ? 0 : distance * frame.kilometres(ofLine: line))
  }

  /// Costs of the units of a line below, at and beyond its amount in force.
  func costs(_ line: Int) -> PlanNetwork.Costs {
    let unit = frame.unit
    let before = max(0, frame.lines[line].before - frame.offsets[line])
    let (bend, rest) = before.quotientAndRemainder(dividingBy: unit)
    let carried = distance == 0 ? 0 : distance * frame.kilometres(ofLine: line)
    let rank = ranks > 1 ? Int64(line) : 0
    /// Less change is −1 a unit, more is +1; shifted by 1, which adds the same to every plan.
    func cost(_ change: Double) -> Int64 {
      Int64((factor * (churn * (1 + change) + carried)).rounded()) * ranks + rank
    }
    return PlanNetwork.Costs(
      bend: bend, below: cost(-1), at: cost(1 - 2 * Double(rest) / Double(unit)),
      beyond: cost(1))
  }
}
