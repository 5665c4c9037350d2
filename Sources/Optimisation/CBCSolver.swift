internal import CCBC
internal import Synchronization

/// CBC keeps the state of its command reader in globals: two searches at once read each other's arguments, and then
/// standard input.
private let oneSearchAtATime = Mutex(())

/// The branch-and-cut search of COIN-OR CBC, for models with whole columns.
///
/// It stops at a proven optimum (gap 0 within its tolerance) or at a limit. On one thread, so the same model gives the
/// same answer unless a limit of seconds cuts it short. Values of whole columns are within 10⁻⁶ of whole numbers;
/// ``ExactSolver`` rounds and polishes them. Calls from several threads wait for each other.
///
/// - Source: https://github.com/coin-or/Cbc, C interface.
public struct CBCSolver: LinearSolver {
  public init() {}

  public var name: String { "CBC \(String(cString: Cbc_getVersion()))" }

  public func solve(
    _ model: LinearModel, startingFrom basis: LinearBasis?, within limits: SolverLimits
  ) -> LinearAnswer {
    oneSearchAtATime.withLock { _ in search(model, within: limits) }
  }

  private func search(_ model: LinearModel, within limits: SolverLimits) -> LinearAnswer {
    let cbc = Cbc_newModel()!
    defer { Cbc_deleteModel(cbc) }
    Cbc_setLogLevel(cbc, 0)
    Cbc_setParameter(cbc, "log", "0")
    load(model, into: cbc)
    Cbc_setAllowableGap(cbc, 0)
    Cbc_setAllowableFractionGap(cbc, limits.relativeGap)
    if let seconds = limits.seconds { Cbc_setMaximumSeconds(cbc, seconds) }
    if let nodes = limits.nodes { Cbc_setMaximumNodes(cbc, Int32(clamping: nodes)) }
    _ = Cbc_solve(cbc)
    return answer(of: cbc, to: model)
  }

  private func load(_ model: LinearModel, into cbc: UnsafeMutableRawPointer) {
    let matrix = CompressedColumns(model)
    Cbc_loadProblem(
      cbc, Int32(model.columnCount), Int32(model.rowCount), matrix.starts, matrix.rows,
      matrix.values, model.columnLower.map(limited), model.columnUpper.map(limited), model.costs,
      model.rowLower.map(limited), model.rowUpper.map(limited))
    Cbc_setObjSense(cbc, model.goal == .minimise ? 1 : -1)
    for column in 0..<model.columnCount where model.isWhole[column] {
      Cbc_setInteger(cbc, Int32(column))
    }
  }

  private func answer(of cbc: UnsafeMutableRawPointer, to model: LinearModel) -> LinearAnswer {
    let isOptimal = Cbc_isProvenOptimal(cbc) != 0
    let found = Cbc_bestSolution(cbc)
    let status: LinearAnswer.Status =
      if isOptimal {
        .optimal
      } else if Cbc_isContinuousUnbounded(cbc) != 0 {
        .unbounded
      } else if Cbc_isProvenInfeasible(cbc) != 0 {
        .infeasible
      } else {
        .limit
      }
    let hasValues = found != nil && (status == .optimal || status == .limit)
    return LinearAnswer(
      status: status, solver: name, objective: hasValues ? Cbc_getObjValue(cbc) : nil,
      bound: hasValues ? Cbc_getBestPossibleObjValue(cbc) : nil,
      values: hasValues ? numbers(UnsafePointer(found), model.columnCount) : [], rowDuals: [],
      reducedCosts: [], ray: [], basis: nil, steps: Int(Cbc_getNodeCount(cbc)))
  }
}
