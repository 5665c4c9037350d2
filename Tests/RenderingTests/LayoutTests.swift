import Testing

@testable import Rendering

@Suite("Layout")
struct LayoutTests {
  @Test("text is as wide as its glyphs")
  func metrics() {
    #expect(TextMetrics.width("甘谷", size: 10) == 20)
    #expect(TextMetrics.width("0123456789", size: 10) == 55.5)
    #expect(TextMetrics.width("e\u{301}", size: 1000) == 554)
    #expect(TextMetrics.width("", size: 10) == 0)
    #expect(TextMetrics.fitted("张家川回族自治县", size: 10, width: 45) == "张家川…")
    #expect(TextMetrics.fitted("张家川", size: 10, width: 30) == "张家川")
  }

  @Test("crossings vanish where an order without any exists, groups stay whole")
  func crossings() {
    let order = TwoColumnOrder(
      left: ["a", "b", "c"], right: [["1", "2", "9"], ["3", "4"]],
      lines: [("a", "4"), ("a", "3"), ("b", "1"), ("c", "2")])
    #expect(order.crossings == 0)
    #expect(order.right.contains { Set($0) == ["1", "2", "9"] && $0.last == "9" })
    #expect(order.left.count == 3)
    let empty = TwoColumnOrder(left: [], right: [], lines: [])
    #expect(empty.left.isEmpty && empty.right.isEmpty && empty.crossings == 0)
  }

  @Test("a complete bipartite graph of two and two keeps its one crossing")
  func unavoidableCrossing() {
    let order = TwoColumnOrder(
      left: ["a", "b"], right: [["1", "2"]],
      lines: [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")])
    #expect(order.crossings == 1)
    #expect(order.left == ["a", "b"] && order.right == [["1", "2"]])
  }

  @Test("unpaired members stand at the end of their group by rank, then id")
  func unpaired() {
    let order = TwoColumnOrder(
      left: ["z", "a"], right: [["3", "2", "1"]], lines: [("z", "3")], rank: { $0 == "1" ? 1 : 0 })
    #expect(order.left == ["z", "a"])
    #expect(order.right == [["3", "2", "1"]])
  }

  private func node(_ id: String, _ x: Double, _ y: Double) -> FlowCurves.Node {
    FlowCurves.Node(id: id, centre: Spot(x, y), radius: 3)
  }

  @Test("a flow bends round a node that stands in its way")
  func bend() throws {
    let nodes = [node("d", 500, 200), node("r", 100, 200), node("x", 300, 200)]
    let curves = FlowCurves(
      [.init(id: "f", donor: nodes[0], recipient: nodes[1])], nodes: nodes,
      bounds: PageBox(left: 0, top: 0, right: 600, bottom: 400), furniture: [])
    let curve = try #require(curves.curves.first)
    #expect(curve.foreign.isEmpty)
    #expect(curve.samples.polylineDistance(to: Spot(300, 200)) >= 6)
    // The head stands free before the node: three points.
    let tip = try #require(curve.samples.last)
    #expect(abs(tip.distance(to: Spot(100, 200)) - 6) < 0.01)
  }

  @Test("a flow walled in is drawn and its foreign nodes are listed")
  func wall() throws {
    let wall = stride(from: 0.0, through: 400, by: 8).map { node("x\($0)", 300, $0) }
    let ends = [node("d", 500, 200), node("r", 100, 200)]
    let curves = FlowCurves(
      [.init(id: "f", donor: ends[0], recipient: ends[1])], nodes: ends + wall,
      bounds: PageBox(left: 0, top: 0, right: 600, bottom: 400), furniture: [])
    #expect(try #require(curves.curves.first).foreign.count >= 1)
  }

  private func request(_ id: String, _ x: Double, _ y: Double, priority: Int = 0)
    -> LabelPlacement.Request
  {
    LabelPlacement.Request(
      id: id, text: "甘谷县", size: 8, node: Spot(x, y), radius: 3, priority: priority,
      bounds: PageBox(left: 0, top: 0, right: 200, bottom: 100))
  }

  @Test("names never lie on each other, on nodes, on furniture or outside")
  func labels() {
    let requests = (0..<12).map {
      request("n\($0)", 20 + Double($0 % 4) * 40, 20 + Double($0 / 4) * 25)
    }
    let nodes = requests.map { FlowCurves.Node(id: $0.id, centre: $0.node, radius: 3) }
    let furniture = [PageBox(left: 0, top: 80, right: 200, bottom: 100)]
    let placement = LabelPlacement(requests, nodes: nodes, flows: [], furniture: furniture)
    #expect(placement.labels.count + placement.dropped.count == 12)
    #expect(placement.labels.count >= 11)
    for (index, label) in placement.labels.enumerated() {
      #expect(label.request.bounds.contains(label.box))
      #expect(!furniture[0].overlaps(label.box))
      for other in placement.labels[(index + 1)...] { #expect(!label.box.overlaps(other.box)) }
      for node in nodes { #expect(label.box.distance(to: node.centre) >= node.radius) }
    }
  }

  @Test("without room the least important name is left out and listed")
  func dropped() {
    let tight = PageBox(left: 0, top: 0, right: 40, bottom: 12)
    var first = request("a", 5, 6)
    var second = request("b", 5, 6.5, priority: 1)
    (first.bounds, second.bounds) = (tight, tight)
    let placement = LabelPlacement([second, first], nodes: [], flows: [], furniture: [])
    #expect(placement.labels.map(\.request.id) == ["a"])
    #expect(placement.dropped.map(\.id) == ["b"])
  }

  @Test("dashes begin and end where the curve does and leave gaps")
  func dashes() {
    let path = [Spot(0, 0), Spot(40, 0), Spot(60, 30), Spot(100, 30)]
    let pieces = Dashes.cut(path)
    #expect(pieces.count > 5)
    #expect(pieces.first?.first == path.first)
    #expect(pieces.last?.last?.distance(to: Spot(100, 30)) ?? 1 < 1e-9)
    for (a, b) in zip(pieces, pieces.dropFirst()) {
      #expect(abs(a[3].distance(to: b[0]) - Dashes.gap) < 0.6)
    }
  }

  @Test("clipping keeps what is inside")
  func clipping() {
    let box = PageBox(left: 0, top: 0, right: 10, bottom: 10)
    let clipped = box.clipping([Spot(-5, 5), Spot(5, -5), Spot(15, 5), Spot(5, 15)])
    #expect(clipped.allSatisfy(box.contains))
    #expect(clipped.count == 8 || clipped.count == 4)
    #expect(box.clipping([Spot(20, 20), Spot(30, 20), Spot(20, 30)]).isEmpty)
  }
}
