import Testing

@testable import GraphCore

@Suite("Assignment")
struct AssignmentTests {
  @Test("agrees with SciPy, and every answer proves itself, as rows or as columns")
  func agreesWithSciPy() throws {
    let totals = PeerFixtures.values("assignment")
    let matrices = PeerFixtures.values("assignment.matrix")
    #expect(matrices.count > 500)
    for (index, values) in matrices.enumerated() {
      guard let values, let total = totals[index]?[0] else { continue }
      let costs = try CostMatrix(
        rowCount: Int(values[0]), columnCount: Int(values[1]),
        costs: values[2...].map { Int64($0) })
      for matrix in [costs, costs.transposed()] {
        let ours = try #require(try assignment(of: matrix).assignment)
        #expect(Double(ours.total) == total, "matrix \(index)")
        #expect(ours.brokenCertificate(in: matrix) == nil, "matrix \(index)")
      }
    }
  }

  /// Up to 6 × 7 with forbidden pairs; costs from one digit to the whole range that is taken.
  private static func random(_ seed: Int) throws -> CostMatrix {
    var generator = SplitMix64(seed: UInt64(seed))
    let size = (
      Int.random(in: 0...5, using: &generator), Int.random(in: 0...6, using: &generator)
    )
    let forbidden = Double.random(in: 0...0.8, using: &generator)
    let spread = [3, 1_000, 1 << 40, 1 << 51].randomElement(using: &generator)! as Int64
    return try CostMatrix(
      rowCount: size.0, columnCount: size.1,
      costs: (0..<size.0 * size.1).map { _ in
        Double.random(in: 0..<1, using: &generator) < forbidden
          ? CostMatrix.forbidden : Int64.random(in: -spread...spread, using: &generator)
      })
  }

  /// The best total by trying everything, `nil` when there is none.
  private static func best(_ costs: CostMatrix, _ goal: AssignmentGoal) -> Int64? {
    let matrix = costs.rowCount > costs.columnCount ? costs.transposed() : costs
    // By the set of columns taken, row after row.
    var totals: [Int: Int64] = [0: 0]
    for row in 0..<matrix.rowCount {
      var next: [Int: Int64] = [:]
      for (taken, total) in totals {
        for column in 0..<matrix.columnCount where taken >> column & 1 == 0 {
          guard let cost = matrix[row, column] else { continue }
          let key = taken | 1 << column
          let sum = total + cost
          next[key] = next[key].map { goal == .minimum ? min($0, sum) : max($0, sum) } ?? sum
        }
      }
      totals = next
    }
    return goal == .minimum ? totals.values.min() : totals.values.max()
  }

  @Test("the best of all, or the lines that are too many", arguments: 0..<600)
  func exhaustive(seed: Int) throws {
    let costs = try Self.random(seed)
    for matrix in [costs, costs.transposed()] {
      for goal in AssignmentGoal.allCases {
        let expected = Self.best(matrix, goal)
        switch try assignment(of: matrix, goal: goal) {
        case .optimal(let ours):
          #expect(ours.total == expected)
          #expect(ours.brokenCertificate(in: matrix) == nil)
        case .infeasible(let witness):
          #expect(expected == nil)
          #expect(witness.brokenCertificate(in: matrix) == nil)
          #expect(witness.few.count == witness.crowded.count - 1)
        }
      }
    }
  }

  @Test("larger matrices with few distinct costs and forbidden pairs", arguments: 0..<12)
  func larger(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let (rows, columns) = (40 + seed, 44)
    let forbidden = [0, 0.5, 0.93].randomElement(using: &generator)!
    let matrix = try CostMatrix(
      rowCount: rows, columnCount: columns,
      costs: (0..<rows * columns).map { _ in
        Double.random(in: 0..<1, using: &generator) < forbidden
          ? CostMatrix.forbidden : Int64.random(in: 0...(seed < 6 ? 4 : 100_000), using: &generator)
      })
    switch try assignment(of: matrix) {
    case .optimal(let ours): #expect(ours.brokenCertificate(in: matrix) == nil)
    case .infeasible(let witness): #expect(witness.brokenCertificate(in: matrix) == nil)
    }
  }

  @Test("104,996 on the synthetic network S; narrow and wide numbers agree")
  func synthetic() throws {
    let instance = SyntheticNetwork.small.transportation
    let costs = try CostMatrix(
      rowCount: instance.supplies.count, columnCount: instance.demands.count,
      costs: instance.costs)
    let narrow = try #require(try assignment(of: costs).assignment)
    #expect(narrow.total == 104_996)
    #expect(narrow.brokenCertificate(in: costs) == nil)
    // The same problem in a unit a billion times smaller takes 64-bit numbers, and the same steps.
    let wide = try CostMatrix(
      rowCount: costs.rowCount, columnCount: costs.columnCount,
      costs: costs.costs.map { $0 * 1_000_000_000 })
    let scaled = try #require(try assignment(of: wide).assignment)
    #expect(scaled.total == 104_996_000_000_000)
    #expect(scaled.columns == narrow.columns)
    #expect(scaled.brokenCertificate(in: wide) == nil)
  }

