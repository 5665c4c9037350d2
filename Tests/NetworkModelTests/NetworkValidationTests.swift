import Geodesy
import NetworkModel
import TestSupport
import Testing

/// One small draft for each issue code.
@Suite struct NetworkValidationTests {
  /// A draft that has one fault, and where the fault must be reported.
  struct Case: CustomTestStringConvertible, Sendable {
    var code: FactIssue.Code
    var severity: FactIssue.Severity
    var table: TableName
    var row: Int
    var column: String?
    var spoil: @Sendable (inout DraftMaker) throws -> Void
    /// Other codes that the same fault entails.
    var also: Set<FactIssue.Code> = []

    var testDescription: String { code.rawValue }
  }

  /// A sound draft: E with districts E1 and E2 helps W with prefecture WP and counties WP1 and WP2.
  private static func sound() throws -> DraftMaker {
    var maker = DraftMaker()
    maker.node("E", .municipality)
    maker.node("E1", .district, "东区", in: "E")
    maker.node("E2", .district, "南区", in: "E")
    maker.node("G", .group)
    maker.node("W", .province)
    maker.node("WP", .prefecture, in: "W")
    maker.node("WP1", .county, "甲县", in: "WP")
    maker.node("WP2", .county, "乙乙县", in: "WP")
    try maker.pairing("p1", .county, "E1", "WP1", "2016/2020")
    try maker.flow("f1", "E1", "WP1", 100, "2018")
    try maker.flow("f2", "E1", "WP1", 30, "2018")
    return maker
  }

  static let cases: [Case] = [
    Case(code: .duplicateID, severity: .error, table: .nodes, row: 8, column: "id") {
      $0.node("WP1", .county, "甲县", in: "WP")
    },
    Case(code: .similarID, severity: .error, table: .nodes, row: 8, column: "id") {
      $0.node("wp1", .county, "丙丙县", in: "WP")
    },
    Case(code: .duplicateMembership, severity: .error, table: .groups, row: 1, column: "node") {
      for _ in 0..<2 {
        var membership = Membership(group: "G", node: "WP1")
        membership.source = "s"
        $0.draft.memberships.append(membership)
      }
    },
    Case(
      code: .duplicateIndicator, severity: .error, table: .indicators, row: 1, column: "year"
    ) {
      for value in [5, 6] {
        var indicator = Indicator(
          node: "WP1", indicator: "population", year: 2018, value: ExactDecimal(Int64(value)),
          unit: "人")
        indicator.source = "s"
        $0.draft.indicators.append(indicator)
      }
    },
    Case(
      code: .unknownReference, severity: .error, table: .pairings, row: 1, column: "donor"
    ) { try $0.pairing("p2", .county, "E9", "WP2", "2018") },
    Case(code: .notAGroup, severity: .error, table: .groups, row: 0, column: "group") {
      var membership = Membership(group: "WP", node: "WP1")
      membership.source = "s"
      $0.draft.memberships.append(membership)
    },
    Case(code: .ownParent, severity: .error, table: .nodes, row: 8, column: "parent") {
      $0.node("X", .other, in: "X")
    },
    Case(code: .parentCycle, severity: .error, table: .nodes, row: 8, column: "parent") {
      $0.node("X", .other, in: "Y")
      $0.node("Y", .other, in: "X")
    },
    Case(
      code: .secondParent, severity: .error, table: .nodes, row: 8, column: "parent",
      spoil: { $0.node("WP1", .county, "甲县", in: "W") }, also: [.duplicateID]),
    Case(code: .parentLevel, severity: .error, table: .nodes, row: 8, column: "parent") {
      $0.node("X", .prefecture, "丙丙州", in: "WP1")
    },
    Case(code: .noParent, severity: .warning, table: .nodes, row: 8, column: "parent") {
      $0.node("X", .town, "丙丙镇")
      $0.node("Y", .village, "丁丁村")
    },
    Case(code: .similarName, severity: .warning, table: .nodes, row: 8, column: "name") {
      $0.node("X", .enterprise, "甲\u{200B}县", in: "WP")
    },
    Case(code: .duplicateName, severity: .warning, table: .nodes, row: 9, column: "name") {
      $0.node("X1", .village, "王村", in: "WP1")
      $0.node("X2", .village, "王村", in: "WP1")
    },
    Case(code: .ambiguousShortName, severity: .warning, table: .nodes, row: 8, column: "name") {
      $0.node("X", .county, "乙乙市", in: "W")
    },
    Case(code: .samePosition, severity: .warning, table: .nodes, row: 7, column: "lon") {
      $0.draft.nodes[6].position = GeoPoint(longitude: 105, latitude: 34)
      $0.draft.nodes[7].position = GeoPoint(longitude: 105, latitude: 34)
    },
    Case(code: .selfPairing, severity: .error, table: .pairings, row: 1, column: "recipient") {
      try $0.pairing("p2", .county, "E2", "E2")
    },
    Case(
      code: .overlappingPairing, severity: .error, table: .pairings, row: 1, column: "period"
    ) { try $0.pairing("p2", .county, "E1", "WP1", "2020/2021") },
    Case(
      code: .reversedPairing, severity: .warning, table: .pairings, row: 1, column: "donor",
      spoil: { try $0.pairing("p2", .county, "WP1", "E1", "2017") }),
    Case(
      code: .levelMismatch, severity: .warning, table: .pairings, row: 1, column: "recipient"
    ) { try $0.pairing("p2", .county, "E2", "WP", "2017") },
    Case(code: .selfFlow, severity: .warning, table: .flows, row: 2, column: "recipient") {
      try $0.flow("f3", "WP", "WP", 5)
    },
    Case(code: .reversedFlow, severity: .warning, table: .flows, row: 2, column: "donor") {
      try $0.flow("f3", "WP1", "E1", 5)
    },
    Case(code: .repeatedFlow, severity: .warning, table: .flows, row: 2, column: "amount") {
      try $0.flow("f3", "E1", "WP1", 100, "2018")
    },
    Case(code: .flowOutsidePairing, severity: .warning, table: .flows, row: 2, column: "period") {
      try $0.flow("f3", "E1", "WP1", 5, "2012")
      $0.draft.flows[2].pairing = $0.draft.text.append("p1")
    },
    Case(code: .partCycle, severity: .error, table: .flows, row: 0, column: "part_of") {
      $0.draft.flows[0].partOf = $0.draft.text.append("f2")
      $0.draft.flows[1].partOf = $0.draft.text.append("f1")
    },
    Case(
      code: .ambiguousReference, severity: .error, table: .flows, row: 0, column: "basis"
    ) {
      $0.claim("f2")
      $0.draft.flows[0].basis = $0.draft.text.append("f2")
    },
    Case(code: .ownReference, severity: .error, table: .claims, row: 0, column: "may_be_part_of") {
      $0.claim("c1", mayBePartOf: ["c1"])
    },
    Case(code: .repeatedReference, severity: .error, table: .claims, row: 0, column: "basis") {
      $0.claim("c1", basis: ["f1", "f2", "f1"])
    },
    Case(code: .withoutSource, severity: .warning, table: .pairings, row: 0, column: "source") {
      $0.draft.pairings[0].source = .none
    },
  ]

