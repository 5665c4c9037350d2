import Analysis
import NetworkModel
import TestSupport
import Testing

@testable import Scenarios

@Suite("The check of suggestions")
struct SuggestionCheckTests {
  /// A report like another one, but for what is given.
  private func copy(
    _ report: SuggestionReport, question: SuggestionQuestion? = nil,
    suggestions: [Suggestion]? = nil, uncovered: [UncoveredUnit]? = nil,
    network: PairingNetwork? = nil
  ) -> SuggestionReport {
    SuggestionReport(
      question: question ?? report.question, kind: report.kind,
      suggestions: suggestions ?? report.suggestions, uncovered: uncovered ?? report.uncovered,
      donors: report.donors, donorCount: report.donorCount,
      donorsWithoutPosition: report.donorsWithoutPosition,
      shortage: report.shortage, reach: report.reach, need: report.need, before: report.before,
      after: report.after, network: network ?? report.network, proof: report.proof)
  }

  private func made() throws -> (PairingNetwork, SuggestionReport) {
    let network = try SitesMaker.twoProvinces().network()
    return (network, try suggestions(try network.question(capacity: 2), in: network))
  }

  @Test("finds nothing in what was made")
  func sound() throws {
    let (network, report) = try made()
    #expect(suggestionProblems(in: report, network: network).isEmpty)
  }

  @Test("sees existing pairings that are changed, lost or new")
  func locked() throws {
    let (network, report) = try made()
    var draft = report.network.draft
    let position = try #require(draft.pairings.firstIndex { draft.text[$0.id] == "old" })
    draft.pairings[position].period = try Period("2015/2030")
    let changed = copy(report, network: try PairingNetwork(validating: draft))
    #expect(
      suggestionProblems(in: changed, network: network) == [.existingPairingChanged(id: "old")])
    draft.pairings.remove(at: position)
    let lost = copy(report, network: try PairingNetwork(validating: draft))
    #expect(
      suggestionProblems(in: lost, network: network).contains(.existingPairingChanged(id: "old")))
    #expect(suggestionProblems(in: lost, network: network).contains(.notCovered(unit: "W1")))
    let fewer = copy(report, suggestions: Array(report.suggestions.dropLast()))
    #expect(
      suggestionProblems(in: fewer, network: network)
        == [
          .existingPairingChanged(id: "suggested-county-E2-W4"),
          .unitsNotAccountedFor(expected: 3, found: 2),
        ])
  }

  @Test("sees capacities, limits and donors that were not asked")
  func donors() throws {
    let (network, report) = try made()
    var question = report.question
    question.capacity = 1
    question.most = 2
    #expect(
      suggestionProblems(in: copy(report, question: question), network: network)
        == [
          .moreThanAsked(count: 3), .overCapacity(donor: "E1", load: 2, capacity: 1),
          .overCapacity(donor: "E2", load: 2, capacity: 1),
        ])
    question = report.question
    question.donorPlaces = [try network.named("E2")]
    #expect(
      suggestionProblems(in: copy(report, question: question), network: network)
        == [.donorNotAsked(id: "E1")])
    question = report.question
    question.gapStates = [.claimed]
    #expect(
      suggestionProblems(in: copy(report, question: question), network: network).first
        == .unitNotInNeed(id: "W2"))
  }

  @Test("sees a pairing that rests on none above")
  func above() throws {
    var maker = try SitesMaker.twoProvinces()
    maker.node("T", .town, in: "W2", at: 1)
    maker.node("D", .town, in: "E1", at: 10)
    let network = try maker.network()
    var question = try network.question(.level(.town))
    question.pairingAbove = .ignored
    let report = try suggestions(question, in: network)
    question.pairingAbove = .respected
    #expect(
      suggestionProblems(in: copy(report, question: question), network: network)
        == [.notPairedAbove(donor: "D", unit: "T")])
  }

  @Test("passes on seeded networks with every option", arguments: 0..<60 as Range<UInt64>)
  func seeded(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    var maker = SitesMaker()
    maker.node("E", .municipality, at: 30)
    maker.node("W", .province, at: 0)
    for county in 1...4 {
      maker.node("E\(county)", .district, in: "E", at: Double(number(280...320)) / 10)
      maker.node("W\(county)", .county, in: "W", at: Double(number(0...50)) / 10)
      for town in 1...number(1...4) {
        let place = { number(0...3) == 0 ? nil : Double(number(0...90)) / 10 }
        maker.node("E\(county)T\(town)", .town, in: "E\(county)", at: place().map { 30 + $0 })
        maker.node("W\(county)T\(town)", .town, in: "W\(county)", at: place())
        maker.indicator("W\(county)T\(town)", "population", 2020, Int64(number(1...5)), "人")
      }
    }
    for index in 0..<number(0...5) {
      try? maker.pairing(
        "c\(index)", .county, "E\(number(1...4))", "W\(number(1...4))", "20\(10 + index)")
      try? maker.pairing("t\(index)", .town, "E1T1", "W\(1 + index % 4)T1", "2018/..")
    }
    guard let network = try? maker.network() else { return }
    var question = try network.question(
      .level(.town), capacity: number(0...1) == 0 ? nil : number(0...3),
      at: number(0...3) == 0 ? nil : "2018")
    if number(0...1) == 0 { question.most = number(1...6) }
    question.loads = number(0...1) == 0 ? .equal : .byDistance
    question.pairingAbove = number(0...1) == 0 ? .ignored : .respected
    question.positions = number(0...1) == 0 ? .own : .orOfPlaceAbove
    switch number(0...3) {
    case 0: question.priority = .indicator(name: "population", year: 2020)
    case 1: question.priority = .fewestDonors
    case 2: question.reach = .county
    default: break
    }
    let report = try suggestions(question, in: network)
    #expect(suggestionProblems(in: report, network: network).isEmpty)
    #expect(
      report.after.count(.direct) == report.before.count(.direct) + report.suggestions.count)
    if let shortage = report.shortage, let needed = shortage.capacityNeeded, question.most == nil {
      #expect(report.count(.capacity) == shortage.missing)
      question.capacity = needed
      #expect(try suggestions(question, in: network).count(.capacity) == 0)
      guard needed > 0 else { return }
      question.capacity = needed - 1
      #expect(try suggestions(question, in: network).count(.capacity) > 0)
    }
  }
}
