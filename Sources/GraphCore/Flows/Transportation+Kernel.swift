/// The network simplex method for suppliers that all ship to all consumers without limit.
///
/// Arcs are the cells of a dense matrix, whose last column is what stays. A whole row is priced in one
/// sweep without branches, since no cell needs a state: those in the tree have reduced cost 0.
///
/// Trusted input: supplies add up to demands and what is left, to less than `Int64.max`; four penalties
/// fit into `Cost`.
struct TransportationKernel<Cost: FixedWidthInteger & SignedInteger>: ~Copyable {
  private let rows: Int
  private let columns: Int
  private let cells: UnsafeMutablePointer<Cost>
  private var tree: SimplexTree<Cost>
  private var pivots = 0

  /// Copies the costs and makes the first plan.
  init(
    supplies: [Int64], demands: [Int64], left: Int64, costs: [Int64], penalty: Cost
  ) {
    rows = supplies.count
    columns = demands.count + 1
    cells = .allocate(capacity: rows * columns)
    tree = SimplexTree(root: rows + columns)
    for row in 0..<rows {
      let given = row * (columns - 1)
      for column in 0..<columns - 1 {
        cells[row * columns + column] = Cost(truncatingIfNeeded: costs[given + column])
      }
      cells[row * columns + columns - 1] = 0
    }
    plantFirstPlan(supplies: supplies, demands: demands + [left], penalty: penalty)
  }

  deinit { cells.deallocate() }

  /// Gives each consumer what it needs from the cheapest suppliers that still have some; those first for
  /// whom the second cheapest would be dearest in comparison. What stays comes last.
  private mutating func plantFirstPlan(supplies: [Int64], demands: [Int64], penalty: Cost) {
    let (rows, columns, cells) = (rows, columns, cells)
    var cheapest = [Cost](repeating: .max, count: columns)
    var second = cheapest
    var best = [Int32](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns - 1 {
        let cost = cells[row * columns + column]
        if cost < cheapest[column] {
          second[column] = cheapest[column]
          cheapest[column] = cost
          best[column] = Int32(truncatingIfNeeded: row)
        } else if cost < second[column] {
          second[column] = cost
        }
      }
    }
    var order = Array(0..<columns - 1)
    if rows > 1 {
      order.sort {
        let (one, other) = (second[$0] - cheapest[$0], second[$1] - cheapest[$1])
        return one == other ? $0 < $1 : one > other
      }
    }
    order.append(columns - 1)
    var supply = supplies
    var forest = TreeArcs<Cost>()
    for column in order {
      var needed = demands[column]
      var row = Int(best[column])
      while needed > 0 {
        if supply[row] == 0 || column == columns - 1 {
          row = -1
          for other in 0..<rows where supply[other] > 0 {
            if row < 0 || cells[other * columns + column] < cells[row * columns + column] {
              row = other
            }
          }
        }
        let amount = min(needed, supply[row])
        supply[row] -= amount
        needed -= amount
        forest.append(
          tail: Int32(truncatingIfNeeded: row), head: Int32(truncatingIfNeeded: rows + column),
          arc: row * columns + column, capacity: .max, cost: cells[row * columns + column])
      }
    }
    var excesses = supplies + demands.map { -$0 }
    let cuts = tree.plant(
      forest, excesses: &excesses, tops: [], penalty: penalty, artificial: rows * columns)
    // Each cell of the first plan uses up its row or its column, so there is no cycle to cut.
    precondition(cuts?.isEmpty == true, "The first plan is no forest")
  }

  /// Improves the plan until no cell would; false when cancelled.
  mutating func run(_ execution: Execution) -> Bool {
    var row = 0
    var clean = 0
    while clean < rows {
      if let column = bestColumn(of: row) {
        clean = 0
        let cost = cells[row * columns + column]
        // A cycle through what no-one can take back has always a limit: every unit comes from a supply.
        _ = tree.pivot(
          tail: row, head: rows + column, arc: row * columns + column, room: .max, back: 0,
          reducedCost: cost &+ tree.potentials[row] &- tree.potentials[rows + column])
        pivots += 1
        if pivots & 1023 == 0 {
          if execution.isCancelled() { return false }
          execution.progress(pivots, max(pivots, rows * columns))
        }
      } else {
        clean += 1
      }
      row += 1
      if row == rows { row = 0 }
    }
    return true
  }

  /// The first cell of a row with the lowest reduced cost, if that is negative.
  @inline(__always)
  private func bestColumn(of row: Int) -> Int? {
    let cells = cells + row * columns
    let prices = tree.potentials + rows
    let columns = columns
    var best = Cost.max
    for column in 0..<columns {
      let value = cells[column] &- prices[column]
      best = value < best ? value : best
    }
    guard best < 0 &- tree.potentials[row] else { return nil }
    for column in 0..<columns where cells[column] &- prices[column] == best { return column }
    return nil
  }

  /// The plan, once ``run(_:)`` is through.
  consuming func plan(_ costs: [Int64]) throws(GraphError) -> TransportationPlan {
    var shipments: [TransportationPlan.Shipment] = []
    var unused = [Int64](repeating: 0, count: rows)
    var total: Int128 = 0
    var cellsInUse: [(cell: Int, amount: Int64)] = []
    for node in 0..<rows + columns {
      let place = tree.nodes[node]
      guard Int(place.arc) < rows * columns else { continue }
      let amount = node < rows ? place.fromParent : place.toParent
      if amount > 0 { cellsInUse.append((Int(place.arc), amount)) }
    }
    cellsInUse.sort { $0.cell < $1.cell }
    for (cell, amount) in cellsInUse {
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      if column == columns - 1 {
        unused[row] = amount
        continue
      }
      total += Int128(costs[row * (columns - 1) + column]) * Int128(amount)
      shipments.append(
        .init(
          supplier: Int32(truncatingIfNeeded: row), consumer: Int32(truncatingIfNeeded: column),
          amount: amount))
    }
    let zero = Int128(truncatingIfNeeded: tree.potentials[rows + columns - 1])
    var prices = [Int64](repeating: 0, count: rows + columns)
    for node in prices.indices {
      let price = Int128(truncatingIfNeeded: tree.potentials[node]) - zero
      guard let price = Int64(exactly: price) else { throw .overflow(in: "The price at a node") }
      prices[node] = price
    }
    return TransportationPlan(
      cost: total, shipments: shipments, supplierPrices: Array(prices[..<rows]),
      consumerPrices: Array(prices[rows..<rows + columns - 1]), unused: unused, pivots: pivots)
  }
}
