internal import Dispatch

extension PairingNetwork {
  /// Makes a network of a draft whose rows hold together.
  ///
  /// All issues are found in one pass. Errors stop; warnings are kept in ``warnings``.
  ///
  /// - Throws: ``InvalidNetwork`` with every error and warning, by table and row.
  /// - Complexity: O(rows) when the tables are in id order already, O(rows · log rows) otherwise.
  public init(validating draft: NetworkDraft) throws(InvalidNetwork) {
    var validation = NetworkValidation(draft)
    validation.run()
    let issues = validation.sortedIssues
    guard !issues.contains(where: { $0.severity == .error }) else {
      throw InvalidNetwork(issues: issues)
    }
    self.init(
      draft: validation.draft, nodeIDs: validation.nodeIDs, nodeIndex: validation.nodeIndex,
      parents: validation.parents,
      pairingEnds: (validation.pairingDonors, validation.pairingRecipients),
      flowEnds: (validation.flowDonors, validation.flowRecipients), warnings: issues)
  }
}

/// The walk over a draft that finds every issue and follows every reference.
///
/// Rows are put into id order first: duplicates become neighbours, and the network does not depend on
/// the order of the files. Issues name the rows as they stood.
struct NetworkValidation {
  var draft: NetworkDraft
  /// Row of the draft as it was given, for each row in id order; empty when it was in order.
  private let nodeOrder: [Int32]
  private let pairingOrder: [Int32]
  private let flowOrder: [Int32]

  let nodeIDs: [Text]
  let nodeIndex: TextIndex
  var parents: [Int32] = []
  var pairingDonors: [Int32] = []
  var pairingRecipients: [Int32] = []
  var flowDonors: [Int32] = []
  var flowRecipients: [Int32] = []
  var issues: [FactIssue] = []
  /// How many references were given a suggestion; each costs a walk over all ids.
  var suggestions = 0

  init(_ draft: NetworkDraft) {
    var draft = draft
    nodeOrder = Self.sort(&draft.nodes, by: \.id, in: draft.text)
    pairingOrder = Self.sort(&draft.pairings, by: \.id, in: draft.text)
    flowOrder = Self.sort(&draft.flows, by: \.id, in: draft.text)
    nodeIDs = draft.nodes.map(\.id)
    nodeIndex = TextIndex(nodeIDs, in: draft.text)
    self.draft = draft
  }

  /// Puts rows into id order and returns where each stood; nothing to do gives an empty array.
  private static func sort<Row>(
    _ rows: inout [Row], by id: KeyPath<Row, Text>, in store: TextStore
  ) -> [Int32] {
    let ids = rows.map { $0[keyPath: id] }
    let inOrder = zip(ids, ids.dropFirst()).allSatisfy { store.compare($0, $1) <= 0 }
    if inOrder { return [] }
    let order = ids.indices.map(Int32.init).sorted { a, b in
      let comparison = store.compare(ids[Int(a)], ids[Int(b)])
      return comparison == 0 ? a < b : comparison < 0
    }
    rows = order.map { rows[Int($0)] }
    return order
  }

  mutating func run() {
    checkDuplicates(.nodes, nodeIDs)
    checkSimilarIDs()
    followParents()
    runSideBySide([
      {
        $0.checkDuplicates(.pairings, $0.draft.pairings.map(\.id))
        $0.followPairings()
      },
      {
        $0.checkDuplicates(.flows, $0.draft.flows.map(\.id))
        $0.followFlows()
      },
      {
        $0.checkNames()
        $0.checkPositions()
        $0.checkRecords()
      },
    ])
    checkDirections()
  }

  /// Runs independent parts of the walk on copies, and takes over what they found in the order given.
  private mutating func runSideBySide(_ parts: [@Sendable (inout NetworkValidation) -> Void]) {
    let start = self
    var results = [NetworkValidation?](repeating: nil, count: parts.count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let slots = results
      DispatchQueue.concurrentPerform(iterations: parts.count) { index in
        var copy = start
        copy.issues = []
        parts[index](&copy)
        slots[index] = copy
      }
    }
    for case let result? in results {
      issues += result.issues
      if !result.pairingDonors.isEmpty {
        pairingDonors = result.pairingDonors
        pairingRecipients = result.pairingRecipients
      }
      if !result.flowDonors.isEmpty {
        flowDonors = result.flowDonors
        flowRecipients = result.flowRecipients
      }
    }
  }

  var sortedIssues: [FactIssue] {
    let order = TableName.allCases
    func key(_ issue: FactIssue) -> (Int, Int, String, String) {
      (
        order.firstIndex(of: issue.table) ?? 0, issue.row, issue.column ?? "", issue.code.rawValue
      )
    }
    return issues.sorted { key($0) < key($1) }
  }

  /// Where a row stood in the draft.
  func given(_ table: TableName, _ row: Int) -> Int {
    let order: [Int32] =
      switch table {
      case .nodes: nodeOrder
      case .pairings: pairingOrder
      case .flows: flowOrder
      default: []
      }
    return order.isEmpty ? row : Int(order[row])
  }

  mutating func report(
    _ code: FactIssue.Code, _ severity: FactIssue.Severity, _ table: TableName, row: Int,
    _ column: String?, also: [Int] = [], found: String, problem: Wording, fix: Wording
  ) {
    issues.append(
      FactIssue(
        code, severity, table, row: given(table, row), column: column,
        otherRows: also.map { given(table, $0) }, found: found, problem: problem, fix: fix))
  }

  /// Finds equal neighbours: the rows stand in id order, and of equal ids the first given comes first.
  mutating func checkDuplicates(_ table: TableName, _ ids: [Text]) {
    var earlier = 0
    for row in ids.indices.dropFirst() {
      guard draft.text.equal(ids[row], ids[earlier]) else {
        earlier = row
        continue
      }
      let id = draft.text[ids[row]]
      if table == .nodes, !draft.text.equal(draft.nodes[row].parent, draft.nodes[earlier].parent) {
        report(
          .secondParent, .error, table, row: row, "parent", also: [earlier],
          found: draft.text[draft.nodes[row].parent],
          problem: Wording(
            en: "the node ‘\(id)’ has a second parent",
            zh: "节点“\(id)”有第二个上级"),
          fix: Wording(
            en: "Keep one row for the node, with the one place that contains it.",
            zh: "每个节点保留一行，只写一个上级。"))
      }
      report(
        .duplicateID, .error, table, row: row, "id", also: [earlier], found: id,
        problem: Wording(en: "the id stands twice", zh: "编号重复"),
        fix: Wording(
          en: "Give each row an id of its own, or delete the repeated row.",
          zh: "每行使用不同编号；若为重复行请删除。"))
    }
  }
}
