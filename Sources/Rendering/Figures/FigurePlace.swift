/// A place or organisation that a figure names: a row, a column, an end of a line.
public struct FigurePlace: Hashable, Sendable {
  public var id: String
  /// What the figure prints.
  public var name: String
  /// For titles in SVG.
  public var fullName: String

  public init(id: String, name: String, fullName: String? = nil) {
    self.id = id
    self.name = name
    self.fullName = fullName ?? name
  }
}
