import Analysis
import NetworkModel
import Scenarios
import TestSupport
import Testing

@Suite("Reallocation by hand")
struct ReallocationTests {
  static func solved(
    _ problem: ReallocationProblem, _ options: ReallocationOptions = ReallocationOptions()
  ) throws -> ReallocationResult {
    switch try problem.solve(options) {
    case .solved(let result): return result
    case .infeasible(let clash):
      Issue.record("There is no plan: \(clash)")
      throw ReallocationError.undecided
    }
  }

  static func clash(_ problem: ReallocationProblem) throws -> RuleClash {
    switch try problem.solve() {
    case .infeasible(let clash): return clash
    case .solved(let result):
      Issue.record("There is a plan: \(result.lines)")
      throw ReallocationError.undecided
    }
  }

  /// Two districts, three counties; 600 in all.
  static let three = ReallocationProblem()
    .now("d1", "a", wan(100)).now("d1", "b", wan(200)).now("d2", "c", wan(300))

  func amounts(_ result: ReallocationResult) -> [Int64] {
    result.units.map { $0.after.fen / 1_000_000 }
  }

  // MARK: - Objectives

  @Test("the largest minimum lifts the poorest until the floors of the others stop it")
  func maxMin() throws {
    let problem = Self.three.budget(.total(wan(660))).rounded(to: wan(1))
      .rule("nobody-loses", .eachRelative(of: .all, .atLeast, ExactDecimal(1)))
    for objective in [ReallocationObjective.maxMin(.amount), .leximin(.amount)] {
      let result = try Self.solved(problem.objective(objective))
      #expect(amounts(result) == [160, 200, 300])
      #expect(result.certificate.objective == ExactRatio(160))
      #expect(result.certificate.gap == 0)
      #expect(result.units[0].fixedBy == [.objective])
      #expect(result.units[1].fixedBy == [.rule(.rule("nobody-loses"), .atLeast)])
      #expect(result.units.map(\.perBudgetStep) == [1_000_000, 0, 0])
    }
  }

  @Test("leximin lifts the second poorest too, the largest minimum only keeps changes small")
  func leximinGoesOn() throws {
    // c is held at 10. The rest, 390, may go to a and b in any way that leaves them 10 each.
    let problem = ReallocationProblem()
      .now("d", "a", wan(300)).now("d", "b", wan(60)).now("d", "c", wan(40))
      .budget(.total(wan(400))).rule("c", .each(of: .to("c"), .exactly, wan(10)))
    let fair = try Self.solved(problem.objective(.leximin(.amount)))
    #expect(amounts(fair) == [195, 195, 10])
    // 30 more for a and b, in equal relative parts: 8 1/3 %.
    let near = try Self.solved(problem.objective(.maxMin(.amount)))
    #expect(amounts(near) == [325, 65, 10])
    #expect(near.units[0].fixedBy == [.smallestChange])
    #expect(near.units[2].fixedBy == [.rule(.rule("c"), .exactly)])
  }

  @Test("measures: per target and per weight")
  func measures() throws {
    let problem = Self.three.budget(.total(wan(600)))
      .target("a", wan(100)).target("b", wan(200)).target("c", wan(900))
      .weight("a", ExactDecimal(1)).weight("b", ExactDecimal(2)).weight("c", ExactDecimal(3))
    let perTarget = try Self.solved(problem.objective(.maxMin(.perTarget)))
    #expect(amounts(perTarget) == [50, 100, 450])
    #expect(perTarget.certificate.objective == ExactRatio(ExactDecimal(5, scale: 1)))
    let perWeight = try Self.solved(problem.objective(.leximin(.perWeight)))
    #expect(amounts(perWeight) == [100, 200, 300])
    #expect(perWeight.certificate.objective == ExactRatio(100))
  }

