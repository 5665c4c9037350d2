internal import Analysis
public import NetworkModel

/// One number of a scenario run through a range: `changes[0].percent=0..20:5`.
public struct Sweep: Sendable {
  /// The keys that lead to the number.
  public let path: String
  public let values: [ExactDecimal]

  public static let mostValues = 1000

  /// Why a text is no sweep.
  public struct Fault: Error, Sendable {
    public let message: Wording
  }

  /// Reads `KEY=FROM..TO` or `KEY=FROM..TO:STEP`; the step is 1 when it is not said.
  public init(_ text: String) throws(Fault) {
    let form = Fault(
      message: Wording(
        en: "‘\(text)’ is not of the form KEY=FROM..TO:STEP, such as changes[0].percent=0..20:5.",
        zh: "“\(text)”不符合“键=起..止:步长”的形式，如 changes[0].percent=0..20:5。"))
    guard let sign = text.firstIndex(of: "="),
      let dots = text[sign...].firstRange(of: "..")
    else { throw form }
    path = String(text[..<sign])
    let rest = text[dots.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    func number(_ text: Substring) -> ExactDecimal? { ExactDecimal(parsing: text.utf8) }
    guard !path.isEmpty, (1...2).contains(rest.count),
      let first = number(text[text.index(after: sign)..<dots.lowerBound]),
      let last = number(rest[0]),
      let step = rest.count == 2 ? number(rest[1]) : ExactDecimal(1), step.significand > 0,
      first < last || first == last
    else { throw form }
    var values: [ExactDecimal] = []
    var next: ExactDecimal? = first
    while let value = next, !(last < value) {
      guard values.count < Self.mostValues else {
        throw Fault(
          message: Wording(
            en: "The sweep has more than \(Self.mostValues) values; take a larger step.",
            zh: "扫描超过 \(Self.mostValues) 个取值，请加大步长。"))
      }
      values.append(value)
      next = value.adding(step)
    }
    self.values = values
  }

  /// The text to put into the file for a value: the unit or per cent sign that stands there is kept. Nothing when no number
  /// stands there.
  public func text(_ value: ExactDecimal, in file: ScenarioFile) -> String? {
    guard let old = file.documents[0].root.node(at: path)?.scalar else { return nil }
    let isPercent = old.trimmed.hasSuffix("%")
    let (number, unit) = ScenarioReading.parts(
      of: isPercent ? String(old.trimmed.dropLast()).trimmed : old.trimmed)
    // A range counts as a number; a word does not.
    guard let first = number.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else {
      return nil
    }
    if isPercent { return "\(value)%" }
    return unit.map { "\(value) \($0)" } ?? value.description
  }
}
