internal import Analysis
internal import NetworkModel

/// Where rows stand in a panel: the same in all panels.
struct MultiplesRows: Hashable {
  /// Distances from the top of the panel, by id.
  private(set) var donors: [String: Double] = [:]
  private(set) var recipients: [String: Double] = [:]
  let height: Double
  /// Widths of the names.
  let donorWidth: Double
  let recipientWidth: Double

  static let head = 38.0
  static let leastPitch = 8.6
  private static let mostPitch = 14.0
  private static let groupGap = 3.0
  static let size = 6.8

  /// - Parameters:
  ///   - room: the height of a panel that the rows should fill, within limits.
  ///   - width: of a panel; names may take about a quarter on each side.
  init(_ picture: MultiplesPicture, room: Double = 0, width: Double = 0) {
    let count = max(
      picture.donors.count, picture.recipients.reduce(0) { $0 + $1.count }, 1)
    let groups = picture.recipients.count { !$0.isEmpty }
    let pitch = min(
      max((room - Self.head - Self.groupGap * Double(groups)) / Double(count), Self.leastPitch),
      Self.mostPitch)
    var y = Self.head + pitch / 2
    for group in picture.recipients where !group.isEmpty {
      for unit in group {
        recipients[unit.id] = y
        y += pitch
      }
      y += Self.groupGap
    }
    let rightHeight = y - Self.groupGap
    let leftHeight = Self.head + pitch * Double(picture.donors.count)
    height = max(rightHeight, leftHeight) + 2
    // Donors are spread over the height, as far as that keeps them together.
    let donorCount = Double(picture.donors.count)
    let step = min(max((height - Self.head) / max(donorCount, 1), pitch), 2.2 * pitch)
    let start = Self.head + (height - Self.head - step * donorCount) / 2
    for (index, unit) in picture.donors.enumerated() {
      donors[unit.id] = start + step * (Double(index) + 0.5)
    }
    func widest(_ units: [MultiplesPicture.Unit], most: Double) -> Double {
      min(
        units.map { TextMetrics.width(InkText.clean($0.name, limit: 80), size: Self.size) }.max()
          ?? 0, most) + 1
    }
    donorWidth = widest(picture.donors, most: max(46, width * 0.27))
    recipientWidth = widest(
      picture.recipients.flatMap(\.self),
      most: max(picture.content == .bars ? 84 : 46, width * 0.27))
  }
}
