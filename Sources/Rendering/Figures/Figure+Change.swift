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

  /// One item of a legend: how wide its sign is, what draws it at a place, and its words.
  struct LegendItem {
    var width: Double
    var words: String
    var draw: (inout Figure, Spot) -> Void
  }

  /// Items one after the other in as many lines as they need. Returns the ordinate below.
  mutating func flowing(_ items: [LegendItem], at start: Spot, size: Double = 8) -> Double {
    var (x, y) = (start.x, start.y)
    let right = width - Self.margin
    for item in items {
      let room = right - start.x - item.width - 5
      let words = TextMetrics.fitted(item.words, size: size, width: room / Caption.slack)
      let needed = item.width + 5 + TextMetrics.width(words, size: size) * Caption.slack
      if x > start.x, x + needed > right { (x, y) = (start.x, y + 13) }
      item.draw(&self, Spot(x, y))
      caption(words, at: Spot(x + item.width + 5, y), size: size, .quietText)
      x += needed + 12
    }
    return items.isEmpty ? start.y : y + 14
  }

  /// The courses that occur with their counts, then the rules that bound units with theirs.
  func changeLegend(
    _ picture: ChangePicture, sign: (AmountChange.Course) -> LegendItem
  ) -> [LegendItem] {
    picture.courseCounts.map { course, count in
      var item = sign(course)
      item.words = FigureWords.counted(
        course.label(picture.frame.language), count, picture.frame.language)
      return item
    }
  }

  /// The rules that bound units, each with its glyph and how many it bounds.
  func ruleLegend(_ picture: ChangePicture) -> [LegendItem] {
    picture.boundingRules.map { rule, count in
      LegendItem(
        width: 8, words: FigureWords.bounds(rule, count, picture.frame.language)
      ) { figure, spot in
        figure.ruleGlyph(rule.outcome, at: Spot(spot.x + 4, spot.y))
      }
    }
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
