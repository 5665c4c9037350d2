/// The arcs of a graph as compressed sparse rows: for each node, its neighbours in ascending order.
///
/// The row of node `v` is the range `offsets[v] ..< offsets[v + 1]` of ``neighbors`` and ``edges``.
/// Parallel arcs stand side by side, in the order of their edge ids.
public struct AdjacencyRows: Sendable {
  /// Where the row of each node begins; one more entry than there are nodes.
  public let offsets: [Int32]
  /// The node at the other end of each arc.
  public let neighbors: [Int32]
  /// The edge to which each arc belongs.
  public let edges: [Int32]

  public var nodeCount: Int { offsets.count - 1 }
  public var arcCount: Int { neighbors.count }

  /// The positions of the arcs of a node.
  public func row(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }
}

extension AdjacencyRows {
  /// Rows without bounds checks, for kernels. Valid only inside the closure of ``withPointers(_:)``.
  struct Pointers: @unchecked Sendable {
    let nodeCount: Int
    let offsets: UnsafePointer<Int32>
    let neighbors: UnsafePointer<Int32>
    let edges: UnsafePointer<Int32>

    @inline(__always) func begin(_ node: Int) -> Int { Int(offsets[node]) }
    @inline(__always) func end(_ node: Int) -> Int { Int(offsets[node + 1]) }
    @inline(__always) func degree(_ node: Int) -> Int { end(node) - begin(node) }
  }

  @inline(__always)
  func withPointers<Result, Failure: Error>(
    _ body: (Pointers) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try offsets.withTrustedPointer { (offsets) throws(Failure) in
      try neighbors.withTrustedPointer { (neighbors) throws(Failure) in
        try edges.withTrustedPointer { (edges) throws(Failure) in
          try body(
            Pointers(
              nodeCount: nodeCount, offsets: offsets, neighbors: neighbors, edges: edges))
        }
      }
    }
  }
}

extension Array {
  /// The address of the elements, also of an empty array (where nothing may be read).
  @inline(__always)
  func withTrustedPointer<Result, Failure: Error>(
    _ body: (UnsafePointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (buffer) throws(Failure) in
      try body(buffer.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Element>.alignment)!)
    }
  }

  /// The address of the elements, for writing.
  @inline(__always)
  mutating func withTrustedMutablePointer<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
      try body(
        buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!)
    }
  }

  /// An array of which every element is written by the closure, without a first pass that clears it.
  @inline(__always)
  init(count: Int, filling body: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { body(base) }
      initialized = count
    }
  }
}
