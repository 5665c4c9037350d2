internal import Analysis
internal import NetworkModel

// The parts of a timeline.
extension Figure {
  /// The years, the grid, the date that is marked.
  mutating func timelineGround(_ picture: TimelinePicture, _ layout: TimelineLayout) {
    let language = picture.frame.language
    let plot = layout.plot
    guard let scale = layout.scale else {
      caption(
        TimelineWords.noYears(language), at: Spot(plot.left, plot.top - 7), size: 7.5, .quietText)
      return
    }
    // Areas lie under strokes, so the grid is of thin areas: bars cover it.
    func rule(_ x: Double, _ ink: Ink, _ width: Double) {
      area(
        PageBox(
          left: x - width / 2, top: plot.top, right: x + width / 2, bottom: plot.bottom
        ).corners, fill: ink)
    }
    if let asOf = picture.asOf {
      let left = scale.start(of: asOf.firstDay)
      let right = max(scale.end(of: asOf.lastDay), left + 1.2)
      if right > scale.left, left < scale.right {
        area(
          PageBox(left: left, top: plot.top - 2, right: right, bottom: plot.bottom).corners,
          fill: .recipientLand)
        for x in right - left > 4 ? [left, right] : [(left + right) / 2] {
          area(
            PageBox(left: x - 0.5, top: plot.top - 14, right: x + 0.5, bottom: plot.bottom)
              .corners, fill: .vermilion)
        }
        caption(
          FigureWords.asOf(language) + "\(asOf)", at: Spot((left + right) / 2, plot.top - 19),
          size: 7.5, .vermilion, anchor: .middle, bold: true)
      }
    }
    let yearWidth = (scale.right - scale.left) / Double(scale.years.count)
    let ticks = scale.ticks()
    if yearWidth >= 6 {
      for year in scale.years where !ticks.contains(year) {
        rule(scale.start(ofYear: year), Ink.land, 0.5)
      }
    }
    for year in ticks {
      let x = scale.start(ofYear: year)
      rule(x, .border, 0.5)
      for y in [plot.top - 6, plot.bottom + 7] {
        caption("\(year)", at: Spot(x + 1.5, y), size: 7.5, .quietText, backing: .paper)
      }
    }
    for y in [plot.top, plot.bottom] {
      line(Spot(scale.left, y), Spot(scale.right, y), .rule, width: 0.6)
    }
  }

  mutating func timelineLane(
    _ placed: TimelineLayout.PlacedLane, _ index: Int, _ layout: TimelineLayout,
    _ language: Language
  ) {
    let lane = placed.lane
    let y = placed.y
    timelineGlyph(
      index, at: Spot(Self.margin + 5, y), radius: TimelineCluster.single, isHollow: false)
    var words = FigureWords.counted(lane.name, lane.marks.count, language)
    if !placed.undated.isEmpty {
      words +=
        FigureWords.separator(language)
        + TimelineWords.undatedEvents(placed.undated.count, language)
    }
    caption(
      TextMetrics.fitted(words, size: 8, width: layout.columns.end - Self.margin - 14),
      at: Spot(Self.margin + 13, y), size: 8)
    guard let scale = layout.scale else { return }
    area(
      PageBox(left: scale.left, top: y + 8.2, right: scale.right, bottom: y + 8.6).corners,
      fill: .border)
    for cluster in placed.clusters {
      for mark in cluster.marks { stretch(of: mark, y: y, index, scale) }
    }
    for cluster in placed.clusters {
      let title = cluster.marks.map(\.title).joined(separator: "; ")
      timelineGlyph(
        index, at: Spot(cluster.x, y), radius: cluster.radius,
        isHollow: cluster.marks.allSatisfy { !$0.isExact },
        subject: Subject(
          id: cluster.marks.map(\.id).joined(separator: ";"), title: title, role: .event))
      if cluster.marks.count > 1 {
        let isHollow = cluster.marks.allSatisfy { !$0.isExact }
        let ink = TimelineGlyph.inks[index % TimelineGlyph.inks.count]
        caption(
          "\(cluster.marks.count)", at: Spot(cluster.x, y), size: 6.5,
          isHollow ? .text : ink.inkOnTop, anchor: .middle, bold: true)
      } else if let label = cluster.label {
        caption(
          label, at: Spot(cluster.x + cluster.radius + 3, y), size: TimelineCluster.labelSize,
          .quietText)
      }
    }
  }

  /// The days in which something happened at some time, under its mark; dots where a side is not known.
  private mutating func stretch(
    of mark: TimelinePicture.Mark, y: Double, _ index: Int, _ scale: TimelineScale
  ) {
    let ink = TimelineGlyph.inks[index % TimelineGlyph.inks.count].opacity(0.65)
    for piece in TimelineBar(mark.span, on: scale).pieces where piece.right - piece.left > 9 {
      let at = y + 6.2
      line(
        Spot(piece.left, at), Spot(piece.right, at), ink, width: 1,
        dashed: piece.look != .sure)
    }
  }

