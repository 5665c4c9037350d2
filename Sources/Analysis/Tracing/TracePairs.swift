internal import GraphCore
internal import NetworkModel

/// The amounts of traced flows from node to node, one edge for each donor and recipient.
struct TracePairs {
  let graph: CompactGraph
  /// The known amount of each edge.
  let amounts: [Int64]
  let marks: [FlowMarks]
  let bases: [TracedFlows.Basis]
  /// Where the pieces of each edge begin in ``rows``; one more entry than edges.
  private let offsets: [Int]
  private let pieces: [TracedFlows.Piece]
  /// Pieces of which both ends are the same node, in row order.
  let inner: [TracedFlows.Piece]

  /// - Parameter standing: the node that stands for each node; empty when each stands for itself.
  init(
    _ flows: TracedFlows, standing: [Int32], nodeCount: Int
  ) throws(GraphError) {
    var inner: [TracedFlows.Piece] = []
    var between: [TracedFlows.Piece] = []
    between.reserveCapacity(flows.pieces.count)
    for var piece in flows.pieces {
      if !standing.isEmpty {
        piece.donor = standing[Int(piece.donor)]
        piece.recipient = standing[Int(piece.recipient)]
      }
      if piece.donor == piece.recipient {
        // An implied step inside one place says nothing.
        if piece.basis != .implied { inner.append(piece) }
      } else {
        between.append(piece)
      }
    }
    between.sort {
      ($0.donor, $0.recipient, $0.row, $0.basis.rawValue) < (
        $1.donor, $1.recipient, $1.row, $1.basis.rawValue
      )
    }
    var (sources, targets): ([Int32], [Int32]) = ([], [])
    var amounts: [Int64] = []
    var marks: [FlowMarks] = []
    var bases: [TracedFlows.Basis] = []
    var offsets: [Int] = []
    for (position, piece) in between.enumerated() {
      if sources.last == piece.donor, targets.last == piece.recipient {
        let last = amounts.count - 1
        let (sum, overflow) = amounts[last].addingReportingOverflow(piece.amount)
        if overflow { throw .overflow(in: "The sum of the amounts between two nodes") }
        amounts[last] = sum
        marks[last].formUnion(piece.marks)
        bases[last].formUnion(piece.basis)
        continue
      }
      sources.append(piece.donor)
      targets.append(piece.recipient)
      amounts.append(piece.amount)
      marks.append(piece.marks)
      bases.append(piece.basis)
      offsets.append(position)
    }
    offsets.append(between.count)
    graph = try CompactGraph(.directed, nodeCount: nodeCount, sources: sources, targets: targets)
    self.amounts = amounts
    self.marks = marks
    self.bases = bases
    self.offsets = offsets
    self.inner = inner
    pieces = between
  }

  /// What one edge is made of, by row.
  func pieces(of edge: Int) -> ArraySlice<TracedFlows.Piece> {
    pieces[offsets[edge]..<offsets[edge + 1]]
  }

  /// The rows of an edge, ascending, each once.
  func rows(of edge: Int) -> [Int] {
    var rows: [Int] = []
    for piece in pieces(of: edge) where rows.last != Int(piece.row) { rows.append(Int(piece.row)) }
    return rows
  }
}
