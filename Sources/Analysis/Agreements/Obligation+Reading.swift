public import NetworkModel

/// A row of `rules` that does not make sense, and why.
public struct ObligationFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case unknownKind(String)
    case unknownAgreement(String)
    case unknownPer(String)
    /// The kind needs a number in this column.
    case missing(column: String)
    /// The number in this column is outside what the kind allows.
    case outOfRange(column: String)
  }

  /// Id of the rule.
  public let rule: String
  public let agreement: String
  public let problem: Problem

  public var message: Wording {
    switch problem {
    case .unknownKind(let kind):
      let known = ObligationKind.allCases.map(\.rawValue).joined(separator: ", ")
      return Wording(
        en: "\(rule): ‘\(kind)’ is no kind of rule. Kinds are: \(known).",
        zh: "\(rule)：规则类型“\(kind)”无法识别，可用：\(known)。")
    case .unknownAgreement(let id):
      return Wording(
        en: "\(rule): there is no agreement ‘\(id)’.", zh: "\(rule)：没有编号为“\(id)”的协议。")
    case .unknownPer(let word):
      return Wording(
        en: "\(rule) [per]: ‘\(word)’ is not year, quarter, month, total or empty.",
        zh: "\(rule)［per］：“\(word)”不是 year、quarter、month、total，也不为空。")
    case .missing(let column):
      return Wording(
        en: "\(rule) [\(column)]: a rule of this kind needs it.",
        zh: "\(rule)［\(column)］：此类规则须填写该列。")
    case .outOfRange(let column):
      return Wording(
        en: "\(rule) [\(column)]: the number is outside what a rule of this kind allows.",
        zh: "\(rule)［\(column)］：数值超出此类规则允许的范围。")
    }
  }
}

extension Obligation {
  /// The indicator against which fiscal effort is measured.
  public static let revenueIndicator = "general_budget_revenue"

  /// Reads a row of `rules`.
  ///
  /// ## Conventions
  /// - `base_amount` is in yuan. An empty `per` of a schedule, share, floor, ceiling, hold-harmless or effort rule is a year.
  /// - A bound of the period that the rule does not give is taken from the agreement.
  /// - A share, and the part of a hold-harmless rule, lies above 0; a share at most 1.
  ///
  /// - Throws: an ``ObligationFault`` for a row that does not make sense.
  public init(_ rule: Rule, of agreement: Agreement) throws(ObligationFault) {
    let reader = RuleReader(rule: rule)
    guard let kind = ObligationKind(rawValue: rule.kind) else {
      throw reader.fault(.unknownKind(rule.kind))
    }
    let terms = try reader.terms(kind)
    var scope = ObligationScope(
      agreement: agreement.id, donor: agreement.donor, recipient: agreement.recipient,
      fundClass: rule.fundClass, group: rule.group, period: rule.period)
    (scope.period, scope.takesBoundOfAgreement) = Self.horizon(rule.period, agreement.period)
    self.init(
      id: rule.id, scope: scope, terms: terms, source: rule.source, locator: rule.locator,
      precision: rule.precision)
  }

  /// All rules of a network in id order, and the rows that do not make sense.
  public static func all(
    in network: PairingNetwork
  ) -> (obligations: [Obligation], faults: [ObligationFault]) {
    let agreements = Dictionary(
      network.agreements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var obligations: [Obligation] = []
    var faults: [ObligationFault] = []
    for rule in network.rules {
      do throws(ObligationFault) {
        guard let agreement = agreements[rule.agreement] else {
          throw ObligationFault(
            rule: rule.id, agreement: rule.agreement, problem: .unknownAgreement(rule.agreement))
        }
        obligations.append(try Obligation(rule, of: agreement))
      } catch {
        faults.append(error)
      }
    }
    return (obligations, faults)
  }

  /// The period of a rule, its unknown bounds replaced by certain ones of the agreement.
  private static func horizon(_ rule: Period, _ agreement: Period) -> (Period, Bool) {
    func bound(_ own: Period.Bound, _ other: Period.Bound) -> Period.Bound {
      if case .unknown = own, case .date = other { return other }
      return own
    }
    let (start, end) = (bound(rule.start, agreement.start), bound(rule.end, agreement.end))
    guard start != rule.start || end != rule.end, let period = Period(from: start, to: end) else {
      return (rule, false)
    }
    return (period, true)
  }
}

/// Reads the columns that a kind needs.
private struct RuleReader {
  let rule: Rule

  func fault(_ problem: ObligationFault.Problem) -> ObligationFault {
    ObligationFault(rule: rule.id, agreement: rule.agreement, problem: problem)
  }

  func terms(_ kind: ObligationKind) throws(ObligationFault) -> ObligationTerms {
    let per = try cadence()
    let yearly = per == .unstated ? .year : per
    switch kind {
    case .schedule:
      guard yearly != .total else { throw fault(.unknownPer("total")) }
      let rate = rule.rate.map { ExactRatio($0) } ?? .zero
      if !rate.isZero, rule.baseYear == nil { throw fault(.missing(column: "base_year")) }
      guard ExactRatio(-1) < rate else { throw fault(.outOfRange(column: "rate")) }
      return .schedule(
        GrowthSchedule(base: try baseAmount(), baseYear: rule.baseYear, rate: rate, per: yearly))
    case .share: return .share(atLeast: try threshold(from: .zero, to: .one), per: yearly)
    case .quota: return .quota(number: try number(), per: per)
    case .floor: return .floor(amount: try baseAmount(), per: yearly, reach: .whole)
    case .ceiling: return .ceiling(amount: try baseAmount(), per: yearly, reach: .whole)
    case .holdHarmless:
      guard yearly != .total else { throw fault(.unknownPer("total")) }
      return .holdHarmless(
        atLeast: try threshold(from: .zero, to: nil), baseYear: rule.baseYear, per: yearly)
    case .effort:
      return .effort(
        share: try threshold(from: .zero, to: .one), indicator: Obligation.revenueIndicator,
        per: yearly)
    case .fullCoverage: return .fullCoverage(atLeast: try threshold(from: .zero, to: nil))
    case .plan: return .plan(number: try number(), per: per)
    case .governance: return .governance(number: try number(), per: per)
    case .fundUse: return .fundUse
    }
  }

  private func cadence() throws(ObligationFault) -> Cadence {
    guard let word = rule.per else { return .unstated }
    guard let cadence = Cadence(rawValue: word) else { throw fault(.unknownPer(word)) }
    return cadence
  }

  private func baseAmount() throws(ObligationFault) -> ExactRatio {
    guard let amount = rule.baseAmount else { throw fault(.missing(column: "base_amount")) }
    let fen = ExactRatio(amount) * .powerOfTen(MoneyUnit.yuan.fenExponent)
    guard !fen.isNegative else { throw fault(.outOfRange(column: "base_amount")) }
    return fen
  }

  /// The threshold, above `lower` and not above `upper`.
  private func threshold(
    from lower: ExactRatio, to upper: ExactRatio?
  ) throws(ObligationFault) -> ExactRatio {
    guard let threshold = rule.threshold.map({ ExactRatio($0) }) else {
      throw fault(.missing(column: "threshold"))
    }
    guard lower < threshold, upper.map({ threshold <= $0 }) ?? true else {
      throw fault(.outOfRange(column: "threshold"))
    }
    return threshold
  }

  private func number() throws(ObligationFault) -> ExactRatio? {
    guard let number = rule.threshold.map({ ExactRatio($0) }) else { return nil }
    guard !number.isNegative else { throw fault(.outOfRange(column: "threshold")) }
    return number
  }
}
