import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// The order of an earlier figure is kept in the next.
@Suite("Kept order")
struct OrderTests {
  private func readBack(_ document: ResultDocument) throws -> [String: [String]] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try document.rendered(.csv, .zh).write(to: file, atomically: true, encoding: .utf8)
    return try OrderFile.read(file.path).get()
  }

  private func picture(_ year: Int) throws -> PairingPicture {
    PairingPicture(
      CoverageQuestion(.level(.county), date: CalendarDate(year: year)),
      in: try #require(PaperTests.network), language: .zh,
      provenance: PaperTests.provenance(.a4Portrait))
  }

  @Test("the diagram of 2012 in the order of 2018 has every unit where it stood")
  func bipartite() throws {
    let later = try picture(2018)
    let first = try BipartiteDiagram(later)
    let order = try readBack(ResultDocument(diagram: first, of: later, file: "x"))
    #expect(order["donor"] == first.donorOrder && order["recipient"] == first.recipientOrder)
    let free = try BipartiteDiagram(picture(2012))
    let kept = try BipartiteDiagram(picture(2012), order: order)
    #expect(kept.donorOrder == first.donorOrder)
    // Each year has units of its own, such as a prefecture that is paired as a whole.
    let shared = Set(first.recipientOrder).intersection(kept.recipientOrder)
    #expect(shared.count >= 90)
    #expect(
      kept.recipientOrder.filter(shared.contains) == first.recipientOrder.filter(shared.contains))
    #expect(free.recipientOrder != kept.recipientOrder, "else the test shows nothing")
    #expect(kept.crossings >= free.crossings)
    // Crossings of the kept order, counted pair by pair.
    let places = Dictionary(
      uniqueKeysWithValues: (kept.donorOrder + kept.recipientOrder).enumerated().map { ($1, $0) })
    let links = try Set(
      picture(2012).sorted().links.map { [places[$0.donor]!, places[$0.recipient]!] })
    let crossings = links.reduce(0) { sum, a in
      sum + links.count { b in a[0] < b[0] && a[1] > b[1] }
    }
    #expect(kept.crossings == crossings)
  }

  @Test("what is new stands after what was there, in its group")
  func newcomers() throws {
    let order = TwoColumnOrder(
      left: ["a", "b", "c"], right: [["x", "y"], ["z", "w"]],
      lines: [("a", "x"), ("b", "y"), ("c", "z"), ("c", "w")],
      kept: (["c", "gone", "a"], ["w", "y"]))
    #expect(order.left == ["c", "a", "b"])
    #expect(order.right == [["w", "z"], ["y", "x"]])
  }

  @Test("a matrix keeps rows and columns, whatever the sorting asked for")
  func matrix() throws {
    var blocks = MatrixTests.generated(donors: 9, recipients: 40)
    blocks.order = .blocks
    let first = try MatrixDiagram(blocks)
    let order = try readBack(ResultDocument(first, file: "x"))
    var byCode = blocks
    byCode.order = .code
    let kept = try MatrixDiagram(byCode, order: order)
    #expect(kept.rowOrder == first.rowOrder && kept.columnOrder == first.columnOrder)
    #expect(try MatrixDiagram(byCode).rowOrder != first.rowOrder, "else the test shows nothing")
  }
}
