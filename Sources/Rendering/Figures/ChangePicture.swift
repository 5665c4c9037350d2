public import Analysis
internal import NetworkModel

/// What units had before and after: the plain input of the figures of change.
///
/// Order does not matter: figures sort by change, ties by id.
public struct ChangePicture: Hashable, Sendable {
  /// A unit with its two sides.
  public struct Unit: Hashable, Sendable {
    public var line: AmountChange.Line
    /// The short name that the figure prints.
    public var name: String
    public var fullName: String

    public init(_ line: AmountChange.Line, name: String, fullName: String? = nil) {
      self.line = line
      self.name = name
      self.fullName = fullName ?? name
    }

    /// What tells its line from all others: a place can stand for itself and for what is not split in it.
    var key: String { line.id + (line.isUnsplit ? "+" : "") }
  }

  public var frame: FigureFrame
  public var units: [Unit]
  /// How atoms are written.
  public var unit: SankeyUnit
  /// What the two sides are called: years, or the record and the scenario.
  public var beforeHead: String
  public var afterHead: String
  /// The totals of the two sides.
  public var before: AmountChange.Side
  public var after: AmountChange.Side
  /// After less before, of the totals.
  public var difference: Int64?
  /// What units of unknown amount have of the difference, see ``AmountChange/unsettled``.
  public var unsettled: Int64
  /// By how much units add up to more than the totals.
  public var excessBefore: Int64
  public var excessAfter: Int64
  /// Rules that bound no unit of their own.
  public var otherRules: [AmountChange.RuleMark]

  public init(
    frame: FigureFrame, change: AmountChange, units: [Unit], beforeHead: String, afterHead: String,
    otherRules: [AmountChange.RuleMark] = []
  ) {
    self.frame = frame
    self.units = units
    unit = SankeyUnit(quantity: change.unit, scale: change.scale)
    self.beforeHead = beforeHead
    self.afterHead = afterHead
    before = change.before
    after = change.after
    difference = change.difference
    unsettled = change.unsettled
    excessBefore = change.excessBefore
    excessAfter = change.excessAfter
    self.otherRules = otherRules
  }

  /// Units by change, the largest gain first; then those of unknown change, then those without a record; ties by id.
  var ordered: [Unit] {
    units.sorted { a, b in
      let (x, y) = (Self.rank(a), Self.rank(b))
      if x != y { return x < y }
      if let p = a.line.difference, let q = b.line.difference, p != q { return p > q }
      return a.key < b.key
    }
  }

  private static func rank(_ unit: Unit) -> Int {
    switch unit.line.course {
    case .unknown: 1
    case .noRecord: 2
    default: 0
    }
  }

  /// How many units each course has, courses without any left out; the counts add up to the units.
  public var courseCounts: [(course: AmountChange.Course, count: Int)] {
    AmountChange.Course.allCases.compactMap { course in
      let count = units.count { $0.line.course == course }
      return count == 0 ? nil : (course, count)
    }
  }

  /// The largest change of a unit, whichever way.
  var largestChange: Int64 { units.compactMap { $0.line.difference.map(abs) }.max() ?? 0 }

  /// Rules that bound units, in order of their ids, with how many they bound.
  var boundingRules: [(rule: AmountChange.RuleMark, count: Int)] {
    var found: [String: (rule: AmountChange.RuleMark, count: Int)] = [:]
    for unit in units {
      for rule in Set(unit.line.rules) {
        let key = rule.id + " " + rule.name.en
        found[key] = (rule, (found[key]?.count ?? 0) + 1)
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What must be said under every figure of change: what the totals have that the units have not, and rules of the whole.
  var commonNotes: [String] {
    let language = frame.language
    var notes: [String] = []
    if unsettled != 0 { notes.append(FigureWords.unsettled(signed(unsettled), language)) }
    if excessBefore != 0 || excessAfter != 0 {
      notes.append(FigureWords.excess(number(excessBefore), number(excessAfter), language))
    }
    if !otherRules.isEmpty { notes.append(FigureWords.otherRules(otherRules, language)) }
    return notes
  }

  // MARK: Words of numbers

  /// `1,234.00`, `≥1,234.00`, `不详`, `–`.
  func text(_ side: AmountChange.Side) -> String {
    switch side {
    case .noRecord: return "–"
    case .unknown: return FigureWords.unknownShort(frame.language)
    case .amount(let atoms, let more, let less):
      let mark = more ? (less ? "≈" : "≥") : less ? "≤" : ""
      return mark + number(atoms)
    }
  }

  /// The exact number; its minus sign is as wide as a plus.
  func number(_ atoms: Int64) -> String {
    (atoms < 0 ? "−" : "") + unit.number(abs(atoms))
  }

  /// `+12.00`, `−3.50`, `0`; nothing where there is no difference.
  func signed(_ atoms: Int64?) -> String {
    guard let atoms else { return "" }
    return atoms == 0 ? "0" : (atoms > 0 ? "+" : "") + number(atoms)
  }

  /// The difference of a unit, marked where a side of it is not exact; nothing where there is none.
  func signed(_ line: AmountChange.Line) -> String {
    let isOpen = [line.before, line.after].contains { side in
      if case .amount(_, let more, let less) = side { more || less } else { false }
    }
    return (isOpen && line.difference != 0 ? "≈" : "") + signed(line.difference)
  }

  /// A round number without decimals that say nothing.
  func short(_ atoms: Int64) -> String {
    let text = number(atoms)
    guard text.contains(".") else { return text }
    let kept = text.reversed().drop { $0 == "0" }
    return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  }

  /// The change in a few signs for a label on a map: without a fraction from 10 on.
  func brief(_ atoms: Int64) -> String {
    let sign = atoms > 0 ? "+" : "−"
    let text = short(abs(atoms))
    let parts = text.split(separator: ".")
    guard parts.count == 2, let whole = parts.first, whole.count >= 2 else { return sign + text }
    return "\(sign)\(whole)"
  }

  /// The subject of a unit's mark: its name, its two sides and what became of it.
  func subject(_ unit: Unit) -> Figure.Subject {
    let change = unit.line.difference == nil ? "" : " (\(signed(unit.line)))"
    let rules = unit.line.rules.map { " · \($0.name(frame.language))" }.joined()
    return Figure.Subject(
      id: unit.key,
      title: "\(unit.fullName): \(text(unit.line.before)) → \(text(unit.line.after))\(change), "
        + unit.line.course.label(frame.language) + rules, role: .unit)
  }
}
