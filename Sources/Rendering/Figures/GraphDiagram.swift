internal import Analysis
internal import GraphCore
internal import NetworkModel

/// A whole network on one page: nodes where forces put them, coloured by class, sized by a measure.
///
/// Colours are doubled by shape, layers by dash where there is room for dashes. Direction is shown by arrowheads, or,
/// of many edges, by the darker half at the giver. Names go to the largest nodes first.
///
/// - Complexity: O((*n* log *n* + *m*) · iterations) for the layout; 5,000 nodes and 15,000 edges take about a third of
///   a second of a processor.
public struct GraphDiagram: Sendable {
  /// A node on the page.
  public struct Place: Hashable, Sendable {
    public var id: String
    public var centre: Spot
    /// Of the circle of the same area.
    public var radius: Double
    /// From 0, numbered by smallest member.
    public var component: Int
  }

  public let figure: Figure
  /// Every node, in the order of the picture.
  public let places: [Place]
  public let componentCount: Int
  /// Pairs of nodes whose circles overlap by more than a quarter of the smaller radius.
  public let overlaps: [(String, String)]
  /// Ids of nodes whose names are printed.
  public let labelled: [String]
  /// Ids of nodes whose names found no place.
  public let unlabelled: [String]
  /// How many names were not tried, because there are too many.
  public let untried: Int
  let picture: GraphPicture
  let looks: GraphLooks
  /// The nodes in the legend of sizes: the value and the radius.
  let sizes: [(value: Double, radius: Double)]

  public static let mostNodes = 20_000
  public static let mostEdges = 60_000
  /// The share of the smaller radius from which an overlap is told.
  static let overlapTold = 0.25

  private static let top = 84.0
  private static let legendWidth = 178.0
  private static let gap = 16.0
  /// Square points for a node and its name.
  private static let roomForName = 2_300.0

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ picture: GraphPicture) throws(FigureError) {
    guard picture.nodes.count <= Self.mostNodes else {
      throw .tooMany(.units, count: picture.nodes.count, limit: Self.mostNodes)
    }
    guard picture.edges.count <= Self.mostEdges else {
      throw .tooMany(.pairings, count: picture.edges.count, limit: Self.mostEdges)
    }
    self.picture = picture
    looks = GraphLooks(picture)
    guard !picture.nodes.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      (places, overlaps, labelled, unlabelled, sizes) = ([], [], [], [], [])
      (componentCount, untried) = (0, 0)
      return
    }
    let frame = picture.frame
    var page = Figure(frame.page(), title: frame.title, summary: frame.subtitle)
    _ = page.head(frame)
    let legend = GraphLegend(picture, looks)
    let isBeside = page.width >= 700
    let right = page.width - Figure.margin
    let left = isBeside ? right - Self.legendWidth : Figure.margin
    let notes = legend.notes
    let footHeight = page.footHeight(frame, notes: notes)
    let legendHeight = legend.height(width: right - left, isBeside: isBeside, on: page)
    let below = isBeside ? 0 : legendHeight + Self.gap
    // Few nodes all have names, which need room; many share what there is.
    let plotWidth = (isBeside ? left - Self.gap : right) - Figure.margin
    let least = max(260, Double(min(picture.nodes.count, 120)) * Self.roomForName / plotWidth)
    let foot = max(
      page.height - 6 - footHeight,
      Self.top + max(least, isBeside ? legendHeight : 0) + below + Self.gap)
    page.height = max(page.height, foot + footHeight + 6)
    let plot = PageBox(
      left: Figure.margin, top: Self.top, right: isBeside ? left - Self.gap : right,
      bottom: foot - Self.gap - below)

    let arrangement = GraphArrangement(picture, in: plot)
    places = arrangement.places
    componentCount = arrangement.componentCount
    overlaps = arrangement.overlaps(beyond: Self.overlapTold).map {
      (picture.nodes[$0].id, picture.nodes[$1].id)
    }
    sizes = arrangement.scale.examples
    page.draw(picture, arrangement, looks)
    let names = GraphNames(picture, arrangement, in: plot)
    page.draw(names)
    labelled = names.placement.labels.map(\.request.id)
    unlabelled = names.placement.dropped.map(\.id)
    untried = names.untried
    let legendTop = isBeside ? Self.top + 6 : plot.bottom + Self.gap
    legend.draw(
      on: &page, from: Spot(left, legendTop), width: right - left, isBeside: isBeside,
      scale: arrangement.scale, names: names)
    page.foot(frame, notes: notes, top: foot)
    figure = page
  }
}

/// Which colour, shape and line each class and layer has.
struct GraphLooks: Sendable {
  struct Look: Hashable, Sendable {
    var ink: Ink
    var shape: Figure.Mark.Shape
  }

  struct Line: Hashable, Sendable {
    var ink: Ink
    var isDashed: Bool
  }

