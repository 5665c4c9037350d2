/// Shortest augmenting paths on a dense matrix with at most as many rows as columns.
///
/// Trusted input: costs lie in `0 ... spread` or are ``unreachable``, and ``holds(_:rowCount:)``.
/// A column's price starts at 0 and only falls, and once a column is taken it stays taken, so columns
/// left over keep the price 0, which a rectangular problem needs.
struct AssignmentKernel<Cost: FixedWidthInteger & SignedInteger & SIMDScalar & Sendable> {
  /// The cost of a forbidden pair: above all sums of costs, far enough below the largest number that
  /// prices can be added.
  static var unreachable: Cost { Cost.max / 2 }

  /// Whether no sum of this kernel leaves the range.
  ///
  /// A price, a distance or the cost of an alternating path is at most 8 · (rows + 1) · (spread + 1) in
  /// size: a path has at most `rows` pairs outside the assignment, and prices differ from costs of
  /// paths by no more than twice that.
  static func holds(_ spread: Int64, rowCount: Int) -> Bool {
    let limit = Int64(Cost.max) / 16
    return spread < limit && Int64(rowCount) + 1 <= limit / (8 * (min(spread, limit / 8) + 1))
  }

  private let costs: [Cost]
  private let rowCount: Int
  private let columnCount: Int
  /// The column of each row, −1 for none.
  private(set) var columnOfRow: [Int32]
  private var rowOfColumn: [Int32]
  private var columnPrices: [Cost]

  init(costs: [Cost], rowCount: Int, columnCount: Int) {
    self.costs = costs
    self.rowCount = rowCount
    self.columnCount = columnCount
    columnOfRow = Array(repeating: -1, count: rowCount)
    rowOfColumn = Array(repeating: -1, count: columnCount)
    columnPrices = Array(repeating: 0, count: columnCount)
  }

  /// - Returns: `nil` when all rows have a column; else rows that together reach fewer columns than
  ///   they are, ascending.
  @inline(__always)
  mutating func run(_ execution: Execution) throws(GraphError) -> [Int32]? {
    var free = (0..<rowCount).map { Int32(truncatingIfNeeded: $0) }
    let search = AssignmentSearch<Cost>(columnCount: columnCount)
    defer { search.deallocate() }
    return try costs.withTrustedPointer { (costs) throws(GraphError) in
      try columnOfRow.withTrustedMutablePointer { (columnOfRow) throws(GraphError) in
        try rowOfColumn.withTrustedMutablePointer { (rowOfColumn) throws(GraphError) in
          try columnPrices.withTrustedMutablePointer { (prices) throws(GraphError) -> [Int32]? in
            let state = AssignmentState(
              costs: costs, rowCount: rowCount, columnCount: columnCount, columnOfRow: columnOfRow,
              rowOfColumn: rowOfColumn, prices: prices)
            // Two rounds, as Jonker & Volgenant found best.
            for _ in 0..<2 { state.reduceRows(&free) }
            for (done, row) in free.enumerated() {
              if execution.isCancelled() { throw .cancelled }
              if let crowd = search.augment(from: row, state) { return crowd }
              execution.progress(rowCount - free.count + done + 1, rowCount)
            }
            return nil
          }
        }
      }
    }
  }

  /// Row prices that fit the column prices: a row pays what its pair leaves.
  func prices() -> (rows: [Cost], columns: [Cost]) {
    let rows = columnOfRow.enumerated().map { row, column in
      costs[row * columnCount + Int(column)] - columnPrices[Int(column)]
    }
    return (rows, columnPrices)
  }
}

/// The matrix, the assignment so far and the prices, without bounds checks.
struct AssignmentState<Cost: FixedWidthInteger & SignedInteger & SIMDScalar> {
  let costs: UnsafePointer<Cost>
  let rowCount: Int
  let columnCount: Int
  let columnOfRow: UnsafeMutablePointer<Int32>
  let rowOfColumn: UnsafeMutablePointer<Int32>
  let prices: UnsafeMutablePointer<Cost>

  typealias Lanes = SIMD8<Cost>

