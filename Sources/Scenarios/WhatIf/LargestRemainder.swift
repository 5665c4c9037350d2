/// Splits whole amounts so that the parts add up to the whole, to the last unit.
public enum LargestRemainder {
  /// The parts of `total` in proportion to some weights.
  ///
  /// Every part is its exact quota rounded down; the units that are left go to the largest remainders, equal ones to the
  /// earlier weight. No part exceeds its weight when `total` does not exceed their sum.
  ///
  /// Worked example: 100 by 1 : 1 : 1 is 34, 33, 33.
  ///
  /// - Parameters:
  ///   - total: not negative.
  ///   - weights: not negative; nothing is returned when all are 0.
  /// - Complexity: O(*n* log *n*).
  public static func split(_ total: Int64, by weights: [Int64]) -> [Int64]? {
    precondition(total >= 0 && weights.allSatisfy { $0 >= 0 }, "Nothing here is negative.")
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return nil }
    var parts: [Int64] = []
    var remainders: [Int128] = []
    var left = total
    for weight in weights {
      let (quotient, remainder) = (Int128(total) * Int128(weight)).quotientAndRemainder(
        dividingBy: sum)
      parts.append(Int64(quotient))
      remainders.append(remainder)
      left -= Int64(quotient)
    }
    let order = weights.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
    }
    for index in order.prefix(Int(left)) { parts[index] += 1 }
    return parts
  }
}
