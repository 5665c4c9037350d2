public import GraphCore
public import NetworkModel

/// How evenly money or another measure is spread over units.
///
/// ## Conventions
/// - Indices are over units with a value; those without a record, and those whose amounts are unknown, are counted apart.
/// - With a ``EquityQuestion/denominator`` values are per head (per unit of the indicator) and heads are the weights; all
///   units with a value need it. Otherwise each unit counts 1.
/// - The concentration index ranks units, from the lowest, by the ranking asked for: an indicator by its value, or one over
///   another (`revenue/population`: revenue per head).
/// - Concentration on holders (HHI) is always of amounts, each holder 1: of receiving over units with a value, of giving
///   over the nodes at the other end of all these flows, those that are not split among units too (and the other way
///   round when the units give).
///
/// - Complexity: that of ``UnitValues``, and O(*u* log *u*) for *u* units; with a bootstrap O(replicates · *u* · indices).
public struct EquityReport: Sendable {
  public struct Index: Sendable {
    public let index: InequalityIndex
    /// Absent where it is not defined.
    public let value: Double?
    /// Absent without a bootstrap, or where no replicate has it.
    public let interval: BootstrapInterval?
  }

  /// One unit with a value.
  public struct UnitLine: Sendable {
    public let unit: NodeIndex
    public let total: FlowTotal
    public let amount: Amount
    /// Of what all units with a value have together; absent when that is 0.
    public let share: ExactRatio?
    /// 1 for the largest value (per head, where there is a denominator); equal values share a rank.
    public let rank: Int
    /// The amount over the denominator (in fen for money); the amount without one.
    public let value: ExactRatio
    public let denominator: ExactDecimal?
    /// What ranks the unit for the concentration index.
    public let ranking: ExactRatio?
    /// Position in ``groups``; absent without a grouping.
    public let group: Int?
  }

  /// A group of units; for a level, `place` is absent for units that lie in no place of it.
  public struct Group: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case place(NodeIndex?)
      case members(NodeIndex)
      case others(NodeIndex)
    }

    public let kind: Kind
    /// With or without a value.
    public let unitCount: Int
  }

  /// Amounts by holder, the largest named.
  public struct Holding: Sendable {
    public let side: EquityQuestion.Side
    public let concentration: Concentration
    public let top: NodeIndex
    public let sum: Amount
    /// Holders whose amounts are all unknown.
    public let unknownCount: Int
  }

  public let question: EquityQuestion
  public let values: UnitValues
  /// By rank, then id.
  public let lines: [UnitLine]
  public let indices: [Index]
  public let lorenz: LorenzCurve?
  public let groups: [Group]
  /// Theil's T, then L, by position in ``groups``; absent without a grouping or where the index is not defined.
  public let decompositions: [TheilDecomposition<Int>]
  public let receiving: Holding?
  public let giving: Holding?
  public let denominator: IndicatorValues?
  public let ranking: (indicator: IndicatorValues, divisor: IndicatorValues?)?
  /// The mean value of a unit (per head with a denominator), in fen for money; absent without a value.
  public let mean: ExactRatio?
  public let bootstrap: BootstrapOptions?
  private let groupOf: [NodeIndex: Int]

  /// The group of a unit, with or without a value; absent without a grouping.
  public func group(of unit: NodeIndex) -> Group? { groupOf[unit].map { groups[$0] } }

  /// - Parameters:
  ///   - aversions: ε of the Atkinson indices wanted.
  ///   - bootstrap: how intervals are drawn; none when absent.
  public init(
    _ question: EquityQuestion, aversions: [Double] = [0.5, 1, 2],
    bootstrap: BootstrapOptions? = nil, in network: PairingNetwork,
    execution: Execution = .standard
  ) throws(EquityError) {
    let values = try UnitValues(question, in: network)
    let valued = values.valued
    let units = valued.map(\.unit)
    let denominator = try Self.indicator(
      question.denominator, years: question.years, of: units, in: network)
    try denominator?.requirePositive(units)
    let ranking = try Self.ranking(
      question.ranking, years: question.years, of: units, in: network)
    let amounts = valued.map(\.amount.atoms)
    let total = amounts.reduce(.zero, +)
    let perHead = amounts.indices.map { position in
      denominator.flatMap { amounts[position].divided(by: ExactRatio($0.values[position])) }
        ?? amounts[position]
    }
    let grouping = GroupedUnits(question.grouping, of: values.units.map(\.unit), in: network)
    let ranks = ranking?.ranks
    self.question = question
    self.values = values
    self.denominator = denominator
    self.ranking = ranking.map { ($0.indicator, $0.divisor) }
    self.bootstrap = bootstrap
    groups = grouping.groups
    groupOf = grouping.groupOf
    lines = Self.lines(
      valued, total: total, perHead: perHead, denominator, ranks, grouping)

    let numbers = perHead.map(\.approximateValue)
    let weights = denominator?.values.map(\.approximateValue)
    let wanted = InequalityIndex.all(aversions: aversions, isRanked: ranks != nil)
    do {
      let sample = try InequalitySample(
        numbers, weights: weights, ranking: ranks?.map(\.approximateValue))
      let intervals = try bootstrap.map { options throws(GraphError) in
        try sample.bootstrap(wanted, options, execution: execution)
      }
      indices = zip(wanted, sample.values(of: wanted)).enumerated().map { position, index in
        Index(index: index.0, value: index.1, interval: intervals?[position])
      }
      lorenz = try ValueDistribution(numbers, weights: weights).lorenzCurve
      let membership = units.compactMap { grouping.groupOf[$0] }
      decompositions =
        question.grouping == nil
        ? []
        : try TheilDecomposition<Int>.Form.allCases.compactMap { form in
          try TheilDecomposition(
            form, of: numbers, weights: weights, in: membership,
            order: Array(grouping.groups.indices))
        }
    } catch is GraphError {
      throw .cancelled
    } catch {
      throw .outOfRange
    }
    mean =
      valued.isEmpty
      ? nil
      : total.divided(
        by: denominator?.values.reduce(.zero) { $0 + ExactRatio($1) } ?? ExactRatio(valued.count))
    let own = Holding(
      question.side, values.units.compactMap { line in line.total.map { (line.unit, $0) } })
    let other = Holding(question.side == .recipient ? .donor : .recipient, values.otherSide)
    receiving = question.side == .recipient ? own : other
    giving = question.side == .recipient ? other : own
  }
}

