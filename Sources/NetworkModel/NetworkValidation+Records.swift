extension NetworkValidation {
  /// References and ids of the small tables.
  mutating func checkRecords() {
    checkIDs(.claims, draft.claims.map(\.id))
    checkIDs(.agreements, draft.agreements.map(\.id))
    checkIDs(.rules, draft.rules.map(\.id))
    checkIDs(.events, draft.events.map(\.id))
    checkIDs(.sources, draft.sources.map(\.id))
    let agreements = KnownIDs(draft.agreements.map(\.id))
    var sources = KnownIDs(draft.sources.map(\.id))

    for row in draft.nodes.indices {
      require(draft.nodes[row].source, in: &sources, .nodes, row: row, "source", .sources)
    }
    for (row, claim) in draft.claims.enumerated() {
      _ = follow(claim.subject, .claims, row: row, "subject")
      if let scope = claim.scope { _ = follow(scope, .claims, row: row, "scope") }
      require(claim.source, in: sources, .claims, row: row, "source", .sources)
    }
    for (row, agreement) in draft.agreements.enumerated() {
      _ = follow(agreement.donor, .agreements, row: row, "donor")
      _ = follow(agreement.recipient, .agreements, row: row, "recipient")
      require(agreement.source, in: sources, .agreements, row: row, "source", .sources)
    }
    for (row, rule) in draft.rules.enumerated() {
      require(rule.agreement, in: agreements, .rules, row: row, "agreement", .agreements)
      if let group = rule.group { _ = follow(group, .rules, row: row, "group") }
      require(rule.source, in: sources, .rules, row: row, "source", .sources)
    }
    checkMemberships(sources)
    checkIndicators(sources)
    for (row, event) in draft.events.enumerated() {
      if let from = event.from { _ = follow(from, .events, row: row, "from") }
      if let to = event.to { _ = follow(to, .events, row: row, "to") }
      require(event.source, in: sources, .events, row: row, "source", .sources)
    }
    warnAboutSources()
  }

  private mutating func checkMemberships(_ sources: KnownIDs) {
    var seen: [String: [Int]] = [:]
    for (row, membership) in draft.memberships.enumerated() {
      if let index = follow(membership.group, .groups, row: row, "group"),
        draft.nodes[Int(index)].kind != .group
      {
        report(
          .notAGroup, .error, .groups, row: row, "group", found: membership.group,
          problem: Wording(
            en: "‘\(membership.group)’ is a node, but not of kind group",
            zh: "“\(membership.group)”不是类型为 group 的节点"),
          fix: Wording(
            en: "Add a row to nodes with this id and the kind group.",
            zh: "请在 nodes 表中添加类型为 group 的同名编号。"))
      }
      _ = follow(membership.node, .groups, row: row, "node")
      require(membership.source, in: sources, .groups, row: row, "source", .sources)
      let key = membership.group + "\u{0}" + membership.node
      if let other = seen[key]?.first(where: {
        let period = draft.memberships[$0].period
        return period == membership.period || period.overlaps(membership.period)
      }) {
        report(
          .duplicateMembership, .error, .groups, row: row, "node", also: [other],
          found: membership.node,
          problem: Wording(
            en: "the node is already a member of ‘\(membership.group)’ in this period",
            zh: "该节点在此时段已是“\(membership.group)”的成员"),
          fix: Wording(en: "Delete the repeated row.", zh: "请删除重复行。"))
      }
      seen[key, default: []].append(row)
    }
  }

  private mutating func checkIndicators(_ sources: KnownIDs) {
    struct Key: Hashable {
      var node: String
      var indicator: String
      var year: Int
    }
    var first: [Key: Int] = [:]
    for (row, indicator) in draft.indicators.enumerated() {
      _ = follow(indicator.node, .indicators, row: row, "node")
      require(indicator.source, in: sources, .indicators, row: row, "source", .sources)
      let key = Key(
        node: indicator.node, indicator: indicator.indicator, year: indicator.year)
      guard let other = first[key] else {
        first[key] = row
        continue
      }
      report(
        .duplicateIndicator, .error, .indicators, row: row, "year", also: [other],
        found: String(indicator.year),
        problem: Wording(
          en: "the node already has a value of ‘\(indicator.indicator)’ for this year",
          zh: "该节点在此年份已有“\(indicator.indicator)”的数值"),
        fix: Wording(
          en: "Keep the row whose source is better.", zh: "请保留出处更可靠的一行。"))
    }
  }

  private mutating func checkIDs(_ table: TableName, _ ids: [String]) {
    var first: [String: Int] = [:]
    for (row, id) in ids.enumerated() {
      guard let other = first[id] else {
        first[id] = row
        continue
      }
      report(
        .duplicateID, .error, table, row: row, "id", also: [other], found: id,
        problem: Wording(en: "the id stands twice", zh: "编号重复"),
        fix: Wording(
          en: "Give each row an id of its own, or delete the repeated row.",
          zh: "每行使用不同编号；若为重复行请删除。"))
    }
  }

  private mutating func require(
    _ reference: String?, in known: KnownIDs, _ table: TableName, row: Int, _ column: String,
    _ target: TableName
  ) {
    guard let reference, !known.contains(reference) else { return }
    reportUnknown(reference, table, row: row, column, among: target, candidates: known.all)
  }

  /// A row without a source is legal, and said once a table.
  private mutating func warnAboutSources() {
    warn(.nodes, draft.nodes.indices.filter { draft.nodes[$0].source.isEmpty })
    warn(.pairings, draft.pairings.indices.filter { draft.pairings[$0].source.isEmpty })
    warn(.flows, draft.flows.indices.filter { draft.flows[$0].source.isEmpty })
    warn(.claims, draft.claims.indices.filter { draft.claims[$0].source == nil })
    warn(.groups, draft.memberships.indices.filter { draft.memberships[$0].source == nil })
    warn(.indicators, draft.indicators.indices.filter { draft.indicators[$0].source == nil })
    warn(.events, draft.events.indices.filter { draft.events[$0].source == nil })
  }

  private mutating func warn(_ table: TableName, _ rows: [Int]) {
    guard let first = rows.min(by: { given(table, $0) < given(table, $1) }) else { return }
    report(
      .withoutSource, .warning, table, row: first, "source", found: "",
      problem: Wording(
        en: "\(rows.count) rows name no source; this is the first",
        zh: "有 \(rows.count) 行未注明来源，此为第一行"),
      fix: Wording(
        en: "Name the document and the place in it, so that the figure can be traced.",
        zh: "请注明文件及出处，以便追溯。"))
  }
}