  mutating func timelineRows(_ picture: TimelinePicture, _ layout: TimelineLayout) {
    let language = picture.frame.language
    for band in layout.bands { timelineBand(band, layout, language) }
    for (index, group) in layout.groups.enumerated() {
      if index > 0 {
        area(
          PageBox(
            left: Self.margin, top: group.top - 1.8, right: layout.plot.right,
            bottom: group.top - 1.4
          ).corners, fill: .border)
      }
      if let first = group.rows.first {
        caption(
          TextMetrics.fitted(group.name, size: 8, width: layout.columns.group, bold: true),
          at: Spot(Self.margin, first.y), size: 8, .quietText, bold: true)
      }
      for row in group.rows { timelineRow(row, layout, language) }
    }
    guard let head = layout.undatedHead else { return }
    area(
      PageBox(
        left: Self.margin, top: head - 5, right: width - Self.margin, bottom: layout.plot.bottom
      ).corners, fill: .land)
    caption(
      TimelineWords.undated(language), at: Spot(Self.margin + 2, head + 3), size: 8, .quietText,
      bold: true)
    for row in layout.undated { timelineRow(row, layout, language) }
  }

  private mutating func timelineRow(
    _ placed: TimelineLayout.PlacedRow, _ layout: TimelineLayout, _ language: Language
  ) {
    let (row, y, columns) = (placed.row, placed.y, layout.columns)
    caption(
      TextMetrics.fitted(row.donor.name, size: 7.5, width: columns.donor),
      at: Spot(columns.donorStart + columns.donor, y), size: 7.5, anchor: .end)
    let from = Spot(columns.donorStart + columns.donor + 2.5, y)
    strokes.append(
      Stroke(
        path: [from, Spot(from.x + 2, y), Spot(from.x + 3, y), Spot(from.x + 5, y)], ink: .blue,
        width: 0.8, isDashed: false, arrowLength: 4, subject: nil))
    caption(
      TextMetrics.fitted(row.recipient.name, size: 7.5, width: columns.recipient),
      at: Spot(columns.recipientStart, y), size: 7.5)
    if columns.kind > 0 {
      caption(
        TextMetrics.fitted(row.kind.label(language), size: 6.8, width: columns.kind),
        at: Spot(columns.kindStart, y), size: 6.8, .faintText)
    }
    guard let scale = layout.scale else { return }
    for bar in row.bars {
      let shape = TimelineBar(bar.span, on: scale)
      guard !shape.pieces.isEmpty else { continue }
      let words = "\(row.donor.fullName) → \(row.recipient.fullName) (\(row.kind.label(language))"
      timelineBar(
        shape, y: y, height: 6.4, isInferred: bar.certainty == .inferred,
        subject: Subject(
          id: bar.id, title: words + (bar.period.isEmpty ? ")" : ", \(bar.period))"), role: .flow))
    }
  }

  /// How many pairings are active in each year: steps from a common base, all bands on one scale.
  private mutating func timelineBand(
    _ placed: TimelineLayout.PlacedBand, _ layout: TimelineLayout, _ language: Language
  ) {
    let band = placed.band
    let base = placed.bottom - 3
    let rise = placed.bottom - placed.top - 15
    let peak = band.runs.map(\.count.sure).max() ?? 0
    caption(
      TextMetrics.fitted(band.name, size: 8.5, width: layout.columns.group, bold: true),
      at: Spot(Self.margin, base - 16), size: 8.5, bold: true)
    caption(
      TextMetrics.fitted(
        TimelineWords.band(peak: peak, of: band.total, language), size: 7.5,
        width: layout.columns.group),
      at: Spot(Self.margin, base - 5), size: 7.5, .quietText)
    guard let scale = layout.scale else { return }
    let unit = rise / Double(max(layout.mostActive, 1))
    var last = -Double.infinity
    for run in band.runs where run.count.sure + run.count.possible > 0 {
      let left = scale.start(ofYear: run.years.lowerBound)
      let right =
        run.years.upperBound >= scale.years.upperBound
        ? scale.right : scale.start(ofYear: run.years.upperBound + 1)
      let sure = base - Double(run.count.sure) * unit
      let all = sure - Double(run.count.possible) * unit
      let years =
        run.years.count == 1
        ? "\(run.years.lowerBound)" : "\(run.years.lowerBound)–\(run.years.upperBound)"
      let number =
        run.count.possible == 0
        ? "\(run.count.sure)" : "\(run.count.sure)+\(run.count.possible)?"
      let subject = Subject(
        id: band.id, title: "\(band.name), \(years): \(number)", role: .group)
      if run.count.sure > 0 {
        area(
          PageBox(left: left, top: sure, right: right, bottom: base).corners, fill: .blue,
          outlineWidth: 0, subject: subject)
      }
      if run.count.possible > 0 {
        area(
          PageBox(left: left, top: all, right: right, bottom: sure).corners, fill: .paper,
          hatch: .possible, outline: .blue, outlineWidth: 0.5,
          subject: run.count.sure > 0 ? nil : subject)
      }
      let middle = (left + right) / 2
      let half = TextMetrics.width(number, size: 6.8) / 2
      if right - left >= 2 * half, middle - half > last + 2 {
        caption(
          number, at: Spot(middle, all - 5), size: 6.8, .quietText, anchor: .middle)
        last = middle + half
      }
    }
    line(Spot(scale.left, base), Spot(scale.right, base), .rule, width: 0.6)
  }
}
