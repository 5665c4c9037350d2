internal import Analysis
internal import NetworkModel

extension AmountChange.Course {
  static let gain = Ink.diverging[6]
  static let loss = Ink.diverging[0]

  /// Gains and losses are solid, hollow where the other side has no record; absence, silence and doubt have looks of their own.
  var look: AreaLook {
    switch self {
    case .rise: AreaLook(fill: Self.gain)
    case .begun: AreaLook(fill: .paper, outline: Self.gain)
    case .fall: AreaLook(fill: Self.loss)
    case .ended: AreaLook(fill: .paper, outline: Self.loss)
    case .unchanged: AreaLook(fill: Ink.diverging[3])
    case .zero: AreaLook(fill: .paper, outline: .vermilion)
    case .unknown: AreaLook(fill: .paper, hatch: .doubtful)
    case .noRecord: AreaLook(fill: .paper, hatch: .unknown)
    }
  }
}

extension Figure.Hatch {
  /// Something is on record, and its amount is not known.
  static let doubtful = Figure.Hatch(ink: .faintText, width: 0.5, pitch: 2.6, direction: .level)
}

// What the figures of change have in common: totals, legend, marks of rules.
extension Figure {
  /// Both totals and their difference, and that they are equal where they are. Returns the ordinate below.
  mutating func changeTotals(_ picture: ChangePicture, at y: Double) -> Double {
    let language = picture.frame.language
    let room = width - 2 * Self.margin
    var words =
      "\(FigureWords.changeTotal(language)) · \(picture.beforeHead) \(picture.text(picture.before)) → "
      + "\(picture.afterHead) \(picture.text(picture.after))"
    if let difference = picture.difference {
      words +=
        " · " + (difference == 0 ? FigureWords.equalTotals(language) : picture.signed(difference))
    }
    let lines = wrapped(words, size: 10.5, width: room / 1.05).prefix(3)
    for (index, line) in lines.enumerated() {
      caption(
        line.trimmingSpaces, at: Spot(Self.margin, y + 13 * Double(index)), size: 10.5, bold: true)
    }
    let next = y + 13 * Double(lines.count)
    caption(
      TextMetrics.fitted(picture.unit.head(language), size: 8, width: room),
      at: Spot(Self.margin, next), size: 8, .quietText)
    return next + 13
  }

  /// The courses that occur with their counts, then the rules that bound units with theirs. Returns the ordinate below.
  ///
  /// - Parameters:
  ///   - reach: how wide the sign of a course is.
  ///   - sign: draws it from its left end.
  mutating func changeLegend(
    _ picture: ChangePicture, at y: Double, reach: Double,
    sign: @escaping (inout Figure, AmountChange.Course, Spot) -> Void
  ) -> Double {
    let language = picture.frame.language
    let courses = picture.courseCounts.map { course, count in
      LegendEntry(
        FigureWords.counted(course.label(language), count, language), reach: reach + 5
      ) { sign(&$0, course, $1) }
    }
    let rules = picture.boundingRules.map { rule, count in
      LegendEntry(FigureWords.bounds(rule, count, language), reach: 13) {
        $0.ruleGlyph(rule.outcome, at: Spot($1.x + 4, $1.y))
      }
    }
    return y + legend(courses + rules, from: Spot(Self.margin, y)) + 14
  }

  /// A lozenge: full for a rule that is kept, hollow for one that is open, crossed for one that is broken.
  mutating func ruleGlyph(_ outcome: AmountChange.RuleMark.Outcome, at centre: Spot) {
    let reach = 3.4
    let corners = [
      Spot(centre.x, centre.y - reach), Spot(centre.x + reach, centre.y),
      Spot(centre.x, centre.y + reach), Spot(centre.x - reach, centre.y),
    ]
    switch outcome {
    case .kept: area(corners, fill: .text, outlineWidth: 0)
    case .open: area(corners, fill: .paper, outline: .text, outlineWidth: 0.8)
    case .broken:
      area(corners, fill: .paper, outline: .vermilion, outlineWidth: 1)
      let arm = reach * 0.45
      line(
        Spot(centre.x - arm, centre.y - arm), Spot(centre.x + arm, centre.y + arm), .vermilion,
        width: 1)
      line(
        Spot(centre.x - arm, centre.y + arm), Spot(centre.x + arm, centre.y - arm), .vermilion,
        width: 1)
    }
  }
}

extension String {
  /// Without spaces at its ends, as where a line was broken.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
