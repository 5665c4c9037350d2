internal import Optimisation

/// Leximin by a sequence of linear programs.
///
/// Each round moves the common level as far as it goes. An item whose row has a dual that is not 0 is at the level in
/// *every* optimal plan (complementary slackness), so its amount is fixed there; the duals of the level's rows add up to
/// 1, so each round fixes at least one. When all are fixed, the amounts are those of the only leximin plan.
///
/// - Source: Marchi & Oviedo (1992), "Lexicographic optimality in the multiple objective linear programming: the
///   nucleolar solution"; Nace & Orlin (2007), "Lexicographically minimum and maximum load linear programming problems".
struct LeximinRounds {
  typealias Term = LinearModel.Term

  enum Kind {
    /// The smallest of value ÷ coefficient is made largest.
    case raisingMinimum(coefficients: [Double])
    /// The largest of |value − centre| ÷ coefficient is made smallest.
    case loweringMaximum(centres: [Double], coefficients: [Double])
  }

  /// The values of the items, or nothing when the model has no plan.
  struct Outcome {
    let values: [Double]
    let answer: LinearAnswer
    let rounds: Int
  }

  /// How far a fixed amount may move later, in units of the model, of which the average recipient gets over 1,000: as
  /// little as the solver can follow.
  private static let hairs = [1e-7, 1e-6, 1e-5]

  /// - Parameter columns: the items; amounts of 0 or more.
  static func run(
    _ base: LinearModel, columns: [Int], _ kind: Kind, solver: some LinearSolver,
    limits: SolverLimits
  ) -> Outcome? {
    for hair in hairs {
      if let outcome = run(base, columns, kind, hair, solver, limits) { return outcome }
    }
    return nil
  }

  private static func run(
    _ base: LinearModel, _ columns: [Int], _ kind: Kind, _ hair: Double,
    _ solver: some LinearSolver, _ limits: SolverLimits
  ) -> Outcome? {
    var model = base
    var rowsOfItem: [[Int]] = []
    let level: Int
    switch kind {
    case .raisingMinimum(let coefficients):
      level = model.addColumn(from: -.infinity)
      for (item, column) in columns.enumerated() {
        rowsOfItem.append([
          model.addRow([Term(1, column), Term(-coefficients[item], level)], from: 0)
        ])
      }
      model.setCosts(.maximise, [Term(1, level)])
    case .loweringMaximum(let centres, let coefficients):
      level = model.addColumn()
      for (item, column) in columns.enumerated() {
        rowsOfItem.append([
          model.addRow([Term(1, column), Term(-coefficients[item], level)], to: centres[item]),
          model.addRow([Term(1, column), Term(coefficients[item], level)], from: centres[item]),
        ])
      }
      model.setCosts(.minimise, [Term(1, level)])
    }
    var isFixed = [Bool](repeating: false, count: columns.count)
    var basis: LinearBasis?
    var rounds = 0
    while true {
      let answer = solver.solve(model, startingFrom: basis, within: limits)
      guard answer.status == .optimal else { return nil }
      rounds += 1
      basis = answer.basis
      let values = columns.map { answer.values[$0] }
      func pull(_ item: Int) -> Double {
        rowsOfItem[item].reduce(0) { $0 + abs(answer.rowDuals[$1]) }
      }
      let open = columns.indices.filter { !isFixed[$0] }
      let strongest = open.max { pull($0) < pull($1) }!
      // Duals far below the strongest may be noise; leaving them out costs a round, nothing else.
      let threshold = pull(strongest) * 1e-6
      var fixed = open.filter { pull($0) > 0 && pull($0) >= threshold }
      if fixed.isEmpty { fixed = [strongest] }
      if case .loweringMaximum = kind, answer.values[level] <= 1e-12 { fixed = open }
      for item in fixed {
        isFixed[item] = true
        // A hair of room: what is fixed to the last digit may contradict itself in the last digit.
        model.setBounds(
          ofColumn: columns[item], from: max(0, values[item] - hair), to: values[item] + hair)
        for row in rowsOfItem[item] {
          model.setBounds(ofRow: row, from: -.infinity, to: .infinity)
        }
      }
      if isFixed.allSatisfy(\.self) {
        return Outcome(values: values, answer: answer, rounds: rounds)
      }
    }
  }
}
