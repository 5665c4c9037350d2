internal import Analysis
public import Geodesy
public import NetworkModel

/// The area of a unit or a place, for the ground of a map.
public struct FigureArea: Hashable, Sendable {
  public enum Rank: Int, Hashable, Sendable, Comparable {
    case county, prefecture, province

    public static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
  }

  /// The id of the unit whose area it is.
  public var id: String
  public var rank: Rank
  public var area: MultiPolygon

  public init(id: String, rank: Rank, area: MultiPolygon) {
    self.id = id
    self.rank = rank
    self.area = area
  }
}

extension [FigureArea] {
  /// The smallest rank first, then by id; two areas of one id by their corners, so that no file order matters.
  var inOrder: [FigureArea] {
    func corners(_ area: FigureArea) -> [Double] {
      area.area.polygons.flatMap(\.outer).flatMap { [$0.longitude, $0.latitude] }
    }
    return sorted { a, b in
      if (a.rank, a.id) != (b.rank, b.id) { return (a.rank, a.id) < (b.rank, b.id) }
      return corners(a).lexicographicallyPrecedes(corners(b))
    }
  }
}

/// Where donors and recipients lie and who helps whom, or with how much.
///
/// Recipients stand in the left (or upper) panel and donors in the other, each with a scale of its own; or all in one
/// frame, see ``FrameChoice``. Units that stand too close together are drawn in an enlargement, scaled evenly, so that
/// directions and neighbours stay as they are. The recipients' panel frames the units on which something is on record;
/// others outside that frame are counted in the foot.
///
/// - Complexity: see ``FlowCurves`` and ``LabelPlacement``; 3,000 lines take seconds.
public struct PairingMap: Sendable {
  public let figure: Figure
  /// Ids of pairings that run under a foreign node, with the ids of those nodes: none in a good map.
  public let flowsUnderForeignNodes: [String: [String]]
  /// Ids of the units whose names found no place.
  public let unlabelled: [String]
  /// Ids of the units that lie outside the frame or have no position.
  public let outside: [String]
  /// How many pairs of lines cross.
  public let crossings: Int
  /// Whether there is one frame, and why; nothing for an empty map.
  public let frame: FrameChoice?

  let picture: PairingPicture
  let layout: MapLayout?
  let gauges: [MapGauge]
  let labels: [LabelPlacement.Label]
  let curves: [FlowCurves.Curve]
  let lines: MapLines?
  /// The part of the page that panels fill.
  let body: PageBox

  /// The most pairings that a map can show.
  public static let largestLinkCount = 3000

  /// - Parameters:
  ///   - areas: the ground; may be empty.
  ///   - projection: where all positions go through; China Albers as a rule.
  ///   - frame: one frame or two panels; by extent as a rule.
  /// - Throws: ``MapError``: a position outside the projection, or more pairings than a map can show.
  public init(
    _ input: PairingPicture, areas: [FigureArea], projection: borrowing Projection,
    frame asked: MapFrame = .auto
  ) throws(MapError) {
    let picture = input.sorted()
    self.picture = picture
    guard picture.links.count <= Self.largestLinkCount else {
      throw .figure(
        .tooMany(.pairings, count: picture.links.count, limit: Self.largestLinkCount))
    }
    let words = MapProjectionWords(projection)
    let ground: MapGround
    let page: MapPage
    let layout: MapLayout?
    var gauges: [MapGauge] = []
    do throws(ProjectionError) {
      ground = try MapGround(picture, areas: areas, projection: projection)
      let linked = picture.links.filter {
        ground.positions[$0.donor] != nil && ground.positions[$0.recipient] != nil
      }
      page = MapPage(
        picture.frame,
        legend: picture.funds == nil
          ? LegendEntry.entries(of: picture, links: linked)
          : LegendEntry.entries(ofFunds: picture),
        notes: MapDrawing.knownNotes(picture, ground, words))
      layout = MapLayout(ground, picture: picture, body: page.body, frame: asked)
      for panel in layout?.panels ?? [] {
        gauges.append(try MapGauge(panel, projection: projection))
      }
    } catch {
      throw .projection(error)
    }
    self.layout = layout
    body = page.body
    self.gauges = gauges
    guard let layout else {
      figure = .empty(
        picture.frame, notes: MapDrawing.mapNotes(picture.frame, words, gauges: []))
      outside = ground.missing.sorted()
      (flowsUnderForeignNodes, unlabelled, crossings) = ([:], [], 0)
      (labels, curves, lines, frame) = ([], [], nil, nil)
      return
    }
    let drawing = MapDrawing(
      picture, ground: ground, layout: layout, gauges: gauges, page: page, projection: words)
    figure = drawing.figure
    let members = Dictionary(
      drawing.lines.bundles.map { ($0.id, $0.lines.map(\.link.id)) },
      uniquingKeysWith: { first, _ in first })
    flowsUnderForeignNodes = Dictionary(
      drawing.curves.curves.filter { !$0.foreign.isEmpty }.flatMap { curve in
        (members[curve.flow.id] ?? []).map { ($0, curve.foreign) }
      }, uniquingKeysWith: +)
    unlabelled = drawing.placement.dropped.filter { !$0.isCentred }.map(\.id)
    outside = layout.outside
    crossings = drawing.curves.crossings
    labels = drawing.placement.labels
    curves = drawing.curves.curves
    lines = drawing.lines
    frame = layout.choice
  }

