import GraphCore

/// What NetworkX, igraph and SciPy answered on seeded graphs.
///
/// `Tests/Peers/record.py` wrote the files; the first lines of each say which peer answered, on which
/// form of the graph, by which conventions.
///
/// ```swift
/// for peer in PeerFixtures.cases("betweenness.weighted") {
///   let ours = try betweenness(of: peer.graph, lengths: peer.weights)
///   #expect(peer.agrees(with: ours), "graph \(peer.index)")
/// }
/// ```
enum PeerFixtures {
  /// What a measure sees of a graph. The simple forms list edges by source, then target, and have no
  /// loops.
  enum Form: String, CaseIterable, Sendable {
    /// As it is, with parallel edges and loops.
    case multigraph = "M"
    /// As it is, every edge an arc from its source to its target.
    case arcs = "A"
    /// Undirected, simple, least weight.
    case undirectedLeast = "U"
    /// Undirected, simple, summed weight.
    case undirectedSum = "W"
    /// Directed, simple, summed weight; an undirected edge is two arcs.
    case directedSum = "D"
    /// Direction as it is, simple, least weight.
    case least = "P"
  }

  struct SeededGraph: Sendable {
    let index: Int
    /// The kind of graph: `tree`, `multigraph`, `disconnected`, …
    let family: String
    /// As it is, with parallel edges and loops.
    let graph: CompactGraph
    let weights: [Int64]

    func derived(_ form: Form) throws -> (graph: CompactGraph, weights: [Int64]) {
      let merged: MergedGraph
      switch form {
      case .multigraph: return (graph, weights)
      case .arcs:
        let arcs = try CompactGraph(
          .directed, nodeCount: graph.nodeCount, sources: graph.sources, targets: graph.targets)
        return (arcs, weights)
      case .undirectedLeast:
        merged = try graph.merged(as: .undirected, weights: weights, by: .minimum)
      case .undirectedSum:
        merged = try graph.merged(as: .undirected, weights: weights, by: .sum)
      case .directedSum: merged = try graph.merged(as: .directed, weights: weights, by: .sum)
      case .least: merged = try graph.merged(weights: weights, by: .minimum)
      }
      return (merged.graph, merged.weights)
    }
  }

  /// A graph in the form of a measure, and the answer of the peer.
  struct Case: Sendable {
    let index: Int
    let graph: CompactGraph
    let weights: [Int64]
    /// `nan` where the peer's value is undefined.
    let expected: [Double]

    /// The answer as whole numbers, `nil` where undefined.
    var integers: [Int?] { expected.map { $0.isNaN ? nil : Int($0) } }

    /// The only value of the answer.
    var scalar: Double { expected[0] }

    /// Values are the peer's up to the twelve digits that are stored; `nil` and `nan` mean undefined.
    func agrees(with ours: [Double?], tolerance: Double = 1e-9) -> Bool {
      guard ours.count == expected.count else { return false }
      return zip(ours, expected).allSatisfy { ours, expected in
        guard let ours, !ours.isNaN else { return expected.isNaN }
        return abs(ours - expected) <= tolerance * max(1, abs(expected))
      }
    }

    func agrees(with ours: [Double], tolerance: Double = 1e-9) -> Bool {
      agrees(with: ours.map(Optional.init), tolerance: tolerance)
    }

    func agrees<Whole: BinaryInteger>(with ours: [Whole]) -> Bool {
      agrees(with: ours.map { Double($0) }, tolerance: 0)
    }
  }

  /// How many graphs, the first ones, every measure was asked on. The others are for measures that apply
  /// to fewer than 500 of these.
  static let commonCount = 546

  static let graphs: [SeededGraph] = lines(of: "graphs").map { fields in
    let ends = fields[4...].map { Int64($0)! }
    let count = ends.count / 3
    return SeededGraph(
      index: Int(fields[0])!, family: String(fields[3]),
      graph: try! CompactGraph(
        fields[1] == "directed" ? .directed : .undirected, nodeCount: Int(fields[2])!,
        sources: (0..<count).map { Int32(ends[3 * $0]) },
        targets: (0..<count).map { Int32(ends[3 * $0 + 1]) }),
      weights: (0..<count).map { ends[3 * $0 + 2] })
  }

  /// The names of the measures, in order of the alphabet.
  static let measures: [String] = Fixture.names(in: "peers").compactMap { name in
    name.hasSuffix(".txt") && name != "graphs.txt" ? String(name.dropLast(4)) : nil
  }

  /// The values of a measure for each graph; `nil` where it does not apply or was not recorded.
  static func values(_ measure: String) -> [[Double]?] {
    var values = [[Double]?](repeating: nil, count: graphs.count)
    for fields in lines(of: measure) where fields.dropFirst().first != "-" {
      values[Int(fields[0])!] = fields.dropFirst().map { Double($0)! }
    }
    return values
  }

  /// The form of the graph that a measure was taken on.
  static func form(of measure: String) -> Form {
    for form in Form.allCases where header(of: measure).contains("# form \(form.rawValue):") {
      return form
    }
    fatalError("The file of \(measure) names no form.")
  }

  /// The graphs to which a measure applies, in the form of the measure, with the peer's answers.
  static func cases(_ measure: String) -> [Case] {
    let form = form(of: measure)
    return zip(graphs, values(measure)).compactMap { seeded, values in
      guard let values else { return nil }
      let derived = try! seeded.derived(form)
      return Case(
        index: seeded.index, graph: derived.graph, weights: derived.weights, expected: values)
    }
  }

  private static func text(of file: String) -> String {
    String(decoding: Fixture.bytes("peers/\(file).txt"), as: UTF8.self)
  }

  private static func header(of file: String) -> String {
    text(of: file).split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: "\n")
  }

  private static func lines(of file: String) -> [[Substring]] {
    text(of: file).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: " ")
    }
  }
}
