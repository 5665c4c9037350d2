internal import NetworkModel
internal import Optimisation

/// The smallest changes that make a plan possible: each clashing number by itself, and, where that gives fewer than two, the
/// least changes of several together. Every one is solved and its plan evaluated before it is offered.
struct WaysOut {
  typealias Term = LinearModel.Term
  typealias WayOut = RuleClash.WayOut

  let finder: ClashFinder
  let clash: [Int]

  private var frame: PlanFrame { finder.frame }
  private var problem: ReallocationProblem { finder.frame.problem }

  func all() -> [WayOut] {
    var found: [WayOut] = []
    func add(_ way: WayOut?) {
      if let way, !found.contains(way) { found.append(way) }
    }
    for constraint in clash {
      if frame.numbers[constraint] == .none {
        add(withoutRule(constraint))
      } else if frame.rows.contains(where: {
        $0.constraint == constraint && $0.constantBounds == nil
      }) {
        add(byBisection(constraint))
      } else {
        add(relaxing([constraint]))
      }
    }
    add(openingPairings())
    if frame.unit > 1 { add(withoutRounding()) }
    if found.count < 2 {
      let rules = frame.constraints.indices.filter {
        if case .rule = frame.constraints[$0] { isMovable($0) } else { false }
      }
      add(relaxing(rules))
      add(relaxing([0] + rules.filter { frame.numbers[$0] == .amount }))
      // Other rules than those that the first way moves.
      let moved = found.first?.changes.compactMap {
        if case .number(let constraint, _, _) = $0 { constraint } else { nil }
      }
      add(relaxing(rules.filter { moved?.contains(frame.constraints[$0]) == false }))
    }
    return found
  }

  private func isMovable(_ constraint: Int) -> Bool {
    frame.numbers[constraint] != .none
      && frame.rows.allSatisfy { $0.constraint != constraint || $0.constantBounds != nil }
  }

  // MARK: - Numbers

  /// The least Σ of relative moves of these numbers.
  private func relaxing(_ constraints: [Int]) -> WayOut? {
    guard !constraints.isEmpty else { return nil }
    var plan = PlanModel(frame, relaxing: Set(constraints))
    var costs: [Term] = []
    for constraint in constraints {
      let column = plan.relaxations[constraint]!
      let size = plan.model.addColumn()
      _ = plan.addFree([Term(1, size), Term(-1, column)], from: 0)
      _ = plan.addFree([Term(1, size), Term(1, column)], from: 0)
      let number = problem.number(of: frame.constraints[constraint])?.approximateValue ?? 1
      let scaled = frame.numbers[constraint] == .amount ? number / plan.scale : number
      costs.append(Term(constraints.count == 1 ? 1 : 1 / max(1e-3, abs(scaled)), size))
    }
    plan.model.setCosts(.minimise, costs)
    let answer = finder.solver.solve(plan.model, within: finder.limits)
    guard !answer.values.isEmpty else { return nil }
    var moves: [(constraint: Int, by: Double)] = []
    for constraint in constraints {
      let unit = frame.numbers[constraint] == .amount ? plan.scale : 1
      let move = answer.values[plan.relaxations[constraint]!] * unit
      if abs(move) > unit * 1e-8 { moves.append((constraint, move)) }
    }
    return verified(moves)
  }

  /// The smallest move in steps that can be said: the rounding unit, a hundredth of a per cent, one; outwards until the
  /// plan passes.
  private func verified(_ moves: [(constraint: Int, by: Double)]) -> WayOut? {
    guard !moves.isEmpty else { return nil }
    for extra in 0..<4 as Range<Int64> {
      var changed = problem
      var changes: [WayOut.Change] = []
      for (constraint, move) in moves {
        let name = frame.constraints[constraint]
        guard let number = problem.number(of: name),
          let moved = self.moved(number, by: move, constraint, extra),
          let next = changed.moving(name, to: moved)
        else { return nil }
        changed = next
        changes.append(.number(name, from: number, to: moved))
      }
      if passes(changed) { return WayOut(changes: changes) }
    }
    return nil
  }

