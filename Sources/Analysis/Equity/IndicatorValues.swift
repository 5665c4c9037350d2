public import NetworkModel

/// An indicator of some units in one year: of every unit, or there is none.
public struct IndicatorValues: Sendable {
  public let name: String
  public let year: Int
  /// As it is written in the table; one for all units.
  public let unit: String
  /// In the order of the units that were given.
  public let values: [ExactDecimal]
  /// The sources of the values, in order, each once.
  public let sources: [String]

  /// - Parameter units: the units that need it.
  /// - Throws: when no unit has it, when one lacks it in the year, or when it is counted in several units.
  /// - Complexity: O(indicators + units) time.
  init(
    _ question: IndicatorQuestion, of units: [NodeIndex], in network: PairingNetwork
  ) throws(EquityError) {
    let asked = Set(units.map { network[$0].id })
    let rows = network.indicators.filter {
      $0.indicator == question.name && asked.contains($0.node)
    }
    guard let year = question.year ?? rows.map(\.year).max() else {
      throw .noIndicator(name: question.name)
    }
    let ofNode = Dictionary(
      rows.filter { $0.year == year }.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first }
    )
    let found = units.map { ofNode[network[$0].id] }
    let missing = zip(units, found).filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty else {
      throw .missingIndicator(name: question.name, year: year, units: missing)
    }
    let known = found.compactMap(\.self)
    let written = Set(known.map(\.unit)).sorted()
    guard written.count <= 1 else {
      throw .mixedIndicatorUnits(name: question.name, year: year, units: written)
    }
    name = question.name
    self.year = year
    unit = written.first ?? ""
    values = known.map(\.value)
    sources = Set(known.compactMap(\.source)).sorted()
  }

  /// Refuses what cannot be divided by.
  func requirePositive(_ units: [NodeIndex]) throws(EquityError) {
    let zeros = zip(units, values).filter { $0.1.significand <= 0 }.map(\.0)
    if !zeros.isEmpty { throw .notPositive(name: name, year: year, units: zeros) }
  }
}
