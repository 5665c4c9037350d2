/// A set of 64-bit keys: open addressing, one word a slot. The key 0 is kept apart.
struct KeySet: Sendable {
  private var slots: [UInt64]
  private let mask: Int
  private var holdsZero = false

  /// - Parameter capacity: the most keys that will be inserted.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
  }

  /// Adds a key; false when it was there.
  mutating func insert(_ key: UInt64) -> Bool {
    if key == 0 {
      defer { holdsZero = true }
      return !holdsZero
    }
    var slot = Self.slot(key) & mask
    while slots[slot] != 0 {
      if slots[slot] == key { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = key
    return true
  }

  func contains(_ key: UInt64) -> Bool {
    if key == 0 { return holdsZero }
    var slot = Self.slot(key) & mask
    while slots[slot] != 0 {
      if slots[slot] == key { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24)
  }
}

/// The rows that share a key, in groups of two or more: groups by their first row, rows ascending.
///
/// - Complexity: O(*n*) time and memory; rows with a key of their own cost one look-up.
func groupsOfEqual(_ keys: [UInt64]) -> [[Int]] {
  var seen = KeySet(capacity: keys.count)
  var repeated: Set<UInt64> = []
  for key in keys where !seen.insert(key) { repeated.insert(key) }
  guard !repeated.isEmpty else { return [] }
  var groups: [UInt64: [Int]] = [:]
  for (row, key) in keys.enumerated() where repeated.contains(key) {
    groups[key, default: []].append(row)
  }
  return groups.values.sorted { $0[0] < $1[0] }
}

/// One key of several parts.
func mixedKey(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> UInt64 {
  func step(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
  return step(step(step(step(0xcbf2_9ce4_8422_2325, a), b), c), d)
}

/// Each row that equals an earlier one, with the first such row; in order of the groups.
///
/// - Parameter isEqual: whether two rows that share a key are equal indeed.
func pairsOfEqual(
  _ keys: [UInt64], where isEqual: (_ first: Int, _ second: Int) -> Bool
) -> [(first: Int, second: Int)] {
  groupsOfEqual(keys).flatMap { rows in
    rows.indices.dropFirst().compactMap { position in
      rows[..<position].first { isEqual($0, rows[position]) }.map { ($0, rows[position]) }
    }
  }
}
