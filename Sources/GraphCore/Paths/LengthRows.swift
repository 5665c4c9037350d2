/// One arc of a walk: where it leads and how long it is.
protocol LengthArc {
  init(node: Int32, length: Int64, isDeadEnd: Bool)
  var node: Int32 { get }
  var length: Int64 { get }
  /// Whether nothing but the way back leads on from there: a search need not go on from it.
  var isDeadEnd: Bool { get }
}

/// An arc in 8 bytes, for lengths below 2³².
struct NarrowArc: LengthArc {
  /// The node; the sign bit marks a dead end.
  private let marked: UInt32
  private let short: UInt32
  @inline(__always) init(node: Int32, length: Int64, isDeadEnd: Bool) {
    marked = UInt32(bitPattern: node) | (isDeadEnd ? 1 << 31 : 0)
    short = UInt32(truncatingIfNeeded: length)
  }
  @inline(__always) var node: Int32 { Int32(bitPattern: marked & 0x7FFF_FFFF) }
  @inline(__always) var length: Int64 { Int64(short) }
  @inline(__always) var isDeadEnd: Bool { marked >> 31 != 0 }
}

/// An arc in 16 bytes, for any length.
struct WideArc: LengthArc {
  let length: Int64
  let node: Int32
  let isDeadEnd: Bool
  @inline(__always) init(node: Int32, length: Int64, isDeadEnd: Bool) {
    self.node = node
    self.length = length
    self.isDeadEnd = isDeadEnd
  }
}

/// What waits to be settled: a node at a distance, in order of distance, then node.
protocol SettlingKey: Comparable {
  static func make(_ distance: Int64, _ node: Int32, shift: UInt64) -> Self
  func distance(shift: UInt64) -> Int64
  func node(shift: UInt64) -> Int32
}

/// Distance and node in one word: the upper bits and the lower `shift` bits.
struct NarrowKey: SettlingKey {
  let word: UInt64
  @inline(__always) static func make(_ distance: Int64, _ node: Int32, shift: UInt64) -> NarrowKey {
    NarrowKey(word: UInt64(bitPattern: distance) &<< shift | UInt64(UInt32(bitPattern: node)))
  }
  @inline(__always) func distance(shift: UInt64) -> Int64 { Int64(bitPattern: word &>> shift) }
  @inline(__always) func node(shift: UInt64) -> Int32 {
    Int32(truncatingIfNeeded: word & (1 &<< shift &- 1))
  }
  @inline(__always) static func < (a: NarrowKey, b: NarrowKey) -> Bool { a.word < b.word }
  @inline(__always) static func <= (a: NarrowKey, b: NarrowKey) -> Bool { a.word <= b.word }
}

struct WideKey: SettlingKey {
  let distance: Int64
  let node: Int32
  @inline(__always) static func make(_ distance: Int64, _ node: Int32, shift: UInt64) -> WideKey {
    WideKey(distance: distance, node: node)
  }
  @inline(__always) func distance(shift: UInt64) -> Int64 { distance }
  @inline(__always) func node(shift: UInt64) -> Int32 { node }
  @inline(__always) static func < (a: WideKey, b: WideKey) -> Bool {
    a.distance != b.distance ? a.distance < b.distance : a.node < b.node
  }
  @inline(__always) static func <= (a: WideKey, b: WideKey) -> Bool { !(b < a) }
}

/// The rows of a walk with the length of each arc beside it.
///
/// Lengths are given in edge order; a search that reads all rows would fetch each from another cache
/// line. One pass puts them where they are read.
struct LengthRows: Sendable {
  enum Arcs: Sendable {
    case narrow([NarrowArc])
    case wide([WideArc])
  }
  let offsets: [Int32]
  let arcs: Arcs
  /// The bits a node takes in a ``NarrowKey``.
  let shift: UInt64
  var nodeCount: Int { offsets.count - 1 }

  /// - Parameter greatest: the greatest length.
  init(_ rows: AdjacencyRows, lengths: [Int64]?, greatest: Int64) {
    offsets = rows.offsets
    let bits = Int32.bitWidth - Int32(clamping: max(1, rows.nodeCount)).leadingZeroBitCount
    shift = UInt64(bits)
    // No distance exceeds this, since a shortest path passes no node twice.
    let (bound, overflow) = greatest.multipliedReportingOverflow(by: Int64(max(1, rows.nodeCount)))
    if !overflow, bound < 1 << Int64(63 - bits), greatest < 1 << 32 {
      arcs = .narrow(Self.gathered(rows, lengths))
    } else {
      arcs = .wide(Self.gathered(rows, lengths))
    }
  }

  private static func gathered<Arc: LengthArc>(
    _ rows: AdjacencyRows, _ lengths: [Int64]?
  ) -> [Arc] {
    rows.withPointers { row in
      (lengths ?? []).withTrustedPointer { length in
        [Arc](count: rows.arcCount) { arcs in
          for node in 0..<row.nodeCount {
            for slot in row.begin(node)..<row.end(node) {
              let other = Int(row.neighbors[slot])
              let begin = row.begin(other)
              let isDeadEnd =
                switch row.end(other) - begin {
                case 0: true
                case 1: Int(row.neighbors[begin]) == node
                default: false
                }
              arcs[slot] = Arc(
                node: row.neighbors[slot],
                length: lengths == nil ? 1 : length[Int(row.edges[slot])], isDeadEnd: isDeadEnd)
            }
          }
        }
      }
    }
  }
}
