internal import Analysis
internal import Geodesy

/// Which panels a map has and where each unit stands in them.
///
/// Two panels stand side by side on a lying page, recipients left, and one above the other on a standing page,
/// recipients above; one frame takes the whole page. Units that crowd each other are drawn again, enlarged, in an inset
/// beside or under their panel.
struct MapLayout {
  /// What a panel shows.
  enum Role: Hashable {
    case recipients, donors, both
    /// The enlargement of a piece of another panel.
    case inset(of: Int)
  }

  /// A piece of a panel that is enlarged.
  struct Enlargement {
    /// Ids of the units in it: all that stand in the box, and no other.
    var members: [String]
    /// On the panel.
    var box: PageBox
    var parent: Int
    /// The panel that is the inset.
    var inset: Int
  }

  /// First the panels, then their insets.
  private(set) var panels: [MapPanel] = []
  private(set) var roles: [Role] = []
  private(set) var enlargements: [Enlargement] = []
  /// The centre of each drawn unit.
  private(set) var spots: [String: Spot] = [:]
  /// The panel in which each drawn unit stands.
  private(set) var homes: [String: Int] = [:]
  /// Units that are not drawn.
  private(set) var outside: [String] = []
  let choice: FrameChoice

  /// Metres of land that a panel shows at least.
  static let leastExtent = 80_000.0
  private static let padding = (side: 30.0, top: 34.0, bottom: 30.0)
  /// Donors nearer than this crowd each other.
  private static let crowding = 12.0
  /// Recipients are many as a rule: they crowd each other when their circles touch.
  private static let crowdingOfMany = 7.0
  /// An enlargement that is less is none.
  private static let leastEnlargement = 1.5

  private typealias Place = (id: String, position: PlanePoint)

  /// Nothing when no unit has a position.
  ///
  /// - Parameter body: the part of the page that panels fill.
  init?(_ ground: MapGround, picture: PairingPicture, body: PageBox, frame: MapFrame) {
    func place(_ units: [FigureUnit]) -> [Place] {
      units.compactMap { unit in ground.positions[unit.id].map { (unit.id, $0) } }
    }
    let recipients = place(picture.recipientUnits)
    let donors = place(picture.donors)
    guard !recipients.isEmpty || !donors.isEmpty else { return nil }
    let linked = Set(picture.links.flatMap { [$0.donor, $0.recipient] })
    let noted = place(
      picture.recipientUnits.filter {
        $0.isNoted || $0.received != nil || $0.hasUnknownAmount || linked.contains($0.id)
      })
    let focus = noted.isEmpty ? recipients : noted
    choice = FrameChoice(
      frame, donors: donors.isEmpty ? nil : PlaneExtent(donors.map(\.position)),
      recipients: focus.isEmpty ? nil : PlaneExtent(focus.map(\.position)))
    if choice.isOneFrame {
      add(.both, showing: donors + focus, crowding: Self.crowdingOfMany, in: body)
    } else {
      let (first, second) = Self.split(
        body, PlaneExtent(focus.map(\.position)), PlaneExtent(donors.map(\.position)))
      panels = []
      add(.recipients, showing: focus, crowding: Self.crowdingOfMany, in: first)
      add(.donors, showing: donors, crowding: Self.crowding, in: second)
      putInsetsLast()
    }
    let focused = Set(focus.map(\.id))
    for recipient in recipients where spots[recipient.id] == nil {
      let panel = panels[0]
      let spot = panel.spot(recipient.position)
      // The strip under the panel's head belongs to units on which something is on record.
      if let corner = enlargements.firstIndex(where: { $0.parent == 0 && $0.box.contains(spot) }) {
        let inset = enlargements[corner].inset
        spots[recipient.id] = panels[inset].spot(recipient.position)
        homes[recipient.id] = inset
        enlargements[corner].members.append(recipient.id)
        enlargements[corner].members.sort()
      } else if focused.contains(recipient.id)
        || panel.box.insetBy(6).contains(spot) && spot.y > panel.box.top + 24
      {
        (spots[recipient.id], homes[recipient.id]) = (spot, 0)
      } else {
        outside.append(recipient.id)
      }
    }
    outside = (outside + ground.missing).sorted()
    moveApart(picture.recipientUnits)
  }

  /// The panels of recipients and donors in the body of a page.
  private static func split(
    _ body: PageBox, _ recipients: PlaneExtent, _ donors: PlaneExtent
  ) -> (PageBox, PageBox) {
    // The gap stays empty: at least 8 % of the width tell two panels from one.
    let gap = body.width * 62 / 770
    var (first, second) = (body, body)
    if body.height > body.width {
      let gap = gap * 0.6
      let heights = [recipients, donors].map { extent in
        extent.height / max(extent.width, 1) * (body.width - 60) + 64
      }
      let share = min(max(heights[0] / (heights[0] + heights[1]), 0.52), 0.64)
      first.bottom = body.top + (body.height - gap) * share
      second.top = first.bottom + gap
    } else {
      let share = share(recipients, donors, height: body.height)
      first.right = body.left + (body.width - gap) * share
      second.left = first.right + gap
    }
    return (first, second)
  }

