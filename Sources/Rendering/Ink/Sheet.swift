/// The paper of a figure, in points (1/72 inch).
///
/// Maps fill it; figures of rows take its width and grow longer than it where their rows need that.
public struct Sheet: Hashable, Sendable {
  public var width, height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  public static let a4 = Sheet(width: 842, height: 595)
  public static let a4Portrait = Sheet(width: 595, height: 842)
  public static let a3 = Sheet(width: 1191, height: 842)
  public static let a3Portrait = Sheet(width: 842, height: 1191)
  /// A slide of 16 : 9, 13⅓ × 7½ inches.
  public static let slide = Sheet(width: 960, height: 540)

  /// The widths that a figure can have, in points: narrower, and its furniture would not fit.
  public static let widths = 425.0...2835.0

  /// The sheet enlarged or reduced to a width, its sides in the same proportion.
  public func scaled(toWidth points: Double) -> Sheet {
    Sheet(width: points, height: (height * points / width).rounded())
  }
}

extension FigureFrame {
  /// The paper that was asked for, or A4 lying or standing as suits the figure.
  func page(isPortrait: Bool = false) -> Sheet {
    sheet ?? (isPortrait ? .a4Portrait : .a4)
  }
}
