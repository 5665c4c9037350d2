public import NetworkModel

/// What is asked when it is asked how evenly something is spread: over which units, and of what.
public struct EquityQuestion: Sendable {
  public enum Side: String, CaseIterable, Sendable {
    case recipient, donor
  }

  /// Into what units are put together, to see what of the inequality lies between them.
  public enum Grouping: Hashable, Sendable {
    /// The place of a level in which a unit lies.
    case level(Level)
    /// Members of a group (or what lies in one) and others.
    case members(NodeIndex)
  }

  public var units: UnitClass
  /// Only units in this place, or among (and inside) the members of this group; all when absent.
  public var within: NodeIndex?
  /// The end of a flow that counts for a unit: what it receives or what it gives.
  public var side: Side
  /// One measure, one step; categories, agreement and years of the flows.
  public var measure: Measure
  public var status: FlowStatus?
  /// The unit of a quantity, `CNY` for money; needed when the flows have several.
  public var unit: String?
  public var categories: Set<String>
  public var agreement: String?
  public var years: ClosedRange<Int>?
  public var grouping: Grouping?
  /// Values are then per unit of it (per head), and it is the weight of a unit.
  public var denominator: IndicatorQuestion?
  /// What ranks the units for the concentration index: one indicator, or one over another.
  public var ranking: RankingQuestion?

  public init(
    _ units: UnitClass, within: NodeIndex? = nil, side: Side = .recipient,
    measure: Measure = .money, status: FlowStatus? = nil, unit: String? = nil,
    categories: Set<String> = [], agreement: String? = nil, years: ClosedRange<Int>? = nil,
    grouping: Grouping? = nil, denominator: IndicatorQuestion? = nil,
    ranking: RankingQuestion? = nil
  ) {
    self.units = units
    self.within = within
    self.side = side
    self.measure = measure
    self.status = status
    self.unit = unit
    self.categories = categories
    self.agreement = agreement
    self.years = years
    self.grouping = grouping
    self.denominator = denominator
    self.ranking = ranking
  }

  /// The flows that count for the units or for places above them.
  var flows: FlowQuestion {
    FlowQuestion(
      measure: measure, status: status, categories: categories, agreement: agreement,
      donor: side == .donor ? within : nil, recipient: side == .recipient ? within : nil,
      years: years)
  }
}

/// A number about each unit in a year.
public struct IndicatorQuestion: Hashable, Sendable {
  public var name: String
  /// When absent, the one year of the flows asked for, else the latest in which any unit with a value has it.
  public var year: Int?

  public init(_ name: String, year: Int? = nil) {
    self.name = name
    self.year = year
  }
}

/// What ranks units: `revenue`, or `revenue/population` for revenue per head.
public struct RankingQuestion: Hashable, Sendable {
  public var indicator: IndicatorQuestion
  public var divisor: IndicatorQuestion?

  public init(_ indicator: IndicatorQuestion, per divisor: IndicatorQuestion? = nil) {
    self.indicator = indicator
    self.divisor = divisor
  }

  /// As it is written: the names, with `/` between them.
  public var name: String {
    indicator.name + (divisor.map { "/" + $0.name } ?? "")
  }
}