  private func moved(_ number: ExactDecimal, by move: Double, _ constraint: Int, _ extra: Int64)
    -> ExactDecimal?
  {
    let places: UInt8 = frame.numbers[constraint] == .factor ? 4 : 0
    let grid = frame.numbers[constraint] == .amount ? Double(frame.unit) : 1
    let scale = Double(powerOfTen(Int(places)))
    let target = (number.approximateValue + move) * scale / grid
    // Not a step further for what only the solver's precision makes uneven.
    let step = move > 0 ? (target - 1e-6).rounded(.up) : (target + 1e-6).rounded(.down)
    let significand = (Int64(step) + (move > 0 ? extra : -extra)) * Int64(grid)
    return significand < 0 ? nil : ExactDecimal(significand, scale: places)
  }

  /// A share of a sum that is not fixed: halving the way to the share that asks for nothing.
  private func byBisection(_ constraint: Int) -> WayOut? {
    let name = frame.constraints[constraint]
    guard let number = problem.number(of: name),
      case .rule(let rule) = name,
      case .share(_, _, let bound, _) = problem.rules.first(where: { $0.name == rule })?.requirement,
      bound != .exactly
    else { return nil }
    func works(_ steps: Int64) -> ReallocationProblem? {
      problem.moving(name, to: ExactDecimal(steps, scale: 4)).flatMap { changed in
        ClashFinder(PlanFrame(changed), limits: finder.limits)
          .canBeKept(Array(frame.constraints.indices)) ? changed : nil
      }
    }
    var clashing = Int64(
      (number.approximateValue * 10_000).rounded(bound == .atLeast ? .up : .down))
    var kept: Int64 = bound == .atLeast ? 0 : 10_000
    guard works(kept) != nil else { return nil }
    while abs(clashing - kept) > 1 {
      let middle = (clashing + kept) / 2
      if works(middle) != nil { kept = middle } else { clashing = middle }
    }
    let moved = ExactDecimal(kept, scale: 4)
    guard let changed = problem.moving(name, to: moved), passes(changed) else { return nil }
    return WayOut(changes: [.number(name, from: number, to: moved)])
  }

  // MARK: - Other ways

  private func withoutRule(_ constraint: Int) -> WayOut? {
    guard case .rule(let name) = frame.constraints[constraint] else { return nil }
    return passes(problem.replacing(name, by: nil))
      ? WayOut(changes: [.drop(frame.constraints[constraint])]) : nil
  }

  private func openingPairings() -> WayOut? {
    let isOpen = problem.rules.contains {
      if case .newPairings = $0.requirement { true } else { false }
    }
    guard !isOpen, frame.donors.count * frame.recipients.count <= 1_000 else { return nil }
    var name = "new-pairings"
    while problem.rules.contains(where: { $0.name == name }) { name += "+" }
    guard
      ClashFinder(
        PlanFrame(problem.rule(name, .newPairings(atMost: nil))), limits: finder.limits
      ).canBeKept(Array(0...frame.constraints.count))
    else { return nil }
    let opened = PlanFrame(problem.rule(name, .newPairings(atMost: 0)))
    let constraint = opened.constraints.firstIndex(of: .rule(name))!
    var plan = PlanModel(opened, relaxing: [constraint])
    plan.model.setCosts(.minimise, [Term(1, plan.relaxations[constraint]!)])
    var limits = finder.limits
    limits.nodes = min(limits.nodes ?? 2_000, 2_000)
    let answer = finder.solver.solve(plan.model, within: limits)
    // "So many at least" is said only when it is proven.
    guard answer.status == .optimal, !answer.values.isEmpty else { return nil }
    let count = Int(max(0, answer.values[plan.relaxations[constraint]!]).rounded(.up))
    return passes(problem.rule(name, .newPairings(atMost: count)))
      ? WayOut(changes: [.openPairings(count)]) : nil
  }

  private func withoutRounding() -> WayOut? {
    for unit in [1_000_000, 10_000, 100, 1] as [Int64] where unit < frame.unit {
      if passes(problem.withRoundingUnit(Money(fen: unit))) {
        return WayOut(changes: [.roundingUnit(Money(fen: unit))])
      }
    }
    return nil
  }

  /// Whether a plan in whole units keeps all rules, by the independent evaluation.
  private func passes(_ changed: ReallocationProblem) -> Bool {
    guard changed.faults().isEmpty else { return false }
    let frame = PlanFrame(changed)
    let search = PlanSearch(frame, limits: finder.limits)
    guard case .plan(let plan) = search.run(), let (lines, _) = try? search.wholePlan(plan) else {
      return false
    }
    return changed.evaluate(frame.plan(lines)).isKept
  }
}
