/// Round numbers for scales, in whole atoms (fen, or the smallest decimal of a unit).
enum RoundSteps {
  /// The digits of steps from tick to tick, and of the ends of a scale, which need not be so few.
  static let stepDigits: [Int64] = [1, 2, 5]
  static let limitDigits: [Int64] = [1, 2, 3, 4, 5, 6, 8]

  /// The smallest of some digits times a power of ten that is not below a value; 1 for 0.
  ///
  /// - Complexity: O(digits).
  static func limit(atLeast value: Int64, digits: [Int64] = limitDigits) -> Int64 {
    var power: Int64 = 1
    while true {
      for factor in digits {
        let (step, overflow) = power.multipliedReportingOverflow(by: factor)
        if overflow { return .max }
        if step >= value { return step }
      }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { return .max }
      power = next
    }
  }

  /// Multiples of one round step from the first not above `lowest` to the first not below `highest`, at most `most` + 1.
  static func ticks(from lowest: Int64, to highest: Int64, most: Int = 6) -> [Int64] {
    let span = max(highest - lowest, 1)
    let step = limit(atLeast: (span + Int64(most) - 1) / Int64(most), digits: stepDigits)
    let first = floor(lowest, by: step)
    var ticks = [first]
    while let last = ticks.last, last < highest || ticks.count < 2 {
      let (next, overflow) = last.addingReportingOverflow(step)
      if overflow { break }
      ticks.append(next)
    }
    return ticks
  }

  private static func floor(_ value: Int64, by step: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: step)
    return (remainder < 0 ? quotient - 1 : quotient) * step
  }
}
