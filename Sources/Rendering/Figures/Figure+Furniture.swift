internal import Analysis
internal import NetworkModel

// What every figure carries: head, legend, foot.
extension Figure {
  static let margin = 36.0

  /// Title and subtitle. Returns the ordinate below them.
  mutating func head(_ frame: FigureFrame) -> Double {
    let room = width - 2 * Self.margin
    /// A long line is set smaller before it is cut.
    func line(_ text: String, at y: Double, sizes: ClosedRange<Double>, _ ink: Ink, bold: Bool) {
      let text = InkText.clean(text)
      let natural = TextMetrics.width(text, size: sizes.upperBound, bold: bold)
      let fitting = sizes.upperBound * room / max(natural * Caption.slack, 1)
      let size = min(max((fitting * 10).rounded(.down) / 10, sizes.lowerBound), sizes.upperBound)
      caption(
        TextMetrics.fitted(text, size: size, width: room, bold: bold), at: Spot(Self.margin, y),
        size: size, ink, bold: bold)
    }
    line(frame.title, at: 38, sizes: 10.5...16, .text, bold: true)
    line(frame.subtitle, at: 58, sizes: 7...9.5, .quietText, bold: false)
    return 70
  }

  /// The foot: notes of this figure, sources, date, fingerprint, program. Its first line stands at `top`.
  mutating func foot(_ frame: FigureFrame, notes: [String], top: Double) {
    line(
      Spot(Self.margin, top - 8), Spot(width - Self.margin, top - 8), .rule, width: 0.5)
    for (index, line) in footLines(frame, notes: notes).enumerated() {
      caption(
        line, at: Spot(Self.margin, top + 2 + 11 * Double(index)), size: 7.5, .quietText)
    }
  }

  /// The lines of the foot, each cut where the page ends.
  func footLines(_ frame: FigureFrame, notes: [String]) -> [String] {
    let language = frame.language
    let date =
      frame.years.map { FigureWords.years(language) + $0 }
      ?? (frame.asOf.isEmpty
        ? FigureWords.allTime(language) : FigureWords.asOf(language) + frame.asOf)
    let lines =
      notes + frame.notes + [
        FigureWords.sources(language)
          + (frame.sources.isEmpty ? FigureWords.noSources(language) : frame.sources),
        [date, FigureWords.fingerprint(language) + frame.fingerprint, frame.program]
          .joined(separator: " · "),
      ]
    return lines.flatMap {
      wrapped(InkText.clean($0, limit: 1200), size: 7.5, width: width - 2 * Self.margin - 20)
    }
  }

  /// How high the foot is.
  func footHeight(_ frame: FigureFrame, notes: [String]) -> Double {
    11 * Double(footLines(frame, notes: notes).count) + 12
  }

  func wrapped(_ text: String, size: Double, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0.0
    for character in InkText.clean(text, limit: 20_000) {
      let advance = TextMetrics.width(String(character), size: size)
      // No line begins with a closing mark.
      if used + advance > width, !";,.:)，、。；：）》”".contains(character) {
        // Latin words stay whole.
        let tail = line.reversed().prefix { $0.isASCII && $0 != " " }
        let carried = tail.count < 30 && tail.count < line.count ? String(tail.reversed()) : ""
        lines.append(String(line.dropLast(carried.count)))
        line = carried
        used = TextMetrics.width(line, size: size)
      }
      line.append(character)
      used += advance
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// A head and names after it in lines of a width; no name is broken.
  func listed(
    _ head: String, _ names: [String], size: Double, width: Double, _ language: Language
  ) -> [String] {
    var lines = [head]
    var isFirst = true
    let mark = FigureWords.separator(language)
    for (index, name) in names.enumerated() {
      let word =
        TextMetrics.fitted(name, size: size, width: width - size)
        + (index < names.count - 1 ? mark : "")
      let longer = lines[lines.count - 1] + word
      if isFirst || TextMetrics.width(longer, size: size) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(word)
      }
      isFirst = false
    }
    return lines
  }

  /// A unit's circle. The five states have five looks, told apart by shape as well as by colour.
  mutating func unit(
    _ unit: FigureUnit, at centre: Spot, radius: Double, role: Role
  ) {
    let subject = Subject(id: unit.id, title: unit.fullName, role: role)
    let ink: Ink = role == .donor ? .blue : .vermilion
    switch unit.state {
    case .direct:
      circle(centre, radius: radius, fill: ink, subject: subject)
    case .inherited:
      circle(
        centre, radius: radius - 0.4, fill: ink.opacity(0.3), outline: ink, outlineWidth: 0.9,
        subject: subject)
    case .throughDescendants:
      circle(
        centre, radius: radius - 0.4, fill: .paper, outline: ink, outlineWidth: 0.9,
        subject: subject)
      circle(centre, radius: radius * 0.5, fill: ink)
    case .claimed:
      circle(
        centre, radius: radius - 0.4, fill: .paper, outline: ink, outlineWidth: 0.9,
        subject: subject)
      circle(centre, radius: max(radius * 0.25, 0.7), fill: .text)
    case .none:
      circle(
        centre, radius: radius - 0.6, fill: .paper, outline: .vermilion, outlineWidth: 1.1,
        subject: subject)
    case .noRecord:
      circle(
        centre, radius: radius - 0.5, fill: .paper, outline: .faintText, outlineWidth: 0.8,
        subject: subject)
    }
  }

  /// The legend in one line: states that occur, with counts, then the kinds of line that occur.
  mutating func legend(
    _ picture: PairingPicture, from start: Spot, links: [FigureLink]
  ) {
    let language = picture.frame.language
    var x = start.x
    for state in CoverageState.allCases {
      let count = picture.recipientUnits.count { $0.state == state && $0.isCounted }
      guard count > 0 else { continue }
      unit(
        FigureUnit(id: "", name: "", state: state), at: Spot(x + 4, start.y), radius: 3.4,
        role: .recipient)
      marks[marks.count - 1].subject = nil
      if state == .throughDescendants || state == .claimed { marks[marks.count - 2].subject = nil }
      let words = FigureWords.counted(FigureWords.states(state, language), count, language)
      caption(words, at: Spot(x + 11, start.y), size: 8, .quietText)
      x += 11 + TextMetrics.width(words, size: 8) + 14
    }
    for (certainty, words) in [
      (FigureLink.Certainty.onRecord, FigureWords.solid), (.inferred, FigureWords.dashed),
    ] {
      let count = links.count { $0.certainty == certainty }
      guard count > 0 else { continue }
      line(
        Spot(x, start.y), Spot(x + 20, start.y), .blue.opacity(0.75), width: 1.4,
        dashed: certainty == .inferred)
      let text = FigureWords.counted(words(language), count, language)
      caption(text, at: Spot(x + 24, start.y), size: 8, .quietText)
      x += 24 + TextMetrics.width(text, size: 8) + 14
    }
    if picture.recipientUnits.contains(where: { $0.state == .noRecord }) {
      caption(
        FigureWords.noRecordNote(language), at: Spot(x, start.y), size: 8, .quietText)
    }
  }

  /// A page that says that there is nothing to show.
  static func empty(_ frame: FigureFrame, notes: [String]) -> Figure {
    var figure = Figure(
      frame.page(), title: frame.title, summary: FigureWords.nothing(frame.language))
    _ = figure.head(frame)
    figure.caption(
      FigureWords.nothing(frame.language), at: Spot(figure.width / 2, figure.height * 0.47),
      size: 12, .quietText,
      anchor: .middle)
    figure.foot(
      frame, notes: notes, top: figure.height - 20 - figure.footHeight(frame, notes: notes))
    return figure
  }
}
