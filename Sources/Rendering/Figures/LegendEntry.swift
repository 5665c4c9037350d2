internal import Analysis
internal import NetworkModel

/// One entry of a legend: how wide it is, and how it is drawn from its left end.
struct LegendEntry {
  var width: Double
  var draw: (inout Figure, Spot) -> Void

  /// Points between two entries.
  static let gap = 14.0
  /// Points from line to line.
  static let pitch = 12.0

  /// A sign and words after it.
  ///
  /// - Parameter reach: how far the words stand from the left end.
  init(
    _ text: String, reach: Double = 0, size: Double = 8,
    sign: @escaping (inout Figure, Spot) -> Void = { _, _ in }
  ) {
    width = reach + TextMetrics.width(text, size: size)
    draw = { figure, spot in
      sign(&figure, spot)
      figure.caption(text, at: Spot(spot.x + reach, spot.y), size: size, .quietText)
    }
  }
}

extension Figure {
  /// Draws entries from left to right, in as many lines as they need.
  ///
  /// - Returns: the height of the lines after the first.
  @discardableResult
  mutating func legend(_ entries: [LegendEntry], from start: Spot) -> Double {
    var spot = start
    for entry in entries {
      if spot.x > start.x, spot.x + entry.width > width - Self.margin {
        spot = Spot(start.x, spot.y + LegendEntry.pitch)
      }
      entry.draw(&self, spot)
      spot.x += entry.width + LegendEntry.gap
    }
    return spot.y - start.y
  }
}

extension [LegendEntry] {
  /// The height of all lines, on a page of a width.
  func height(on width: Double) -> Double {
    isEmpty ? 0 : extraHeight(on: width) + LegendEntry.pitch
  }

  /// The height of the lines after the first, on a page of a width.
  func extraHeight(on width: Double) -> Double {
    var figure = Figure(width: width, height: 100, title: "", summary: "")
    return figure.legend(self, from: Spot(Figure.margin, 0))
  }
}

extension LegendEntry {
  /// States that occur, with counts; the layers, where several are asked for; how sure lines are.
  static func entries(of picture: PairingPicture, links: [FigureLink]) -> [LegendEntry] {
    let language = picture.frame.language
    var entries = states(of: picture)
    let looks = LayerLooks(picture)
    if looks.isTold {
      entries += looks.entries(links, language)
    }
    for (certainty, words) in [
      (FigureLink.Certainty.onRecord, FigureWords.solid), (.inferred, FigureWords.dashed),
    ] {
      let count = links.count { $0.certainty == certainty }
      guard count > 0 else { continue }
      let ink: Ink = looks.isTold ? .quietText : .blue.opacity(0.75)
      entries.append(
        LegendEntry(FigureWords.counted(words(language), count, language), reach: 24) {
          $0.line(
            $1, Spot($1.x + 20, $1.y), ink, width: 1.4, dashed: certainty == .inferred)
        })
    }
    if picture.recipientUnits.contains(where: { $0.state == .noRecord }) {
      entries.append(LegendEntry(FigureWords.noRecordNote(language)))
    }
    return entries
  }

  /// The states of counted recipients.
  private static func states(of picture: PairingPicture) -> [LegendEntry] {
    let language = picture.frame.language
    return CoverageState.allCases.compactMap { state in
      let count = picture.recipientUnits.count { $0.state == state && $0.isCounted }
      guard count > 0 else { return nil }
      let words = FigureWords.counted(FigureWords.states(state, language), count, language)
      return LegendEntry(words, reach: 11) { figure, spot in
        let before = figure.marks.count
        figure.unit(
          FigureUnit(id: "", name: "", state: state), at: Spot(spot.x + 4, spot.y), radius: 3.4,
          role: .recipient)
        for mark in before..<figure.marks.count { figure.marks[mark].subject = nil }
      }
    }
  }
}
