/// Whether an assignment should cost little or yield much.
public enum AssignmentGoal: String, Sendable, CaseIterable {
  case minimum
  case maximum
}

/// An assignment of the best total, with the prices that prove it.
public struct Assignment: Sendable, Hashable {
  public let goal: AssignmentGoal
  /// The column of each row, `nil` for rows left over.
  public let columns: [Int32?]
  /// The sum of the costs of the chosen pairs.
  public let total: Int64
  /// The dual value of each row.
  public let rowPrices: [Int64]
  /// The dual value of each column.
  ///
  /// For the minimum, the prices of a row and a column never exceed the cost of their pair; for the
  /// maximum they are never below it. All prices together make ``total``. Who is left over has the
  /// price 0, and on the larger side no price is positive (for the maximum: none negative).
  public let columnPrices: [Int64]

  /// The row of each column, `nil` for columns left over.
  public var rows: [Int32?] {
    var rows = [Int32?](repeating: nil, count: columnPrices.count)
    for (row, column) in columns.enumerated() {
      if let column { rows[Int(column)] = Int32(truncatingIfNeeded: row) }
    }
    return rows
  }
}

/// Lines of a matrix that are too many for the few lines across that they may be paired with: the
/// proof that no assignment exists (Hall's condition).
public struct HallWitness: Sendable, Hashable {
  /// Whether ``crowded`` are rows (and ``few`` columns) or columns.
  public enum Line: String, Sendable {
    case rows
    case columns
  }

  public let line: Line
  /// Ascending. Every allowed pair of one of these has its other end in ``few``.
  public let crowded: [Int32]
  /// Ascending; fewer than ``crowded``.
  public let few: [Int32]
}

/// What became of an assignment problem.
public enum AssignmentOutcome: Sendable, Hashable {
  case optimal(Assignment)
  /// Some rows (or columns) cannot all be served, whatever the costs.
  case infeasible(HallWitness)

  public var assignment: Assignment? {
    if case .optimal(let assignment) = self { assignment } else { nil }
  }
}

/// Assigns rows to columns one to one, at the least total cost or the greatest total yield.
///
/// Every row gets a column, or, when there are more rows than columns, every column a row.
///
/// ## Formulation
/// - Sets: rows *R*, columns *C*, allowed pairs *A* ⊆ *R* × *C*; let |*R*| ≤ |*C*|.
/// - Variables: *x(r, c)* ∈ {0, 1} for each allowed pair: whether *r* is assigned to *c*.
/// - Objective: minimise (or maximise) Σ *cost(r, c)* · *x(r, c)*.
/// - Constraints: Σ over *c* of *x(r, c)* = 1 for each row; Σ over *r* of *x(r, c)* ≤ 1 for each column.
///
/// ## Conventions
/// - Costs may be negative. Everything is integer arithmetic, so the total is exact.
/// - Several assignments may share the best total. Which is returned depends on the matrix alone,
///   not on the machine; it may change when rows or columns change places.
/// - No rows or no columns: the empty assignment, total 0.
///
/// - Parameters:
///   - costs: the matrix.
///   - goal: least cost or greatest yield.
///   - execution: asked for cancellation, and told, after each row; the work is sequential.
/// - Returns: the assignment with its dual values (``Assignment/brokenCertificate(in:)`` checks them), or
///   a set of rows too many for their columns.
/// - Throws: ``GraphError/overflow(in:)`` when 2⁸ · (rows + 1) · (largest − smallest cost + 1) leaves
///   `Int64`, or the total does; ``GraphError/cancelled``.
/// - Complexity: O(*s*² · *l*) time for a smaller side of *s* and a larger of *l* lines; O(*s* · *l*)
///   memory.
/// - Source: Jonker & Volgenant (1987), Computing 38, augmenting row reduction and augmentation, with
///   the rectangular start of Crouse (2016), IEEE Trans. Aerosp. Electron. Syst. 52(4).
public func assignment(
  of costs: CostMatrix, goal: AssignmentGoal = .minimum, execution: Execution = .standard
) throws(GraphError) -> AssignmentOutcome {
  let turns = costs.rowCount > costs.columnCount
  let problem = try AssignmentProblem(turns ? costs.transposed() : costs, goal)
  switch try problem.solve(execution) {
  case .infeasible(let rows, let columns):
    return .infeasible(
      HallWitness(line: turns ? .columns : .rows, crowded: rows, few: columns))
  case .solved(let columns, let rowPrices, let columnPrices):
    var total: Int64 = 0
    var chosen = [Int32?](repeating: nil, count: costs.rowCount)
    for (row, column) in columns.enumerated() {
      let (sum, overflow) = total.addingReportingOverflow(
        problem.matrix.costs[row * problem.matrix.columnCount + Int(column)])
      if overflow { throw .overflow(in: "The total of the assignment") }
      total = sum
      if turns {
        chosen[Int(column)] = Int32(truncatingIfNeeded: row)
      } else {
        chosen[row] = column
      }
    }
    return .optimal(
      Assignment(
        goal: goal, columns: chosen, total: total, rowPrices: turns ? columnPrices : rowPrices,
        columnPrices: turns ? rowPrices : columnPrices))
  }
}

