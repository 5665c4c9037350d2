/// What is known of each edge besides its ends, as columns in edge order.
///
/// A column that no edge uses takes no memory and reads as its default.
public struct EdgeAttributes: Sendable {
  /// A weight in whole units (fen, metres, persons); 1 by default.
  public private(set) var weights: [Int64] = []
  /// The kind of relation, numbered by the caller; 0 by default.
  public private(set) var kinds: [UInt8] = []
  /// The layer within a kind, numbered by the caller; 0 by default.
  public private(set) var layers: [UInt16] = []
  /// The first and last year (or other whole step of time) of each edge.
  public private(set) var spans: [Span] = []
  public private(set) var count = 0

  /// An inclusive range of years, open where an end is `nil`.
  public struct Span: Hashable, Sendable {
    private let begin: Int32
    private let finish: Int32

    public init(from first: Int? = nil, through last: Int? = nil) {
      begin = first.map { Int32(clamping: $0) } ?? .min
      finish = last.map { Int32(clamping: $0) } ?? .max
    }

    public static let always = Span()

    public var first: Int? { begin == .min ? nil : Int(begin) }
    public var last: Int? { finish == .max ? nil : Int(finish) }

    /// Whether the two spans share a year.
    public func overlaps(_ other: Span) -> Bool { begin <= other.finish && other.begin <= finish }
  }

  public init() {}

  public func weight(of edge: Int) -> Int64 { weights.isEmpty ? 1 : weights[edge] }
  public func kind(of edge: Int) -> UInt8 { kinds.isEmpty ? 0 : kinds[edge] }
  public func layer(of edge: Int) -> UInt16 { layers.isEmpty ? 0 : layers[edge] }
  public func span(of edge: Int) -> Span { spans.isEmpty ? .always : spans[edge] }

  mutating func append(weight: Int64, kind: UInt8, layer: UInt16, span: Span) {
    Self.append(weight, default: 1, to: &weights, count)
    Self.append(kind, default: 0, to: &kinds, count)
    Self.append(layer, default: 0, to: &layers, count)
    Self.append(span, default: .always, to: &spans, count)
    count += 1
  }

  /// The attributes of some of the edges, in the order given.
  func selecting(_ edges: [Int32]) -> EdgeAttributes {
    var chosen = EdgeAttributes()
    chosen.count = edges.count
    chosen.weights = weights.isEmpty ? [] : edges.map { weights[Int($0)] }
    chosen.kinds = kinds.isEmpty ? [] : edges.map { kinds[Int($0)] }
    chosen.layers = layers.isEmpty ? [] : edges.map { layers[Int($0)] }
    chosen.spans = spans.isEmpty ? [] : edges.map { spans[Int($0)] }
    return chosen
  }

  private static func append<Value: Equatable>(
    _ value: Value, default usual: Value, to column: inout [Value], _ count: Int
  ) {
    if column.isEmpty {
      guard value != usual else { return }
      column = Array(repeating: usual, count: count)
    }
    column.append(value)
  }
}
