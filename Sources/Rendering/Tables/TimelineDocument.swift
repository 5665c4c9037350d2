internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a timeline shows: a row for each row of the table of pairings, the numbers of each band, and the marks.
  public init(_ diagram: TimelineDiagram, file: String) {
    let picture = diagram.picture
    var pairings = ResultTable(
      "pairings", Wording(en: "Pairings", zh: "结对"),
      columns: [
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("group_id", Wording(en: "group id", zh: "分组编号"), for: .programs),
        Column("group", Wording(en: "group", zh: "分组")),
        Column("pairing_id", Wording(en: "id", zh: "编号"), for: .programs),
        Column("kind", Wording(en: "layer", zh: "层级")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("period", Wording(en: "period", zh: "时期")),
        Column("start", Wording(en: "start", zh: "起始")),
        Column("end", Wording(en: "end", zh: "终止")),
        Column("sure_from", Wording(en: "surely from", zh: "确定自")),
        Column("sure_to", Wording(en: "surely to", zh: "确定至")),
        Column("stated", Wording(en: "stated", zh: "来源说明")),
      ])
    var position = 0
    for isUndated in [false, true] {
      for group in picture.groups {
        for row in group.rows where row.isUndated == isUndated {
          position += 1
          for bar in row.bars {
            pairings.append([
              .integer(position), Cell(group.id.isEmpty ? nil : group.id), .text(group.name),
              .text(bar.id), Cell(row.kind), .text(row.donor.id), .text(row.donor.fullName),
              .text(row.recipient.id), .text(row.recipient.fullName),
              Cell(bar.period.isEmpty ? nil : bar.period), Cell(bar.span.start),
              Cell(bar.span.end), Self.day(bar.span.sure?.lowerBound),
              Self.day(bar.span.sure?.upperBound),
              bar.certainty == .inferred
                ? .term("no", Wording(en: "inferred", zh: "推断"))
                : .term("yes", Wording(en: "yes", zh: "是")),
            ])
          }
        }
      }
    }
    var active = ResultTable(
      "active", Wording(en: "Active in each year", zh: "每年有效对数"),
      columns: [
        Column("group_id", Wording(en: "group id", zh: "分组编号"), for: .programs),
        Column("group", Wording(en: "group", zh: "分组")),
        Column("from_year", Wording(en: "from", zh: "自"), .integer),
        Column("to_year", Wording(en: "to", zh: "至"), .integer),
        Column("sure", Wording(en: "surely active", zh: "确定有效"), .integer),
        Column("possible", Wording(en: "possibly", zh: "不能判断"), .integer),
        Column("pairings", Wording(en: "of", zh: "总对数"), .integer),
      ])
    for band in picture.bands {
      for run in band.runs {
        active.append([
          Cell(band.id.isEmpty ? nil : band.id), .text(band.name),
          .integer(run.years.lowerBound), .integer(run.years.upperBound),
          .integer(run.count.sure), .integer(run.count.possible), .integer(band.total),
        ])
      }
    }
    var events = ResultTable(
      "events", Wording(en: "Events", zh: "事件"),
      columns: [
        Column("lane", Wording(en: "kind", zh: "类别")),
        Column("id", Wording(en: "id", zh: "编号"), for: .programs),
        Column("date", Wording(en: "date", zh: "日期")),
        Column("from", Wording(en: "from", zh: "自"), for: .programs),
        Column("to", Wording(en: "to", zh: "至"), for: .programs),
        Column("what", Wording(en: "what", zh: "内容")),
        Column("x", Wording(en: "x, pt", zh: "横坐标（点）"), .real, for: .programs),
        Column("at_mark", Wording(en: "at one mark", zh: "同一标记件数"), .integer),
      ])
    for placed in diagram.layout?.lanes ?? [] {
      let lane = Cell.term(
        placed.lane.key == TimelinePicture.agreementLane ? "agreement" : placed.lane.key,
        placed.lane.key == TimelinePicture.agreementLane
          ? TimelineWords.agreements : Glossary.label(of: placed.lane.key))
      for (marks, x) in placed.clusters.map({ ($0.marks, Optional($0.x)) })
        + [(placed.undated, nil)]
      {
        for mark in marks {
          events.append([
            lane, .text(mark.id), Cell(mark.period.isEmpty ? nil : mark.period),
            Cell(mark.from.isEmpty ? nil : mark.from), Cell(mark.to.isEmpty ? nil : mark.to),
            .text(mark.title), Cell(x.map(rounded)), Cell(x == nil ? nil : marks.count),
          ])
        }
      }
    }
    var left = Self.notSolved
    for id in diagram.unlabelled {
      left.append([
        .term("no_label", Wording(en: "no room for its name", zh: "名称无处标注")), .text(id),
      ])
    }
    for id in diagram.undatedEvents {
      left.append([
        .term("no_date", Wording(en: "no date on the axis", zh: "图中无日期可标")), .text(id),
      ])
    }
    let undated = picture.groups.flatMap(\.rows).count(where: \.isUndated)
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("first_year", Wording(en: "First year", zh: "起始年份"), Cell(picture.axis?.lowerBound)),
        Fact("last_year", Wording(en: "Last year", zh: "终止年份"), Cell(picture.axis?.upperBound)),
        Fact("pairings", Wording(en: "pairings", zh: "结对"), .integer(picture.rowCount)),
        Fact("undated", Wording(en: "of unknown period", zh: "起止不详"), .integer(undated)),
        Fact(
          "events", Wording(en: "events", zh: "事件"),
          .integer(
            picture.lanes.filter { $0.key != TimelinePicture.agreementLane }
              .reduce(0) { $0 + $1.marks.count })),
        Fact("outside", Wording(en: "outside these years", zh: "年份之外"), .integer(picture.outside)),
        Fact(
          "shown_as", Wording(en: "shown as", zh: "绘制方式"),
          diagram.isSummed
            ? .term("numbers", Wording(en: "numbers a year", zh: "每年对数"))
            : .term("rows", Wording(en: "rows", zh: "逐对"))),
      ], tables: [pairings, active, events, left])
  }

  /// A day as a date; open and unknown sides have none.
  private static func day(_ number: Int?) -> Cell {
    guard let number, number != .min, number != .max else { return .missing }
    return Cell(CalendarDate(dayNumber: number))
  }
}
