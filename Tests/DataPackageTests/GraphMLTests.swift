import Foundation
import GraphCore
import NetworkModel
import Testing

@testable import DataPackage

/// GraphML: what is read, what is refused, and where.
@Suite struct GraphMLTests {
  private static let keys = """
    <?xml version="1.0" encoding="UTF-8"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
    <key id="d0" for="edge" attr.name="weight" attr.type="double"/>
    <key id="d1" for="edge" attr.name="kind" attr.type="string"><default>funds</default></key>
    <key id="d2" for="node" attr.name="label" attr.type="string"/>

    """

  private func read(_ text: String, _ options: EdgeListOptions = .init()) throws -> EdgeListFile {
    try EdgeListFile.read(Array(text.utf8), named: "graph", options: options)
  }

  private func document(_ graph: String) -> String { Self.keys + graph + "\n</graphml>\n" }

  private func issues(_ text: String, _ options: EdgeListOptions = .init()) -> [TableIssue] {
    do throws(EdgeListRefusal) {
      _ = try EdgeListFile.read(Array(text.utf8), named: "graph", options: options)
      return []
    } catch {
      return error.issues
    }
  }

  private func refusal(_ text: String, _ options: EdgeListOptions = .init()) -> [String] {
    issues(text, options).map { "\($0.code) \($0.line):\($0.column ?? "")" }
  }

  @Test("nodes, edges, weights and kinds")
  func whole() throws {
    let file = try read(
      document(
        """
        <graph id="G" edgedefault="directed"><desc>a &lt;test&gt;</desc>
        <node id="甘谷县"><data key="d2">Gangu</data></node><node id="b&amp;c"/>
        <edge source="甘谷县" target="b&amp;c"><data key="d0"> 2.5 </data><data key="d1"><![CDATA[pairing]]></data></edge>
        <edge source='b&#38;c' target='late'><data key="d0">1</data></edge>
        <!-- nodes may follow edges --><node id="late"/><node id="alone"/></graph>
        """))
    #expect(file.form == .graphML)
    #expect((0..<4).map(file.name) == ["甘谷县", "b&c", "late", "alone"])
    #expect(file.graph.isDirected)
    #expect(file.graph.ends(of: 1) == (1, 2))
    #expect(file.numbers("weight")?.values == [25, 10])
    #expect(file.terms("kind")?.term(of: 0) == "pairing")
    #expect(file.terms("kind")?.term(of: 1) == "funds")
    #expect(file.issues.isEmpty)
  }

