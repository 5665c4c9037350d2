public import Analysis
public import NetworkModel

/// New pairings for the units without one, and what they do.
///
/// Only ``suggestions(_:in:execution:)`` makes one, and only after its plan passed
/// ``suggestionProblems(in:network:)``.
public struct SuggestionReport: Sendable {
  public let question: SuggestionQuestion
  /// The layer of the new pairings.
  public let kind: PairingKind
  /// By need where one was asked for (largest first, unknown last), then by unit.
  public let suggestions: [Suggestion]
  /// By reason, then by unit.
  public let uncovered: [UncoveredUnit]
  /// The donors that may help some unit in need, ascending.
  public let donors: [DonorLoad]
  /// How many donors there are that could be placed, whomever they may help.
  public let donorCount: Int
  /// Donors without a position; they take no part.
  public let donorsWithoutPosition: [NodeIndex]
  public let shortage: SuggestionShortage?
  /// Where a level is to be reached: its places with a unit asked about, and those reached before and after.
  public let reach: (places: Int, before: Int, after: Int)?
  /// Σ need of the units served, and of all that lack a pairing; absent where none is asked for.
  public let need: (served: ExactDecimal, all: ExactDecimal, unit: String, unknown: Int)?
  /// How the units stood before, and stand with the new pairings.
  public let before: CoverageReport
  public let after: CoverageReport
  /// The network with the new pairings.
  public let network: PairingNetwork
  /// The pairs that were allowed, those that had to be weighed, and how often prices were taken.
  public let proof: (allowedPairs: Int, weighedPairs: Int, rounds: Int)

  /// The units that lacked a pairing.
  public var gapCount: Int { suggestions.count + uncovered.count }

  public var metres: Int64 { suggestions.reduce(0) { $0 + $1.metres } }

  /// The mean distance in metres, rounded; absent without a suggestion.
  public var meanMetres: Int64? {
    guard !suggestions.isEmpty else { return nil }
    let count = Int64(suggestions.count)
    return (2 * metres + count) / (2 * count)
  }

  public func count(_ reason: UncoveredUnit.Reason) -> Int {
    uncovered.count { $0.reason == reason }
  }
}
