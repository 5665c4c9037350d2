/// Random numbers with an address: output number `c + 1` of a SplitMix64 that starts at the seed, where
/// `c` is made of a stream, an item and a draw. Any number can be had without those before it.
///
/// - Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA '14.
struct Draws {
  static let seed: UInt64 = 20_251_121
  static let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  let stream: UInt64

  init(stream: Int) { self.stream = UInt64(stream) }

  /// 64 random bits; `draw` is below 16.
  @inline(__always)
  func bits(_ item: Int, _ draw: Int) -> UInt64 {
    let count = stream << 40 &+ UInt64(item) << 4 &+ UInt64(draw)
    var z = Self.seed &+ Self.gamma &* (count &+ 1)
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number in `0 ..< bound`, by plain remainder.
  @inline(__always)
  func below(_ bound: Int, _ item: Int, _ draw: Int) -> Int {
    Int(bits(item, draw) % UInt64(bound))
  }

  /// A number in `0 ..< bound` with a heavy tail: most of the mass lies near 0. Takes three draws.
  func skewed(_ bound: Int, _ item: Int, _ draw: Int) -> Int {
    let first = below(bound, item, draw)
    let second = below(first + 1, item, draw + 1)
    return below(second + 1, item, draw + 2)
  }

  /// An amount of money: four digits times a power of two that is larger the rarer it is.
  func amount(_ item: Int, _ draw: Int) -> Int {
    let bits = bits(item, draw)
    let high = bits >> 32 | 1024
    return Int((1000 + (bits & 0xFFFF_FFFF) % 9000) * (high & (0 &- high)))
  }
}
