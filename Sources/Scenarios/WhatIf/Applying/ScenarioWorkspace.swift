internal import Analysis
internal import NetworkModel

/// The rows of a network while changes are made to them, one after another.
///
/// A change either takes place as a whole or not at all: ``apply(_:at:)`` puts everything back when it is refused.
struct ScenarioWorkspace {
  let scenario: Scenario
  /// Nodes, and who belongs to which group; made anew when groups change.
  private(set) var places: PairingNetwork
  private(set) var finder: NodeFinder
  private(set) var draft: NetworkDraft
  private(set) var flowDonors: [NodeIndex]
  private(set) var flowRecipients: [NodeIndex]
  /// Rows that were taken away; they keep their position until the end.
  private(set) var removedFlows: Set<Int> = []
  private(set) var removedPairings: Set<Int> = []
  private var flowPositions: [String: Int] = [:]
  private var pairingPositions: [String: Int] = [:]
  /// Parts and repeats of a flow, by its id.
  private var parts: [String: [Int]] = [:]
  private var repeats: [String: [Int]] = [:]

  /// The change that is being made, its edits so far, and what there is to say about it.
  private(set) var changeIndex = 0
  private var touched: [Int: FlowRecord?] = [:]
  private var touchedOrder: [Int] = []
  private var otherEdits: [Edit] = []
  var warnings: [ChangeWarning] = []

  init(_ scenario: Scenario, on network: PairingNetwork) {
    self.scenario = scenario
    places = network
    finder = NodeFinder(network)
    draft = network.draft
    flowDonors = network.flowDonors.map { NodeIndex(Int($0)) }
    flowRecipients = network.flowRecipients.map { NodeIndex(Int($0)) }
    for row in draft.flows.indices { index(flow: row) }
    for row in draft.pairings.indices { pairingPositions[draft.text[draft.pairings[row].id]] = row }
  }

  private mutating func index(flow row: Int) {
    let flow = draft.flows[row]
    flowPositions[draft.text[flow.id]] = row
    if !flow.partOf.isEmpty { parts[draft.text[flow.partOf], default: []].append(row) }
    if !flow.sameAs.isEmpty { repeats[draft.text[flow.sameAs], default: []].append(row) }
  }

  // MARK: - One change

  /// Makes a change and returns what it did to rows.
  mutating func apply(_ change: Change, at index: Int) throws(ChangeRefusal) -> [Edit] {
    changeIndex = index
    touched = [:]
    touchedOrder = []
    otherEdits = []
    let backup = self
    do throws(ChangeRefusal) {
      addSource(of: change)
      try make(change)
      // What was there before may be taken back to, whatever it was like.
      if case .revert = change.action {} else { try checkParts() }
    } catch {
      self = backup
      throw error
    }
    var edits = otherEdits
    for row in touchedOrder {
      guard let before = touched[row] else { continue }
      let after = removedFlows.contains(row) ? nil : record(row)
      if before != after { edits.append(.flow(before: before, after: after)) }
    }
    return edits
  }

  /// The scenario is a source of the rows that it makes.
  private mutating func addSource(of change: Change) {
    if case .revert = change.action { return }
    let id = provenance.source
    guard !draft.sources.contains(where: { $0.id == id }) else { return }
    var source = Source(id: id, title: "Scenario: \(change.origin ?? scenario.name)")
    source.note = change.origin == nil ? scenario.summary : nil
    edit(source: nil, source)
  }

  /// The rows as they stand, without those that were taken away.
  var finished: NetworkDraft {
    var result = draft
    if !removedFlows.isEmpty {
      result.flows = draft.flows.indices.filter { !removedFlows.contains($0) }.map {
        draft.flows[$0]
      }
    }
    if !removedPairings.isEmpty {
      result.pairings = draft.pairings.indices.filter { !removedPairings.contains($0) }.map {
        draft.pairings[$0]
      }
    }
    return result
  }

