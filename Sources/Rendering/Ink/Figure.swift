/// A place on a page: points (1/72 inch) from the left and from the **top** edge.
public struct Spot: Hashable, Sendable {
  public var x, y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The distance to another spot, in points.
  func distance(to other: Spot) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }
}

/// A figure as a value: a page and what is inked on it, in drawing order within each kind.
///
/// Areas lie lowest, strokes above them, marks and captions on top. All coordinates are rounded to
/// 0.1 pt when written. Texts may hold anything: they are cleaned and escaped by the pen.
public struct Figure: Hashable, Sendable {
  /// Filled, hatched or outlined polygons that are one thing, such as a county with its exclaves.
  public struct Area: Hashable, Sendable {
    /// A polygon with its holes: what lies in a hole is not of this area.
    public struct Part: Hashable, Sendable {
      public var outer: [Spot]
      public var holes: [[Spot]] = []

      var rings: [[Spot]] { [outer] + holes }
    }

    public var parts: [Part]
    public var fill: Ink?
    /// Lies on the fill and under the outline.
    public var hatch: Hatch?
    public var outline: Ink?
    public var outlineWidth: Double
    /// The identifier and the words of the thing drawn, for SVG readers; nothing for furniture.
    public var subject: Subject?
  }

  /// Parallel lines that fill an area.
  public struct Hatch: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable {
      /// From lower left to upper right, at 45°.
      case rising
      case level
    }

    public var ink: Ink
    public var width: Double
    /// The distance between neighbouring lines.
    public var pitch: Double
    public var direction: Direction
  }

  /// A chain of cubic Bézier curves: one start, then three points a curve.
  public struct Stroke: Hashable, Sendable {
    public var path: [Spot]
    public var ink: Ink
    public var width: Double
    public var isDashed: Bool
    /// The length of an arrowhead that continues the path past its end; nothing for none.
    public var arrowLength: Double?
    /// The identifier and the words of the thing drawn, for SVG readers; nothing for furniture.
    public var subject: Subject?
    public var head = Head.full

    /// The shape of an arrowhead, which doubles the colour of a layer.
    public enum Head: String, Hashable, Sendable, CaseIterable {
      case full = "normal"
      case hollow = "onormal"
      case barbed = "vee"
      case diamond
      case half = "lnormal"
    }
  }

  /// A circle, or another shape of the same area.
  public struct Mark: Hashable, Sendable {
    /// Shapes, each with the side of its box for a circle of radius 1.
    public enum Shape: String, CaseIterable, Hashable, Sendable {
      case circle, square, diamond, triangle, hexagon

      /// The sides of the box that Graphviz fits the shape into, so that all have the area π.
      var box: (width: Double, height: Double) {
        switch self {
        case .circle: (2, 2)
        case .square: (1.7725, 1.7725)
        case .diamond: (2.5066, 2.5066)
        // Equilateral: width · height / 2 = π.
        case .triangle: (2.6935, 2.3327)
        // Regular: a side a has the area 3√3/2 · a², the width 2a and the height √3 · a.
        case .hexagon: (2.1993, 1.9047)
        }
      }
    }

    public var centre: Spot
    public var radius: Double
    public var fill: Ink
    public var outline: Ink?
    public var outlineWidth: Double
    public var subject: Subject?
    public var shape = Shape.circle
  }

  /// One line of text, centred vertically on its spot.
  public struct Caption: Hashable, Sendable {
    public var text: String
    public var spot: Spot
    public var size: Double
    public var ink: Ink
    public var anchor: Anchor
    public var isBold: Bool
    /// Laid under the text where it crosses other ink.
    public var backing: Ink?
    public var subject: Subject?

    /// How much wider than the estimated text its box is: less, and Graphviz would not justify it.
    static let slack = 1.04
  }

  public enum Anchor: String, Hashable, Sendable { case start, middle, end }

  /// What a mark or a stroke stands for: kept in SVG as `data-id`, class and title.
  public struct Subject: Hashable, Sendable {
    public var id: String
    public var title: String
    /// One ASCII word, such as `flow` or `donor`.
    public var role: Role
  }

  public enum Role: String, Hashable, Sendable {
    case donor, recipient, flow, label, group, unit, cell, event
  }

  public let width: Double
  public internal(set) var height: Double
  /// Read by screen readers and shown by browsers.
  public let title: String
  public let summary: String
  public internal(set) var areas: [Area] = []
  public internal(set) var strokes: [Stroke] = []
  public internal(set) var marks: [Mark] = []
  public internal(set) var captions: [Caption] = []
  /// What could not be drawn well, in words: flows under foreign nodes, labels left out.
  public internal(set) var remarks: [String] = []

  /// The largest page side, in points: the limit of PDF readers.
  public static let largestSide = 14_400.0

  init(width: Double, height: Double, title: String, summary: String) {
    precondition(width > 0 && height > 0, "a page has a size")
    self.width = min(width, Self.largestSide)
    self.height = min(height, Self.largestSide)
    self.title = title
    self.summary = summary
  }

  init(_ sheet: Sheet, title: String, summary: String) {
    self.init(width: sheet.width, height: sheet.height, title: title, summary: summary)
  }
}

// Short words for the builders.
extension Figure {
  mutating func area(
    _ corners: [Spot], fill: Ink? = nil, hatch: Hatch? = nil, outline: Ink? = nil,
    outlineWidth: Double = 0.4, subject: Subject? = nil
  ) {
    areas.append(
      Area(
        parts: [Area.Part(outer: corners)], fill: fill, hatch: hatch, outline: outline,
        outlineWidth: outlineWidth, subject: subject))
  }

  mutating func line(_ from: Spot, _ to: Spot, _ ink: Ink, width: Double, dashed: Bool = false) {
    let path = [
      from, Spot((2 * from.x + to.x) / 3, (2 * from.y + to.y) / 3),
      Spot((from.x + 2 * to.x) / 3, (from.y + 2 * to.y) / 3), to,
    ]
    strokes.append(
      Stroke(
        path: path, ink: ink, width: width, isDashed: dashed, arrowLength: nil, subject: nil))
  }

  mutating func circle(
    _ centre: Spot, radius: Double, fill: Ink = .paper, outline: Ink? = nil,
    outlineWidth: Double = 1, subject: Subject? = nil
  ) {
    marks.append(
      Mark(
        centre: centre, radius: radius, fill: fill, outline: outline, outlineWidth: outlineWidth,
        subject: subject))
  }

  /// Cut with an ellipsis where it would leave the page.
  mutating func caption(
    _ text: String, at spot: Spot, size: Double, _ ink: Ink = .text, anchor: Anchor = .start,
    bold: Bool = false, backing: Ink? = nil, subject: Subject? = nil
  ) {
    // Text that ran over the edge would make Graphviz enlarge the page.
    let room =
      switch anchor {
      case .start: width - spot.x
      case .end: spot.x
      case .middle: 2 * min(spot.x, width - spot.x)
      }
    let fitting = TextMetrics.fitted(
      text, size: size, width: (room - 4) / Caption.slack, bold: bold)
    guard !fitting.isEmpty else { return }
    captions.append(
      Caption(
        text: fitting, spot: spot, size: size, ink: ink, anchor: anchor, isBold: bold,
        backing: backing, subject: subject))
  }
}
