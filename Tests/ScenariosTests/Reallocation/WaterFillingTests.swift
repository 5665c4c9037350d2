import NetworkModel
import TestSupport
import Testing

@testable import Scenarios

@Suite("Closed form against linear programs")
struct WaterFillingTests {
  static func vessels(_ lower: [Int64], _ upper: [Int64], _ groups: [WaterFilling.Group])
    -> WaterFilling
  {
    WaterFilling(
      starts: lower.map { _ in 0 }, widths: lower.map { _ in 1 }, lower: lower, upper: upper,
      groups: groups)
  }

  func amounts(_ outcome: WaterFilling.Outcome) -> [Double]? {
    if case .amounts(let amounts) = outcome { amounts.map(\.approximateValue) } else { nil }
  }

  @Test("one level, floors, ceilings, a group that must have more and one that may not")
  func byHand() {
    #expect(amounts(Self.vessels([0, 0, 0], [9, 9, 9], []).fill(total: 12)) == [4, 4, 4])
    #expect(amounts(Self.vessels([0, 6, 0], [9, 9, 9], []).fill(total: 12)) == [3, 6, 3])
    #expect(amounts(Self.vessels([0, 0, 0], [2, 9, 9], []).fill(total: 12)) == [2, 5, 5])
    let group = WaterFilling.Group(members: [0, 1], lower: 10, upper: 12)
    #expect(amounts(Self.vessels([0, 0, 0], [9, 9, 9], [group]).fill(total: 12)) == [5, 5, 2])
    let capped = WaterFilling.Group(members: [0, 1], lower: 0, upper: 5)
    #expect(
      amounts(Self.vessels([0, 0, 0], [9, 9, 9], [capped]).fill(total: 12)) == [2.5, 2.5, 7])
    guard case .infeasible = Self.vessels([0, 0, 0], [2, 2, 2], []).fill(total: 12) else {
      Issue.record("6 do not hold 12")
      return
    }
    let overlapping = [
      WaterFilling.Group(members: [0, 1], lower: 0, upper: 5),
      WaterFilling.Group(members: [1, 2], lower: 0, upper: 5),
    ]
    guard case .notNested = Self.vessels([0, 0, 0], [9, 9, 9], overlapping).fill(total: 9) else {
      Issue.record("Overlapping groups are not nested")
      return
    }
  }

  @Test("groups within groups; levels that fall")
  func nested() {
    // {0, 1} may have 4, {0, 1, 2} 9, everybody 20.
    let groups = [
      WaterFilling.Group(members: [0, 1], lower: 0, upper: 4),
      WaterFilling.Group(members: [0, 1, 2], lower: 0, upper: 9),
    ]
    #expect(
      amounts(Self.vessels([0, 0, 0, 0], [20, 20, 20, 20], groups).fill(total: 20)) == [
        2, 2, 5, 11,
      ])
    var falling = Self.vessels([0, 0], [100, 100], [])
    falling.starts = [30, 60]
    falling.widths = [30, 60]
    #expect(amounts(falling.fill(total: 60)) == [20, 40])
  }

  /// Random nested problems; the same through ``PlanSearch`` with and without the closed form.
  @Test("the same amounts as rounds of linear programs, for each objective that has a closed form")
  func againstPrograms() throws {
    var generator = SeededGenerator(seed: 20_251_121)
    var compared = 0
    for trial in 0..<120 {
      let count = Int.random(in: 2...12, using: &generator)
      var problem = ReallocationProblem()
      var before: Int64 = 0
      for unit in 0..<count {
        let amount = Int64.random(in: 0...900, using: &generator)
        before += amount
        let id = "r\(100 + unit)"
        problem = problem.now("d", id, wan(amount))
          .target(id, wan(Int64.random(in: 50...900, using: &generator)))
          .weight(id, ExactDecimal(Int64.random(in: 1...9, using: &generator)))
      }
      let total = max(10, before * Int64.random(in: 70...150, using: &generator) / 100)
      problem = problem.budget(.total(wan(total)))
      let split = Int.random(in: 1..<count, using: &generator)
      let members = (0..<split).map { "r\(100 + $0)" }
      problem = problem.group("g", members).group("h", Array(members.prefix(max(1, split / 2))))
      if Bool.random(using: &generator) {
        problem = problem.rule(
          "share",
          .share(
            of: .to("g"), within: .all, Bool.random(using: &generator) ? .atLeast : .atMost,
            percent(Int64.random(in: 10...90, using: &generator))))
      }
      if Bool.random(using: &generator) {
        problem = problem.rule(
          "inner",
          .total(
            of: .to("h"), Bool.random(using: &generator) ? .atLeast : .atMost,
            wan(total * Int64.random(in: 5...60, using: &generator) / 100)))
      }
      if Bool.random(using: &generator) {
        problem = problem.rule(
          "floor",
          .eachRelative(of: .all, .atLeast, percent(Int64.random(in: 10...80, using: &generator))))
      }
      if Bool.random(using: &generator) {
        problem = problem.rule(
          "ceiling",
          .each(of: .all, .atMost, wan(total * Int64.random(in: 15...80, using: &generator) / 100)))
      }
      let objective: ReallocationObjective =
        [
          .leximin(.amount), .leximin(.perTarget), .leximin(.perWeight), .maxMin(.amount),
          .maxMin(.perWeight), .leastInequality,
        ][trial % 6]
      let frame = PlanFrame(problem.objective(objective))
      let closed = PlanSearch(frame).run()
      let programs = PlanSearch(frame, usesClosedForm: false).run()
      switch (closed, programs) {
      case (.plan(let closed), .plan(let programs)):
        #expect(closed.method == .waterFilling)
        #expect(programs.method == .linearProgram)
        compared += 1
        #expect(
          abs(closed.bound - programs.bound) < 1e-6 * max(1, abs(programs.bound)),
          "\(trial) \(objective): \(closed.bound) \(programs.bound)")
        for (a, b) in zip(closed.amounts, programs.amounts) {
          // fen; the largest minimum is kept in whole fen by the closed form, and programs are good to a few.
          #expect(
            abs(a.approximateValue - b.approximateValue) < 100,
            "\(trial) \(objective): \(a.approximateValue) \(b.approximateValue)")
        }
      case (.infeasible, .infeasible): break
      default: Issue.record("\(trial) \(objective): \(closed) \(programs)")
      }
    }
    #expect(compared >= 60)
  }
}
