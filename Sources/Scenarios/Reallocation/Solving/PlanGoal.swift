internal import NetworkModel
internal import Optimisation

/// What a recipient's amount is divided by in an objective, as whole numbers: exact for ties.
extension PlanFrame {
  /// Whole weights in recipient order: 1, the target in fen, or a million times the weight.
  func measures(_ measure: ReallocationObjective.UnitMeasure) -> [Int64] {
    switch measure {
    case .amount: recipients.map { _ in 1 }
    case .perTarget: recipients.map { problem.targets[$0]?.fen ?? 0 }
    case .perWeight: wholeWeights
    }
  }

  /// A million times the weights; 10⁶ where nothing is said; over their common divisor.
  var wholeWeights: [Int64] {
    let weights = recipients.map { recipient in
      let weight = problem.weights[recipient] ?? ExactDecimal(1)
      return Int64(Int128(weight.significand) * powerOfTen(6 - Int(weight.scale)))
    }
    let divisor = weights.reduce(0, greatestCommonDivisor)
    return divisor > 1 ? weights.map { $0 / divisor } : weights
  }

  /// What a change of a recipient's amount is divided by to be a relative change: what it got before, or, where that was
  /// nothing, the average over those that got something, or over all of the budget.
  var changeBases: [Int64] {
    let positive = before.filter { $0 > 0 }
    let average =
      positive.isEmpty
      ? total / Int64(max(1, recipients.count)) : positive.reduce(0, +) / Int64(positive.count)
    return before.map { $0 > 0 ? $0 : max(1, average) }
  }

  var objective: ReallocationObjective { problem.objectives[0] }
}

private func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
  b == 0 ? a : greatestCommonDivisor(b, a % b)
}

/// An objective written into a linear model.
struct PlanGoal {
  /// Objective = factor × Σ cost · value, in 10,000 yuan, as a ratio, an index or a count.
  var factor: Double
  var goal: LinearModel.Goal
  var terms: [LinearModel.Term]
  /// The decisions of ``ReallocationObjective/mostCovered(_:)``, in recipient order.
  var covered: [Int] = []
}

extension PlanModel {
  private var amountFactor: Double { scale / 1_000_000 }

  /// Adds the columns and rows of the objective with its penalties, and sets the costs.
  ///
  /// For ``ReallocationObjective/leximin(_:)`` that is the first level only.
  mutating func addGoal() -> PlanGoal {
    var goal = addObjective()
    addPenalties(to: &goal)
    model.setCosts(goal.goal, goal.terms)
    return goal
  }

  private func y(_ recipient: Int) -> Int { firstRecipient + recipient }

  private mutating func addObjective() -> PlanGoal {
    switch frame.objective {
    case .maxMin(let measure), .leximin(let measure):
      let level = model.addColumn(from: -.infinity)
      let (coefficients, factor) = levelCoefficients(measure)
      for recipient in frame.recipients.indices {
        _ = addFree([Term(1, y(recipient)), Term(-coefficients[recipient], level)], from: 0)
      }
      return PlanGoal(factor: factor, goal: .maximise, terms: [Term(1, level)])
    case .leastShortfall(let weighted):
      var terms: [Term] = []
      for (recipient, id) in frame.recipients.enumerated() {
        guard let target = frame.problem.targets[id], target.fen > 0 else { continue }
        let short = model.addColumn()
        _ = addFree([Term(1, short), Term(1, y(recipient))], from: Double(target.fen) / scale)
        let weight = weighted ? frame.problem.weights[id]?.approximateValue ?? 1 : 1
        terms.append(Term(weight, short))
      }
      return PlanGoal(factor: amountFactor, goal: .minimise, terms: terms)
    case .proportional: return addProportional()
    case .leastInequality: return addInequality()
    case .leastChange:
      return PlanGoal(factor: amountFactor, goal: .minimise, terms: addChanges())
    case .mostCovered(let threshold):
      let needed = frame.coverNeeds(threshold)
      let columns = frame.recipients.indices.map { recipient in
        let covered = model.addColumn(to: 1, whole: true)
        _ = addFree(
          [Term(1, y(recipient)), Term(-Double(needed[recipient]) / scale, covered)], from: 0)
        return covered
      }
      return PlanGoal(
        factor: 1, goal: .maximise, terms: columns.map { Term(1, $0) }, covered: columns)
    }
  }

