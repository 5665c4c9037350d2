/// What is counted. Values of different measures are never added.
public enum Measure: String, Term {
  case money, persons
  case personTimes = "person_times"
  case goods, sales, investment, area, items

  /// Whether amounts are money, and their unit a ``MoneyUnit``.
  public var isMonetary: Bool {
    switch self {
    case .money, .sales, .investment: true
    default: false
    }
  }

  public var label: Wording {
    switch self {
    case .money: Wording(en: "money", zh: "资金")
    case .persons: Wording(en: "persons", zh: "人数")
    case .personTimes: Wording(en: "person-times", zh: "人次")
    case .goods: Wording(en: "goods", zh: "物资")
    case .sales: Wording(en: "sales", zh: "销售额")
    case .investment: Wording(en: "investment", zh: "投资额")
    case .area: Wording(en: "area", zh: "面积")
    case .items: Wording(en: "items", zh: "数量")
    }
  }
}

/// How far a flow has come. Steps of one tranche are never added to each other.
public enum FlowStatus: String, Term {
  case pledged, agreed, allocated, disbursed, spent, planned, signed, invested, realised

  public var label: Wording {
    switch self {
    case .pledged: Wording(en: "pledged", zh: "承诺")
    case .agreed: Wording(en: "agreed", zh: "协议")
    case .allocated: Wording(en: "allocated", zh: "安排")
    case .disbursed: Wording(en: "disbursed", zh: "到位")
    case .spent: Wording(en: "spent", zh: "支出")
    case .planned: Wording(en: "planned", zh: "计划")
    case .signed: Wording(en: "signed", zh: "签约")
    case .invested: Wording(en: "invested", zh: "投资")
    case .realised: Wording(en: "realised", zh: "实现")
    }
  }
}

/// How the number stands to the truth that the source states.
public enum Precision: String, Term {
  case exact
  case atLeast = "at_least"
  case atMost = "at_most"
  case approximate, derived, inferred

  public var label: Wording {
    switch self {
    case .exact: Wording(en: "exact", zh: "准确")
    case .atLeast: Wording(en: "at least", zh: "不少于")
    case .atMost: Wording(en: "at most", zh: "不多于")
    case .approximate: Wording(en: "approximately", zh: "约")
    case .derived: Wording(en: "derived", zh: "推算")
    case .inferred: Wording(en: "inferred", zh: "推断")
    }
  }
}

/// An amount: money to the fen, or a count in some unit.
public enum Amount: Hashable, Sendable {
  case money(Money)
  case quantity(ExactDecimal)
}
