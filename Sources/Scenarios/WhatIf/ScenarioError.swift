public import NetworkModel

/// Why a change cannot be made.
public struct ChangeRefusal: Error, Hashable, Sendable {
  /// The change, counted from 0.
  public var change: Int
  /// The part of the change at fault, as the file format calls it: `amount`, `move.recipient`; the whole when absent.
  public var field: String?
  public var found: String?
  public var problem: Wording
  public var fix: Wording

  public init(
    change: Int, field: String? = nil, found: String? = nil, _ problem: Wording, _ fix: Wording
  ) {
    self.change = change
    self.field = field
    self.found = found
    self.problem = problem
    self.fix = fix
  }
}

/// A scenario that cannot be applied: every change that is refused, in order.
public struct ScenarioError: Error, Sendable {
  public let scenario: String
  public let refusals: [ChangeRefusal]
}

/// Something to know about a change that was made.
public struct ChangeWarning: Hashable, Sendable {
  public var change: Int
  public var field: String?
  public var text: Wording
  public var advice: Wording

  public init(change: Int, field: String? = nil, _ text: Wording, _ advice: Wording) {
    self.change = change
    self.field = field
    self.text = text
    self.advice = advice
  }
}
