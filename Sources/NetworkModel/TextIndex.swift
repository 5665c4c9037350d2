/// Finds the row of an identifier: an open-addressing hash table over texts.
///
/// - Complexity: O(1) a look-up, O(*n*) to build, 8 bytes a row at most half full.
package struct TextIndex: Sendable {
  private let slots: [Int32]
  private let mask: Int

  /// Indexes `ids` in row order; of equal ids the first row wins.
  ///
  /// - Parameter onDuplicate: called with the later row and the earlier row.
  package init(
    _ ids: [Text], in store: TextStore, onDuplicate: (_ row: Int, _ earlier: Int) -> Void
  ) {
    var capacity = 16
    while capacity < ids.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [Int32](repeating: -1, count: capacity)
    store.bytes.withUnsafeBufferPointer { bytes in
      for (row, id) in ids.enumerated() where !id.isEmpty {
        var slot = Self.hash(bytes, id.offset, id.count) & mask
        while slots[slot] >= 0 {
          let other = ids[Int(slots[slot])]
          if Self.equal(bytes, id, other) {
            onDuplicate(row, Int(slots[slot]))
            break
          }
          slot = (slot + 1) & mask
        }
        if slots[slot] < 0 { slots[slot] = Int32(row) }
      }
    }
    self.slots = slots
    self.mask = mask
  }

  /// The row whose id has the same bytes as `text`, or nothing.
  package func row(of text: Text, ids: [Text], in store: TextStore) -> Int32? {
    store.bytes.withUnsafeBufferPointer { bytes in
      var slot = Self.hash(bytes, text.offset, text.count) & mask
      while slots[slot] >= 0 {
        if Self.equal(bytes, text, ids[Int(slots[slot])]) { return slots[slot] }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  /// The row whose id is this string, or nothing.
  package func row(of string: String, ids: [Text], in store: TextStore) -> Int32? {
    let wanted = Array(string.utf8)
    return wanted.withUnsafeBufferPointer { key in
      store.bytes.withUnsafeBufferPointer { bytes in
        var slot = Self.hash(key, 0, key.count) & mask
        while slots[slot] >= 0 {
          let id = ids[Int(slots[slot])]
          if id.count == key.count,
            (0..<key.count).allSatisfy({ bytes[id.offset + $0] == key[$0] })
          {
            return slots[slot]
          }
          slot = (slot + 1) & mask
        }
        return nil
      }
    }
  }

  private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ a: Text, _ b: Text) -> Bool {
    guard a.count == b.count else { return false }
    var index = 0
    while index < a.count {
      if bytes[a.offset + index] != bytes[b.offset + index] { return false }
      index += 1
    }
    return true
  }

  /// FNV-1a with a final mix, so that ids that differ in the last digit spread over the table.
  private static func hash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ count: Int
  ) -> Int {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    var index = offset
    while index < offset + count {
      value = (value ^ UInt64(bytes[index])) &* 0x100_0000_01b3
      index += 1
    }
    value ^= value >> 32
    value = value &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: value >> 24)
  }
}
