internal import Analysis

/// The pieces of which the bar of a period is made: no side that is not certain looks as if it were.
struct TimelineBar: Hashable {
  enum Look: Hashable {
    /// The period surely holds.
    case sure
    /// In the days of a bound that is not certain: hatched.
    case possible
    /// Beside a bound that is not known: dotted.
    case unknown
  }

  /// How a piece ends where it does.
  enum End: Hashable {
    case flat
    /// No bound is set: an arrow beyond the axis.
    case open
    /// It goes on outside the years shown.
    case cut
    /// Nobody knows: a question mark.
    case unknown
  }

  struct Piece: Hashable {
    var look: Look
    var left, right: Double
    var leftEnd = End.flat
    var rightEnd = End.flat
  }

  /// From the left; none when the period lies off the axis.
  let pieces: [Piece]

  private static let leastWidth = 2.0

  init(_ span: PeriodSpan, on scale: TimelineScale) {
    var pieces: [Piece] = []
    func add(_ look: Look, _ range: ClosedRange<Int>) {
      guard range.lowerBound <= scale.days.upperBound, range.upperBound >= scale.days.lowerBound
      else { return }
      var (left, right) = (scale.start(of: range.lowerBound), scale.end(of: range.upperBound))
      if right - left < Self.leastWidth {
        let middle = (left + right) / 2
        (left, right) = (middle - Self.leastWidth / 2, middle + Self.leastWidth / 2)
      }
      var piece = Piece(look: look, left: left, right: right)
      if range.lowerBound == .min {
        piece.leftEnd = look == .unknown ? .unknown : .open
      } else if range.lowerBound < scale.days.lowerBound {
        piece.leftEnd = .cut
      }
      if range.upperBound == .max {
        piece.rightEnd = look == .unknown ? .unknown : .open
      } else if range.upperBound > scale.days.upperBound {
        piece.rightEnd = .cut
      }
      pieces.append(piece)
    }
    let whole = span.possible
    if span.isUndated {
      add(.unknown, whole)
      self.pieces = pieces
      return
    }
    /// What of `range` lies in the period and not among its sure days.
    let sure = span.sure
    func unsure(before: ClosedRange<Int>?) -> ClosedRange<Int>? {
      guard let days = before else { return nil }
      let low = max(days.lowerBound, whole.lowerBound)
      let high = min(days.upperBound, whole.upperBound, sure.map { $0.lowerBound - 1 } ?? .max)
      return low <= high ? low...high : nil
    }
    func unsure(after: ClosedRange<Int>?) -> ClosedRange<Int>? {
      guard let days = after else { return nil }
      let low = max(days.lowerBound, whole.lowerBound, sure.map { $0.upperBound + 1 } ?? .min)
      let high = min(days.upperBound, whole.upperBound)
      return low <= high ? low...high : nil
    }
    var shown: [(Look, ClosedRange<Int>)] = []
    if let sure {
      if sure.lowerBound != .min, let days = unsure(before: span.startDays) {
        shown.append((.possible, days))
      }
      shown.append((.sure, sure))
      if sure.upperBound != .max, let days = unsure(after: span.endDays) {
        shown.append((.possible, days))
      }
    } else if span.startDays != nil, span.endDays != nil {
      shown.append((.possible, whole))
    } else if let days = span.startDays ?? span.endDays {
      shown.append((.possible, days))
    }
    if let first = shown.first?.1.lowerBound, span.start == .unknown, first != .min {
      shown.insert((.unknown, .min...(first - 1)), at: 0)
    }
    if let last = shown.last?.1.upperBound, span.end == .unknown, last != .max {
      shown.append((.unknown, (last + 1)...(.max)))
    }
    // An open start before an end that is not certain, and the other way round.
    if let first = shown.first?.1.lowerBound, span.start == .open, first != .min {
      shown.insert((.possible, .min...(first - 1)), at: 0)
    }
    if let last = shown.last?.1.upperBound, span.end == .open, last != .max {
      shown.append((.possible, (last + 1)...(.max)))
    }
    for (look, range) in shown { add(look, range) }
    self.pieces = pieces
  }
}

extension Figure {
  /// The bar of a period. One of its pieces carries the subject.
  mutating func timelineBar(
    _ bar: TimelineBar, y: Double, height: Double, isInferred: Bool, subject: Subject?
  ) {
    let named =
      bar.pieces.firstIndex { $0.look == .sure } ?? bar.pieces.firstIndex {
        $0.look == .possible
      } ?? 0
    for (index, piece) in bar.pieces.enumerated() {
      let subject = index == named ? subject : nil
      if piece.look == .unknown {
        dotted(piece, y: y, subject: subject)
      } else {
        solid(piece, y: y, height: height, isInferred: isInferred, subject: subject)
      }
    }
  }

