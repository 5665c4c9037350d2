/// Sends a model to the solver of its kind: CLP without whole columns, CBC with them.
///
/// An answer of CBC is polished: its whole columns are set to the nearest whole numbers and the rest is solved again as a
/// linear program, so that values keep all rows to CLP's tolerance and duals (with the whole columns held) exist.
public struct ExactSolver: LinearSolver {
  private let continuous: CLPSolver
  private let whole: CBCSolver

  public init() {
    continuous = CLPSolver()
    whole = CBCSolver()
  }

  public var name: String { "\(continuous.name), \(whole.name)" }

  public func solve(
    _ model: LinearModel, startingFrom basis: LinearBasis?, within limits: SolverLimits
  ) -> LinearAnswer {
    guard model.hasWholeColumns else {
      return continuous.solve(model, startingFrom: basis, within: limits)
    }
    // CBC calls an infeasible relaxation by several names; CLP tells it apart from one without limit.
    let relaxation = continuous.solve(model.relaxed, startingFrom: nil, within: limits)
    if relaxation.status == .infeasible { return relaxation }
    let found = whole.solve(model, startingFrom: nil, within: limits)
    guard !found.values.isEmpty else { return found }
    var fixed = model
    for column in 0..<model.columnCount where model.isWhole[column] {
      let value = found.values[column].rounded()
      fixed.setBounds(ofColumn: column, from: value, to: value)
    }
    let polished = continuous.solve(fixed.relaxed, startingFrom: nil, within: limits)
    guard polished.status == .optimal else { return found }
    return LinearAnswer(
      status: found.status, solver: whole.name, objective: polished.objective, bound: found.bound,
      values: polished.values, rowDuals: polished.rowDuals, reducedCosts: polished.reducedCosts,
      ray: [], basis: nil, steps: found.steps)
  }
}
