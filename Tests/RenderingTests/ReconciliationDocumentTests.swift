import Analysis
import DataPackage
import Foundation
import NetworkModel
import Rendering
import TestSupport
import Testing

/// What `reconcile` prints of the reference package.
@Suite struct ReconciliationDocumentTests {
  private static let network: PairingNetwork? =
    PackageReader.read(Repository.tianjin.path).network

  private func document(
    _ ids: Set<String> = [], isBrief: Bool = false
  ) throws -> ResultDocument {
    let network = try #require(Self.network)
    return ResultDocument(
      Reconciliation(ReconciliationQuestion(ids: ids), in: network), isBrief: isBrief)
  }

  @Test func oneClaimIsShownWithItsRowsAndWhatBearsOnIt() throws {
    let text = try document(["claim-000-006"]).rendered(.table, .zh)
    #expect(
      text.hasPrefix(
        """
        核对项数    1
        有差额      1
        舍入内相符  0
        相符        0
        无法核对    0

        原文数字与数据行核对 (1)
        编号           类型  对象    范围    时段   原文数  精度   计算数      下限      上限  差额  单位  结论    出处     位置  算式
        ─────────────  ────  ──────  ──────  ────  ───────  ────  ───────  ────────  ────────  ────  ────  ──────  ───────  ────  ──────────────────────────
        claim-000-006  总额  甘肃省  天津市  2012  9990.93  准确  9414.93  9413.925  9415.935   576  万元  有差额  doc-000  L3    3 行：6000 + 2530 + 884.93

        """))
    #expect(text.contains("576 万元 = flow-000-011 的 48000 件 × 每件 120.00 元整；原文未印其价值"))
    #expect(text.contains("claim-000-006  非独立证据  flow-000-012"))
  }

  @Test func aShortAnswerSaysWhatItLeavesOut() throws {
    let all = try document()
    let brief = try document(isBrief: true)
    #expect(all.remarks.isEmpty)
    #expect(brief.remarks.count == 2)
    #expect(brief.tables.map(\.key) == all.tables.map(\.key).filter { $0 != "parts" })
    #expect(all.tables[0].rows.count == 108)
    let shown = brief.tables[0].rows.count
    #expect(brief.remarks[0].en.hasPrefix("Not listed: \(108 - shown) printed numbers"))
    #expect(brief.facts == all.facts)
  }

  @Test func gapsComeFirstAndSentencesAreWhole() throws {
    let lines = try document(isBrief: true).rendered(.table, .en).split(separator: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("─") })
    #expect(lines[first + 1].hasPrefix("claim-000-006"))
    #expect(lines.contains { $0.contains("their value is not printed") })
    #expect(!lines.contains { $0.contains("Optional") || $0.contains("nil") })
  }

  @Test func numbersAreTheSameInCSVAndJSON() throws {
    let document = try document(["claim-001-024"])
    let csv = document.rendered(.csv, .zh)
    #expect(csv == document.rendered(.csv, .en))
    #expect(csv.contains(",16.8,,exact,16.7513,,"))
    let json = document.rendered(.json, .en)
    #expect(json.contains("\"computed\": 16.7513"))
    #expect(json.contains("\"verdict\": \"reconciles_within_rounding\""))
    #expect(json.contains("\"reconciles_within_rounding\": 1"))
    _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
  }

  @Test func everySentenceIsInBothLanguages() throws {
    let document = try document()
    func isEnglish(_ text: String) -> Bool {
      // Units of the data (万元, 人, 件) stand in both; no other Chinese does.
      let words = ["万元", "亿元", "人次", "人", "件", "个", "座", "亩", "台", "项", "例"]
      let rest = words.reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
      return !rest.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    for table in document.tables where table.key != "parts" {
      for row in table.rows {
        for (column, cell) in zip(table.columns, row) {
          guard case .term(_, let words) = cell else { continue }
          #expect(isEnglish(words.en), "\(table.key) \(column.key): \(words.en)")
          if column.display == .whole {
            let zh = words.zh
            #expect(
              zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(words.zh)")
          }
        }
      }
    }
  }
}
