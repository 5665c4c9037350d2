/// One line of a plan: who gives to whom, and for what.
public struct PlanLine: Hashable, Sendable {
  public let donor: String
  public let recipient: String
  /// The use of the money; empty when the plan does not tell uses apart.
  public let category: String

  public init(donor: String, recipient: String, category: String = "") {
    self.donor = donor
    self.recipient = recipient
    self.category = category
  }
}

extension PlanLine: Comparable {
  /// By donor, then recipient, then category: the order in which ties are broken.
  public static func < (a: Self, b: Self) -> Bool {
    (a.donor, a.recipient, a.category) < (b.donor, b.recipient, b.category)
  }
}

extension PlanLine: CustomStringConvertible {
  public var description: String {
    category.isEmpty ? "\(donor) → \(recipient)" : "\(donor) → \(recipient) [\(category)]"
  }
}

/// Which lines of a plan a rule speaks of: all that match every side that is given.
///
/// Names are ids of donors or recipients, or names of groups of them (``ReallocationProblem/group(_:_:)``).
public struct LineSelection: Hashable, Sendable {
  /// Absent: every donor.
  public var donors: [String]?
  /// Absent: every recipient.
  public var recipients: [String]?
  /// Absent: every use.
  public var categories: [String]?

  public init(
    donors: [String]? = nil, recipients: [String]? = nil, categories: [String]? = nil
  ) {
    self.donors = donors?.sorted()
    self.recipients = recipients?.sorted()
    self.categories = categories?.sorted()
  }

  public static let all = LineSelection()

  public static func to(_ recipients: String...) -> Self { Self(recipients: recipients) }
  public static func from(_ donors: String...) -> Self { Self(donors: donors) }
  public static func pair(_ donor: String, _ recipient: String) -> Self {
    Self(donors: [donor], recipients: [recipient])
  }
}

extension LineSelection: CustomStringConvertible {
  public var description: String {
    let parts = [
      donors.map { "from " + $0.joined(separator: "+") },
      recipients.map { "to " + $0.joined(separator: "+") },
      categories.map { "for " + $0.joined(separator: "+") },
    ].compactMap(\.self)
    return parts.isEmpty ? "all" : parts.joined(separator: " ")
  }
}

/// The side on which a rule holds an amount.
public enum RuleBound: String, Hashable, Sendable, CaseIterable {
  case atLeast = "at_least"
  case atMost = "at_most"
  case exactly

  public var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .exactly: "="
    }
  }
}
