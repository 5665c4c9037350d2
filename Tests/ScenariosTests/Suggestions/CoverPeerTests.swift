import Foundation
import Testing

@testable import Scenarios

/// 300 problems with the answers of SciPy 1.17.1, written by `Tests/Peers/suggest.py`.
@Suite("The best plan against SciPy")
struct CoverPeerTests {
  private struct Line: Decodable {
    struct Expected: Decodable {
      let places: Int64
      let rank: Int64
      let squares: Int64
      let metres: Int64
    }

    let rooms: [Int64]
    let loads: [Int64]
    let classes: [Int]
    let donorsOfClass: [[Int32]]
    let ranks: [Int64]
    let places: [Int32]
    let most: Int?
    let equal: Bool
    let lengths: [[Int64]]
    let expected: Expected

    var problem: CoverProblem<MatrixLengths> {
      CoverProblem(
        lengths: MatrixLengths(rows: lengths), rooms: rooms, loads: loads, classes: classes,
        donorsOfClass: donorsOfClass, ranks: ranks, most: most, equalisesLoads: equal,
        places: places)
    }
  }

  private static let lines: [Line] = {
    let file = Bundle.module.bundleURL.appending(path: "Fixtures/peers/suggest.jsonl")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      fatalError("There is no fixture peers/suggest.jsonl.")
    }
    return text.split(separator: "\n").map { line in
      try! JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }
  }()

  @Test("attains what SciPy attains, aim by aim")
  func agrees() throws {
    #expect(Self.lines.count == 300)
    for (number, line) in Self.lines.enumerated() {
      let problem = line.problem
      for start in [CoverStart.allPairs, .some(nearest: 1, priced: 1)] {
        let plan = try problem.bestPlan(start: start)
        let worth = try #require(problem.worth(of: plan.donors), "problem \(number)")
        let expected = line.expected
        #expect(
          worth.aims == [-expected.places, -expected.rank, expected.squares, expected.metres],
          "problem \(number), \(start)")
      }
    }
  }
}
