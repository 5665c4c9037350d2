internal import GraphCore
internal import NetworkModel

extension GraphMLReader {
  /// Names of nodes among which a near one is looked for.
  private static let spellingLimit = 5000

  /// The graph, unless there was an error.
  consuming func finished() throws(EdgeListRefusal) -> EdgeListFile {
    if !sawGraph, !issues.hasErrors {
      report(
        .graphMLStructure, at: 0, Wording(en: "there is no graph element", zh: "没有 graph 元素"),
        Wording(en: "A GraphML file holds one graph.", zh: "GraphML 文件应包含一个图。"))
    }
    let direction = settledDirection()
    resolveEnds()
    let lines =
      columns.isEmpty ? [] : offsets.map { Int32(clamping: scanner.place(of: $0).line) }
    settleColumns(lines)
    let all = issues.finished(file: file)
    guard !issues.hasErrors else {
      throw EdgeListRefusal(inOrder: all)
    }
    let graph: CompactGraph
    do {
      graph = try CompactGraph(
        direction, nodeCount: nodes.count, sources: sources, targets: targets)
    } catch {
      throw EdgeListRefusal(issues: [EdgeListRefusal.tooLarge(error, file: file)])
    }
    return EdgeListFile(
      file: file, form: .graphML, graph: graph, names: NodeNames(nodes),
      numbers: columns.compactMap(\.draft.numberColumn),
      terms: columns.compactMap(\.draft.termColumn).filter { !$0.terms.isEmpty }, issues: all)
  }

  private mutating func settleColumns(_ lines: [Int32]) {
    pool.withUnsafeMutableBufferPointer { pool in
      let base = pool.baseAddress ?? UnsafeMutablePointer(bitPattern: 1)!
      for column in columns.indices {
        columns[column].draft.settle(base, lines, &issues, file)
      }
    }
  }

  /// The direction of all edges. To forget directions is one thing; to invent them would be another.
  private mutating func settledDirection() -> CompactGraph.Direction {
    if let asked = options.direction { return asked }
    if directions.count == 2, let later = directions.values.max() {
      report(
        .graphMLDirection, at: later,
        Wording(
          en: "the graph has directed and undirected edges; here the other kind begins",
          zh: "图中既有有向边也有无向边；自此处开始出现另一种"),
        Wording(
          en: "Make all edges alike, or ask for one direction.", zh: "请统一边的方向，或指定按一种方向读取。"))
    }
    return directions.keys.first ?? defaultDirection ?? .directed
  }

  /// Renumbers the ends of edges as nodes.
  private mutating func resolveEnds() {
    let places = (0..<ends.count).map { Int32(nodes.find(ends[$0]) ?? -1) }
    if places.contains(-1) {
      let known =
        nodes.count <= Self.spellingLimit ? (0..<nodes.count).map { nodes[$0] } : []
      for edge in sources.indices {
        for end in [sources[edge], targets[edge]] where places[Int(end)] < 0 {
          let id = ends[Int(end)]
          report(
            .graphMLReference, at: offsets[edge], found: id,
            Wording(en: "the edge names a node that is not there", zh: "边所指的节点不存在"),
            Spelling.nearest(to: id, among: known).map {
              Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？")
            } ?? Wording(en: "Add the node, or remove the edge.", zh: "请补上节点或删除该边。"))
        }
      }
    }
    sources = sources.map { places[Int($0)] }
    targets = targets.map { places[Int($0)] }
  }
}
