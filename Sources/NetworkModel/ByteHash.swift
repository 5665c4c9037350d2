/// A hash of bytes for tables in memory: fast, the same in every run, not proof against an adversary.
package enum ByteHash {
  /// Eight bytes at a time, folded by a 128-bit product (after W. Yi's wyhash).
  @inlinable
  package static func of(_ key: UnsafeRawBufferPointer) -> UInt64 {
    var value: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(key.count)
    var index = 0
    while index + 8 <= key.count {
      value = fold(value ^ key.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var tail: UInt64 = 0
    while index < key.count {
      tail = tail << 8 | UInt64(key[index])
      index += 1
    }
    return fold(value ^ tail)
  }

  @inlinable
  package static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
