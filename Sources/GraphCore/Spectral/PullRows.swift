/// The weights of arcs in the order of `rows`, or nothing when every edge weighs 1.
func arcDoubles(_ weights: [Int64]?, _ rows: AdjacencyRows) -> [Double] {
  guard let weights else { return [] }
  return rows.withPointers { rows in
    weights.withTrustedPointer { weights in
      [Double](count: rows.end(rows.nodeCount - 1)) { doubles in
        for arc in 0..<rows.end(rows.nodeCount - 1) {
          doubles[arc] = Double(weights[Int(rows.edges[arc])])
        }
      }
    }
  }
}

/// The sum of the weights of the arcs of each row. Integers up to 2⁵³ are added without rounding.
func strengths(of rows: AdjacencyRows, _ weights: [Int64]?) -> [Double] {
  rows.withPointers { row in
    [Double](count: row.nodeCount) { strengths in
      guard let weights else {
        for node in 0..<row.nodeCount { strengths[node] = Double(row.degree(node)) }
        return
      }
      weights.withTrustedPointer { weights in
        for node in 0..<row.nodeCount {
          var sum = 0.0
          for arc in row.begin(node)..<row.end(node) {
            sum += Double(weights[Int(row.edges[arc])])
          }
          strengths[node] = sum
        }
      }
    }
  }
}

/// Weights of arcs as kernels read them. Keeps the array alive.
struct KernelWeights: @unchecked Sendable {
  private let weights: [Double]

  /// - Parameter weights: by arc; empty when every edge weighs 1.
  init(_ weights: [Double]) { self.weights = weights }

  /// One row times a vector.
  @inline(__always)
  func product(
    _ rows: AdjacencyRows.Pointers, _ node: Int, _ vector: UnsafePointer<Double>
  ) -> Double {
    var sum = 0.0
    if weights.isEmpty {
      for arc in rows.begin(node)..<rows.end(node) { sum += vector[Int(rows.neighbors[arc])] }
    } else {
      weights.withTrustedPointer { weights in
        for arc in rows.begin(node)..<rows.end(node) {
          sum += weights[arc] * vector[Int(rows.neighbors[arc])]
        }
      }
    }
    return sum
  }

  /// The weight of the loops of a node.
  @inline(__always)
  func loop(_ rows: AdjacencyRows.Pointers, _ node: Int) -> Double {
    var sum = 0.0
    for arc in rows.begin(node)..<rows.end(node) where Int(rows.neighbors[arc]) == node {
      sum += weights.isEmpty ? 1 : weights.withTrustedPointer { $0[arc] }
    }
    return sum
  }
}

/// One number for each block of a parallel run, each on its own cache line, added in block order.
final class Accumulators: @unchecked Sendable {
  private let values: UnsafeMutablePointer<Double>
  let count: Int

  init(_ count: Int) {
    self.count = count
    values = .allocate(capacity: max(1, count * 8))
    values.initialize(repeating: 0, count: max(1, count * 8))
  }

  deinit { values.deallocate() }

  subscript(block: Int) -> Double {
    get { values[block * 8] }
    set { values[block * 8] = newValue }
  }

  var sum: Double {
    var sum = 0.0
    for block in 0..<count { sum += self[block] }
    return sum
  }
}

/// A vector that the blocks of a parallel run read, or of which each writes its own part.
struct SharedVector: @unchecked Sendable {
  let values: UnsafeMutablePointer<Double>
  init(_ values: UnsafeMutablePointer<Double>) { self.values = values }
  init(reading values: UnsafePointer<Double>) {
    self.values = UnsafeMutablePointer(mutating: values)
  }
}
