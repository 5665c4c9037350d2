/// SplitMix64: a small generator with 64 bits of state and the same numbers on every machine.
///
/// Every stochastic method of this module runs on one of these. It takes a `seed` (by default
/// ``standardSeed``), or draws its seed from a generator of the caller's.
///
/// - Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators",
///   OOPSLA '14, figure 17.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  /// The seed that is used when none is given.
  public static let standardSeed: UInt64 = 20_251_121

  private var state: UInt64

  public init(seed: UInt64 = SplitMix64.standardSeed) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A number in `0 ..< bound`, each equally likely (Lemire's multiplication with rejection).
  @inline(__always)
  package mutating func index(below bound: Int) -> Int {
    let limit = UInt64(bound)
    var product = next().multipliedFullWidth(by: limit)
    if product.low < limit {
      let threshold = (0 &- limit) % limit
      while product.low < threshold { product = next().multipliedFullWidth(by: limit) }
    }
    return Int(product.high)
  }

  /// A number in [0, 1) with 53 random bits.
  @inline(__always)
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Puts elements in a random order (Fisher–Yates).
  mutating func shuffle(_ elements: inout [Int32]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }
}
