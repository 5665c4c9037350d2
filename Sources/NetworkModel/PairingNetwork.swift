public import Geodesy

/// Position of a node in a network; nodes stand in byte order of their ids.
public struct NodeIndex: Hashable, Comparable, Sendable {
  public let value: Int32

  public init(_ value: Int) { self.value = Int32(value) }
  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

/// Who is paired with whom, and what flows between them: facts whose every reference is known to hold.
///
/// Only ``init(validating:)`` makes one. Rows of nodes, pairings, flows and the other tables with an id
/// stand in byte order of their ids, so nothing that is computed can depend on the order of a file.
///
/// - Containment: each node has at most one parent; there is no cycle. Walking up is O(depth).
public struct PairingNetwork: Sendable {
  public let text: TextStore
  public let nodeRows: [NodeRow]
  public let pairingRows: [PairingRow]
  public let flowRows: [FlowRow]
  public let claims: [Claim]
  public let agreements: [Agreement]
  public let rules: [Rule]
  public let memberships: [Membership]
  public let indicators: [Indicator]
  public let events: [Event]
  public let sources: [Source]

  /// Parent of each node, −1 at the roots.
  public let parents: [Int32]
  public let pairingDonors: [Int32]
  public let pairingRecipients: [Int32]
  public let flowDonors: [Int32]
  public let flowRecipients: [Int32]

  let nodeIDs: [Text]
  let nodeIndex: TextIndex

  /// Suspicious but legal rows, found while validating.
  public let warnings: [FactIssue]

  init(
    draft: NetworkDraft, nodeIDs: [Text], nodeIndex: TextIndex, parents: [Int32],
    pairingEnds: (donors: [Int32], recipients: [Int32]),
    flowEnds: (donors: [Int32], recipients: [Int32]), warnings: [FactIssue]
  ) {
    text = draft.text
    nodeRows = draft.nodes
    pairingRows = draft.pairings
    flowRows = draft.flows
    claims = draft.claims.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    agreements = draft.agreements.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    rules = draft.rules.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    memberships = draft.memberships.sorted {
      ($0.group, $0.node, $0.period.description) < ($1.group, $1.node, $1.period.description)
    }
    indicators = draft.indicators.sorted {
      ($0.node, $0.indicator, $0.year) < ($1.node, $1.indicator, $1.year)
    }
    events = draft.events.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    sources = draft.sources.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.nodeIDs = nodeIDs
    self.nodeIndex = nodeIndex
    self.parents = parents
    pairingDonors = pairingEnds.donors
    pairingRecipients = pairingEnds.recipients
    flowDonors = flowEnds.donors
    flowRecipients = flowEnds.recipients
    self.warnings = warnings
  }
}

// MARK: - Nodes

/// One node, read from its network.
public struct Node: Sendable {
  public let network: PairingNetwork
  public let index: NodeIndex

  public var row: NodeRow { network.nodeRows[Int(index.value)] }
  public var id: String { network.text[row.id] }
  public var kind: NodeKind { row.kind }
  public var level: Level? { row.kind.level }
  public var name: String { network.text[row.name] }
  public var nameEnglish: String? { network.text.string(row.nameEnglish) }
  public var aliases: [String] {
    network.text[row.aliases].split(separator: ";").map(String.init)
  }
  public var code: String? { network.text.string(row.code) }
  public var position: GeoPoint? { row.position }
  public var period: Period { row.period }
  public var source: String? { network.text.string(row.source) }
  public var locator: String? { network.text.string(row.locator) }
  public var parent: Node? { network.parent(of: index).map { network[$0] } }

  /// The full name, or the English name when there is one and it is asked for.
  public func name(in language: Language) -> String {
    language == .en ? nameEnglish ?? name : name
  }
}

extension PairingNetwork {
  public var nodeCount: Int { nodeRows.count }
  public var nodeIndices: some Sequence<NodeIndex> { (0..<nodeRows.count).lazy.map(NodeIndex.init) }

  public subscript(index: NodeIndex) -> Node { Node(network: self, index: index) }

  /// The node with an id, or nothing. O(1).
  public func node(id: String) -> NodeIndex? {
    nodeIndex.row(of: id, ids: nodeIDs, in: text).map { NodeIndex(Int($0)) }
  }

  public func kind(of node: NodeIndex) -> NodeKind { nodeRows[Int(node.value)].kind }

  public func parent(of node: NodeIndex) -> NodeIndex? {
    let parent = parents[Int(node.value)]
    return parent < 0 ? nil : NodeIndex(Int(parent))
  }

