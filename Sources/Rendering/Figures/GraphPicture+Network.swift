public import Analysis
internal import GraphCore
public import NetworkModel

extension GraphPicture {
  /// What a whole network shows, from what was asked of it and measured on it.
  ///
  /// - Parameters:
  ///   - graph: the facts that are edges.
  ///   - isDirected: false lets lines have no direction.
  ///   - size: the reading that gives the sizes, and its column; nothing makes all nodes alike.
  ///   - communities: the number of the community of each node of the graph; needed for that colour.
  ///   - isolated: units of this class that no edge touches are shown, too (inside the place asked about).
  /// - Complexity: O(nodes · depth + edges).
  public init(
    _ graph: NetworkGraph, isDirected: Bool = true, colour: Colour = .kind,
    size: (reading: MeasureReading, column: Int)? = nil, communities: [Int]? = nil,
    isolated: UnitClass? = nil, in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) {
    let alone = isolated.map { Self.isolated($0, of: graph, in: network) } ?? []
    let rank = { (node: NodeIndex) in
      let label = network[node]
      return Node(
        id: label.id, name: language == .zh ? label.shortName : FigureWords.shortName(label),
        fullName: label.name(in: language), kind: label.kind, group: 0)
    }
    var nodes = (graph.nodes + alone).map(rank)
    if let size {
      let values = size.reading.nodes[size.column].values
      for node in graph.nodes.indices { nodes[node].value = values[node] }
    }
    for node in nodes.indices.dropFirst(graph.nodes.count) { nodes[node].isIsolated = true }
    Self.tellHomonymsApart(&nodes)

    let layers = graph.question.layers
    let edges = (0..<graph.graph.edgeCount).map { edge in
      let (from, to) = graph.graph.ends(of: edge)
      return Edge(
        id: graph.rowID(of: edge, in: network), from: from, to: to,
        layer: Int(graph.edgeLayers[edge]))
    }
    var presentation = MeasurePresentation.Unit.whole
    if case .fen = graph.weightUnit { presentation = .fen }
    if case .quantity(_, let scale) = graph.weightUnit { presentation = .decimal(scale: scale) }
    let words = GraphWords(graph: graph, network: network, language: language)
    let head = size.map { words.sizeHead($0.reading.nodes[$0.column].title, $0.reading.measure) }
    var notes = graph.remarks(in: network).map { $0(language) }
    if let size {
      notes.append(words.convention(size.reading.measure))
      notes += size.reading.remarks.map { $0(language) }
    }
    if colour == .community {
      notes.append(words.convention(.leiden))
    }
    let rows = edges.indices.compactMap { graph.source(of: $0, in: network) }
    self.init(
      frame: FigureFrame(
        language: language, title: words.title,
        subtitle: words.subtitle(
          nodes: nodes.count, edges: edges.count, isolated: alone.count, size: head),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(rows, in: network, language),
        asOf: graph.question.date.map { "\($0)" } ?? "", provenance: provenance, notes: notes),
      nodes: nodes, edges: edges, classes: [],
      layers: layers.map { Group(key: $0.name, label: $0.label(language)) }, colour: colour,
      isDirected: isDirected, measure: size?.reading.measure, sizeHead: head ?? "",
      strengths: presentation)
    classify(communities)
    // In id order with the isolated ones among the others, so that the layout knows no difference.
    sortNodes()
  }

  /// The units of a class that no edge of the graph touches.
  private static func isolated(
    _ units: UnitClass, of graph: NetworkGraph, in network: PairingNetwork
  ) -> [NodeIndex] {
    let question = CoverageQuestion(
      units, within: graph.question.within, date: graph.question.date)
    return coverage(question, in: network).units.map(\.unit).filter {
      graph.position(of: $0) == nil
    }
  }

  private mutating func classify(_ communities: [Int]?) {
    let language = frame.language
    switch colour {
    case .kind:
      let kinds = NodeKind.allCases.filter { kind in nodes.contains { $0.kind == kind } }
      classes = kinds.map { Group(key: $0.rawValue, label: $0.label(language)) }
      for node in nodes.indices { nodes[node].group = kinds.firstIndex(of: nodes[node].kind) ?? 0 }
    case .side:
      var gives = [Bool](repeating: false, count: nodes.count)
      var takes = gives
      let containment = layers.firstIndex { $0.key == NetworkLayer.containment.name }
      for edge in edges where edge.layer != containment {
        gives[edge.from] = true
        takes[edge.to] = true
      }
      classes = GraphWords.sides.map { Group(key: $0.key, label: $0.label(language)) }
      for node in nodes.indices {
        nodes[node].group = gives[node] ? (takes[node] ? 2 : 0) : (takes[node] ? 1 : 3)
      }
    case .community:
      let numbers = communities ?? []
      let count = (numbers.max() ?? 0)
      var largest = [Int?](repeating: nil, count: count)
      var degree = [Int](repeating: 0, count: nodes.count)
      for edge in edges {
        degree[edge.from] += 1
        degree[edge.to] += 1
      }
      for (node, number) in numbers.enumerated() {
        if largest[number - 1].map({ degree[node] > degree[$0] }) ?? true {
          largest[number - 1] = node
        }
        nodes[node].group = number - 1
      }
      classes = (0..<count).map { number in
        Group(
          key: "\(number + 1)",
          label: GraphWords.community(
            number + 1, largest[number].map { nodes[$0].name } ?? "", language))
      }
      if nodes.contains(where: \.isIsolated) {
        classes.append(Group(key: "isolated", label: GraphWords.isolated(language)))
        for node in nodes.indices where nodes[node].isIsolated { nodes[node].group = count }
      }
    }
  }

