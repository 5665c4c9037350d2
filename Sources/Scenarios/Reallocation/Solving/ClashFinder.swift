internal import NetworkModel
internal import Optimisation

/// Finds which rules clash.
///
/// The multipliers of an infeasible linear program name rules that contradict each other (Farkas); leaving out one after
/// the other whatever is not needed for the contradiction leaves a set of which every part can be kept. Then all smaller
/// sets are tried, as far as ``mostTries`` programs reach, and the first one by size and name is taken.
///
/// - Source: Chinneck & Dravnieks (1991), "Locating minimal infeasible constraint sets in linear programs".
struct ClashFinder {
  typealias Term = LinearModel.Term

  let frame: PlanFrame
  let limits: SolverLimits
  let solver = ExactSolver()
  static let mostTries = 800

  init(_ frame: PlanFrame, limits: SolverLimits) {
    self.frame = frame
    self.limits = limits
  }

  func clash() -> RuleClash {
    let irreducible = filtered(candidates())
    let (smallest, isSmallest) = smallestSet(irreducible)
    return RuleClash(
      constraints: smallest.map { frame.constraints[$0] }, isSmallest: isSmallest,
      numbers: numbers(of: smallest),
      waysOut: WaysOut(finder: self, clash: smallest).all())
  }

  // MARK: - Sets

  private func mask(_ constraints: some Sequence<Int>) -> [Bool] {
    var mask = [Bool](repeating: false, count: frame.constraints.count)
    for constraint in constraints { mask[constraint] = true }
    return mask
  }

  /// Whether some plan keeps these rules; also when that was not settled within the limits.
  func canBeKept(_ constraints: [Int]) -> Bool {
    let model = PlanModel(frame, active: mask(constraints))
    return solver.solve(model.model, within: limits).status != .infeasible
  }

  private func candidates() -> [Int] {
    let all = Array(frame.constraints.indices)
    let plan = PlanModel(frame)
    let answer = solver.solve(plan.model.relaxed, within: limits)
    guard answer.status == .infeasible, let support = support(answer.ray, plan),
      !canBeKept(support)
    else { return all }
    return support
  }

  /// The constraints whose rows the multipliers use.
  private func support(_ ray: [Double], _ plan: PlanModel) -> [Int]? {
    guard ray.count == plan.model.rowCount else { return nil }
    let largest = ray.map(abs).max() ?? 0
    let used = ray.indices.filter { abs(ray[$0]) > 1e-9 * largest }
    return Set(used.compactMap { plan.constraintOfRow[$0] }).sorted()
  }

  /// Leaves out what is not needed: rules before budgets, those of later names first.
  private func filtered(_ constraints: [Int]) -> [Int] {
    var kept = constraints
    for constraint in constraints.reversed() {
      let rest = kept.filter { $0 != constraint }
      if !canBeKept(rest) { kept = rest }
    }
    return kept
  }

  private func smallestSet(_ found: [Int]) -> (constraints: [Int], isSmallest: Bool) {
    var tries = 0
    for size in 1..<max(1, found.count) {
      for set in combinations(of: frame.constraints.count, size) {
        tries += 1
        if tries > Self.mostTries { return (found, false) }
        if !canBeKept(set) { return (set, true) }
      }
    }
    return (found, true)
  }

  private func combinations(of count: Int, _ size: Int) -> some Sequence<[Int]> {
    sequence(state: Array(0..<size)) { (state: inout [Int]) -> [Int]? in
      guard size <= count, !state.isEmpty else { return nil }
      let current = state
      var place = size - 1
      while place >= 0, state[place] == count - size + place { place -= 1 }
      if place < 0 {
        state = []
      } else {
        state[place] += 1
        for next in (place + 1)..<max(place + 1, size) { state[next] = state[next - 1] + 1 }
      }
      return current
    }
  }

  // MARK: - Numbers

  private func numbers(of clash: [Int]) -> [RuleClash.Numbers] {
    clash.compactMap { numbers(of: $0, in: clash) }
  }

  /// What a rule needs in all, against what the other rules of the clash leave; nothing where plain sums do not show the
  /// contradiction.
  ///
  /// The rule is held against the others row by row, each row giving way as little as possible: those that must give
  /// way in any plan (dual 1) are the ones that the sums are taken over.
  private func numbers(of constraint: Int, in clash: [Int]) -> RuleClash.Numbers? {
    let others = PlanModel(frame, active: mask(clash.filter { $0 != constraint }))
    guard !others.model.hasWholeColumns else { return nil }
    var elastic = others
    var costs: [Term] = []
    var sides: [(row: Int, planRow: PlanRow, bound: Double, isLower: Bool)] = []
    for row in frame.rows where row.constraint == constraint {
      guard let (lower, upper) = frame.tightened(row) else { return nil }
      for (bound, isLower) in [(lower, true), (upper, false)] {
        guard let bound else { continue }
        let amount = Double(bound) / others.scale
        let way = elastic.model.addColumn()
        let index = elastic.addFree(
          elastic.terms(row) + [Term(isLower ? 1 : -1, way)], from: isLower ? amount : -.infinity,
          to: isLower ? .infinity : amount)
        costs.append(Term(1, way))
        sides.append((index, row, amount, isLower))
      }
    }
    elastic.model.setCosts(.minimise, costs)
    let answer = solver.solve(elastic.model, within: limits)
    guard answer.status == .optimal else { return nil }
    let used = sides.filter { abs(answer.rowDuals[$0.row]) > 0.5 }
    guard let isLower = used.first?.isLower, used.allSatisfy({ $0.isLower == isLower }) else {
      return nil
    }
    return numbers(
      of: constraint, used.map(\.planRow), required: used.reduce(0) { $0 + $1.bound }, isLower,
      others)
  }

  private func numbers(
    of constraint: Int, _ rows: [PlanRow], required: Double, _ isLower: Bool, _ others: PlanModel
  ) -> RuleClash.Numbers? {
    var others = others
    others.model.setCosts(isLower ? .maximise : .minimise, rows.flatMap { others.terms($0) })
    let answer = solver.solve(others.model, within: limits)
    guard answer.status == .optimal, let left = answer.objective,
      isLower ? left < required - 1e-9 : left > required + 1e-9
    else { return nil }
    let recipients = Set(rows.flatMap(\.lines).map { Int(frame.lines[Int($0)].recipient) })
      .sorted().map { frame.recipients[$0] }
    return RuleClash.Numbers(
      constraint: frame.constraints[constraint], bound: isLower ? .atLeast : .atMost,
      recipients: recipients, required: money(required, others.scale),
      left: money(left, others.scale))
  }

  private func money(_ value: Double, _ scale: Double) -> Money {
    Money(fen: Int64((value * scale).rounded()))
  }
}
