internal import Geodesy

/// Whether a map shows donors and recipients in one frame or in two panels.
public enum MapFrame: String, CaseIterable, Hashable, Sendable {
  /// By extent: see ``FrameChoice``.
  case auto
  case one, two
}

/// How many panels a map has, and why.
public struct FrameChoice: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    case asked
    /// There are only donors or only recipients.
    case oneSide = "one_side"
    /// The extents of donors and recipients share ground.
    case overlap
    /// In one frame both sides keep at least half of the scale that a panel of their own would give them.
    case near
    /// In one frame a side would be drawn at less than half of the scale of a panel of its own.
    case far
  }

  public let isOneFrame: Bool
  public let reason: Reason

  /// One frame when the two extents overlap, or when neither side loses more than half of its scale by it.
  ///
  /// The scales compared are those at which extents fit a page: the longer side of an extent decides, and a panel
  /// of its own has half of the page.
  init(_ asked: MapFrame, donors: PlaneExtent?, recipients: PlaneExtent?) {
    guard let donors, let recipients else {
      // A second panel would be empty.
      (isOneFrame, reason) = (true, .oneSide)
      return
    }
    switch asked {
    case .one: (isOneFrame, reason) = (true, .asked)
    case .two: (isOneFrame, reason) = (false, .asked)
    case .auto:
      if donors.overlaps(recipients) {
        (isOneFrame, reason) = (true, .overlap)
        return
      }
      let both = donors.joined(recipients)
      // A page is about 1.8 times as wide as high, half a page 0.9 times.
      func size(_ extent: PlaneExtent, aspect: Double) -> Double {
        max(extent.width, aspect * extent.height, MapLayout.leastExtent)
      }
      let isNear = [donors, recipients].allSatisfy {
        size(both, aspect: 1.8) / 2 <= 2 * size($0, aspect: 0.9)
      }
      (isOneFrame, reason) = (isNear, isNear ? .near : .far)
    }
  }
}

extension PlaneExtent {
  func overlaps(_ other: PlaneExtent) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }

  func joined(_ other: PlaneExtent) -> PlaneExtent {
    PlaneExtent([
      PlanePoint(easting: min(west, other.west), northing: min(south, other.south)),
      PlanePoint(easting: max(east, other.east), northing: max(north, other.north)),
    ])
  }
}
