import Analysis
import NetworkModel
import Scenarios
import TestSupport
import Testing

@Suite("Independent evaluation of plans")
struct PlanEvaluationTests {
  static let problem = ReallocationProblem()
    .now("d1", "a", wan(100)).now("d1", "b", wan(200)).now("d2", "c", wan(300))
    .group("ab", ["a", "b"]).budget(.total(wan(600))).objective(.leastChange)

  static let kept = [
    PlanLine(donor: "d1", recipient: "a"): wan(100),
    PlanLine(donor: "d1", recipient: "b"): wan(200),
    PlanLine(donor: "d2", recipient: "c"): wan(300),
  ]

  /// Whether the plan in force keeps a rule, and what is to spare.
  func verdict(
    _ requirement: ReallocationRule.Requirement, _ plan: [PlanLine: Money] = Self.kept
  ) throws -> PlanEvaluation.Verdict {
    let evaluation = Self.problem.rule("rule", requirement).evaluate(plan)
    return try #require(evaluation.verdicts.first { $0.constraint == .rule("rule") })
  }

  @Test("every kind of rule, at the edge and a fen beyond")
  func edges() throws {
    let fen = Money(fen: 1)
    let cases: [(ReallocationRule.Requirement, ReallocationRule.Requirement)] = [
      (
        .share(of: .to("ab"), within: .all, .atLeast, percent(50)),
        .share(of: .to("ab"), within: .all, .atLeast, ExactDecimal(500_000_001, scale: 9))
      ),
      (
        .share(of: .to("ab"), within: .all, .atMost, percent(50)),
        .share(of: .to("ab"), within: .all, .atMost, ExactDecimal(499_999_999, scale: 9))
      ),
      (.total(of: .to("ab"), .atLeast, wan(300)), .total(of: .to("ab"), .atLeast, wan(300) + fen)),
      (.total(of: .to("ab"), .atMost, wan(300)), .total(of: .to("ab"), .atMost, wan(300) - fen)),
      (
        .total(of: .from("d2"), .exactly, wan(300)),
        .total(of: .from("d2"), .exactly, wan(300) - fen)
      ),
      (.each(of: .all, .atLeast, wan(100)), .each(of: .all, .atLeast, wan(100) + fen)),
      (.each(of: .all, .atMost, wan(300)), .each(of: .all, .atMost, wan(300) - fen)),
      (
        .totalRelative(of: .all, .atLeast, ExactDecimal(1)),
        .totalRelative(of: .all, .atLeast, ExactDecimal(1_000_000_001, scale: 9))
      ),
      (
        .eachRelative(of: .all, .atMost, ExactDecimal(1)),
        .eachRelative(of: .all, .atMost, ExactDecimal(999_999_999, scale: 9))
      ),
      (.capacity(of: .from("d1"), wan(300)), .capacity(of: .from("d1"), wan(300) - fen)),
      (
        .donorCount(of: .all, atLeast: 1, atMost: 1),
        .donorCount(of: .to("a"), atLeast: 2, atMost: nil)
      ),
    ]
    for (kept, broken) in cases {
      #expect(try verdict(kept).isKept, "\(kept)")
      #expect(try !verdict(broken).isKept, "\(broken)")
      #expect(try verdict(broken).slack.isNegative)
    }
  }

  @Test("changes, locks and donors against another plan")
  func changes() throws {
    var plan = Self.kept
    plan[PlanLine(donor: "d1", recipient: "a")] = wan(120)
    plan[PlanLine(donor: "d1", recipient: "b")] = wan(180)
    #expect(try verdict(.changeWithin(of: .all, percent(20)), plan).isKept)
    let tight = try verdict(.changeWithin(of: .all, percent(19)), plan)
    #expect(tight.broken == ["a"])
    #expect(tight.tightest == "a")
    #expect(tight.slack == .money(Money(fen: -1_000_000)))
    #expect(try verdict(.changeWithinAmount(of: .all, wan(20)), plan).isKept)
    #expect(try verdict(.changeWithinAmount(of: .all, wan(19)), plan).broken == ["a", "b"])
    #expect(try verdict(.locked(.to("c")), plan).isKept)
    #expect(try verdict(.locked(.all), plan).broken == ["d1 → a", "d1 → b"])
    #expect(Self.problem.evaluate(plan).change == wan(40))
    #expect(Self.problem.evaluate(plan).objective == ExactRatio(40))
  }

