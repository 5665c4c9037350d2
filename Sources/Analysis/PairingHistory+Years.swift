public import NetworkModel

extension PairingHistory {
  /// How a pairing stands in a year, held against the year before.
  public enum Standing: String, Term {
    /// Active, and surely not the year before.
    case begun
    /// Active in both years.
    case kept
    /// Active; the record does not say whether it was the year before.
    case settled
    /// Surely not active any more.
    case ended
    /// The record does not say whether it is active.
    case unclear

    public var label: Wording {
      switch self {
      case .begun: Wording(en: "new against the year before", zh: "较上年新增")
      case .kept: Wording(en: "as the year before", zh: "与上年相同")
      case .settled: Wording(en: "active; unclear the year before", zh: "有效，上年不明")
      case .ended: Wording(en: "ended against the year before", zh: "较上年终止")
      case .unclear: Wording(en: "dates do not settle it", zh: "不能判断")
      }
    }

    /// Whether a pairing that stands so is surely active.
    public var isActive: Bool { self == .begun || self == .kept || self == .settled }
  }

  /// How a line stands in a year; nothing when it was not active, and did not end.
  ///
  /// `begun`, `kept` and `ended` are those of ``pairingDiff(from:to:kinds:level:in:)`` from the year before.
  public func standing(of line: Line, in year: Int) -> Standing? {
    guard let now = activity(of: line, in: year) else { return nil }
    // Nothing is on record before the first year that can be written.
    let before = activity(of: line, in: year - 1) ?? .no
    switch (before, now) {
    case (_, .unknown): return .unclear
    case (.no, .yes): return .begun
    case (.yes, .yes): return .kept
    case (.unknown, .yes): return .settled
    case (.yes, .no): return .ended
    case (_, .no): return nil
    }
  }

  /// The years in which a pairing is not what it was the year before, ascending.
  ///
  /// - Complexity: O(rows of pairings).
  public var yearsOfChange: [Int] {
    var years: Set<Int> = []
    for line in lines {
      let bounds = line.rows.flatMap { row in network.pairingRows[row].period.years }
      for year in Set(bounds.flatMap { [$0, $0 + 1] })
      where activity(of: line, in: year) != activity(of: line, in: year - 1) {
        if activity(of: line, in: year) != nil { years.insert(year) }
      }
    }
    return years.sorted()
  }

  private func activity(of line: Line, in year: Int) -> Knowledge? {
    CalendarDate(year: year).map { network.activity(ofPairings: line.rows, on: $0) }
  }
}
