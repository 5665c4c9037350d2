internal import NetworkModel

extension Description {
  static func tables(of network: PairingNetwork) -> [TableLine] {
    func line(_ table: TableName, _ rows: [(period: Period, hasSource: Bool)]) -> TableLine {
      var range = PeriodRange()
      var withoutSource = 0
      for row in rows {
        range.add(row.period)
        if !row.hasSource { withoutSource += 1 }
      }
      return TableLine(
        table: table, rows: rows.count, undated: range.undated,
        withoutSource: table == .sources ? nil : withoutSource, range: range)
    }
    func year(_ year: Int) -> Period { CalendarDate(year: year).map { Period($0) } ?? .unknown }
    return TableName.allCases.map { table in
      switch table {
      case .nodes: line(table, network.nodeRows.map { ($0.period, !$0.source.isEmpty) })
      case .pairings: line(table, network.pairingRows.map { ($0.period, !$0.source.isEmpty) })
      case .flows: line(table, network.flowRows.map { ($0.period, !$0.source.isEmpty) })
      case .claims: line(table, network.claims.map { ($0.period, $0.source != nil) })
      case .agreements:
        line(
          table,
          network.agreements.map { agreement in
            let signed = agreement.signed.map { Period($0) } ?? .unknown
            return (agreement.period.isUnknown ? signed : agreement.period, agreement.source != nil)
          })
      case .rules: line(table, network.rules.map { ($0.period, $0.source != nil) })
      case .groups: line(table, network.memberships.map { ($0.period, $0.source != nil) })
      case .indicators:
        line(table, network.indicators.map { (year($0.year), $0.source != nil) })
      case .events: line(table, network.events.map { ($0.date, $0.source != nil) })
      case .sources: line(table, network.sources.map { ($0.referencePeriod, true) })
      }
    }
  }

  static func sources(of network: PairingNetwork) -> [SourceLine] {
    var rows: [String: [TableName: Int]] = [:]
    func count(_ table: TableName, _ ids: some Sequence<String?>) {
      for case let id? in ids { rows[id, default: [:]][table, default: 0] += 1 }
    }
    count(.nodes, network.nodeRows.lazy.map { network.text.string($0.source) })
    count(.pairings, network.pairingRows.lazy.map { network.text.string($0.source) })
    count(.flows, network.flowRows.lazy.map { network.text.string($0.source) })
    count(.claims, network.claims.lazy.map(\.source))
    count(.agreements, network.agreements.lazy.map(\.source))
    count(.rules, network.rules.lazy.map(\.source))
    count(.groups, network.memberships.lazy.map(\.source))
    count(.indicators, network.indicators.lazy.map(\.source))
    count(.events, network.events.lazy.map(\.source))
    return network.sources.map { SourceLine(source: $0, rows: rows[$0.id] ?? [:]) }
  }
}