  @Test("budgets are spent to the fen")
  func budgets() {
    var plan = Self.kept
    plan[PlanLine(donor: "d2", recipient: "c")] = wan(300) - Money(fen: 1)
    let evaluation = Self.problem.budget(.ofDonor("d2", wan(300))).evaluate(plan)
    #expect(evaluation.verdicts.map(\.constraint) == [.budget, .donorBudget("d2")])
    #expect(evaluation.verdicts.allSatisfy { !$0.isKept })
    #expect(!evaluation.isKept)
  }

  @Test(
    "lines that no plan may have: strangers, amounts below 0, broken units, pairs without a pairing"
  )
  func irregular() {
    var plan = Self.kept
    plan[PlanLine(donor: "d2", recipient: "a")] = wan(1)
    plan[PlanLine(donor: "x", recipient: "a")] = wan(1)
    plan[PlanLine(donor: "d1", recipient: "y")] = wan(1)
    plan[PlanLine(donor: "d1", recipient: "a")] = Money(fen: -1)
    let evaluation = Self.problem.rounded(to: wan(1)).evaluate(plan)
    #expect(
      evaluation.irregularLines.map(\.line.description) == [
        "d1 → a", "d1 → a", "d1 → y", "d1 → y", "d2 → a", "x → a", "x → a",
      ])
    #expect(!evaluation.isKept)
    let opened = Self.problem.rule("new", .newPairings(atMost: 1))
    var two = Self.kept
    two[PlanLine(donor: "d1", recipient: "c")] = wan(1)
    #expect(opened.evaluate(two).irregularLines.isEmpty)
    two[PlanLine(donor: "d2", recipient: "a")] = wan(1)
    #expect(opened.evaluate(two).verdicts.last?.isKept == false)
  }

  @Test("lines of 0 count for nothing")
  func zeros() {
    var plan = Self.kept
    plan[PlanLine(donor: "nobody", recipient: "a")] = .zero
    #expect(Self.problem.evaluate(plan).isKept)
  }

  @Test("no plan in whole units beats the solver, and brute force finds the same optimum")
  func bruteForce() throws {
    var generator = SeededGenerator(seed: 99)
    var compared = 0
    for trial in 0..<60 {
      // Three counties, up to 12 units of 10,000 yuan: every plan can be tried.
      let total = Int64.random(in: 4...12, using: &generator)
      let before = (0..<3).map { _ in Int64.random(in: 0...5, using: &generator) }
      var problem = ReallocationProblem().rounded(to: wan(1)).budget(.total(wan(total)))
      for (unit, amount) in before.enumerated() {
        problem = problem.now("d", "r\(unit)", wan(amount))
      }
      for unit in 0..<3 {
        problem = problem.target("r\(unit)", wan(Int64.random(in: 1...6, using: &generator)))
      }
      problem = problem.group("g", ["r0", "r1"])
      if trial % 2 == 0 {
        problem = problem.rule(
          "share",
          .share(
            of: .to("g"), within: .all, .atLeast,
            percent(Int64.random(in: 20...90, using: &generator))))
      }
      if trial % 3 == 0 {
        problem = problem.rule("cap", .changeWithinAmount(of: .all, wan(3)))
      }
      let objective: ReallocationObjective =
        [
          .maxMin(.amount), .leximin(.amount), .leastShortfall(weighted: false), .leastChange,
          .leastInequality, .mostCovered(.target), .proportional,
        ][trial % 7]
      problem = problem.objective(objective)
      var best: ExactRatio?
      for a in 0...total {
        for b in 0...(total - a) {
          let amounts = [a, b, total - a - b]
          let plan = Dictionary(
            uniqueKeysWithValues: amounts.enumerated().map {
              (PlanLine(donor: "d", recipient: "r\($0)"), wan($1))
            })
          let evaluation = problem.evaluate(plan)
          guard evaluation.isKept else { continue }
          let value = evaluation.objective
          if best == nil || (objective.isMaximised ? value > best! : value < best!) { best = value }
        }
      }
      switch try problem.solve() {
      case .infeasible: #expect(best == nil, "\(trial): \(best!)")
      case .solved(let result):
        let best = try #require(best)
        compared += 1
        let value = result.certificate.objective
        // The bound is a bound, and the plan is as near to it as it says.
        #expect(
          abs(value.approximateValue - result.certificate.bound) <= result.certificate.gap + 1e-9)
        #expect(
          objective.isMaximised
            ? best.approximateValue <= result.certificate.bound + 1e-9
            : best.approximateValue >= result.certificate.bound - 1e-9, "\(trial)")
        switch objective {
        case .proportional:
          // Shares are no whole units, so rounding may cost up to a unit a county.
          #expect(value.approximateValue <= best.approximateValue + 3)
        default: #expect(value == best, "\(trial) \(objective.key): \(value), best \(best)")
        }
      }
    }
    #expect(compared >= 30)
  }
}

