internal import Analysis
internal import NetworkModel

/// How evenly something is spread: the Lorenz curve with its Gini coefficient, and the units at which it bends most.
public struct LorenzDiagram: Sendable {
  public let figure: Figure
  /// Ids of the units that are named on the curve.
  public let named: [String]
  /// Ids of units whose names found no place on the plot; the list beside it names them.
  public let unlabelled: [String]
  let picture: LorenzPicture

  private let plot: PageBox
  /// Names on the curve, the last piece included.
  private static let mostNames = 6

  public init(_ picture: LorenzPicture) {
    self.picture = picture
    guard !picture.pieces.isEmpty, picture.gini != nil else {
      figure = .empty(picture.frame, notes: picture.facts)
      (named, unlabelled) = ([], [])
      plot = PageBox(left: 0, top: 0, right: 0, bottom: 0)
      return
    }
    let bends = picture.bends(most: Self.mostNames)
    named = bends.flatMap { picture.pieces[$0].ids }
    var page = Figure(
      picture.frame.page(), title: picture.frame.title, summary: picture.frame.subtitle)
    // On a narrow page the words stand under the plot instead of beside it.
    let isStacked = page.width < 700
    let side =
      isStacked
      ? min(page.width - Self.left - Figure.margin, 420)
      : max(min(page.width - 462, page.height - 215), 240)
    let plot = PageBox(
      left: Self.left, top: 94, right: Self.left + side, bottom: 94 + side)
    self.plot = plot
    _ = page.head(picture.frame)
    page.axes(plot, picture)
    let curve =
      [Self.spot(0, 0, plot)] + picture.pieces.map { Self.spot($0.weight, $0.value, plot) }
    page.curve(curve, plot)
    if let concentration = picture.concentration {
      let spots = concentration.points.map { Self.spot($0.weight, $0.value, plot) }
      for (from, to) in zip(spots, spots.dropFirst()) {
        page.line(from, to, .vermilion, width: 1.3, dashed: true)
      }
    }
    let placement = Self.labels(picture, bends, curve: curve, plot)
    for label in placement.labels {
      if label.needsLeader {
        let node = label.request.node
        let near = Spot(
          min(max(node.x, label.box.left), label.box.right),
          min(max(node.y, label.box.top + 1), label.box.bottom - 1))
        page.line(node.moved(towards: near, by: 3), near, .faintText, width: 0.5)
      }
      page.caption(
        label.request.text, at: label.box.centre, size: label.request.size, anchor: .middle)
    }
    unlabelled = placement.dropped.flatMap { request in
      bends.first { picture.pieces[$0].ids.first == request.id }.map { picture.pieces[$0].ids }
        ?? []
    }
    for index in bends {
      let piece = picture.pieces[index]
      page.circle(
        Self.start(of: index, picture, plot), radius: 2.6, fill: .vermilion,
        subject: Figure.Subject(
          id: piece.ids.joined(separator: ";"),
          title: "\(Self.names(piece, picture.frame.language)): \(piece.amount)", role: .unit))
    }
    let end = page.lorenzSide(
      picture, bends,
      from: isStacked
        ? Spot(Figure.margin, plot.bottom + 40) : Spot(plot.right + 38, plot.top))
    let notes = [FigureWords.lorenzNote(picture.frame.language)]
    let foot = max(plot.bottom + 48, end + 12)
    page.height = max(page.height, foot + page.footHeight(picture.frame, notes: notes) + 4)
    page.foot(picture.frame, notes: notes, top: foot)
    figure = page
  }

  private static let left = 82.0

  private static func spot(_ weight: Double, _ value: Double, _ plot: PageBox) -> Spot {
    Spot(plot.left + plot.width * weight, plot.bottom - plot.height * value)
  }

  /// Where a piece begins: there the curve bends.
  private static func start(of index: Int, _ picture: LorenzPicture, _ plot: PageBox) -> Spot {
    index == 0
      ? spot(0, 0, plot)
      : spot(picture.pieces[index - 1].weight, picture.pieces[index - 1].value, plot)
  }

