internal import NetworkModel

// The legend, and who has nothing or how much.
extension CoverageDrawing {
  /// Returns the ordinate below the legend.
  mutating func drawLegend(withoutBoundary: Set<String>) -> Double {
    let language = picture.frame.language
    let (left, right) = (layout.legend.left, layout.legend.right)
    var y = layout.legend.top + 6
    figure.caption(
      TextMetrics.fitted(picture.legendHead, size: 9, width: right - left, bold: true),
      at: Spot(left, y), size: 9, bold: true)
    y += 16
    let total = picture.units.count
    for (look, count) in picture.classCounts {
      figure.swatch(look, PageBox(left: left, top: y - 5.5, right: left + 18, bottom: y + 5.5))
      figure.caption(look.label(language), at: Spot(left + 24, y), size: 8)
      figure.caption("\(count)", at: Spot(right - 46, y), size: 8, anchor: .end)
      figure.caption(
        FigureWords.percent(count, of: total), at: Spot(right, y), size: 8, .quietText,
        anchor: .end)
      y += 15
    }
    figure.line(Spot(left, y - 6), Spot(right, y - 6), .rule, width: 0.5)
    y += 3
    figure.caption(FigureWords.total(language), at: Spot(left + 24, y), size: 8, bold: true)
    figure.caption("\(total)", at: Spot(right - 46, y), size: 8, anchor: .end, bold: true)
    y += 17
    var paragraphs: [(text: String, ink: Ink)] = []
    if picture.units.contains(where: { $0.look == .noRecord }) {
      paragraphs.append((FigureWords.noRecordHatch(language), .quietText))
    }
    if picture.units.contains(where: { unit in
      unit.look != .noRecord && unit.counts.map { $0.most > $0.direct } ?? false
    }) {
      paragraphs.append((FigureWords.leastRate(language), .quietText))
    }
    for paragraph in paragraphs {
      for line in figure.wrapped(paragraph.text, size: 7.5, width: right - left) {
        figure.caption(line, at: Spot(left, y), size: 7.5, paragraph.ink)
        y += 10
      }
      y += 4
    }
    let strays = picture.units.filter { withoutBoundary.contains($0.id) }
    if !strays.isEmpty {
      figure.caption(FigureWords.unplacedAreas(language), at: Spot(left, y), size: 7.5, .quietText)
      y += 11
      var x = left
      for unit in strays {
        let text = TextMetrics.fitted(unit.label, size: AreaLabels.size, width: right - left - 12)
        let width = TextMetrics.width(text, size: AreaLabels.size) + 18
        if x > left, x + width > right { (x, y) = (left, y + 10.5) }
        figure.swatch(
          unit.look, PageBox(left: x, top: y - 3.2, right: x + 6.4, bottom: y + 3.2),
          subject: Figure.Subject(id: unit.id, title: unit.fullName, role: .unit))
        figure.caption(text, at: Spot(x + 9, y), size: AreaLabels.size)
        x += width
      }
      y += 15
    }
    let end = y
    // Beside the legend where the page has room there, else under it.
    if let list = layout.list {
      return max(
        end, drawGaps(from: Spot(list.left, list.top + 6), right: list.right, bottom: list.bottom))
    }
    // A legend that fills the page leaves the list to the next ones.
    return max(
      end, drawGaps(from: Spot(left, y), right: right, bottom: layout.page.body.bottom))
  }

  /// Which units have nothing, by place, as far as the page has room. Returns the ordinate below.
  private mutating func drawGaps(from start: Spot, right: Double, bottom: Double) -> Double {
    let language = picture.frame.language
    var y = start.y
    guard picture.units.allSatisfy({ $0.counts == nil }) else {
      return drawRates(from: start, right: right, bottom: bottom)
    }
    for look in [CoverageClass.none, .noRecord] {
      let units = picture.units.filter { $0.look == look }
      guard !units.isEmpty, y + 24 < bottom else { continue }
      figure.caption(
        FigureWords.counted(look.label(language), units.count, language), at: Spot(start.x, y),
        size: 7.5, bold: true)
      y += 11
      var groups: [(name: String, units: [String])] = []
      for unit in units {
        if groups.last?.name != unit.group { groups.append((unit.group, [])) }
        groups[groups.count - 1].units.append(unit.name)
      }
      let lines = groups.flatMap { group in
        let head = group.name.isEmpty ? "" : group.name + (language == .zh ? "：" : ": ")
        return figure.listed(head, group.units, size: 7, width: right - start.x, language)
      }
      for (index, line) in lines.enumerated() {
        if y + 10 > bottom, index < lines.count - 1 {
          figure.caption(
            FigureWords.moreListed(language), at: Spot(start.x, y), size: 7, .quietText)
          return y
        }
        figure.caption(line, at: Spot(start.x, y), size: 7, .quietText)
        y += 9.4
      }
      y += 4
    }
    return y - 12
  }

  /// The rate of every place, the highest first, as far as the page has room. Returns the ordinate below.
  private mutating func drawRates(from start: Spot, right: Double, bottom: Double) -> Double {
    let language = picture.frame.language
    let places = picture.units.compactMap { unit in unit.counts.map { (unit, $0) } }
      .sorted { a, b in
        let (x, y) = (a.1.direct * b.1.all, b.1.direct * a.1.all)
        return x != y ? x > y : a.0.id < b.0.id
      }
    var y = start.y + 2
    for (index, (unit, counts)) in places.enumerated() {
      if y + 12 > bottom, index < places.count - 1 {
        figure.caption(FigureWords.moreListed(language), at: Spot(start.x, y), size: 7, .quietText)
        return y
      }
      figure.swatch(
        unit.look, PageBox(left: start.x, top: y - 3.2, right: start.x + 6.4, bottom: y + 3.2))
      figure.caption(
        TextMetrics.fitted(unit.fullName, size: 7.5, width: right - start.x - 90),
        at: Spot(start.x + 10, y), size: 7.5)
      let isSilent = unit.look == .noRecord
      figure.caption(
        isSilent ? "?/\(counts.all)" : counts.fraction, at: Spot(right - 42, y), size: 7.5,
        anchor: .end)
      figure.caption(
        isSilent || counts.all == 0 ? "–" : FigureWords.percent(counts.direct, of: counts.all),
        at: Spot(right, y), size: 7.5, .quietText, anchor: .end)
      y += 11
    }
    return y - 11
  }
}
