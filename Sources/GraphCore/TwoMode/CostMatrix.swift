/// What it costs to assign each row to each column, in whole units; pairs may be forbidden.
public struct CostMatrix: Sendable, Hashable {
  public let rowCount: Int
  public let columnCount: Int
  /// Row by row; ``forbidden`` where a pair is not allowed.
  public private(set) var costs: [Int64]

  /// Stands for "not allowed" in ``costs``. No allowed pair may cost this.
  public static let forbidden = Int64.max

  /// - Parameter costs: row by row, `rowCount * columnCount` of them, ``forbidden`` where a pair is
  ///   not allowed.
  /// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/parameter(_:problem:)``
  ///   when a count is negative; ``GraphError/tooLarge(nodes:edges:)``.
  public init(rowCount: Int, columnCount: Int, costs: [Int64]) throws(GraphError) {
    for (name, count) in [("rowCount", rowCount), ("columnCount", columnCount)] where count < 0 {
      throw .parameter(name, problem: "must not be negative, but is \(count)")
    }
    guard rowCount < Int(Int32.max), columnCount < Int(Int32.max) else {
      throw .tooLarge(nodes: max(rowCount, columnCount), edges: costs.count)
    }
    let expected = rowCount.multipliedReportingOverflow(by: columnCount)
    guard !expected.overflow, costs.count == expected.partialValue else {
      throw .wrongCount(
        of: "costs", expected: expected.overflow ? .max : expected.partialValue, found: costs.count)
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.costs = costs
  }

  /// Makes a matrix from rows of equal length; `nil` forbids a pair.
  ///
  /// - Throws: ``GraphError/wrongCount(of:expected:found:)`` when the rows differ in length.
  public init(_ rows: [[Int64?]]) throws(GraphError) {
    let width = rows.first?.count ?? 0
    for row in rows where row.count != width {
      throw .wrongCount(of: "costs in a row", expected: width, found: row.count)
    }
    try self.init(
      rowCount: rows.count, columnCount: width,
      costs: rows.flatMap { $0.map { $0 ?? Self.forbidden } })
  }

  /// The cost of a pair, or `nil` when it is forbidden.
  public subscript(row: Int, column: Int) -> Int64? {
    get {
      let cost = costs[index(row, column)]
      return cost == Self.forbidden ? nil : cost
    }
    set { costs[index(row, column)] = newValue ?? Self.forbidden }
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition((0..<rowCount).contains(row), "There is no row \(row)")
    precondition((0..<columnCount).contains(column), "There is no column \(column)")
    return row * columnCount + column
  }

  /// Rows for columns.
  func transposed() -> CostMatrix {
    let turned = [Int64](count: costs.count) { turned in
      costs.withTrustedPointer { costs in
        for row in 0..<rowCount {
          for column in 0..<columnCount {
            turned[column * rowCount + row] = costs[row * columnCount + column]
          }
        }
      }
    }
    return CostMatrix(trusted: columnCount, rowCount, costs: turned)
  }

  private init(trusted rowCount: Int, _ columnCount: Int, costs: [Int64]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.costs = costs
  }
}
