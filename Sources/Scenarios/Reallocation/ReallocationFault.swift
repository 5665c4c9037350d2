public import NetworkModel

/// Something in a problem that makes no sense, found before solving.
public struct ReallocationFault: Error, Hashable, Sendable {
  public enum Code: String, Hashable, Sendable {
    case nothingToPlan, saidTwice, noBudget, budgetsDisagree, noObjective, manyObjectives
    case unknownName, ambiguousName, emptySelection, repeatedRule, badShare, badFactor, badAmount
    case badCount, badWeight, missingTarget, missingDistance, notARoundedAmount, tooLarge
    case penaltyOnLeximin, penaltiesOfOneKind, badPenalty, tooManyPairs
  }

  public let code: Code
  /// The rule, unit or part of the problem that is meant: `rule tibetan-share`, `target 620122`.
  public let subject: String
  public let wording: Wording
}

extension ReallocationFault: CustomStringConvertible {
  public var description: String { "\(subject): \(wording.en)" }
}
