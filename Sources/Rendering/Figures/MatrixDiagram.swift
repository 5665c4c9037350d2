internal import Analysis
internal import NetworkModel

/// Who helps whom, for more pairs than lines can show: dots for layers or shades for amounts, with totals at the
/// margins.
///
/// Every unit stands in the figure once: as a row or column when something is on record, else in the list under
/// the matrix.
public struct MatrixDiagram: Sendable {
  public let figure: Figure
  /// Ids of the rows and columns as drawn.
  public let rowOrder: [String]
  public let columnOrder: [String]
  /// Ids of rows and columns without a cell, which are listed under the matrix.
  public let silentRows: [String]
  public let silentColumns: [String]
  let picture: MatrixPicture
  let classes: [AmountClass]

  /// The most rows and columns that a page can hold.
  public static let mostRows = 1000
  public static let mostColumns = 200

  /// - Parameter order: the ids `row` and `column` of an earlier figure; what is new stands after them, in its group.
  /// - Throws: ``FigureError/tooMany(_:count:limit:)``, ``FigureError/unbalanced(column:sum:total:)``.
  public init(
    _ input: MatrixPicture, order kept: [String: [String]] = [:]
  ) throws(FigureError) {
    var picture = input
    let known = Set(picture.rows.map(\.id))
    let knownColumns = Set(picture.columns.map(\.id))
    picture.cells = picture.cells.filter {
      known.contains($0.row) && knownColumns.contains($0.column)
    }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    picture.groups = picture.groups.map { group in
      var group = group
      group.units.sort { $0.id < $1.id }
      return group
    }.sorted { $0.id < $1.id }
    picture.columns.sort { $0.id < $1.id }
    let filledRows = Set(picture.cells.map(\.row))
    let filledColumns = Set(picture.cells.map(\.column))
    silentRows = picture.rows.map(\.id).filter { !filledRows.contains($0) }
    silentColumns = picture.columns.map(\.id).filter { !filledColumns.contains($0) }
    classes = AmountClass.classes(of: picture.cells.compactMap(\.atoms))

    var shown = picture
    shown.groups = picture.groups.map { group in
      var group = group
      group.units.removeAll { !filledRows.contains($0.id) }
      return group
    }.filter { !$0.units.isEmpty }
    shown.columns.removeAll { !filledColumns.contains($0.id) }
    if picture.order == .blocks { shown.sortToBlocks() }
    shown.keep(rows: kept["row"] ?? [], columns: kept["column"] ?? [])
    self.picture = picture
    rowOrder = shown.rows.map(\.id)
    columnOrder = shown.columns.map(\.id)
    guard rowOrder.count <= Self.mostRows else {
      throw .tooMany(.rows, count: rowOrder.count, limit: Self.mostRows)
    }
    guard columnOrder.count <= Self.mostColumns else {
      throw .tooMany(.units, count: columnOrder.count, limit: Self.mostColumns)
    }
    guard !picture.cells.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      return
    }
    let silent = (silentRows, silentColumns)
    figure = try MatrixDrawing(shown, all: picture, classes: classes, silent: silent).figure
  }
}

extension MatrixPicture {
  /// What stood in an earlier figure stands in the same order again.
  fileprivate mutating func keep(rows: [String], columns kept: [String]) {
    columns = TwoColumnOrder.keeping(kept, columns) { [$0.id] }
    groups = groups.map { group in
      var group = group
      group.units = TwoColumnOrder.keeping(rows, group.units) { [$0.id] }
      return group
    }
    groups = TwoColumnOrder.keeping(rows, groups) { $0.units.map(\.id) }
  }

  /// Barycentre order of rows in their groups, of groups, and of columns.
  fileprivate mutating func sortToBlocks() {
    let order = TwoColumnOrder(
      left: columns.map(\.id), right: groups.map { $0.units.map(\.id) },
      lines: cells.map { ($0.column, $0.row) })
    let units = Dictionary(
      (columns + rows).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let groupOf = Dictionary(
      groups.flatMap { group in group.units.map { ($0.id, group) } },
      uniquingKeysWith: { first, _ in first })
    columns = order.left.compactMap { units[$0] }
    groups = order.right.compactMap { ids in
      guard let first = ids.first, var group = groupOf[first] else { return nil }
      group.units = ids.compactMap { units[$0] }
      return group
    }
  }
}

extension FigureWords {
  static let matrixNote = Wording(
    en: "An empty cell is no record, never zero. Totals at the margins are of what is shown.",
    zh: "空格表示无记录，不等于零；边栏合计为图中所示各格之和。")
  static let pairsHead = Wording(en: "pairs", zh: "对数")
  static let layersHead = Wording(en: "layers", zh: "层数")
  static let pairedOnly = Wording(en: "paired, no amount on record", zh: "有结对，无金额记录")

  static func layers(_ layers: Int, _ count: Int, _ language: Language) -> String {
    language == .zh
      ? "\(layers) 层(\(count))" : "\(layers) \(layers == 1 ? "layer" : "layers") (\(count))"
  }

  static func silent(_ head: String, _ count: Int, _ language: Language) -> String {
    language == .zh ? "\(head)中无记录 \(count) 个：" : "\(head), nothing on record (\(count)): "
  }
}
