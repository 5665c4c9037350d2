import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Counting a fact once")
struct CountedFlowsTests {
  private func netting(_ maker: NetworkMaker) throws -> (
    holders: [String: String], repeats: [String]
  ) {
    let network = try maker.network()
    let netting = CountedFlows(network: network, mayHold: { _, _ in true })
      .netting(of: Array(network.flowRows.indices))
    func id(_ row: Int) -> String { network.flow(at: row).id }
    return (
      Dictionary(uniqueKeysWithValues: netting.holders.map { (id($0), id($1)) }),
      netting.repeats.map(id).sorted()
    )
  }

  @Test("a repeat of a part is a repeat, and no second part of the whole")
  func repeatOfPart() throws {
    var maker = twoProvinces()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "E", "WP1", 30, partOf: "a")
    _ = try maker.flow("c", "E", "WP1", 30, sameAs: "b")
    let found = try netting(maker)
    #expect(found.holders == ["b": "a"] && found.repeats == ["c"])
    let lines = FlowAccounts(FlowQuestion(), in: try maker.network())
      .breakdown(by: [.recipient(nil)])
    #expect(lines.map(\.amount) == [70, 30].map { .money(Money(fen: $0)) })
  }

  @Test("what is part of a whole in one mention is part of it in all")
  func partInOneMention() throws {
    var maker = twoProvinces()
    _ = try maker.flow("a", "E", "W", 100)
    _ = try maker.flow("b", "E", "WP1", 30)
    _ = try maker.flow("c", "E", "WP1", 30, partOf: "a", sameAs: "b")
    let found = try netting(maker)
    #expect(found.holders == ["b": "a"] && found.repeats == ["c"])
  }

  @Test("mentions that make a flow a part of itself end nowhere else")
  func circleOfMentions() throws {
    var maker = twoProvinces()
    _ = try maker.flow("a", "E", "W", 100, partOf: "c")
    _ = try maker.flow("b", "E", "WP1", 30, partOf: "d")
    _ = try maker.flow("c", "E", "WP1", 30, sameAs: "b")
    _ = try maker.flow("d", "E", "W", 100, sameAs: "a")
    let found = try netting(maker)
    #expect(found.repeats == ["c", "d"])
    #expect(found.holders == ["b": "a"])
  }
}
