/// What came of a linear model.
public struct LinearAnswer: Sendable {
  public enum Status: String, Sendable {
    /// The values are optimal and `bound` proves it, within the solver's tolerance.
    case optimal
    /// No values keep all rows and bounds.
    case infeasible
    /// The objective has no limit.
    case unbounded
    /// Time, steps or precision ran out first. Values are there only if some that keep all rows were found.
    case limit
  }

  public let status: Status
  /// Who solved it, with version: `CLP 1.17.6`.
  public let solver: String
  /// Σ cost · value; absent without values.
  public let objective: Double?
  /// No values have a better objective than this; the objective itself at an optimum without whole columns.
  public let bound: Double?
  /// In column order; empty without values.
  public let values: [Double]
  /// What one more unit on the active bound of each row adds to the objective, in row order; empty with whole columns.
  public let rowDuals: [Double]
  /// What one more unit of each column, forced in, adds to the objective; empty with whole columns.
  public let reducedCosts: [Double]
  /// Of an infeasible model without whole columns: multipliers of its rows that contradict each other (Farkas). The
  /// sum of multiplier × row is a row that the bounds of the columns cannot keep. Positive where the lower side of a
  /// row counts, negative where the upper one does. Empty when the solver gives none.
  public let ray: [Double]
  /// Where the solver stopped; start there after an edit of bounds or costs.
  public let basis: LinearBasis?
  public let steps: Int

  /// |objective − bound|, in units of the objective.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return abs(objective - bound)
  }
}

/// Which columns and rows are basic, and at which bound the others stand.
///
/// It belongs to a model with the same numbers of columns and rows. One that no longer fits costs time, never
/// correctness.
public struct LinearBasis: Sendable, Hashable {
  let states: [UInt8]
}

/// When to stop without an answer.
public struct SolverLimits: Sendable, Hashable {
  /// Seconds of clock; the answer of a run that it cut short depends on the machine.
  public var seconds: Double?
  /// Steps of the simplex method in one linear program.
  public var steps: Int?
  /// Nodes of the search for whole numbers.
  public var nodes: Int?
  /// A search for whole numbers may end when |objective − bound| is at most this part of the objective. Such an answer is
  /// called optimal; its bound and gap say how good it is.
  public var relativeGap: Double

  public init(
    seconds: Double? = nil, steps: Int? = nil, nodes: Int? = nil, relativeGap: Double = 0
  ) {
    self.seconds = seconds
    self.steps = steps
    self.nodes = nodes
    self.relativeGap = relativeGap
  }

  public static let none = SolverLimits()
}

/// Something that solves linear models.
public protocol LinearSolver: Sendable {
  /// Name and version.
  var name: String { get }

  /// Solves a model.
  ///
  /// - Parameter basis: of an earlier answer to a model of the same shape; it saves time and changes no optimum.
  func solve(_ model: LinearModel, startingFrom basis: LinearBasis?, within limits: SolverLimits)
    -> LinearAnswer
}

extension LinearSolver {
  public func solve(_ model: LinearModel, within limits: SolverLimits = .none) -> LinearAnswer {
    solve(model, startingFrom: nil, within: limits)
  }
}
