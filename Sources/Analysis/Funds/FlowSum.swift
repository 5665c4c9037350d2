internal import NetworkModel

/// What one flow adds to a sum: a number of atoms (fen, or the smallest decimal of a unit) with its bounds.
struct FlowContribution {
  var stated: Int128
  /// Absent when the source does not bound it.
  var lower: Int128?
  var upper: Int128?

  init(stated: Int128, precision: Precision) {
    self.stated = stated
    switch precision {
    case .exact, .derived, .inferred: (lower, upper) = (stated, stated)
    case .atLeast: (lower, upper) = (stated, nil)
    case .atMost: (lower, upper) = (0, stated)
    case .approximate: (lower, upper) = (nil, nil)
    }
  }

  /// Takes a part out of a whole: what is left is at least nothing.
  mutating func remove(_ part: FlowContribution) {
    stated = max(0, stated - part.stated)
    lower =
      lower.flatMap { whole in part.upper.map { max(0, whole - $0) } } ?? (lower == nil ? nil : 0)
    upper = upper.flatMap { whole in part.lower.map { max(0, whole - $0) } ?? whole }
  }
}

/// Adds flows of one kind up.
struct FlowSum {
  private var stated: Int128? = 0
  private var lower: Int128? = 0
  private var upper: Int128? = 0
  private var known = 0
  private var unknownCount = 0
  private var restCount = 0
  private var uncertainCount = 0
  private var hasLowerEnd = false
  private var hasUpperEnd = false
  private var hasUnbounded = false
  /// The weakest of exact, derived and inferred.
  private var weakest = Precision.exact
  private(set) var rows: [Int] = []

  mutating func addUnknown(_ row: Int) {
    unknownCount += 1
    upper = nil
    rows.append(row)
  }

  /// - Parameter isUncertain: the flow may be inside another one that counts.
  mutating func add(
    _ part: FlowContribution, of row: Int, precision: Precision, isRest: Bool, isUncertain: Bool
  ) {
    rows.append(row)
    if isRest { restCount += 1 }
    if isUncertain {
      uncertainCount += 1
      upper = Self.plus(upper, part.upper)
      return
    }
    known += 1
    stated = Self.plus(stated, part.stated)
    lower = Self.plus(lower, part.lower)
    upper = Self.plus(upper, part.upper)
    if part.lower == nil { hasUnbounded = true }
    if part.lower != nil, part.upper == nil { hasLowerEnd = true }
    if let low = part.lower, low < part.stated { hasUpperEnd = true }
    if let high = part.upper, high > part.stated { hasLowerEnd = true }
    if precision == .inferred || (precision == .derived && weakest == .exact) {
      weakest = precision
    }
  }

  private static func plus(_ a: Int128?, _ b: Int128?) -> Int128? {
    guard let a, let b else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  private var precision: TotalPrecision {
    if uncertainCount > 0 { return .range }
    let isLowerEnd = hasLowerEnd || unknownCount > 0
    if isLowerEnd, hasUpperEnd { return .range }
    if hasUnbounded { return .approximate }
    if isLowerEnd { return .atLeast }
    if hasUpperEnd { return .atMost }
    return TotalPrecision(rawValue: weakest.rawValue) ?? .exact
  }

  /// - Parameter amount: turns atoms into an amount; nothing when it does not fit.
  func total(
    _ kind: FlowTotal.Kind, keys: [FlowKey], amount: (Int128) -> Amount?
  ) -> FlowTotal {
    let isAddable = kind.measure != .items || known + uncertainCount <= 1
    func value(_ atoms: Int128?) -> Amount? { isAddable ? atoms.flatMap(amount) : nil }
    let nothingKnown = known == 0 && uncertainCount == 0
    return FlowTotal(
      kind: kind, keys: keys, amount: known == 0 ? nil : value(stated),
      lower: nothingKnown ? nil : value(lower), upper: nothingKnown ? nil : value(upper),
      precision: precision, flowCount: rows.count, unknownCount: unknownCount,
      restCount: restCount, uncertainCount: uncertainCount, rows: rows.sorted())
  }
}
