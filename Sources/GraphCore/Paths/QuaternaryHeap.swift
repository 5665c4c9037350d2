/// A heap with four children to a node: the least entry first, equal entries in any order.
///
/// Four children make it half as deep as a binary heap, and the four lie in one or two cache lines.
/// There is no decrease-key: callers push again and skip what has become stale.
/// Whoever makes one calls ``deallocate()``.
struct QuaternaryHeap<Entry: Comparable> {
  private(set) var count = 0
  private var capacity: Int
  private var entries: UnsafeMutablePointer<Entry>

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    entries = .allocate(capacity: self.capacity)
  }

  /// Entries are plain values: there is nothing to deinitialise.
  func deallocate() { entries.deallocate() }

  @inline(__always) var isEmpty: Bool { count == 0 }

  /// The least entry. The heap must not be empty.
  @inline(__always) var least: Entry { entries[0] }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func push(_ entry: Entry) {
    if count == capacity { grow() }
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      let above = entries[parent]
      if above <= entry { break }
      entries[hole] = above
      hole = parent
    }
    entries[hole] = entry
  }

  /// Removes the least entry and returns it. The heap must not be empty.
  @inline(__always)
  mutating func popLeast() -> Entry {
    let result = entries[0]
    count &-= 1
    if count > 0 { sink(entries[count]) }
    return result
  }

  /// Puts `entry` at the root and lets it fall to its place.
  @inline(__always)
  private func sink(_ entry: Entry) {
    let count = count
    let entries = entries
    var hole = 0
    while true {
      let first = hole &* 4 &+ 1
      if first &+ 3 < count {
        // Two independent comparisons, then one: shorter chains than a running minimum.
        let (a, b) = (entries[first], entries[first &+ 1])
        let (c, d) = (entries[first &+ 2], entries[first &+ 3])
        let left = b < a ? first &+ 1 : first
        let leftEntry = b < a ? b : a
        let right = d < c ? first &+ 3 : first &+ 2
        let rightEntry = d < c ? d : c
        let child = rightEntry < leftEntry ? right : left
        let childEntry = rightEntry < leftEntry ? rightEntry : leftEntry
        if entry <= childEntry { break }
        entries[hole] = childEntry
        hole = child
      } else {
        guard first < count else { break }
        var child = first
        for other in (first &+ 1)..<max(first &+ 1, count) where entries[other] < entries[child] {
          child = other
        }
        if entry <= entries[child] { break }
        entries[hole] = entries[child]
        hole = child
      }
    }
    entries[hole] = entry
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
    larger.initialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}
