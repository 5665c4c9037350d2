public import GraphCore

/// What the caller knows of a file of edges; everything left `nil` is recognised from the file.
public struct EdgeListOptions: Hashable, Sendable {
  /// How the edges are to be read. By default a table is directed and GraphML says it itself.
  public var direction: CompactGraph.Direction?
  /// The column of the node at which an edge begins, by its name or its number from 1.
  public var source: String?
  /// The column of the node at which an edge ends, by its name or its number from 1.
  public var target: String?
  /// Columns (in GraphML: keys) of which every cell must be a number.
  public var numbers: [String]
  /// Read a table that is not UTF-8 as GB18030 instead of refusing it.
  public var assumesGB18030: Bool

  public init(
    direction: CompactGraph.Direction? = nil, source: String? = nil, target: String? = nil,
    numbers: [String] = [], assumesGB18030: Bool = false
  ) {
    self.direction = direction
    self.source = source
    self.target = target
    self.numbers = numbers
    self.assumesGB18030 = assumesGB18030
  }
}

/// Why a file of edges was not read: everything that is wrong with it, in order of place.
public struct EdgeListRefusal: Error, Sendable {
  public let issues: [TableIssue]
}
