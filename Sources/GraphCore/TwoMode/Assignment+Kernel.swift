/// Shortest augmenting paths on a dense matrix with at most as many rows as columns.
///
/// Trusted input: costs are the *doubles* of `0 ... spread` or ``unreachable``, and
/// ``holds(_:rowCount:)``. All sums are then even, and the last bit is free to break ties.
///
/// A column's price starts at 0 and only falls, and once a column is taken it stays taken, so columns
/// left over keep the price 0, which a rectangular problem needs.
struct AssignmentKernel<Cost: FixedWidthInteger & SignedInteger & SIMDScalar & Sendable> {
  /// The cost of a forbidden pair: above all sums of costs, far enough below the largest number that
  /// prices can be added.
  static var unreachable: Cost { Cost.max / 2 }

  /// Whether no sum of this kernel leaves the range.
  ///
  /// An alternating path has at most `rows` pairs outside the assignment, so it costs at most
  /// 2 · rows · spread; prices differ from costs of paths by no more than twice that.
  static func holds(_ spread: Int64, rowCount: Int) -> Bool {
    let limit = Int64(Cost.max) / 256
    return spread < limit && Int64(rowCount) + 1 <= limit / (spread + 1)
  }

  /// The length of a row in memory: whole vectors, filled up with forbidden pairs.
  static func width(of columnCount: Int) -> Int {
    let lanes = AssignmentState<Cost>.Lanes.scalarCount
    return (columnCount + lanes - 1) / lanes * lanes
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
    rowOfColumn = Array(repeating: -1, count: Self.width(of: columnCount))
    columnPrices = Array(repeating: 0, count: Self.width(of: columnCount))
  }

