public import NetworkModel

/// What may be added to each other: amounts of one measure, unit and step.
public struct FundKind: Hashable, Sendable {
  public let measure: Measure
  /// Absent for money and what is valued in money.
  public let unit: String?
  public let status: FlowStatus

  public init(measure: Measure, unit: String?, status: FlowStatus) {
    self.measure = measure
    self.unit = unit
    self.status = status
  }

  init(_ row: FlowRow, in text: TextStore) {
    measure = row.measure
    status = row.status
    switch row.amount {
    case .money: unit = nil
    case .quantity: unit = text[row.unit]
    case nil:
      let word = text[row.unit]
      unit = MoneyUnit(rawValue: word) == nil ? word : nil
    }
  }

  init(_ record: FlowRecord) {
    measure = record.measure
    status = record.status
    switch record.amount {
    case .money: unit = nil
    case .quantity: unit = record.unit
    case nil: unit = MoneyUnit(rawValue: record.unit) == nil ? record.unit : nil
    }
  }

  /// In the order of the vocabularies.
  var order: (Int, String, Int) {
    (
      Measure.allCases.firstIndex(of: measure) ?? 0, unit ?? "",
      FlowStatus.allCases.firstIndex(of: status) ?? 0
    )
  }
}

/// Amounts of one kind as whole numbers: fen, or the smallest decimal of a unit.
struct FundAtoms {
  /// Absent for money.
  let unit: String?
  let scale: UInt8

  /// The atoms of an amount, when it is of the kind, no finer and fits.
  func count(_ amount: Amount) -> Int64? {
    switch amount {
    case .money(let money): return unit == nil ? money.fen : nil
    case .quantity(let number):
      guard unit != nil, number.scale <= scale else { return nil }
      var value = number.significand
      for _ in number.scale..<scale {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
      }
      return value
    }
  }

  func amount(_ count: Int64) -> Amount {
    unit == nil ? .money(Money(fen: count)) : .quantity(ExactDecimal(count, scale: scale))
  }

  /// `2,000.00 万元`, `30 人`.
  func text(_ count: Int64) -> Wording {
    switch amount(count) {
    case .money(let money): .money(money)
    case .quantity(let number):
      Wording(en: "\(number) \(unit ?? "")", zh: "\(number) \(unit ?? "")")
    }
  }
}

extension Wording {
  /// In 万元, the unit in which officers think; in yuan below 0.01 万元, so that no fen hides among zeros.
  static func money(_ money: Money) -> Wording {
    let unit: MoneyUnit = abs(money.fen) < 10_000 && money.fen != 0 ? .yuan : .wan
    return Wording(en: money.formatted(in: unit, .en), zh: money.formatted(in: unit, .zh))
  }
}
