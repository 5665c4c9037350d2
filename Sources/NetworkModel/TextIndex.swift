/// Finds the row of an identifier: an open-addressing hash table over texts.
///
/// A slot holds half of the hash beside the row, so that a look-up seldom reads the bytes of a wrong id.
///
/// - Complexity: O(1) a look-up, O(*n*) to build, 16 to 32 bytes a row.
package struct TextIndex: Sendable {
  /// High half: hash; low half: row + 1, 0 when free.
  private let slots: [UInt64]
  private let mask: Int

  /// Indexes `ids` in row order; of equal ids the first row wins.
  package init(_ ids: [Text], in store: TextStore) {
    var capacity = 16
    while capacity < ids.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [UInt64](repeating: 0, count: capacity)
    store.bytes.withUnsafeBytes { bytes in
      for (row, id) in ids.enumerated() where !id.isEmpty {
        let key = UnsafeRawBufferPointer(rebasing: bytes[id.offset..<id.offset + id.count])
        let hash = ByteHash.of(key)
        if Self.find(key, hash, slots, mask, ids, bytes) == nil {
          var slot = Int(truncatingIfNeeded: hash) & mask
          while slots[slot] != 0 { slot = (slot + 1) & mask }
          slots[slot] = hash & ~0xFFFF_FFFF | UInt64(row + 1)
        }
      }
    }
    self.slots = slots
    self.mask = mask
  }

  /// The row whose id has the same bytes as `text`, or nothing.
  package func row(of text: Text, ids: [Text], in store: TextStore) -> Int32? {
    store.bytes.withUnsafeBytes { bytes in
      let key = UnsafeRawBufferPointer(rebasing: bytes[text.offset..<text.offset + text.count])
      return Self.find(key, ByteHash.of(key), slots, mask, ids, bytes)
    }
  }

  /// The row whose id is this string, or nothing.
  package func row(of string: String, ids: [Text], in store: TextStore) -> Int32? {
    Array(string.utf8).withUnsafeBytes { key in
      store.bytes.withUnsafeBytes { bytes in
        Self.find(key, ByteHash.of(key), slots, mask, ids, bytes)
      }
    }
  }

  /// The rows of many texts at once, −1 for those that are in no row.
  ///
  /// Look-ups in a large table wait for memory; the hashes of a block are computed first, so that the
  /// processor fetches their slots side by side.
  package func rows(of texts: [Text], ids: [Text], in store: TextStore) -> [Int32] {
    var rows = [Int32](repeating: -1, count: texts.count)
    let block = 64
    var hashes = [UInt64](repeating: 0, count: block)
    store.bytes.withUnsafeBytes { bytes in
      slots.withUnsafeBufferPointer { slots in
        var start = 0
        while start < texts.count {
          let end = min(start + block, texts.count)
          var touched: UInt64 = 0
          for position in start..<end {
            let text = texts[position]
            let hash = ByteHash.of(
              UnsafeRawBufferPointer(rebasing: bytes[text.offset..<text.offset + text.count]))
            hashes[position - start] = hash
            touched |= slots[Int(truncatingIfNeeded: hash) & mask]
          }
          // Where every first slot is free, none of the block is there.
          if touched != 0 {
            for position in start..<end {
              let text = texts[position]
              let key = UnsafeRawBufferPointer(
                rebasing: bytes[text.offset..<text.offset + text.count])
              rows[position] =
                Self.find(key, hashes[position - start], self.slots, mask, ids, bytes) ?? -1
            }
          }
          start = end
        }
      }
    }
    return rows
  }

  private static func find(
    _ key: UnsafeRawBufferPointer, _ hash: UInt64, _ slots: [UInt64], _ mask: Int, _ ids: [Text],
    _ bytes: UnsafeRawBufferPointer
  ) -> Int32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let row = Int(slots[slot] & 0xFFFF_FFFF) - 1
        let id = ids[row]
        if id.count == key.count,
          key.elementsEqual(bytes[id.offset..<id.offset + id.count])
        {
          return Int32(row)
        }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
