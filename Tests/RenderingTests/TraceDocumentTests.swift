import Analysis
import DataPackage
import Foundation
import NetworkModel
import Rendering
import TestSupport
import Testing

/// What `trace` writes for people and programs, on the bundled package.
@Suite("Documents of traces")
struct TraceDocumentTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func document(
    _ node: String, _ directions: [TraceQuestion.Direction] = [.upstream],
    flows: FlowQuestion, top: Int? = nil
  ) throws -> ResultDocument {
    let network = try #require(Self.network)
    let question = TraceQuestion(
      node: try #require(network.node(id: node)), directions: directions, flows: flows)
    return ResultDocument(try FlowTrace(question, in: network), top: top, in: network)
  }

  @Test("a table for people, in officialese")
  func table() throws {
    let text = try document("632300", flows: .init(status: .disbursed), top: 2)
      .rendered(.table, .zh)
    let expected = """
      资金来源 (3)
      编号    名称       类别    数额（万元）  单位  占比（%）  环节数  性质      精度
      ──────  ─────────  ──────  ────────────  ────  ─────────  ──────  ────────  ────
      120000  天津市     直辖市      1,000.00  万元    67.1141       1  记载源头  准确
      120116  滨海新区   区            300.00  万元    20.1342       1  记载源头  准确
      –       其余 2 个  –             190.00  万元    12.7517       –  其他      –

      """
    #expect(text.contains(expected), "\(text)")
  }

  @Test("JSON: every amount has its step, precision and sources")
  func json() throws {
    let text = try document(
      "620826", [.upstream, .downstream], flows: .init(status: .allocated)
    ).rendered(.json, .en)
    #expect(text.contains("\"received_fen\": 20200000000"))
    #expect(text.contains("\"given\": null"))
    #expect(
      text.contains(
        """
        {"direction": "up", "from_id": "120114", "from": "武清区", "to_id": "620826", "to": "静宁县", "distance": 1, \
        "carried_fen": 19000000000, "carried_value": null, "whole_fen": 19000000000, "whole_value": null, "unit": "CNY", \
        "basis": "rest", "status": "allocated", "precision": "exact", "may_overlap": null, \
        "flows": "flow-003-010", "sources": "doc-003 L21"}
        """), "\(text)")
  }

  @Test("an unknown amount is listed; nothing traced is not zero")
  func unknown() throws {
    let signed = try document("620826", flows: .init(status: .signed))
    #expect(signed.rendered(.table, .en).contains("flow-003-041"))
    #expect(signed.rendered(.csv, .en).contains("unknown,"))
    #expect(signed.remarks.contains { $0.en.contains("not known, which is not zero: 1") })
    let nothing = try document("620826", flows: .init(status: .planned))
    #expect(nothing.remarks.contains { $0.en.contains("nothing to trace, which is not zero") })
    #expect(nothing.rendered(.json, .en).contains("\"received\": null"))
  }

  @Test("both languages")
  func languages() throws {
    let document = try document(
      "620000", [.upstream, .downstream],
      flows: .init(measure: .personTimes, status: .realised), top: 3)
    for wording in document.remarks + document.conventions.map(\.text)
      + document.tables.flatMap({ [$0.title] + $0.columns.map(\.title) })
      + document.facts.map(\.title)
    {
      #expect(!wording.en.isEmpty && !wording.zh.isEmpty)
      #expect(wording.zh.unicodeScalars.contains { $0.value > 0x2E80 })
    }
    #expect(document.tables.map(\.key) == ["origins", "ends", "steps", "unknown", "cycles"])
  }
}
