internal import Analysis
internal import NetworkModel

// What every figure carries: head, legend, foot.
extension Figure {
  static let margin = 36.0

  /// Title and subtitle. Returns the ordinate below them.
  mutating func head(_ frame: FigureFrame) -> Double {
    let room = width - 2 * Self.margin
    // On narrow paper a title is set smaller before it is cut.
    let size = Self.size(of: frame.title, from: 16, to: 11, width: room, bold: true)
    caption(
      TextMetrics.fitted(frame.title, size: size, width: room, bold: true),
      at: Spot(Self.margin, 38), size: size, bold: true)
    let below = Self.size(of: frame.subtitle, from: 9.5, to: 7, width: room)
    caption(
      TextMetrics.fitted(frame.subtitle, size: below, width: room), at: Spot(Self.margin, 58),
      size: below, .quietText)
    return 70
  }

  /// The largest size, in half points, at which a text fits a width; the least when none does.
  private static func size(
    of text: String, from largest: Double, to least: Double, width: Double, bold: Bool = false
  ) -> Double {
    let text = InkText.clean(text)
    return stride(from: largest, to: least, by: -0.5).first {
      TextMetrics.width(text, size: $0, bold: bold) <= width
    } ?? least
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

  /// The legend: states that occur, with counts, then the kinds of line that occur.
  ///
  /// - Returns: the height of the lines after the first: 0 when one line is enough.
  @discardableResult
  mutating func legend(
    _ picture: PairingPicture, from start: Spot, links: [FigureLink]
  ) -> Double {
    legend(LegendEntry.entries(of: picture, links: links), from: start)
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
