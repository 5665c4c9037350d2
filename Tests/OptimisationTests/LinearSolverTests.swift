import Optimisation
import Testing

@Suite("Linear and whole-number models")
struct LinearSolverTests {
  typealias Term = LinearModel.Term

  /// Maximise 3x + 2y with x + y ≤ 4, x + 3y ≤ 6, x ≤ 3: at (3, 1), 11; prices 2 and 0 (Hillier-style, by hand).
  func classic(whole: Bool = false) -> LinearModel {
    var model = LinearModel(.maximise)
    let x = model.addColumn(to: 3, cost: 3, whole: whole)
    let y = model.addColumn(cost: 2, whole: whole)
    model.addRow([Term(1, x), Term(1, y)], to: 4)
    model.addRow([Term(1, x), Term(3, y)], to: 6)
    return model
  }

  @Test("a small program by hand: values, prices, reduced costs")
  func smallProgram() throws {
    let answer = CLPSolver().solve(classic())
    #expect(answer.status == .optimal)
    #expect(abs(try #require(answer.objective) - 11) < 1e-9)
    #expect(zip(answer.values, [3, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
    // One more unit on x + y ≤ 4 buys one y at 2 (as 3y + x ≤ 6 is tight too, only downwards: 6 − 3 = 3 = 3 · 1).
    #expect(answer.gap == 0)
    // Duality: Σ dual · bound + Σ reduced cost · bound = objective.
    let dual =
      answer.rowDuals[0] * 4 + answer.rowDuals[1] * 6 + answer.reducedCosts[0] * 3
    #expect(abs(dual - 11) < 1e-9)
  }

  @Test("the dual of a row is what one more unit adds")
  func dualsPredict() throws {
    var model = LinearModel(.minimise)
    let x = model.addColumn(cost: 2)
    let y = model.addColumn(cost: 3)
    let need = model.addRow([Term(1, x), Term(1, y)], from: 10)
    model.addRow([Term(1, x)], to: 6)
    let before = CLPSolver().solve(model)
    #expect(abs(try #require(before.objective) - 24) < 1e-9)
    #expect(abs(before.rowDuals[need] - 3) < 1e-9)
    model.setBounds(ofRow: need, from: 11, to: .infinity)
    let after = CLPSolver().solve(model, startingFrom: before.basis, within: .none)
    #expect(abs(try #require(after.objective) - 27) < 1e-9)
  }

  @Test("an infeasible model has a ray that contradicts itself, with our signs")
  func farkas() {
    var model = LinearModel(.minimise)
    let x = model.addColumn()
    let y = model.addColumn()
    model.addRow([Term(1, x), Term(1, y)], from: 5, to: 5)
    model.addRow([Term(1, x)], from: 3)
    model.addRow([Term(1, y)], from: 3)
    model.addRow([Term(1, y)], to: 100)
    let answer = CLPSolver().solve(model)
    #expect(answer.status == .infeasible)
    #expect(answer.objective == nil && answer.values.isEmpty)
    #expect(answer.ray.count == 4)
    guard answer.ray.count == 4 else { return }
    // Positive multipliers take lower sides, negative ones upper sides: the combination demands more than 0 of
    // columns whose coefficients are all 0 or less.
    let lower: [Double] = [5, 3, 3, -.infinity]
    let upper: [Double] = [5, .infinity, .infinity, 100]
    var demanded = 0.0
    for (row, multiplier) in answer.ray.enumerated() where multiplier != 0 {
      demanded += multiplier * (multiplier > 0 ? lower[row] : upper[row])
    }
    #expect(demanded > 0)
    #expect(answer.ray[0] + answer.ray[1] < 1e-9)
    #expect(answer.ray[0] + answer.ray[2] + answer.ray[3] < 1e-9)
    #expect(answer.ray[3] == 0)
  }

  @Test("no limit, no rows, no columns")
  func edges() {
    var model = LinearModel(.maximise)
    model.addColumn(cost: 1)
    #expect(CLPSolver().solve(model).status == .unbounded)
    #expect(CLPSolver().solve(LinearModel()).status == .optimal)
    var bounded = LinearModel(.maximise)
    bounded.addColumn(from: 1, to: 2, cost: 1)
    #expect(CLPSolver().solve(bounded).values == [2])
  }

  @Test("a stop at the limit of steps is no answer")
  func limit() {
    var model = LinearModel(.minimise)
    let columns = (0..<40).map { model.addColumn(cost: Double(1 + $0 % 7)) }
    for row in 0..<20 {
      model.addRow([Term(1, columns[row]), Term(2, columns[39 - row])], from: Double(1 + row))
    }
    let answer = CLPSolver().solve(model, within: SolverLimits(steps: 1))
    #expect(answer.status == .limit)
    #expect(answer.values.isEmpty)
  }

  @Test("whole numbers: a knapsack by hand")
  func knapsack() throws {
    // Weights 5, 4, 3 and values 10, 7, 5 within 7: the second and third (12), not the first (10).
    var model = LinearModel(.maximise)
    let items = [(5.0, 10.0), (4, 7), (3, 5)]
    let columns = items.map { model.addColumn(to: 1, cost: $0.1, whole: true) }
    model.addRow(zip(items, columns).map { Term($0.0, $1) }, to: 7)
    let answer = ExactSolver().solve(model)
    #expect(answer.status == .optimal)
    #expect(answer.values == [0, 1, 1])
    #expect(abs(try #require(answer.objective) - 12) < 1e-9)
    #expect(try #require(answer.gap) < 1e-6)
    // As a linear program it takes fractions: 10 + 2/4 · 7 = 13.5.
    #expect(abs(try #require(CLPSolver().solve(model).objective) - 13.5) < 1e-9)
  }

  @Test("whole numbers without any solution, though fractions have one")
  func wholeInfeasible() {
    var model = LinearModel(.minimise)
    let x = model.addColumn(to: 5, cost: 1, whole: true)
    model.addRow([Term(2, x)], from: 3, to: 3)
    #expect(ExactSolver().solve(model).status == .infeasible)
    #expect(CLPSolver().solve(model).status == .optimal)
  }

  @Test("whole and other columns together: fixed charge by hand")
  func fixedCharge() throws {
    // Ship 7: route A costs 1 each and 10 to open, B costs 3 each without opening: B alone, 21, against A, 17.
    var model = LinearModel(.minimise)
    let a = model.addColumn(cost: 1)
    let b = model.addColumn(cost: 3)
    let open = model.addColumn(to: 1, cost: 10, whole: true)
    model.addRow([Term(1, a), Term(1, b)], from: 7)
    model.addRow([Term(1, a), Term(-100, open)], to: 0)
    let answer = ExactSolver().solve(model)
    #expect(abs(try #require(answer.objective) - 17) < 1e-6)
    #expect(answer.values[open] == 1)
  }

  @Test("entries of one place add up")
  func repeatedEntries() throws {
    var model = LinearModel(.maximise)
    let x = model.addColumn(cost: 1)
    model.addRow([Term(1, x), Term(1, x), Term(2, x)], to: 8)
    #expect(abs(try #require(CLPSolver().solve(model).objective) - 2) < 1e-9)
  }

  @Test("the same model gives the same answer, bit for bit")
  func deterministic() {
    let first = ExactSolver().solve(classic(whole: true))
    let again = ExactSolver().solve(classic(whole: true))
    #expect(first.values == again.values && first.steps == again.steps)
    #expect(CLPSolver().solve(classic()).rowDuals == CLPSolver().solve(classic()).rowDuals)
  }
}