  private mutating func dotted(_ piece: TimelineBar.Piece, y: Double, subject: Subject?) {
    var (left, right) = (piece.left, piece.right)
    for (end, x, anchor) in [
      (piece.leftEnd, left - 3, Anchor.end), (piece.rightEnd, right + 3, Anchor.start),
    ] where end == .unknown {
      caption("?", at: Spot(x, y), size: 8, .quietText, anchor: anchor, bold: true)
    }
    if piece.leftEnd == .cut { left -= 6 }
    if piece.rightEnd == .cut { right += 6 }
    // Dots, as a row of very short lines in one stroke would be dashes: the first dot carries the subject.
    let count = max(Int(((right - left) / 4).rounded()), 1)
    for number in 0..<count {
      let x = left + (right - left) * (Double(number) + 0.5) / Double(count)
      circle(Spot(x, y), radius: 0.8, fill: .quietText, subject: number == 0 ? subject : nil)
    }
  }

  private mutating func solid(
    _ piece: TimelineBar.Piece, y: Double, height: Double, isInferred: Bool, subject: Subject?
  ) {
    let (top, bottom) = (y - height / 2, y + height / 2)
    var corners: [Spot] = []
    var (left, right) = (piece.left, piece.right)
    let tip = 8.0
    switch piece.leftEnd {
    case .open: corners = [Spot(left, bottom), Spot(left - tip, y), Spot(left, top)]
    case .cut:
      left -= 6
      corners = [Spot(left, bottom), Spot(left, top)]
    default: corners = [Spot(left, bottom), Spot(left, top)]
    }
    switch piece.rightEnd {
    case .open: corners += [Spot(right, top), Spot(right + tip, y), Spot(right, bottom)]
    case .cut:
      right += 6
      corners += [Spot(right, top), Spot(right, bottom)]
    default: corners += [Spot(right, top), Spot(right, bottom)]
    }
    let isPossible = piece.look == .possible
    area(
      corners, fill: isPossible ? .paper : isInferred ? Ink.steps[1] : .blue,
      hatch: isPossible ? .possible : nil, outlineWidth: 0, subject: subject)
    if isPossible || isInferred {
      for edge in [top, bottom] {
        line(
          Spot(left, edge), Spot(right, edge), .blue, width: 0.8,
          dashed: right - left > 14 && isInferred)
      }
      if !isPossible {
        if piece.leftEnd == .flat { line(Spot(left, top), Spot(left, bottom), .blue, width: 0.8) }
        if piece.rightEnd == .flat {
          line(Spot(right, top), Spot(right, bottom), .blue, width: 0.8)
        }
      }
      for (end, x, reach) in [(piece.leftEnd, left, -tip), (piece.rightEnd, right, tip)]
      where end == .open {
        line(Spot(x, top), Spot(x + reach, y), .blue, width: 0.8)
        line(Spot(x + reach, y), Spot(x, bottom), .blue, width: 0.8)
      }
    }
    for (end, x) in [(piece.leftEnd, left + 3), (piece.rightEnd, right - 3)] where end == .cut {
      line(Spot(x - 1.5, bottom + 1), Spot(x + 1.5, top - 1), .paper, width: 1.4)
    }
  }
}

extension Figure.Hatch {
  /// What may be: blue lines on white.
  static let possible = Figure.Hatch(ink: .blue, width: 0.6, pitch: 2.6, direction: .rising)
}

/// The shapes of marks: lanes differ by shape and by colour.
enum TimelineGlyph {
  static let inks: [Ink] = [.vermilion, .blue, .green, .pink]

  /// The corners of the shape of a lane; nothing for a circle.
  static func corners(_ lane: Int, at spot: Spot, radius: Double) -> [Spot]? {
    let r = radius
    func at(_ x: Double, _ y: Double) -> Spot { Spot(spot.x + x * r, spot.y + y * r) }
    switch lane % 5 {
    case 0: return nil
    case 1: return [at(-0.88, -0.88), at(0.88, -0.88), at(0.88, 0.88), at(-0.88, 0.88)]
    case 2: return [at(0, -1.25), at(1.25, 0), at(0, 1.25), at(-1.25, 0)]
    case 3: return [at(0, -1.2), at(1.15, 0.85), at(-1.15, 0.85)]
    default: return [at(-1.15, -0.85), at(1.15, -0.85), at(0, 1.2)]
    }
  }
}

extension Figure {
  /// The glyph of a lane; hollow when the date is not exact.
  mutating func timelineGlyph(
    _ lane: Int, at spot: Spot, radius: Double, isHollow: Bool, subject: Subject? = nil
  ) {
    let ink = TimelineGlyph.inks[lane % TimelineGlyph.inks.count]
    if let corners = TimelineGlyph.corners(lane, at: spot, radius: radius) {
      area(
        corners, fill: isHollow ? .paper : ink, outline: ink, outlineWidth: 1.1, subject: subject)
    } else {
      circle(
        spot, radius: radius, fill: isHollow ? .paper : ink, outline: ink, outlineWidth: 1.1,
        subject: subject)
    }
  }
}
