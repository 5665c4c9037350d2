/// The columns `may_be_part_of` and `basis`: lists of rows of several tables.
///
/// A list names its rows by id alone, so an id must stand in one of these tables and in no other.
/// Rows with empty lists cost nothing here: the columns are few and far between in large packages.
extension NetworkValidation {
  /// A flow or claim with a list.
  private struct Holder {
    var table: TableName
    var row: Int
    var id: String
    var mayBePartOf: [String]
    var basis: [String]
  }

  /// Follows the lists of flows and claims.
  ///
  /// - Parameter flowRows: the rows of flows with a list, in id order.
  mutating func checkLists(ofFlows flowRows: [Int]) {
    var holders = flowRows.map { row in
      let flow = draft.flows[row]
      return Holder(
        table: .flows, row: row, id: draft.text[flow.id],
        mayBePartOf: IDList.ids(in: draft.text[flow.mayBePartOf]),
        basis: IDList.ids(in: draft.text[flow.basis]))
    }
    for (row, claim) in draft.claims.enumerated()
    where !claim.mayBePartOf.isEmpty || !claim.basis.isEmpty {
      holders.append(
        Holder(
          table: .claims, row: row, id: claim.id, mayBePartOf: claim.mayBePartOf,
          basis: claim.basis))
    }
    guard !holders.isEmpty else { return }
    let places = ListedRows(draft)
    for holder in holders {
      check(holder.mayBePartOf, of: holder, "may_be_part_of", among: [.flows, .claims], places)
      check(holder.basis, of: holder, "basis", among: [.flows, .claims, .rules], places)
    }
    checkContainment(holders, places)
  }

  private mutating func check(
    _ ids: [String], of holder: Holder, _ column: String, among tables: [TableName],
    _ places: ListedRows
  ) {
    for (position, id) in ids.enumerated() {
      let found = places.tables(of: id).filter(tables.contains)
      if ids[..<position].contains(id) {
        report(
          .repeatedReference, .error, holder.table, row: holder.row, column, found: id,
          problem: Wording(en: "‘\(id)’ stands twice in the list", zh: "“\(id)”在列表中出现两次"),
          fix: Wording(en: "Keep it once.", zh: "请只保留一次。"))
      } else if id == holder.id, found.contains(holder.table) {
        report(
          .ownReference, .error, holder.table, row: holder.row, column, found: id,
          problem: Wording(en: "the row names itself", zh: "该行引用了自身"),
          fix: Wording(en: "Take its own id out of \(column).", zh: "请从 \(column) 中删除本行编号。"))
      } else if found.isEmpty {
        reportUnknown(
          id, holder.table, row: holder.row, column, among: tables,
          candidates: places.candidates(tables, draft))
      } else if found.count > 1 {
        let names = found.map(\.rawValue)
        report(
          .ambiguousReference, .error, holder.table, row: holder.row, column, found: id,
          problem: Wording(
            en: "‘\(id)’ is a row of \(names.joined(separator: " and of "))",
            zh: "“\(id)”同时是 \(names.joined(separator: "、")) 表中的行"),
          fix: Wording(
            en: "Give one of these rows another id; ids in \(column) do not say their table.",
            zh: "请为其中一行另取编号；\(column) 中的编号不注明所在的表。"))
      }
    }
  }

  // MARK: Containment