  /// The ancestors from the parent to the root. O(depth).
  public func ancestors(of node: NodeIndex) -> some Sequence<NodeIndex> {
    sequence(state: node) { current in
      guard let parent = parent(of: current) else { return nil }
      current = parent
      return parent
    }
  }

  /// Whether `node` is `place` or lies in it. O(depth).
  public func contains(_ place: NodeIndex, _ node: NodeIndex) -> Bool {
    node == place || ancestors(of: node).contains(place)
  }

  /// The node itself or its nearest ancestor of a level. O(depth).
  public func ancestor(of node: NodeIndex, at level: Level) -> NodeIndex? {
    if kind(of: node).level == level { return node }
    return ancestors(of: node).first { kind(of: $0).level == level }
  }

  /// The members of a group on a date, in id order; at any time when there is no date.
  ///
  /// Members whose period does not say are included.
  public func members(of group: NodeIndex, at date: CalendarDate? = nil) -> [NodeIndex] {
    let id = self[group].id
    var found: Set<NodeIndex> = []
    for membership in memberships where membership.group == id {
      if let date, !membership.period.isUnknown, membership.period.covers(date) == .no { continue }
      if let node = node(id: membership.node) { found.insert(node) }
    }
    return found.sorted()
  }
}

// MARK: - Pairings and flows

/// One pairing, read from its network.
public struct Pairing: Sendable {
  public let network: PairingNetwork
  public let index: Int

  public var row: PairingRow { network.pairingRows[index] }
  public var id: String { network.text[row.id] }
  public var kind: PairingKind { row.kind }
  public var donor: NodeIndex { NodeIndex(Int(network.pairingDonors[index])) }
  public var recipient: NodeIndex { NodeIndex(Int(network.pairingRecipients[index])) }
  public var period: Period { row.period }
  public var programme: String? { network.text.string(row.programme) }
  public var agreement: String? { network.text.string(row.agreement) }
  public var confidence: ExactDecimal? { row.confidence }
  public var source: String? { network.text.string(row.source) }
  public var locator: String? { network.text.string(row.locator) }
  public var note: String? { network.text.string(row.note) }
}

/// One flow, read from its network.
public struct Flow: Sendable {
  public let network: PairingNetwork
  public let index: Int

  public var row: FlowRow { network.flowRows[index] }
  public var id: String { network.text[row.id] }
  public var measure: Measure { row.measure }
  public var category: String { network.text[row.category] }
  public var donor: NodeIndex { NodeIndex(Int(network.flowDonors[index])) }
  public var recipient: NodeIndex { NodeIndex(Int(network.flowRecipients[index])) }
  public var period: Period { row.period }
  public var asOf: CalendarDate? { row.asOf }
  public var amount: Amount? { row.amount }
  public var unit: String { network.text[row.unit] }
  public var status: FlowStatus { row.status }
  public var precision: Precision { row.precision }
  public var pairing: String? { network.text.string(row.pairing) }
  public var agreement: String? { network.text.string(row.agreement) }
  public var partOf: String? { network.text.string(row.partOf) }
  public var sameAs: String? { network.text.string(row.sameAs) }
  /// Ids of flows or claims that may already contain this one; the source does not say.
  public var mayBePartOf: [String] { IDList.ids(in: network.text[row.mayBePartOf]) }
  /// Ids of flows, claims or rules whose number this one shares out.
  public var basis: [String] { IDList.ids(in: network.text[row.basis]) }
  public var source: String? { network.text.string(row.source) }
  public var locator: String? { network.text.string(row.locator) }
  public var note: String? { network.text.string(row.note) }
}

extension PairingNetwork {
  public var pairings: some Sequence<Pairing> {
    (0..<pairingRows.count).lazy.map { Pairing(network: self, index: $0) }
  }

  public var flows: some Sequence<Flow> {
    (0..<flowRows.count).lazy.map { Flow(network: self, index: $0) }
  }

  /// The categories that flows have, in byte order.
  ///
  /// - Complexity: O(flows).
  public var categories: [String] {
    var found: [String] = []
    var last = Text.none
    for row in flowRows where !text.equal(row.category, last) {
      last = row.category
      let word = text[last]
      if !found.contains(word) { found.append(word) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The pairing of a row.
  public func pairing(at row: Int) -> Pairing { Pairing(network: self, index: row) }

  /// The flow of a row.
  public func flow(at row: Int) -> Flow { Flow(network: self, index: row) }

  public func source(id: String) -> Source? { sources.first { $0.id == id } }
}
