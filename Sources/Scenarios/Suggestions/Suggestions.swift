public import GraphCore
public import NetworkModel

/// New pairings for the units that have none: the best that the donors' capacities allow.
///
/// Of all ways to give units a donor the plan is chosen by these aims, each before the next:
/// 1. as many places of ``SuggestionQuestion/reach`` as possible, if one is asked for;
/// 2. as many units as possible, and among as many the neediest, if a need is asked for;
/// 3. loads as equal as possible, if that is asked for: the least sum of their squares, so that no donor
///    could hand a recipient to one with two fewer;
/// 4. the least total distance along the ellipsoid, each rounded to metres;
/// 5. the first unit by id has the donor lowest by id, then the second …: one answer.
///
/// ## Conventions
/// - A gap is a unit whose state is one of ``SuggestionQuestion/gapStates``. One with a pairing of which
///   the period does not say whether it was in force is not served: it may be paired already.
/// - Existing pairings stay as they are. A donor's recipients in force, or perhaps in force, in the layers
///   asked about count against its capacity.
/// - A node that is among the units asked about is no donor.
/// - Below counties the pairing above binds, unless it is switched off: a pairing of the layers `county`
///   or `region` in force must join the donor's county to the unit's county or a place above that. What
///   lies in no county stands for the lowest place in which it lies.
/// - A new pairing begins on the date asked about and has no end.
/// - A need that is not known counts as less than any that is, and is told.
///
/// - Throws: ``SuggestionError``.
/// - Complexity: memory O(nodes + weighed pairs). Time: the flow over the weighed pairs, a few passes over
///   all allowed pairs, and validating the new network.
/// - Source: see ``CoverProblem`` for the program; Karney (2013) for distances; Hall (1935) for shortages.
public func suggestions(
  _ question: SuggestionQuestion, in network: PairingNetwork, execution: Execution = .standard
) throws(SuggestionError) -> SuggestionReport {
  let report = try SuggestionMaker(question, in: network).report(execution)
  if let problem = suggestionProblems(in: report, network: network).first {
    throw .notProved(problem.description)
  }
  return report
}