  @Test("three donors and four recipients, by hand")
  func byHand() throws {
    let costs = try CostMatrix([[4, 1, 3, 9], [2, 0, 5, 9], [3, 2, 2, 9]])
    let ours = try #require(try assignment(of: costs).assignment)
    #expect(ours.total == 5)
    #expect(ours.columns == [1, 0, 2])
    #expect(ours.rows == [1, 0, 2, nil])
    #expect(ours.columnPrices[3] == 0)
    let most = try #require(try assignment(of: costs, goal: .maximum).assignment)
    #expect(most.total == 4 + 5 + 9)
  }

  @Test("two rows that may only have the same column are told")
  func infeasible() throws {
    let costs = try CostMatrix([[1, nil, nil], [2, 3, 4], [5, nil, nil]])
    #expect(
      try assignment(of: costs)
        == .infeasible(HallWitness(line: .rows, crowded: [0, 2], few: [0])))
    let columns = try CostMatrix([[nil, 1], [nil, 2], [nil, 3]])
    #expect(
      try assignment(of: columns)
        == .infeasible(HallWitness(line: .columns, crowded: [0], few: [])))
  }

  @Test("nothing, no columns, one pair")
  func edgeCases() throws {
    for (rows, columns) in [(0, 0), (0, 4), (4, 0)] {
      let costs = try CostMatrix(rowCount: rows, columnCount: columns, costs: [])
      let ours = try #require(try assignment(of: costs).assignment)
      #expect(ours.total == 0)
      #expect(ours.columns == Array(repeating: nil, count: rows))
      #expect(ours.brokenCertificate(in: costs) == nil)
    }
    let one = try CostMatrix([[-7]])
    #expect(try assignment(of: one).assignment?.total == -7)
  }

  @Test("refuses costs that cannot be added, and wrong counts")
  func refusals() throws {
    let range = GraphError.overflow(in: "The range of costs times the number of rows")
    #expect(throws: range) { try assignment(of: CostMatrix([[.min, .max - 1]])) }
    #expect(throws: range) { try assignment(of: CostMatrix([[0, 1 << 60]])) }
    // A narrow range far from zero: the rows alone leave the numbers.
    let far = try CostMatrix([[.max - 1, .max - 2], [.max - 1, .max - 1]])
    #expect(throws: GraphError.overflow(in: "The total of the assignment")) {
      try assignment(of: far)
    }
    #expect(throws: GraphError.wrongCount(of: "costs", expected: 6, found: 5)) {
      try CostMatrix(rowCount: 2, columnCount: 3, costs: [1, 2, 3, 4, 5])
    }
    #expect(throws: GraphError.wrongCount(of: "costs in a row", expected: 2, found: 1)) {
      try CostMatrix([[1, 2], [3]])
    }
    #expect(throws: GraphError.cancelled) {
      try assignment(of: CostMatrix([[1]]), execution: Execution(isCancelled: { true }))
    }
  }

  @Test("a false proof is refused")
  func falseProofs() throws {
    let costs = try CostMatrix([[1, 5, nil], [2, 3, 9]])
    let best = try #require(try assignment(of: costs).assignment)
    #expect(best.total == 4)
    func problem(
      _ columns: [Int32?]? = nil, total: Int64 = 4, rows: [Int64]? = nil, prices: [Int64]? = nil
    ) -> String? {
      Assignment(
        goal: .minimum, columns: columns ?? best.columns, total: total,
        rowPrices: rows ?? best.rowPrices, columnPrices: prices ?? best.columnPrices
      ).brokenCertificate(in: costs)
    }
    #expect(problem() == nil)
    #expect(problem(total: 3) == "the pairs cost 4, not 3")
    #expect(problem([0, 0]) == "column 0 is taken twice")
    #expect(problem([2, 1]) == "row 0 has the forbidden column 2")
    #expect(problem([0, nil]) == "there are only 1 pairs")
    #expect(problem([1, 0], total: 7) == "the prices make 4, not 7")
    #expect(
      problem(rows: [0, 2], prices: [1, 1, 0]) == "the price of column 0 has the wrong sign")
    #expect(problem(rows: [1, 4], prices: [0, 0, -1]) == "column 2 is left over but has a price")
    #expect(
      problem(rows: [0, 4], prices: [0, 0, 0])
        == "row 1 and column 0 are priced 4 for a cost of 2")
    let witness = HallWitness(line: .rows, crowded: [0, 1], few: [0])
    #expect(witness.brokenCertificate(in: costs) == "0 and 1 are allowed")
    let even = HallWitness(line: .rows, crowded: [0, 1], few: [0, 1])
    #expect(even.brokenCertificate(in: costs) == "there are no fewer lines across")
  }
}