  /// Flows and claims that would contain themselves, if every row lay in what it may be part of.
  ///
  /// Cycles of `part_of` alone are ``checkParts``'s.
  private mutating func checkContainment(_ holders: [Holder], _ places: ListedRows) {
    let flowCount = draft.flows.count
    var certain: [Int: Int] = [:]
    var possible: [Int: [Int]] = [:]
    func number(_ id: String) -> Int? {
      places.flow(id) ?? places.claim(id).map { flowCount + $0 }
    }
    for holder in holders where !holder.mayBePartOf.isEmpty {
      let own = holder.table == .flows ? holder.row : flowCount + holder.row
      possible[own] = holder.mayBePartOf.compactMap(number).filter { $0 != own }
    }
    guard !possible.isEmpty else { return }
    for row in draft.flows.indices where !draft.flows[row].partOf.isEmpty {
      if let whole = places.flow(draft.text[draft.flows[row].partOf]), whole != row {
        certain[row] = whole
      }
    }
    for cycle in containmentCycles(certain, possible) {
      let ids = cycle.map {
        $0 < flowCount ? draft.text[draft.flows[$0].id] : draft.claims[$0 - flowCount].id
      }
      let way = (ids + [ids[0]]).joined(separator: " → ")
      let isFlow = cycle[0] < flowCount
      report(
        .partCycle, .error, isFlow ? .flows : .claims,
        row: isFlow ? cycle[0] : cycle[0] - flowCount, "may_be_part_of", found: ids[0],
        problem: Wording(
          en: "the row may be a part of itself: \(way)", zh: "该行可能成为自身的组成部分：\(way)"),
        fix: Wording(
          en: "Take one id out of may_be_part_of: of two rows only one can contain the other.",
          zh: "请从 may_be_part_of 中删除一个编号：两行之间只能一行包含另一行。"))
    }
  }

  /// The cycles with a possible containment in them, each from its first row with such a list.
  ///
  /// - Complexity: O(rows with a list or part_of, and ids in them).
  private func containmentCycles(_ certain: [Int: Int], _ possible: [Int: [Int]]) -> [[Int]] {
    func wholes(_ node: Int) -> [Int] {
      (certain[node].map { [$0] } ?? []) + (possible[node] ?? [])
    }
    var cycles: [[Int]] = []
    var done: Set<Int> = []
    for start in possible.keys.sorted() where !done.contains(start) {
      var path: [Int] = [start]
      var places = [start: 0]
      var waiting = [wholes(start)[...]]
      while let node = path.last {
        guard let next = waiting[waiting.count - 1].popFirst() else {
          path.removeLast()
          waiting.removeLast()
          places[node] = nil
          done.insert(node)
          continue
        }
        if let at = places[next] {
          let cycle = Array(path[at...])
          let steps = zip(cycle, cycle.dropFirst() + [next])
          guard !steps.allSatisfy({ certain[$0] == $1 }) else { continue }
          let first = cycle.indices.filter { possible[cycle[$0]] != nil }
            .min { cycle[$0] < cycle[$1] }
          if let first { cycles.append(Array(cycle[first...] + cycle[..<first])) }
        } else if !done.contains(next) {
          places[next] = path.count
          path.append(next)
          waiting.append(wholes(next)[...])
        }
      }
    }
    return cycles
  }
}

/// The rows of flows, claims and rules by their ids.
private struct ListedRows {
  private let flowIDs: [Text]
  private let flows: TextIndex
  private let claims: [String: Int]
  private let rules: Set<String>
  private let text: TextStore

  init(_ draft: NetworkDraft) {
    text = draft.text
    flowIDs = draft.flows.map(\.id)
    flows = TextIndex(flowIDs, in: draft.text)
    claims = Dictionary(
      draft.claims.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    rules = Set(draft.rules.map(\.id))
  }

  func flow(_ id: String) -> Int? { flows.row(of: id, ids: flowIDs, in: text).map(Int.init) }
  func claim(_ id: String) -> Int? { claims[id] }

  /// The tables that have a row of this id.
  func tables(of id: String) -> [TableName] {
    var tables: [TableName] = []
    if flow(id) != nil { tables.append(.flows) }
    if claims[id] != nil { tables.append(.claims) }
    if rules.contains(id) { tables.append(.rules) }
    return tables
  }

  /// The ids to propose for one that is unknown; those of very many flows would take too long to compare.
  func candidates(_ tables: [TableName], _ draft: NetworkDraft) -> [String] {
    var ids: [String] = []
    if draft.flows.count <= 200_000 { ids += flowIDs.map { text[$0] } }
    ids += draft.claims.map(\.id)
    if tables.contains(.rules) { ids += draft.rules.map(\.id) }
    return ids
  }
}