  /// Augmenting row reduction: a free row takes its cheapest column, whose price falls until the row's
  /// second choice is as good; a row that loses its column looks again at once if the price fell.
  @inline(__always)
  func reduceRows(_ free: inout [Int32]) {
    var pending = free
    free.removeAll(keepingCapacity: true)
    var current = 0
    // Rows may drive each other out for long; what is left is for the shortest paths.
    var steps = 4 * rowCount
    let floor = Cost.max / 32
    while current < pending.count {
      let row = pending[current]
      current += 1
      let (first, second, best) = twoLeast(of: Int(row))
      // One column or none: a price could fall without end.
      guard steps > 0, second < floor else {
        free.append(row)
        continue
      }
      steps -= 1
      var column = best
      let falls = second > first
      if falls {
        prices[column] &-= second &- first
      } else if rowOfColumn[column] >= 0 {
        column = index(of: second, in: Int(row), after: column)
      }
      let former = rowOfColumn[column]
      rowOfColumn[column] = row
      columnOfRow[Int(row)] = Int32(truncatingIfNeeded: column)
      guard former >= 0 else { continue }
      columnOfRow[Int(former)] = -1
      if falls {
        current -= 1
        pending[current] = former
      } else {
        free.append(former)
      }
    }
  }

  /// The least reduced cost of a row, the next one (equal when two columns share the least), and the
  /// first column of the least.
  @inline(__always)
  private func twoLeast(of row: Int) -> (first: Cost, second: Cost, column: Int) {
    let line = costs + row * columnCount
    var firsts = Lanes(repeating: .max)
    var seconds = Lanes(repeating: .max)
    var column = 0
    while column + Lanes.scalarCount <= columnCount {
      let reduced =
        UnsafeRawPointer(line + column).loadUnaligned(as: Lanes.self)
        &- UnsafeRawPointer(prices + column).loadUnaligned(as: Lanes.self)
      let isLess = reduced .< firsts
      // What does not become the least may be second.
      let loser = reduced.replacing(with: firsts, where: isLess)
      seconds = seconds.replacing(with: loser, where: loser .< seconds)
      firsts = firsts.replacing(with: reduced, where: isLess)
      column += Lanes.scalarCount
    }
    var (first, second) = (Cost.max, Cost.max)
    for lane in 0..<Lanes.scalarCount {
      for value in [firsts[lane], seconds[lane]] {
        if value < first { (first, second) = (value, first) } else { second = min(second, value) }
      }
    }
    while column < columnCount {
      let value = line[column] &- prices[column]
      if value < first { (first, second) = (value, first) } else { second = min(second, value) }
      column += 1
    }
    return (first, second, index(of: first, in: row, after: -1))
  }

  /// The first column after another at which a row has a reduced cost.
  @inline(__always)
  private func index(of value: Cost, in row: Int, after: Int) -> Int {
    let line = costs + row * columnCount
    var column = after + 1
    while line[column] &- prices[column] != value { column += 1 }
    return column
  }
}

/// Dijkstra's search for the nearest free column, over all columns at once.
struct AssignmentSearch<Cost: FixedWidthInteger & SignedInteger & SIMDScalar> {
  private let columnCount: Int
  /// The distance of each column not yet scanned; above a quarter of the range when scanned.
  private let open: UnsafeMutablePointer<Cost>
  /// The price of each column not yet scanned; so low that no distance improves when scanned.
  private let openPrices: UnsafeMutablePointer<Cost>
  /// The row from which each column was last improved.
  private let via: UnsafeMutablePointer<Cost>
  /// The same and the distance, kept when the column was scanned, in order of scanning.
  private let scanned: UnsafeMutablePointer<(column: Int32, via: Int32, distance: Cost)>
  /// For a scanned column, the row from which it was reached.
  private let reachedFrom: UnsafeMutablePointer<Int32>

  init(columnCount: Int) {
    self.columnCount = columnCount
    open = .allocate(capacity: columnCount)
    openPrices = .allocate(capacity: columnCount)
    via = .allocate(capacity: columnCount)
    scanned = .allocate(capacity: columnCount)
    reachedFrom = .allocate(capacity: columnCount)
  }

  func deallocate() {
    open.deallocate()
    openPrices.deallocate()
    via.deallocate()
    scanned.deallocate()
    reachedFrom.deallocate()
  }

