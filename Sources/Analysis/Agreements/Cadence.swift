public import NetworkModel

/// How often an obligation falls due: the word in `per`.
public enum Cadence: String, Term {
  case year, quarter, month
  /// Once, over the whole time of the rule.
  case total
  /// The source does not say whether the number is yearly or in all.
  case unstated = ""

  public var label: Wording {
    switch self {
    case .year: Wording(en: "a year", zh: "每年")
    case .quarter: Wording(en: "a quarter", zh: "每季度")
    case .month: Wording(en: "a month", zh: "每月")
    case .total: Wording(en: "in all", zh: "合计")
    case .unstated: Wording(en: "period not stated", zh: "未写明期限")
    }
  }

  /// The length of a step; nothing when the rule is judged once, over its whole time.
  var monthsPerStep: Int? {
    switch self {
    case .year: 12
    case .quarter: 3
    case .month: 1
    case .total, .unstated: nil
    }
  }

  /// The steps in a year.
  var stepsPerYear: Int { monthsPerStep.map { 12 / $0 } ?? 1 }

  /// The first step of a year; steps are numbered from year 0.
  func firstStep(ofYear year: Int) -> Int { year * stepsPerYear }

  /// The step that holds the first or the last day of a date.
  func step(of date: CalendarDate, atEnd: Bool) -> Int? {
    guard let months = monthsPerStep else { return nil }
    let month = date.month > 0 ? Int(date.month) : atEnd ? 12 : 1
    return (Int(date.year) * 12 + month - 1) / months
  }

  /// The time that consecutive steps cover.
  func period(of steps: ClosedRange<Int>) -> Period {
    guard let months = monthsPerStep else { return .unknown }
    func date(_ month: Int) -> CalendarDate? {
      months == 12
        ? CalendarDate(year: month / 12) : CalendarDate(year: month / 12, month: month % 12 + 1)
    }
    guard let first = date(steps.lowerBound * months),
      let last = date(steps.upperBound * months + months - 1)
    else { return .unknown }
    if first == last { return Period(first) }
    return Period(from: .date(first, .certain), to: .date(last, .certain)) ?? .unknown
  }
}

/// The time for which one verdict is given: a step of a rule, several together, or all of it.
public struct JudgedPeriod: Hashable, Sendable {
  public let period: Period
  /// Numbers of the steps; nothing when the rule is judged once.
  public let steps: ClosedRange<Int>?

  init(_ steps: ClosedRange<Int>, of cadence: Cadence) {
    self.steps = steps
    period = cadence.period(of: steps)
  }

  init(whole period: Period) {
    steps = nil
    self.period = period
  }

  public var stepCount: Int { steps?.count ?? 1 }

  /// The years that it touches, where both ends are known.
  var years: ClosedRange<Int>? {
    guard case .date(let first, _) = period.start, case .date(let last, _) = period.end else {
      return nil
    }
    return Int(first.year)...Int(last.year)
  }

  /// How the time of a row stands to it.
  ///
  /// Inside: surely every day of the row lies in it. Around: some day may. A bound that is unknown, open or
  /// uncertain never makes a row lie inside.
  func relation(of other: Period) -> PlaceRelation {
    if other.isUnknown { return .around }
    if other.firstDay > period.lastDay || other.lastDay < period.firstDay { return .outside }
    guard case .date(_, .certain) = other.start, case .date(_, .certain) = other.end else {
      return .around
    }
    return other.firstDay >= period.firstDay && other.lastDay <= period.lastDay
      ? .inside : .around
  }
}
