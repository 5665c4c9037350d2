import TestSupport
import Testing

@testable import GraphCore

@Suite("Discs moved apart")
struct DiscSpreadingTests {
  /// Of all pairs, how far the deepest overlaps, as a share of the smaller radius.
  private func deepest(_ x: [Double], _ y: [Double], _ radii: [Double]) -> Double {
    var deepest = 0.0
    for a in x.indices {
      for b in 0..<a {
        let (dx, dy) = (x[a] - x[b], y[a] - y[b])
        let over = radii[a] + radii[b] - (dx * dx + dy * dy).squareRoot()
        deepest = max(deepest, over / min(radii[a], radii[b]))
      }
    }
    return deepest
  }

  @Test("two discs part along their line, the smaller one more")
  func pair() throws {
    let (x, y) = try spreadDiscs(
      x: [50, 51], y: [50, 50], radii: [4, 1], width: 100, height: 100)
    #expect(abs(x[1] - x[0] - 5) < 0.01 && y == [50, 50])
    // Four to share: the disc of radius 4 moves 4 × 1/5.
    #expect(abs(x[0] - 49.2) < 0.01)
  }

  @Test("discs that do not touch stay where they are, those outside come in")
  func still() throws {
    let (x, y) = try spreadDiscs(
      x: [10, 30, -5], y: [10, 10, 90], radii: [3, 3, 3], width: 100, height: 60)
    #expect(x == [10, 30, 3] && y == [10, 10, 57])
  }

  @Test(
    "a heap of discs of all sizes comes apart, on one spot or strewn", arguments: [true, false])
  func heap(onOneSpot: Bool) throws {
    var generator = SeededGenerator(seed: 41)
    let radii = (0..<300).map { $0 < 10 ? 12.0 : Double.random(in: 1...3, using: &generator) }
    let x = radii.map { _ in onOneSpot ? 200.0 : Double.random(in: 0...400, using: &generator) }
    let y = radii.map { _ in onOneSpot ? 150.0 : Double.random(in: 0...300, using: &generator) }
    let before = deepest(x, y, radii)
    let found = try spreadDiscs(
      x: x, y: y, radii: radii, width: 400, height: 300, gap: 0.5, passes: 200)
    #expect(before > 0.5)
    #expect(deepest(found.x, found.y, radii) < 0.1)
    #expect(
      try spreadDiscs(
        x: x, y: y, radii: radii, width: 400, height: 300, gap: 0.5, passes: 200) == found)
    for disc in radii.indices {
      #expect(found.x[disc] >= radii[disc] && found.x[disc] <= 400 - radii[disc])
    }
  }

  @Test("refuses columns of unequal length and discs without a size")
  func refusals() {
    #expect(throws: GraphError.self) {
      try spreadDiscs(x: [1, 2], y: [1], radii: [1, 1], width: 9, height: 9)
    }
    #expect(throws: GraphError.self) {
      try spreadDiscs(x: [1], y: [1], radii: [0], width: 9, height: 9)
    }
    #expect(throws: Never.self) {
      try spreadDiscs(x: [], y: [], radii: [], width: 9, height: 9)
    }
  }
}
