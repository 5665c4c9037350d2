public import NetworkModel

/// What holding a printed number against the rows came to.
public enum ReconciliationVerdict: String, Term {
  /// The rows give another number.
  case gap
  /// The rows give a number that rounds to what is printed, as far as their own rounding allows.
  case withinRounding = "reconciles_within_rounding"
  /// The rows give the number printed, or a number on the right side of a printed bound.
  case reconciles
  /// The record does not settle it; what is missing is said.
  case cannotBeChecked = "cannot_be_checked"

  public var label: Wording {
    switch self {
    case .gap: Wording(en: "gap", zh: "有差额")
    case .withinRounding: Wording(en: "within rounding", zh: "舍入内相符")
    case .reconciles: Wording(en: "reconciles", zh: "相符")
    case .cannotBeChecked: Wording(en: "cannot be checked", zh: "无法核对")
    }
  }
}

extension ReconciliationVerdict {
  /// Holds a computed figure against a printed one.
  ///
  /// ## Conventions
  /// - Bounds among the parts are taken as they stand: 2000 + 400余 is held against a print as 2400. That the truth may
  ///   be higher is no excuse for a gap; it is offered as an explanation of one.
  /// - A printed `at_least` reconciles with any number that is not below it, `at_most` with one that is not above it
  ///   and cannot be. `approximate` reconciles with the same number alone: how near is near is not printed.
  /// - With an incomplete record a sum that falls short says nothing; one that exceeds the print is a gap all the same.
  ///
  /// - Parameters:
  ///   - precision: of the printed number.
  ///   - isIncomplete: parts are known to be missing, or have no amount.
  public init(
    printed: Quantity, _ precision: Precision, computed: Quantity, isIncomplete: Bool = false
  ) {
    let isShort = computed.value < printed.value
    let touches = printed.rounding.overlaps(computed.rounding)
    switch precision {
    case .atLeast where !isShort: self = .reconciles
    case .atMost where computed.value <= printed.value:
      self = isIncomplete || computed.range.upper == nil ? .cannotBeChecked : .reconciles
    case .approximate where computed.value != printed.value: self = .cannotBeChecked
    default:
      if computed.value == printed.value {
        self = .reconciles
      } else if touches {
        self = .withinRounding
      } else {
        self = isShort && isIncomplete ? .cannotBeChecked : .gap
      }
    }
  }
}

/// What would have to be known for a number to be checked.
public enum MissingForCheck: Hashable, Sendable {
  /// No row speaks of it.
  case rows
  /// There are rows, and each of them is itself computed or concluded.
  case evidence
  /// There are rows, and each of them may be about something else.
  case certainty
  /// Years of the period without a row.
  case years([Int])
  /// The beginning or the end of the period is not known.
  case start, end
  /// Flows without an amount, by row.
  case amounts([Int])
  /// What came in the period before, or against which it is an increase.
  case before(Period?)
  case numerator, denominator
  /// The members of a group are not named.
  case members
  /// So many units are counted and not named.
  case names(Int)
  /// The number itself is not printed.
  case value
  /// How far a number printed as approximate may be off.
  case nearness
  /// How much the parts with a lower bound are at most.
  case upperEnd
  case positions, routeLength
  /// The two numbers have no common unit.
  case commonUnit
  /// The data hold nothing against which it could be held.
  case counterpart

  public var wording: Wording {
    switch self {
    case .rows: Wording(en: "flows of this kind", zh: "相应的流动数据")
    case .evidence:
      Wording(en: "flows that are not themselves derived", zh: "非推算的流动数据")
    case .certainty:
      Wording(en: "flows that surely belong to it", zh: "确属该项的流动数据")
    case .years(let years):
      Wording(
        en: "flows of \(Self.list(years, ", "))", zh: "\(Self.list(years, "、")) 年的流动数据")
    case .start: Wording(en: "the start of the period", zh: "起始时间")
    case .end: Wording(en: "the end of the period", zh: "截止时间")
    case .amounts(let rows):
      Wording(
        en: rows.count == 1 ? "the amount of 1 flow" : "the amounts of \(rows.count) flows",
        zh: "\(rows.count) 笔流动的数额")
    case .before(let period):
      Wording(
        en: "what it was in \(period?.description ?? "the period before")",
        zh: "\(period.map { "\($0) 年" } ?? "上一期")的数额")
    case .numerator: Wording(en: "the numerator", zh: "分子")
    case .denominator: Wording(en: "the denominator", zh: "分母")
    case .members: Wording(en: "the members of the group", zh: "集合成员名单")
    case .names(let count):
      Wording(
        en: count == 1 ? "the name of 1 more" : "the names of \(count) more",
        zh: "其余 \(count) 个的名称")
    case .value: Wording(en: "the printed number", zh: "原文数字")
    case .nearness: Wording(en: "how near ‘about’ is", zh: "“约”的范围")
    case .upperEnd: Wording(en: "the upper end of the parts", zh: "各部分的上限")
    case .positions: Wording(en: "positions of both ends", zh: "两端坐标")
    case .routeLength: Wording(en: "the length of the route", zh: "实际路程")
    case .commonUnit: Wording(en: "a common unit", zh: "可比的单位")
    case .counterpart: Wording(en: "rows to hold it against", zh: "可供核对的数据")
    }
  }

  /// `2016–2018, 2020`.
  private static func list(_ years: [Int], _ separator: String) -> String {
    var runs: [ClosedRange<Int>] = []
    for year in years.sorted() {
      if let last = runs.last, last.upperBound + 1 == year {
        runs[runs.count - 1] = last.lowerBound...year
      } else {
        runs.append(year...year)
      }
    }
    return runs.map {
      $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }.joined(separator: separator)
  }
}
