import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// What must not change a verdict.
@Suite("Properties of reconciliation")
struct ReconciliationPropertyTests {
  /// Verdict and gap of every check, and all that is computed beside them, by id.
  private struct Answer: Equatable {
    var verdicts: [String: String] = [:]
    var gaps: [String: ExactRatio] = [:]
    var years: [String]
    var pairs: [String]

    init(_ network: PairingNetwork, without ids: Set<String> = []) {
      let result = Reconciliation(in: network)
      for check in result.checks where !ids.contains(network.id(of: check.row)) {
        verdicts[network.id(of: check.row)] = check.verdict.rawValue
        gaps[network.id(of: check.row)] = check.gap
      }
      years = result.backcast.map { "\(network[$0.subject].id) \($0.year) \($0.figure.value)" }
      pairs = result.doubles.map {
        "\(network.flow(at: $0.first).id) \(network.flow(at: $0.second).id)"
      }
    }
  }

  /// Two provinces with random money, some of it linked, and totals and rates printed of it.
  private func made(_ random: inout SeededGenerator) throws -> NetworkMaker {
    var maker = twoProvinces()
    let places = ["W", "WP", "WP1", "WP2", "WP3", "WP1T"]
    for row in 0..<24 {
      let wan = Int64(random.next() % 900 + 100)
      let year = 2016 + Int(random.next() % 3)
      let earlier = row > 0 ? "f\(Int(random.next() % UInt64(row)) + 100)" : nil
      let link = random.next() % 6
      try maker.pay(
        "f\(row + 100)", wan * 10_000, "\(year)", to: places[Int(random.next() % 6)],
        from: random.next() % 2 == 0 ? "E1" : "E2",
        precision: random.next() % 7 == 0 ? .atLeast : .exact,
        partOf: link == 0 ? earlier : nil, sameAs: link == 1 ? earlier : nil, unit: .wan)
    }
    for (number, place) in places.enumerated() {
      for year in 2016...2018 {
        let printed = Int(random.next() % 4000)
        try maker.print(
          "t\(number)-\(year)", "total", place, "\(printed)", "万元", "\(year)",
          precision: random.next() % 3 == 0 ? .atLeast : .exact)
      }
      try maker.print("g\(number)", "growth", place, "\(random.next() % 90)", "percent", "2018")
      try maker.print("i\(number)", "increase", place, "\(random.next() % 900)", "万元", "2017")
    }
    return maker
  }

  @Test("the order of rows changes nothing", arguments: 1...20)
  func order(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = try made(&random)
    let before = Answer(try maker.network())
    maker.draft.flows.shuffle(using: &random)
    maker.draft.claims.shuffle(using: &random)
    maker.draft.nodes.shuffle(using: &random)
    #expect(Answer(try maker.network()) == before)
  }

  @Test("the order of rows of the reference package changes nothing")
  func orderOfReference() throws {
    var random = SeededGenerator(seed: 7)
    var draft = TianjinPackage.network.draft
    draft.flows.shuffle(using: &random)
    draft.claims.shuffle(using: &random)
    draft.memberships.shuffle(using: &random)
    draft.events.shuffle(using: &random)
    draft.rules.shuffle(using: &random)
    #expect(Answer(try PairingNetwork(validating: draft)) == Answer(TianjinPackage.network))
  }

  @Test("one row written as two parts of the same day changes no verdict", arguments: 1...20)
  func split(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = try made(&random)
    let network = try maker.network()
    let before = Answer(network)
    let linked = Set(
      network.flows.flatMap { [$0.partOf, $0.sameAs].compactMap(\.self) })
    for row in maker.draft.flows.indices {
      let flow = maker.draft.flows[row]
      let id = maker.draft.text[flow.id]
      guard flow.partOf.isEmpty, flow.sameAs.isEmpty, !linked.contains(id),
        flow.precision == .exact, case .money(let money) = flow.amount
      else { continue }
      let first = Money(fen: money.fen / 1_000_000 / 3 * 1_000_000)
      guard first.fen > 0 else { continue }
      var second = flow
      second.id = maker.draft.text.append(id + "-b")
      second.amount = .money(money - first)
      maker.draft.flows[row].amount = .money(first)
      maker.draft.flows.append(second)
    }
    #expect(maker.draft.flows.count > network.flowRows.count)
    let after = Answer(try maker.network())
    #expect(after.verdicts == before.verdicts)
    #expect(after.gaps == before.gaps)
    #expect(after.years == before.years)
  }

  @Test("万元 written as yuan changes no verdict and no gap", arguments: 1...20)
  func units(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = try made(&random)
    let before = Answer(try maker.network())
    maker.draft.inYuan()
    #expect(Answer(try maker.network()).verdicts == before.verdicts)
  }