  static func names(_ piece: LorenzPicture.Piece, _ language: Language) -> String {
    let shown = piece.names.prefix(2).joined(separator: FigureWords.separator(language))
    guard piece.names.count > 2 else { return shown }
    return language == .zh
      ? "\(shown)等 \(piece.names.count) 个" : "\(shown) and others (\(piece.names.count))"
  }

  private static func labels(
    _ picture: LorenzPicture, _ bends: [Int], curve: [Spot], _ plot: PageBox
  ) -> LabelPlacement {
    let nodes = bends.map {
      FlowCurves.Node(id: "\($0)", centre: start(of: $0, picture, plot), radius: 2.6)
    }
    // The largest pieces first: they matter most.
    let requests = bends.map { index in
      LabelPlacement.Request(
        id: picture.pieces[index].ids.first ?? "",
        text: TextMetrics.fitted(
          names(picture.pieces[index], picture.frame.language), size: 8, width: 130),
        size: 8, node: start(of: index, picture, plot), radius: 2.6,
        priority: picture.pieces.count - index, bounds: plot.insetBy(2))
    }
    let diagonal = (0...40).map { spot(Double($0) / 40, Double($0) / 40, plot) }
    return LabelPlacement(requests, nodes: nodes, flows: [curve, diagonal], furniture: [])
  }
}

extension Figure {
  fileprivate mutating func axes(_ plot: PageBox, _ picture: LorenzPicture) {
    for step in 0...5 {
      let share = Double(step) / 5
      let x = plot.left + plot.width * share
      let y = plot.bottom - plot.height * share
      line(Spot(x, plot.top), Spot(x, plot.bottom), .border, width: 0.4)
      line(Spot(plot.left, y), Spot(plot.right, y), .border, width: 0.4)
      caption("\(step * 20)", at: Spot(x, plot.bottom + 9), size: 7.5, .quietText, anchor: .middle)
      caption("\(step * 20)", at: Spot(plot.left - 5, y), size: 7.5, .quietText, anchor: .end)
    }
    caption(
      picture.weightHead, at: Spot(plot.right, plot.bottom + 21), size: 8.5, .quietText,
      anchor: .end)
    caption(
      picture.valueHead, at: Spot(Self.margin, plot.top - 14), size: 8.5, .quietText)
  }

  /// The diagonal of equality, the curve, and the area between them, whose double is the Gini coefficient.
  fileprivate mutating func curve(_ curve: [Spot], _ plot: PageBox) {
    area(curve, fill: Ink.steps[0], outlineWidth: 0)
    line(
      Spot(plot.left, plot.bottom), Spot(plot.right, plot.top), .faintText, width: 0.9,
      dashed: true)
    for (from, to) in zip(curve, curve.dropFirst()) { line(from, to, .blue, width: 1.7) }
  }

