internal import NetworkModel
internal import Optimisation

/// The best plan before rounding.
struct FractionalPlan {
  typealias Amount = WaterFilling.Amount

  /// fen of each recipient.
  let amounts: [Amount]
  /// The best objective that any plan can have, penalties counted, in units of the objective.
  let bound: Double
  /// Whether the bound is proven: no limit cut the search short.
  let isProven: Bool
  let method: PlanMethod
  let solver: String
  /// Bounds of lines in fen that whole-number decisions set.
  var lineLimits: [(lower: Int64, upper: Int64)]?
  /// Least amounts of recipients in fen that the objective counts on.
  var floors: [Int64]?
}

/// How a plan was found.
public enum PlanMethod: String, Sendable, Hashable {
  /// In closed form, in whole numbers of 128 bits.
  case waterFilling = "water_filling"
  case linearProgram = "linear_program"
  /// With whole-number decisions.
  case wholeNumbers = "whole_numbers"
}

enum FractionalOutcome {
  case plan(FractionalPlan)
  case infeasible
  case undecided
}

/// Finds the one best plan before rounding.
struct PlanSearch {
  typealias Term = LinearModel.Term

  let frame: PlanFrame
  let solver: ExactSolver
  var limits: SolverLimits
  /// Whether the closed form may be used; tests hold it against the linear programs.
  var usesClosedForm = true

  init(_ frame: PlanFrame, limits: SolverLimits = .none, usesClosedForm: Bool = true) {
    self.frame = frame
    solver = ExactSolver()
    self.limits = limits
    self.usesClosedForm = usesClosedForm
  }

  func run() -> FractionalOutcome {
    if usesClosedForm, let outcome = closedForm() { return outcome }
    return linear()
  }

  /// The best objective that any plan can have; nothing when no plan keeps all rules or the limits ran out.
  func bestObjective() -> Double? {
    if usesClosedForm, let outcome = closedForm() {
      guard case .plan(let plan) = outcome else { return nil }
      return plan.bound
    }
    var plan = PlanModel(frame)
    let goal = plan.addGoal()
    return solver.solve(plan.model, within: limits).objective.map { $0 * goal.factor }
  }

  // MARK: - Closed form

  /// Nothing where rules are not nested or the objective is none that a level decides.
  private func closedForm() -> FractionalOutcome? {
    guard frame.problem.penalties.isEmpty else { return nil }
    let measure: ReallocationObjective.UnitMeasure
    switch frame.objective {
    case .maxMin(let asked), .leximin(let asked): measure = asked
    case .leastInequality: measure = .perWeight
    default: return nil
    }
    let widths = frame.measures(measure)
    let limit: Int128 = 10_000_000_000_000_000
    guard widths.reduce(Int128(0), { $0 + Int128($1) }) < limit,
      frame.changeBases.reduce(Int128(0), { $0 + Int128($1) }) < limit
    else { return nil }
    switch poured([Int64](repeating: 0, count: widths.count), widths, floors: nil) {
    case nil: return nil
    case .infeasible: return .infeasible
    case .amounts(let amounts):
      let lowest = amounts.indices.min {
        amounts[$0].approximateValue / Double(widths[$0])
          < amounts[$1].approximateValue / Double(widths[$1])
      }
      let level = lowest.map { amounts[$0].approximateValue / Double(widths[$0]) } ?? 0
      if case .maxMin = frame.objective {
        return settled(lowest.map { (amounts[$0], widths[$0]) }, widths, bound: level)
      }
      return .plan(
        FractionalPlan(
          amounts: amounts, bound: natural(level, amounts), isProven: true, method: .waterFilling,
          solver: "water filling"))
    }
  }

  private enum Poured {
    case amounts([WaterFilling.Amount])
    case infeasible
  }

  /// Leximin from starts in proportion to widths; nothing where rules are nested on no side.
  private func poured(_ starts: [Int64], _ widths: [Int64], floors: [Int64]?) -> Poured? {
    if var vessels = NestedRules(frame)?.vessels {
      vessels.starts = starts
      vessels.widths = widths
      for (recipient, floor) in (floors ?? []).enumerated() {
        vessels.lower[recipient] = max(
          vessels.lower[recipient], min(floor, vessels.upper[recipient]))
      }
      switch vessels.fill(total: frame.total) {
      case .amounts(let amounts): return .amounts(amounts)
      case .infeasible: return .infeasible
      case .notNested: break
      }
    }
    guard !frame.hasWholeDecisions,
      let network = PlanNetwork(frame, lineLimits: nil, floors: floors), network.isOneSided
    else { return nil }
    switch NetworkLevels(network: network, starts: starts, widths: widths).fill() {
    case .amounts(let amounts): return .amounts(amounts)
    case .infeasible: return .infeasible
    case .unsuitable: return nil
    }
  }