extension EquityReport {
  private static func indicator(
    _ question: IndicatorQuestion?, years: ClosedRange<Int>?, of units: [NodeIndex],
    in network: PairingNetwork
  ) throws(EquityError) -> IndicatorValues? {
    guard var question, !units.isEmpty else { return nil }
    if question.year == nil, let years, years.count == 1 { question.year = years.lowerBound }
    return try IndicatorValues(question, of: units, in: network)
  }

  private static func ranking(
    _ question: RankingQuestion?, years: ClosedRange<Int>?, of units: [NodeIndex],
    in network: PairingNetwork
  ) throws(EquityError) -> (
    indicator: IndicatorValues, divisor: IndicatorValues?, ranks: [ExactRatio]
  )? {
    guard let question,
      let indicator = try indicator(question.indicator, years: years, of: units, in: network)
    else { return nil }
    let divisor = try Self.indicator(question.divisor, years: years, of: units, in: network)
    try divisor?.requirePositive(units)
    let ranks = indicator.values.indices.map { position in
      let value = ExactRatio(indicator.values[position])
      return divisor.flatMap { value.divided(by: ExactRatio($0.values[position])) } ?? value
    }
    return (indicator, divisor, ranks)
  }

  private static func lines(
    _ valued: [(unit: NodeIndex, total: FlowTotal, amount: Amount)], total: ExactRatio,
    perHead: [ExactRatio], _ denominator: IndicatorValues?, _ ranks: [ExactRatio]?,
    _ grouping: GroupedUnits
  ) -> [UnitLine] {
    let order = valued.indices.sorted {
      perHead[$0] == perHead[$1] ? valued[$0].unit < valued[$1].unit : perHead[$0] > perHead[$1]
    }
    var lines: [UnitLine] = []
    for (place, position) in order.enumerated() {
      let isTied = place > 0 && perHead[position] == perHead[order[place - 1]]
      lines.append(
        UnitLine(
          unit: valued[position].unit, total: valued[position].total,
          amount: valued[position].amount,
          share: valued[position].amount.atoms.divided(by: total),
          rank: isTied ? lines[place - 1].rank : place + 1, value: perHead[position],
          denominator: denominator?.values[position], ranking: ranks?[position],
          group: grouping.groupOf[valued[position].unit]))
    }
    return lines
  }
}

extension EquityReport.Holding {
  /// - Returns: `nil` when nothing is known of any holder, or all have 0.
  fileprivate init?(_ side: EquityQuestion.Side, _ holders: [(node: NodeIndex, total: FlowTotal)]) {
    let known = holders.filter { $0.total.amount != nil }
    let amounts = known.compactMap(\.total.amount)
    guard let steps = amounts.wholeSteps, let concentration = Concentration(steps),
      let sum = UnitValues.sum(amounts)
    else { return nil }
    self.init(
      side: side, concentration: concentration, top: known[concentration.top].node, sum: sum,
      unknownCount: holders.count - known.count)
  }
}

extension [Amount] {
  /// In fen, or in the smallest decimal of all; nothing when one does not fit.
  fileprivate var wholeSteps: [Int64]? {
    let scale =
      map { amount -> Int in
        if case .quantity(let number) = amount { Int(number.scale) } else { 0 }
      }.max() ?? 0
    let steps = compactMap { amount -> Int64? in
      guard let step = (amount.atoms * .powerOfTen(scale)).wholeNumber else { return nil }
      return Int64(step)
    }
    return steps.count == count ? steps : nil
  }
}