  @Test(arguments: cases)
  func reportsTheFaultWhereItIs(_ fault: Case) throws {
    var maker = try Self.sound()
    try fault.spoil(&maker)
    let issues = maker.issues()
    #expect(Set(issues.map(\.code)) == fault.also.union([fault.code]))
    let issue = try #require(issues.first { $0.code == fault.code })
    #expect(issue.severity == fault.severity)
    #expect(issue.table == fault.table)
    #expect(issue.row == fault.row)
    #expect(issue.column == fault.column)
    for wording in [issue.problem, issue.fix] {
      #expect(!wording.en.isEmpty && !wording.zh.isEmpty)
    }
  }

  @Test func aSoundDraftHasNoIssue() throws {
    #expect(try Self.sound().issues().isEmpty)
  }

  @Test func everyCodeHasACase() {
    #expect(Set(FactIssue.Code.allCases).subtracting(Self.cases.map(\.code)).isEmpty)
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 3)
    let sound = try Self.sound()
    let expected = try sound.network()
    for _ in 0..<20 {
      var shuffled = sound
      shuffled.draft.nodes.shuffle(using: &generator)
      shuffled.draft.pairings.shuffle(using: &generator)
      shuffled.draft.flows.shuffle(using: &generator)
      let network = try shuffled.network()
      #expect(
        network.nodeIndices.map { network[$0].id } == expected.nodeIndices.map { expected[$0].id })
      #expect(network.parents == expected.parents)
      #expect(network.flowDonors == expected.flowDonors)
      #expect(network.pairingRecipients == expected.pairingRecipients)
    }
  }

  @Test func issuesNameRowsAsTheyStoodBeforeSorting() throws {
    var maker = try Self.sound()
    try maker.pairing("a0", .county, "E2", "WP11", "2017")
    let issue = try #require(maker.issues().first { $0.code == .unknownReference })
    #expect(issue.row == 1)
    #expect(issue.found == "WP11")
    #expect(issue.fix.en.contains("‘WP1’"))
  }

  @Test func aNameInPlaceOfAnIDIsRecognised() throws {
    var maker = try Self.sound()
    try maker.pairing("p2", .county, "E2", "乙乙县", "2017")
    let issue = try #require(maker.issues().first { $0.code == .unknownReference })
    #expect(issue.fix.en.contains("‘WP2’"))
  }
}