  /// - Returns: `nil` when all rows have a column; else rows that together reach fewer columns than
  ///   they are, ascending.
  @inline(__always)
  mutating func run(_ execution: Execution) throws(GraphError) -> [Int32]? {
    var free = (0..<rowCount).map { Int32(truncatingIfNeeded: $0) }
    let search = AssignmentSearch<Cost>(width: Self.width(of: columnCount))
    defer { search.deallocate() }
    return try costs.withTrustedPointer { (costs) throws(GraphError) in
      try columnOfRow.withTrustedMutablePointer { (columnOfRow) throws(GraphError) in
        try rowOfColumn.withTrustedMutablePointer { (rowOfColumn) throws(GraphError) in
          try columnPrices.withTrustedMutablePointer { (prices) throws(GraphError) -> [Int32]? in
            let state = AssignmentState(
              costs: costs, rowCount: rowCount, width: Self.width(of: columnCount),
              columnOfRow: columnOfRow, rowOfColumn: rowOfColumn, prices: prices)
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
    let width = Self.width(of: columnCount)
    let rows = columnOfRow.enumerated().map { row, column in
      (costs[row * width + Int(column)] - columnPrices[Int(column)]) / 2
    }
    return (rows, columnPrices.prefix(columnCount).map { $0 / 2 })
  }
}

/// The matrix, the assignment so far and the prices, without bounds checks.
struct AssignmentState<Cost: FixedWidthInteger & SignedInteger & SIMDScalar> {
  let costs: UnsafePointer<Cost>
  let rowCount: Int
  /// The length of a row.
  let width: Int
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
        column = index(of: second, in: Int(row), besides: column)
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

  /// The least reduced cost of a row, the next one (equal when two columns share the least), and by
  /// lane and index the first column of the least.
  @inline(__always)
  private func twoLeast(of row: Int) -> (first: Cost, second: Cost, column: Int) {
    let line = costs + row * width
    let prices = prices
    let signs = Lanes(repeating: Cost(Cost.bitWidth - 1))
    var firsts = Lanes(repeating: Self.none)
    var seconds = firsts
    for column in stride(from: 0, to: width, by: Lanes.scalarCount) {
      let value = Self.load(line + column) &- Self.load(prices + column)
      let lead = value &- firsts
      let isLess = lead &>> signs
      // What does not become the least may be second.
      let loser = value &- (lead & isLess)
      firsts = firsts &+ (lead & isLess)
      let gap = loser &- seconds
      seconds = seconds &+ (gap & (gap &>> signs))
    }
    let first = firsts.min()
    var lane = 0
    while firsts[lane] != first { lane &+= 1 }
    var column = lane
    while line[column] &- prices[column] != first { column &+= Lanes.scalarCount }
    firsts[lane] = Self.none
    return (first, min(firsts.min(), seconds.min()), column)
  }

  /// Above every finite sum; differences to it stay in range.
  static var none: Cost { Cost.max / 4 * 3 }

  @inline(__always)
  static func load(_ address: UnsafePointer<Cost>) -> Lanes {
    UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  static func store(_ lanes: Lanes, _ address: UnsafeMutablePointer<Cost>) {
    UnsafeMutableRawPointer(address).storeBytes(of: lanes, as: Lanes.self)
  }

  /// The first column but one at which a row has a reduced cost.
  @inline(__always)
  private func index(of value: Cost, in row: Int, besides other: Int) -> Int {
    let line = costs + row * width
    var column = 0
    while column == other || line[column] &- prices[column] != value { column &+= 1 }
    return column
  }
}

/// Dijkstra's search for the nearest free column, over all columns at once.
struct AssignmentSearch<Cost: FixedWidthInteger & SignedInteger & SIMDScalar> {
  private let width: Int
  /// The distance of each column not yet scanned, plus one when it is taken, so that of columns at the
  /// same (even) distance a free one is the nearest. Above an eighth of the range when scanned.
  private let open: UnsafeMutablePointer<Cost>
  /// The price of each column not yet scanned, less one when it is taken; so low that no distance
  /// improves when scanned.
  private let openPrices: UnsafeMutablePointer<Cost>
  /// The row from which each column was last improved.
  private let via: UnsafeMutablePointer<Cost>
  /// The columns scanned, in order, and their distances.
  private let scanned: UnsafeMutablePointer<(column: Int32, distance: Cost)>
  /// For a scanned column, the row from which it was reached: ``via`` as it was then.
  private let reachedFrom: UnsafeMutablePointer<Int32>

  init(width: Int) {
    self.width = width
    open = .allocate(capacity: width)
    openPrices = .allocate(capacity: width)
    via = .allocate(capacity: width)
    scanned = .allocate(capacity: width)
    reachedFrom = .allocate(capacity: width)
  }

  func deallocate() {
    open.deallocate()
    openPrices.deallocate()
    via.deallocate()
    scanned.deallocate()
    reachedFrom.deallocate()
  }

  /// Gives a free row a column by changing the columns of the rows on a shortest path.
  ///
  /// - Returns: `nil` when it was possible; else the rows reached, which have too few columns.
  @inline(__always)
  func augment(from root: Int32, _ state: AssignmentState<Cost>) -> [Int32]? {
    for column in 0..<width {
      open[column] = Cost.max / 2
      openPrices[column] = state.prices[column] - (state.rowOfColumn[column] < 0 ? 0 : 1)
    }
    var row = Int(root)
    var scannedCount = 0
    // What the way to the row costs, less what its pair is priced.
    var offset: Cost = 0
    while true {
      let leasts = relax(row, offset, state)
      let nearest = leasts.min()
      let least = nearest & ~1
      guard least < Cost.max / 8 else {
        return ([root] + (0..<scannedCount).map { state.rowOfColumn[Int(scanned[$0].column)] })
          .sorted()
      }
      let column = column(at: nearest, leasts)
      let from = Int32(truncatingIfNeeded: via[column])
      if state.rowOfColumn[column] < 0 {
        for index in 0..<scannedCount {
          let (past, distance) = scanned[index]
          state.prices[Int(past)] &+= distance &- least
        }
        assign(column, from, root, state)
        return nil
      }
      scanned[scannedCount] = (Int32(truncatingIfNeeded: column), least)
      scannedCount += 1
      reachedFrom[column] = from
      open[column] = Cost.max / 2
      openPrices[column] = -(Cost.max / 4)
      row = Int(state.rowOfColumn[column])
      offset =
        least &- (state.costs[row * width + column] &- state.prices[column])
    }
  }

  /// Improves the distances of open columns by way of a row.
  ///
  /// - Returns: the least distance of the open columns of each lane: those whose index has the same
  ///   remainder. The number of lanes does not depend on the machine.
  @inline(__always)
  private func relax(_ row: Int, _ offset: Cost, _ state: AssignmentState<Cost>) -> Lanes {
    // No branches: the sign of a difference, spread over all bits, chooses between two numbers.
    let line = state.costs + row * width
    let (open, openPrices, via) = (open, openPrices, via)
    let offsets = Lanes(repeating: offset)
    let names = Lanes(repeating: Cost(truncatingIfNeeded: row))
    let signs = Lanes(repeating: Cost(Cost.bitWidth - 1))
    var leasts = Lanes(repeating: Cost.max / 2)
    for column in stride(from: 0, to: width, by: Lanes.scalarCount) {
      let known = State.load(open + column)
      let gain = State.load(line + column) &- State.load(openPrices + column) &+ offsets &- known
      let isLess = gain &>> signs
      let distance = known &+ (gain & isLess)
      State.store(distance, open + column)
      let before = State.load(via + column)
      State.store(before ^ ((before ^ names) & isLess), via + column)
      let lead = distance &- leasts
      leasts = leasts &+ (lead & (lead &>> signs))
    }
    return leasts
  }

  private typealias State = AssignmentState<Cost>
  private typealias Lanes = State.Lanes

  /// The first open column, by lane and index, at a distance that occurs.
  @inline(__always)
  private func column(at distance: Cost, _ leasts: Lanes) -> Int {
    var lane = 0
    while leasts[lane] != distance { lane &+= 1 }
    while open[lane] != distance { lane &+= Lanes.scalarCount }
    return lane
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
