internal import NetworkModel
internal import Rendering

/// A sentence in one language whose numbers know where they come from.
///
/// Words are literals, numbers are interpolated values of answers: no sentence can state a number that no table states.
struct Phrase: ExpressibleByStringInterpolation, Sendable {
  enum Part: Sendable {
    case words(String)
    case value(ReportValue)
    case date(CalendarDate)
  }

  private(set) var parts: [Part]

  init(stringLiteral words: String) { parts = [.words(words)] }

  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  init(_ parts: [Part]) { self.parts = parts }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    mutating func appendInterpolation(_ value: ReportValue) { parts.append(.value(value)) }

    /// A count with its noun: `1 county`, `2 counties`.
    mutating func appendInterpolation(_ value: ReportValue, _ one: String, _ many: String) {
      parts += [.value(value), .words(" " + (value.count == 1 ? one : many))]
    }

    mutating func appendInterpolation(_ date: CalendarDate) { parts.append(.date(date)) }

    mutating func appendInterpolation(_ words: String) { parts.append(.words(words)) }

    mutating func appendInterpolation(_ phrase: Phrase) { parts += phrase.parts }
  }

  static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(left.parts + right.parts) }
}

extension [Phrase] {
  /// The phrases with a mark between neighbours.
  func joined(_ mark: String) -> Phrase {
    var parts: [Phrase.Part] = []
    for (position, phrase) in enumerated() {
      if position > 0 { parts.append(.words(mark)) }
      parts += phrase.parts
    }
    return Phrase(parts)
  }
}

/// What one paragraph of the summary says.
struct SummaryParagraph: Sendable {
  let heading: Wording
  /// The section that shows it in full.
  let section: String
  let sentences: [Phrase]
}

/// A number that stands large at the head of the page.
struct KeyNumber: Sendable {
  let number: Phrase
  let label: Phrase
}
