internal import Foundation

/// Finds places for the names of areas: inside where they fit, else called out at the end of a leader.
///
/// Areas that matter more come first, then larger ones, ties by id. A name may run over the edge of an area that is
/// large enough to be seen under it; names of smaller areas are called out beside a box in the look of the area.
/// No name lies on another, on the spot to which another area's leader points, or on furniture.
///
/// - Complexity: O(labels² + labels · candidates · corners).
struct AreaLabels {
  struct Request {
    var id: String
    var text: String
    /// Smaller numbers are placed first.
    var priority: Int
    /// The part on which the name stands, and its spot farthest from the edge.
    var part: Figure.Area.Part
    var inner: InnerSpot
    /// Whether its name may stand at the end of a leader; else it stands on the area or nowhere.
    var mayLead = true
  }

  struct Label {
    var id: String
    var text: String
    var box: PageBox
    /// Where a leader to the area begins; nothing when the name stands on it.
    var leader: (from: Spot, to: Spot)?
    /// Whether the whole name lies in the area.
    var isInside: Bool
  }

  private(set) var labels: [Label] = []
  /// Ids of areas whose names found no place.
  private(set) var dropped: [String] = []

  static let size = 7.0
  /// An area in which a smaller circle fits cannot show its look.
  static let leastDepth = 4.0
  /// More leaders than this hide what they explain; the least important names are then left out.
  static let mostLeaders = 26
  /// The width of the box before a name that is called out.
  static let boxWidth = 9.0

  init(_ requests: [Request], bounds: PageBox, furniture: [PageBox]) {
    let order = requests.sorted {
      ($0.priority, -$0.inner.depth, $0.id) < ($1.priority, -$1.inner.depth, $1.id)
    }
    var waiting = order
    let spots = order.map { ($0.id, $0.inner.spot) }
    func isFree(_ box: PageBox, for id: String, clearance: Double) -> Bool {
      let roomy = box.insetBy(-clearance)
      return bounds.contains(box) && !furniture.contains { $0.overlaps(roomy) }
        && !labels.contains { $0.box.overlaps(roomy) }
        && !spots.contains { $0.0 != id && box.distance(to: $0.1) < 2 }
    }
    waiting.removeAll { request in
      guard request.inner.depth >= Self.leastDepth else { return false }
      for box in Self.boxesInside(request) where isFree(box, for: request.id, clearance: 0.4) {
        labels.append(
          Label(
            id: request.id, text: request.text, box: box, leader: nil,
            isInside: request.part.contains(box)))
        return true
      }
      return false
    }
    for request in waiting {
      guard request.mayLead, labels.count(where: { $0.leader != nil }) < Self.mostLeaders else {
        dropped.append(request.id)
        continue
      }
      var best: (cost: Double, label: Label)?
      for (distance, box) in Self.boxesAround(request) {
        guard isFree(box, for: request.id, clearance: 1) else { continue }
        let near = Spot(
          min(max(request.inner.spot.x, box.left), box.right),
          min(max(request.inner.spot.y, box.top + 1), box.bottom - 1))
        var cost = distance
        if cost >= best?.cost ?? .infinity { continue }
        for other in labels {
          // A leader may run under a name, which then hides a piece of it, but better does not.
          if Self.crosses(request.inner.spot, near, other.box) { cost += 30 }
          guard let leader = other.leader else { continue }
          if segmentsCross(request.inner.spot, near, leader.from, leader.to) { cost += 80 }
          if Self.crosses(leader.from, leader.to, box) { cost += 40 }
        }
        if cost < best?.cost ?? .infinity {
          best = (
            cost,
            Label(
              id: request.id, text: request.text, box: box, leader: (request.inner.spot, near),
              isInside: false)
          )
        }
      }
      if let best { labels.append(best.label) } else { dropped.append(request.id) }
    }
    labels.sort { $0.id < $1.id }
    dropped.sort()
  }

  private static func width(_ text: String) -> Double { TextMetrics.width(text, size: size) + 1 }
  private static let height = size * 1.15

  /// On the area: about its inner spot, places inside the area before others.
  private static func boxesInside(_ request: Request) -> [PageBox] {
    let width = width(request.text)
    let spot = request.inner.spot
    let steps = [0.0, -0.5, 0.5, -1, 1]
    let boxes = steps.flatMap { y in
      steps.map { x in
        PageBox(
          centre: Spot(
            spot.x + x * max(request.inner.depth, width / 4), spot.y + y * request.inner.depth),
          width: width, height: height)
      }
    }
    let fitting = boxes.filter(request.part.contains)
    // Over the edge, but with its middle half on the area.
    let tolerable = boxes.filter {
      let middle = $0.centre
      return [-width / 4, 0, width / 4].allSatisfy {
        request.part.contains(Spot(middle.x + $0, middle.y))
      }
        && !request.part.contains($0)
    }
    return fitting + tolerable
  }

  /// Off the area: rings of places farther and farther away.
  private static func boxesAround(_ request: Request) -> [(distance: Double, box: PageBox)] {
    let width = width(request.text) + boxWidth
    return [9.0, 14, 20, 27, 35, 44, 54, 66, 80, 96].flatMap { distance in
      (0..<36).map { turn in
        let angle = Double(turn) / 36 * 2 * Double.pi
        let (x, y) = (cos(angle), sin(angle))
        let centre = Spot(
          request.inner.spot.x + x * (distance + width / 2),
          request.inner.spot.y + y * (distance + height / 2))
        return (distance, PageBox(centre: centre, width: width, height: height))
      }
    }
  }

  private static func crosses(_ from: Spot, _ to: Spot, _ box: PageBox) -> Bool {
    let corners = box.corners
    return box.contains(from) || box.contains(to)
      || zip(corners, corners.dropFirst() + corners.prefix(1)).contains {
        segmentsCross(from, to, $0, $1)
      }
  }
}
