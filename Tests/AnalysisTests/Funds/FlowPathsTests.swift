import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Paths of flows")
struct FlowPathsTests {
  private let stages: [FlowStage] = [.fundClass, .donor(nil), .recipient(nil), .use]

  private func describe(_ paths: FlowPaths, _ network: PairingNetwork) -> [String] {
    paths.paths.map { path in
      let keys = path.keys.map { key in
        switch key {
        case .node(let node, let isUnsplit): network[node].id + (isUnsplit ? "*" : "")
        case .word(let word): word
        case .missing: "-"
        default: "?"
        }
      }
      return keys.joined(separator: " ") + " = \(path.atoms)" + (path.mayBeMore ? "+" : "")
    }
  }

  @Test(
    "a part has the class of its whole, the whole keeps what parts leave, the use that nobody states is a key"
  )
  func inheritance() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100, category: "municipal_fiscal")
    try maker.flow("b", "E", "WP1", 30, category: "industry", partOf: "a")
    try maker.flow("c", "E", "WP1", 12, category: "education", partOf: "a")
    try maker.flow("d", "E1", "WP2", 5, category: "district_targeted", precision: .atLeast)
    let network = try maker.network()
    let paths = try FlowPaths(FlowQuestion(), through: stages, in: network)
    #expect(
      describe(paths, network) == [
        "district_targeted E1 WP2 - = 5+", "municipal_fiscal E W - = 58",
        "municipal_fiscal E WP1 education = 12", "municipal_fiscal E WP1 industry = 30",
      ])
    #expect(paths.total == 105 && paths.difference == 0)
  }

  @Test("places below a level stand for it; what lies in none is not split")
  func levels() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E1", "WP1T", 7)
    try maker.flow("b", "E", "W", 9)
    let network = try maker.network()
    let paths = try FlowPaths(
      FlowQuestion(), through: [.donor(.county), .recipient(.county)], in: network)
    #expect(describe(paths, network) == ["E1 WP1 = 7", "E* W* = 9"])
  }

  @Test("unknown amounts are no paths, and are listed with their keys")
  func unknown() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", nil)
    try maker.flow("b", "E1", "W", 3)
    let paths = try FlowPaths(
      FlowQuestion(), through: [.donor(nil), .recipient(nil)], in: try maker.network())
    #expect(paths.paths.count == 1 && paths.unknown.count == 1 && paths.unknownKeys.count == 1)
  }

  @Test("a flow that others may contain is no path, nor is a part of it")
  func uncertain() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100)
    let row = try maker.flow("b", "E", "WP1", 30)
    maker.draft.flows[row].mayBePartOf = maker.draft.text.append("a")
    try maker.flow("c", "E", "WP1T", 10, partOf: "b")
    let network = try maker.network()
    let paths = try FlowPaths(
      FlowQuestion(), through: [.donor(nil), .recipient(nil)], in: network)
    #expect(describe(paths, network) == ["E W = 100"])
    #expect(paths.difference == 0 && paths.uncertain.count == 1)
  }

  @Test("parts above their whole are drawn, and the difference is said")
  func exceeded() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 5)
    try maker.flow("b", "E", "WP1", 4, partOf: "a")
    try maker.flow("c", "E", "WP2", 4, partOf: "a")
    let paths = try FlowPaths(
      FlowQuestion(), through: [.donor(nil), .recipient(nil)], in: try maker.network())
    #expect(paths.total == 5 && paths.difference == 3)
  }

  @Test("several steps and counted things have no paths")
  func refused() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 5)
    try maker.flow("b", "E", "W", 5, status: .allocated)
    #expect(throws: PathsError.self) {
      _ = try FlowPaths(FlowQuestion(), through: stages, in: try maker.network())
    }
    var items = twoProvinces()
    try items.flow("a", "E", "W", 5, measure: .items)
    try items.flow("b", "E", "W", 6, measure: .items)
    #expect(throws: PathsError.self) {
      _ = try FlowPaths(FlowQuestion(measure: .items), through: stages, in: try items.network())
    }
    let nothing = try FlowPaths(
      FlowQuestion(), through: stages, in: try twoProvinces().network())
    #expect(nothing.paths.isEmpty && nothing.kind == nil)
  }

  @Test("seeded: paths add up to the total whatever the stages and the order of rows")
  func property() throws {
    var generator = SeededGenerator(seed: 66)
    for _ in 0..<40 {
      var maker = twoProvinces()
      let ends = ["E", "E1", "E2", "W", "WP", "WP1", "WP2", "WP1T"]
      let words = ["fiscal", "industry", "education", "social_donation"]
      var rest: [Int64] = []
      for number in 0..<Int.random(in: 1...25, using: &generator) {
        let whole = rest.indices.filter { rest[$0] > 0 }.randomElement(using: &generator)
        let isPart = whole != nil && Bool.random(using: &generator)
        let amount = Int64.random(in: 0...(isPart ? rest[whole!] : 1000), using: &generator)
        if isPart { rest[whole!] -= amount }
        rest.append(amount)
        try maker.flow(
          "f\(number)", ends.randomElement(using: &generator)!,
          ends.randomElement(using: &generator)!, amount,
          category: words.randomElement(using: &generator)!,
          partOf: isPart ? "f\(whole!)" : nil)
      }
      let network = try maker.network()
      for stages in [self.stages, [.donor(.county), .recipient(.county)], [.use, .year]] {
        let paths = try FlowPaths(FlowQuestion(), through: stages, in: network)
        #expect(paths.difference == 0)
        #expect(paths.paths.reduce(0) { $0 + $1.atoms } == paths.total)
      }
    }
  }
}
