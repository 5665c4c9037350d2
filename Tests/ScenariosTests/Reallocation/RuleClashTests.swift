import Analysis
import NetworkModel
import Testing

@testable import Scenarios

@Suite("Rules that clash")
struct RuleClashTests {
  /// 90,531 in all; 26,880 of it for t, 63,651 for the others.
  static let split = ReallocationProblem()
    .now("d", "t", wan(26_880)).now("d", "u", wan(30_000)).now("d", "v", wan(33_651))
    .group("tibetan", ["t"]).budget(.total(wan(90_531))).objective(.leastChange)
    .rounded(to: wan(1))
    .rule("hold-harmless", .eachRelative(of: .to("u", "v"), .atLeast, ExactDecimal(1)))
    .rule("share", .share(of: .to("tibetan"), within: .all, .atLeast, percent(80)))

  @Test(
    "80 % for a group and nobody loses: the two rules and the budget, with numbers and ways out")
  func shareAgainstFloors() throws {
    let clash = try ReallocationTests.clash(Self.split)
    #expect(clash.isSmallest)
    #expect(clash.constraints == [.budget, .rule("hold-harmless"), .rule("share")])
    let floors = try #require(clash.numbers.first { $0.constraint == .rule("hold-harmless") })
    #expect(floors.bound == .atLeast)
    #expect(floors.recipients == ["u", "v"])
    #expect(floors.required == wan(63_651))
    // 90,531 less 72,425 (72,424.8 in whole units).
    #expect(floors.left == wan(18_106))
    let share = try #require(clash.numbers.first { $0.constraint == .rule("share") })
    #expect(share.required == wan(72_425))
    #expect(share.left == wan(26_880))

    #expect(clash.waysOut.count >= 2)
    let numbers = clash.waysOut.flatMap(\.changes).compactMap {
      change -> (PlanConstraint, ExactDecimal)? in
      if case .number(let constraint, _, let to) = change { (constraint, to) } else { nil }
    }
    // 63,651 must be a fifth: 318,255.
    #expect(numbers.contains { $0.0 == .budget && $0.1 == ExactDecimal(wan(318_255).fen) })
    // 18,106 ÷ 63,651 = 28.445 …: 28.44 %, the floors being rounded up to whole units.
    #expect(
      numbers.contains { $0.0 == .rule("hold-harmless") && $0.1 == ExactDecimal(2844, scale: 4) })
    // 26,880 ÷ 90,531 = 29.69 %.
    #expect(numbers.contains { $0.0 == .rule("share") && $0.1 == ExactDecimal(2969, scale: 4) })
  }

  @Test("every way out leads to a plan, and a step back from it does not")
  func waysOutAreSmallest() throws {
    let clash = try ReallocationTests.clash(Self.split)
    for way in clash.waysOut {
      guard case .number(let constraint, let from, let to) = way.changes.first,
        way.changes.count == 1
      else { continue }
      let step: Int64 = constraint == .budget ? wan(1).fen : 1
      let scale = to.scale == 0 && constraint == .budget ? 0 : 4
      func significand(_ number: ExactDecimal) -> Int64 {
        (number.scale..<UInt8(scale)).reduce(number.significand) { value, _ in value * 10 }
      }
      let back = significand(to) + (from < to ? -step : step)
      func problem(_ number: ExactDecimal) -> ReallocationProblem {
        switch constraint {
        case .budget: Self.split.withBudgets([.total(Money(fen: number.significand))])
        case .rule("share"):
          Self.split.replacing(
            "share", by: .share(of: .to("tibetan"), within: .all, .atLeast, number))
        default:
          Self.split.replacing(
            "hold-harmless", by: .eachRelative(of: .to("u", "v"), .atLeast, number))
        }
      }
      guard case .solved = try problem(to).solve() else {
        Issue.record("\(constraint) at \(to) has no plan")
        continue
      }
      guard case .infeasible = try problem(ExactDecimal(back, scale: UInt8(scale))).solve() else {
        Issue.record("\(constraint) need not go to \(to)")
        continue
      }
    }
  }

  @Test("rules that have nothing to do with it are not named")
  func bystanders() throws {
    let clash = try ReallocationTests.clash(
      Self.split.rule("a-ceiling", .each(of: .all, .atMost, wan(90_000)))
        .rule("z-cap", .changeWithin(of: .all, ExactDecimal(9))))
    #expect(clash.constraints == [.budget, .rule("hold-harmless"), .rule("share")])
  }

  @Test("a recipient without a donor and a floor: open pairings are a way out")
  func nobodyGives() throws {
    let problem = ReallocationProblem().now("d", "a", wan(100)).recipient("b")
      .budget(.total(wan(100))).objective(.leastChange)
      .rule("floor", .each(of: .all, .atLeast, wan(20)))
    let clash = try ReallocationTests.clash(problem)
    #expect(clash.constraints == [.rule("floor")])
    #expect(clash.waysOut.contains(.init(changes: [.openPairings(1)])))
    #expect(
      clash.waysOut.contains(
        .init(changes: [
          .number(.rule("floor"), from: ExactDecimal(wan(20).fen), to: ExactDecimal(0))
        ])))
  }

  @Test("a lock can only be dropped")
  func lock() throws {
    let problem = ReallocationTests.three.budget(.total(wan(250))).objective(.leastChange)
      .rule("keep", .locked(.to("c")))
    let clash = try ReallocationTests.clash(problem)
    #expect(clash.constraints == [.budget, .rule("keep")])
    #expect(clash.waysOut.contains(.init(changes: [.drop(.rule("keep"))])))
    #expect(
      clash.waysOut.contains(
        .init(changes: [
          .number(.budget, from: ExactDecimal(wan(250).fen), to: ExactDecimal(wan(300).fen))
        ])))
  }

  @Test("too few donors allowed: the count is named and moved")
  func counts() throws {
    let problem = ReallocationProblem()
      .now("d1", "a", wan(50)).now("d2", "a", wan(50)).budget(.ofDonor("d1", wan(50)))
      .budget(.ofDonor("d2", wan(50))).objective(.leastChange)
      .rule("one", .donorCount(of: .all, atLeast: nil, atMost: 1))
    let clash = try ReallocationTests.clash(problem)
    #expect(clash.constraints.contains(.rule("one")))
    #expect(
      clash.waysOut.contains(
        .init(changes: [.number(.rule("one"), from: ExactDecimal(1), to: ExactDecimal(2))])))
  }

  @Test("a rounding unit that is too coarse is said to be so")
  func coarse() throws {
    let problem = ReallocationTests.three.budget(.total(wan(600))).objective(.leastChange)
      .rule("exactly", .each(of: .to("a"), .exactly, wan(105))).rounded(to: wan(10))
    let clash = try ReallocationTests.clash(problem)
    #expect(clash.constraints == [.rule("exactly")])
    #expect(clash.waysOut.contains(.init(changes: [.roundingUnit(wan(1))])))
  }
}