  typealias Lanes = SIMD8<Cost>

  /// Gives a free row a column by changing the columns of the rows on a shortest path.
  ///
  /// - Returns: `nil` when it was possible; else the rows reached, which have too few columns.
  @inline(__always)
  func augment(from root: Int32, _ state: AssignmentState<Cost>) -> [Int32]? {
    for column in 0..<columnCount {
      open[column] = .max
      openPrices[column] = state.prices[column]
    }
    var row = Int(root)
    var scannedCount = 0
    // What the way to the row costs, less what its pair is priced.
    var offset: Cost = 0
    while true {
      let least = relax(row, offset, state)
      guard least < Cost.max / 8 else {
        return ([root] + (0..<scannedCount).map { state.rowOfColumn[Int(scanned[$0].column)] })
          .sorted()
      }
      let column = choose(least, state)
      let from = Int32(truncatingIfNeeded: via[column])
      if state.rowOfColumn[column] < 0 {
        for index in 0..<scannedCount {
          let (past, _, distance) = scanned[index]
          state.prices[Int(past)] &+= distance &- least
        }
        assign(column, from, root, state)
        return nil
      }
      scanned[scannedCount] = (Int32(truncatingIfNeeded: column), from, least)
      scannedCount += 1
      reachedFrom[column] = from
      open[column] = .max
      openPrices[column] = -(Cost.max / 4)
      row = Int(state.rowOfColumn[column])
      offset =
        least &- (state.costs[row * columnCount + column] &- state.prices[column])
    }
  }

  /// Improves the distances of open columns by way of a row.
  ///
  /// - Returns: the least distance of an open column.
  @inline(__always)
  private func relax(_ row: Int, _ offset: Cost, _ state: AssignmentState<Cost>) -> Cost {
    let line = state.costs + row * columnCount
    let offsets = Lanes(repeating: offset)
    let rows = Lanes(repeating: Cost(truncatingIfNeeded: row))
    var leasts = Lanes(repeating: .max)
    var column = 0
    while column + Lanes.scalarCount <= columnCount {
      let known = UnsafeRawPointer(open + column).loadUnaligned(as: Lanes.self)
      let reduced =
        UnsafeRawPointer(line + column).loadUnaligned(as: Lanes.self)
        &- UnsafeRawPointer(openPrices + column).loadUnaligned(as: Lanes.self) &+ offsets
      let isLess = reduced .< known
      let distance = known.replacing(with: reduced, where: isLess)
      let before = UnsafeRawPointer(via + column).loadUnaligned(as: Lanes.self)
      UnsafeMutableRawPointer(open + column).storeBytes(of: distance, as: Lanes.self)
      UnsafeMutableRawPointer(via + column)
        .storeBytes(of: before.replacing(with: rows, where: isLess), as: Lanes.self)
      leasts = leasts.replacing(with: distance, where: distance .< leasts)
      column += Lanes.scalarCount
    }
    var least = leasts.min()
    while column < columnCount {
      let reduced = line[column] &- openPrices[column] &+ offset
      if reduced < open[column] {
        open[column] = reduced
        via[column] = Cost(truncatingIfNeeded: row)
      }
      least = min(least, open[column])
      column += 1
    }
    return least
  }

  /// Of the open columns at a distance, the first that is free; if none is, the first.
  @inline(__always)
  private func choose(_ distance: Cost, _ state: AssignmentState<Cost>) -> Int {
    var first = -1
    for column in 0..<columnCount where open[column] == distance {
      if state.rowOfColumn[column] < 0 { return column }
      if first < 0 { first = column }
    }
    return first
  }

  /// Goes back along the path, giving each row the column after it.
  @inline(__always)
  private func assign(
    _ last: Int, _ lastRow: Int32, _ root: Int32, _ state: AssignmentState<Cost>
  ) {
    var (column, row) = (last, lastRow)
    while true {
      let before = state.columnOfRow[Int(row)]
      state.rowOfColumn[column] = row
      state.columnOfRow[Int(row)] = Int32(truncatingIfNeeded: column)
      if row == root { return }
      column = Int(before)
      row = reachedFrom[column]
    }
  }
}
