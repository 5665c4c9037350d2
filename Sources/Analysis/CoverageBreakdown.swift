public import NetworkModel

/// Coverage summed up by the place that contains the units.
public struct CoverageBreakdown: Sendable {
  public struct Line: Sendable {
    /// The containing place; absent for units that lie in no place of the level.
    public let place: NodeIndex?
    public let counts: [CoverageState: Int]

    public func count(_ state: CoverageState) -> Int { counts[state] ?? 0 }
    public var denominator: Int { counts.values.reduce(0, +) }
  }

  public let level: Level
  /// In id order of the places, units in no place last. The denominators add up to the report's.
  public let lines: [Line]
}

extension CoverageReport {
  /// Counts of states by the containing place of a level. O(units · depth).
  public func summed(by level: Level, in network: PairingNetwork) -> CoverageBreakdown {
    var counts: [NodeIndex?: [CoverageState: Int]] = [:]
    for unit in units {
      let place = network.ancestor(of: unit.unit, at: level)
      counts[place, default: [:]][unit.state, default: 0] += 1
    }
    let places = counts.keys.compactMap(\.self).sorted()
    let order: [NodeIndex?] = places.map(Optional.some) + (counts[nil] == nil ? [] : [nil])
    return CoverageBreakdown(
      level: level,
      lines: order.map { CoverageBreakdown.Line(place: $0, counts: counts[$0] ?? [:]) })
  }
}
