/// The weighted adjacency matrix of a graph, by rows, times vectors: one block of rows after another
/// or at once, always with the same blocks.
struct MatrixRows: Sendable {
  private let rows: AdjacencyRows
  private let weights: KernelWeights
  let count: Int
  private let blocks: Int

  /// Arcs in one block at least.
  private static let arcsPerBlock = 1 << 16

  /// - Parameter rows: `incoming` for Aᵀ, `outgoing` for A.
  init(_ rows: AdjacencyRows, _ weights: [Int64]?) {
    self.rows = rows
    self.weights = KernelWeights(arcDoubles(weights, rows))
    count = rows.nodeCount
    blocks = max(1, min(64, rows.arcCount / Self.arcsPerBlock))
  }

  /// For each row *i* calls `body(i, (Mx)ᵢ, xᵢ)`, which returns two numbers to add up.
  @inline(__always)
  func forEachProduct(
    _ vector: [Double], _ execution: Execution,
    _ body: @Sendable (_ row: Int, _ product: Double, _ own: Double) -> (Double, Double)
  ) throws(GraphError) -> (Double, Double) {
    let first = Accumulators(blocks)
    let second = Accumulators(blocks)
    try rows.withPointers { (rows) throws(GraphError) in
      try vector.withTrustedPointer { (vector) throws(GraphError) in
        let vector = SharedVector(reading: vector)
        try execution.forEachBlock(blocks, reporting: false) { block, _ in
          var sums = (0.0, 0.0)
          for row in Execution.range(of: block, of: blocks, in: count) {
            let (a, b) = body(
              row, weights.product(rows, row, vector.values), vector.values[row])
            sums.0 += a
            sums.1 += b
          }
          first[block] = sums.0
          second[block] = sums.1
        }
      }
    }
    return (first.sum, second.sum)
  }
}
