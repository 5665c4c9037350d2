/// 512 searches at once: bit *i* of a node's word says that the search from source *i* is there.
typealias Lanes = SIMD8<UInt64>

/// A breadth-first search from up to 512 sources at the same time, one step after another.
///
/// A step either pushes (the nodes reached last hand their bits on) or pulls (the nodes that some
/// search has not reached collect bits), whichever walks fewer arcs. What is counted does not depend
/// on the choice. How many nodes each search reached in a step is counted by carry-save adders over
/// the words of all nodes reached, so that no word is ever counted bit by bit.
///
/// A class, because it owns scratch memory that is reused from batch to batch.
///
/// - Source: Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann & Vo (2014), "The more the
///   merrier: efficient multi-source graph traversal", PVLDB 8(4), algorithms 2 and 3; push and pull:
///   Beamer, Asanović & Patterson (2012), "Direction-optimizing breadth-first search", SC '12;
///   counting: Harley and Seal, in Warren, Hacker's Delight (2013), section 5-1.
final class SweepKernel {
  static let laneCount = 512
  private static let planeCount = 32

  private let rows: SweepRows
  private let seen: UnsafeMutablePointer<Lanes>
  private var front: UnsafeMutablePointer<Lanes>
  private var next: UnsafeMutablePointer<Lanes>
  private var active: UnsafeMutablePointer<Int32>
  private var touched: UnsafeMutablePointer<Int32>
  private var activeCount = 0
  /// The arcs that leave the active nodes, and those by which a pull would look.
  private var activeArcs = 0
  private var openArcs = 0
  private var full = Lanes()
  private var span = 0..<0
  private let planes: UnsafeMutablePointer<SIMD2<UInt64>>

  /// How many nodes each search reached in the last step.
  var counts: UnsafePointer<Int32> {
    UnsafePointer(UnsafeRawPointer(fours).assumingMemoryBound(to: Int32.self))
  }
  private let fours: UnsafeMutablePointer<SIMD4<Int32>>
  /// How many steps were taken.
  private(set) var level = 0
  private(set) var laneCount = 0

  init(rows: SweepRows) {
    self.rows = rows
    let count = max(1, rows.nodeCount)
    seen = .allocate(capacity: count)
    front = .allocate(capacity: count)
    next = .allocate(capacity: count)
    front.initialize(repeating: Lanes(), count: count)
    next.initialize(repeating: Lanes(), count: count)
    active = .allocate(capacity: count + 16)
    touched = .allocate(capacity: count + 16)
    planes = .allocate(capacity: Self.planeCount)
    fours = .allocate(capacity: Self.laneCount / 4)
  }

  deinit {
    seen.deallocate()
    front.deallocate()
    next.deallocate()
    active.deallocate()
    touched.deallocate()
    planes.deallocate()
    fours.deallocate()
  }

  /// Puts one search at each source: up to 512 different nodes, as numbered by ``SweepRows``.
  func start(at sources: UnsafePointer<Int32>, count: Int) {
    clearFront()
    level = 0
    laneCount = count
    full = Lanes()
    var (low, high) = (Int32.max, Int32(0))
    for lane in 0..<count {
      full[lane >> 6] |= 1 << UInt64(lane & 63)
      let range = rows.components[Int(rows.component[Int(sources[lane])])]
      low = min(low, range.lowerBound)
      high = max(high, range.upperBound)
    }
    span = Int(min(low, high))..<Int(high)
    (seen + span.lowerBound).initialize(repeating: Lanes(), count: span.count)
    activeCount = count
    activeArcs = 0
    rows.ahead.offsets.withTrustedPointer { offsets in
      for lane in 0..<count {
        let node = Int(sources[lane])
        var bit = Lanes()
        bit[lane >> 6] = 1 << UInt64(lane & 63)
        front[node] = bit
        seen[node] = bit
        active[lane] = sources[lane]
        activeArcs += Int(offsets[node + 1] - offsets[node])
      }
    }
    rows.back.offsets.withTrustedPointer { offsets in
      openArcs = Int(offsets[span.upperBound] - offsets[span.lowerBound])
    }
  }

  /// Takes one step and counts what each search reached in it.
  ///
  /// - Returns: whether any search reached a node.
  func advance() -> Bool {
    level += 1
    let reached = activeArcs * 3 < openArcs * 2 ? push() : pull()
    clearFront()
    swap(&front, &next)
    swap(&active, &touched)
    activeCount = reached
    if reached == 0 { return false }
    countLanes()
    return true
  }

  /// Wipes the words of the nodes that were active.
  private func clearFront() {
    for index in 0..<activeCount { front[Int(active[index])] = Lanes() }
    activeCount = 0
  }

  private func push() -> Int {
    let (seen, front, next) = (seen, front, next)
    let (active, touched) = (active, touched)
    return rows.ahead.offsets.withTrustedPointer { offsets in
      rows.ahead.neighbors.withTrustedPointer { neighbors in
        var touchedCount = 0
        for index in 0..<activeCount {
          let node = Int(active[index])
          let bits = front[node]
          for slot in Int(offsets[node])..<Int(offsets[node + 1]) {
            let other = Int(neighbors[slot])
            let old = next[other]
            // The list has 16 places to spare: writing first and advancing on demand needs no branch.
            touched[touchedCount] = neighbors[slot]
            touchedCount += Self.isZero(old) ? 1 : 0
            next[other] = old | bits
          }
        }
        var reached = 0
        var arcs = 0
        for index in 0..<touchedCount {
          let node = Int(touched[index])
          let old = seen[node]
          let new = next[node] & ~old
          next[node] = new
          seen[node] = old | new
          touched[reached] = Int32(truncatingIfNeeded: node)
          if !Self.isZero(new) {
            reached += 1
            arcs += Int(offsets[node + 1] - offsets[node])
          }
        }
        activeArcs = arcs
        return reached
      }
    }
  }