  @Test("least shortfall counts only what is missing; weights say where")
  func shortfall() throws {
    let problem = Self.three.budget(.total(wan(300)))
      .target("a", wan(100)).target("b", wan(200)).target("c", wan(200))
      .weight("a", ExactDecimal(1)).weight("b", ExactDecimal(1)).weight("c", ExactDecimal(3))
    let plain = try Self.solved(problem.objective(.leastShortfall(weighted: false)))
    #expect(plain.certificate.objective == ExactRatio(200))
    // Every county keeps half: the smallest worst relative change.
    #expect(amounts(plain) == [50, 100, 150])
    let weighted = try Self.solved(problem.objective(.leastShortfall(weighted: true)))
    #expect(weighted.certificate.objective == ExactRatio(200))
    #expect(amounts(weighted)[2] == 200)
  }

  @Test("least change spreads an increase in equal relative parts, not on two counties")
  func leastChange() throws {
    let result = try Self.solved(
      Self.three.budget(.totalFactor(percent(108))).objective(.leastChange))
    #expect(amounts(result) == [108, 216, 324])
    #expect(result.certificate.objective == ExactRatio(48))
    #expect(result.evaluation.change == wan(48))
  }

  @Test("proportional to weights within a ceiling, and the Gini index by hand")
  func proportionalAndGini() throws {
    let problem = Self.three.budget(.total(wan(600)))
      .rule("ceiling", .each(of: .to("a"), .atMost, wan(150)))
    // 200 each would be fair; a stops at 150, so 50 is missing there and too much elsewhere.
    let proportional = try Self.solved(problem.objective(.proportional))
    #expect(proportional.certificate.objective == ExactRatio(100))
    let gini = try Self.solved(problem.objective(.leastInequality))
    #expect(amounts(gini) == [150, 225, 225])
    // Σ over pairs |difference| ÷ (n · total) = (75 + 75 + 0) ÷ 1800 = 1/12.
    #expect(gini.certificate.objective * ExactRatio(12) == .one)
    #expect(abs(gini.certificate.bound - 1.0 / 12) < 1e-12)
  }