  static let others = Look(ink: .rule, shape: .circle)
  private static let looks = [
    Look(ink: .blue, shape: .circle), Look(ink: .vermilion, shape: .square),
    Look(ink: .green, shape: .triangle), Look(ink: .pink, shape: .diamond),
    Look(ink: .sky, shape: .hexagon),
  ]
  static let otherLine = Line(ink: .faintText, isDashed: true)
  /// What lies in what is the ground on which the other layers are drawn.
  private static let containment = Line(ink: .rule, isDashed: false)
  private static let lines = [
    Line(ink: .quietText, isDashed: false), Line(ink: .blue, isDashed: true),
    Line(ink: .vermilion, isDashed: false), Line(ink: .green, isDashed: true),
  ]
  /// More edges than this have no dashes, which would be longer than they.
  static let mostDashed = 2_000

  /// Classes in the order of the legend, and those that share the last look.
  let classes: [Int]
  let otherClasses: [Int]
  let layers: [Int]
  let otherLayers: [Int]
  let ofClass: [Look]
  let ofLayer: [Line]

  init(_ picture: GraphPicture) {
    let ranked = GraphPicture.ranked(picture.classCounts)
    classes = Array(ranked.prefix(GraphPicture.mostClasses))
    otherClasses = Array(ranked.dropFirst(GraphPicture.mostClasses))
    let ground = picture.layers.firstIndex { $0.key == NetworkLayer.containment.name }
    let layerRanks = GraphPicture.ranked(picture.layerCounts)
    let own = layerRanks.filter { $0 != ground }.prefix(GraphPicture.mostLayers)
    layers = layerRanks.filter { own.contains($0) || $0 == ground }
    otherLayers = layerRanks.filter { !own.contains($0) && $0 != ground }
    var ofClass = [Look](repeating: Self.others, count: picture.classes.count)
    // The sides keep their colours whichever has more nodes.
    let isSide = picture.colour == .side
    for (place, number) in classes.enumerated() {
      let look = isSide ? number : place
      if isSide, number == 3 { continue }
      ofClass[number] = Self.looks[look]
    }
    self.ofClass = ofClass
    var ofLayer = [Line](repeating: Self.otherLine, count: picture.layers.count)
    var next = 0
    for number in layers {
      if number == ground {
        ofLayer[number] = Self.containment
      } else {
        ofLayer[number] = Self.lines[next]
        next += 1
      }
    }
    if picture.edges.count > Self.mostDashed {
      for number in ofLayer.indices { ofLayer[number].isDashed = false }
    }
    self.ofLayer = ofLayer
  }
}

/// How large a node is drawn: area by value, never below a dot that can be seen.
struct GraphScale: Sendable {
  /// The largest value; nothing where nodes are alike or none has a value above 0.
  let largest: Double?
  let largestRadius: Double
  let leastRadius: Double
  /// The size of a node when all are alike.
  private let even: Double
  /// Values are whole numbers, so that a legend shows no others.
  private let isWhole: Bool

  /// Nodes take this share of the plot, at most.
  private static let cover = 0.07

  /// - Parameters:
  ///   - area: of the plot.
  ///   - most: no node is larger.
  init(_ picture: GraphPicture, area: Double, most: Double = 15) {
    let count = Double(picture.nodes.count)
    let values = picture.nodes.compactMap { $0.value?.size }.filter { $0 > 0 }
    even = min(max((Self.cover * area / (count * Double.pi)).squareRoot(), 1), 5, most)
    isWhole = picture.nodes.contains { node in
      if case .real = node.value { false } else { node.value?.size != nil }
    }
    leastRadius = min(max(0.5 * even, 0.9), 2)
    largest = picture.measure == nil ? nil : values.max()
    guard let largest else {
      largestRadius = even
      return
    }
    let relative = values.reduce(0) { $0 + $1 / largest }
    largestRadius = min(
      max((Self.cover * area / (relative * Double.pi)).squareRoot(), 2 * leastRadius), most)
  }

  func radius(_ node: GraphPicture.Node, isSized: Bool) -> Double {
    guard isSized else { return even }
    return radius(node.value?.size ?? 0)
  }

  func radius(_ value: Double) -> Double {
    guard let largest, value > 0 else { return leastRadius }
    return max((value / largest).squareRoot() * largestRadius, leastRadius)
  }

  /// Values for the legend: the largest, and round ones near a quarter and a twentieth of it.
  var examples: [(value: Double, radius: Double)] {
    guard let largest else { return [] }
    var values = [largest]
    for share in [0.25, 0.05] {
      let round = Self.roundValue(largest * share)
      // What is no larger than the least dot would teach nothing.
      guard round > 0, !isWhole || round >= 1, radius(round) > leastRadius * 1.05
      else { continue }
      if round < values[values.count - 1] * 0.9 { values.append(round) }
    }
    if isWhole, values.count == 1, largest > 1 { values.append(1) }
    return values.map { ($0, radius($0)) }
  }

  /// The largest of 1, 2, 5 times a power of ten that is not above a value.
  static func roundValue(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    for step in [5.0, 2] where step * power <= value { return step * power }
    return power
  }
}