  private mutating func make(_ change: Change) throws(ChangeRefusal) {
    switch change.action {
    case .move(let selection, let to, let portion): try move(selection, to, portion)
    case .set(let selection, let amount): try set(selection, amount)
    case .scale(let selection, let percent): try scale(selection, percent)
    case .add(let funds, let amount): try add(funds, amount)
    case .cut(let selection, let portion): try cut(selection, portion)
    case .pair(let pairing): try pair(pairing)
    case .unpair(let selection, let since): try unpair(selection, since)
    case .rePair(let selection, let to, let since): try rePair(selection, to, since)
    case .withdraw(let withdrawal): try withdraw(withdrawal)
    case .join(let node, let group, let since): try join(node, group, since)
    case .leave(let node, let group, let since): try leave(node, group, since)
    case .agree(let selection, let terms): try agree(selection, terms)
    case .plan(let rows): try take(plan: rows)
    case .revert(let edits): try revert(edits)
    }
  }

  var provenance: ChangeProvenance {
    ChangeProvenance(scenario.changes[changeIndex], at: changeIndex, of: scenario)
  }

  func refusal(
    _ field: String? = nil, found: String? = nil, _ problem: Wording, _ fix: Wording
  ) -> ChangeRefusal {
    ChangeRefusal(change: changeIndex, field: field, found: found, problem, fix)
  }

  mutating func warn(_ field: String? = nil, _ text: Wording, _ advice: Wording) {
    warnings.append(ChangeWarning(change: changeIndex, field: field, text, advice))
  }

  // MARK: - Names

  /// The node that a change names.
  func node(_ name: String, _ field: String) throws(ChangeRefusal) -> NodeIndex {
    do throws(NodeLookupError) {
      return try finder.find(name)
    } catch {
      throw refusal(
        field, found: name, error.message,
        Wording(
          en: "Name a node of the package by id, code, name or alias.",
          zh: "请用数据包中节点的编号、代码、名称或别名。"))
    }
  }

  func name(_ node: NodeIndex) -> Wording {
    Wording(en: places[node].name(in: .en), zh: places[node].name)
  }

  /// What lies in a place, or in a group at the baseline's date.
  func inside(_ name: String?, _ field: String) throws(ChangeRefusal) -> InsideNodes? {
    guard let name else { return nil }
    return InsideNodes(try node(name, field), at: scenario.baseline.asOf, in: places)
  }

  // MARK: - Flows

  func row(ofFlow id: String) -> Int? {
    flowPositions[id].flatMap { removedFlows.contains($0) ? nil : $0 }
  }

  func record(_ row: Int) -> FlowRecord { FlowRecord(draft.flows[row], in: draft.text) }

  func parts(of row: Int) -> [Int] {
    (parts[draft.text[draft.flows[row].id]] ?? []).filter { !removedFlows.contains($0) }
  }

  func repeats(of row: Int) -> [Int] {
    (repeats[draft.text[draft.flows[row].id]] ?? []).filter { !removedFlows.contains($0) }
  }

  /// The flow of which this one is a part, if it is of the same kind.
  func wholeOfOneKind(_ row: Int) -> Int? {
    let flow = draft.flows[row]
    guard !flow.partOf.isEmpty, let whole = self.row(ofFlow: draft.text[flow.partOf]) else {
      return nil
    }
    return kind(whole) == kind(row) ? whole : nil
  }

  func kind(_ row: Int) -> FundKind { FundKind(draft.flows[row], in: draft.text) }

  /// Whether the flow says again what another one says.
  func isRepeat(_ row: Int) -> Bool {
    let same = draft.flows[row].sameAs
    return !same.isEmpty && self.row(ofFlow: draft.text[same]) != nil
  }

  /// Changes a row, keeping what it was.
  mutating func edit(_ row: Int, _ change: (inout FlowRecord) -> Void) {
    var record = record(row)
    if touched[row] == nil {
      touched[row] = .some(record)
      touchedOrder.append(row)
    }
    let old = record
    change(&record)
    guard record != old else { return }
    draft.flows[row] = record.row(in: &draft.text)
    if record.donor != old.donor || record.recipient != old.recipient {
      flowDonors[row] = places.node(id: record.donor) ?? flowDonors[row]
      flowRecipients[row] = places.node(id: record.recipient) ?? flowRecipients[row]
    }
  }

