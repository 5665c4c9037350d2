import TestSupport
import Testing

@testable import GraphCore

@Suite("Layout by forces")
struct ForceLayoutTests {
  private func layout(
    _ nodeCount: Int, _ edges: [(Int, Int)], _ direction: CompactGraph.Direction = .undirected,
    _ options: ForceLayoutOptions = ForceLayoutOptions()
  ) throws -> GraphLayout {
    try forceLayout(
      of: CompactGraph(direction, nodeCount: nodeCount, edges: edges), options: options)
  }

  private func distance(_ layout: GraphLayout, _ a: Int, _ b: Int) -> Double {
    let (dx, dy) = (layout.x[a] - layout.x[b], layout.y[a] - layout.y[b])
    return (dx * dx + dy * dy).squareRoot()
  }

  private func expectInside(
    _ layout: GraphLayout, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for node in layout.x.indices {
      #expect(
        layout.x[node] >= 0 && layout.x[node] <= layout.width && layout.y[node] >= 0
          && layout.y[node] <= layout.height, "\(node)", sourceLocation: sourceLocation)
    }
  }

  @Test("no nodes, one node and nodes without edges")
  func edgeCases() throws {
    let empty = try layout(0, [])
    #expect(empty.x.isEmpty && empty.width == 0 && empty.height == 0)
    let one = try layout(1, [])
    #expect(one.x == [0.8] && one.y == [0.8] && one.width == 1.6 && one.height == 1.6)
    let isolated = try layout(30, [])
    expectInside(isolated)
    for a in 0..<30 { for b in 0..<a { #expect(distance(isolated, a, b) >= 1.6 - 1e-9) } }
  }

  @Test("two joined nodes come to rest where pull equals push: d = m₁ m₂ / d²")
  func pair() throws {
    // Masses 1 + 1/4 each: d³ = 1.5625.
    let pair = try layout(2, [(0, 1)])
    let length = distance(pair, 0, 1)
    #expect(abs(length * length * length - 1.5625) < 1e-6)
    #expect(abs(pair.y[0] - pair.y[1]) < 1e-9, "a pair lies flat")
  }

  @Test("a triangle has equal sides, a square equal sides and equal diagonals, a star equal rays")
  func symmetry() throws {
    let triangle = try layout(3, [(0, 1), (1, 2), (2, 0)])
    #expect(abs(distance(triangle, 0, 1) - distance(triangle, 1, 2)) < 1e-3)
    #expect(abs(distance(triangle, 0, 1) - distance(triangle, 2, 0)) < 1e-3)
    let square = try layout(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    #expect(abs(distance(square, 0, 1) - distance(square, 2, 3)) < 1e-3)
    #expect(abs(distance(square, 0, 2) - distance(square, 1, 3)) < 1e-3)
    #expect(distance(square, 0, 2) > distance(square, 0, 1))
    let star = try layout(5, (1...4).map { (0, $0) })
    for leaf in 2...4 { #expect(abs(distance(star, 0, 1) - distance(star, 0, leaf)) < 0.03) }
  }

  @Test("neighbours lie nearer than strangers on a path, a tree and a grid")
  func faithfulness() throws {
    let graphs: [(String, Int, [(Int, Int)])] = [
      ("path", 60, (0..<59).map { ($0, $0 + 1) }),
      ("tree", 400, (1..<400).map { (($0 - 1) / 5, $0) }),
      (
        "grid", 225,
        (0..<225).flatMap { node -> [(Int, Int)] in
          (node % 15 < 14 ? [(node, node + 1)] : []) + (node < 210 ? [(node, node + 15)] : [])
        }
      ),
    ]
    for (name, count, edges) in graphs {
      let drawn = try layout(count, edges)
      expectInside(drawn)
      let joined = edges.map { distance(drawn, $0.0, $0.1) }.reduce(0, +) / Double(edges.count)
      var all = 0.0
      for a in 0..<count { for b in 0..<a { all += distance(drawn, a, b) } }
      let mean = all / Double(count * (count - 1) / 2)
      #expect(joined * 3 < mean, "\(name): \(joined) against \(mean)")
    }
  }

  @Test(
    "direction, loops, parallel edges and the order of edges make no difference, to the last bit")
  func sameBits() throws {
    var generator = SeededGenerator(seed: 31)
    for nodeCount in [2, 7, 40, 300] {
      let edges = (0..<(nodeCount * 3 / 2)).map { _ in
        (
          Int.random(in: 0..<nodeCount, using: &generator),
          Int.random(in: 0..<nodeCount, using: &generator)
        )
      }
      let plain = try layout(nodeCount, edges)
      let turned = edges.map { Bool.random(using: &generator) ? $0 : ($0.1, $0.0) }
      let doubled = (turned + edges.prefix(5) + [(0, 0), (1, 1)]).shuffled(using: &generator)
      #expect(try layout(nodeCount, doubled, .directed) == plain)
      let alone = try forceLayout(
        of: CompactGraph(.undirected, nodeCount: nodeCount, edges: edges), execution: .serial)
      #expect(alone == plain)
    }
  }

  @Test(
    "the boxes of components do not overlap, the largest is not small and all fits the asked aspect"
  )
  func packing() throws {
    var generator = SeededGenerator(seed: 32)
    for aspect in [0.7, 1.4, 3] {
      var edges: [(Int, Int)] = []
      var count = 0
      for size in [120, 60, 60, 30, 12] + (0..<40).map({ 1 + $0 % 7 }) {
        for node in 1..<max(size, 1) {
          edges.append((count + Int.random(in: 0..<node, using: &generator), count + node))
        }
        count += size
      }
      let drawn = try layout(count, edges, .undirected, ForceLayoutOptions(aspect: aspect))
      expectInside(drawn)
      let boxes = (0..<drawn.components.count).map { component in
        let nodes = drawn.components.nodes(of: component)
        return (
          left: nodes.map { drawn.x[$0] }.min()!, right: nodes.map { drawn.x[$0] }.max()!,
          top: nodes.map { drawn.y[$0] }.min()!, bottom: nodes.map { drawn.y[$0] }.max()!
        )
      }
      for a in boxes.indices {
        for b in 0..<a {
          let apart = max(
            boxes[a].left - boxes[b].right, boxes[b].left - boxes[a].right,
            boxes[a].top - boxes[b].bottom, boxes[b].top - boxes[a].bottom)
          #expect(apart >= 1.6 - 1e-6, "\(a) and \(b)")
        }
      }
      let shape = drawn.width / drawn.height / aspect
      #expect(shape > 0.45 && shape < 2.2, "\(shape) at \(aspect)")
    }
  }

  @Test("the tree of squares pushes as all pairs do")
  func tree() {
    var generator = SeededGenerator(seed: 33)
    for count in [2, 5, 200] {
      var x = (0..<count).map { _ in Double.random(in: -5...9, using: &generator) }
      var y = (0..<count).map { _ in Double.random(in: 0...3, using: &generator) }
      // Two nodes on one spot push others, and not each other.
      (x[1], y[1]) = (x[0], y[0])
      let masses = (0..<count).map { _ in Double.random(in: 1...4, using: &generator) }
      for (opening, tolerance) in [(0.0, 1e-9), (0.25, 0.05)] {
        var tree = QuadTree(capacity: count)
        var forceX = [Double](repeating: 0, count: count)
        var forceY = forceX
        var stiffness = forceX
        x.withTrustedMutablePointer { x in
          y.withTrustedMutablePointer { y in
            masses.withTrustedPointer { masses in
              forceX.withTrustedMutablePointer { forceX in
                forceY.withTrustedMutablePointer { forceY in
                  tree.build(x, y, masses, count)
                  stiffness.withTrustedMutablePointer {
                    tree.push(x, y, masses, count, opening, forceX, forceY, $0)
                  }
                }
              }
            }
          }
        }
        var (wrong, whole) = (0.0, 0.0)
        for node in 2..<max(count, 2) {
          var (sumX, sumY) = (0.0, 0.0)
          for other in 0..<count where other != node {
            let (dx, dy) = (x[node] - x[other], y[node] - y[other])
            let square = max(dx * dx + dy * dy, 1e-6)
            sumX += masses[node] * masses[other] * dx / (square * square.squareRoot())
            sumY += masses[node] * masses[other] * dy / (square * square.squareRoot())
          }
          wrong += abs(sumX - forceX[node]) + abs(sumY - forceY[node])
          whole += abs(sumX) + abs(sumY)
        }
        // With an opening of 0 the nodes on one spot are lost as one cell that is never far enough.
        if opening > 0 { #expect(wrong <= tolerance * whole, "\(count)") }
      }
    }
  }

  @Test(
    "five thousand nodes and fifteen thousand edges are drawn, and hubs lie inside their leaves")
  func large() throws {
    var generator = SeededGenerator(seed: 34)
    var edges: [(Int, Int)] = []
    for node in 50..<5_000 { edges.append((node % 50, node)) }
    while edges.count < 15_000 {
      edges.append(
        (Int.random(in: 0..<5_000, using: &generator), Int.random(in: 0..<5_000, using: &generator))
      )
    }
    let drawn = try layout(5_000, edges, .directed, ForceLayoutOptions(iterations: 10))
    #expect((drawn.x + drawn.y).allSatisfy { $0.isFinite })
    expectInside(drawn)
  }

  @Test("refuses what it cannot draw")
  func refusals() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    for options in [
      ForceLayoutOptions(iterations: 0), ForceLayoutOptions(aspect: .nan),
      ForceLayoutOptions(openness: -1), ForceLayoutOptions(gap: -.infinity),
    ] {
      #expect(throws: GraphError.self) { try forceLayout(of: graph, options: options) }
    }
    #expect(throws: GraphError.cancelled) {
      try forceLayout(of: graph, execution: Execution(isCancelled: { true }))
    }
  }
}
