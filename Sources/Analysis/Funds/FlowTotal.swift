public import NetworkModel

/// A sum of flows of one class, measure, unit and status.
///
/// ## Conventions
/// - A flow counts once: repeats (`same_as`) are not added, and a part (`part_of`) is inside its whole.
/// - In a breakdown a whole keeps what its parts leave (its *rest*), so the lines of one kind add up to its total.
/// - A flow that may already be part of another one that counts (`may_be_part_of`) raises ``upper`` alone.
/// - An unknown amount adds nothing and is counted in ``unknownCount``: the total is then a lower end.
/// - Items are counted and never added: projects, shops and workshops share a unit and nothing else.
public struct FlowTotal: Sendable {
  /// What may be added to each other; nothing else is.
  public struct Kind: Hashable, Sendable {
    /// Absent when no set of places was chosen.
    public let boundary: FlowBoundary?
    public let measure: Measure
    /// The unit of a quantity; absent for money and what is valued in money.
    public let unit: String?
    public let status: FlowStatus
  }

  public let kind: Kind
  /// One key for each dimension of the breakdown.
  public let keys: [FlowKey]
  /// The sum of the numbers as they are recorded, without flows that may be part of others; absent when none is
  /// known, when it does not fit, or for several items.
  public let amount: Amount?
  /// What the truth is at least and at most, as far as the record bounds it.
  public let lower: Amount?
  public let upper: Amount?
  public let precision: TotalPrecision
  /// Flows in the sum, rests included.
  public let flowCount: Int
  /// Flows whose amount is not known.
  public let unknownCount: Int
  /// Wholes of which only the rest is in this line.
  public let restCount: Int
  /// Flows that may already be part of another one in the total of this kind.
  public let uncertainCount: Int
  /// Rows of the flows, ascending.
  public let rows: [Int]
}

/// How a total stands to the truth.
public enum TotalPrecision: String, Term {
  case exact
  case atLeast = "at_least"
  case atMost = "at_most"
  /// There are parts with bounds on both sides, or parts that may be counted already.
  case range
  case approximate, derived, inferred

  public var label: Wording {
    if let precision = Precision(rawValue: rawValue) { return precision.label }
    return Wording(en: "range", zh: "区间")
  }
}

/// Why flows do not have one total.
public struct MixedTotals: Error, Sendable {
  public let kinds: [FlowTotal.Kind]

  public var message: Wording {
    func list(_ values: [Wording]) -> Wording {
      Wording(
        en: values.map(\.en).joined(separator: ", "), zh: values.map(\.zh).joined(separator: "、"))
    }
    var en: [String] = []
    var zh: [String] = []
    func add(_ values: [Wording], _ what: Wording) {
      guard values.count > 1 else { return }
      en.append("\(what.en) (\(list(values).en))")
      zh.append("\(what.zh)（\(list(values).zh)）")
    }
    let boundaries = FlowBoundary.allCases.filter { b in kinds.contains { $0.boundary == b } }
    let statuses = FlowStatus.allCases.filter { s in kinds.contains { $0.status == s } }
    let units = Set(kinds.map { $0.unit ?? "CNY" }).sorted()
    add(statuses.map(\.label), Wording(en: "several steps", zh: "不同环节"))
    add(boundaries.map(\.label), Wording(en: "several directions", zh: "不同流向"))
    add(units.map { Wording(en: $0, zh: $0) }, Wording(en: "several units", zh: "不同单位"))
    return Wording(
      en: "These flows have no one total: \(en.joined(separator: ", ")). Choose one.",
      zh: "所选流动不可合计：涉及\(zh.joined(separator: "、"))，请限定其一。")
  }
}

/// Where a number comes from: a source and the place in it.
public struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let source: String
  public let locator: String?

  public init(source: String, locator: String?) {
    self.source = source
    self.locator = locator
  }

  public static func < (a: Self, b: Self) -> Bool { a.order < b.order }

  /// Places in order of their numbers: L7 before L29.
  private var order: (String, Int, String) {
    let digits = (locator ?? "").drop { !$0.isNumber }
    return (source, Int(digits) ?? 0, locator ?? "")
  }

  public var description: String { locator.map { "\(source) \($0)" } ?? source }
}

extension PairingNetwork {
  /// Totals of more flows than this name their sources without the places in them.
  public static let mostFlowsWithPlaces = 500

  /// The distinct sources of some flows, in order; of many flows without the places in the sources.
  ///
  /// - Complexity: O(rows).
  public func sources(ofFlows rows: some Collection<Int>) -> [SourcePlace] {
    let namesPlaces = rows.count <= Self.mostFlowsWithPlaces
    var places: Set<SourcePlace> = []
    var last: (Text, Text) = (.none, .none)
    for row in rows {
      let flow = flowRows[row]
      let locator = namesPlaces ? flow.locator : .none
      if flow.source.isEmpty { continue }
      if text.equal(flow.source, last.0), text.equal(locator, last.1) { continue }
      last = (flow.source, locator)
      places.insert(SourcePlace(source: text[flow.source], locator: text.string(locator)))
    }
    return places.sorted()
  }
}
