/// Whole numbers in the proportion of weights that add up to a total exactly.
///
/// Each is rounded down, and the units that are left go to the largest remainders, ties to the earlier.
///
/// Worked example: 100 by 1, 1, 1 is 34, 33, 33.
///
/// - Parameters:
///   - total: 0 or more.
///   - weights: 0 or more each.
/// - Returns: one number for each weight; nothing when all weights are 0.
/// - Complexity: O(*n* log *n*).
/// - Source: the method of Hamilton; Balinski & Young (1982), "Fair Representation".
public func apportioned(_ total: Int64, by weights: [Int64]) -> [Int64]? {
  precondition(total >= 0 && !weights.contains { $0 < 0 }, "What is divided is not negative.")
  let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
  guard sum > 0 else { return nil }
  var parts: [Int64] = []
  var remainders: [Int128] = []
  for weight in weights {
    // Below 2¹²⁶: both factors have 63 bits.
    let (part, remainder) = (Int128(total) * Int128(weight)).quotientAndRemainder(dividingBy: sum)
    parts.append(Int64(part))
    remainders.append(remainder)
  }
  let left = total - parts.reduce(0, +)
  let order = parts.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
  for index in order.prefix(Int(left)) { parts[index] += 1 }
  return parts
}
