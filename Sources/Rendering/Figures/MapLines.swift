internal import NetworkModel

/// The lines of a map: what runs between the same two units lies side by side.
struct MapLines {
  /// A link as it is drawn.
  struct Line {
    var link: FigureLink
    var look: LayerLooks.Look
    var width: Double
    var opacity: Double
    var headLength: Double
    /// How far it lies to the right of the middle of its bundle, seen in its direction.
    var offset: Double
  }

  /// Lines with the same two ends; they follow one curve.
  struct Bundle {
    /// The first link's.
    var id: String
    var lines: [Line]
    var width: Double
  }

  /// In order of donor and recipient.
  let bundles: [Bundle]
  /// How amounts became widths; nothing for pairings.
  let widths: FlowWidths?

  /// Between two lines side by side.
  static let gap = 1.5
  /// More lines than this are drawn thinner and lighter.
  static let many = 100
  private static let width = 1.3
  private static let opacity = 0.7

  /// By how much so many lines are thinner and lighter than a few: the root of 100 over their number, at most 1.
  static func lightness(_ count: Int) -> Double {
    count > many ? (Double(many) / Double(count)).squareRoot() : 1
  }

  /// - Parameter links: in the order of ``PairingPicture/sorted()``, so that lines lie in the order of their layers.
  init(_ links: [FigureLink], looks: LayerLooks, isFunds: Bool) {
    let lightness = Self.lightness(links.count)
    let widths = isFunds ? FlowWidths(links.compactMap(\.atoms)) : nil
    self.widths = widths
    var bundles: [Bundle] = []
    var start = links.startIndex
    while start < links.endIndex {
      let first = links[start]
      let end =
        links[start...].firstIndex { $0.donor != first.donor || $0.recipient != first.recipient }
        ?? links.endIndex
      var lines = links[start..<end].map { link in
        let width = widths?.width(of: link.atoms ?? 0) ?? max(Self.width * lightness, 0.4)
        let head = isFunds ? max(5, 2.2 * width) : lightness < 1 ? 5 : FlowCurves.headLength
        return Line(
          link: link, look: looks.look(of: link.kind), width: width,
          opacity: max(Self.opacity * lightness, 0.12), headLength: head, offset: 0)
      }
      let total =
        lines.reduce(0) { $0 + $1.width } + Self.gap * Double(lines.count - 1)
      var edge = -total / 2
      for index in lines.indices {
        lines[index].offset = edge + lines[index].width / 2
        edge += lines[index].width + Self.gap
      }
      bundles.append(Bundle(id: first.id, lines: lines, width: total))
      start = end
    }
    self.bundles = bundles
  }

  /// The bundles as flows between nodes, in their order; those without two nodes are left out.
  func flows(between nodes: [String: FlowCurves.Node]) -> [FlowCurves.Flow] {
    bundles.compactMap { bundle in
      guard let link = bundle.lines.first?.link, let donor = nodes[link.donor],
        let recipient = nodes[link.recipient]
      else { return nil }
      let isThin = bundle.lines.count == 1 && widths == nil
      return FlowCurves.Flow(
        id: bundle.id, donor: donor, recipient: recipient,
        halfWidth: isThin ? 0 : bundle.width / 2,
        headLength: bundle.lines.map(\.headLength).max() ?? FlowCurves.headLength)
    }
  }

  /// A cubic that runs beside another at a distance to its right, seen in its direction.
  ///
  /// The legs of the control polygon are moved, so the distance is exact at both ends and within a few hundredths of
  /// a point between them for the slight bows of a map.
  ///
  /// - Source: Tiller & Hanson (1984), IEEE Computer Graphics and Applications 4(9):36–46.
  static func beside(_ path: [Spot], by distance: Double) -> [Spot] {
    guard distance != 0, path.count == 4 else { return path }
    // To the right of a direction on a page whose ordinate grows downwards.
    func normal(_ a: Spot, _ b: Spot) -> (x: Double, y: Double)? {
      let run = a.distance(to: b)
      return run > 1e-9 ? (-(b.y - a.y) / run, (b.x - a.x) / run) : nil
    }
    guard let whole = normal(path[0], path[3]) else { return path }
    let normals = (0..<3).map { normal(path[$0], path[$0 + 1]) ?? whole }
    func moved(_ spot: Spot, _ n: (x: Double, y: Double)) -> Spot {
      Spot(spot.x + n.x * distance, spot.y + n.y * distance)
    }
    /// Where two moved legs meet.
    func corner(_ spot: Spot, _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Spot {
      let (x, y) = (a.x + b.x, a.y + b.y)
      let scale = 2 / max(x * x + y * y, 0.5)
      return moved(spot, (x * scale, y * scale))
    }
    return [
      moved(path[0], normals[0]), corner(path[1], normals[0], normals[1]),
      corner(path[2], normals[1], normals[2]), moved(path[3], normals[2]),
    ]
  }
}