  private mutating func sortNodes() {
    let order = nodes.indices.sorted { nodes[$0].id < nodes[$1].id }
    var place = [Int](repeating: 0, count: order.count)
    for (position, node) in order.enumerated() { place[node] = position }
    nodes = order.map { nodes[$0] }
    for edge in edges.indices {
      edges[edge].from = place[edges[edge].from]
      edges[edge].to = place[edges[edge].to]
    }
    edges.sort { ($0.layer, $0.id, $0.from, $0.to) < ($1.layer, $1.id, $1.from, $1.to) }
  }

  /// Short names that several nodes would share give way to the full ones.
  private static func tellHomonymsApart(_ nodes: inout [Node]) {
    var counts: [String: Int] = [:]
    for node in nodes { counts[node.name, default: 0] += 1 }
    for node in nodes.indices where counts[nodes[node].name] ?? 0 > 1 {
      nodes[node].name = nodes[node].fullName
    }
  }
}

extension NetworkGraph {
  /// The id of the row that an edge is made of.
  fileprivate func rowID(of edge: Int, in network: PairingNetwork) -> String {
    let row = Int(edgeRows[edge])
    return switch layer(of: edge) {
    case .pairing: network.text[network.pairingRows[row].id]
    case .flow: network.text[network.flowRows[row].id]
    case .containment: network.text[network.nodeRows[row].id]
    }
  }

  fileprivate func source(of edge: Int, in network: PairingNetwork) -> String? {
    let row = Int(edgeRows[edge])
    return switch layer(of: edge) {
    case .pairing: network.text.string(network.pairingRows[row].source)
    case .flow: network.text.string(network.flowRows[row].source)
    case .containment: network.text.string(network.nodeRows[row].source)
    }
  }
}

/// What a figure of a whole network says of its question.
struct GraphWords {
  let graph: NetworkGraph
  let network: PairingNetwork
  let language: Language

  private var isChinese: Bool { language == .zh }
  private var question: NetworkGraphQuestion { graph.question }

  private var place: String { question.within.map { network[$0].name(in: language) } ?? "" }

  private var time: String { question.date.map { "\($0)" } ?? FigureWords.anyTime(language) }

  private var layers: String {
    let pairings = Set(NetworkLayer.pairings)
    let hasAll = pairings.isSubset(of: Set(question.layers))
    var names = question.layers.filter { !hasAll || !pairings.contains($0) }.map {
      $0.label(language)
    }
    if hasAll { names.insert(isChinese ? "各类结对" : "all pairings", at: 0) }
    guard names.count > 4 else { return names.joined(separator: FigureWords.separator(language)) }
    let first = names.prefix(3).joined(separator: FigureWords.separator(language))
    return isChinese ? "\(first)等 \(names.count) 类" : "\(first) and \(names.count - 3) more layers"
  }

  var title: String {
    if isChinese { return "\(place.isEmpty ? "" : place + " ")\(time) 关系网络：\(layers)" }
    return "Network of \(layers)\(place.isEmpty ? "" : ", \(place)"), \(time)"
  }

  func subtitle(nodes: Int, edges: Int, isolated: Int, size: String?) -> String {
    var parts = [
      isChinese ? "节点 \(nodes) 个" : nodes == 1 ? "1 node" : "\(nodes) nodes",
      isChinese ? "联系 \(edges) 条" : edges == 1 ? "1 edge" : "\(edges) edges",
    ]
    if isolated > 0 {
      parts.append(isChinese ? "其中孤立 \(isolated) 个" : "\(isolated) of the nodes isolated")
    }
    if let level = question.level {
      parts.append(isChinese ? "归并到\(level.label.zh)" : "gathered by \(level.label.en)")
    }
    if let status = question.status { parts.append(status.label(language)) }
    if let size { parts.append((isChinese ? "面积表示" : "area: ") + size) }
    return parts.joined(separator: " · ")
  }

  /// The measure, with the unit of its numbers.
  func sizeHead(_ title: Wording, _ measure: GraphMeasure) -> String {
    guard measure == .strength, graph.unweighable == nil else { return title(language) }
    switch graph.weightUnit {
    case .edges: return title(language)
    case .fen: return isChinese ? "\(title.zh)（金额）" : "\(title.en) (money)"
    case .quantity(let unit, _):
      let name = Glossary.label(of: unit)(language)
      return isChinese ? "\(title.zh)（\(name)）" : "\(title.en) (\(name))"
    }
  }

  func convention(_ measure: GraphMeasure) -> String {
    let label = measure.label(language)
    let words = measure.convention(language)
    return isChinese
      ? "\(label)：\(words)" : "\(label.prefix(1).uppercased())\(label.dropFirst()): \(words)"
  }

  static let sides: [(key: String, label: Wording)] = [
    ("gives", Wording(en: "gives only", zh: "仅支援")),
    ("receives", Wording(en: "receives only", zh: "仅受援")),
    ("both", Wording(en: "gives and receives", zh: "既支援又受援")),
    ("neither", Wording(en: "neither", zh: "两者皆无")),
  ]

  static let isolated = Wording(en: "isolated", zh: "孤立")

  static func community(_ number: Int, _ name: String, _ language: Language) -> String {
    language == .zh ? "社群 \(number)：\(name)等" : "community \(number): \(name) and others"
  }
}
