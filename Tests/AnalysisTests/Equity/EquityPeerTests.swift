import Testing

@testable import Analysis

/// Indices of inequality agree with PySAL inequality 1.1.2 and definitions written out in NumPy, to 1e-12.
@Suite struct EquityPeerTests {
  /// Compares what we compute with the answers of a file; says in how many cases a value is defined.
  private func compare(
    _ measure: String, _ ours: (EquityPeers.Case) throws -> [Double?]
  ) throws -> Int {
    var defined = 0
    for (item, expected) in EquityPeers.answers(measure) {
      let values = try ours(item)
      #expect(values.count == expected.count)
      for (ours, peer) in zip(values, expected) {
        #expect(
          EquityPeers.agree(ours, peer),
          "\(measure) of case \(item.index) (\(item.family), weights \(item.weighing)): \(String(describing: ours)), peer \(String(describing: peer))"
        )
      }
      if expected.contains(where: { $0 != nil }) { defined += 1 }
    }
    return defined
  }

  @Test func thereAreEnoughCasesOfEachSort() {
    #expect(EquityPeers.cases.count >= 300)
    for weighing in ["none", "whole", "real"] {
      #expect(EquityPeers.cases.count { $0.weighing == weighing } >= 80)
    }
    #expect(Set(EquityPeers.cases.map(\.family)).count == 9)
  }

  @Test func giniAgrees() throws {
    #expect(try compare("gini") { [try $0.distribution.gini] } >= 300)
  }

  @Test func theilAgrees() throws {
    #expect(try compare("theil_t") { [try $0.distribution.theilT] } >= 300)
    #expect(try compare("theil_l") { [try $0.distribution.theilL] } >= 250)
  }

  @Test(arguments: TheilDecomposition<Int>.Form.allCases)
  func decompositionAgrees(form: TheilDecomposition<Int>.Form) throws {
    let defined = try compare("theil_\(form.rawValue).groups") { item in
      let ours = try TheilDecomposition(
        form, of: item.values, weights: item.weights, in: item.groups, order: [0, 1, 2, 3])
      return [ours?.total, ours?.within, ours?.between]
    }
    #expect(defined >= 250)
  }

  @Test func atkinsonAgrees() throws {
    let aversions = [0.25, 0.5, 0.99, 1, 1.5, 2, 5]
    let defined = try compare("atkinson") { item in
      let distribution = try item.distribution
      return aversions.map(distribution.atkinson)
    }
    #expect(defined >= 300)
  }

  @Test func variationHooverAndHerfindahlAgree() throws {
    #expect(try compare("variation") { [try $0.distribution.coefficientOfVariation] } >= 300)
    #expect(try compare("hoover") { [try $0.distribution.hoover] } >= 300)
    #expect(try compare("herfindahl") { [try $0.distribution.herfindahl] } >= 300)
  }

  @Test func concentrationIndexAgrees() throws {
    let defined = try compare("concentration") {
      [try concentrationIndex(of: $0.values, rankedBy: $0.ranking, weights: $0.weights)]
    }
    #expect(defined >= 300)
  }

  @Test func lorenzCurveAgrees() throws {
    let curves = try compare("lorenz") { item in
      let curve = try item.distribution.lorenzCurve
      return [0.1, 0.25, 0.5, 0.75, 0.9].map { share in curve?.value(at: share) }
    }
    #expect(curves >= 300)
    let tops = try compare("top") { item in
      let distribution = try item.distribution
      return [1, 2, 3].map(distribution.topShare)
    }
    #expect(tops >= 300)
  }
}
