public import Analysis
public import NetworkModel

/// Who is covered before and after.
public struct CoverageComparison: Sendable {
  /// A unit whose state differs.
  public struct Change: Sendable {
    public let unit: NodeIndex
    public let before: CoverageState
    public let after: CoverageState

    /// Whether it is better covered than before.
    public var isGain: Bool { Self.rank(after) < Self.rank(before) }

    private static func rank(_ state: CoverageState) -> Int {
      CoverageState.allCases.firstIndex(of: state) ?? 0
    }
  }

  public let before: CoverageReport
  public let after: CoverageReport
  /// In id order.
  public let changes: [Change]

  init(_ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork) {
    let asked = CoverageQuestion(question.units, date: question.baseline.asOf)
    let (old, new) = (coverage(asked, in: before), coverage(asked, in: after))
    self.before = old
    self.after = new
    changes = zip(old.units, new.units).compactMap { a, b in
      a.state == b.state ? nil : Change(unit: a.unit, before: a.state, after: b.state)
    }
  }
}
