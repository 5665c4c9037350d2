/// Finds the node that a person means: by id, code, full name, alias or short name.
///
/// Conventions: the first of these that matches anything decides; several matches are an error that lists
/// them. `天水市/甘谷县` (or `天水/甘谷`) asks for a node inside another, which tells homonyms apart.
/// A name is never matched by a part of it: 宁县 does not find 静宁县.
///
/// - Complexity: O(1) for an id, O(*n*) for a name; nothing is kept.
public struct NodeFinder: Sendable {
  public let network: PairingNetwork

  public init(_ network: PairingNetwork) {
    self.network = network
  }

  /// The one node that `query` names.
  public func find(_ query: String) throws(NodeLookupError) -> NodeIndex {
    // No other match can be better than an id, and ids are unique.
    if let node = network.node(id: query) { return node }
    var candidates: [NodeIndex]?
    for part in query.split(separator: "/") {
      let wanted = String(part).trimmed
      if let places = candidates {
        let inside = allMatches(wanted).filter { node in
          places.contains { $0 != node && network.contains($0, node) }
        }
        candidates = best(inside, for: wanted)
      } else {
        candidates = best(allMatches(wanted), for: wanted)
      }
    }
    guard let candidates, !candidates.isEmpty else {
      throw .notFound(query: query, nearest: nearest(to: query))
    }
    guard candidates.count == 1 else { throw .ambiguous(query: query, network, candidates) }
    return candidates[0]
  }

  private func allMatches(_ wanted: String) -> [NodeIndex] {
    network.nodeIndices.filter { rank(of: network[$0], for: wanted) != nil }
  }

  private func best(_ nodes: [NodeIndex], for wanted: String) -> [NodeIndex] {
    let ranked = nodes.compactMap { node in rank(of: network[node], for: wanted).map { ($0, node) }
    }
    let best = ranked.map(\.0).min()
    return ranked.filter { $0.0 == best }.map(\.1)
  }

  /// 0 id · 1 code · 2 full or English name · 3 alias · 4 short name · 5 the same short name under another suffix.
  private func rank(of node: Node, for wanted: String) -> Int? {
    if node.id == wanted { return 0 }
    if node.code == wanted { return 1 }
    if node.name == wanted || node.nameEnglish == wanted { return 2 }
    if node.aliases.contains(wanted) { return 3 }
    guard node.level != nil else { return nil }
    let short = node.shortName
    if short == wanted { return 4 }
    // 张家川县 asks for 张家川回族自治县; a name of two characters (宁县) is asked for exactly.
    let asked = NetworkModel.shortName(of: wanted, kind: node.kind)
    return asked != wanted && asked == short ? 5 : nil
  }

  /// Up to three nodes whose full or short names are closest by edit distance: one edit away, two for
  /// queries of four characters and more.
  private func nearest(to query: String) -> [String] {
    let wanted = Array(query)
    let limit = wanted.count < 4 ? 1 : 2
    guard wanted.count > 1, network.nodeCount <= 50_000 else { return [] }
    return network.nodeIndices
      .compactMap { index -> (Int, String)? in
        let node = network[index]
        let distances = [node.name, node.shortName].compactMap {
          editDistance(wanted, Array($0), atMost: limit)
        }
        return distances.min().map { ($0, node.name) }
      }
      .sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}

/// Why a name does not say which node is meant.
public enum NodeLookupError: Error, Sendable {
  case notFound(query: String, nearest: [String])
  case ambiguous(query: String, PairingNetwork, [NodeIndex])

  public var message: Wording {
    switch self {
    case .notFound(let query, let nearest):
      let en = nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: ", "))?"
      let zh = nearest.isEmpty ? "" : "是否指：\(nearest.joined(separator: "、"))？"
      return Wording(en: "No node is called ‘\(query)’.\(en)", zh: "没有名为“\(query)”的节点。\(zh)")
    case .ambiguous(let query, let network, let candidates):
      let list = candidates.prefix(20).map { node in
        let place = network.ancestors(of: node).map { network[$0].name }.joined(separator: " < ")
        return "\(network[node].id)  \(network[node].name)" + (place.isEmpty ? "" : " < \(place)")
      }.joined(separator: "\n  ")
      return Wording(
        en: """
          ‘\(query)’ is ambiguous: \(candidates.count) nodes. Name one by its id, or as PLACE/NAME:
            \(list)
          """,
        zh: "“\(query)”有歧义，共 \(candidates.count) 个节点。请用编号，或用“上级/名称”指定：\n  \(list)")
    }
  }
}

/// Edits (insert, delete, replace) from one sequence to another, or nothing when more than `limit`.
///
/// - Complexity: O(*a* · *b*) time, O(*b*) memory.
package func editDistance<Element: Equatable>(
  _ a: [Element], _ b: [Element], atMost limit: Int
) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var row = Array(0...b.count)
  for (i, left) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, right) in b.enumerated() {
      let change = diagonal + (left == right ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
    if row.min().map({ $0 > limit }) ?? false { return nil }
  }
  return row[b.count] <= limit ? row[b.count] : nil
}

extension String {
  /// Without white space at both ends.
  package var trimmed: String {
    var view = Substring(self)
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
