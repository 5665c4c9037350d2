internal import NetworkModel

/// How far amounts sit with few holders: what hangs on one donor, or goes to one recipient.
///
/// ## Conventions
/// - HHI is the sum of the squared shares, exact: from 1 ÷ holders to 1. Its reciprocal, the effective number, is how many
///   equal holders would be as concentrated.
/// - A holder of 0 is a holder, and adds nothing. Of ties for the largest the first holder given is named.
///
/// Worked example: 3 and 1 have shares ¾ and ¼, HHI 5/8, an effective number of 1.6, a top share of ¾.
///
/// - Complexity: O(holders) time.
/// - Source: Hirschman (1964), "The paternity of an index", Am. Econ. Rev. 54; Laakso & Taagepera (1979) for the effective
///   number.
public struct Concentration: Hashable, Sendable {
  public let holderCount: Int
  public let herfindahl: ExactRatio
  /// The position of the holder of the most.
  public let top: Int
  public let topShare: ExactRatio

  public var effectiveNumber: ExactRatio { ExactRatio.one.divided(by: herfindahl) ?? .zero }

  /// - Parameter amounts: one of each holder, in whole steps of one unit (fen).
  /// - Returns: `nil` when there is none, when all are 0, or when one is below 0.
  public init?(_ amounts: some Collection<Int64>) {
    var total: Int128 = 0
    var squares: Int128 = 0
    var fits = true
    var best: (position: Int, amount: Int64)?
    for (position, amount) in amounts.enumerated() {
      guard amount >= 0 else { return nil }
      total += Int128(amount)
      let (sum, overflow) = squares.addingReportingOverflow(Int128(amount) * Int128(amount))
      squares = sum
      if overflow { fits = false }
      if amount > best?.amount ?? -1 { best = (position, amount) }
    }
    guard let best, total > 0 else { return nil }
    var sum = ExactRatio(squares)
    if !fits { sum = amounts.reduce(.zero) { $0 + ExactRatio($1) * ExactRatio($1) } }
    let whole = ExactRatio(total)
    guard let herfindahl = sum.divided(by: whole * whole),
      let share = ExactRatio(best.amount).divided(by: whole)
    else { return nil }
    holderCount = amounts.count
    self.herfindahl = herfindahl
    top = best.position
    topShare = share
  }
}
