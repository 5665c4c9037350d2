import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Funds on the map: nothing counted twice, nothing lost, widths and areas in proportion.
@Suite("Funds on the map")
struct MapFundsTests {
  private static let tianjin = PackageReader.read(Repository.tianjin.path).network

  /// Three donors and three recipients with amounts by hand, in fen.
  private func fixture() -> MapFixture {
    var fixture = MapFixture()
    for (number, id) in ["e1", "e2", "e3"].enumerated() {
      fixture.node(id, .county, id, in: "E", at: (117 + Double(number), 32))
    }
    for (number, id) in ["w1", "w2", "w3"].enumerated() {
      fixture.node(id, .county, id, in: "W", at: (101 + 2 * Double(number), 30))
    }
    return fixture
  }

  private func map(_ picture: PairingPicture) throws -> PairingMap {
    try PairingMap(picture, areas: [], projection: .chinaAlbers())
  }

  private func fact(_ document: ResultDocument, _ key: String) -> Cell? {
    document.facts.first { $0.key == key }?.value
  }

  @Test("widths are in proportion to amounts up to 13 : 1, by hand arithmetic")
  func linear() throws {
    var fixture = fixture()
    fixture.flow("a", "e1", "w1", 13_000)
    fixture.flow("b", "e2", "w2", 1_000)
    fixture.flow("c", "e3", "w3", 6_500)
    let map = try map(try fixture.network().fundsPicture())
    #expect(map.lines?.widths?.isLinear == true)
    #expect(map.strokes["e1>w1"]?.width == 8)
    #expect(map.strokes["e3>w3"]?.width == 4)
    #expect(abs((map.strokes["e2>w2"]?.width ?? 0) - 8.0 / 13) < 1e-12)
    // Three numbers in the legend.
    let texts = map.figure.captions.map(\.text)
    for number in ["0.001 万", "0.0065 万", "0.013 万"] {
      #expect(texts.contains(number), "\(number)")
    }
    try FigureChecks.expectSound(map.figure)
  }

  @Test("beyond 13 : 1 there are classes with printed limits, exactly then")
  func classes() throws {
    #expect(FlowWidths([13, 1])?.isLinear == true)
    #expect(FlowWidths([14, 1])?.isLinear == false)
    #expect(FlowWidths([131, 10])?.isLinear == false)
    #expect(FlowWidths([130, 10])?.isLinear == true)
    #expect(FlowWidths([.max, .max / 13 + 1])?.isLinear == true)
    #expect(FlowWidths([.max, 1])?.isLinear == false)
    #expect(FlowWidths([0, 7])?.isLinear == true)
    #expect(FlowWidths([]) == nil && FlowWidths([0]) == nil)
    let ten = try #require(FlowWidths((0..<10).map { Int64(1) << (2 * $0) }))
    #expect(
      (0..<10).map { ten.width(of: Int64(1) << (2 * $0)) }
        == [0.6, 0.6, 1.2, 1.2, 2.5, 2.5, 5, 5, 8, 8])
    let two = try #require(FlowWidths([1, 100]))
    #expect([two.width(of: 1), two.width(of: 100)] == [5, 8])

    let network = try MapFixture.generated(donors: 10, recipients: 40, links: 60).network()
    let map = try map(try network.fundsPicture())
    guard case .classes(let classes)? = map.lines?.widths?.scale else {
      Issue.record("no classes")
      return
    }
    #expect(classes.reduce(0) { $0 + $1.count } == 60)
    let document = ResultDocument(map: map, of: map.picture, file: "x")
    let legend = try #require(document.tables.first { $0.key == "legend" })
    #expect(legend.rows.count == classes.count && (4...5).contains(classes.count))
    for stroke in map.strokes.values { #expect(FlowWidths.ofClasses.contains(stroke.width)) }
    let texts = map.figure.captions.map(\.text)
    for found in classes {
      let lowest = SankeyUnit().number(found.lowest)
      #expect(texts.contains { $0.contains(lowest) && $0.hasSuffix("(\(found.count))") })
    }
    #expect(texts.contains { $0.contains("最细 0.6 点") })
  }

  @Test("a part is not counted with its whole, and flows of one pair are summed")
  func netting() throws {
    var fixture = fixture()
    fixture.flow("a", "e1", "w1", 10_000)
    fixture.flow("a1", "e1", "w1", 4_000, partOf: "a")
    fixture.flow("b", "e1", "w1", 500)
    let network = try fixture.network()
    let map = try map(try network.fundsPicture())
    #expect(map.picture.links.map(\.atoms) == [10_500])
    let unit = try #require(map.picture.recipientUnits.first { $0.id == "w1" })
    #expect(unit.received == 10_500)
  }