  /// The left panel's share of the width: by the shapes of the two areas, within limits.
  private static func share(_ left: PlaneExtent, _ right: PlaneExtent, height: Double) -> Double {
    let leftWidth = left.width / max(left.height, 1) * (height - 64) + 60
    let rightWidth = right.width / max(right.height, 1) * (height - 64) + 60
    guard leftWidth > 0, rightWidth > 0 else { return 0.62 }
    return min(max(leftWidth / (leftWidth + rightWidth), 0.55), 0.68)
  }

  // MARK: Panels and insets

  /// Adds a panel for some places, with an enlargement of those that crowd each other.
  private mutating func add(
    _ role: Role, showing places: [Place], crowding: Double, in box: PageBox
  ) {
    let number = panels.count
    let plain = Self.panel(box, showing: places)
    panels.append(plain)
    roles.append(role)
    let crowd = Self.crowd(places.map { ($0.id, plain.spot($0.position)) }, nearer: crowding)
    if crowd.count >= 4, let (panel, inset, enlargement) = Self.enlarge(crowd, of: places, in: box)
    {
      panels[number] = panel
      panels.append(inset)
      roles.append(.inset(of: number))
      enlargements.append(
        Enlargement(
          members: enlargement.members, box: enlargement.box, parent: number,
          inset: panels.count - 1))
      let members = Set(enlargement.members)
      for place in places where members.contains(place.id) {
        (spots[place.id], homes[place.id]) = (inset.spot(place.position), panels.count - 1)
      }
    }
    for place in places where spots[place.id] == nil {
      (spots[place.id], homes[place.id]) = (panels[number].spot(place.position), number)
    }
  }

  /// A panel that gives up a piece of its box for an inset, and the inset.
  private static func enlarge(
    _ crowd: [String], of places: [Place], in box: PageBox
  ) -> (panel: MapPanel, inset: MapPanel, enlargement: (members: [String], box: PageBox))? {
    var (rest, piece) = (box, box)
    if box.width > 1.25 * box.height {
      piece.left = box.right - (box.width * 0.3).rounded()
      rest.right = piece.left - 8
    } else {
      piece.top = box.bottom - (box.height * 0.36).rounded()
      rest.bottom = piece.top - 8
    }
    let panel = panel(rest, showing: places)
    var members = Set(crowd)
    var corner = PageBox(around: [])
    // What stands in the box round the crowd belongs to it: else the box would show what the inset does not.
    while true {
      let spots = places.filter { members.contains($0.id) }.map { panel.spot($0.position) }
      corner = PageBox(around: spots).insetBy(-4)
      let inside = places.filter { corner.contains(panel.spot($0.position)) }.map(\.id)
      guard inside.contains(where: { !members.contains($0) }) else { break }
      members.formUnion(inside)
    }
    let side = min(46, piece.width * 0.22)
    let end = min(26, piece.height * 0.3)
    let inset = MapPanel(
      box: piece, showing: places.filter { members.contains($0.id) }.map(\.position), least: 2_000,
      padding: (side: side, top: end, bottom: end))
    guard inset.scale >= leastEnlargement * panel.scale else { return nil }
    return (panel, inset, (members.sorted(), corner))
  }

  private static func panel(_ box: PageBox, showing places: [Place]) -> MapPanel {
    MapPanel(
      box: box, showing: places.map(\.position), least: leastExtent,
      padding: (
        side: min(padding.side, box.width * 0.2), top: min(padding.top, box.height * 0.2),
        bottom: min(padding.bottom, box.height * 0.18)
      ))
  }

  /// Recipients, donors, then the insets: the order in which panels are drawn.
  private mutating func putInsetsLast() {
    func isInset(_ place: Int) -> Bool { if case .inset = roles[place] { true } else { false } }
    let order = panels.indices.sorted { (isInset($0) ? 1 : 0, $0) < (isInset($1) ? 1 : 0, $1) }
    var places = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { places[old] = new }
    panels = order.map { panels[$0] }
    roles = order.map { old in
      if case .inset(let parent) = roles[old] { .inset(of: places[parent]) } else { roles[old] }
    }
    for index in enlargements.indices {
      enlargements[index].parent = places[enlargements[index].parent]
      enlargements[index].inset = places[enlargements[index].inset]
    }
    homes = homes.mapValues { places[$0] }
  }

  /// A prefecture shares its seat with a county: the one that is not counted moves up beside it.
  private mutating func moveApart(_ units: [FigureUnit]) {
    for unit in units where !unit.isCounted {
      guard let spot = spots[unit.id] else { continue }
      let isTaken = spots.contains { $0.key != unit.id && $0.value.distance(to: spot) < 5 }
      if isTaken { spots[unit.id] = Spot(spot.x + 5, spot.y - 8) }
    }
  }

  /// The largest set of nodes connected by steps shorter than a distance; ties by id.
  private static func crowd(
    _ nodes: [(id: String, spot: Spot)], nearer least: Double
  ) -> [String] {
    var rest = nodes.sorted { $0.id < $1.id }
    var largest: [String] = []
    while let first = rest.first {
      var found = [first]
      rest.removeFirst()
      var next = 0
      while next < found.count {
        let near = rest.filter { $0.spot.distance(to: found[next].spot) < least }
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