  private func pull() -> Int {
    let (seen, front, next) = (seen, front, next)
    let touched = touched
    let full = full
    return rows.back.offsets.withTrustedPointer { offsets in
      rows.back.neighbors.withTrustedPointer { neighbors in
        rows.ahead.offsets.withTrustedPointer { ahead in
          var reached = 0
          var arcs = 0
          var open = 0
          for node in span {
            let old = seen[node]
            let missing = full & ~old
            if Self.isZero(missing) { continue }
            let (begin, end) = (Int(offsets[node]), Int(offsets[node + 1]))
            open += end - begin
            var bits = Lanes()
            for slot in begin..<end { bits |= front[Int(neighbors[slot])] }
            let new = bits & missing
            if Self.isZero(new) { continue }
            next[node] = new
            seen[node] = old | new
            touched[reached] = Int32(truncatingIfNeeded: node)
            reached += 1
            arcs += Int(ahead[node + 1] - ahead[node])
          }
          activeArcs = arcs
          openArcs = open
          return reached
        }
      }
    }
  }

  @inline(__always)
  private static func isZero(_ lanes: Lanes) -> Bool {
    let half = lanes.lowHalf | lanes.highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter[0] | quarter[1] == 0
  }

  // MARK: Counting

  private func countLanes() {
    let front = UnsafeRawPointer(front)
    for column in 0..<4 {
      let used = addColumn(front + column * 16)
      for word in 0..<2 {
        let lane = (column * 2 + word) * 64
        if lane >= laneCount { return }
        unpack(word, used, into: fours + lane / 4)
      }
    }
  }

  /// Adds up, lane by lane, 128 of the 512 lanes of all active nodes. Plane *p* then holds bit *p* of
  /// the count of each lane.
  ///
  /// - Returns: how many planes are in use.
  private func addColumn(_ base: UnsafeRawPointer) -> Int {
    typealias Part = SIMD2<UInt64>
    let planes = planes
    let active = active
    var (ones, twos, fours, eights) = (Part(), Part(), Part(), Part())
    var used = 4
    @inline(__always) func word(_ index: Int) -> Part {
      base.load(fromByteOffset: Int(active[index]) &* 64, as: Part.self)
    }
    @inline(__always) func add(_ sum: inout Part, _ b: Part, _ c: Part) -> Part {
      let half = sum ^ b
      let carry = (sum & b) | (half & c)
      sum = half ^ c
      return carry
    }
    @inline(__always) func carryOn(_ bits: Part, from first: Int) {
      var carry = bits
      var plane = first
      while carry[0] | carry[1] != 0 {
        if plane == used {
          planes[plane] = Part()
          used += 1
        }
        let old = planes[plane]
        planes[plane] = old ^ carry
        carry &= old
        plane += 1
      }
    }
    var index = 0
    while index + 16 <= activeCount {
      let twosA = add(&ones, word(index), word(index + 1))
      let twosB = add(&ones, word(index + 2), word(index + 3))
      let foursA = add(&twos, twosA, twosB)
      let twosC = add(&ones, word(index + 4), word(index + 5))
      let twosD = add(&ones, word(index + 6), word(index + 7))
      let foursB = add(&twos, twosC, twosD)
      let eightsA = add(&fours, foursA, foursB)
      let twosE = add(&ones, word(index + 8), word(index + 9))
      let twosF = add(&ones, word(index + 10), word(index + 11))
      let foursC = add(&twos, twosE, twosF)
      let twosG = add(&ones, word(index + 12), word(index + 13))
      let twosH = add(&ones, word(index + 14), word(index + 15))
      let foursD = add(&twos, twosG, twosH)
      let eightsB = add(&fours, foursC, foursD)
      carryOn(add(&eights, eightsA, eightsB), from: 4)
      index += 16
    }
    planes[0] = ones
    planes[1] = twos
    planes[2] = fours
    planes[3] = eights
    while index < activeCount {
      carryOn(word(index), from: 0)
      index += 1
    }
    return used
  }

  /// Turns the planes of 64 lanes into 64 numbers.
  private func unpack(_ word: Int, _ used: Int, into groups: UnsafeMutablePointer<SIMD4<Int32>>) {
    let lanes = SIMD4<Int32>(1, 2, 4, 8)
    for group in 0..<16 { groups[group] = SIMD4() }
    for plane in 0..<used {
      var bits = planes[plane][word]
      if bits == 0 { continue }
      let value = SIMD4<Int32>(repeating: 1 << Int32(plane))
      for group in 0..<16 {
        let four = SIMD4<Int32>(repeating: Int32(truncatingIfNeeded: bits & 15))
        groups[group] |= value.replacing(with: 0, where: (four & lanes) .== 0)
        bits >>= 4
      }
    }
  }
}
