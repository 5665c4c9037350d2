import Analysis
import NetworkModel
import Scenarios
import Testing

@Suite("Best plans agree with HiGHS")
struct PeerReallocationTests {
  @Test("objective, only answer and independent evaluation", arguments: PeerProblem.objectives)
  func agree(_ name: String) throws {
    let problems = try PeerProblem.all(name)
    #expect(problems.count { $0.value != nil } >= 200)
    var compared = 0
    for peer in problems {
      let outcome: ReallocationOutcome
      var options = ReallocationOptions()
      options.marginals = false
      do { outcome = try peer.problem.solve(options) } catch {
        Issue.record("\(name) \(peer.number): \(error)")
        continue
      }
      switch (outcome, peer.value) {
      case (.infeasible, nil): break
      case (.solved(let result), .some(let value)):
        // Nine digits are written; rules in whole fen may cost the objective a few fen.
        let tolerance = 2e-6 * max(1, abs(value))
        #expect(
          abs(result.certificate.bound - value) <= tolerance,
          "\(name) \(peer.number): bound \(result.certificate.bound), peer \(value)")
        #expect(
          abs(result.certificate.objective.approximateValue - value) <= tolerance + 1e-5,
          "\(name) \(peer.number): plan \(result.certificate.objective.approximateValue), peer \(value)"
        )
        #expect(result.evaluation.isKept)
        if let amounts = peer.amounts {
          compared += 1
          for (unit, amount) in zip(result.units, amounts) {
            // The peer's amounts are good to about a hundred yuan.
            #expect(
              abs(Double(unit.after.fen) / 1_000_000 - amount) < 0.02,
              "\(name) \(peer.number): \(unit.recipient) gets \(unit.after), peer \(amount)")
          }
        }
      default:
        Issue.record(
          "\(name) \(peer.number): feasible in one, not in the other (peer \(String(describing: peer.value)))"
        )
      }
    }
    #expect(compared >= (name == "most_covered" ? 0 : 20))
  }
}
