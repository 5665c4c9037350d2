import NetworkModel
import TestSupport
import Testing

/// The columns `may_be_part_of` and `basis`, which name rows of several tables.
@Suite struct ListedRowsTests {
  /// E helps W with three flows; two claims and a rule stand beside them.
  private static func maker() throws -> DraftMaker {
    var maker = DraftMaker()
    maker.node("E", .municipality)
    maker.node("W", .province)
    for (number, id) in ["f1", "f2", "f3"].enumerated() {
      try maker.flow(id, "E", "W", Int64(100 + number), "2018")
    }
    maker.claim("c1")
    maker.claim("c2")
    maker.rule("r1", of: "a")
    return maker
  }

  /// `table row [column] code` of each issue.
  private func brief(_ maker: DraftMaker) -> [String] {
    maker.issues().map { "\($0.table) \($0.row) [\($0.column ?? "")] \($0.code.rawValue)" }
  }

  @Test func aListIsSplitAtSemicolonsAndTrimmed() {
    #expect(IDList.ids(in: "a; b ;\u{3000}c") == ["a", "b", "c"])
    #expect(IDList.ids(in: ";a;;") == ["a"])
    #expect(IDList.ids(in: "") == [])
    #expect(IDList.ids(in: " ; ") == [])
  }

  @Test func listsMayNameRowsOfAllTheirTables() throws {
    var maker = try Self.maker()
    maker.draft.flows[0].basis = maker.draft.text.append("f2; c1;r1")
    maker.draft.flows[0].mayBePartOf = maker.draft.text.append("f2;c2")
    maker.draft.claims[0].basis = ["f1", "c2", "r1"]
    maker.draft.claims[0].mayBePartOf = ["f3", "c2"]
    let network = try maker.network()
    #expect(network.warnings.isEmpty)
    let flow = try #require(network.flows.first { $0.id == "f1" })
    #expect(flow.basis == ["f2", "c1", "r1"])
    #expect(flow.mayBePartOf == ["f2", "c2"])
  }

  @Test func aRuleContainsNothing() throws {
    var maker = try Self.maker()
    maker.draft.flows[0].mayBePartOf = maker.draft.text.append("r1")
    #expect(brief(maker) == ["flows 0 [may_be_part_of] ref/unknown"])
    let issue = try #require(maker.issues().first)
    #expect(issue.problem.en == "‘r1’ is not in flows or claims")
    #expect(issue.problem.zh == "“r1”不在 flows、claims 表中")
  }

  @Test func theNearestIDOfAnyTableIsProposed() throws {
    var maker = try Self.maker()
    maker.claim("claim-total")
    maker.rule("rule-floor", of: "b")
    maker.draft.claims[0].basis = ["claim-totl", "rule-flor"]
    let issues = maker.issues()
    #expect(issues.map(\.found) == ["claim-totl", "rule-flor"])
    #expect(issues[0].problem.en == "‘claim-totl’ is not in flows, claims or rules")
    #expect(issues[0].fix.en.hasSuffix("Did you mean ‘claim-total’?"))
    #expect(issues[1].fix.en.hasSuffix("Did you mean ‘rule-floor’?"))
  }

  @Test(arguments: ["f2,f3", "f2；f3", "f2、f3", "f2|f3", "f2/f3", "f2 f3"])
  func anotherSeparatorIsNamed(_ list: String) throws {
    var maker = try Self.maker()
    maker.draft.flows[0].basis = maker.draft.text.append(list)
    let issue = try #require(maker.issues().first)
    #expect(issue.code == .unknownReference)
    #expect(issue.fix.en.contains("Separate ids with ‘;’"))
    #expect(issue.fix.zh.contains("“;”"))
  }

  @Test func anIDOfTwoTablesIsAnErrorOnlyWhereBothMayBeMeant() throws {
    var maker = try Self.maker()
    maker.rule("f2", of: "b")
    maker.draft.flows[0].mayBePartOf = maker.draft.text.append("f2")
    #expect(brief(maker).isEmpty)
    maker.draft.flows[0].basis = maker.draft.text.append("f2")
    #expect(brief(maker) == ["flows 0 [basis] ref/ambiguous"])
    #expect(maker.issues().first?.problem.en == "‘f2’ is a row of flows and of rules")
  }

  @Test func aRowOfAnotherTableWithTheSameIDIsNotTheRowItself() throws {
    var maker = try Self.maker()
    maker.claim("f1", basis: ["f1"])
    #expect(brief(maker) == ["claims 2 [basis] ref/itself"])
  }

  @Test func cyclesGoThroughFlowsAndClaims() throws {
    var maker = try Self.maker()
    // f3 is a part of f2, f2 may lie in c1, c1 may lie in f3.
    maker.draft.flows[2].partOf = maker.draft.text.append("f2")
    maker.draft.flows[1].mayBePartOf = maker.draft.text.append("c1")
    maker.draft.claims[0].mayBePartOf = ["f3"]
    #expect(brief(maker) == ["flows 1 [may_be_part_of] flow/part-cycle"])
    #expect(
      maker.issues().first?.problem.en == "the row may be a part of itself: f2 → c1 → f3 → f2")
    maker.draft.claims[0].mayBePartOf = ["c2"]
    #expect(brief(maker).isEmpty)
  }

  @Test func aCycleOfPartsAloneIsNotReportedTwice() throws {
    var maker = try Self.maker()
    maker.draft.flows[0].partOf = maker.draft.text.append("f2")
    maker.draft.flows[1].partOf = maker.draft.text.append("f1")
    maker.draft.flows[0].mayBePartOf = maker.draft.text.append("c1")
    maker.draft.flows[2].mayBePartOf = maker.draft.text.append("f1")
    #expect(brief(maker) == ["flows 0 [part_of] flow/part-cycle"])
  }

  @Test func basesMayPointAtEachOther() throws {
    var maker = try Self.maker()
    maker.draft.claims[0].basis = ["c2"]
    maker.draft.claims[1].basis = ["c1"]
    #expect(brief(maker).isEmpty)
  }

  @Test func issuesNameFlowsAsTheyStoodBeforeSorting() throws {
    var maker = try Self.maker()
    try maker.flow("a0", "E", "W", 7, "2018")
    maker.draft.flows[3].basis = maker.draft.text.append("f9x")
    #expect(brief(maker) == ["flows 3 [basis] ref/unknown"])
  }

  @Test("a long chain and a wide net end, and have no cycle unless one is closed")
  func manyRows() throws {
    var maker = DraftMaker()
    maker.node("E", .municipality)
    maker.node("W", .province)
    let count = 2_000
    for number in 0..<count {
      try maker.flow("f\(10_000 + number)", "E", "W", Int64(number + 1), "2018")
      let wholes = (1...3).map { number + $0 }.filter { $0 < count }.map { "f\(10_000 + $0)" }
      if !wholes.isEmpty {
        maker.draft.flows[number].mayBePartOf =
          maker.draft.text.append(wholes.joined(separator: ";"))
      }
    }
    #expect(brief(maker).isEmpty)
    maker.draft.flows[count - 1].mayBePartOf = maker.draft.text.append("f10000")
    #expect(Set(brief(maker)) == ["flows 0 [may_be_part_of] flow/part-cycle"])
  }
}
