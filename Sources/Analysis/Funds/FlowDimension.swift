public import NetworkModel

/// By what flows are broken down.
public enum FlowDimension: Hashable, Sendable {
  /// The donor, or the place of a level in which it lies.
  case donor(Level?)
  case recipient(Level?)
  case category
  /// The programme of the pairing through which it runs.
  case programme
  case agreement
  /// The year in which the whole period lies, else the period.
  case year
  case donorLevel
  case recipientLevel
  case source
  case precision
  case flow

  /// `donor`, `recipient`, `category` … as the command line and results name them.
  public var name: String {
    switch self {
    case .donor: "donor"
    case .recipient: "recipient"
    case .category: "category"
    case .programme: "programme"
    case .agreement: "agreement"
    case .year: "year"
    case .donorLevel: "donor_level"
    case .recipientLevel: "recipient_level"
    case .source: "source"
    case .precision: "precision"
    case .flow: "flow"
    }
  }

  public static let allNames = [
    "donor", "recipient", "category", "programme", "agreement", "year", "donor_level",
    "recipient_level", "source", "precision", "flow",
  ]

  /// The dimension of a name; places are taken at the levels given.
  public init?(name: String, donorLevel: Level? = nil, recipientLevel: Level? = nil) {
    switch name {
    case "donor": self = .donor(donorLevel)
    case "recipient": self = .recipient(recipientLevel)
    case "category": self = .category
    case "programme": self = .programme
    case "agreement": self = .agreement
    case "year": self = .year
    case "donor_level": self = .donorLevel
    case "recipient_level": self = .recipientLevel
    case "source": self = .source
    case "precision": self = .precision
    case "flow": self = .flow
    default: return nil
    }
  }
}

/// The value of one dimension.
public enum FlowKey: Hashable, Sendable {
  /// A place or organisation. `isUnsplit`: it lies at or below no place of the level that was asked for (a
  /// province, a group), so its flows are not divided among places of that level.
  case node(NodeIndex, isUnsplit: Bool)
  case word(String)
  case period(Period)
  case level(Level)
  case precision(Precision)
  /// The row does not say.
  case missing
}

extension FlowKey: Comparable {
  /// Nodes by id, words by bytes, periods by time, levels from the highest; what is missing last.
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.node(let x, let u), .node(let y, let v)): (u ? 1 : 0, x) < (v ? 1 : 0, y)
    case (.word(let x), .word(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
    case (.period(let x), .period(let y)):
      (x.firstDay, x.lastDay, x.description) < (y.firstDay, y.lastDay, y.description)
    case (.level(let x), .level(let y)): x < y
    case (.precision(let x), .precision(let y)):
      (Precision.allCases.firstIndex(of: x) ?? 0) < (Precision.allCases.firstIndex(of: y) ?? 0)
    case (.missing, _): false
    case (_, .missing): true
    default: false
    }
  }
}
