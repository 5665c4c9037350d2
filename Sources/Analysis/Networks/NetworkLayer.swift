public import NetworkModel

/// Which facts become edges of a graph.
public enum NetworkLayer: Hashable, Sendable, CaseIterable {
  /// Pairings of a kind, donor → recipient.
  case pairing(PairingKind)
  /// Flows of a measure, donor → recipient.
  case flow(Measure)
  /// What lies in what, place → its part.
  case containment

  public static var allCases: [NetworkLayer] {
    PairingKind.allCases.map(NetworkLayer.pairing) + Measure.allCases.map(NetworkLayer.flow)
      + [.containment]
  }

  /// All pairings but those of the central units, which are a system of their own.
  public static let pairings = PairingKind.allCases.filter { $0 != .central }.map(
    NetworkLayer.pairing)

  /// `county`, `money`, `containment` …
  public init?(name: String) {
    guard let layer = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = layer
  }

  public var name: String {
    switch self {
    case .pairing(let kind): kind.rawValue
    case .flow(let measure): measure.rawValue
    case .containment: "containment"
    }
  }

  public var label: Wording {
    switch self {
    case .pairing(let kind): kind.label
    case .flow(let measure): measure.label
    case .containment: Wording(en: "containment", zh: "隶属关系")
    }
  }
}
