public import NetworkModel

/// A total over an indicator of the place it belongs to: yuan a head, a square kilometre, a yuan of revenue.
///
/// ## Conventions
/// - The indicator is that of the place and of one year: the year of the line when it has one, else the year asked for.
/// - Without the indicator there is no rate, and nothing takes its place.
public struct FlowRate: Sendable {
  public let node: NodeIndex
  public let indicator: Indicator
  /// Fen or units of the quantity for each unit of the indicator.
  public let value: ExactRatio

  /// - Parameter key: the key of `total` that is the place, or nothing for the first place among its keys.
  /// - Throws: ``Missing`` when there is no such indicator, or it is 0.
  public init?(
    of total: FlowTotal, per name: String, year: Int?, in network: PairingNetwork
  ) throws(Missing) {
    guard let amount = total.amount, let node = total.keys.lazy.compactMap(\.place).first else {
      return nil
    }
    let ownYear = total.keys.lazy.compactMap { key -> Int? in
      if case .period(let period) = key { period.singleYear } else { nil }
    }.first
    let id = network[node].id
    guard let year = ownYear ?? year else { throw Missing(node: id, indicator: name, year: nil) }
    guard
      let indicator = network.indicators.first(where: {
        $0.node == id && $0.indicator == name && $0.year == year
      }), let value = amount.atoms.divided(by: ExactRatio(indicator.value))
    else { throw Missing(node: id, indicator: name, year: year) }
    self.node = node
    self.indicator = indicator
    self.value = value
  }

  /// There is no row in `indicators` to divide by.
  public struct Missing: Error, Hashable, Sendable {
    public let node: String
    public let indicator: String
    /// Absent when the line spans several years and none was named.
    public let year: Int?

    public var message: Wording {
      guard let year else {
        return Wording(
          en: "A rate needs one year: break down by year, or name the year of the indicator.",
          zh: "人均类指标须对应单一年份：请按年份分列，或指定指标年份。")
      }
      return Wording(
        en:
          "indicators has no ‘\(indicator)’ of \(node) in \(year) (or it is 0); a rate without it is refused.",
        zh: "indicators 表缺少 \(node) 在 \(year) 年的“\(indicator)”（或其值为 0），不予计算。")
    }
  }
}

extension FlowKey {
  fileprivate var place: NodeIndex? {
    if case .node(let node, isUnsplit: false) = self { node } else { nil }
  }
}