@Suite("Faults of problems")
struct ReallocationFaultTests {
  func codes(_ problem: ReallocationProblem) -> [ReallocationFault.Code] {
    problem.faults().map(\.code)
  }

  static let sound = PlanEvaluationTests.problem

  @Test("a sound problem has none; an empty one has its own")
  func sound() {
    #expect(Self.sound.faults().isEmpty)
    #expect(codes(ReallocationProblem()) == [.nothingToPlan])
    #expect(throws: ReallocationError.self) { try ReallocationProblem().solve() }
  }

  @Test("each fault is found, all at once, and names its part")
  func each() {
    let all = Self.sound.objective(.leastChange)
      .rule("a", .share(of: .to("nowhere"), within: .all, .atLeast, percent(120)))
      .rule("b", .each(of: .all, .atLeast, wan(-1))).rule("b", .newPairings(atMost: -1))
      .rule("c", .donorCount(of: .all, atLeast: 3, atMost: 2))
      .target("nobody", wan(3)).weight("a", ExactDecimal(0))
      .penalty(.churn(ExactDecimal(-1)))
    #expect(
      codes(all) == [
        .manyObjectives, .unknownName, .badWeight, .unknownName, .badShare, .badAmount,
        .repeatedRule, .badCount, .badCount, .badPenalty,
      ])
    #expect(all.faults().allSatisfy { !$0.wording.en.isEmpty && !$0.wording.zh.isEmpty })
  }

  @Test("budgets: none, two, of strangers, against the total, in broken units")
  func budgets() {
    let base = ReallocationProblem().now("d1", "a", wan(100)).now("d2", "a", wan(50))
      .objective(.leastChange)
    #expect(codes(base) == [.noBudget])
    #expect(codes(base.budget(.ofDonor("d1", wan(3)))) == [.noBudget])
    #expect(codes(base.budget(.total(wan(3))).budget(.total(wan(4)))) == [.saidTwice])
    #expect(codes(base.budget(.ofDonor("x", wan(3))).budget(.total(wan(3)))) == [.unknownName])
    #expect(
      codes(base.budget(.ofDonor("d1", wan(3))).budget(.total(wan(2)))) == [.budgetsDisagree])
    #expect(
      codes(base.budget(.everyDonorFactor(ExactDecimal(1))).budget(.total(wan(140))))
        == [.budgetsDisagree])
    #expect(
      codes(base.budget(.total(Money(fen: 1_500_000))).rounded(to: wan(1))) == [.notARoundedAmount])
    #expect(codes(base.budget(.totalFactor(percent(103))).rounded(to: wan(1))).isEmpty)
  }

  @Test("targets and distances that are needed are asked for")
  func missing() {
    let base = ReallocationProblem().now("d1", "a", wan(100)).now("d1", "b", wan(50))
      .budget(.total(wan(100))).target("a", wan(30))
    #expect(codes(base.objective(.maxMin(.perTarget))) == [.missingTarget])
    #expect(codes(base.objective(.mostCovered(.target))) == [.missingTarget])
    #expect(codes(base.objective(.leastShortfall(weighted: false))).isEmpty)
    #expect(
      codes(
        base.objective(.leastChange).penalty(.distance(ExactDecimal(1)))
          .distance("d1", "a", metres: 5)) == [.missingDistance])
    #expect(
      codes(base.objective(.leximin(.amount)).penalty(.churn(ExactDecimal(1))))
        == [.penaltyOnLeximin])
  }

  @Test("what is said twice, and names of two things")
  func twice() {
    #expect(codes(Self.sound.now("d1", "a", wan(3))) == [.saidTwice])
    #expect(codes(Self.sound.group("ab", ["a"])) == [.saidTwice])
    #expect(codes(Self.sound.group("ab", ["b", "a"])).isEmpty)
    #expect(
      codes(Self.sound.group("c", ["a"]).rule("r", .each(of: .to("c"), .atLeast, wan(1))))
        == [.ambiguousName])
  }
}
