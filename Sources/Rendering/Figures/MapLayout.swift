internal import Analysis
internal import Geodesy

/// Which panels a map has and where each unit stands in them.
struct MapLayout {
  /// Recipients, donors, and the enlargement of crowded donors if there is one.
  private(set) var panels: [MapPanel] = []
  /// The centre of each drawn unit.
  private(set) var spots: [String: Spot] = [:]
  /// The donors drawn in the enlargement.
  private(set) var enlarged: [String] = []
  /// The piece of the donors' panel that the enlargement shows.
  private(set) var enlargedBox: PageBox?
  /// Units that are not drawn.
  private(set) var outside: [String] = []

  /// The sheet: A4, landscape.
  static let page = (width: 842.0, height: 595.0)
  static let top = 90.0
  static let bottom = 512.0
  private static let gap = 62.0
  private static let padding = (side: 30.0, top: 34.0, bottom: 30.0)
  /// Metres of land that a panel shows at least.
  private static let leastExtent = 80_000.0
  /// Nodes nearer than this crowd each other.
  private static let crowding = 12.0

  /// Nothing when no unit has a position.
  init?(_ ground: MapGround, picture: PairingPicture) {
    func place(_ units: [FigureUnit]) -> [(id: String, position: PlanePoint)] {
      units.compactMap { unit in ground.positions[unit.id].map { (unit.id, $0) } }
    }
    let recipients = place(picture.recipientUnits)
    let donors = place(picture.donors)
    guard !recipients.isEmpty || !donors.isEmpty else { return nil }
    let noted = place(picture.recipientUnits.filter(\.isNoted))
    let focus = (noted.isEmpty ? recipients : noted).map(\.position)
    let givers = donors.map(\.position)

    let height = Self.bottom - Self.top
    let width = Self.page.width - 2 * Figure.margin - Self.gap
    let share = Self.share(PlaneExtent(focus), PlaneExtent(givers), height: height)
    let split = Figure.margin + width * share
    let leftBox = PageBox(left: Figure.margin, top: Self.top, right: split, bottom: Self.bottom)
    var rightBox = PageBox(
      left: split + Self.gap, top: Self.top, right: Self.page.width - Figure.margin,
      bottom: Self.bottom)
    let left = MapPanel(
      box: leftBox, showing: focus, least: Self.leastExtent, padding: Self.padding)
    var right = MapPanel(
      box: rightBox, showing: givers, least: Self.leastExtent, padding: Self.padding)

    let crowd = Self.crowd(donors.map { ($0.id, right.spot($0.position)) })
    if crowd.count >= 4 {
      let insetHeight = (height * 0.36).rounded()
      let insetBox = PageBox(
        left: rightBox.left, top: Self.bottom - insetHeight, right: rightBox.right,
        bottom: Self.bottom)
      rightBox.bottom = insetBox.top - 8
      right = MapPanel(
        box: rightBox, showing: givers, least: Self.leastExtent, padding: Self.padding)
      let members = Set(crowd)
      let inset = MapPanel(
        box: insetBox, showing: donors.filter { members.contains($0.id) }.map(\.position),
        least: 2_000, padding: (side: 46, top: 26, bottom: 26))
      enlarged = crowd
      for donor in donors where members.contains(donor.id) {
        spots[donor.id] = inset.spot(donor.position)
      }
      let corners = donors.filter { members.contains($0.id) }.map { right.spot($0.position) }
      enlargedBox = PageBox(around: corners).insetBy(-4)
      panels = [left, right, inset]
    } else {
      panels = [left, right]
    }
    for donor in donors where spots[donor.id] == nil {
      spots[donor.id] = right.spot(donor.position)
    }
    let frame = leftBox.insetBy(6)
    let focused = Set((noted.isEmpty ? recipients : noted).map(\.id))
    for recipient in recipients {
      let spot = left.spot(recipient.position)
      // The strip under the panel's head belongs to units on which something is on record.
      if focused.contains(recipient.id) || frame.contains(spot) && spot.y > Self.top + 24 {
        spots[recipient.id] = spot
      } else {
        outside.append(recipient.id)
      }
    }
    outside = (outside + ground.missing).sorted()
    moveApart(picture.recipientUnits)
  }

  /// A prefecture shares its seat with a county: the one that is not counted moves up beside it.
  private mutating func moveApart(_ units: [FigureUnit]) {
    for unit in units where !unit.isCounted {
      guard let spot = spots[unit.id] else { continue }
      let isTaken = spots.contains { $0.key != unit.id && $0.value.distance(to: spot) < 5 }
      if isTaken { spots[unit.id] = Spot(spot.x + 5, spot.y - 8) }
    }
  }

  /// The left panel's share of the width: by the shapes of the two areas, within limits.
  private static func share(_ left: PlaneExtent, _ right: PlaneExtent, height: Double) -> Double {
    let leftWidth = left.width / max(left.height, 1) * (height - 64) + 60
    let rightWidth = right.width / max(right.height, 1) * (height - 64) + 60
    guard leftWidth > 0, rightWidth > 0 else { return 0.62 }
    return min(max(leftWidth / (leftWidth + rightWidth), 0.55), 0.68)
  }

  /// The largest set of nodes connected by steps shorter than the crowding distance; ties by id.
  private static func crowd(_ nodes: [(id: String, spot: Spot)]) -> [String] {
    var rest = nodes.sorted { $0.id < $1.id }
    var largest: [String] = []
    while let first = rest.first {
      var found = [first]
      rest.removeFirst()
      var next = 0
      while next < found.count {
        let near = rest.filter { $0.spot.distance(to: found[next].spot) < crowding }
        found += near
        let ids = Set(near.map(\.id))
        rest.removeAll { ids.contains($0.id) }
        next += 1
      }
      if found.count > largest.count { largest = found.map(\.id) }
    }
    return largest.sorted()
  }
}
