internal import CCLP

/// The simplex method of COIN-OR CLP, for models without whole columns; whole columns are treated as fractions.
///
/// One model is built, solved and dropped in each call, so calls from several threads do not meet. Nothing is
/// written to standard output.
///
/// - Source: https://github.com/coin-or/Clp, C interface.
public struct CLPSolver: LinearSolver {
  /// By how much a row may be broken and a reduced cost have the wrong sign, in units of the model.
  public var tolerance: Double

  /// What is infeasible by more than this is infeasible.
  private static let coarseTolerance = 1e-7

  public init(tolerance: Double = 1e-9) {
    self.tolerance = tolerance
  }

  public var name: String { "CLP \(String(cString: Clp_Version()))" }

  public func solve(
    _ model: LinearModel, startingFrom basis: LinearBasis?, within limits: SolverLimits
  ) -> LinearAnswer {
    let clp = Clp_newModel()!
    defer { Clp_deleteModel(clp) }
    Clp_setLogLevel(clp, 0)
    load(model, into: clp)
    Clp_setPrimalTolerance(clp, tolerance)
    Clp_setDualTolerance(clp, tolerance)
    if let steps = limits.steps { Clp_setMaximumIterations(clp, Int32(clamping: steps)) }
    if let seconds = limits.seconds { Clp_setMaximumSeconds(clp, seconds) }
    if let basis, basis.states.count == model.rowCount + model.columnCount {
      basis.states.withUnsafeBufferPointer { Clp_copyinStatus(clp, $0.baseAddress) }
    }
    // No presolve: it would lose the ray of an infeasible model and the basis. From a basis the primal method goes on: what
    // callers edit (other costs, a row taken away, a value held) leaves the old answer feasible.
    if basis != nil { _ = Clp_primal(clp, 0) }
    if basis == nil || Clp_status(clp) != 0 { _ = Clp_dual(clp, 0) }
    // Redundant rows of many entries may contradict each other in the last digits: look again, less closely.
    if Clp_status(clp) == 1, tolerance < Self.coarseTolerance {
      Clp_setPrimalTolerance(clp, Self.coarseTolerance)
      _ = Clp_dual(clp, 0)
    }
    // The dual method may stop, short of a proof, on models whose cost has no bound.
    if Clp_status(clp) != 0, Clp_status(clp) != 1 { _ = Clp_primal(clp, 0) }
    return answer(of: clp, to: model)
  }

  private func load(_ model: LinearModel, into clp: UnsafeMutableRawPointer) {
    let matrix = CompressedColumns(model)
    Clp_loadProblem(
      clp, Int32(model.columnCount), Int32(model.rowCount), matrix.starts, matrix.rows,
      matrix.values, model.columnLower.map(limited), model.columnUpper.map(limited), model.costs,
      model.rowLower.map(limited), model.rowUpper.map(limited))
    Clp_setOptimizationDirection(clp, model.goal == .minimise ? 1 : -1)
  }

  private func answer(of clp: UnsafeMutableRawPointer, to model: LinearModel) -> LinearAnswer {
    let status: LinearAnswer.Status =
      switch Clp_status(clp) {
      case 0: .optimal
      case 1: .infeasible
      case 2: .unbounded
      default: .limit
      }
    let isOptimal = status == .optimal
    var ray: [Double] = []
    if status == .infeasible, let found = Clp_infeasibilityRay(clp) {
      // CLP's multipliers have the opposite sign of ours.
      ray = numbers(found, model.rowCount).map { -$0 }
      Clp_freeRay(clp, found)
    }
    let objective = isOptimal ? Clp_objectiveValue(clp) : nil
    let count = model.rowCount + model.columnCount
    let states = Clp_statusExists(clp) != 0 ? Clp_statusArray(clp) : nil
    return LinearAnswer(
      status: status, solver: name, objective: objective, bound: objective,
      values: isOptimal ? numbers(Clp_primalColumnSolution(clp), model.columnCount) : [],
      rowDuals: isOptimal ? numbers(Clp_dualRowSolution(clp), model.rowCount) : [],
      reducedCosts: isOptimal ? numbers(Clp_dualColumnSolution(clp), model.columnCount) : [],
      ray: ray,
      basis: states.map {
        LinearBasis(states: [UInt8](UnsafeBufferPointer(start: $0, count: count)))
      },
      steps: Int(Clp_numberIterations(clp)))
  }
}

/// Reads a column of a C solver, with no negative zeros.
func numbers(_ pointer: UnsafePointer<Double>?, _ count: Int) -> [Double] {
  guard count > 0, let pointer else { return [] }
  return UnsafeBufferPointer(start: pointer, count: count).map { $0 == 0 ? 0 : $0 }
}

private func numbers(_ pointer: UnsafeMutablePointer<Double>?, _ count: Int) -> [Double] {
  numbers(UnsafePointer(pointer), count)
}

/// COIN's infinity is the largest finite number.
func limited(_ bound: Double) -> Double {
  bound == .infinity
    ? .greatestFiniteMagnitude : bound == -.infinity ? -.greatestFiniteMagnitude : bound
}
