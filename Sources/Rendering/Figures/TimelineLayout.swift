internal import Analysis
internal import NetworkModel

/// Where the parts of a timeline stand on the page.
struct TimelineLayout {
  struct PlacedRow {
    var row: TimelinePicture.Row
    var y: Double
  }

  /// Consecutive rows under one name.
  struct PlacedGroup {
    var name: String
    var rows: [PlacedRow]
    /// Rows of the group that stand among the undated ones are not counted here.
    var top: Double
    var bottom: Double
  }

  struct PlacedBand {
    var band: TimelinePicture.Band
    var top: Double
    var bottom: Double
  }

  struct PlacedLane {
    var lane: TimelinePicture.Lane
    var y: Double
    var clusters: [TimelineCluster]
    var undated: [TimelinePicture.Mark]
  }

  private(set) var lanes: [PlacedLane] = []
  private(set) var groups: [PlacedGroup] = []
  private(set) var undated: [PlacedRow] = []
  /// The head of the undated rows.
  private(set) var undatedHead: Double?
  private(set) var bands: [PlacedBand] = []
  /// Absent when nothing is dated.
  let scale: TimelineScale?
  let isSummed: Bool
  let plot: PageBox
  let columns: Columns
  /// The number at the top of every band.
  let mostActive: Int

  /// The columns left of the plot.
  struct Columns {
    var group, donor, recipient, kind: Double
    /// Where each starts.
    var donorStart: Double { Figure.margin + group + 6 }
    var recipientStart: Double { donorStart + donor + 14 }
    var kindStart: Double { recipientStart + recipient + 4 }
    var end: Double { kindStart + kind }
  }

  static let gutter = 14.0
  static let laneHeight = 17.0
  static let leastPitch = 10.6
  private static let mostPitch = 16.0
  static let bandHeight = 34.0
  private static let gap = 10.0
  private static let groupGap = 3.0

  /// - Parameters:
  ///   - top: below head and legend.
  ///   - room: the height that the rows should fill where they can.
  init(
    _ picture: TimelinePicture, width: Double, top: Double, room: Double, mostRows: Int
  ) {
    isSummed = picture.rowCount > mostRows
    let showsKinds =
      picture.grouping != .kind && Set(picture.groups.flatMap(\.rows).map(\.kind)).count > 1
    // As wide as the names, within a share of the page.
    func column(_ names: [String], size: Double, bold: Bool = false, most part: Double) -> Double {
      let widest =
        names.map {
          TextMetrics.width(InkText.clean($0, limit: 80), size: size, bold: bold)
        }.max() ?? 0
      return min((widest + 2).rounded(.up), max((width * part).rounded(), 38))
    }
    let rows = picture.groups.flatMap(\.rows)
    let laneNames = column(picture.lanes.map { $0.name + "(00)" }, size: 8, most: 0.2) + 14
    var columns =
      isSummed
      ? Columns(
        group: max(
          column(picture.bands.map(\.name), size: 8.5, bold: true, most: 0.18), 70, laneNames),
        donor: 0, recipient: 0, kind: 0)
      : Columns(
        group: column(picture.groups.map(\.name), size: 8, bold: true, most: 0.11),
        donor: column(rows.map(\.donor.name), size: 7.5, most: 0.13),
        recipient: column(rows.map(\.recipient.name), size: 7.5, most: 0.13),
        kind: showsKinds
          ? column(
            Set(rows.map(\.kind)).map { $0.label(picture.frame.language) }, size: 6.8, most: 0.09)
          : 0)
    // Names of lanes stand over all columns.
    columns.group += max(0, Figure.margin + laneNames - columns.end)
    self.columns = columns
    let left = columns.end + Self.gutter
    let right = width - Figure.margin - Self.gutter
    scale = picture.axis.map { TimelineScale($0, left: left, right: right) }
    mostActive =
      picture.bands.flatMap(\.runs).map { $0.count.sure + $0.count.possible }.max() ?? 0

    var y = top
    for lane in picture.lanes {
      y += Self.laneHeight
      let found =
        scale.map { TimelineCluster.clusters(lane.marks, on: $0, right: width - Figure.margin) }
        ?? (clusters: [], undated: lane.marks)
      lanes.append(
        PlacedLane(
          lane: lane, y: y - Self.laneHeight / 2, clusters: found.clusters, undated: found.undated))
    }
    if !picture.lanes.isEmpty { y += Self.gap }
    if isSummed {
      let count = Double(max(picture.bands.count, 1))
      let height = min(max((top + room - y) / count, Self.bandHeight), 64)
      for band in picture.bands {
        bands.append(PlacedBand(band: band, top: y, bottom: y + height))
        y += height
      }
    } else {
      let dated = picture.groups.map { group in
        (name: group.name, rows: group.rows.filter { !$0.isUndated })
      }.filter { !$0.rows.isEmpty }
      let silent = picture.groups.flatMap(\.rows).filter(\.isUndated)
      let count = Double(dated.reduce(0) { $0 + $1.rows.count } + silent.count)
      let fixed =
        Self.groupGap * Double(dated.count) + (silent.isEmpty ? 0 : Self.gap + Self.leastPitch)
      let pitch = min(
        max((top + room - y - fixed) / max(count, 1), Self.leastPitch),
        // On a sheet that was asked for, few rows stand farther apart.
        Self.mostPitch * (picture.frame.sheet == nil ? 1 : 1.6))
      for group in dated {
        let first = y
        var rows: [PlacedRow] = []
        for row in group.rows {
          rows.append(PlacedRow(row: row, y: y + pitch / 2))
          y += pitch
        }
        groups.append(PlacedGroup(name: group.name, rows: rows, top: first, bottom: y))
        y += Self.groupGap
      }
      if !silent.isEmpty {
        y += Self.gap
        undatedHead = y
        y += Self.leastPitch
        for row in silent {
          undated.append(PlacedRow(row: row, y: y + pitch / 2))
          y += pitch
        }
      }
    }
    plot = PageBox(left: left, top: top, right: right, bottom: y)
  }
}
