public import NetworkModel

/// Two rows that may be one fact under two names. They are pointed out, and never merged.
public struct PossibleDouble: Sendable {
  public enum Likeness: String, Term {
    case sameAmount = "same_amount"
    /// A bound of one holds the other: 631.92 and 630余.
    case withinBound = "within_bound"

    public var label: Wording {
      switch self {
      case .sameAmount: Wording(en: "same amount", zh: "数额相同")
      case .withinBound: Wording(en: "within a bound", zh: "在“余”“近”数之内")
      }
    }
  }

  /// Rows of flows, the first in id order.
  public let first: Int
  public let second: Int
  public let likeness: Likeness
}

/// Finds flows that are alike and not linked.
///
/// ## Conventions
/// - Alike: one measure and unit, amounts equal or one within the bound of the other, recipients the same or one inside
///   the other, periods that share a day, donors the same or one inside the other. 余 and 近 are read as less than one
///   unit of the last digit that is not 0, and as a tenth at most: 630余 is 630 to 640.
/// - Round amounts recur: other donors count when the amount has four digits or more that are not zeros at its end, another
///   category or measure `items` when it has three.
/// - Not linked: neither repeats, contains, or may contain the other, through any chain of `same_as` and `part_of`.
/// - Left out: unknown amounts and 0, rows that are derived or inferred, rows without a date. A row is paired with the
///   nearest one before it in order of amount; chains of equal rows come as a chain of pairs.
///
/// - Complexity: O(*n* log *n*) for *n* flows: each looks at 64 rows of near amount at most for each place that holds its
///   recipient.
struct DoubleFinder {
  private let network: PairingNetwork
  private let places: PlaceIntervals
  private var entries: [Entry] = []
  /// Entries of each measure, unit and recipient.
  private var slices: [Key: Range<Int>] = [:]
  /// Greatest upper end from the start of the slice to each entry.
  private var reach: [Int128] = []

  private struct Key: Hashable {
    /// Position in the vocabulary.
    var measure: Int8
    /// Number of the unit; 0 for money.
    var unit: Int32
    var recipient: Int32

    var order: (Int8, Int32, Int32) { (measure, unit, recipient) }
  }

  private struct Entry {
    var row: Int32
    var key: Key
    var low: Int128
    var high: Int128
    var digits: Int8
  }

  static let widestLook = 64

  init(_ network: PairingNetwork, _ places: PlaceIntervals) {
    self.network = network
    self.places = places
    var units: [String: Int32] = [:]
    var words = WordTable()
    let measures = Dictionary(
      uniqueKeysWithValues: zip(Measure.allCases, Int8(0)..<Int8(Measure.allCases.count)))
    for row in network.flowRows.indices {
      let flow = network.flowRows[row]
      guard flow.precision != .derived, flow.precision != .inferred, !flow.period.isUnknown,
        let amount = flow.amount, var entry = Self.entry(amount, flow.precision)
      else { continue }
      entry.row = Int32(row)
      var unit: Int32 = 0
      if case .quantity = amount {
        let word = words.word(flow.unit, in: network.text)
        unit = units[word] ?? Int32(units.count + 1)
        units[word] = unit
      }
      entry.key = Key(
        measure: measures[flow.measure] ?? 0, unit: unit, recipient: network.flowRecipients[row])
      entries.append(entry)
    }
    entries.sort { a, b in
      if a.key != b.key { return a.key.order < b.key.order }
      return (a.low, a.row) < (b.low, b.row)
    }
    var start = 0
    for position in entries.indices {
      if position > start, entries[position].key != entries[start].key {
        slices[entries[start].key] = start..<position
        start = position
      }
      let before = position > start ? reach[position - 1] : entries[position].high
      reach.append(max(before, entries[position].high))
    }
    if start < entries.count { slices[entries[start].key] = start..<entries.count }
  }

