import Foundation

@testable import Analysis

/// What PySAL and NumPy answered on seeded distributions; `Tests/Peers/equity.py` wrote the files.
enum EquityPeers {
  struct Case: Sendable {
    let index: Int
    let family: String
    /// `none`, `whole` or `real`.
    let weighing: String
    let values: [Double]
    let weights: [Double]
    let ranking: [Double]
    let groups: [Int]

    var distribution: ValueDistribution {
      get throws { try ValueDistribution(values, weights: weights) }
    }
  }

  static let cases: [Case] = lines(of: "cases").map { fields in
    let count = Int(fields[3])!
    func column(_ offset: Int) -> [Double] {
      (0..<count).map { Double(fields[4 + 4 * $0 + offset])! }
    }
    return Case(
      index: Int(fields[0])!, family: String(fields[1]), weighing: String(fields[2]),
      values: column(0), weights: column(1), ranking: column(2), groups: column(3).map { Int($0) })
  }

  /// The cases with the answers to a measure, `nil` where it is not defined.
  static func answers(_ measure: String) -> [(case: Case, expected: [Double?])] {
    zip(cases, lines(of: measure)).map { item, fields in
      precondition(Int(fields[0]) == item.index)
      return (item, fields.dropFirst().map { Double($0).flatMap { $0.isNaN ? nil : $0 } })
    }
  }

  /// Alike to 1e-12 of the peer's value. Below 5e-15 a difference is the last bit of numbers near 1, not one of definition:
  /// the peer computes shares of groups and Lorenz ordinates in double precision, and for an aversion of 0.99 it raises
  /// its own last bit to the power of 100.
  static func agree(_ ours: Double?, _ peer: Double?) -> Bool {
    guard let ours, let peer else { return (ours == nil) == (peer == nil) }
    return abs(ours - peer) <= 1e-12 * abs(peer) + 5e-15
  }

  private static func lines(of file: String) -> [[Substring]] {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/peers/\(file).txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      fatalError("There is no fixture \(file).")
    }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: " ")
    }
  }
}
