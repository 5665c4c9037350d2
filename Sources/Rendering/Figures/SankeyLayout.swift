internal import NetworkModel

/// Nodes and bands of a Sankey diagram with their places: sums are integers, and every column has the same.
///
/// Columns keep the order that they are given; what is not stated stands last. Of more nodes than a column holds,
/// the smallest are grouped, which is the last of those that are stated.
struct SankeyLayout {
  struct Node: Hashable {
    var node: SankeyPicture.Node
    var atoms: Int64 = 0
    var mayBeMore = false
    var mayBeLess = false
    var flowCount = 0
    /// How many nodes are grouped in it; 0 for a node of its own.
    var groupedCount = 0
    var top = 0.0
    var height = 0.0
    /// The middle of its label.
    var labelY = 0.0
  }

  struct Band: Hashable {
    /// The column on its left.
    var column: Int
    var from: Int
    var to: Int
    /// The node of the coloured column.
    var colour: Int
    var atoms: Int64 = 0
    var mayBeMore = false
    var flowCount = 0
    /// Tops at both ends.
    var left = 0.0
    var right = 0.0
  }

  private(set) var columns: [[Node]] = []
  private(set) var bands: [Band] = []
  let total: Int64
  /// Points an atom.
  private(set) var scale = 0.0

  /// The most nodes of a column, the group and what is not stated included.
  static let mostNodes = 25
  private static let labelPitch = 10.6
  private static let gap = 2.5

  /// - Parameter most: nodes that a column holds at most.
  /// - Throws: ``FigureError/unbalanced(column:sum:total:)``: a sum that does not fit, or paths that do not pass
  ///   through every column.
  init(
    _ picture: SankeyPicture, most: Int = mostNodes, top: Double, bottom: Double
  ) throws(FigureError) {
    var sum: Int64 = 0
    for path in picture.paths {
      let (next, overflow) = sum.addingReportingOverflow(path.atoms)
      guard !overflow, path.atoms >= 0 else {
        throw .unbalanced(column: "", sum: "\(path.atoms)", total: "\(sum)")
      }
      sum = next
    }
    total = sum
    var places: [[String: Int]] = []
    for (number, column) in picture.columns.enumerated() {
      let (nodes, place) = Self.nodes(
        column, paths: picture.paths, number: number, most: most,
        language: picture.frame.language)
      columns.append(nodes)
      places.append(place)
    }
    try makeBands(picture, places)
    try check(picture)
    stack(top: top, bottom: bottom)
  }

  /// The nodes of a column with their sums, and where each id went.
  private static func nodes(
    _ column: SankeyPicture.Column, paths: [SankeyPicture.Path], number: Int, most: Int,
    language: Language
  ) -> (nodes: [Node], place: [String: Int]) {
    var found: [String: Node] = [:]
    for node in column.nodes {
      found[node.id] = Node(node: node, mayBeMore: node.hasUnknown)
    }
    for path in paths where number < path.nodes.count {
      found[path.nodes[number]]?.atoms += path.atoms
      found[path.nodes[number]]?.flowCount += path.flowCount
      if path.mayBeMore { found[path.nodes[number]]?.mayBeMore = true }
      if path.mayBeLess { found[path.nodes[number]]?.mayBeLess = true }
    }
    let inOrder = column.nodes.compactMap { found[$0.id] }
    let stated = inOrder.filter { !$0.node.isUnstated }
    let unstated = inOrder.filter(\.node.isUnstated)
    var groups: [(members: [Node], name: (Int) -> String)] = []
    func fold(_ nodes: [Node], room: Int, name: @escaping (Int) -> String) -> [Node] {
      guard nodes.count > room else { return nodes }
      let bySize = nodes.enumerated().sorted {
        ($1.element.atoms, $0.offset) < ($0.element.atoms, $1.offset)
      }
      let kept = Set(bySize.prefix(max(room - 1, 0)).map { $0.element.node.id })
      groups.append((nodes.filter { !kept.contains($0.node.id) }, name))
      return nodes.filter { kept.contains($0.node.id) } + [placeholder(groups.count - 1)]
    }
    // What is not stated keeps a fifth of the room at most.
    let unstatedRoom = min(unstated.count, max(1, most / 5))
    let all =
      fold(stated, room: most - unstatedRoom) { FigureWords.others($0, language) }
      + fold(unstated, room: unstatedRoom) { FigureWords.othersUnsplit($0, language) }
    var nodes: [Node] = []
    var place: [String: Int] = [:]
    for node in all {
      guard let group = node.group else {
        place[node.node.id] = nodes.count
        nodes.append(node)
        continue
      }
      let (members, name) = groups[group]
      var merged = Node(
        node: SankeyPicture.Node(
          id: "others-\(group)", name: name(members.count),
          isUnstated: members.allSatisfy(\.node.isUnstated)))
      for member in members {
        place[member.node.id] = nodes.count
        merged.atoms += member.atoms
        merged.flowCount += member.flowCount
        merged.mayBeMore = merged.mayBeMore || member.mayBeMore
        merged.mayBeLess = merged.mayBeLess || member.mayBeLess
      }
      merged.groupedCount = members.count
      nodes.append(merged)
    }
    return (nodes, place)
  }

