internal import NetworkModel

/// Who helps whom as rows and columns: the plain input of the matrix.
public struct MatrixPicture: Hashable, Sendable {
  /// A row or column.
  public typealias Unit = FigurePlace

  /// Rows that are shown together, under the name of the place that contains them.
  public struct Group: Hashable, Sendable {
    public var id: String
    public var name: String
    public var units: [Unit]

    public init(id: String, name: String, units: [Unit]) {
      self.id = id
      self.name = name
      self.units = units
    }
  }

  /// What is on record between a row and a column.
  public struct Cell: Hashable, Sendable {
    public var row: String
    public var column: String
    /// The layers in which they are paired.
    public var layers: [String]
    /// Fen, or the smallest decimal of the unit; absent when no flow with an amount is on record.
    public var atoms: Int64?
    /// There is a flow of unknown amount.
    public var hasUnknown: Bool
    /// The truth may be more than the amount.
    public var mayBeMore: Bool
    public var sources: [String]

    public init(
      row: String, column: String, layers: [String] = [], atoms: Int64? = nil,
      hasUnknown: Bool = false, mayBeMore: Bool = false, sources: [String] = []
    ) {
      self.row = row
      self.column = column
      self.layers = layers
      self.atoms = atoms
      self.hasUnknown = hasUnknown
      self.mayBeMore = mayBeMore
      self.sources = sources
    }
  }

  /// What a cell shows.
  public enum Content: Hashable, Sendable {
    /// A dot whose area is the number of layers.
    case layers
    /// A shade in five classes of the amount.
    case amounts(SankeyUnit)
  }

  public enum Order: String, CaseIterable, Sendable {
    /// Rows by place and code, columns by code.
    case code
    /// Rows and columns so that what belongs together stands together; groups stay whole.
    case blocks
  }

  public var frame: FigureFrame
  public var rowsHead: String
  public var columnsHead: String
  public var groups: [Group]
  public var columns: [Unit]
  public var cells: [Cell]
  public var content: Content
  public var order: Order

  public init(
    frame: FigureFrame, rowsHead: String, columnsHead: String, groups: [Group], columns: [Unit],
    cells: [Cell], content: Content, order: Order = .code
  ) {
    self.frame = frame
    self.rowsHead = rowsHead
    self.columnsHead = columnsHead
    self.groups = groups
    self.columns = columns
    self.cells = cells
    self.content = content
    self.order = order
  }

  var rows: [Unit] { groups.flatMap(\.units) }
}

/// A class of amounts, with its limits as they occur.
struct AmountClass: Hashable {
  var lowest: Int64
  var highest: Int64
  var count: Int

  /// Up to five classes of about equal size; equal amounts are in one class, zero is none of them.
  ///
  /// - Complexity: O(*n* log *n*).
  static func classes(of amounts: [Int64], most: Int = 5) -> [AmountClass] {
    let sorted = amounts.filter { $0 > 0 }.sorted()
    var classes: [AmountClass] = []
    var start = 0
    for number in 1...most where start < sorted.count {
      var end = max(start + 1, (sorted.count * number + most - 1) / most)
      while end < sorted.count, sorted[end] == sorted[end - 1] { end += 1 }
      classes.append(
        AmountClass(lowest: sorted[start], highest: sorted[end - 1], count: end - start))
      start = end
    }
    return classes
  }
}
