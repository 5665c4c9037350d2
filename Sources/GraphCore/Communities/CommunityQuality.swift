/// What a partition is judged by.
public enum CommunityQuality: String, Sendable, CaseIterable {
  /// Newman and Girvan's: see ``modularity(of:in:weights:resolution:)``.
  case modularity
  /// The constant Potts model: the weight inside communities minus resolution times the number of
  /// pairs of nodes inside communities. A community stays together while its density is above the
  /// resolution.
  case potts
}

/// What a move of a node is worth, up to a factor that all moves share.
struct MoveValue {
  /// What a unit of weight to a community is worth.
  let attraction: Double
  /// What a unit of mass times mass costs.
  let repulsion: Double
  /// The part of `attraction` · mass that rounding may amount to; 0 where all values are integers
  /// that `Double` holds exactly, so that ties are exact.
  let rounding: Double

  init(_ level: CommunityLevel, quality: CommunityQuality, resolution: Double) {
    repulsion = resolution
    let total = level.masses.reduce(0, +)
    switch quality {
    case .modularity: attraction = total
    case .potts: attraction = 1
    }
    let whole = resolution == resolution.rounded() && resolution < 1_024
    let largest =
      max(1, resolution) * total * (quality == .modularity ? total : Double(level.nodeCount))
    rounding = whole && largest < 0x1p53 ? 0 : 0x1p-42
  }

  @inline(__always)
  func callAsFunction(weight: Double, mass: Double, of community: Double) -> Double {
    attraction * weight - repulsion * mass * community
  }
}
