import Analysis
import NetworkModel
import Rendering
import Testing

/// What `who` and `describe` print of a small network.
@Suite struct TablesVerbTests {
  private func network() throws -> PairingNetwork {
    var draft = NetworkDraft()
    func node(_ id: String, _ kind: NodeKind, _ name: String, _ english: String, in parent: String?)
    {
      var row = NodeRow(id: draft.text.append(id), kind: kind, name: draft.text.append(name))
      row.nameEnglish = draft.text.append(english)
      row.parent = parent.map { draft.text.append($0) } ?? .none
      draft.nodes.append(row)
    }
    node("12", .municipality, "天津市", "Tianjin", in: nil)
    node("120110", .district, "东丽区", "Dongli", in: "12")
    node("62", .province, "甘肃省", "Gansu", in: nil)
    node("620523", .county, "甘谷县", "Gangu", in: "62")
    draft.sources.append(Source(id: "000", title: "Yearbook"))
    var pairing = PairingRow(
      id: draft.text.append("p"), kind: .county, donor: draft.text.append("120110"),
      recipient: draft.text.append("620523"))
    pairing.period = try Period("2016/2020")
    pairing.source = draft.text.append("000")
    pairing.locator = draft.text.append("L7")
    draft.pairings.append(pairing)
    var flow = FlowRow(
      id: draft.text.append("f"), measure: .money, category: draft.text.append("fiscal"),
      donor: draft.text.append("120110"), recipient: draft.text.append("620523"),
      unit: draft.text.append("万元"), status: .disbursed)
    flow.amount = .money(Money(fen: 20_000_000))
    flow.period = try Period("2012")
    draft.flows.append(flow)
    return try PairingNetwork(validating: draft)
  }

  private func who(_ id: String) throws -> ResultDocument {
    let network = try network()
    let node = try #require(network.node(id: id))
    return ResultDocument(Profile(of: node, in: network), in: network)
  }

  @Test func whoPrintsSections() throws {
    #expect(
      try who("620523").rendered(.table, .zh)
        == """
        编号  620523
        名称  甘谷县
        类型  县（市、区）
        隶属  甘肃省
        代码  –
        时点  –

        受援结对 (1)
        层次      关系  支援方  受援方  时段       出处  位置  结对编号
        ────────  ────  ──────  ──────  ─────────  ────  ────  ────────
        区县结对  本级  东丽区  甘谷县  2016/2020  000   L7    p

        支援结对 (0)
          无

        合计 (1)
        方向  时段  指标  类别      状态  精度  金额（万元）  项数  其中数额不详
        ────  ────  ────  ────────  ────  ────  ────────────  ────  ────────────
        流入  2012  资金  财政资金  到位  准确         20.00     1             0

        资金及其他流动 (1)
        方向  关系  时段  指标  类别      状态  精度  金额（万元）  支援方  受援方  计入合计  流动编号
        ────  ────  ────  ────  ────────  ────  ────  ────────────  ──────  ──────  ────────  ────────
        流入  本级  2012  资金  财政资金  到位  准确         20.00  东丽区  甘谷县  是        f

        """)
  }

  @Test func whoIsOneTableInCSV() throws {
    let lines = try who("120110").rendered(.csv, .en).split(separator: "\n")
    #expect(lines[0].hasPrefix("section,layer,end,donor_name,recipient_name,period,"))
    #expect(lines.dropFirst().map { $0.prefix { $0 != "," } } == ["helps", "totals", "flows"])
    #expect(lines[0].split(separator: ",").contains("amount_cny"))
    #expect(lines[3].contains(",200000,"))
  }

  @Test func everyTitleIsInBothLanguages() throws {
    let network = try network()
    for document in [try who("620523"), ResultDocument(Description(of: network))] {
      for table in document.tables {
        for title in [table.title] + table.columns.map(\.title) {
          #expect(!title.en.isEmpty && !title.zh.isEmpty)
          #expect(!title.en.unicodeScalars.contains { $0.value > 0x2E80 })
        }
      }
    }
  }

  @Test func describeCountsAndMisses() throws {
    let text = ResultDocument(Description(of: try network())).rendered(.table, .en)
    #expect(text.contains("Nodes     4\n"))
    #expect(text.contains("county     1  2016      2020                 0        0"))
    #expect(text.contains("indicators  table is empty"))
    #expect(text.contains("nodes       no source"))
  }
}