/// A matrix with at most as many rows as columns, brought to costs from 0 upwards.
struct AssignmentProblem {
  let matrix: CostMatrix
  private let goal: AssignmentGoal
  /// The least cost, or for the maximum the greatest: what a cost of 0 stands for.
  private let base: Int64
  /// The largest cost above the base.
  private let spread: Int64

  enum Solution {
    case solved(columns: [Int32], rowPrices: [Int64], columnPrices: [Int64])
    case infeasible(rows: [Int32], columns: [Int32])
  }

  init(_ matrix: CostMatrix, _ goal: AssignmentGoal) throws(GraphError) {
    self.matrix = matrix
    self.goal = goal
    var least = Int64.max
    var greatest = Int64.min
    for cost in matrix.costs where cost != CostMatrix.forbidden {
      least = min(least, cost)
      greatest = max(greatest, cost)
    }
    // All pairs forbidden, or none there.
    if least > greatest { (least, greatest) = (0, 0) }
    let (spread, overflow) = greatest.subtractingReportingOverflow(least)
    guard !overflow, AssignmentKernel<Int64>.holds(spread, rowCount: matrix.rowCount) else {
      throw .overflow(in: "The range of costs times the number of rows")
    }
    self.spread = spread
    base = goal == .minimum ? least : greatest
  }

  func solve(_ execution: Execution) throws(GraphError) -> Solution {
    // Half the width is half the memory to stream and twice the numbers in a vector.
    AssignmentKernel<Int32>.holds(spread, rowCount: matrix.rowCount)
      ? try solve(Int32.self, execution) : try solve(Int64.self, execution)
  }

  @inline(__always)
  private func solve<Cost: FixedWidthInteger & SignedInteger & SIMDScalar & Sendable>(
    _: Cost.Type, _ execution: Execution
  ) throws(GraphError) -> Solution {
    let width = AssignmentKernel<Cost>.width(of: matrix.columnCount)
    let costs = [Cost](count: matrix.rowCount * width) { costs in
      matrix.costs.withTrustedPointer { given in
        for row in 0..<matrix.rowCount {
          let (line, from) = (costs + row * width, given + row * matrix.columnCount)
          for column in 0..<matrix.columnCount {
            let above = goal == .minimum ? from[column] &- base : base &- from[column]
            line[column] =
              from[column] == CostMatrix.forbidden
              ? AssignmentKernel<Cost>.unreachable : Cost(truncatingIfNeeded: above &<< 1)
          }
          for column in matrix.columnCount..<width {
            line[column] = AssignmentKernel<Cost>.unreachable
          }
        }
      }
    }
    var kernel = AssignmentKernel<Cost>(
      costs: costs, rowCount: matrix.rowCount, columnCount: matrix.columnCount)
    if let rows = try kernel.run(execution) {
      let columns = rows.compactMap {
        kernel.columnOfRow[Int($0)] < 0 ? nil : kernel.columnOfRow[Int($0)]
      }
      return .infeasible(rows: rows, columns: columns.sorted())
    }
    let prices = kernel.prices()
    var rowPrices: [Int64] = []
    rowPrices.reserveCapacity(prices.rows.count)
    for price in prices.rows {
      let (sum, overflow) =
        goal == .minimum
        ? base.addingReportingOverflow(Int64(price))
        : base.subtractingReportingOverflow(Int64(price))
      if overflow { throw .overflow(in: "A price of the assignment") }
      rowPrices.append(sum)
    }
    return .solved(
      columns: kernel.columnOfRow, rowPrices: rowPrices,
      columnPrices: prices.columns.map { goal == .minimum ? Int64($0) : -Int64($0) })
  }
}
