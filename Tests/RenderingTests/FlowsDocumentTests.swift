import Analysis
import DataPackage
import Foundation
import NetworkModel
import Rendering
import TestSupport
import Testing

/// What `flows` writes for people and programs, on the bundled package.
@Suite("Documents of flows")
struct FlowsDocumentTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func network() throws -> PairingNetwork { try #require(Self.network) }

  @Test("a table for people: rolled-up donors, what is not split, officialese")
  func table() throws {
    let network = try network()
    let accounts = FlowAccounts(
      FlowQuestion(status: .disbursed, recipient: network.node(id: "632300")), in: network)
    let dimensions = [FlowDimension.donor(.county)]
    let text = ResultDocument(
      accounts, by: dimensions, lines: accounts.breakdown(by: dimensions, order: .amount)
    ).rendered(.table, .zh)
    let expected = """
      分列 (3)
      环节  支援方                        金额（万元）  单位  精度  笔数  数额不详  出处         占合计（%）
      ────  ────────────────────────────  ────────────  ────  ────  ────  ────────  ───────────  ───────────
      到位  天津市（未拆分）                  1,000.00  万元  准确     1         0  doc-002 L14         67.1
      到位  滨海新区                            330.00  万元  准确     2         0  doc-002 L20         22.1
      到位  天津市工商业联合会（未拆分）        160.00  万元  准确     1         0  doc-002 L20         10.7

      """
    #expect(text.hasSuffix(expected), "\(text)")
  }

  @Test("every number in JSON has its step, precision, bounds and sources")
  func json() throws {
    let network = try network()
    let accounts = FlowAccounts(
      FlowQuestion(categories: ["district_targeted"], years: 2012...2012), in: network)
    let text = ResultDocument(accounts, by: [], lines: []).rendered(.json, .en)
    #expect(
      text.contains(
        """
        {"class": null, "status": "disbursed", "amount_fen": 2530000000, "value": null, "unit": "CNY", \
        "precision": "at_least", "lower_fen": 2530000000, "upper_fen": null, "value_lower": null, \
        "value_upper": null, "flows": 6, "rests": 0, "unknown": 0, "uncertain": 0, "sources": "doc-000 L7"}
        """), "\(text)")
  }

  @Test("a range says its ends to people; the matrix leaves unknown cells empty")
  func rangeAndMatrix() throws {
    var draft = NetworkDraft()
    func text(_ word: String) -> Text { draft.text.append(word) }
    for (id, kind) in [("E", NodeKind.province), ("W", .province), ("V", .province)] {
      draft.nodes.append(NodeRow(id: text(id), kind: kind, name: text(id)))
    }
    for (id, recipient, fen) in [("a", "W", 1_000_000), ("b", "W", 500_000), ("c", "V", 250_000)] {
      var row = FlowRow(
        id: text(id), measure: .money, category: text("fiscal"), donor: text("E"),
        recipient: text(recipient), unit: text("CNY"), status: .disbursed)
      row.amount = .money(Money(fen: Int64(fen)))
      if id == "b" { row.mayBePartOf = text("a") }
      draft.flows.append(row)
    }
    let network = try PairingNetwork(validating: draft)
    let accounts = FlowAccounts(FlowQuestion(), in: network)
    #expect(
      ResultDocument(accounts, by: [], lines: []).rendered(.table, .en).contains("1.25–1.75"))
    let question = FlowQuestion(status: .disbursed)
    let matrix = ResultDocument(
      WhoDoesWhat(question, in: network), of: question, in: network
    ).rendered(.csv, .en).split(separator: "\n")
    #expect(matrix[0].hasPrefix("section,donor_id,donor,to_V_cny,to_W_cny,total_cny"))
    #expect(matrix[1].hasPrefix("matrix,E,E,2500,10000,,"))
    #expect(matrix[2].hasPrefix("matrix,,total,2500,10000,,"))
  }

  @Test("a funnel and envelopes name their rows and sources")
  func views() throws {
    let network = try network()
    let gangu = try NodeFinder(network).find("甘谷县")
    let funnel = FlowFunnel("labour", from: gangu, years: 2019...2019, in: network)
    let csv = ResultDocument(funnel, from: gangu, to: nil, in: network).rendered(.csv, .en)
    #expect(csv.contains("offered,1393,,job_offer,exact,,claim-004-047,doc-004 L43\n"))
    #expect(csv.contains("signed,32,,人,exact,2.3,flow-004-048,doc-004 L43\n"))
    let envelopes = ResultDocument(
      envelopes: utilisations(in: network), of: .money, in: network
    ).rendered(.csv, .en)
    #expect(
      envelopes.contains(
        "flow-001-076,天津市,甘肃省,2019,allocated,40000000,,disbursed,21214000,,CNY,exact,53.04,18786000,"
      ), "\(envelopes)")
  }
}