  @Test("万元 written as yuan changes no verdict of the reference package")
  func unitsOfReference() throws {
    var draft = TianjinPackage.network.draft
    draft.inYuan()
    let after = Answer(try PairingNetwork(validating: draft))
    #expect(after.verdicts == Answer(TianjinPackage.network).verdicts)
  }

  @Test("what adds up by making reconciles, and a fen beside it does not", arguments: 1...20)
  func truth(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = twoProvinces()
    var sum: Int64 = 0
    for row in 0..<10 {
      let yuan = Int64(random.next() % 1_000_000) + 1
      sum += yuan
      try maker.pay("f\(row)", yuan, to: "WP\(random.next() % 4 + 1)")
    }
    try maker.print("t", "total", "WP", "\(sum)", "CNY")
    try maker.print("u", "total", "WP", "\(sum + 100)", "CNY")
    let result = try maker.reconciled()
    #expect(result.check("t")?.verdict == .reconciles)
    #expect(result.check("u")?.verdict == .gap)
    #expect(result.check("u")?.gap == ExactRatio(10_000))
  }

  @Test("numbers below 0, endless periods and empty groups stop nothing", arguments: 1...40)
  func oddNumbers(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = twoProvinces()
    maker.node("G", .group)
    let periods = ["", "2018", "../2018", "2017/..", "/2018", "0001/9999", "2018-05", "2016/2018"]
    let precisions: [Precision] = [.exact, .atLeast, .atMost, .approximate, .derived, .inferred]
    func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
    for row in 0..<8 {
      let yuan = pick([nil, -5, 0, 7, 100, 100_000_000] as [Int64?])
      try maker.pay(
        "f\(row)", yuan, pick(periods), to: pick(["W", "WP1", "G"]), precision: pick(precisions),
        mayBePartOf: pick([nil, "c1", "f0"]), basis: pick([nil, "f1"]))
    }
    let kinds = [
      "total", "mean", "growth", "increase", "ratio", "share", "count", "pairing_count",
      "coverage_of_units", "full_coverage", "closed_list", "distance", "wish",
    ]
    for number in 0..<30 {
      try maker.print(
        "c\(number)", pick(kinds), pick(["W", "G", "WP1"]),
        pick([nil, "-150", "0", "0.5", "12", "9999999999"]),
        pick(["CNY", "亿元", "percent", "人", "county", "km", "ratio"]), scope: pick([nil, "E", "G"]),
        measure: pick([nil, "money", "money+goods", "county", "persons"]), pick(periods),
        value2: pick([nil, "-3", "4"]), precision: pick(precisions),
        basis: pick([[], ["f1"], ["f1", "f2"], ["f3", "c2"], ["c1", "c1"]]),
        mayBePartOf: pick([[], ["c2"], ["f4"]]))
    }
    var draft = maker.draft
    // References to itself are refused elsewhere.
    for row in draft.claims.indices {
      let id = draft.claims[row].id
      draft.claims[row].basis.removeAll { $0 == id }
      draft.claims[row].basis = Array(Set(draft.claims[row].basis)).sorted()
      draft.claims[row].mayBePartOf = []
    }
    for row in draft.flows.indices {
      let id = draft.text[draft.flows[row].id]
      if draft.text[draft.flows[row].mayBePartOf] == id { draft.flows[row].mayBePartOf = .none }
      if draft.text[draft.flows[row].basis] == id { draft.flows[row].basis = .none }
    }
    let result = Reconciliation(in: try PairingNetwork(validating: draft))
    #expect(result.checks.count == 30)
    for check in result.checks {
      #expect(
        check.verdict != .cannotBeChecked || !check.missing.isEmpty,
        "\(result.network.id(of: check.row))")
      #expect(
        check.verdict == .cannotBeChecked || check.computed != nil
          || check.computedRecipients != nil)
    }
  }
}

extension NetworkDraft {
  /// Writes every 万元 of flows and claims as yuan.
  fileprivate mutating func inYuan() {
    let yuan = text.append("CNY")
    for row in flows.indices where text[flows[row].unit] == "万元" { flows[row].unit = yuan }
    for row in claims.indices where claims[row].unit == "万元" {
      claims[row].unit = "CNY"
      claims[row].value = claims[row].value.flatMap { value in
        let scale = Int(value.scale)
        let shift = 4 - scale
        guard shift >= 0 else { return ExactDecimal(value.significand, scale: UInt8(-shift)) }
        return ExactDecimal(value.significand * (0..<shift).reduce(1) { power, _ in power * 10 })
      }
    }
  }
}
