import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import Scenarios
import TestSupport
import Testing

@testable import Rendering

/// What `suggest` prints.
@Suite("The document of suggestions")
struct SuggestionDocumentTests {
  private static let package: PairingNetwork = {
    guard let network = PackageReader.read(Repository.tianjin.path).network else {
      fatalError("The bundled package has errors.")
    }
    return network
  }()

  /// Counties of Gansu without a pairing of their own in 2018, among the 34 of the programme.
  private func report(
    in network: PairingNetwork = package, capacity: Int = 3
  ) throws -> SuggestionReport {
    let finder = NodeFinder(network)
    var question = SuggestionQuestion(
      CoverageQuestion(
        .level(.county), group: try finder.find("gansu-34"), date: CalendarDate("2018")),
      donorPlaces: [try finder.find("天津市")], capacity: capacity)
    question.gapStates = [.claimed, .none, .noRecord]
    return try suggestions(question, in: network)
  }

  @Test("the six counties of which only a total is printed, in Chinese")
  func chinese() throws {
    let network = Self.package
    let text = ResultDocument(suggestions: try report(), in: network).rendered(.table, .zh)
    for line in [
      "正宁县  庆阳市          静海区  天津市             850.6             3     3  距离最近",
      "夏河县  甘南藏族自治州  武清区  天津市            1367.7             3     3  较近者名额已满",
    ] {
      #expect(text.contains(line), "\(text)")
    }
  }

  @Test("says what is short, and what would be enough")
  func shortage() throws {
    let document = ResultDocument(
      suggestions: try report(capacity: 2), in: Self.package)
    func fact(_ key: String) -> Cell? { document.facts.first { $0.key == key }?.value }
    // Four districts have one recipient only, so four places are free for six counties.
    #expect(fact("suggested") == .integer(4) && fact("still_uncovered") == .integer(2))
    #expect(fact("short_units") == .integer(6) && fact("short_room") == .integer(4))
    #expect(fact("capacity_needed") == .integer(3))
    #expect(
      document.remarks.contains { $0.en.contains("With a capacity of 3 all would be served") })
    #expect(document.remarks.contains { $0.zh.contains("名额提高到 3 可全部满足") })
  }

  @Test("as pairings they are rows of a package: added to it they close the gaps")
  func rows() throws {
    let network = Self.package
    let document = ResultDocument(pairingsOf: try report(), in: network)
    let lines = document.rendered(.csv, .en).split(separator: "\n")
    #expect(
      lines[0]
        == "id,kind,donor,recipient,period,programme,agreement,confidence,source,locator,note")
    #expect(lines.count == 7)
    #expect(
      lines[1] == "suggested-county-120104-623022,county,120104,623022,2018/..,,,,,,suggested")
    var draft = network.draft
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      var row = PairingRow(
        id: draft.text.append(cells[0]), kind: try #require(PairingKind(rawValue: cells[1])),
        donor: draft.text.append(cells[2]), recipient: draft.text.append(cells[3]))
      row.period = try Period(cells[4])
      draft.pairings.append(row)
    }
    let added = try PairingNetwork(validating: draft)
    let group = try NodeFinder(added).find("gansu-34")
    let after = coverage(
      CoverageQuestion(.level(.county), group: group, date: CalendarDate("2018")), in: added)
    #expect(after.count(.direct) == 34)
  }

  @Test("rows in any order give the same bytes", arguments: [1, 2, 3] as [UInt64])
  func shuffled(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var draft = Self.package.draft
    draft.nodes.shuffle(using: &generator)
    draft.pairings.shuffle(using: &generator)
    draft.claims.shuffle(using: &generator)
    draft.memberships.shuffle(using: &generator)
    let other = try PairingNetwork(validating: draft)
    #expect(
      ResultDocument(suggestions: try report(in: other), in: other).rendered(.json, .en)
        == ResultDocument(suggestions: try report(), in: Self.package).rendered(.json, .en))
  }

  @Test(
    "kilometres have one decimal, halves away from zero",
    arguments: [(1_168_249, 11_682), (1_168_250, 11_683), (-250, -3), (0, 0), (49, 0)]
      as [(Int64, Int64)])
  func kilometres(metres: Int64, tenths: Int64) {
    #expect(Cell.kilometres(metres) == .decimal(ExactDecimal(tenths, scale: 1)))
  }

  @Test("every title is in both languages")
  func titles() throws {
    let document = ResultDocument(suggestions: try report(), in: Self.package)
    for title in document.tables.flatMap({ [$0.title] + $0.columns.map(\.title) })
      + document.facts.map(\.title)
    {
      #expect(!title.en.isEmpty && !title.zh.isEmpty)
      #expect(!title.en.unicodeScalars.contains { $0.value > 0x2E80 })
    }
  }
}
