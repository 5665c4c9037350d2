public import NetworkModel

/// The days on which a period surely holds, and those on which it may.
///
/// Days are counted from 1970-01-01; an open or unknown side reaches to `Int.min` or `Int.max`. A bound that is not
/// certain (`2016?`) leaves its own days possible, as ``Period/covers(_:)`` does; beside an unknown bound (`2016/`) only
/// the days of the known one are sure.
public struct PeriodSpan: Hashable, Sendable {
  /// How a side is known.
  public enum End: String, Term {
    case dated, uncertain, open, unknown

    public var label: Wording {
      switch self {
      case .dated: Wording(en: "dated", zh: "有日期")
      case .uncertain: Wording(en: "not certain", zh: "日期不确定")
      case .open: Wording(en: "open", zh: "不设界限")
      case .unknown: Wording(en: "unknown", zh: "不详")
      }
    }
  }

  public let start: End
  public let end: End
  /// Nothing when no day is sure.
  public let sure: ClosedRange<Int>?
  public let possible: ClosedRange<Int>
  /// The days that a dated bound covers, by its precision.
  public let startDays: ClosedRange<Int>?
  public let endDays: ClosedRange<Int>?

  /// Whether neither side has a date and nothing says that it always holds.
  public var isUndated: Bool {
    [start, end].contains(.unknown) && ![start, end].contains { $0.isDated }
  }

  public init(_ period: Period) {
    start = End(period.start)
    end = End(period.end)
    possible = period.firstDay...period.lastDay
    startDays = period.start.days
    endDays = period.end.days
    var first: Int?
    var last: Int?
    switch period.start {
    case .unknown: first = nil
    case .open: first = .min
    case .date(let date, let certainty):
      first = certainty == .certain ? date.firstDay : date.lastDay + 1
    }
    switch period.end {
    case .unknown: last = nil
    case .open: last = .max
    case .date(let date, let certainty):
      last = certainty == .certain ? date.lastDay : date.firstDay - 1
    }
    if let first, let last, first <= last {
      sure = first...last
    } else if case .date(let date, .certain) = period.start {
      sure = date.firstDay...min(date.lastDay, possible.upperBound)
    } else if case .date(let date, .certain) = period.end {
      sure = max(date.firstDay, possible.lowerBound)...date.lastDay
    } else {
      sure = nil
    }
  }
}

extension PeriodSpan.End {
  fileprivate init(_ bound: Period.Bound) {
    switch bound {
    case .unknown: self = .unknown
    case .open: self = .open
    case .date(_, .certain): self = .dated
    case .date: self = .uncertain
    }
  }

  fileprivate var isDated: Bool { self == .dated || self == .uncertain }
}

extension Period.Bound {
  fileprivate var days: ClosedRange<Int>? {
    if case .date(let date, _) = self { date.firstDay...date.lastDay } else { nil }
  }
}
