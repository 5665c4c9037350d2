public import NetworkModel

/// A rule that every plan must keep, to the fen.
public struct ReallocationRule: Hashable, Sendable {
  /// How it is called in every answer: an id of the table `rules`, or a name of the user's. Different rules have
  /// different names.
  public let name: String
  public let requirement: Requirement

  public init(_ name: String, _ requirement: Requirement) {
    self.name = name
    self.requirement = requirement
  }

  /// What is required. y(r) is what a recipient gets over the selected lines, y₀(r) what it got before.
  public enum Requirement: Hashable, Sendable {
    /// Σ over `part` ≥ (≤, =) share × Σ over `whole`; the share between 0 and 1.
    case share(of: LineSelection, within: LineSelection, RuleBound, ExactDecimal)
    /// Σ over the lines ≥ (≤, =) an amount: floors and ceilings of groups, earmarks.
    case total(of: LineSelection, RuleBound, Money)
    /// y(r) ≥ (≤, =) an amount, for every selected recipient.
    case each(of: LineSelection, RuleBound, Money)
    /// Σ over the lines ≥ (≤, =) factor × the same sum before: growth of 8 % is a factor of 1.08.
    case totalRelative(of: LineSelection, RuleBound, ExactDecimal)
    /// y(r) ≥ (≤, =) factor × y₀(r), for every selected recipient: nobody loses is a factor of 1.
    case eachRelative(of: LineSelection, RuleBound, ExactDecimal)
    /// |y(r) − y₀(r)| ≤ fraction × y₀(r), for every selected recipient; who got nothing gets nothing.
    case changeWithin(of: LineSelection, ExactDecimal)
    /// |y(r) − y₀(r)| ≤ an amount, for every selected recipient.
    case changeWithinAmount(of: LineSelection, Money)
    /// What each selected donor gives in all ≤ an amount.
    case capacity(of: LineSelection, Money)
    /// Every selected line keeps its amount.
    case locked(LineSelection)
    /// How many donors give anything to each selected recipient.
    case donorCount(of: LineSelection, atLeast: Int?, atMost: Int?)
    /// How many pairs of donor and recipient may have money that had none before; absent: any number. Without such
    /// a rule only pairs that exist may have money.
    case newPairings(atMost: Int?)
  }

  /// Whether it needs whole-number decisions.
  var isWhole: Bool {
    switch requirement {
    case .donorCount: true
    case .newPairings(let most): most != nil
    default: false
    }
  }
}
