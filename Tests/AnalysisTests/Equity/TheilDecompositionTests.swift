import Foundation
import TestSupport
import Testing

@testable import Analysis

@Suite struct TheilDecompositionTests {
  /// GDP per head of the Mexican states in 1940, in the regions of Hanson (1998): the worked example of the
  /// documentation of PySAL inequality (`TheilD`), which prints 0.20894344, within 0.17435454, between 0.0345889.
  /// Data: Rey & Sastré-Gutiérrez (2010), "Interregional inequality dynamics in Mexico", in libpysal.
  private static let mexico1940: [(product: Double, region: Int)] = [
    (10384, 2), (22361, 1), (9573, 2), (3758, 5), (2934, 5), (8578, 1), (8537, 1), (6909, 3),
    (17816, 4), (12132, 2), (4359, 3), (2181, 5), (4414, 3), (5309, 3), (3408, 4), (3327, 3),
    (6936, 3), (4836, 2), (9073, 1), (1892, 5), (3569, 3), (11016, 3), (21965, 5), (4372, 2),
    (4840, 2), (6399, 1), (2459, 5), (7508, 1), (3605, 3), (5203, 3), (7990, 5), (3734, 2),
  ]

  @Test func publishedExample() throws {
    let states = Self.mexico1940
    let split = try #require(
      try TheilDecomposition(
        .t, of: states.map(\.product), in: states.map(\.region), order: [1, 2, 3, 4, 5]))
    #expect(abs(split.total - 0.20894344) < 5e-9)
    #expect(abs(split.within - 0.17435454) < 5e-9)
    #expect(abs(split.between - 0.0345889) < 5e-9)
    #expect(split.parts.map(\.unitCount).reduce(0, +) == 32)
  }

  @Test func twoGroupsByHand() throws {
    // Shares of the total 1/4 and 3/4, means 1 and 3 around 2; inside, 3 is split 1 : 5.
    let split = try #require(
      try TheilDecomposition(
        .t, of: [1, 1, 1, 5], in: ["a", "a", "b", "b"], order: ["b", "c", "a"]))
    #expect(split.parts.map(\.group) == ["b", "a"])
    let (b, a) = (split.parts[0], split.parts[1])
    #expect((a.unitCount, a.weightShare, a.valueShare, a.mean) == (2, 0.5, 0.25, 1))
    #expect((b.unitCount, b.weightShare, b.valueShare, b.mean) == (2, 0.5, 0.75, 3))
    #expect(a.index == 0 && a.within == 0)
    #expect(abs((b.index ?? 0) - (1 / 6.0 * log(1 / 3.0) + 5 / 6.0 * log(5 / 3.0))) < 1e-15)
    #expect(abs(a.between - 0.25 * log(0.5)) < 1e-15)
    #expect(abs(b.between - 0.75 * log(1.5)) < 1e-15)
    #expect(abs(split.between - (a.between + b.between)) < 1e-15)
  }

  @Test("a group of zeros alone adds nothing to T; L is then not defined")
  func groupOfZeros() throws {
    let split = try #require(
      try TheilDecomposition(.t, of: [0, 0, 2, 2], in: [0, 0, 1, 1], order: [0, 1]))
    #expect(split.parts[0].index == nil)
    #expect(split.parts[0].within == 0 && split.parts[0].between == 0)
    #expect(abs(split.total - log(2.0)) < 1e-15)
    #expect(abs(split.between - log(2.0)) < 1e-15)
    #expect(try TheilDecomposition(.l, of: [0, 0, 2, 2], in: [0, 0, 1, 1], order: [0, 1]) == nil)
  }

  @Test(
    "within + between = total, and the parts add up to both",
    arguments: TheilDecomposition<Int>.Form.allCases)
  func partsAddUp(form: TheilDecomposition<Int>.Form) throws {
    var generator = SeededGenerator(seed: 21)
    for round in 0..<200 {
      let count = Int.random(in: 1...50, using: &generator)
      let values = (0..<count).map { _ in
        form == .t && Int.random(in: 0..<5, using: &generator) == 0
          ? 0 : Double(Int.random(in: 1...1_000_000, using: &generator))
      }
      let weights = values.map { _ in Double.random(in: 0.01...50, using: &generator) }
      let groups = values.map { _ in Int.random(in: 0...6, using: &generator) }
      guard
        let split = try TheilDecomposition(
          form, of: values, weights: round.isMultiple(of: 2) ? weights : nil, in: groups,
          order: Array(0...6))
      else { continue }
      let scale = max(1, split.total)
      #expect(abs(split.within + split.between - split.total) < 1e-12 * scale)
      #expect(abs(split.parts.map(\.within).reduce(0, +) - split.within) < 1e-12 * scale)
      #expect(abs(split.parts.map(\.between).reduce(0, +) - split.between) < 1e-12 * scale)
      #expect(abs(split.parts.map(\.valueShare).reduce(0, +) - 1) < 1e-12)
      #expect(abs(split.parts.map(\.weightShare).reduce(0, +) - 1) < 1e-12)
      #expect(split.between >= 0 && split.within >= 0)
    }
  }
}