  @Test("undirected by default, by edge, and mixed")
  func directions() throws {
    let nodes = "<node id=\"a\"/><node id=\"b\"/>"
    let edge = "<edge source=\"a\" target=\"b\"/>"
    #expect(
      try !read(document("<graph edgedefault=\"undirected\">\(nodes)\(edge)</graph>"))
        .graph.isDirected)
    let own = "<edge source=\"a\" target=\"b\" directed=\"true\"/>"
    #expect(
      try read(document("<graph edgedefault=\"undirected\">\(nodes)\(own)</graph>"))
        .graph.isDirected)
    let mixed = document("<graph edgedefault=\"undirected\">\(nodes)\(edge)\n\(own)</graph>")
    #expect(refusal(mixed) == ["graphml/direction 7:1"])
    #expect(try !read(mixed, .init(direction: .undirected)).graph.isDirected)
    #expect(refusal(document("<graph>\(nodes)</graph>")) == ["graphml/structure 6:1"])
  }

  @Test("what a flat graph cannot hold is refused, all at once")
  func unsupported() {
    let text = document(
      """
      <graph edgedefault="directed">
      <node id="a"><graph edgedefault="directed"><node id="in"/></graph></node>
      <node id="b"><port name="p"/></node>
       <hyperedge><endpoint node="a"/></hyperedge>
      <node id="a"/><edge source="a"/>
      <edge source="a" target="c"/><edge source="a" target="b"><data key="dx">1</data></edge>
      </graph><graph edgedefault="directed"/>
      """)
    #expect(
      refusal(text) == [
        "graphml/unsupported 7:14", "graphml/unsupported 8:14", "graphml/unsupported 9:2",
        "graphml/structure 10:1", "graphml/structure 10:15", "graphml/reference 11:58",
        "graphml/reference 11:1", "graphml/unsupported 12:9",
      ])
  }

  @Test("entities are never expanded: a billion laughs end at the first declaration")
  func entities() {
    let laughs = """
      <?xml version="1.0"?>
      <!DOCTYPE graphml [
       <!ENTITY lol "lol">
       <!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
      ]>
      <graphml><graph edgedefault="directed"><node id="&lol2;"/></graph></graphml>
      """
    #expect(refusal(laughs) == ["xml/entity 3:2"])
    let file =
      "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><graphml/>"
    #expect(refusal(file) == ["xml/entity 1:35"])
    let unknown = "<graphml><graph edgedefault=\"directed\"><node id=\"&nbsp;\"/></graph></graphml>"
    #expect(refusal(unknown) == ["xml/entity 1:50"])
  }

  @Test(
    "every way of declaring an entity is refused where it stands",
    arguments: [
      "<!ENTITY x 'text'>", "<!ENTITY x PUBLIC 'p' 'http://example.org/x'>",
      "<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;",
      "<!ENTITY x SYSTEM 'file:///etc/passwd' NDATA n>",
    ])
  func declarations(declaration: String) throws {
    let text =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [\(declaration)]>\n<graphml>&x;</graphml>"
    let issue = try #require(issues(text).first)
    #expect("\(issue.code) \(issue.line):\(issue.column ?? "")" == "xml/entity 2:20")
    #expect(issue.problem.en == "the document type declares an entity")
    #expect(issue.problem.zh == "文档类型声明了实体")
    #expect(issue.fix?.en.contains("neither expanded nor fetched") == true)
  }

  @Test(
    "a document type without entities is skipped",
    arguments: [
      "SYSTEM \"http://example.org/graphml.dtd\"", "[<!NOTATION n SYSTEM 'x'>]",
      "[<!ATTLIST node a CDATA #IMPLIED>]", "[<!ELEMENT node (#PCDATA)>]",
    ])
  func documentType(declaration: String) throws {
    let text = """
      <!DOCTYPE graphml \(declaration)>
      <graphml><graph edgedefault="directed"><node id="a"/></graph></graphml>
      """
    #expect(try read(text).graph.nodeCount == 1)
  }

  @Test(
    "what is not well formed is named by line and column",
    arguments: [
      ("<graphml>\n<graph></graphml>", "xml/syntax 2:8"),
      ("<graphml a=\"1\" a=\"2\"/>", "xml/syntax 1:16"), ("<graphml a=1/>", "xml/syntax 1:12"),
      ("<graphml>\n<graph", "xml/syntax 2:1"), ("<graphml>", "xml/syntax 1:10"),
      ("<graphml/><graphml/>", "xml/syntax 1:11"), ("<graphml/>\ntext", "xml/syntax 1:11"),
      ("<graphml>&#0;</graphml>", "xml/syntax 1:10"),
      ("<graphml>a & b</graphml>", "xml/syntax 1:12"),
      ("<graphml><!-- </graphml>", "xml/syntax 1:10"),
      ("<?xml version=\"1.0\"?>", "xml/syntax 1:22"),
    ])
  func syntax(text: String, expected: String) {
    #expect(refusal(text).contains(expected))
  }

  @Test("what is not well formed is said in both languages")
  func sentences() throws {
    let issue = try #require(issues("<graphml>\n<graph></graphml>").last)
    #expect(issue.problem.en == "‘</graphml>’ stands where ‘</graph>’ belongs")
    #expect(issue.problem.zh == "此处应为“</graph>”而不是“</graphml>”")
    #expect(issue.fix?.zh == "请更正 XML；其后内容未读取。")
  }

  @Test("deep nesting neither crashes nor recurses")
  func depth() throws {
    let begin = String(repeating: "<a>", count: 100_000)
    let end = String(repeating: "</a>", count: 100_000)
    #expect(refusal("<graphml>" + begin).contains("xml/syntax 1:300010"))
    let graph = "<graph edgedefault=\"directed\"><node id=\"n\"/></graph>"
    #expect(try read("<graphml>\(graph)<desc>\(begin)\(end)</desc></graphml>").graph.nodeCount == 1)
  }

  @Test("an element has at most a hundred attributes")
  func attributes() throws {
    func text(_ count: Int) -> String {
      "<graphml " + (0..<count).map { "a\($0)=\"\"" }.joined(separator: "\n")
        + "><graph edgedefault=\"directed\"/></graphml>"
    }
    #expect(try read(text(100)).graph.nodeCount == 0)
    #expect(refusal(text(101)) == ["xml/syntax 101:1"])
  }

  @Test("a weight that is no number is named when numbers are asked for")
  func weights() throws {
    let text = document(
      """
      <graph edgedefault="directed"><node id="a"/>
      <edge source="a" target="a"><data key="d0">1</data></edge>
      <edge source="a" target="a"><data key="d0">much</data></edge></graph>
      """)
    #expect(refusal(text, .init(numbers: ["weight"])) == ["number/form 8:weight"])
    #expect(try read(text).issues.map(\.code) == ["edges/column-of-words"])
  }

  @Test("UTF-16 is read, broken UTF-8 refused")
  func encodings() throws {
    let text = "<graphml><graph edgedefault=\"directed\"><node id=\"津\"/></graph></graphml>"
    let utf16: [UInt8] =
      [0xFF, 0xFE]
      + text.utf16.flatMap { unit -> [UInt8] in
        [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
    #expect(try EdgeListFile.read(utf16, named: "g").name(of: 0) == "津")
    let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text
    let bigEndian: [UInt8] =
      [0xFE, 0xFF]
      + declared.utf16.flatMap { unit -> [UInt8] in
        [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
    #expect(try EdgeListFile.read(bigEndian, named: "g").name(of: 0) == "津")
    let broken = Array("<graphml>\n".utf8) + [0xFF]
    let refused = #expect(throws: EdgeListRefusal.self) {
      try EdgeListFile.read(broken, named: "g")
    }
    #expect(refused?.issues.map { "\($0.code) \($0.line)" } == ["encoding/invalid-utf8 2"])
  }
}