  /// Coefficients near 1 of the level in the row of each recipient, and what the level is worth.
  func levelCoefficients(_ measure: ReallocationObjective.UnitMeasure)
    -> (coefficients: [Double], factor: Double)
  {
    switch measure {
    case .amount: return (frame.recipients.map { _ in 1 }, amountFactor)
    case .perTarget:
      return (frame.recipients.map { Double(frame.problem.targets[$0]!.fen) / scale }, 1)
    case .perWeight:
      return (
        frame.recipients.map { frame.problem.weights[$0]?.approximateValue ?? 1 }, amountFactor
      )
    }
  }

  private mutating func addProportional() -> PlanGoal {
    let weights = frame.recipients.map { frame.problem.weights[$0]?.approximateValue ?? 1 }
    let sum = weights.reduce(0, +)
    var terms: [Term] = []
    for recipient in frame.recipients.indices {
      let fair = Double(frame.total) * weights[recipient] / sum / scale
      let up = model.addColumn()
      let down = model.addColumn()
      _ = addFree([Term(1, y(recipient)), Term(-1, up), Term(1, down)], from: fair, to: fair)
      terms += [Term(1, up), Term(1, down)]
    }
    return PlanGoal(factor: amountFactor, goal: .minimise, terms: terms)
  }

  private mutating func addInequality() -> PlanGoal {
    let weights = frame.recipients.map { frame.problem.weights[$0]?.approximateValue ?? 1 }
    let sum = weights.reduce(0, +)
    let average = sum / Double(weights.count)
    var terms: [Term] = []
    for a in weights.indices {
      for b in 0..<a {
        let difference = model.addColumn()
        let forward = [Term(weights[b] / average, y(a)), Term(-weights[a] / average, y(b))]
        _ = addFree(forward + [Term(-1, difference)], to: 0)
        _ = addFree(forward + [Term(1, difference)], from: 0)
        terms.append(Term(1, difference))
      }
    }
    let whole = sum * Double(frame.total) / scale
    return PlanGoal(
      factor: whole == 0 ? 0 : average / whole, goal: .minimise, terms: terms)
  }

  /// Adds |x − x₀| of every line; new lines are their own change.
  mutating func addChanges() -> [Term] {
    frame.lines.enumerated().flatMap { index, line -> [Term] in
      guard line.before > 0 else { return [Term(1, index)] }
      let up = model.addColumn()
      let down = model.addColumn()
      let before = Double(line.before) / scale
      _ = addFree([Term(1, index), Term(-1, up), Term(1, down)], from: before, to: before)
      return [Term(1, up), Term(1, down)]
    }
  }

  private mutating func addPenalties(to goal: inout PlanGoal) {
    guard goal.factor > 0 else { return }
    let sign = goal.goal == .minimise ? 1.0 : -1
    for penalty in frame.problem.penalties {
      let each = sign * amountFactor / goal.factor
      switch penalty {
      case .churn(let rate):
        goal.terms += addChanges().map {
          Term(each * rate.approximateValue * $0.coefficient, $0.column)
        }
      case .distance(let rate):
        goal.terms += frame.lines.indices.map { index in
          Term(each * rate.approximateValue * frame.kilometres(ofLine: index), index)
        }
      }
    }
  }
}

extension PlanFrame {
  func kilometres(ofLine index: Int) -> Double {
    let line = lines[index]
    let pair = PlanLine(donor: donors[Int(line.donor)], recipient: recipients[Int(line.recipient)])
    return Double(problem.distances[pair] ?? 0) / 1000
  }

  /// What each recipient must get to count as covered, in fen and whole rounding units.
  func coverNeeds(_ threshold: ReallocationObjective.CoverThreshold) -> [Int64] {
    recipients.enumerated().map { recipient, id in
      let needed: Int64 =
        switch threshold {
        case .amount(let money): money.fen
        case .target: problem.targets[id]?.fen ?? 0
        }
      let offset = linesOfRecipient[recipient].reduce(Int64(0)) { $0 + offsets[Int($1)] }
      guard needed > offset else { return needed }
      return (needed - offset + unit - 1) / unit * unit + offset
    }
  }
}