  @Test("most covered: the cheapest two of three thresholds")
  func mostCovered() throws {
    let problem = Self.three.budget(.total(wan(600)))
      .target("a", wan(250)).target("b", wan(250)).target("c", wan(400))
      .objective(.mostCovered(.target))
    let result = try Self.solved(problem)
    #expect(result.certificate.objective == ExactRatio(2))
    #expect(result.certificate.method == .wholeNumbers)
    #expect(
      result.units.count {
        $0.after >= [wan(250), wan(250), wan(400)][["a", "b", "c"].firstIndex(of: $0.recipient)!]
      } == 2)
  }

  // MARK: - Rules

  @Test("budgets of donors, capacity, lock, earmark and category")
  func linesAndDonors() throws {
    let problem = ReallocationProblem()
      .now("d1", "a", wan(100), for: "industry").now("d1", "a", wan(50), for: "labour")
      .now("d1", "b", wan(100), for: "industry").now("d2", "b", wan(150), for: "industry")
      .budget(.total(wan(500))).budget(.ofDonor("d1", wan(300)))
      .objective(.leximin(.amount))
      .rule(
        "lock", .locked(LineSelection(donors: ["d1"], recipients: ["a"], categories: ["labour"]))
      )
      .rule("earmark", .total(of: .pair("d2", "b"), .atLeast, wan(200)))
      .rule(
        "industry",
        .share(of: LineSelection(categories: ["industry"]), within: .all, .atLeast, percent(90)))
    let result = try Self.solved(problem)
    let plan = result.plan
    #expect(plan[PlanLine(donor: "d1", recipient: "a", category: "labour")] == wan(50))
    #expect(plan[PlanLine(donor: "d2", recipient: "b", category: "industry")] == wan(200))
    #expect(amounts(result) == [250, 250])
  }

  @Test("at most so many donors, and so many new pairings")
  func counts() throws {
    let few = ReallocationProblem()
      .now("d1", "a", wan(10)).now("d2", "a", wan(10)).now("d3", "a", wan(10)).now(
        "d1", "b", wan(70)
      )
      .budget(.total(wan(100))).objective(.leastChange)
      .rule("few", .donorCount(of: .to("a"), atLeast: nil, atMost: 1))
    let result = try Self.solved(few)
    // Closing two lines costs 20, and the 20 go elsewhere: 40.
    #expect(result.certificate.objective == ExactRatio(40))
    #expect(result.lines.count { $0.line.recipient == "a" && $0.after > .zero } == 1)

    let opened = ReallocationProblem()
      .now("d1", "a", wan(100)).now("d2", "b", wan(100)).recipient("c").recipient("e")
      .budget(.total(wan(200))).objective(.mostCovered(.amount(wan(50))))
    #expect(try Self.solved(opened).certificate.objective == ExactRatio(2))
    #expect(
      try Self.solved(opened.rule("new", .newPairings(atMost: 1))).certificate.objective
        == ExactRatio(3))
    #expect(
      try Self.solved(opened.rule("new", .newPairings(atMost: 5))).certificate.objective
        == ExactRatio(4))
    #expect(
      try Self.solved(opened.rule("new", .newPairings(atMost: nil))).certificate.objective
        == ExactRatio(4))
    let everybody = opened.rule("new", .newPairings(atMost: nil))
      .rule("two", .donorCount(of: .to("a"), atLeast: 2, atMost: nil)).rounded(to: wan(1))
    let two = try Self.solved(everybody)
    #expect(two.lines.count { $0.line.recipient == "a" && $0.after > .zero } == 2)
  }

  @Test(
    "a penalty on distance sends the money by the shorter way; one on change keeps it where it was")
  func penalties() throws {
    let problem = ReallocationProblem()
      .now("d1", "a", wan(0)).now("d2", "a", wan(100))
      .distance("d1", "a", metres: 100_000).distance("d2", "a", metres: 900_000)
      .budget(.total(wan(100))).objective(.maxMin(.amount))
    let near = try Self.solved(problem.penalty(.distance(ExactDecimal(1, scale: 3))))
    #expect(near.plan == [PlanLine(donor: "d1", recipient: "a"): wan(100)])
    // 100 − 0.001 · 100 · 100 km
    #expect(near.certificate.objective == ExactRatio(90))
    let kept = try Self.solved(
      problem.penalty(.distance(ExactDecimal(1, scale: 3))).penalty(.churn(ExactDecimal(1))))
    #expect(kept.plan == [PlanLine(donor: "d2", recipient: "a"): wan(100)])
  }

  // MARK: - One answer

  @Test("counties with the same data get the same, to one unit")
  func equalUnits() throws {
    var generator = SeededGenerator(seed: 7)
    for trial in 0..<12 {
      var problem = ReallocationProblem()
      for unit in 0..<9 {
        let amount = wan([100, 250, 700][unit % 3])
        problem = problem.now("d", "r\(unit)", amount)
          .target("r\(unit)", wan([300, 300, 800][unit % 3]))
      }
      problem = problem.group("g", ["r0", "r3", "r6"])
        .rule(
          "share",
          .share(
            of: .to("g"), within: .all, .atLeast,
            percent(12 + Int64.random(in: 0..<8, using: &generator)))
        )
        .rule("floor", .eachRelative(of: .all, .atLeast, percent(60)))
        .budget(.total(wan(Int64.random(in: 2400..<3900, using: &generator))))
        .rounded(to: wan(1))
      let objective: ReallocationObjective =
        [
          .maxMin(.amount), .leximin(.perTarget), .leastShortfall(weighted: false), .proportional,
          .leastInequality, .leastChange,
        ][trial % 6]
      let result = try Self.solved(problem.objective(objective))
      for kind in 0..<3 {
        let alike = (0..<3).map { result.units[kind + 3 * $0].after.fen }
        #expect(alike.max()! - alike.min()! <= 1_000_000, "\(objective.key): \(alike)")
      }
    }
  }

  @Test("the order of building changes nothing")
  func order() throws {
    let verbs: [(ReallocationProblem) -> ReallocationProblem] = [
      { $0.now("d1", "a", wan(100)) }, { $0.now("d1", "b", wan(217)) },
      { $0.now("d2", "c", wan(300)) }, { $0.now("d2", "a", wan(45)) },
      { $0.group("g", ["b", "a"]) }, { $0.budget(.total(wan(731))) },
      { $0.objective(.leastChange) }, { $0.rounded(to: wan(1)) },
      { $0.rule("share", .share(of: .to("g"), within: .all, .atLeast, percent(61))) },
      { $0.rule("cap", .changeWithin(of: .all, percent(40))) },
    ]
    let first = try Self.solved(verbs.reduce(ReallocationProblem()) { $1($0) })
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<6 {
      let again = try Self.solved(
        verbs.shuffled(using: &generator).reduce(ReallocationProblem()) { $1($0) })
      #expect(again.lines == first.lines)
      #expect(again.units == first.units)
      #expect(again.certificate == first.certificate)
    }
  }

  @Test("rounding by largest remainder keeps the total and every rule, ties to the smaller code")
  func rounding() throws {
    let problem = Self.three.budget(.total(wan(602))).objective(.leximin(.amount))
      .rounded(to: wan(1))
    // 200 2/3 each.
    #expect(amounts(try Self.solved(problem)) == [201, 201, 200])
    let capped = problem.rule("cap", .each(of: .to("a"), .atMost, Money(fen: 200_900_000)))
    #expect(amounts(try Self.solved(capped)) == [200, 201, 201])
  }

  @Test("groups that overlap are rounded in whole numbers, every rule kept")
  func overlappingGroups() throws {
    let problem = Self.three.budget(.total(wan(601))).objective(.leximin(.amount))
      .group("ab", ["a", "b"]).group("bc", ["b", "c"]).rounded(to: wan(1))
      .rule("ab", .total(of: .to("ab"), .atMost, wan(301)))
      .rule("bc", .total(of: .to("bc"), .atMost, wan(425)))
    let result = try Self.solved(problem)
    #expect(result.evaluation.isKept)
    #expect(result.certificate.rounding == .wholeNumbers)
    #expect(amounts(result).reduce(0, +) == 601)
  }

  // MARK: - Alternatives and sensitivity

  @Test("alternatives are good, keep all rules, and are as far away as they say")
  func alternatives() throws {
    var options = ReallocationOptions()
    options.alternatives = 3
    options.sensitivity = true
    let problem = Self.three.budget(.total(wan(660))).objective(.leastChange).rounded(to: wan(1))
      .rule("floor", .eachRelative(of: .all, .atLeast, ExactDecimal(1)))
    let result = try Self.solved(problem, options)
    #expect(result.alternatives.count == 3)
    for plan in result.alternatives {
      let lines = Dictionary(uniqueKeysWithValues: plan.lines.map { ($0.line, $0.after) })
      let evaluation = problem.evaluate(lines)
      #expect(evaluation.isKept)
      #expect(evaluation.objective == plan.objective)
      #expect(plan.objective.approximateValue <= 60.6 + 1e-9)
      let moved = result.lines.reduce(Int64(0)) {
        $0 + abs($1.after.fen - (lines[$1.line]?.fen ?? 0))
      }
      #expect(plan.moved == Money(fen: moved / 2))
      #expect(plan.movedFromNearest <= plan.moved)
      #expect(plan.movedFromNearest > .zero)
    }
    let budget = result.sensitivity.filter { $0.constraint == .budget }
    #expect(budget.map(\.objective) == [54, 66])
    #expect(budget.map(\.moved) == [ExactDecimal(654_000_000), ExactDecimal(666_000_000)])
  }
}
