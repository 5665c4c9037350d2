internal import NetworkModel

extension LegendEntry {
  /// Three widths or more with their numbers, circles with theirs, and the looks of units with counts.
  static func entries(ofFunds picture: PairingPicture) -> [LegendEntry] {
    guard let funds = picture.funds else { return [] }
    let language = picture.frame.language
    let unit = funds.unit
    var entries: [LegendEntry] = []
    func sample(_ text: String, _ width: Double) -> LegendEntry {
      LegendEntry(text, reach: 27) {
        $0.line($1, Spot($1.x + 22, $1.y), .blue.opacity(0.7), width: width)
      }
    }
    func number(_ atoms: Int64) -> String { unit.number(atoms) + unit.suffix(language) }
    if let widths = FlowWidths(picture.links.compactMap(\.atoms)) {
      switch widths.scale {
      case .linear(let largest):
        entries.append(LegendEntry(FigureWords.linear(language)))
        let least = picture.links.compactMap(\.atoms).filter { $0 > 0 }.min() ?? largest
        for amount in samples(from: least, to: largest) {
          entries.append(sample(number(amount), widths.width(of: amount)))
        }
      case .classes(let classes):
        entries.append(
          LegendEntry(
            FigureWords.classed(
              widths.width(of: classes.first?.lowest ?? 0), language)))
        for found in classes {
          let range =
            found.lowest == found.highest
            ? number(found.lowest) : "\(number(found.lowest))–\(number(found.highest))"
          entries.append(
            sample(
              FigureWords.counted(range, found.count, language), widths.width(of: found.lowest)))
        }
      }
    }
    let largest = picture.recipientUnits.compactMap(\.received).max() ?? 0
    if largest > 0 {
      entries.append(discs(largest, number, language))
    }
    let counted = picture.recipientUnits.filter(\.isCounted)
    for look in FigureUnit.FundsLook.allCases {
      let units = counted.filter { $0.fundsLook == look }
      guard let first = units.first else { continue }
      let words = FigureWords.counted(look.words(language), units.count, language)
      entries.append(
        LegendEntry(words, reach: 11) { figure, spot in
          var unit = first
          if look == .amount { unit.received = 1 }
          let before = figure.marks.count
          figure.fundsUnit(unit, at: Spot(spot.x + 4, spot.y), radius: look == .zero ? 1.3 : 3.2)
          for mark in before..<figure.marks.count { figure.marks[mark].subject = nil }
        })
    }
    return entries
  }

  /// A quarter and a sixteenth of the largest circle, whose radii fit a line, with their amounts.
  private static func discs(
    _ largest: Int64, _ number: (Int64) -> String, _ language: Language
  ) -> LegendEntry {
    let shown: [(amount: Int64, radius: Double)] = [
      (largest / 16, MapDrawing.largestRadius / 4), (largest / 4, MapDrawing.largestRadius / 2),
    ].filter { $0.0 > 0 }
    let head = FigureWords.discs(language)
    let texts = shown.map { number($0.amount) }
    var width = TextMetrics.width(head, size: 8) + 6
    var places: [Double] = []
    for (item, text) in zip(shown, texts) {
      places.append(width)
      width += 2 * item.radius + 3 + TextMetrics.width(text, size: 8) + 8
    }
    var entry = LegendEntry(head)
    entry.width = width - 8
    entry.draw = { figure, spot in
      figure.caption(head, at: spot, size: 8, .quietText)
      for ((item, text), place) in zip(zip(shown, texts), places) {
        figure.circle(
          Spot(spot.x + place + item.radius, spot.y), radius: item.radius,
          fill: .vermilion.opacity(0.75))
        figure.caption(
          text, at: Spot(spot.x + place + 2 * item.radius + 3, spot.y), size: 8, .quietText)
      }
    }
    return entry
  }

  /// The largest amount, its half, and the smallest: three numbers to read widths by; fewer when they coincide.
  static func samples(from least: Int64, to largest: Int64) -> [Int64] {
    var amounts = [least, largest / 2, largest]
    if least >= largest / 2 { amounts = [largest / 4, largest / 2, largest] }
    var seen: Set<Int64> = []
    return amounts.filter { $0 > 0 && seen.insert($0).inserted }
  }
}

extension FigureUnit.FundsLook {
  var words: Wording {
    switch self {
    case .amount: FigureWords.receivedKnown
    case .zero: FigureWords.zero
    case .unknown: FigureWords.amountUnknownPaired
    case .none: FigureWords.noneAtAll
    case .noRecord: FigureWords.nothingRecorded
    }
  }
}

extension Figure {
  /// A recipient on a map of funds.
  mutating func fundsUnit(_ unit: FigureUnit, at centre: Spot, radius: Double) {
    let subject = Subject(id: unit.id, title: unit.fullName, role: .recipient)
    switch unit.fundsLook {
    case .amount:
      circle(
        centre, radius: radius, fill: .vermilion.opacity(0.75), outline: .paper, outlineWidth: 0.6,
        subject: subject)
      if unit.hasUnknownAmount { circle(centre, radius: 0.9, fill: .text) }
    case .zero:
      circle(centre, radius: radius, fill: .text, subject: subject)
    case .unknown:
      circle(
        centre, radius: 2.8, fill: .paper, outline: .vermilion, outlineWidth: 0.9,
        subject: subject)
      circle(centre, radius: 0.9, fill: .text)
    case .none, .noRecord:
      self.unit(unit, at: centre, radius: radius, role: .recipient)
    }
  }
}
