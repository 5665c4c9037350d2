import NetworkModel
import Testing

@Suite struct NodeFinderTests {
  private func network() throws -> PairingNetwork {
    var maker = DraftMaker()
    maker.node("62", .province, "甘肃省")
    maker.node("6208", .prefecture, "平凉市", in: "62")
    maker.node("6210", .prefecture, "庆阳市", in: "62")
    maker.node("620826", .county, "静宁县", in: "6208")
    maker.node("621026", .county, "宁县", in: "6210")
    maker.node("620825", .county, "庄浪县", in: "6208")
    maker.node("6205", .prefecture, "天水市", in: "62")
    maker.node("620525", .county, "张家川回族自治县", in: "6205")
    maker.node("t1", .town, "城关镇", in: "620826")
    maker.node("t2", .town, "城关镇", in: "620825")
    maker.node("12", .municipality, "天津市")
    maker.node("120105", .district, "河北区", in: "12")
    maker.node("13", .province, "河北省")
    maker.node("120110", .district, "东丽区", in: "12")
    maker.node("t3", .town, "丰年村街", in: "120110")
    maker.node("h", .hospital, "静宁县人民医院", in: "620826")
    maker.draft.nodes[13].nameEnglish = maker.draft.text.append("Dongli")
    maker.draft.nodes[13].aliases = maker.draft.text.append("东丽;津东丽")
    maker.draft.nodes[13].code = maker.draft.text.append("120110000000")
    return try maker.network()
  }

  @Test(arguments: [
    ("621026", "621026"), ("宁县", "621026"), ("静宁", "620826"), ("静宁县", "620826"), ("庄浪", "620825"),
    ("张家川", "620525"), ("张家川县", "620525"), ("东丽", "120110"), ("津东丽", "120110"),
    ("Dongli", "120110"),
    ("120110000000", "120110"), ("庄浪/城关镇", "t2"), ("平凉市/静宁/城关", "t1"), ("甘肃/宁县", "621026"),
    ("天津/河北", "120105"), ("河北区", "120105"), ("河北省", "13"), ("丰年村街", "t3"), ("丰年村街道", "t3"),
    ("丰年村", "t3"), ("静宁县人民医院", "h"), (" 宁县 ", "621026"),
  ])
  func finds(query: String, id: String) throws {
    let network = try network()
    #expect(try network[NodeFinder(network).find(query)].id == id)
  }

  @Test(arguments: ["城关镇", "城关", "河北", "甘肃省/城关镇"])
  func listsCandidatesOfHomonyms(query: String) throws {
    let network = try network()
    let error = try #require(throws: NodeLookupError.self) { try NodeFinder(network).find(query) }
    guard case .ambiguous(_, _, let candidates) = error else {
      Issue.record("\(query) was not ambiguous")
      return
    }
    #expect(candidates.count == 2)
    for candidate in candidates { #expect(error.message.zh.contains(network[candidate].id)) }
  }

  @Test(arguments: ["静", "县", "人民医院", "庆阳/静宁", "静宁/静宁", "", "/", "天津/城关镇"])
  func findsNothingByAPart(query: String) throws {
    let network = try network()
    let error = try #require(throws: NodeLookupError.self) { try NodeFinder(network).find(query) }
    guard case .notFound = error else {
      Issue.record("\(query) was found")
      return
    }
  }

  @Test(arguments: [
    ("静宁具", ["静宁县"]), ("庄郎", ["庄浪县"]), ("张家川回族县", ["张家川回族自治县"]), ("", []), ("x", []),
    ("完全没有的名字", []),
  ])
  func suggestsTheNearestNames(query: String, names: [String]) throws {
    let network = try network()
    let error = try #require(throws: NodeLookupError.self) { try NodeFinder(network).find(query) }
    guard case .notFound(_, let nearest) = error else {
      Issue.record("\(query) was found")
      return
    }
    #expect(nearest == names)
    for name in names { #expect(error.message.zh.contains(name)) }
  }
}