  /// The coefficient, the facts, the legend and the pieces named. Returns the ordinate below them.
  fileprivate mutating func lorenzSide(
    _ picture: LorenzPicture, _ bends: [Int], from start: Spot
  ) -> Double {
    let language = picture.frame.language
    let right = width - Self.margin
    var y = start.y + 6
    caption(FigureWords.gini(language), at: Spot(start.x, y), size: 9, .quietText)
    y += 22
    let number = picture.gini.map { DotWriter.tenths($0, decimals: 3) } ?? "–"
    caption(number, at: Spot(start.x, y), size: 26, .blue, bold: true)
    y += 20
    if let interval = picture.interval {
      caption(
        FigureWords.interval(interval, language), at: Spot(start.x, y), size: 8, .quietText)
      y += 14
    }
    y += 4
    for fact in picture.facts {
      for line in wrapped(fact, size: 8.5, width: right - start.x) {
        caption(line, at: Spot(start.x, y), size: 8.5)
        y += 12
      }
      y += 2
    }
    y += 6
    // The legend of the lines.
    line(Spot(start.x, y), Spot(start.x + 22, y), .blue, width: 1.7)
    caption(FigureWords.lorenzCurve(language), at: Spot(start.x + 28, y), size: 8, .quietText)
    y += 13
    line(Spot(start.x, y), Spot(start.x + 22, y), .faintText, width: 0.9, dashed: true)
    caption(FigureWords.equality(language), at: Spot(start.x + 28, y), size: 8, .quietText)
    y += 13
    if let concentration = picture.concentration {
      line(Spot(start.x, y), Spot(start.x + 22, y), .vermilion, width: 1.3, dashed: true)
      let words = FigureWords.concentration(concentration.name, concentration.index, language)
      for line in wrapped(words, size: 8, width: right - start.x - 28) {
        caption(line, at: Spot(start.x + 28, y), size: 8, .quietText)
        y += 13
      }
    }
    circle(Spot(start.x + 11, y), radius: 2.6, fill: .vermilion)
    caption(FigureWords.bend(language), at: Spot(start.x + 28, y), size: 8, .quietText)
    y += 20
    for index in bends.reversed() {
      let piece = picture.pieces[index]
      let before =
        index == 0
        ? (0.0, 0.0) : (picture.pieces[index - 1].weight, picture.pieces[index - 1].value)
      let words = FigureWords.piece(
        piece.amount, weight: 1 - before.0, value: 1 - before.1, language)
      caption(
        TextMetrics.fitted(
          LorenzDiagram.names(piece, language), size: 8.5, width: right - start.x, bold: true),
        at: Spot(start.x, y), size: 8.5, bold: true)
      y += 11
      for line in wrapped(words, size: 8, width: right - start.x) {
        caption(line, at: Spot(start.x, y), size: 8, .quietText)
        y += 10.5
      }
      y += 4
    }
    return y
  }
}

extension FigureWords {
  static let gini = Wording(en: "Gini coefficient", zh: "基尼系数")
  static let lorenzCurve = Wording(en: "Lorenz curve", zh: "洛伦茨曲线")
  static let equality = Wording(en: "complete equality", zh: "完全均等")
  static let bend = Wording(
    en: "where the curve bends most: from here on these units", zh: "曲线转折最大处：自此为下列单位")
  static let lorenzNote = Wording(
    en:
      "Units from the least to the most; units of one value are one straight piece. Gini: twice the shaded area, population formula without a correction for small samples.",
    zh: "单位由低到高排列，同值单位为一段直线。基尼系数为阴影面积的两倍（总体公式，不作小样本修正）。")

  static func concentration(_ name: String, _ index: Double?, _ language: Language) -> String {
    let number = index.map { DotWriter.tenths($0, decimals: 3) } ?? "–"
    return language == .zh
      ? "集中曲线：单位按\(InkText.clean(name, limit: 40))由低到高排列；集中指数 \(number)"
      : "concentration curve: units by \(InkText.clean(name, limit: 40)), from the lowest; index \(number)"
  }

  static func interval(_ interval: LorenzPicture.Interval, _ language: Language) -> String {
    let ends =
      "\(DotWriter.tenths(interval.lower, decimals: 3))–\(DotWriter.tenths(interval.upper, decimals: 3))"
    let level = DotWriter.tenths(interval.level * 100, decimals: 0)
    return language == .zh ? "\(level) % 自助法区间 \(ends)" : "\(level) % bootstrap interval \(ends)"
  }

  /// `400.00 万元；自此 20.0 % 的权重占 75.5 %`.
  static func piece(
    _ amount: String, weight: Double, value: Double, _ language: Language
  ) -> String {
    let (w, v) = (DotWriter.tenths(weight * 100), DotWriter.tenths(value * 100))
    return language == .zh
      ? "\(amount)；自此最高的 \(w) % 占总额 \(v) %" : "\(amount); from here on the top \(w) % have \(v) %"
  }
}
