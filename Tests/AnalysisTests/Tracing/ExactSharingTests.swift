import GraphCore
import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// Proportional sharing once more, in exact fractions and by another way: amounts are pushed along the edges from each
/// origin, and the equations of all nodes are solved together by Gauss and Jordan.
private struct ExactSharing {
  let nodeCount: Int
  let edges: [(Int, Int, Int64)]

  private func sum(where isIncluded: (Int, Int) -> Bool) -> Int64 {
    edges.reduce(0) { $0 + ($1.0 != $1.1 && isIncluded($1.0, $1.1) ? $1.2 : 0) }
  }

  /// What each of some nodes holds of what enters at given nodes, when nothing comes back from the target.
  private func held(_ entering: [ExactRatio], on nodes: [Int]) -> [ExactRatio] {
    let count = nodes.count
    var matrix = nodes.map { end in
      nodes.map { source -> ExactRatio in
        let amount = sum { $0 == source && $1 == end }
        let whole = max(sum { a, _ in a == source }, sum { _, b in b == source })
        let part = ExactRatio(amount).divided(by: ExactRatio(whole)) ?? .zero
        return source == end ? .one : -part
      }
    }
    var right = entering
    for column in 0..<count {
      let pivot = (column..<count).first { !matrix[$0][column].isZero }!
      matrix.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in 0..<count where row != column && !matrix[row][column].isZero {
        let factor = matrix[row][column].divided(by: matrix[column][column])!
        for other in 0..<count {
          matrix[row][other] = matrix[row][other] - factor * matrix[column][other]
        }
        right[row] = right[row] - factor * right[column]
      }
    }
    return (0..<count).map { right[$0].divided(by: matrix[$0][$0])! }
  }

  private func through(_ node: Int) -> (came: Int64, went: Int64, held: ExactRatio) {
    let came = sum { $1 == node }
    let went = sum { a, _ in a == node }
    return (came, went, ExactRatio(max(came, went)))
  }

  /// For each node and last for the target, the exact part of what reached the target.
  func origins(of target: Int, on nodes: [Int]) -> [ExactRatio] {
    func reaching(_ entering: [ExactRatio]) -> ExactRatio {
      zip(nodes, held(entering, on: nodes)).reduce(.zero) { total, pair in
        let straight = ExactRatio(sum { $0 == pair.0 && $1 == target })
        return total + pair.1 * straight.divided(by: through(pair.0).held)!
      }
    }
    let own = nodes.map { node -> ExactRatio in
      let (came, went, _) = through(node)
      guard went > came else { return .zero }
      return reaching(nodes.map { $0 == node ? ExactRatio(went - came) : .zero })
    }
    return own + [reaching(nodes.map { node in ExactRatio(sum { $0 == target && $1 == node }) })]
  }

  /// For each node and last for the source, the exact part of what left the source that ended there.
  func ends(of source: Int, on nodes: [Int]) -> [ExactRatio] {
    let amounts = held(
      nodes.map { node in ExactRatio(sum { $0 == source && $1 == node }) }, on: nodes)
    let kept = zip(nodes, amounts).map { node, amount -> ExactRatio in
      let (came, went, held) = through(node)
      return came > went ? amount * ExactRatio(came - went).divided(by: held)! : .zero
    }
    let back = zip(nodes, amounts).reduce(ExactRatio.zero) { total, pair in
      let straight = ExactRatio(sum { $0 == pair.0 && $1 == source })
      return total + pair.1 * straight.divided(by: through(pair.0).held)!
    }
    return kept + [back]
  }

  /// Rounded down, and what is left to the largest remainders, ties to the earlier.
  static func rounded(_ parts: [ExactRatio]) -> [Int64] {
    var whole = parts.map { part -> Int64 in
      let near = part.rounded(toPlaces: 0)!.significand
      return ExactRatio(near) <= part ? near : near - 1
    }
    let total = parts.reduce(ExactRatio.zero, +).exactMoney!.fen
    let rest = { (index: Int) in parts[index] - ExactRatio(whole[index]) }
    let order = parts.indices.sorted { rest($1) < rest($0) || (rest($0) == rest($1) && $0 < $1) }
    for index in order.prefix(Int(total - whole.reduce(0, +))) { whole[index] += 1 }
    return whole
  }
}

@Suite("Proportional sharing against exact fractions")
struct ExactSharingTests {
  @Test("gives the exact shares, rounded by largest remainder", arguments: [false, true])
  func exact(cyclic: Bool) throws {
    var random = SeededGenerator(seed: 1996)
    var (mixed, goingRound) = (0, 0)
    for _ in 0..<120 {
      let count = Int.random(in: 2...7, using: &random)
      var edges: [(Int, Int, Int64)] = []
      for _ in 0..<Int.random(in: 1...(3 * count), using: &random) {
        let a = Int.random(in: 0..<count, using: &random)
        let b = Int.random(in: 0..<count, using: &random)
        let amount = Int64.random(in: 0...10_000, using: &random)
        edges.append(cyclic || a < b ? (a, b, amount) : (b, a, amount))
      }
      let graph = try CompactGraph(.directed, nodeCount: count, edges: edges.map { ($0.0, $0.1) })
      let exact = ExactSharing(nodeCount: count, edges: edges)
      for node in 0..<count {
        for side in [ArcSide.incoming, .outgoing] {
          let found = try proportionalShares(
            of: graph, amounts: edges.map(\.2), at: [node], along: side)
          let nodes = found.nodes.map(Int.init)
          let parts =
            side == .incoming ? exact.origins(of: node, on: nodes) : exact.ends(of: node, on: nodes)
          let amounts = nodes.map { other in
            found.shares.first { Int($0.node) == other }?.amount ?? 0
          }
          #expect(amounts + [found.returned] == ExactSharing.rounded(parts))
          mixed += found.shares.count { $0.isMixed }
          goingRound += found.cycles.count
        }
      }
    }
    #expect(mixed > 100)
    #expect((goingRound > 100) == cyclic)
  }
}
