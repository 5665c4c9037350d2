internal import Analysis
public import NetworkModel

/// What is looked at when two networks are compared.
public struct ComparisonQuestion: Sendable {
  /// Which end of a flow the lines are about.
  public enum Side: String, CaseIterable, Sendable {
    case recipient, donor
  }

  /// The measure, step, years and date of both.
  public var baseline: Baseline
  /// The units whose coverage is compared, and for which equity is measured.
  public var units: UnitClass
  public var side: Side
  /// Funds of places below this level stand for the place of the level; each place by itself when absent.
  public var level: Level?
  /// The categories of a plan, when one is compared: what it lists for its years is all that is given of them.
  public var planned: Set<String>?

  /// - Parameter level: absent for the level of the units.
  public init(
    _ baseline: Baseline, units: UnitClass = .level(.county), side: Side = .recipient,
    level: Level? = nil
  ) {
    self.baseline = baseline
    self.units = units
    self.side = side
    var own: Level?
    if case .level(let level) = units { own = level }
    self.level = level ?? own
  }

  /// The flows that are compared.
  var flows: FlowQuestion {
    FlowQuestion(measure: baseline.measure, status: baseline.status, years: baseline.years)
  }
}
