internal import Analysis
public import NetworkModel

/// How a unit or place of a coverage figure is shown: by its state, or by the rate of the units in it.
///
/// Confirmed absence, silence and a rate of zero have three looks: a vermilion outline on white, a grey hatch, and
/// the lightest blue.
public enum CoverageClass: String, CaseIterable, Hashable, Sendable {
  case direct, inherited
  case throughDescendants = "through_descendants"
  case claimed
  /// Rates above the lower and up to the upper limit, in per cent.
  case upTo100 = "80-100"
  case upTo80 = "60-80"
  case upTo60 = "40-60"
  case upTo40 = "20-40"
  case upTo20 = "0-20"
  /// A rate of 0 where something is on record.
  case zero = "0"
  /// The record says that there is none.
  case none
  /// The record says nothing.
  case noRecord = "no_record"
  /// A place that has none of the units asked about, so that it has no rate.
  case noUnits = "no_units"

  init(_ state: CoverageState) {
    switch state {
    case .direct: self = .direct
    case .inherited: self = .inherited
    case .throughDescendants: self = .throughDescendants
    case .claimed: self = .claimed
    case .none: self = .none
    case .noRecord: self = .noRecord
    }
  }

  /// The class of a place by the states of its units. The rate is that of units paired by name: its lower end.
  init(rateOf counts: [CoverageState: Int]) {
    let (direct, whole) = (counts[.direct] ?? 0, counts.values.reduce(0, +))
    switch direct {
    case _ where whole == 0: self = .noUnits
    case _ where counts[.none] == whole: self = .none
    case _ where counts[.noRecord] == whole: self = .noRecord
    case 0: self = .zero
    case _ where direct * 5 <= whole: self = .upTo20
    case _ where direct * 5 <= whole * 2: self = .upTo40
    case _ where direct * 5 <= whole * 3: self = .upTo60
    case _ where direct * 5 <= whole * 4: self = .upTo80
    default: self = .upTo100
    }
  }

  /// What the legend calls it.
  public var label: Wording {
    switch self {
    case .direct: CoverageState.direct.label
    case .inherited: CoverageState.inherited.label
    case .throughDescendants: CoverageState.throughDescendants.label
    case .claimed: CoverageState.claimed.label
    case .none: CoverageState.none.label
    case .noRecord: CoverageState.noRecord.label
    case .zero: Wording(en: "0 %", zh: "0 %")
    case .noUnits: Wording(en: "no such unit", zh: "无此类单位")
    case .upTo20: Self.span(0, 20)
    case .upTo40: Self.span(20, 40)
    case .upTo60: Self.span(40, 60)
    case .upTo80: Self.span(60, 80)
    case .upTo100: Self.span(80, 100)
    }
  }

  private static func span(_ low: Int, _ high: Int) -> Wording {
    Wording(en: "above \(low) to \(high) %", zh: "\(low) %（不含）至 \(high) %")
  }

  /// The fill of its areas.
  var fill: Ink {
    switch self {
    case .direct: .blue
    case .inherited: Ink.steps[3]
    case .throughDescendants: Ink.steps[1]
    case .claimed, .zero: Ink.steps[0]
    case .upTo20: Ink.steps[1]
    case .upTo40: Ink.steps[2]
    case .upTo60: Ink.steps[3]
    case .upTo80: Ink.steps[4]
    case .upTo100: Ink.steps[5]
    case .none, .noRecord: .paper
    case .noUnits: .land
    }
  }

  /// Lines over the fill.
  var hatch: Figure.Hatch? {
    switch self {
    case .noRecord: .unknown
    case .claimed: Figure.Hatch(ink: .blue, width: 0.5, pitch: 3, direction: .level)
    default: nil
    }
  }

  /// The outline that belongs to the class, beside the borders that every area has.
  var outline: Ink? { self == .none ? .vermilion : nil }

  /// What names are written in on it.
  var textInk: Ink { fill.inkOnTop }
}

extension Figure.Hatch {
  /// What the record does not say, in every figure.
  static let unknown = Figure.Hatch(ink: .rule, width: 0.6, pitch: 3.2, direction: .rising)
}

extension Figure {
  /// A box in the look of a class, as in legends and bars.
  mutating func swatch(_ look: CoverageClass, _ box: PageBox, subject: Subject? = nil) {
    area(
      (look.outline == nil ? box : box.insetBy(0.5)).corners, fill: look.fill, hatch: look.hatch,
      outline: look.outline ?? .rule, outlineWidth: look.outline == nil ? 0.5 : 1.1,
      subject: subject)
  }
}
