import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Flow accounts")
struct FlowAccountsTests {
  private func lines(
    _ maker: NetworkMaker, _ question: (PairingNetwork) throws -> FlowQuestion = { _ in .init() },
    by dimensions: [FlowDimension]? = nil
  ) throws -> [String] {
    let network = try maker.network()
    let accounts = FlowAccounts(try question(network), in: network)
    let totals = dimensions.map { accounts.breakdown(by: $0) } ?? accounts.totals
    return totals.map { describe($0, network) }
  }

  private func describe(_ total: FlowTotal, _ network: PairingNetwork) -> String {
    func text(_ amount: Amount?) -> String {
      switch amount {
      case .money(let money): String(money.fen)
      case .quantity(let number): number.description
      case nil: "?"
      }
    }
    let keys = total.keys.map { key in
      switch key {
      case .node(let node, let isUnsplit): network[node].id + (isUnsplit ? "*" : "")
      case .word(let word): word
      case .period(let period): period.description
      case .level(let level): level.rawValue
      case .precision(let precision): precision.rawValue
      case .missing: "-"
      }
    }
    let kind = [total.kind.boundary?.rawValue, total.kind.unit, total.kind.status.rawValue]
    var line = (kind.compactMap { $0 } + keys).joined(separator: " ")
    line += " = \(text(total.amount)) \(total.precision.rawValue)"
    if total.lower != total.amount || total.upper != total.amount {
      line += " [\(text(total.lower)),\(text(total.upper))]"
    }
    return line
  }