  /// The range that a second mention may lie in, in fen or in 10^−18 of a unit.
  private static func entry(_ amount: Amount, _ precision: Precision) -> Entry? {
    var value: Int128
    switch amount {
    case .money(let money): value = Int128(money.fen)
    case .quantity(let number):
      value = Int128(number.significand)
      for _ in number.scale..<18 { value *= 10 }
    }
    guard value > 0 else { return nil }
    var rest = value
    var unit: Int128 = 1
    while rest % 10 == 0 {
      rest /= 10
      unit *= 10
    }
    var digits: Int8 = 0
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    let room = min(unit, value / 10)
    let isBound = precision != .exact
    return Entry(
      row: 0, key: Key(measure: 0, unit: 0, recipient: 0),
      low: isBound && precision != .atLeast ? value - room : value,
      high: isBound && precision != .atMost ? value + room : value, digits: digits)
  }

  func doubles() -> [PossibleDouble] {
    var found: [PossibleDouble] = []
    for (position, entry) in entries.enumerated() {
      var key = entry.key
      let recipient = NodeIndex(Int(entry.key.recipient))
      if let slice = slices[key], slice.lowerBound < position,
        let double = match(position, slice.lowerBound..<position)
      {
        found.append(double)
      }
      for place in network.ancestors(of: recipient) {
        key.recipient = place.value
        guard let slice = slices[key] else { continue }
        var low = slice.lowerBound
        var high = slice.upperBound
        while low < high {
          let middle = (low + high) / 2
          if entries[middle].low <= entry.high { low = middle + 1 } else { high = middle }
        }
        if let double = match(position, slice.lowerBound..<low) { found.append(double) }
      }
    }
    return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The nearest entry of a range, from its end, that is like another one.
  private func match(_ position: Int, _ range: Range<Int>) -> PossibleDouble? {
    let entry = entries[position]
    for other in range.reversed().prefix(Self.widestLook) {
      guard reach[other] >= entry.low else { return nil }
      if entries[other].high >= entry.low, isAlike(entry, entries[other]) {
        let rows = [Int(entry.row), Int(entries[other].row)].sorted()
        let isSame = network.flowRows[rows[0]].amount == network.flowRows[rows[1]].amount
        return PossibleDouble(
          first: rows[0], second: rows[1], likeness: isSame ? .sameAmount : .withinBound)
      }
    }
    return nil
  }

  private func isAlike(_ a: Entry, _ b: Entry) -> Bool {
    let (first, second) = (network.flowRows[Int(a.row)], network.flowRows[Int(b.row)])
    guard first.period.overlaps(second.period) else { return false }
    let digits = min(a.digits, b.digits)
    let isRelated = places.isNested(
      NodeIndex(Int(network.flowDonors[Int(a.row)])),
      NodeIndex(Int(network.flowDonors[Int(b.row)])))
    if !isRelated, digits < 4 { return false }
    let isOneCategory = network.text.equal(first.category, second.category)
    if !isOneCategory || first.measure == .items, digits < 3 { return false }
    return !isLinked(Int(a.row), Int(b.row))
  }

  private func isLinked(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (chain(a), chain(b))
    if first.contains(b) || second.contains(a) || original(of: a) == original(of: b) { return true }
    func names(_ row: Int, _ others: Set<Int>) -> Bool {
      network.flow(at: row).mayBePartOf.contains { id in
        network.flow(id: id).map(others.contains) ?? false
      }
    }
    return names(a, second) || names(b, first)
  }

  private func original(of row: Int) -> Int {
    var seen: Set<Int> = [row]
    var current = row
    while let next = network.flow(network.flowRows[current].sameAs), seen.insert(next).inserted {
      current = next
    }
    return current
  }

  /// The row, what it repeats and what contains it. Two parts of one whole are not linked by that.
  private func chain(_ row: Int) -> Set<Int> {
    var seen: Set<Int> = [row]
    var current = row
    while let next = network.flow(network.flowRows[current].sameAs)
      ?? network.flow(network.flowRows[current].partOf), seen.insert(next).inserted
    {
      current = next
    }
    return seen
  }
}
