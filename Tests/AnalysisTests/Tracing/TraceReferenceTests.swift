import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// The bundled package, traced.
@Suite("Tracing the reference data")
struct TraceReferenceTests {
  private let package = TianjinPackage()

  private func trace(
    _ node: String, _ status: FlowStatus, years: ClosedRange<Int>? = nil,
    extent: TraceQuestion.Extent = .withContents, level: Level? = nil
  ) throws -> FlowTrace {
    try FlowTrace(
      TraceQuestion(
        node: try package.node(node), extent: extent,
        flows: FlowQuestion(status: status, years: years), level: level), in: package.network)
  }

  private func wanOf(_ side: FlowTrace.Side?) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (side?.lines ?? []).map { line in
        guard case .money(let money) = line.amount else { return ("", "") }
        return (package.network[line.node].id, money.decimal(in: .wan).description)
      })
  }

  @Test("Huangnan 2011: 2000 allocated, 1000 of them disbursed beside 490 of others")
  func huangnan() throws {
    #expect(wanOf(try trace("黄南", .allocated).upstream) == ["120000": "2000"])
    #expect(
      wanOf(try trace("黄南", .disbursed).upstream)
        == ["120000": "1000", "120116": "300", "dept-dagang": "30", "org-tj-fic": "160"])
    let error = #expect(throws: TraceRefusal.self) {
      try FlowTrace(TraceQuestion(node: try package.node("黄南")), in: package.network)
    }
    #expect(error?.message.zh.contains("安排 1 笔、到位 4 笔") ?? false)
  }

  @Test("villages 2020: 140, 50 and 770 disbursed; 884 allocated stay apart")
  func villages() throws {
    let disbursed = try trace("120000", .disbursed, years: 2020...2020).downstream
    let ends = wanOf(disbursed)
    #expect(ends["village-jiashan"] == "140" && ends["village-yaotao"] == "50")
    #expect(ends["village-ciwa"] == "770" && ends["village-zhujiajian"] == nil)
    // The first quarter is part of the year: 16.1 亿 once.
    let gansu = try #require(disbursed?.steps.first)
    #expect(gansu.whole == .money(Money(fen: wan(161_000))) && gansu.basis == .recorded)
    #expect(ends["620000"] == "164479")
    #expect(
      wanOf(try trace("120000", .allocated, years: 2020...2020).downstream)
        == ["village-zhujiajian": "884"])
    // They may already be in the 16.1 亿 of the year, and are marked.
    let network = package.network
    #expect(
      disbursed?.lines.filter(\.mayOverlap).map { network[$0.node].id }
        == ["village-ciwa", "village-jiashan", "village-yaotao"])
  }

  @Test("Gansu 2012: what its counties and areas received, and from whom")
  func gansu() throws {
    let gansu = try trace("甘肃", .disbursed, years: 2012...2012)
    #expect(gansu.received == .money(Money(fen: 3_414_930_000)))
    #expect(gansu.receivedPrecision == .atLeast)
    #expect(
      wanOf(gansu.upstream) == [
        "120116": "2000", "group-tianjin-campaign-2012": "884.93", "120111": "400", "120115": "80",
        "120105": "20", "120110": "20", "120102": "10",
      ])
    #expect(
      wanOf(try trace("甘肃", .disbursed, years: 2012...2012, level: .province).upstream)["120000"]
        == "3414.93")
    #expect(
      try trace("甘肃", .disbursed, years: 2012...2012, extent: .itself).upstream?.lines.count == 1)
  }

  @Test("Jingning: what is part of the 2.02 亿 counts once, at its own place")
  func jingning() throws {
    let trace = try trace("静宁", .allocated)
    #expect(trace.received == .money(Money(fen: wan(20_200))))
    let network = package.network
    #expect(
      trace.upstream?.steps.map { network[$0.recipient].id } == ["620826", "park-jingning"])
  }

  private func wan(_ number: Int64) -> Int64 { number * 1_000_000 }
}
