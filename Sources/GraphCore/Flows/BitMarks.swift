/// A set of small integers, one bit each, so that a search that asks for them in any order stays in the
/// cache. Unchecked, and owned by the kernel that makes it.
struct BitMarks {
  private let words: UnsafeMutablePointer<UInt64>
  private let wordCount: Int

  /// The integers below `count` of which `isIncluded` is true.
  @inline(__always)
  init(count: Int, _ isIncluded: (Int) -> Bool) {
    let wordCount = (count + 63) / 64
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
    for place in 0..<wordCount {
      var word: UInt64 = 0
      for number in 64 * place..<min(64 * place + 64, count) {
        word |= (isIncluded(number) ? 1 : 0) &<< UInt64(truncatingIfNeeded: number)
      }
      words[place] = word
    }
    (self.words, self.wordCount) = (words, wordCount)
  }

  func deallocate() { words.deallocate() }

  /// 1 if the set contains the integer, else 0.
  @inline(__always)
  func bit(_ number: Int) -> UInt64 {
    words[number &>> 6] &>> UInt64(truncatingIfNeeded: number) & 1
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool { bit(number) != 0 }

  /// Inserts the integer if the bit is 1, without a branch.
  ///
  /// - Returns: 1 if the set has grown, else 0.
  @inline(__always)
  func insert(_ number: Int, if bit: UInt64) -> Int {
    let word = words[number &>> 6]
    let shift = UInt64(truncatingIfNeeded: number)
    let new = ~(word &>> shift) & bit
    words[number &>> 6] = word | new &<< shift
    return Int(truncatingIfNeeded: new)
  }

  @inline(__always)
  func insert(_ number: Int) {
    words[number &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: number)
  }

  @inline(__always)
  func remove(_ number: Int) {
    words[number &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: number))
  }

  func removeAll() { words.update(repeating: 0, count: wordCount) }

  /// Goes over the set in ascending order.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    for place in 0..<wordCount {
      var word = words[place]
      while word != 0 {
        body(64 * place + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
