/// Areas as xdot operations, each of which Graphviz turns into one SVG element.
enum AreaOperations {
  struct Operation {
    var code: String
    /// The position of the area that it belongs to.
    var area: Int
  }

  static func operations(of figure: Figure) -> [Operation] {
    figure.areas.enumerated().flatMap { index, area in
      codes(area, on: figure).map { Operation(code: $0, area: index) }
    }
  }

  private static func codes(_ area: Figure.Area, on figure: Figure) -> [String] {
    let parts = area.parts.map { part in
      Figure.Area.Part(
        outer: part.outer.map(figure.onPage),
        holes: part.holes.filter { $0.count >= 3 }.map { $0.map(figure.onPage) })
    }.filter { $0.outer.count >= 3 }
    // Simple polygons take fill and outline at once.
    if area.hatch == nil, parts.allSatisfy(\.holes.isEmpty) {
      return parts.map {
        polygon(
          $0.outer, fill: area.fill, outline: area.outline, width: area.outlineWidth, on: figure)
      }
    }
    var codes: [String] = []
    if let fill = area.fill {
      codes += parts.map { polygon(joined($0), fill: fill, outline: nil, width: 0, on: figure) }
    }
    let rings = parts.flatMap(\.rings)
    if let hatch = area.hatch {
      for (from, to) in HatchLines.lines(hatch, in: rings) {
        codes.append(
          "\(pen(hatch.ink, width: hatch.width))L 2 \(spot(from, figure)) \(spot(to, figure))")
      }
    }
    if let outline = area.outline {
      codes += rings.map {
        polygon($0, fill: nil, outline: outline, width: area.outlineWidth, on: figure)
      }
    }
    return codes
  }

  static func polygon(
    _ corners: [Spot], fill: Ink?, outline: Ink?, width: Double, on figure: Figure
  ) -> String {
    var out = pen(outline ?? fill?.opacity(0) ?? Ink.paper.opacity(0), width: width)
    if let fill { out += "C 9 -\(fill.hexadecimal) " }
    out += "\(fill == nil ? "p" : "P") \(corners.count)"
    for corner in corners { out += " " + spot(corner, figure) }
    return out
  }

  private static func pen(_ ink: Ink, width: Double) -> String {
    let style = "setlinewidth(\(DotWriter.tenths(DotWriter.thickness(width), decimals: 2)))"
    return "S \(style.utf8.count) -\(style) c 9 -\(ink.hexadecimal) "
  }

  private static func spot(_ spot: Spot, _ figure: Figure) -> String {
    "\(DotWriter.tenths(spot.x)) \(DotWriter.tenths(figure.height - spot.y))"
  }

  /// A polygon with holes as one ring: a bridge runs to each hole and back, and holes turn the other way, so that
  /// the bridge covers nothing and the hole stays free under either fill rule.
  private static func joined(_ part: Figure.Area.Part) -> [Spot] {
    var ring = turning(part.outer, left: true)
    for hole in part.holes {
      let hole = turning(hole, left: false)
      var nearest = (length: Double.infinity, from: 0, to: 0)
      for (from, a) in ring.enumerated() {
        for (to, b) in hole.enumerated() {
          let length = a.distance(to: b)
          if length < nearest.length { nearest = (length, from, to) }
        }
      }
      let round = hole[nearest.to...] + hole[...nearest.to]
      ring.insert(contentsOf: round + [ring[nearest.from]], at: nearest.from + 1)
    }
    return ring
  }

  private static func turning(_ ring: [Spot], left: Bool) -> [Spot] {
    var doubled = 0.0
    for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) { doubled += a.x * b.y - b.x * a.y }
    return (doubled > 0) == left ? ring : ring.reversed()
  }
}
