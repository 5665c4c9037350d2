internal import NetworkModel

/// What keeps an amount from being exact.
struct FlowMarks: OptionSet, Hashable {
  let rawValue: UInt8

  static let atLeast = FlowMarks(rawValue: 1 << 0)
  static let atMost = FlowMarks(rawValue: 1 << 1)
  static let approximate = FlowMarks(rawValue: 1 << 2)
  static let derived = FlowMarks(rawValue: 1 << 3)
  static let inferred = FlowMarks(rawValue: 1 << 4)
  /// A flow without an amount belongs to it.
  static let unknown = FlowMarks(rawValue: 1 << 5)
  /// A flow that may be part of another one that counts belongs to it.
  static let mayOverlap = FlowMarks(rawValue: 1 << 6)

  static let all = (0..<7).map { FlowMarks(rawValue: 1 << $0) }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ precision: Precision) {
    switch precision {
    case .exact: self = []
    case .atLeast: self = .atLeast
    case .atMost: self = .atMost
    case .approximate: self = .approximate
    case .derived: self = .derived
    case .inferred: self = .inferred
    }
  }

  /// The marks of what a whole keeps when a part with these marks is taken out of it.
  var taken: FlowMarks {
    var marks = subtracting([.atLeast, .atMost, .unknown])
    if contains(.atLeast) || contains(.unknown) { marks.insert(.atMost) }
    if contains(.atMost) { marks.insert(.atLeast) }
    return marks
  }

  /// The precision of a sum of amounts with these marks.
  var ofSum: TotalPrecision {
    let isLowerEnd = !isDisjoint(with: [.atLeast, .unknown])
    if isLowerEnd, contains(.atMost) { return .range }
    if contains(.approximate) { return .approximate }
    if isLowerEnd { return .atLeast }
    if contains(.atMost) { return .atMost }
    if contains(.inferred) { return .inferred }
    return contains(.derived) ? .derived : .exact
  }

  /// The precision of a share on whose way amounts have these marks: a bound on the way bounds the share on neither
  /// side.
  ///
  /// - Parameter isMixed: the share was divided by proportional sharing.
  func ofShare(isMixed: Bool) -> TotalPrecision {
    if !isDisjoint(with: [.atLeast, .atMost, .approximate, .unknown]) { return .approximate }
    if contains(.inferred) { return .inferred }
    return contains(.derived) || isMixed ? .derived : .exact
  }
}
