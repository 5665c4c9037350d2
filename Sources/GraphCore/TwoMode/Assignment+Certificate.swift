extension Assignment {
  /// Why this is not a best assignment of a matrix with its proof, in a sentence; `nil` when it is one.
  ///
  /// Nothing is shared with the search. The pairs are checked one by one and added up; then the prices
  /// are laid beside every allowed pair. Any other assignment costs at least the sum of all prices.
  ///
  /// - Complexity: O(rows · columns).
  public func brokenCertificate(in costs: CostMatrix) -> String? {
    guard columns.count == costs.rowCount, rowPrices.count == costs.rowCount,
      columnPrices.count == costs.columnCount
    else { return "the numbers of rows or columns differ" }
    return brokenPairs(in: costs) ?? brokenPrices(in: costs)
  }

  private func brokenPairs(in costs: CostMatrix) -> String? {
    var isTaken = [Bool](repeating: false, count: costs.columnCount)
    var sum: Int64 = 0
    for (row, column) in columns.enumerated() {
      guard let column = column.map(Int.init) else { continue }
      guard isTaken.indices.contains(column) else { return "column \(column) does not exist" }
      if isTaken[column] { return "column \(column) is taken twice" }
      isTaken[column] = true
      guard let cost = costs[row, column] else {
        return "row \(row) has the forbidden column \(column)"
      }
      let (next, overflow) = sum.addingReportingOverflow(cost)
      if overflow { return "the costs cannot be added up" }
      sum = next
    }
    let pairs = isTaken.count { $0 }
    if pairs != min(costs.rowCount, costs.columnCount) { return "there are only \(pairs) pairs" }
    return sum == total ? nil : "the pairs cost \(sum), not \(total)"
  }

  private func brokenPrices(in costs: CostMatrix) -> String? {
    // For the maximum, all signs turn.
    func turned(_ value: Int64) -> Int64? {
      goal == .minimum ? value : (value == .min ? nil : -value)
    }
    var sum: Int64 = 0
    for price in rowPrices + columnPrices {
      let (next, overflow) = sum.addingReportingOverflow(price)
      if overflow { return "the prices cannot be added up" }
      sum = next
    }
    if sum != total { return "the prices make \(sum), not \(total)" }
    let rows = self.rows
    let sides = [
      (columns.map { $0 != nil }, rowPrices, costs.rowCount > costs.columnCount, "row"),
      (rows.map { $0 != nil }, columnPrices, costs.columnCount > costs.rowCount, "column"),
    ]
    for (isServed, prices, isLarger, name) in sides {
      for (index, price) in prices.enumerated() {
        if !isServed[index] && price != 0 { return "\(name) \(index) is left over but has a price" }
        if isLarger, (turned(price) ?? 1) > 0 {
          return "the price of \(name) \(index) has the wrong sign"
        }
      }
    }
    for row in 0..<costs.rowCount {
      for column in 0..<costs.columnCount {
        guard let cost = costs[row, column] else { continue }
        let (price, overflow) = rowPrices[row].addingReportingOverflow(columnPrices[column])
        if overflow { return "the prices of row \(row) and column \(column) cannot be added" }
        if goal == .minimum ? price > cost : price < cost {
          return "row \(row) and column \(column) are priced \(price) for a cost of \(cost)"
        }
      }
    }
    return nil
  }
}

extension HallWitness {
  /// Why this does not prove that a matrix has no assignment, in a sentence; `nil` when it does.
  ///
  /// - Complexity: O(crowded lines · lines across).
  public func brokenCertificate(in costs: CostMatrix) -> String? {
    let (own, across) =
      line == .rows ? (costs.rowCount, costs.columnCount) : (costs.columnCount, costs.rowCount)
    guard own <= across else { return "the \(line.rawValue) need not all be served" }
    guard Set(crowded).count == crowded.count,
      crowded.allSatisfy({ (0..<own).contains(Int($0)) })
    else { return "a crowded line is repeated or does not exist" }
    guard few.count < crowded.count else { return "there are no fewer lines across" }
    let isFew = Set(few)
    for index in crowded {
      for other in 0..<across where !isFew.contains(Int32(other)) {
        let cost = line == .rows ? costs[Int(index), other] : costs[other, Int(index)]
        if cost != nil { return "\(index) and \(other) are allowed" }
      }
    }
    return nil
  }
}
