/// A stretch of time in Extended Date/Time Format (ISO 8601-2, levels 0 and 1 as far as data need it).
///
/// `2012`, `2012-08`, `2012-08-05`, `2016/2020`, `2017/..` (open end), `../2016` (open start), `2016/`
/// and `/2016` (end or start not known); a bound may carry `?`, `~` or `%` when it is not certain.
/// Both ends are inclusive: `2016/2020` runs from 1 January 2016 to 31 December 2020.
/// The empty text is an unknown period, never year 0.
public struct Period: Hashable, Sendable {
  public enum Bound: Hashable, Sendable {
    case unknown
    /// No bound on this side: it always was, or still goes on.
    case open
    case date(CalendarDate, Certainty)
  }

  public enum Certainty: String, Sendable {
    case certain = ""
    case uncertain = "?"
    case approximate = "~"
    case uncertainAndApproximate = "%"
  }

  public let start: Bound
  public let end: Bound
  /// Written as one date rather than as an interval.
  private let isSingle: Bool

  public static let unknown = Period(start: .unknown, end: .unknown, isSingle: true)

  /// Makes an interval, or nothing when it ends before it starts.
  public init?(from start: Bound, to end: Bound) {
    if case .date(let first, _) = start, case .date(let last, _) = end,
      first.firstDay > last.lastDay
    {
      return nil
    }
    self.init(start: start, end: end, isSingle: false)
  }

  /// The period that one date covers.
  public init(_ date: CalendarDate, _ certainty: Certainty = .certain) {
    self.init(start: .date(date, certainty), end: .date(date, certainty), isSingle: true)
  }

  private init(start: Bound, end: Bound, isSingle: Bool) {
    self.start = start
    self.end = end
    self.isSingle = isSingle
  }

  /// Reads the text of a cell.
  public init(_ text: some StringProtocol) throws(PeriodError) {
    if text.isEmpty {
      self = .unknown
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard case .date(let date, let certainty) = Self.bound(parts[0]) else { throw .unparsable }
      self.init(date, certainty)
    case 2:
      guard let start = Self.bound(parts[0]), let end = Self.bound(parts[1]) else {
        throw .unparsable
      }
      if case .unknown = start, case .unknown = end { throw .unparsable }
      guard let period = Period(from: start, to: end) else { throw .reversed }
      self = period
    default: throw .unparsable
    }
  }

  private static func bound(_ text: Substring.SubSequence) -> Bound? {
    bound(String(text))
  }

  private static func bound(_ text: some StringProtocol) -> Bound? {
    if text.isEmpty { return .unknown }
    if text == ".." { return .open }
    if let mark = text.last, let certainty = Certainty(rawValue: String(mark)) {
      return CalendarDate(text.dropLast()).map { .date($0, certainty) }
    }
    return CalendarDate(text).map { .date($0, .certain) }
  }

  public var isUnknown: Bool { self == .unknown }

  /// The year, when the whole period lies in one.
  public var singleYear: Int? {
    guard case .date(let first, _) = start, case .date(let last, _) = end, first.year == last.year
    else { return nil }
    return Int(first.year)
  }
}

public enum PeriodError: Error, Hashable, Sendable {
  case unparsable
  /// The end lies before the start.
  case reversed
}

// MARK: - At a date

/// An answer that the record may not allow.
public enum Knowledge: String, Sendable {
  case yes
  case no
  case unknown
}

extension Period.Bound {
  /// Whether the bound is certain and every day that it may mean is a day of `date`.
  fileprivate func lies(within date: CalendarDate) -> Bool {
    guard case .date(let bound, .certain) = self else { return false }
    return date.firstDay <= bound.firstDay && bound.lastDay <= date.lastDay
  }
}

extension Period {
  /// Whether the period covers some day of `date`.
  ///
  /// Conventions: a day asks about that day, a month or year about any day in it. A bound that is not
  /// certain makes the answer unknown for dates inside that bound (`2016?/2020` at 2016), an unknown
  /// bound makes it unknown unless the other bound already rules it out or lies in `date` itself
  /// (`2019/` at 2019 is yes, at 2020 unknown).
  public func covers(_ date: CalendarDate) -> Knowledge {
    let started: Knowledge =
      switch start {
      case .unknown: .unknown
      case .open: .yes
      case .date(let first, let certainty):
        if first.firstDay > date.lastDay {
          .no
        } else if certainty != .certain, date.lastDay <= first.lastDay {
          .unknown
        } else {
          .yes
        }
      }
    let notEnded: Knowledge =
      switch end {
      case .unknown: .unknown
      case .open: .yes
      case .date(let last, let certainty):
        if last.lastDay < date.firstDay {
          .no
        } else if certainty != .certain, date.firstDay >= last.firstDay {
          .unknown
        } else {
          .yes
        }
      }
    if started == .no || notEnded == .no { return .no }
    // The day of a certain bound belongs to the period, whatever the other bound is.
    if [start, end].contains(where: { $0.lies(within: date) }) { return .yes }
    return started == .yes && notEnded == .yes ? .yes : .unknown
  }

  /// Whether two periods share a day; unknown bounds count as not sharing.
  public func overlaps(_ other: Period) -> Bool {
    guard !isUnknown, !other.isUnknown else { return false }
    return firstDay <= other.lastDay && other.firstDay <= lastDay
  }

  /// First day, counted from 1970-01-01; open or unknown starts lie before all days.
  public var firstDay: Int {
    if case .date(let date, _) = start { date.firstDay } else { .min }
  }

  /// Last day; open or unknown ends lie after all days.
  public var lastDay: Int {
    if case .date(let date, _) = end { date.lastDay } else { .max }
  }
}

extension Period: CustomStringConvertible {
  public var description: String {
    if isUnknown { return "" }
    func text(_ bound: Bound) -> String {
      switch bound {
      case .unknown: ""
      case .open: ".."
      case .date(let date, let certainty): date.description + certainty.rawValue
      }
    }
    return isSingle ? text(start) : text(start) + "/" + text(end)
  }
}