  @Test(
    "what is stated for a province, stays in a unit, or has no place, is listed with its amount")
  func undrawn() throws {
    var fixture = fixture()
    fixture.node("w4", .county, "无坐标县", in: "W")
    fixture.flow("a", "e1", "w1", 10_000)
    fixture.flow("b", "E", "W", 70_000)
    fixture.flow("c", "e1", "e1", 300)
    fixture.flow("d", "e2", "w4", 20_000)
    fixture.flow("e", "e2", "w2", 0)
    fixture.flow("f", "e3", "w3", nil)
    let picture = try fixture.network().fundsPicture()
    let map = try map(picture)
    let funds = try #require(picture.funds)
    #expect(
      funds.undrawn.map { "\($0.donor)>\($0.recipient) \($0.reason.rawValue) \($0.atoms)" } == [
        "E>W not_split 70000", "e1>e1 same_unit 300", "e2>w2 zero 0", "e2>w4 no_position 20000",
      ])
    #expect(map.drawnAtoms == 10_000 && funds.total == 100_300)
    let texts = map.figure.captions.map(\.text).joined()
    #expect(texts.contains("未画成线的 4 项共 0.0903 万元"))
    #expect(texts.contains("东省 → 西省 0.07 万元（未拆分到单位）"))
    // Zero, unknown and no record have three looks.
    let looks = Dictionary(
      uniqueKeysWithValues: picture.recipientUnits.map { ($0.id, $0.fundsLook) })
    #expect(looks["w1"] == .amount && looks["w2"] == .zero && looks["w3"] == .unknown)
    #expect(texts.contains("1 笔数额不详"))
  }

  @Test(
    "areas of circles are in proportion to what is received; unknown amounts are rings with a dot")
  func circles() throws {
    var fixture = fixture()
    fixture.flow("a", "e1", "w1", 40_000)
    fixture.flow("b", "e1", "w2", 10_000)
    fixture.pairing("p", .county, "e2", "w3")
    let map = try map(try fixture.network().fundsPicture())
    func marks(_ id: String) -> [Figure.Mark] {
      let spot = map.spots[id]
      return map.figure.marks.filter { $0.centre == spot }
    }
    #expect(marks("w1").map(\.radius) == [9] && marks("w2").map(\.radius) == [4.5])
    #expect(marks("w3").count == 2 && marks("w3")[0].fill == .paper)
    let texts = map.figure.captions.map(\.text)
    #expect(texts.contains("有金额记录(2)") && texts.contains { $0.hasSuffix("金额不详(1)") })
  }

  @Test("wide lines lie under thin ones, heads are at least 5 pt and of the opacity of their line")
  func order() throws {
    let network = try MapFixture.generated(donors: 8, recipients: 30, links: 40).network()
    let map = try map(try network.fundsPicture())
    let drawn = map.figure.strokes.enumerated().filter { $0.element.subject?.role == .flow }
    let widths = drawn.map(\.element.width)
    #expect(widths == widths.sorted(by: >) && Set(widths).count > 2)
    for (place, stroke) in drawn {
      let casing = map.figure.strokes[place - 1]
      #expect(casing.ink.rgb == Ink.paper.rgb && abs(casing.width - stroke.width - 1.2) < 1e-9)
      let head = map.figure.strokes[place + 1]
      #expect(head.ink == stroke.ink)
      #expect(abs((head.arrowLength ?? 0) - max(5, 2.2 * stroke.width)) < 1e-9)
    }
  }

  @Test(
    "drawn and not drawn add up to what ‘flows’ prints, to the fen, on the bundled package",
    arguments: [nil, 2012...2012, 2019...2020] as [ClosedRange<Int>?])
  func totals(years: ClosedRange<Int>?) throws {
    let network = try #require(Self.tianjin)
    let question = FlowQuestion(status: .disbursed, years: years)
    let picture = try network.fundsPicture(question)
    let map = try map(picture)
    let funds = try #require(picture.funds)
    let total = try #require(try FlowAccounts(question, in: network).total()?.amount)
    #expect(Amount.money(Money(fen: funds.total)) == total)
    let undrawn = funds.undrawn.reduce(Int64(0)) { $0 + $1.atoms }
    #expect(map.drawnAtoms + undrawn == funds.total + funds.difference)
    let document = ResultDocument(map: map, of: picture, file: "x")
    #expect(fact(document, "total") == .money(Money(fen: funds.total)))
    #expect(fact(document, "drawn") == .money(Money(fen: map.drawnAtoms)))
    #expect(fact(document, "not_drawn") == .money(Money(fen: undrawn)))
    let received = picture.recipientUnits.compactMap(\.received).reduce(0, +)
    #expect(received >= map.drawnAtoms && map.drawnAtoms > 0 || years == 2019...2020)
  }

  @Test("rows in another order give the same bytes")
  func determinism() throws {
    var fixture = MapFixture.generated(donors: 10, recipients: 40, links: 60)
    let expected = try map(try fixture.network().fundsPicture())
    var generator = SeededGenerator(seed: 5)
    fixture.draft.flows.shuffle(using: &generator)
    fixture.draft.nodes.shuffle(using: &generator)
    fixture.draft.pairings.shuffle(using: &generator)
    let shuffled = try map(try fixture.network().fundsPicture())
    #expect(try shuffled.figure.data(as: .svg) == expected.figure.data(as: .svg))
    let documents = [expected, shuffled].map {
      ResultDocument(map: $0, of: $0.picture, file: "x").rendered(.json, .en)
    }
    #expect(documents[0] == documents[1])
  }

  @Test("no flow at all is a map that says so")
  func empty() throws {
    let picture = try fixture().network().fundsPicture(language: .en)
    let map = try map(picture)
    try FigureChecks.expectSound(map.figure)
    #expect(map.strokes.isEmpty)
    let document = ResultDocument(map: map, of: picture, file: "x")
    #expect(fact(document, "total") == .money(Money(fen: 0)))
  }
}
