/// Writes a figure as DOT for Graphviz's `nop2`, which draws what it is told and places nothing.
///
/// Every name in the DOT is a token of ours (`m1`, `s2`, `t3`); text from the data stands in labels
/// only, escaped. No attribute that Graphviz copies unchecked (`URL`, `stylesheet`) is written.
enum DotWriter {
  /// The DOT text of a figure.
  ///
  /// - Parameters:
  ///   - dotsPerInch: for pixel formats only; anything but nothing clips SVG.
  ///   - operations: the areas of the figure, where they are known already.
  static func dot(
    _ figure: Figure, dotsPerInch: Int? = nil, operations: [AreaOperations.Operation]? = nil
  ) -> String {
    let font = ChineseFont.family
    var out = "digraph figure {\n"
    out += "graph [layout=nop2, pad=0, margin=0, outputorder=edgesfirst, fontname=\"\(font)\""
    if let dotsPerInch { out += ", dpi=\(dotsPerInch)" }
    out +=
      ",\n_background=\(quoted(background(figure, operations ?? AreaOperations.operations(of: figure))))];\n"
    out += "node [shape=none, label=\"\", margin=0, fixedsize=true, fontname=\"\(font)\"];\n"
    out += "edge [arrowhead=none, fontname=\"\(font)\"];\n"
    out += "a [style=invis, width=0.01, height=0.01, pos=\"1,1\"];\n"
    out += "b [style=invis, width=0.01, height=0.01, pos=\"2,1\"];\n"
    for (index, stroke) in figure.strokes.enumerated() {
      out += line(stroke, index + 1, on: figure)
    }
    for (index, mark) in figure.marks.enumerated() { out += node(mark, index + 1, on: figure) }
    for (index, caption) in figure.captions.enumerated() {
      out += node(caption, index + 1, on: figure)
    }
    return out + "}\n"
  }

  /// The page and the areas as xdot operations. The page polygon fixes the size of the output.
  private static func background(
    _ figure: Figure, _ operations: [AreaOperations.Operation]
  ) -> String {
    let page = [
      Spot(0, 0), Spot(figure.width, 0), Spot(figure.width, figure.height), Spot(0, figure.height),
    ]
    let paper = AreaOperations.polygon(page, fill: .paper, outline: .paper, width: 0, on: figure)
    return ([paper] + operations.map(\.code)).joined(separator: " ")
  }