  private static func placeholder(_ group: Int) -> Node {
    Node(node: SankeyPicture.Node(id: "", name: ""), groupedCount: -1 - group)
  }

  private mutating func makeBands(
    _ picture: SankeyPicture, _ places: [[String: Int]]
  ) throws(FigureError) {
    var found: [[Int]: Band] = [:]
    for path in picture.paths {
      let nodes = zip(path.nodes, places).compactMap { $1[$0] }
      guard nodes.count == picture.columns.count else {
        throw .unbalanced(
          column: path.nodes.joined(separator: " · "), sum: "\(nodes.count)",
          total: "\(picture.columns.count)")
      }
      for column in nodes.indices.dropLast() {
        let colour = nodes[picture.colouredColumn]
        let key = [column, nodes[column], nodes[column + 1], colour]
        var band =
          found[key]
          ?? Band(column: column, from: nodes[column], to: nodes[column + 1], colour: colour)
        band.atoms += path.atoms
        band.flowCount += path.flowCount
        band.mayBeMore = band.mayBeMore || path.mayBeMore
        found[key] = band
      }
    }
    bands = found.values.sorted {
      ($0.column, $0.from, $0.to, $0.colour) < ($1.column, $1.from, $1.to, $1.colour)
    }
  }

  /// Every column adds up to the total, and every node to its bands on each side, to the atom.
  private func check(_ picture: SankeyPicture) throws(FigureError) {
    for (number, column) in columns.enumerated() {
      let sum = column.reduce(0) { $0 + $1.atoms }
      guard sum == total else {
        throw .unbalanced(
          column: picture.columns[number].head, sum: picture.unit.number(sum),
          total: picture.unit.number(total))
      }
      for (position, node) in column.enumerated() {
        let left = bands.filter { $0.column == number - 1 && $0.to == position }
        let right = bands.filter { $0.column == number && $0.from == position }
        for (side, exists) in [(left, number > 0), (right, number < columns.count - 1)]
        where exists {
          let sum = side.reduce(0) { $0 + $1.atoms }
          guard sum == node.atoms else {
            throw .unbalanced(
              column: node.node.name, sum: picture.unit.number(sum),
              total: picture.unit.number(node.atoms))
          }
        }
      }
    }
  }

  // MARK: Places

  private mutating func stack(top: Double, bottom: Double) {
    func needed(_ scale: Double) -> Double {
      columns.map { column in
        column.reduce(0) { $0 + max(Double($1.atoms) * scale, Self.labelPitch) }
          + Self.gap * Double(max(column.count - 1, 0))
      }.max() ?? 0
    }
    if total > 0 {
      // The largest scale at which the tallest column fits.
      var (low, high) = (0.0, (bottom - top) / Double(total))
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if needed(middle) <= bottom - top { low = middle } else { high = middle }
      }
      scale = low
    }
    for number in columns.indices {
      let heights = columns[number].map { Double($0.atoms) * scale }
      let slots = heights.map { max($0, Self.labelPitch) }
      let used = slots.reduce(0, +) + Self.gap * Double(max(slots.count - 1, 0))
      // Columns share their middle; a column with few nodes spreads a little.
      let spare = max(0, bottom - top - used)
      let extra = slots.count > 1 ? min(spare / Double(slots.count - 1), 9) : 0
      var y = top + (spare - extra * Double(max(slots.count - 1, 0))) / 2
      for position in columns[number].indices {
        columns[number][position].height = heights[position]
        columns[number][position].top = y + (slots[position] - heights[position]) / 2
        columns[number][position].labelY = y + slots[position] / 2
        y += slots[position] + Self.gap + extra
      }
    }
    var leftEnds = columns.map { $0.map(\.top) }
    for index in bands.indices {
      let band = bands[index]
      bands[index].left = leftEnds[band.column][band.from]
      leftEnds[band.column][band.from] += Double(band.atoms) * scale
    }
    var rightEnds = columns.map { $0.map(\.top) }
    let order = bands.indices.sorted { a, b in
      let (x, y) = (bands[a], bands[b])
      return (x.column, x.to, x.from, x.colour) < (y.column, y.to, y.from, y.colour)
    }
    for index in order {
      let band = bands[index]
      bands[index].right = rightEnds[band.column + 1][band.to]
      rightEnds[band.column + 1][band.to] += Double(band.atoms) * scale
    }
  }
}

extension SankeyLayout.Node {
  /// The number of the group that a placeholder stands for.
  fileprivate var group: Int? { groupedCount < 0 ? -1 - groupedCount : nil }
}

extension FigureWords {
  static func others(_ count: Int, _ language: Language) -> String {
    language == .zh ? "其他 \(count) 个" : "\(count) others"
  }

  static func othersUnsplit(_ count: Int, _ language: Language) -> String {
    language == .zh ? "其他未拆分 \(count) 个" : "\(count) others, not split"
  }
}
