internal import Analysis
internal import NetworkModel

/// What a picture of pairings says of money besides its links: the unit, and what is on record but cannot be drawn.
///
/// What the links hold and what is listed here add up to ``total`` and ``difference``, to the fen.
public struct FigureFunds: Hashable, Sendable {
  /// Why an amount is no line.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Stated for a whole province, a group or an organisation, and not divided among units of the level.
    case notSplit = "not_split"
    /// It stays in one unit.
    case sameUnit = "same_unit"
    /// One of its ends has no coordinates.
    case noPosition = "no_position"
    /// Stated, and nothing.
    case zero
  }

  /// An amount that is no line.
  public struct Undrawn: Hashable, Sendable {
    public var donor: String
    public var recipient: String
    public var donorName: String
    public var recipientName: String
    public var reason: Reason
    public var atoms: Int64
    public var flowCount: Int
  }

  public var unit: SankeyUnit
  /// In order of donor and recipient.
  public var undrawn: [Undrawn]
  /// The total of the question, in atoms.
  public var total: Int64
  /// By how many atoms parts exceed their wholes.
  public var difference: Int64

  public init(unit: SankeyUnit, undrawn: [Undrawn] = [], total: Int64, difference: Int64 = 0) {
    self.unit = unit
    self.undrawn = undrawn
    self.total = total
    self.difference = difference
  }
}

/// How amounts become widths of lines.
///
/// Linear from 8 pt for the largest, as long as the smallest gets its 0.6 pt: that is up to a ratio of 13 : 1. Beyond it
/// five classes of about equal size have five widths; fewer when fewer amounts occur. More than 100 lines are all thinner
/// by one factor, which leaves their proportions.
struct FlowWidths: Hashable {
  enum Scale: Hashable {
    case linear(largest: Int64)
    /// From the smallest amounts up.
    case classes([AmountClass])
  }

  let scale: Scale
  /// What widths are multiplied by: 1 up to ``MapLines/many`` lines.
  let factor: Double

  static let widest = 8.0
  static let thinnest = 0.6
  static let ofClasses = [0.6, 1.2, 2.5, 5, 8]
  /// The largest ratio of amounts that is drawn linearly.
  static let largestRatio: Int64 = 13

  /// Nothing without an amount above zero.
  init?(_ amounts: [Int64]) {
    let amounts = amounts.filter { $0 > 0 }
    factor = max(MapLines.lightness(amounts.count), 0.4)
    guard let least = amounts.min(), let largest = amounts.max() else { return nil }
    // Divided, because the product might overflow: largest ≤ 13 · least.
    let isNear =
      largest / Self.largestRatio < least
      || largest / Self.largestRatio == least && largest % Self.largestRatio == 0
    scale = isNear ? .linear(largest: largest) : .classes(AmountClass.classes(of: amounts))
  }

  /// In points.
  func width(of amount: Int64) -> Double {
    switch scale {
    case .linear(let largest): factor * Self.widest * Double(amount) / Double(largest)
    case .classes(let classes):
      factor
        * Self.ofClasses[Self.ofClasses.count - classes.count + place(of: amount, in: classes)]
    }
  }

  /// The class of an amount, from the smallest; 0 on a linear scale.
  func place(of amount: Int64) -> Int {
    if case .classes(let classes) = scale { place(of: amount, in: classes) } else { 0 }
  }

  private func place(of amount: Int64, in classes: [AmountClass]) -> Int {
    classes.lastIndex { $0.lowest <= amount } ?? 0
  }

  var isLinear: Bool { if case .linear = scale { true } else { false } }
}

extension FigureUnit {
  /// How a unit looks on a map of funds.
  enum FundsLook: Int, CaseIterable {
    case amount, zero
    /// Paired, or a flow reaches it, and no amount is on record.
    case unknown
    case none, noRecord
  }

  var fundsLook: FundsLook {
    if let received { return received > 0 ? .amount : .zero }
    if hasUnknownAmount || isNoted { return .unknown }
    return state == .none ? .none : .noRecord
  }
}