  /// Adds a row; its id is made unique.
  mutating func insert(_ given: FlowRecord) {
    var record = given
    record.id = Self.free(given.id) { flowPositions[$0] != nil }
    restore(record)
  }

  /// The id, or the first of `id-2`, `id-3` … that nobody has.
  private static func free(_ id: String, _ isTaken: (String) -> Bool) -> String {
    guard isTaken(id) else { return id }
    var number = 2
    while isTaken("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }

  private mutating func restore(_ record: FlowRecord) {
    let row = draft.flows.count
    draft.flows.append(record.row(in: &draft.text))
    flowDonors.append(places.node(id: record.donor) ?? NodeIndex(0))
    flowRecipients.append(places.node(id: record.recipient) ?? NodeIndex(0))
    index(flow: row)
    touched[row] = .some(nil)
    touchedOrder.append(row)
  }

  private mutating func remove(_ row: Int) {
    if touched[row] == nil {
      touched[row] = .some(record(row))
      touchedOrder.append(row)
    }
    removedFlows.insert(row)
    flowPositions[draft.text[draft.flows[row].id]] = nil
  }

  // MARK: - Other tables

  func record(pairing row: Int) -> PairingRecord {
    PairingRecord(draft.pairings[row], in: draft.text)
  }

  mutating func edit(pairing row: Int, _ after: PairingRecord?) {
    otherEdits.append(.pairing(before: record(pairing: row), after: after))
    if let after {
      draft.pairings[row] = after.row(in: &draft.text)
    } else {
      let id = draft.text[draft.pairings[row].id]
      removedPairings.insert(row)
      pairingPositions[id] = nil
      // A pairing that never was carries nothing.
      for flow in draft.flows.indices
      where !removedFlows.contains(flow) && draft.text[draft.flows[flow].pairing] == id {
        edit(flow) { $0.pairing = "" }
      }
    }
  }

  mutating func insert(pairing given: PairingRecord) {
    var record = given
    record.id = Self.free(given.id) { pairingPositions[$0] != nil }
    pairingPositions[record.id] = draft.pairings.count
    draft.pairings.append(record.row(in: &draft.text))
    otherEdits.append(.pairing(before: nil, after: record))
  }

  func row(ofPairing id: String) -> Int? { pairingPositions[id] }

  mutating func edit(membership before: Membership?, _ after: Membership?) throws(ChangeRefusal) {
    if let before, let at = draft.memberships.firstIndex(of: before) {
      draft.memberships.remove(at: at)
    }
    if let after { draft.memberships.append(after) }
    otherEdits.append(.membership(before: before, after: after))
    // Containment asks the network, so it has to know at once.
    var groups = places.draft
    groups.memberships = draft.memberships
    groups.sources = draft.sources
    do throws(InvalidNetwork) {
      places = try PairingNetwork(validating: groups)
      finder = NodeFinder(places)
    } catch {
      let issue = error.issues.first { $0.severity == .error }
      throw refusal(
        nil, issue?.problem ?? Wording(en: "the group cannot be changed so", zh: "无法如此变更集合成员"),
        issue?.fix ?? Wording(en: "Check the change.", zh: "请核对。"))
    }
  }

  mutating func edit(rule row: Int, _ after: Rule) {
    otherEdits.append(.rule(before: draft.rules[row], after: after))
    draft.rules[row] = after
  }

  mutating func edit(source before: Source?, _ after: Source?) {
    if let before { draft.sources.removeAll { $0.id == before.id } }
    if let after { draft.sources.append(after) }
    otherEdits.append(.source(before: before, after: after))
  }

  // MARK: - Taking back

  private mutating func revert(_ edits: [Edit]) throws(ChangeRefusal) {
    func differs(_ id: String) -> ChangeRefusal {
      refusal(
        found: id,
        Wording(
          en: "the row is not as the scenario left it, so it cannot be taken back",
          zh: "该行已不是情景所留下的样子，无法撤回"),
        Wording(en: "Take back later changes first.", zh: "请先撤回其后的变更。"))
    }
    for edit in edits {
      switch edit {
      case .flow(let before, let after):
        let row = (before ?? after).flatMap { self.row(ofFlow: $0.id) }
        guard row.map(record) == before else { throw differs(before?.id ?? after?.id ?? "") }
        if let row, let after { self.edit(row) { $0 = after } } else if let row { remove(row) }
        if row == nil, let after { restore(after) }
      case .pairing(let before, let after):
        let row = (before ?? after).flatMap { self.row(ofPairing: $0.id) }
        guard row.map(record(pairing:)) == before else {
          throw differs(before?.id ?? after?.id ?? "")
        }
        if let row { self.edit(pairing: row, after) } else if let after { insert(pairing: after) }
      case .membership(let before, let after):
        if let before, !draft.memberships.contains(before) { throw differs(before.node) }
        try self.edit(membership: before, after)
      case .rule(let before, let after):
        guard let row = draft.rules.firstIndex(of: before) else { throw differs(before.id) }
        self.edit(rule: row, after)
      case .source(let before, let after):
        if let before, !draft.sources.contains(before) { throw differs(before.id) }
        self.edit(source: before, after)
      }
    }
  }

  // MARK: - What must hold

  /// Parts of one step must not exceed their whole, unless they did before.
  private func checkParts() throws(ChangeRefusal) {
    var wholes: [Int] = []
    for row in touchedOrder where !removedFlows.contains(row) {
      if let value = record(row).value, value.isNegative {
        throw refusal(
          nil, found: draft.text[draft.flows[row].id],
          Wording(
            en: "the flow would fall below nothing, because its parts exceed it in the data",
            zh: "数据中该流动的组成部分已超过其总额，变更后将为负数"),
          Wording(en: "Correct the data, or change its parts one by one.", zh: "请先更正数据，或逐项变更其组成部分。")
        )
      }
      wholes.append(row)
      let partOf = draft.flows[row].partOf
      if !partOf.isEmpty, let whole = self.row(ofFlow: draft.text[partOf]) { wholes.append(whole) }
    }
    for whole in wholes {
      guard let amount = draft.flows[whole].amount else { continue }
      let excess = self.excess(of: parts(of: whole).map(record), over: record(whole))
      guard let excess else { continue }
      let before = self.excess(
        of: parts(of: whole).compactMap { touched[$0] ?? record($0) },
        over: (touched[whole] ?? record(whole)) ?? record(whole))
      if let before, before >= excess { continue }
      let id = draft.text[draft.flows[whole].id]
      let atoms = FundAtoms(unit: kind(whole).unit, scale: 0)
      let text =
        atoms.count(amount).map(atoms.text) ?? Wording(en: "its amount", zh: "其金额")
      throw refusal(
        nil, found: id,
        Wording(
          en:
            "the parts of the flow ‘\(id)’ would exceed it (\(text.en)); a step cannot reach further than the one before",
          zh: "流动“\(id)”的组成部分将超过其总额（\(text.zh)）；后一环节不能多于前一环节"),
        Wording(
          en: "Change its parts as well, or a smaller amount.", zh: "请一并变更其组成部分，或减少变更数额。"))
    }
  }

  /// By how much parts of one step exceed a whole, the worst step; nothing when none does.
  private func excess(of parts: [FlowRecord], over whole: FlowRecord) -> ExactRatio? {
    func value(_ record: FlowRecord) -> ExactRatio? {
      switch record.amount {
      case .money(let money): ExactRatio(money)
      case .quantity(let number): ExactRatio(number)
      case nil: nil
      }
    }
    guard let limit = value(whole) else { return nil }
    var sums: [FlowStatus: ExactRatio] = [:]
    for part in parts
    where part.measure == whole.measure && part.sameAs.isEmpty
      && FundKind(part).unit == FundKind(whole).unit
    {
      if let value = value(part) { sums[part.status] = (sums[part.status] ?? .zero) + value }
    }
    return sums.values.map { $0 - limit }.filter { !$0.isNegative && !$0.isZero }.max()
  }
}