  /// In units of the objective: a level in fen, a ratio, or the index of all amounts.
  private func natural(_ level: Double, _ amounts: [WaterFilling.Amount]) -> Double {
    switch frame.objective {
    case .maxMin(.perTarget), .leximin(.perTarget): return level
    case .maxMin(.perWeight), .leximin(.perWeight):
      let first = frame.recipients.indices.first ?? 0
      let weight = frame.problem.weights[frame.recipients[first]]?.approximateValue ?? 1
      return level * Double(frame.wholeWeights[first]) / weight / 1_000_000
    case .leastInequality:
      return giniIndex(
        amounts.map(\.approximateValue), weights: frame.wholeWeights.map(Double.init))
    default: return level / 1_000_000
    }
  }

  /// Of all plans with the largest minimum, the one of the smallest relative changes.
  private func settled(
    _ lowest: (WaterFilling.Amount, Int64)?, _ widths: [Int64], bound: Double
  ) -> FractionalOutcome? {
    // level = (whole + n/d) / width; floors in whole rounding units below it, so that they can be kept.
    let floors = widths.indices.map { recipient -> Int64 in
      guard let (amount, width) = lowest else { return 0 }
      let whole = Int128(amount.whole) * Int128(widths[recipient]) / Int128(width)
      let exact = amount.approximateValue / Double(width) * Double(widths[recipient])
      return recipientFloor(max(Double(whole), exact + 1e-6), recipient)
    }
    guard case .amounts(let amounts) = poured(frame.before, frame.changeBases, floors: floors)
    else { return nil }
    return .plan(
      FractionalPlan(
        amounts: amounts, bound: natural(bound, amounts), isProven: true, method: .waterFilling,
        solver: "water filling"))
  }

  private func recipientFloor(_ fen: Double, _ recipient: Int) -> Int64 {
    let offset = frame.linesOfRecipient[recipient].reduce(Int64(0)) { $0 + frame.offsets[Int($1)] }
    let units = ((fen - Double(offset)) / Double(frame.unit)).rounded(.down)
    return max(0, Int64(units) * frame.unit + offset)
  }

  // MARK: - Linear programs

  private func linear() -> FractionalOutcome {
    var plan = PlanModel(frame)
    let goal = plan.addGoal()
    let first = solver.solve(plan.model, within: limits)
    switch first.status {
    case .infeasible: return .infeasible
    case .optimal: break
    case .limit, .unbounded: if first.values.isEmpty { return .undecided }
    }
    guard let best = first.objective else { return .undecided }
    let bound = (first.status == .optimal ? best : first.bound ?? best) * goal.factor
    let isWhole = plan.model.hasWholeColumns

    var model = plan.model
    var values = first.values
    let columns = frame.recipients.indices.map { plan.firstRecipient + $0 }
    let bases = frame.changeBases.map { Double($0) / plan.scale }
    let before = frame.before.map { Double($0) / plan.scale }
    if case .leximin(let measure) = frame.objective {
      if isWhole { model = holding(model, values) }
      guard
        let outcome = LeximinRounds.run(
          model, columns: columns,
          .raisingMinimum(coefficients: plan.levelCoefficients(measure).coefficients),
          solver: solver, limits: limits)
      else { return .undecided }
      values = outcome.answer.values
    } else {
      var found: LeximinRounds.Outcome?
      for tolerance in [1e-9, 1e-7, 1e-6] where found == nil {
        var held = model
        let slack = (isWhole ? 100 : 1) * tolerance * max(1, abs(best))
        held.addRow(
          goal.terms, from: goal.goal == .maximise ? best - slack : -.infinity,
          to: goal.goal == .minimise ? best + slack : .infinity)
        if isWhole {
          values = settledDecisions(held, columns, before, bases) ?? first.values
          held = holding(held, values)
        }
        found = LeximinRounds.run(
          held, columns: columns, .loweringMaximum(centres: before, coefficients: bases),
          solver: solver, limits: limits)
      }
      guard let found else { return .undecided }
      values = found.answer.values
    }
    var result = FractionalPlan(
      amounts: columns.map { amount(values[$0] * plan.scale, scale: plan.scale) }, bound: bound,
      isProven: first.status == .optimal, method: isWhole ? .wholeNumbers : .linearProgram,
      solver: first.solver)
    if isWhole { result.lineLimits = lineLimits(plan, values) }
    if case .mostCovered(let threshold) = frame.objective {
      let needs = frame.coverNeeds(threshold)
      result.floors = goal.covered.enumerated().map { values[$1] > 0.5 ? needs[$0] : 0 }
    }
    return .plan(result)
  }