  /// Numbers and operations as a DOT string, in pieces: the `dot` program reads none of more than 16,384 bytes
  /// from a file.
  private static func quoted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out = ""
    var start = 0
    while bytes.count - start > longestPiece,
      let space = bytes[start..<(start + longestPiece)].lastIndex(of: UInt8(ascii: " "))
    {
      out += "\"\(String(decoding: bytes[start...space], as: UTF8.self))\"\n+ "
      start = space + 1
    }
    return out + "\"\(String(decoding: bytes[start...], as: UTF8.self))\""
  }

  private static let longestPiece = 12_000

  private static func line(_ stroke: Figure.Stroke, _ number: Int, on figure: Figure) -> String {
    guard stroke.path.count >= 4, stroke.path.count % 3 == 1 else { return "" }
    var stroke = stroke
    stroke.path = stroke.path.map(figure.onPage)
    var tip = ""
    var arrow = ""
    if let length = stroke.arrowLength.map(thickness), let end = stroke.path.last {
      let before = stroke.path[stroke.path.count - 2]
      let run = max(end.distance(to: before), 0.001)
      let spot = Spot(
        end.x + (end.x - before.x) / run * length, end.y + (end.y - before.y) / run * length)
      tip = "e,\(pair(spot, on: figure)) "
      // Graphviz draws a head of 10 points times this factor.
      arrow = ", arrowhead=\(stroke.head.rawValue), arrowsize=\(tenths(length / 10, decimals: 2))"
    }
    let pieces = stroke.isDashed ? Dashes.cut(stroke.path) : [stroke.path]
    let position = pieces.enumerated().map { index, piece in
      (index == pieces.count - 1 ? tip : "")
        + piece.map { pair($0, on: figure) }.joined(separator: " ")
    }.joined(separator: ";")
    return "a -> b [id=s\(number), pos=\(quoted(position)), color=\"\(stroke.ink.hexadecimal)\""
      + ", penwidth=\(tenths(thickness(stroke.width), decimals: 2))\(arrow)];\n"
  }

  private static func node(_ mark: Figure.Mark, _ number: Int, on figure: Figure) -> String {
    let (width, height) = mark.shape.box
    var out = "m\(number) [id=m\(number), shape=\(mark.shape.rawValue), style=filled"
    out +=
      ", width=\(inches(width * thickness(mark.radius))), height=\(inches(height * thickness(mark.radius)))"
    out += ", pos=\"\(pair(mark.centre, on: figure))\""
    out += ", fillcolor=\"\(mark.fill.hexadecimal)\""
    out += ", color=\"\((mark.outline ?? mark.fill).hexadecimal)\""
    return out
      + ", penwidth=\(tenths(thickness(mark.outline == nil ? 0 : mark.outlineWidth), decimals: 2))];\n"
  }

  private static func node(_ caption: Figure.Caption, _ number: Int, on figure: Figure) -> String {
    let estimate = TextMetrics.width(
      InkText.clean(caption.text), size: caption.size, bold: caption.isBold)
    let box = estimate * Figure.Caption.slack + 4
    var centre = caption.spot
    // Graphviz centres the line with its descent; this centres the characters.
    centre.y += caption.size * 0.07
    var ending = ""
    switch caption.anchor {
    case .start: (centre.x, ending) = (centre.x + box / 2, "\\l")
    case .end: (centre.x, ending) = (centre.x - box / 2, "\\r")
    case .middle: break
    }
    var out = ""
    if let backing = caption.backing {
      var middle = caption.spot
      if caption.anchor == .start { middle.x += estimate / 2 }
      if caption.anchor == .end { middle.x -= estimate / 2 }
      out += "k\(number) [id=k\(number), shape=box, style=filled, penwidth=0"
      out += ", color=\"\(backing.hexadecimal)\", fillcolor=\"\(backing.hexadecimal)\""
      out += ", width=\(inches(estimate + 2)), height=\(inches(caption.size * 1.1))"
      out += ", pos=\"\(pair(middle, on: figure))\"];\n"
    }
    out += "t\(number) [id=t\(number), label=\"\(InkText.dotEscaped(caption.text))\(ending)\""
    out += ", width=\(inches(box)), height=\(inches(caption.size * 1.2))"
    out += ", pos=\"\(pair(centre, on: figure))\", fontsize=\(tenths(caption.size, decimals: 2))"
    out += ", fontcolor=\"\(caption.ink.hexadecimal)\""
    if caption.isBold { out += ", fontname=\"\(ChineseFont.boldName)\"" }
    return out + "];\n"
  }

  /// A width or radius that is no larger than a page is.
  static func thickness(_ points: Double) -> Double {
    points.isFinite ? min(max(points, 0), 400) : 0
  }

  private static func pair(_ spot: Spot, on figure: Figure) -> String {
    let spot = figure.onPage(spot)
    return "\(tenths(spot.x)),\(tenths(figure.height - spot.y))"
  }

  private static func inches(_ points: Double) -> String { tenths(points / 72, decimals: 4) }

  /// A number rounded to a fixed number of decimals, never `-0` and never with an exponent.
  static func tenths(_ value: Double, decimals: Int = 1) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let limited = value.isFinite ? min(max(value, -1e6), 1e6) : 0
    let units = Int((limited * Double(scale)).rounded())
    guard decimals > 0 else { return String(units) }
    let (whole, fraction) = abs(units).quotientAndRemainder(dividingBy: scale)
    // With the leading 1 the fraction keeps its zeros.
    return "\(units < 0 ? "-" : "")\(whole).\(String(scale + fraction).dropFirst())"
  }
}

extension Figure {
  /// The spot, or the nearest on the page: what lies outside would make Graphviz enlarge it, without end for some numbers.
  func onPage(_ spot: Spot) -> Spot {
    func within(_ value: Double, _ limit: Double) -> Double {
      value.isNaN ? 0 : min(max(value, 0), limit)
    }
    return Spot(within(spot.x, width), within(spot.y, height))
  }
}
