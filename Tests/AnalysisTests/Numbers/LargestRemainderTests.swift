import TestSupport
import Testing

@testable import Analysis

@Suite("Division by largest remainder")
struct LargestRemainderTests {
  @Test("by hand: ties go to the earlier, large numbers fit")
  func byHand() {
    #expect(apportioned(100, by: [1, 1, 1]) == [34, 33, 33])
    #expect(apportioned(10, by: [0, 3, 1]) == [0, 8, 2])
    #expect(apportioned(7, by: []) == nil)
    #expect(apportioned(7, by: [0, 0]) == nil)
    #expect(apportioned(.max, by: [.max, .max]) == [.max / 2 + 1, .max / 2])
  }

  @Test("adds up, and each part is within one of its exact size", arguments: 0..<50)
  func addsUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<9).map { _ in Int64.random(in: 0...1_000_000, using: &random) }
    let total = Int64.random(in: 0...Int64(1) << 50, using: &random)
    let parts = try #require(apportioned(total, by: weights))
    #expect(parts.reduce(0, +) == total)
    let sum = ExactRatio(weights.reduce(0, +))
    for (part, weight) in zip(parts, weights) {
      let exact = try #require((ExactRatio(total) * ExactRatio(weight)).divided(by: sum))
      #expect((ExactRatio(part) - exact).magnitude < .one)
    }
    let some = try #require(apportioned(total % weights.reduce(1, +), by: weights))
    #expect(zip(some, weights).allSatisfy { $0 <= $1 })
  }
}
