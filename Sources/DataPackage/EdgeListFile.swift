public import GraphCore
internal import NetworkModel

/// A graph that was read from a plain file of edges: a table (CSV, TSV, semicolons, spaces) or GraphML.
///
/// ``read(_:options:)`` tells the format by the content of the file, not by its name.
///
/// ## Conventions
/// - Edges keep the order of the file and are numbered from 0; parallel edges and loops are kept.
/// - When every name is a plain whole number (no sign, no needless zero, at most 18 digits), nodes are
///   numbered by ascending name; otherwise in the order in which the file names them. GraphML
///   numbers nodes in the order of its `node` elements.
/// - A column of which every cell is a decimal number is a ``NumberColumn``; every other column is a
///   ``TermColumn``. Names that differ in a single byte are different nodes.
public struct EdgeListFile: Sendable {
  /// How the file is written.
  public enum Form: String, Sendable, CaseIterable {
    case commas, tabs, semicolons, bars, spaces, graphML
  }

  /// The path as it was given, for messages.
  public let file: String
  public let form: Form
  public let graph: CompactGraph
  public let names: NodeNames
  /// The columns of numbers, in file order, without the two columns of ends.
  public let numbers: [NumberColumn]
  /// The columns of words, in file order.
  public let terms: [TermColumn]
  /// Warnings and remarks; a file with errors is refused.
  public let issues: [TableIssue]

  init(
    file: String, form: Form, graph: CompactGraph, names: NodeNames, numbers: [NumberColumn],
    terms: [TermColumn], issues: [TableIssue]
  ) {
    self.file = file
    self.form = form
    self.graph = graph
    self.names = names
    self.numbers = numbers
    self.terms = terms
    self.issues = issues
  }

  /// Reads a file of edges.
  ///
  /// A table may have a header or none, a byte order mark, CRLF, quoted fields and lines of comment
  /// (`#`, `%`) before the first row. The ends of an edge are the columns that the options name, or
  /// those with a usual pair of names (`source,target`, `src,dst`, `from,to`, `donor,recipient`, …), or
  /// the first two.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: what is known of it.
  /// - Throws: ``EdgeListRefusal`` with every issue of the file.
  /// - Complexity: O(bytes + *n* + *m*). Plain integer tables are parsed on all processors.
  public static func read(
    _ path: String, options: EdgeListOptions = EdgeListOptions()
  ) throws(EdgeListRefusal) -> EdgeListFile {
    try EdgeListReader.read(path, options: options)
  }

  /// Reads edges from bytes that are in memory already, such as standard input.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - file: what to call it in messages.
  public static func read(
    _ bytes: [UInt8], named file: String, options: EdgeListOptions = EdgeListOptions()
  ) throws(EdgeListRefusal) -> EdgeListFile {
    try EdgeListReader.read(bytes, file: file, options: options)
  }

  /// The name of a node, as the file writes it.
  public func name(of node: Int) -> String { names[node] }

  /// The node of that name, or `nil`.
  public func node(named name: String) -> Int? { names.node(name) }

  /// The column of numbers of that name (upper and lower case alike), or `nil`.
  public func numbers(_ column: String) -> NumberColumn? {
    numbers.first { $0.name == column }
      ?? numbers.first { $0.name.lowercased() == column.lowercased() }
  }

  /// The column of that name as words; a column of numbers is turned into words, or `nil`.
  public func terms(_ column: String) -> TermColumn? {
    terms.first { $0.name == column } ?? terms.first { $0.name.lowercased() == column.lowercased() }
      ?? numbers(column).map(TermColumn.init)
  }

  /// The first column that is called a weight, a length, an amount or the like, or `nil`.
  public var usualWeight: NumberColumn? {
    numbers.first { EdgeListForm.weightNames.contains($0.name.lowercased()) }
  }

  /// The years of each edge, from a column of years (`2018`) or periods (`2016/2020`, `2017/..`).
  ///
  /// - Parameter column: its name; by default the first that is called year, period or the like.
  /// - Returns: *m* spans in edge order, an empty cell being always; `nil` when there is no such column
  ///   or a cell of it is not a period.
  public func spans(_ column: String? = nil) -> [EdgeAttributes.Span]? {
    let all = numbers.map(\.name) + terms.map(\.name)
    guard
      let name = column ?? all.first(where: { EdgeListForm.yearNames.contains($0.lowercased()) }),
      let column = terms(name)
    else { return nil }
    var spans: [EdgeAttributes.Span] = []
    for term in column.terms {
      guard let period = try? Period(term) else { return nil }
      spans.append(period.years)
    }
    return column.codes.map { $0 < 0 ? .always : spans[Int($0)] }
  }
}