  /// Whole-number decisions of the plan with the smallest worst relative change.
  private func settledDecisions(
    _ held: LinearModel, _ columns: [Int], _ before: [Double], _ bases: [Double]
  ) -> [Double]? {
    var model = held
    let worst = model.addColumn()
    for (recipient, column) in columns.enumerated() {
      model.addRow([Term(1, column), Term(-bases[recipient], worst)], to: before[recipient])
      model.addRow([Term(1, column), Term(bases[recipient], worst)], from: before[recipient])
    }
    model.setCosts(.minimise, [Term(1, worst)])
    let answer = solver.solve(model, within: limits)
    return answer.values.isEmpty ? nil : answer.values
  }

  /// The model with its whole-number decisions held.
  private func holding(_ model: LinearModel, _ values: [Double]) -> LinearModel {
    var held = model
    for column in 0..<model.columnCount where model.isWhole[column] {
      let value = values[column].rounded()
      held.setBounds(ofColumn: column, from: value, to: value)
    }
    return held.relaxed
  }

  private func lineLimits(_ plan: PlanModel, _ values: [Double]) -> [(lower: Int64, upper: Int64)] {
    var limits = [(lower: Int64, upper: Int64)](
      repeating: (0, frame.total), count: frame.lines.count)
    for (column, lines) in plan.openings {
      let isOpen = values[column] > 0.5
      let needsMoney =
        lines.first.map { plan.countsLeast.contains(Int(frame.lines[Int($0)].recipient)) } ?? false
      for (position, line) in lines.enumerated() {
        if !isOpen { limits[Int(line)] = (0, 0) }
        // An open pair that counts gives a unit at least, on its first use.
        if isOpen, needsMoney, position == 0 { limits[Int(line)].lower = frame.unit }
      }
    }
    return limits
  }

  /// A number of fen from a linear program: whole where it is whole to the program's tolerance.
  func amount(_ fen: Double, scale: Double) -> WaterFilling.Amount {
    let whole = fen.rounded()
    if abs(fen - whole) <= max(1e-3, scale * 1e-8) {
      return WaterFilling.Amount(whole: Int64(max(0, whole)), numerator: 0, denominator: 1)
    }
    let floor = fen.rounded(.down)
    return WaterFilling.Amount(
      whole: Int64(max(0, floor)), numerator: Int128(((fen - floor) * 1_000_000).rounded()),
      denominator: 1_000_000)
  }

  /// Amounts of lines, with fractions, for recipients' amounts that are settled.
  func lineAmounts(of plan: FractionalPlan) -> [Double]? {
    var model = PlanModel(frame)
    let scale = model.scale
    var terms: [Term] = []
    let costs = LineCosts(frame)
    for (line, data) in frame.lines.enumerated() {
      let cost = costs.rates(line)
      if cost.churn == 0 || data.before == 0 {
        terms.append(Term(cost.churn + cost.carried, line))
      } else {
        terms.append(Term(cost.carried, line))
        let change = model.model.addColumn(cost: 0)
        let before = Double(data.before) / scale
        _ = model.addFree([Term(1, line), Term(-1, change)], to: before)
        _ = model.addFree([Term(1, line), Term(1, change)], from: before)
        terms.append(Term(cost.churn, change))
      }
      if let limits = plan.lineLimits?[line] {
        model.model.setBounds(
          ofColumn: line, from: Double(limits.lower) / scale, to: Double(limits.upper) / scale)
      }
    }
    for slack in [1e-9, 1e-6, 1e-4] {
      var held = model.model
      for recipient in frame.recipients.indices {
        let amount = plan.amounts[recipient].approximateValue / scale
        held.setBounds(
          ofColumn: model.firstRecipient + recipient, from: amount - slack, to: amount + slack)
      }
      for column in 0..<held.columnCount where held.isWhole[column] {
        held.setBounds(ofColumn: column, from: 0, to: 1)
      }
      held.setCosts(.minimise, terms)
      let answer = solver.solve(held.relaxed, within: limits)
      if answer.status == .optimal {
        return frame.lines.indices.map { answer.values[$0] * scale }
      }
    }
    return nil
  }
}

/// The Gini index of amounts per weight, weighted, in O(n log n).
func giniIndex(_ amounts: [Double], weights: [Double]) -> Double {
  let order = amounts.indices.sorted {
    (amounts[$0] / weights[$0], $0) < (amounts[$1] / weights[$1], $1)
  }
  var sum = 0.0
  var weightBelow = 0.0
  var amountBelow = 0.0
  for index in order {
    sum += amounts[index] * weightBelow - weights[index] * amountBelow
    weightBelow += weights[index]
    amountBelow += amounts[index]
  }
  return weightBelow * amountBelow == 0 ? 0 : sum / (weightBelow * amountBelow)
}
