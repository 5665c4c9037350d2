internal import Analysis
internal import NetworkModel

/// Who comes first: the needs of the gaps, and the ranks that they give.
struct SuggestionNeed {
  /// The need of each gap; absent when it is not known, or none is asked for.
  let values: [ExactDecimal?]
  /// In which unit the needs stand; empty when none is asked for.
  let unit: String

  init(
    _ question: SuggestionQuestion, _ gaps: [UnitCoverage], in network: PairingNetwork
  ) throws(SuggestionError) {
    switch question.priority {
    case .none:
      values = gaps.map { _ in nil }
      unit = ""
    case .indicator(let name, let year):
      var rows: [String: Indicator] = [:]
      for row in network.indicators where row.indicator == name && row.year == year {
        rows[row.node] = row
      }
      let found = gaps.map { rows[network[$0.unit].id] }
      let units = Set(found.compactMap { $0?.unit }).sorted()
      guard units.count <= 1 else { throw .mixedUnits(name: name, units: units) }
      guard gaps.isEmpty || !units.isEmpty else {
        let ids = Set(gaps.map { network[$0.unit].id })
        let known = Set(
          network.indicators.filter { ids.contains($0.node) }.map { "\($0.indicator)/\($0.year)" })
        throw .noIndicator(name: name, year: year, known: known.sorted())
      }
      values = found.map { $0?.value }
      unit = units.first ?? ""
    case .fewestDonors:
      var donors: [NodeIndex: Set<NodeIndex>] = [:]
      for pairing in network.pairings where pairing.kind != .central {
        if let date = question.coverage.date, pairing.period.covers(date) != .yes { continue }
        donors[pairing.recipient, default: []].insert(pairing.donor)
      }
      values = gaps.map { gap in
        let places = [gap.unit] + Array(network.ancestors(of: gap.unit))
        let all = places.reduce(into: Set<NodeIndex>()) { $0.formUnion(donors[$1] ?? []) }
        return ExactDecimal(Int64(all.count))
      }
      unit = "donors"
    }
  }

  /// A rank for each gap: larger is served first. What is not known comes last, with rank 1.
  func ranks(largestFirst: Bool) -> [Int64] {
    let known = Set(values.compactMap(\.self)).sorted { largestFirst ? $0 < $1 : $0 > $1 }
    var ranks: [ExactDecimal: Int64] = [:]
    for (position, value) in known.enumerated() { ranks[value] = Int64(position) + 2 }
    return values.map { value in value.flatMap { ranks[$0] } ?? 1 }
  }
}