  @Test("money passed on counts once at each boundary")
  func passedOnMoney() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100)
    try maker.flow("b", "W", "WP1", 60)
    try maker.flow("c", "WP1", "WP1T", 40)
    try maker.flow("d", "E1", "E2", 7)
    #expect(
      try lines(maker) { .init(within: $0.node(id: "W")) }
        == [
          "incoming disbursed = 100 exact", "internal disbursed = 100 exact",
          "outside disbursed = 7 exact",
        ])
    #expect(
      try lines(maker) { .init(within: $0.node(id: "WP1")) }
        == [
          "incoming disbursed = 60 exact", "internal disbursed = 40 exact",
          "outside disbursed = 107 exact",
        ])
  }

  @Test("a part is inside its whole; in a breakdown the whole keeps the rest")
  func partsAndRests() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100, "2018/2020")
    try maker.flow("b", "E", "WP1", 30, "2018", partOf: "a")
    try maker.flow("c", "E", "WP2", 20, "2019", partOf: "a")
    try maker.flow("d", "E", "WP1T", 10, "2018", partOf: "b")
    #expect(try lines(maker) == ["disbursed = 100 exact"])
    #expect(
      try lines(maker, by: [.recipient(nil)])
        == [
          "disbursed W = 50 exact", "disbursed WP1 = 20 exact", "disbursed WP1T = 10 exact",
          "disbursed WP2 = 20 exact",
        ])
    #expect(
      try lines(maker, by: [.recipient(.county)])
        == ["disbursed WP1 = 30 exact", "disbursed WP2 = 20 exact", "disbursed W* = 50 exact"])
    #expect(
      try lines(maker, by: [.year])
        == [
          "disbursed 2018 = 30 exact", "disbursed 2018/2020 = 50 exact",
          "disbursed 2019 = 20 exact",
        ])
  }

  @Test("parts that exceed their whole are named and leave no rest below zero")
  func exceededWhole() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 10)
    try maker.flow("b", "E", "WP1", 8, partOf: "a")
    try maker.flow("c", "E", "WP2", 7, partOf: "a")
    let network = try maker.network()
    let accounts = FlowAccounts(FlowQuestion(), in: network)
    #expect(accounts.exceeded == [0])
    #expect(try accounts.total()?.amount == .money(Money(fen: 10)))
    #expect(
      accounts.breakdown(by: [.recipient(nil)]).map { describe($0, network) }
        == ["disbursed WP1 = 8 exact", "disbursed WP2 = 7 exact"])
  }

  @Test("steps, directions and units have no one total")
  func mixedKinds() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 2000, status: .allocated)
    try maker.flow("b", "E", "W", 1000, status: .disbursed, partOf: "a")
    let network = try maker.network()
    let all = FlowAccounts(FlowQuestion(), in: network)
    #expect(
      all.totals.map { describe($0, network) }
        == ["allocated = 2000 exact", "disbursed = 1000 exact"])
    let error = #expect(throws: MixedTotals.self) { try all.total() }
    #expect(error?.message.en.contains("several steps (allocated, disbursed)") == true)
    #expect(error?.message.zh.contains("不同环节（安排、到位）") == true)
    let one = FlowAccounts(FlowQuestion(status: .disbursed), in: network)
    #expect(try one.total()?.amount == .money(Money(fen: 1000)))
  }

  @Test("a repeat counts once in each step, and through whichever row has the amount")
  func repeats() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", nil)
    try maker.flow("b", "E1", "W", 5, sameAs: "a")
    try maker.flow("c", "E2", "W", 5, sameAs: "b")
    try maker.flow("d", "E", "W", 5, status: .allocated, sameAs: "a")
    #expect(try lines(maker) == ["allocated = 5 exact", "disbursed = 5 exact"])
    let network = try maker.network()
    #expect(FlowAccounts(FlowQuestion(), in: network).repeats == [0, 2])
  }

  @Test("a sum carries the bounds of its parts")
  func bounds() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "WP1", 100)
    #expect(try lines(maker) == ["disbursed = 100 exact"])
    try maker.flow("b", "E", "WP2", 40, precision: .atLeast)
    #expect(try lines(maker) == ["disbursed = 140 at_least [140,?]"])
    try maker.flow("c", "E", "WP3", 7, precision: .atMost)
    #expect(try lines(maker) == ["disbursed = 147 range [140,?]"])
    maker.draft.flows.remove(at: 1)
    #expect(try lines(maker) == ["disbursed = 107 at_most [100,107]"])
    try maker.flow("d", "E", "WP4", nil)
    #expect(try lines(maker) == ["disbursed = 107 range [100,?]"])
  }

  @Test("the rest of a whole is at most what its lower-bounded parts leave")
  func restOfBounds() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100)
    try maker.flow("b", "E", "WP1", 40, precision: .atLeast, partOf: "a")
    #expect(try lines(maker) == ["disbursed = 100 exact"])
    #expect(
      try lines(maker, by: [.recipient(nil)])
        == ["disbursed W = 60 at_most [0,60]", "disbursed WP1 = 40 at_least [40,?]"])
  }

  @Test("what may already be counted raises the upper end alone")
  func uncertainOverlap() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100)
    try maker.flow("b", "E1", "WP1", 30, category: "industry")
    maker.draft.flows[1].mayBePartOf = maker.draft.text.append("a")
    #expect(try lines(maker) == ["disbursed = 100 range [100,130]"])
    #expect(
      try lines(maker, by: [.category])
        == ["disbursed fiscal = 100 exact", "disbursed industry = 30 exact"])
    #expect(try lines(maker, by: [.donorLevel]).count == 2)
    #expect(try lines(maker, by: [.year]) == ["disbursed 2018 = 100 range [100,130]"])
    #expect(
      try lines(maker) { _ in .init(categories: ["industry"]) } == ["disbursed = 30 exact"])
  }

  @Test("a group counts for a place when all its members lie there, else it is shared")
  func groups() throws {
    var maker = twoProvinces()
    maker.node("G", .group, in: "W")
    maker.node("H", .group)
    for county in ["WP1", "WP2"] { maker.member(county, of: "G") }
    for county in ["WP3", "E1"] { maker.member(county, of: "H") }
    try maker.flow("a", "E", "G", 10)
    try maker.flow("b", "E", "H", 20)
    #expect(
      try lines(maker) { .init(within: $0.node(id: "WP")) }
        == ["incoming disbursed = 10 exact", "outside disbursed = 20 exact"])
    let network = try maker.network()
    let accounts = FlowAccounts(FlowQuestion(within: network.node(id: "WP")), in: network)
    #expect(accounts.shared == [1])
    #expect(
      accounts.breakdown(by: [.recipient(.county)]).map { describe($0, network) }
        == ["incoming disbursed G* = 10 exact", "outside disbursed H* = 20 exact"])
  }

  @Test("years take what surely lies in them; the rest is listed apart")
  func years() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 1, "2018-03/2019")
    try maker.flow("b", "E", "W", 2, "2017/2018")
    try maker.flow("c", "E", "W", 4, "/2019")
    try maker.flow("d", "E", "W", 8, "")
    try maker.flow("e", "E", "W", 16, "2020")
    let network = try maker.network()
    let accounts = FlowAccounts(FlowQuestion(years: 2018...2019), in: network)
    #expect(accounts.flows == [0])
    #expect(accounts.straddling == [1])
    #expect(accounts.undated == [2, 3])
  }

  @Test("persons and person-times are two measures; items are counted and not added")
  func measures() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 8, measure: .persons, category: "training")
    let visits = try maker.flow("b", "E", "W", 9, measure: .personTimes, category: "training")
    maker.draft.flows[visits].unit = maker.draft.text.append("人次")
    try maker.flow("c", "E", "W", 2, measure: .items, category: "labour")
    try maker.flow("d", "E", "W", 3, measure: .items, category: "labour")
    #expect(try lines(maker) { _ in .init(measure: .persons) } == ["人 disbursed = 8 exact"])
    #expect(try lines(maker) { _ in .init(measure: .personTimes) } == ["人次 disbursed = 9 exact"])
    #expect(
      try lines(maker) { _ in .init(measure: .items) }.map { $0.contains("= ? exact") } == [true])
  }

  @Test("lines add up to the total, whatever the order of the rows", arguments: 0..<40)
  func linesAddUp(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var maker = twoProvinces()
    let ends = ["E", "E1", "E2", "W", "WP", "WP1", "WP2", "WP1T"]
    for number in 0..<30 {
      let whole =
        number > 5 && Bool.random(using: &generator)
        ? "f\(100 + Int.random(in: 0..<5, using: &generator))" : nil
      try maker.flow(
        "f\(100 + number)", ends.randomElement(using: &generator)!,
        ends.randomElement(using: &generator)!,
        number < 5 ? 10_000 : Int64.random(in: 0...300, using: &generator),
        ["2018", "2019", "2018/2020"].randomElement(using: &generator)!, partOf: whole)
    }
    let network = try maker.network()
    maker.draft.flows.shuffle(using: &generator)
    let shuffled = try maker.network()
    for within in ["W", "E1", nil] {
      func accounts(_ network: PairingNetwork) -> FlowAccounts {
        FlowAccounts(FlowQuestion(within: within.flatMap(network.node(id:))), in: network)
      }
      let accounts = accounts(network)
      let dimensions: [FlowDimension] = [.recipient(.county), .year]
      let lines = accounts.breakdown(by: dimensions, order: .amount)
      for total in accounts.totals {
        let sum = lines.filter { $0.kind == total.kind }.reduce(Int64(0)) { sum, line in
          if case .money(let money) = line.amount { sum + money.fen } else { sum }
        }
        #expect(total.amount == .money(Money(fen: sum)))
      }
      #expect(
        lines.map { describe($0, network) }
          == FlowAccounts(accounts.question, in: shuffled).breakdown(by: dimensions, order: .amount)
          .map { describe($0, shuffled) })
    }
  }

  @Test("a row in two, and yuan instead of 万元, change no total", arguments: 0..<20)
  func splitting(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var whole = twoProvinces()
    var split = twoProvinces()
    for number in 0..<20 {
      let donor = ["E", "E1", "E2"].randomElement(using: &generator)!
      let recipient = ["W", "WP1", "WP2", "WP1T"].randomElement(using: &generator)!
      let year = ["2018", "2019"].randomElement(using: &generator)!
      let precision: Precision = Bool.random(using: &generator) ? .exact : .atLeast
      // Whole 万元, so that both spellings exist.
      let wan = Int64.random(in: 2...900, using: &generator)
      let row = try whole.flow(
        "f\(100 + number)", donor, recipient, 0, year, precision: precision)
      whole.draft.flows[row].amount = .money(try Money(ExactDecimal(wan), .wan))
      let first = Int64.random(in: 1..<wan, using: &generator)
      for (part, amount) in [("a", first), ("b", wan - first)] {
        let row = try split.flow(
          "f\(100 + number)\(part)", donor, recipient, 0, year, precision: precision)
        split.draft.flows[row].amount = .money(try Money(ExactDecimal(amount * 10_000), .yuan))
      }
    }
    for dimensions in [[], [.donor(.county)], [.recipient(.county), .year]] as [[FlowDimension]] {
      for within in ["W", "WP1"] {
        #expect(
          try lines(whole, { .init(within: $0.node(id: within)) }, by: dimensions)
            == lines(split, { .init(within: $0.node(id: within)) }, by: dimensions))
      }
    }
  }
}
