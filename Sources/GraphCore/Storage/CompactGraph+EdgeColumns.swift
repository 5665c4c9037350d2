extension CompactGraph {
  /// Refuses a column that does not have one number for each edge; no column is fine.
  func requireColumn(_ column: [Int64]?, named name: String) throws(GraphError) {
    guard let column, column.count != edgeCount else { return }
    throw .wrongCount(of: name, expected: edgeCount, found: column.count)
  }

  /// Refuses a column that does not have one number of at least 0 for each edge; no column is fine.
  func requireNotNegative(_ column: [Int64]?, named name: String) throws(GraphError) {
    try requireColumn(column, named: name)
    if let column, let edge = column.firstIndex(where: { $0 < 0 }) {
      throw .negativeWeight(edge: edge, weight: column[edge])
    }
  }
}
