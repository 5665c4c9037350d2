import NetworkModel
import TestSupport
import Testing

@testable import Scenarios

@Suite("Decomposition against linear programs")
struct NetworkLevelsTests {
  @Test("donors with uneven budgets: the same amounts as rounds of linear programs")
  func againstPrograms() throws {
    var generator = SeededGenerator(seed: 4)
    var compared = 0
    for trial in 0..<60 {
      let donors = Int.random(in: 3...9, using: &generator)
      let recipients = Int.random(in: 8...24, using: &generator)
      var problem = ReallocationProblem()
      var given = [Int64](repeating: 0, count: donors)
      for recipient in 0..<recipients {
        let first = Int.random(in: 0..<donors, using: &generator)
        let second = Int.random(in: 0..<donors, using: &generator)
        for donor in Set([first, second]).sorted() {
          let amount = Int64.random(in: 0...900, using: &generator)
          given[donor] += amount
          problem = problem.now("d\(donor)", "r\(100 + recipient)", wan(amount))
        }
        problem = problem.weight(
          "r\(100 + recipient)", ExactDecimal(Int64.random(in: 1...9, using: &generator)))
      }
      // Uneven budgets, so that several sets of recipients are short of different amounts.
      for donor in problem.donors {
        let index = Int(donor.dropFirst())!
        let part = [20, 60, 100, 180, 400].randomElement(using: &generator)!
        problem = problem.budget(.ofDonor(donor, wan(given[index] * Int64(part) / 100)))
      }
      if trial % 3 == 0 {
        problem = problem.rule("ceiling", .each(of: .all, .atMost, wan(1500)))
      }
      problem = problem.objective(
        [.leximin(.amount), .leximin(.perWeight), .maxMin(.amount)][trial % 3 == 0 ? 0 : trial % 3])
      let frame = PlanFrame(problem)
      let closed = PlanSearch(frame).run()
      let programs = PlanSearch(frame, usesClosedForm: false).run()
      switch (closed, programs) {
      case (.plan(let closed), .plan(let programs)):
        #expect(closed.method == .waterFilling)
        compared += 1
        for (a, b) in zip(closed.amounts, programs.amounts) {
          // fen; a hundred yuan is what rounds of programs are good for.
          #expect(
            abs(a.approximateValue - b.approximateValue) < 10_000,
            "\(trial): \(a.approximateValue) \(b.approximateValue)")
        }
      case (.infeasible, .infeasible): break
      default: Issue.record("\(trial): \(closed) \(programs)")
      }
    }
    #expect(compared >= 30)
  }
}
