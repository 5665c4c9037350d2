import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// A trace as short lines: `id amount reading precision`.
struct TraceText {
  let trace: FlowTrace
  let network: PairingNetwork

  init(
    _ maker: NetworkMaker, at node: String, _ extent: TraceQuestion.Extent = .withContents,
    flows: FlowQuestion = FlowQuestion(), level: Level? = nil
  ) throws {
    network = try maker.network()
    trace = try FlowTrace(
      TraceQuestion(
        node: try #require(network.node(id: node)), extent: extent, flows: flows, level: level),
      in: network)
  }

  static func text(_ amount: Amount?) -> String {
    switch amount {
    case .money(let money)?: String(money.fen)
    case .quantity(let number)?: number.description
    case nil: "?"
    }
  }

  private func lines(_ side: FlowTrace.Side?) -> [String] {
    (side?.lines ?? []).map { line in
      "\(network[line.node].id) \(Self.text(line.amount)) \(line.reading.rawValue) \(line.precision.rawValue)"
        + (line.mayOverlap ? " overlap" : "")
    } + (side?.returned.map { ["returned \(Self.text($0))"] } ?? [])
  }

  var origins: [String] { lines(trace.upstream) }
  var ends: [String] { lines(trace.downstream) }

  func steps(_ side: FlowTrace.Side?) -> [String] {
    (side?.steps ?? []).map { step in
      "\(network[step.donor].id)>\(network[step.recipient].id) \(Self.text(step.carried))/\(Self.text(step.whole)) \(step.basis.rawValue) "
        + step.rows.map { network.flow(at: $0).id }.joined(separator: "+")
    }
  }

  func ids(_ rows: [Int]) -> [String] { rows.map { network.flow(at: $0).id } }
}

/// Two donors, E and F, and a chain W > WP > WP1 > WP1T > WP1V > project.
func chainMaker() throws -> NetworkMaker {
  var maker = twoProvinces()
  maker.node("F", .municipality)
  maker.node("WP1V", .village, in: "WP1T")
  maker.node("project", .project, in: "WP1V")
  return maker
}

@Suite("Tracing flows")
struct FlowTraceTests {
  @Test("two donors, 60 and 40, down a chain of places")
  func chain() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 60_000)
    _ = try maker.flow("b", "F", "W", 40_000)
    _ = try maker.flow("c", "W", "WP", 90_000)
    _ = try maker.flow("d", "WP", "WP1", 50_000)
    _ = try maker.flow("e", "WP1", "WP1T", 40_000)
    _ = try maker.flow("f", "WP1T", "WP1V", 30_000)
    _ = try maker.flow("g", "WP1V", "project", 10_001)
    let project = try TraceText(maker, at: "project")
    #expect(
      project.origins == ["E 6001 first_on_record derived", "F 4000 first_on_record derived"])
    #expect(project.trace.upstream?.lines.map(\.steps) == [6, 6])
    #expect(project.trace.upstream?.lines.map(\.share.description) == ["60.004", "39.996"])
    #expect(
      project.steps(project.trace.upstream).first == "WP1V>project 10001/10001 recorded g")
    let donor = try TraceText(maker, at: "E")
    #expect(
      donor.ends == [
        "WP 24000 kept derived", "WP1V 11999 kept derived", "project 6001 last_on_record derived",
        "W 6000 kept derived", "WP1 6000 kept derived", "WP1T 6000 kept derived",
      ])
    // A place is asked about with what lies in it: what runs inside is not traced.
    let province = try TraceText(maker, at: "W")
    #expect(
      province.origins == ["E 60000 first_on_record exact", "F 40000 first_on_record exact"])
    #expect(province.trace.insideFlows == 5 && TraceText.text(province.trace.inside) == "220001")
    #expect(province.ends.isEmpty)
    let itself = try TraceText(maker, at: "W", .itself)
    #expect(TraceText.text(itself.trace.given) == "90000")
    #expect(TraceText.text(itself.trace.passedOn) == "90000")
    #expect(TraceText.text(itself.trace.kept) == "10000")
    #expect(itself.ends.first == "WP 40000 kept exact")
  }

  @Test("what a node gives above what it received is its own, or a gap of the record")
  func excess() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "WP", 30)
    _ = try maker.flow("b", "WP", "WP1", 80)
    let trace = try TraceText(maker, at: "WP1")
    #expect(trace.origins == ["WP 50 excess exact", "E 30 first_on_record exact"])
    #expect(TraceText.text(trace.trace.upstream?.unaccounted) == "50")
    let own = try TraceText(maker, at: "WP", .itself)
    #expect(TraceText.text(own.trace.own) == "50" && own.trace.kept == nil)
  }

  @Test("steps of one tranche are never mixed: the step is asked for, or the only one")
  func statuses() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 2000, status: .allocated)
    _ = try maker.flow("b", "E", "W", 1000, status: .disbursed, partOf: "a")
    let error = #expect(throws: TraceRefusal.self) { try TraceText(maker, at: "W") }
    #expect(
      error?.message.en == """
        The flows into and out of W are of several steps: allocated (1), disbursed (1). Steps are never added; choose \
        one, for example --status allocated.
        """)
    let allocated = try TraceText(maker, at: "W", flows: .init(status: .allocated))
    #expect(allocated.origins == ["E 2000 first_on_record exact"])
    let disbursed = try TraceText(maker, at: "W", flows: .init(status: .disbursed))
    #expect(disbursed.origins == ["E 1000 first_on_record exact"])
    #expect(!disbursed.trace.statusWasChosen)
    _ = try maker.flow("c", "F", "ET", 5, status: .spent)
    let chosen = try TraceText(maker, at: "ET")
    #expect(chosen.trace.status == .spent && chosen.trace.statusWasChosen)
  }

  @Test("a part from the donor of its whole replaces that much of it")
  func replaced() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "E", "WP1", 30, precision: .atLeast, partOf: "a")
    _ = try maker.flow("c", "E1", "WP2", 20, partOf: "a")
    _ = try maker.flow("d", "E", "WP1", 30, sameAs: "b")
    let trace = try TraceText(maker, at: "W")
    #expect(trace.origins == ["E 80 first_on_record range", "E1 20 first_on_record exact"])
    #expect(TraceText.text(trace.trace.received) == "100")
    #expect(
      trace.steps(trace.trace.upstream) == [
        "E>W 50/50 rest a", "E>WP1 30/30 recorded b", "E1>WP2 20/20 recorded c",
      ])
    #expect(trace.ids(trace.trace.repeats) == ["d"])
  }

  @Test("a part with both ends of its whole stays in it, and so do parts of the part")
  func staying() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "E", "W", 60, precision: .atLeast, partOf: "a")
    _ = try maker.flow("c", "E", "WP1", 30, partOf: "b")
    let trace = try TraceText(maker, at: "W")
    #expect(trace.origins == ["E 100 first_on_record exact"])
    #expect(
      trace.steps(trace.trace.upstream) == ["E>W 70/70 rest a", "E>WP1 30/30 recorded c"])
    #expect(trace.trace.exceeded.isEmpty)
    _ = try maker.flow("d", "E", "W", 41, partOf: "a")
    let more = try TraceText(maker, at: "W")
    #expect(more.origins == trace.origins && more.ids(more.trace.exceeded) == ["a"])
  }

  @Test("numbers with decimals are of one scale, and refused when they do not fit it")
  func decimals() throws {
    var maker = try chainMaker()
    let row = try maker.flow("a", "E", "W", 5, measure: .area)
    maker.draft.flows[row].amount = .quantity(ExactDecimal(25, scale: 1))
    _ = try maker.flow("b", "F", "W", 4, measure: .area)
    let trace = try TraceText(maker, at: "W", flows: .init(measure: .area))
    #expect(TraceText.text(trace.trace.received) == "6.5")
    _ = try maker.flow("c", "F", "W", .max / 5, measure: .area)
    #expect(throws: TraceRefusal.self) {
      try TraceText(maker, at: "W", flows: .init(measure: .area))
    }
  }

  @Test("a part from the recipient of its whole is money passed on, and both are steps")
  func passedOn() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "W", "WP1T", 30, partOf: "a")
    let town = try TraceText(maker, at: "WP1T")
    #expect(town.origins == ["E 30 first_on_record exact"])
    #expect(
      town.steps(town.trace.upstream) == ["W>WP1T 30/30 recorded b", "E>W 30/100 recorded a"])
    // The province with the town in it received 100, once.
    #expect(TraceText.text(try TraceText(maker, at: "W").trace.received) == "100")
  }

  @Test("a part that starts inside the recipient implies the step to where it starts")
  func implied() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "WP1", "WP1T", 30, partOf: "a")
    let town = try TraceText(maker, at: "WP1T")
    #expect(town.origins == ["E 30 first_on_record inferred"])
    #expect(
      town.steps(town.trace.upstream) == [
        "WP1>WP1T 30/30 recorded b", "W>WP1 30/30 implied a+b", "E>W 30/100 recorded a",
      ])
    // What another part of the whole brought there need not be implied.
    _ = try maker.flow("c", "W", "WP1", 25, partOf: "a")
    let again = try TraceText(maker, at: "WP1T")
    #expect(
      again.steps(again.trace.upstream) == [
        "WP1>WP1T 30/30 recorded b", "W>WP1 30/30 implied a+b+c", "E>W 30/100 recorded a",
      ])
    // A place that lies in both is in the smaller: here WP is the recipient, and W the donor around it.
    var inner = try chainMaker()
    _ = try inner.flow("a", "W", "WP", 50)
    _ = try inner.flow("b", "WP", "WP1", 50, partOf: "a")
    #expect(try TraceText(inner, at: "WP1").origins == ["W 50 first_on_record exact"])
  }

  @Test("parts that take more than their whole are named")
  func exceeded() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 20)
    _ = try maker.flow("b", "E", "WP1", 30, partOf: "a")
    let trace = try TraceText(maker, at: "W")
    #expect(trace.ids(trace.trace.exceeded) == ["a"])
    #expect(trace.origins == ["E 30 first_on_record exact"])
    var passing = try chainMaker()
    _ = try passing.flow("a", "E", "W", 20)
    _ = try passing.flow("b", "W", "WP1", 30, partOf: "a")
    let passed = try TraceText(passing, at: "WP1")
    #expect(passed.ids(passed.trace.exceeded) == ["a"])
    #expect(passed.origins == ["E 20 first_on_record exact", "W 10 excess exact"])
  }

  @Test("an unknown amount is listed, never nothing, and marks what it may change")
  func unknown() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 50)
    _ = try maker.flow("b", "F", "W", nil)
    _ = try maker.flow("c", "W", "WP1", 20)
    let trace = try TraceText(maker, at: "WP1")
    #expect(trace.origins == ["E 20 first_on_record approximate"])
    #expect(trace.ids(trace.trace.upstream?.unknown ?? []) == ["b"])
    let province = try TraceText(maker, at: "W")
    #expect(province.trace.receivedPrecision == .atLeast)
    #expect(province.origins == ["E 50 first_on_record exact"])
    // Down from a donor of whom no amount is known.
    let donor = try TraceText(maker, at: "F")
    #expect(donor.trace.given == nil && donor.trace.givenPrecision == .atLeast)
    #expect(donor.ends.isEmpty && donor.ids(donor.trace.downstream?.unknown ?? []) == ["b"])
    let both = try TraceText(maker, at: "E")
    #expect(both.ends == ["W 30 kept approximate", "WP1 20 last_on_record approximate"])
  }

  @Test("a bound is a bound of what runs straight, and makes a share on its way approximate")
  func bounds() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 50, precision: .atLeast)
    _ = try maker.flow("b", "F", "W", 50)
    _ = try maker.flow("c", "W", "ET", 20, precision: .derived)
    #expect(
      try TraceText(maker, at: "W").origins == [
        "E 50 first_on_record at_least", "F 50 first_on_record exact",
      ])
    #expect(
      try TraceText(maker, at: "ET").origins == [
        "E 10 first_on_record approximate", "F 10 first_on_record approximate",
      ])
  }

  @Test("what may be part of another flow that counts is marked, and only then")
  func mayOverlap() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 50)
    let row = try maker.flow("b", "E", "WP1", 10)
    maker.draft.flows[row].mayBePartOf = maker.draft.text.append("a;claim-x")
    maker.draft.claims.append(Claim(id: "claim-x", kind: "total", subject: "W", unit: "万元"))
    let trace = try TraceText(maker, at: "W")
    #expect(trace.origins == ["E 60 first_on_record exact overlap"])
    #expect(trace.ids(trace.trace.uncertain) == ["b"])
    #expect(try TraceText(maker, at: "W", flows: .init(years: 1999...2000)).trace.uncertain.isEmpty)
  }

  @Test("at a level, what lies below stands for its place, and what runs inside is said")
  func level() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E1", "WP1T", 10)
    _ = try maker.flow("b", "ET", "WP1V", 5)
    _ = try maker.flow("c", "WP1T", "WP1V", 8)
    _ = try maker.flow("d", "E2", "WP2", 7)
    let plain = try TraceText(maker, at: "WP1V")
    #expect(plain.origins == ["E1 8 first_on_record exact", "ET 5 first_on_record exact"])
    let county = try TraceText(maker, at: "W", level: .county)
    #expect(
      county.origins == ["E1 15 first_on_record exact", "E2 7 first_on_record exact"])
    let province = try TraceText(maker, at: "W", level: .province)
    #expect(province.origins == ["E 22 first_on_record exact"])
    let from = try TraceText(maker, at: "E", level: .county)
    #expect(from.ends == ["WP1 15 last_on_record exact", "WP2 7 last_on_record exact"])
    #expect(from.ids(from.trace.rolledUp) == ["c"])
  }

  @Test("a cycle is said, and what comes back is not counted as new")
  func cycle() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "WP1", 100)
    _ = try maker.flow("b", "WP1", "WP2", 40)
    _ = try maker.flow("c", "WP2", "WP1", 40)
    let one = try TraceText(maker, at: "WP1")
    #expect(one.origins == ["E 100 first_on_record exact", "returned 40"])
    #expect(one.trace.upstream?.cycles.map(\.passesNode) == [true])
    #expect(TraceText.text(one.trace.upstream?.cycles.first?.goesRound) == "40")
    let donor = try TraceText(maker, at: "E")
    #expect(donor.ends == ["WP1 100 kept exact"])
    #expect(TraceText.text(donor.trace.downstream?.cycles.first?.goesRound) == "40")
    let other = try TraceText(maker, at: "WP2")
    // 40 of the 140 that WP1 holds came from WP2, and a share of them comes back.
    #expect(other.origins == ["E 29 first_on_record derived", "returned 11"])
  }

  @Test("people, units and things that cannot be added")
  func measures() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", 60, measure: .persons)
    _ = try maker.flow("b", "F", "W", 40, measure: .persons)
    _ = try maker.flow("c", "W", "ET", 7, measure: .persons)
    let people = try TraceText(maker, at: "ET", flows: .init(measure: .persons))
    #expect(
      people.origins == ["E 4 first_on_record derived", "F 3 first_on_record derived"])
    #expect(people.trace.unit == "人")
    #expect(throws: TraceRefusal.self) {
      try TraceText(maker, at: "ET", flows: .init(measure: .items))
    }
    for (id, unit) in [("g", "件"), ("h", "台")] {
      let row = try maker.flow(id, "E", "W", 5, measure: .goods)
      maker.draft.flows[row].unit = maker.draft.text.append(unit)
    }
    let error = #expect(throws: TraceRefusal.self) {
      try TraceText(maker, at: "W", flows: .init(measure: .goods))
    }
    #expect(error?.message.zh.contains("件、台") ?? false)
  }

  @Test("nothing on record is nothing, not zero")
  func nothing() throws {
    let trace = try TraceText(try chainMaker(), at: "W").trace
    #expect(trace.status == nil && trace.received == nil && trace.given == nil)
    #expect(trace.upstream?.total == nil && trace.downstream?.lines.isEmpty == true)
  }

  @Test("sums that do not fit are refused")
  func overflow() throws {
    var maker = try chainMaker()
    _ = try maker.flow("a", "E", "W", .max)
    _ = try maker.flow("b", "E", "W", 1)
    let error = #expect(throws: TraceRefusal.self) { try TraceText(maker, at: "W") }
    guard case .graph? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite("Tracing flows: properties")
struct FlowTracePropertyTests {
  private func random(_ generator: inout SeededGenerator) throws -> NetworkMaker {
    var maker = try chainMaker()
    let ends = ["E", "E1", "ET", "F", "W", "WP", "WP1", "WP2", "WP1T", "WP1V", "project"]
    for number in 0..<30 {
      let whole =
        number > 9 && Int.random(in: 0..<3, using: &generator) == 0
        ? "f\(100 + Int.random(in: 0..<10, using: &generator))" : nil
      let amount = Int64.random(in: 0...(number < 10 ? 90_000 : 9_000), using: &generator)
      _ = try maker.flow(
        "f\(100 + number)", ends.randomElement(using: &generator)!,
        ends.randomElement(using: &generator)!, number % 11 == 5 ? nil : amount, partOf: whole)
    }
    return maker
  }

  private func money(_ amount: Amount?) -> Int64 {
    if case .money(let money)? = amount { money.fen } else { 0 }
  }

  @Test("origins add up to what was received, ends to what was given", arguments: 0..<25)
  func conserves(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let maker = try random(&generator)
    for node in ["E", "F", "W", "WP1", "WP1V"] {
      for level in [nil, Level.county] {
        let trace = try TraceText(maker, at: node, level: level).trace
        for (side, whole) in [(trace.upstream, trace.received), (trace.downstream, trace.given)] {
          let side = try #require(side)
          #expect(side.lines.reduce(money(side.returned)) { $0 + money($1.amount) } == money(whole))
          #expect(side.total == whole)
          if whole != nil {
            let shares = side.lines.reduce(side.returnedShare ?? ExactDecimal(0)) {
              $0.adding($1.share) ?? $0
            }
            #expect(shares == ExactDecimal(100))
          }
        }
        // At the node: in and own are out and kept.
        #expect(
          money(trace.received) + money(trace.own) == money(trace.given) + money(trace.kept))
        #expect(
          money(trace.passedOn) == min(money(trace.received), money(trace.given)))
      }
    }
  }

  @Test(
    "neither the order of rows nor a row in two nor 元 for 万元 changes an amount", arguments: 0..<15)
  func invariance(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 100 + seed)
    let maker = try random(&generator)
    var other = maker
    // A row that no other refers to is split in two.
    let rows = other.draft.flows.indices.filter { row in
      let flow = other.draft.flows[row]
      guard case .money(let money)? = flow.amount, money.fen > 1 else { return false }
      return flow.partOf.isEmpty
        && !other.draft.flows.contains { other.draft.text.equal($0.partOf, flow.id) }
    }
    let row = try #require(rows.first)
    guard case .money(let money)? = other.draft.flows[row].amount else { return }
    var half = other.draft.flows[row]
    half.id = other.draft.text.append("half")
    half.amount = .money(Money(fen: money.fen / 3))
    half.unit = other.draft.text.append("万元")
    other.draft.flows[row].amount = .money(Money(fen: money.fen - money.fen / 3))
    other.draft.flows.append(half)
    other.draft.flows.shuffle(using: &generator)
    other.draft.nodes.shuffle(using: &generator)
    for node in ["E", "W", "WP1", "WP1V"] {
      let (a, b) = (try TraceText(maker, at: node), try TraceText(other, at: node))
      #expect(a.origins == b.origins && a.ends == b.ends)
      func amounts(_ text: TraceText) -> [String] {
        (text.steps(text.trace.upstream) + text.steps(text.trace.downstream)).map {
          $0.split(separator: " ").dropLast().joined(separator: " ")
        }
      }
      #expect(amounts(a) == amounts(b))
    }
  }
}