  var panels: [MapPanel] { layout?.panels ?? [] }
  var spots: [String: Spot] { layout?.spots ?? [:] }
  var scaleBars: [ScaleBar] { gauges.map(\.bar) }
}

/// Why a map could not be made.
public enum MapError: Error, Hashable, Sendable, CustomStringConvertible {
  case projection(ProjectionError)
  case figure(FigureError)
  /// Too few of the units have a boundary.
  case noBoundaries(missing: Int, of: Int)

  public var description: String { message(.en) }

  /// What is wrong and what to do.
  public var message: Wording {
    switch self {
    case .figure(let error): error.message
    case .projection(let error): error.message
    case .noBoundaries(let missing, let all):
      Wording(
        en: "\(missing) of \(all) units have no boundary. Give their boundaries with --boundaries, "
          + "sum up by a higher level with --by, or draw bars with --ladder.",
        zh: "\(all) 个单位中有 \(missing) 个没有边界数据。请用 --boundaries 提供边界，"
          + "或用 --by 按上级汇总，或用 --ladder 绘制条形图。")
    }
  }
}

extension ProjectionError {
  /// What is wrong and what to do.
  public var message: Wording { Wording(en: description, zh: chinese) }

  private var chinese: String {
    switch self {
    case .unknownReferenceSystem(let text, let message):
      let reason = message.isEmpty ? "PROJ 未说明原因" : "PROJ 报告：\(message)"
      return "不认识坐标参考系“\(text)”（\(reason)）。请写 EPSG 代码（如 EPSG:32648）或 PROJ 文本"
        + "(如 \(Projection.chinaAlbersText))。"
    case .notProjected(let text):
      return "坐标参考系“\(text)”以度为单位，地图会变形。请选用投影坐标系，如 EPSG:32648。"
    case .notPlane(let text):
      return "坐标参考系“\(text)”不是平面坐标系（地心坐标或高程）。请选用投影坐标系，如 EPSG:32648。"
    case .databaseMissing(let text):
      return "PROJ 找不到处理“\(text)”所需的数据库 proj.db。请安装：apt-get install proj-data proj-bin"
        + "(或把 PROJ_DATA 设为其所在目录)。"
    case .outsideDomain(let point, let text):
      return "东经 \(point.longitude)°、北纬 \(point.latitude)° 无法在“\(text)”中表示。"
    case .noSuchPosition(let position, let text):
      return "“\(text)”中的位置 \(position.easting)、\(position.northing) 不对应任何地点。"
    }
  }
}

/// Everything of a map on the projected plane.
struct MapGround {
  /// Positions of units, by id.
  private(set) var positions: [String: PlanePoint] = [:]
  /// Ids of units without a position.
  private(set) var missing: [String] = []
  /// Outer rings of the areas, largest rank last, in id order.
  private(set) var rings: [(id: String, rank: FigureArea.Rank, ring: [PlanePoint])] = []

  init(
    _ picture: PairingPicture, areas: [FigureArea], projection: borrowing Projection
  ) throws(ProjectionError) {
    for unit in picture.donors + picture.recipientUnits {
      if let point = unit.position {
        positions[unit.id] = try projection.plane(point)
      } else {
        missing.append(unit.id)
      }
    }
    for area in areas.inOrder {
      for polygon in area.area.polygons {
        var ring: [PlanePoint] = []
        for point in polygon.outer { ring.append(try projection.plane(point)) }
        rings.append((area.id, area.rank, ring))
      }
    }
  }
}
