public import Analysis
public import NetworkModel

/// Whether a bound that a scenario sets itself holds, before and after.
public struct RequirementVerdict: Sendable {
  public enum Outcome: String, Term {
    case met
    case notMet = "not_met"
    case undetermined = "cannot_be_determined"

    public var label: Wording {
      switch self {
      case .met: Wording(en: "met", zh: "达到")
      case .notMet: Wording(en: "not met", zh: "未达到")
      case .undetermined: Wording(en: "cannot be determined", zh: "无法判定")
      }
    }
  }

  /// What is on record of the subject: nothing on record is nothing given.
  public struct State: Hashable, Sendable {
    public let outcome: Outcome
    /// In yuan for money, else in the unit; absent when the flows are of several kinds.
    public let amount: ExactRatio?
    /// By how much it is missed; absent when it is met.
    public let gap: ExactRatio?
  }

  public let requirement: Requirement
  /// Its position in the scenario.
  public let index: Int
  /// Absent for the total.
  public let place: NodeIndex?
  public let before: State
  public let after: State

  public var isBroken: Bool { after.outcome == .notMet }

  /// Why a requirement cannot be judged at all.
  public struct Fault: Error, Sendable {
    public let index: Int
    public let message: Wording
  }

  init(
    _ requirement: Requirement, at index: Int, _ question: ComparisonQuestion,
    _ before: PairingNetwork, _ after: PairingNetwork
  ) throws(Fault) {
    self.requirement = requirement
    self.index = index
    let name: String? =
      switch requirement.subject {
      case .total: nil
      case .donor(let name), .recipient(let name): name
      }
    var place: NodeIndex?
    if let name {
      do throws(NodeLookupError) {
        place = try NodeFinder(before).find(name)
      } catch {
        throw Fault(index: index, message: error.message)
      }
    }
    self.place = place
    var flows = question.flows
    switch requirement.subject {
    case .total: break
    case .donor: flows.donor = place
    case .recipient: flows.recipient = place
    }
    self.before = try Self.state(requirement, flows, index, in: before)
    self.after = try Self.state(requirement, flows, index, in: after)
  }

  private static func state(
    _ requirement: Requirement, _ flows: FlowQuestion, _ index: Int, in network: PairingNetwork
  ) throws(Fault) -> State {
    let total: FlowTotal?
    do throws(MixedTotals) {
      total = try FlowAccounts(flows, in: network).total()
    } catch {
      throw Fault(index: index, message: error.message)
    }
    let isMoney = MoneyUnit(rawValue: requirement.unit) != nil
    guard let total else { return judge(requirement, .zero, .zero, .zero) }
    guard isMoney == (total.kind.unit == nil), isMoney || total.kind.unit == requirement.unit else {
      let unit = total.kind.unit ?? MoneyUnit.wan.rawValue
      throw Fault(
        index: index,
        message: Wording(
          en: "the bound is in \(requirement.unit), the flows are in \(unit)",
          zh: "界限的单位为 \(requirement.unit)，流动的单位为 \(unit)"))
    }
    let scale = isMoney ? ExactRatio.powerOfTen(-2) : .one
    func value(_ amount: Amount?) -> ExactRatio? { amount.map { $0.ratio * scale } }
    let isOpen = total.unknownCount > 0
    return judge(
      requirement, value(total.amount) ?? .zero, value(total.lower) ?? .zero,
      isOpen ? nil : value(total.upper))
  }

  private static func judge(
    _ requirement: Requirement, _ amount: ExactRatio, _ lower: ExactRatio, _ upper: ExactRatio?
  ) -> State {
    let low = requirement.atLeast.map { ExactRatio($0) }
    let high = requirement.atMost.map { ExactRatio($0) }
    if let low, let upper, upper < low {
      return State(outcome: .notMet, amount: amount, gap: low - upper)
    }
    if let high, high < lower {
      return State(outcome: .notMet, amount: amount, gap: lower - high)
    }
    let isSure =
      (low.map { $0 <= lower } ?? true)
      && (high.map { h in upper.map { $0 <= h } ?? false } ?? true)
    return State(outcome: isSure ? .met : .undetermined, amount: amount, gap: nil)
  }
}
