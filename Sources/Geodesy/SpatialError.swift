/// Why points could not be searched.
public enum SpatialError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A radius that is negative or not a number.
  case notADistance(Double)
  /// A negative number of neighbours.
  case notACount(Int)

  public var description: String {
    switch self {
    case .notADistance(let value):
      "A distance must be 0 metres or more, but is \(value)."
    case .notACount(let value):
      "The number of neighbours must be 0 or more, but is \(value)."
    }
  }

  static func check(_ radius: Double) throws(SpatialError) {
    // Also true of NaN, which is neither more nor less than 0.
    guard radius >= 0 else { throw .notADistance(radius) }
  }
}
