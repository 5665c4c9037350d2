/// Legend entries in lines: each a sample of some width and its words, wrapped where the page ends.
struct LegendFlow {
  struct Entry {
    var words: String
    var sampleWidth: Double
    /// Draws the sample; its left end stands at the spot.
    var draw: (inout Figure, Spot) -> Void

    init(_ words: String, sample: Double, draw: @escaping (inout Figure, Spot) -> Void) {
      self.words = words
      sampleWidth = sample
      self.draw = draw
    }
  }

  static let size = 8.0
  static let pitch = 13.0
  let entries: [Entry]
  /// The place of each sample, relative to the first.
  let spots: [Spot]

  init(_ entries: [Entry], width: Double) {
    self.entries = entries
    var spots: [Spot] = []
    var (x, y) = (0.0, 0.0)
    for entry in entries {
      let needed =
        entry.sampleWidth + 4
        + min(TextMetrics.width(entry.words, size: Self.size), width - entry.sampleWidth - 4)
      if x > 0, x + needed > width { (x, y) = (0, y + Self.pitch) }
      spots.append(Spot(x, y))
      x += needed + 13
    }
    self.spots = spots
  }

  var height: Double { entries.isEmpty ? 0 : (spots.last?.y ?? 0) + Self.pitch }

  func draw(on figure: inout Figure, from start: Spot) {
    for (entry, spot) in zip(entries, spots) {
      let at = Spot(start.x + spot.x, start.y + spot.y)
      entry.draw(&figure, at)
      figure.caption(
        TextMetrics.fitted(
          entry.words, size: Self.size,
          width: figure.width - Figure.margin - at.x - entry.sampleWidth - 4),
        at: Spot(at.x + entry.sampleWidth + 4, at.y), size: Self.size, .quietText)
    }
  }
}
