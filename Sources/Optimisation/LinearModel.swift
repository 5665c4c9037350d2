/// A linear model: columns (variables) between bounds, rows (constraints) between bounds, one goal.
///
///     sets        columns j with bounds l(j) ≤ u(j) and cost c(j), some of them whole numbers; rows i
///     choose      x(j)
///     minimise    Σ c(j) · x(j)        (or maximise)
///     subject to  L(i) ≤ Σ a(i, j) · x(j) ≤ U(i)      for every row
///                 l(j) ≤ x(j) ≤ u(j)
///
/// A model is a value: change a copy's bounds or costs and solve it again from the basis of the first answer.
///
/// ## Conventions
/// - A missing bound is `-Double.infinity` or `Double.infinity`. Coefficients near 1 are solved best: choose the unit of
///   amounts accordingly (10,000 yuan, not fen).
/// - Entries of a row on the same column add up.
/// - Columns and rows are numbered in the order in which they were added, and the answer depends on that order
///   where several are optimal: the same model always gives the same answer.
public struct LinearModel: Sendable {
  public enum Goal: Sendable, Hashable {
    case minimise
    case maximise
  }

  /// One coefficient of a row.
  public struct Term: Sendable, Hashable {
    public var column: Int
    public var coefficient: Double

    public init(_ coefficient: Double, _ column: Int) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  public var goal: Goal
  /// In column order.
  public private(set) var costs: [Double] = []
  public private(set) var columnLower: [Double] = []
  public private(set) var columnUpper: [Double] = []
  public private(set) var isWhole: [Bool] = []
  /// In row order.
  public private(set) var rowLower: [Double] = []
  public private(set) var rowUpper: [Double] = []
  /// Compressed rows: the entries of row i are `rowStarts[i]..<rowStarts[i + 1]`.
  public private(set) var rowStarts = [0]
  public private(set) var entryColumns: [Int32] = []
  public private(set) var entryValues: [Double] = []

  public init(_ goal: Goal = .minimise) {
    self.goal = goal
  }

  public var columnCount: Int { costs.count }
  public var rowCount: Int { rowLower.count }
  public var hasWholeColumns: Bool { isWhole.contains(true) }

  /// Adds a variable and returns its number.
  @discardableResult
  public mutating func addColumn(
    from lower: Double = 0, to upper: Double = .infinity, cost: Double = 0, whole: Bool = false
  ) -> Int {
    precondition(!lower.isNaN && !upper.isNaN && cost.isFinite, "Bounds and costs are numbers.")
    costs.append(cost)
    columnLower.append(lower)
    columnUpper.append(upper)
    isWhole.append(whole)
    return costs.count - 1
  }

  /// Adds a constraint and returns its number.
  @discardableResult
  public mutating func addRow(
    _ terms: [Term], from lower: Double = -.infinity, to upper: Double = .infinity
  ) -> Int {
    precondition(!lower.isNaN && !upper.isNaN, "Bounds are numbers.")
    for term in terms {
      precondition(
        term.column >= 0 && term.column < columnCount && term.coefficient.isFinite,
        "A term has a column of the model and a finite coefficient.")
      entryColumns.append(Int32(term.column))
      entryValues.append(term.coefficient)
    }
    rowLower.append(lower)
    rowUpper.append(upper)
    rowStarts.append(entryColumns.count)
    return rowLower.count - 1
  }

  public mutating func setCost(_ cost: Double, of column: Int) { costs[column] = cost }

  public mutating func setCosts(_ goal: Goal, _ terms: [Term]) {
    self.goal = goal
    for column in costs.indices { costs[column] = 0 }
    for term in terms { costs[term.column] += term.coefficient }
  }

  public mutating func setBounds(ofColumn column: Int, from lower: Double, to upper: Double) {
    columnLower[column] = lower
    columnUpper[column] = upper
  }

  public mutating func setBounds(ofRow row: Int, from lower: Double, to upper: Double) {
    rowLower[row] = lower
    rowUpper[row] = upper
  }

  /// The same model in which every column may take fractions.
  public var relaxed: LinearModel {
    var copy = self
    for column in copy.isWhole.indices { copy.isWhole[column] = false }
    return copy
  }

  /// The terms of a row as they were added.
  public func terms(ofRow row: Int) -> [Term] {
    (rowStarts[row]..<rowStarts[row + 1]).map { Term(entryValues[$0], Int(entryColumns[$0])) }
  }
}

/// A matrix by columns, entries of the same place added up: the form in which C solvers take it.
struct CompressedColumns {
  var starts: [Int32]
  var rows: [Int32]
  var values: [Double]

  init(_ model: LinearModel) {
    var counts = [Int32](repeating: 0, count: model.columnCount + 1)
    for column in model.entryColumns { counts[Int(column) + 1] += 1 }
    for column in 0..<model.columnCount { counts[column + 1] += counts[column] }
    var next = counts
    var rows = [Int32](repeating: 0, count: model.entryColumns.count)
    var values = [Double](repeating: 0, count: model.entryColumns.count)
    for row in 0..<model.rowCount {
      for entry in model.rowStarts[row]..<model.rowStarts[row + 1] {
        let column = Int(model.entryColumns[entry])
        let place = Int(next[column])
        // Rows come in ascending order, so an entry of the same place is the one just before.
        if place > Int(counts[column]), rows[place - 1] == Int32(row) {
          values[place - 1] += model.entryValues[entry]
        } else {
          rows[place] = Int32(row)
          values[place] = model.entryValues[entry]
          next[column] += 1
        }
      }
    }
    // Close the gaps that added-up entries left.
    var filled = 0
    var starts = [Int32](repeating: 0, count: model.columnCount + 1)
    for column in 0..<model.columnCount {
      for place in Int(counts[column])..<Int(next[column]) {
        rows[filled] = rows[place]
        values[filled] = values[place]
        filled += 1
      }
      starts[column + 1] = Int32(filled)
    }
    rows.removeLast(rows.count - filled)
    values.removeLast(values.count - filled)
    self.starts = starts
    self.rows = rows
    self.values = values
  }
}
