import Foundation
import GraphCore
import Testing

@testable import DataPackage

/// Tables of edges: recognised, read, explained.
@Suite struct EdgeListFileTests {
  private func read(
    _ text: String, _ options: EdgeListOptions = .init()
  ) throws -> EdgeListFile {
    try EdgeListFile.read(Array(text.utf8), named: "edges", options: options)
  }

  /// The edges as `a>b`, in file order.
  private func edges(_ file: EdgeListFile) -> [String] {
    (0..<file.graph.edgeCount).map { edge in
      let ends = file.graph.ends(of: edge)
      return "\(file.name(of: ends.source))>\(file.name(of: ends.target))"
    }
  }

  /// The issues as `severity code line [column]`.
  private func brief(_ issues: [TableIssue]) -> [String] {
    issues.map { issue in
      "\(issue.severity) \(issue.code) \(issue.line)" + (issue.column.map { " [\($0)]" } ?? "")
    }
  }

  private func refusal(_ text: String, _ options: EdgeListOptions = .init()) -> [String] {
    do throws(EdgeListRefusal) {
      _ = try EdgeListFile.read(Array(text.utf8), named: "edges", options: options)
      return []
    } catch {
      return brief(error.issues)
    }
  }

  @Test(
    "the separator is recognised",
    arguments: [
      ("source,target\na,b\nb,c\n", EdgeListFile.Form.commas), ("a\tb\nb\tc\n", .tabs),
      ("von;nach;w\na;b;1\nb;c;2\n", .semicolons), ("a|b\nb|c\n", .bars), ("a b\nb   c\n", .spaces),
      ("# a comment, of two fields\n% and another\na \t b\nb\tc\n", .tabs),
      ("a  b 1\nb c \t 2\n", .spaces),
    ])
  func separators(text: String, form: EdgeListFile.Form) throws {
    let file = try read(text)
    #expect(file.form == form)
    #expect(edges(file).suffix(2) == ["a>b", "b>c"])
  }

  @Test(
    "usual names of the ends are found wherever they stand",
    arguments: [
      "kind,src,dst\nx,a,b", "to,n,from\nb,1,a", "recipient,donor\nb,a", "受援方,支援方,金额\nb,a,3",
      "Target;Source\nb;a",
    ])
  func usualEnds(text: String) throws {
    #expect(edges(try read(text)) == ["a>b"])
  }

  @Test("columns can be named or numbered by the caller")
  func namedColumns() throws {
    let text = "x,y,z\na,b,c\nb,c,a\n"
    #expect(edges(try read(text, .init(source: "y", target: "Z"))) == ["b>c", "c>a"])
    #expect(edges(try read("a,b,c\n", .init(source: "3", target: "1"))) == ["c>a"])
    #expect(
      refusal(text, .init(source: "yy", target: "z")) == ["error header/column-missing 1 [yy]"])
    #expect(
      refusal(text, .init(source: "x", target: "x")) == ["error header/column-repeated 1 [x]"])
  }

  @Test("byte order mark, CRLF, quotes, line feeds in quotes, Chinese names")
  func spellings() throws {
    let file = try read(
      "\u{FEFF}source,target,note\r\n\"甘谷县, 天水\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n东丽区,甘谷县,\r\n")
    #expect(edges(file) == ["甘谷县, 天水>say \"hi\"", "东丽区>甘谷县"])
    #expect(file.node(named: "甘谷县") == 3)
    #expect(file.node(named: "甘谷") == nil)
    #expect(file.terms("note")?.term(of: 0) == "two\nlines")
    #expect(file.terms("note")?.term(of: 1) == nil)
    #expect(file.graph.brokenInvariant() == nil)
  }

  @Test("numbers are exact, in units of the last decimal of their column")
  func exactNumbers() throws {
    let text = "source,target,length,amount\na,b,3.5,-12\nb,c,2,0.07\nc,a,0.125,1.50\n"
    let file = try read(text)
    let length = try #require(file.numbers("LENGTH"))
    #expect(length.decimals == 3)
    #expect(length.values == [3500, 2000, 125])
    #expect(length.text(of: 0) == "3.5")
    #expect(file.numbers("amount")?.values == [-1200, 7, 150])
    #expect(file.numbers("amount")?.decimals == 2)
    #expect(file.usualWeight?.name == "length")
    // The quick way for whole numbers as names gives the same columns.
    let quick = try read(
      "source,target,length,amount\n1,2,3.5,-12\n2,3,2,0.07\n3,1,0.125,1.50\n")
    #expect(edges(quick) == ["1>2", "2>3", "3>1"])
    #expect(quick.numbers("length")?.values == [3500, 2000, 125])
    #expect(quick.numbers("amount")?.values == [-1200, 7, 150])
  }

  @Test("a number that 64 bits cannot hold in the decimals of its column is named")
  func overflow() {
    let text = "source,target,w\na,b,0.000000001\nb,c,12345678901\n"
    #expect(refusal(text) == ["error number/range 3 [w]"])
    let plain = "source,target,w\n1,2,0.000000001\n2,3,12345678901\n"
    #expect(refusal(plain) == ["error number/range 3 [w]"])
  }

  @Test("a column that must be numbers reports every cell that is none")
  func requiredNumbers() throws {
    let text = "source,target,w\na,b,1\nb,c,\nc,d,约3\nd,a,\"1,000\"\n"
    #expect(
      refusal(text, .init(numbers: ["w"])) == [
        "error number/placeholder 3 [w]", "error number/form 4 [w]", "error number/form 5 [w]",
      ])
    let file = try read(text)
    #expect(brief(file.issues) == ["warning edges/column-of-words 3 [w]"])
    #expect(file.terms("w")?.terms == ["1", "约3", "1,000"])
    #expect(file.terms("w")?.codes == [0, -1, 1, 2])
  }

  @Test("every issue of a file is reported, by line and column")
  func allIssues() {
    #expect(
      refusal("source,target\na,b\nc\n,d\n\"e\"f,g\nh,i,j\n") == [
        "error csv/ragged-row 3", "error cell/required 4 [source]",
        "error csv/text-after-quote 5 [source]", "error csv/ragged-row 6",
      ])
    #expect(refusal("source,target\na,\"b\n") == ["error csv/unclosed-quote 2 [target]"])
    #expect(
      refusal("source,target\na\u{200B},b\n") == ["error cell/invisible-character 2 [source]"])
    #expect(refusal("one\ntwo\n") == ["error csv/separator 1"])
    #expect(refusal("") == ["error file/empty 1"])
    #expect(refusal("a,a\nx,y,\n") == ["remark header/missing 1", "error csv/ragged-row 2"])
  }

  @Test("a file that is missing or not a text is refused")
  func notATable() {
    #expect(throws: EdgeListRefusal.self) { try EdgeListFile.read("/nowhere/edges.csv") }
    for bytes: [UInt8] in [[0x50, 0x4B, 3, 4, 0], [0x61, 0x2C, 0xFF, 0x0A], Array("<html>".utf8)] {
      #expect(throws: EdgeListRefusal.self) { try EdgeListFile.read(bytes, named: "x") }
    }
  }

  @Test("GB18030 is converted on request")
  func gb18030() throws {
    let bytes: [UInt8] = Array("source,target\n".utf8) + [0xCC, 0xEC, 0x2C, 0xBD, 0xF2, 0x0A]
    #expect(throws: EdgeListRefusal.self) { try EdgeListFile.read(bytes, named: "x") }
    let file = try EdgeListFile.read(bytes, named: "x", options: .init(assumesGB18030: true))
    #expect(edges(file) == ["天>津"])
  }

  @Test("whole numbers are numbered by value, with gaps, on both ways of reading")
  func integerNames() throws {
    let quick = try read("7,3\n3,10\n10,7\n")
    let careful = try read("\"7\",3\n3,10\n10,7\n")
    for file in [quick, careful] {
      #expect((0..<3).map(file.name) == ["3", "7", "10"])
      #expect(edges(file) == ["7>3", "3>10", "10>7"])
      #expect(file.node(named: "10") == 2)
      #expect(file.node(named: "5") == nil)
      #expect(file.node(named: "07") == nil)
    }
    // Codes with leading zeros are words, and 1 and 01 are two nodes.
    let codes = try read("01,1\n1,02\n")
    #expect((0..<3).map(codes.name) == ["01", "1", "02"])
  }

  @Test("directed unless said otherwise; parallel edges and loops stay")
  func directions() throws {
    let text = "a,b\na,b\nb,a\na,a\n"
    let directed = try read(text)
    #expect(directed.graph.isDirected && directed.graph.edgeCount == 4)
    #expect((directed.graph.loopCount, directed.graph.parallelCount) == (1, 1))
    let undirected = try read(text, .init(direction: .undirected))
    #expect(!undirected.graph.isDirected && undirected.graph.parallelCount == 2)
  }

  @Test("years and periods are spans")
  func spans() throws {
    let file = try read(
      "source,target,year,period\na,b,2018,2016/2020\nb,c,2019,2017/..\nc,d,2019,\n")
    #expect(
      file.spans() == [2018, 2019, 2019].map { EdgeAttributes.Span(from: $0, through: $0) })
    #expect(
      file.spans("period")
        == [.init(from: 2016, through: 2020), .init(from: 2017), .always])
    #expect(file.spans("kind") == nil)
  }

  @Test("a first line of words among words is an edge, and that is said")
  func doubtfulHeader() throws {
    let file = try read("Alice,Bob\nBob,Carol\n")
    #expect(file.graph.edgeCount == 2)
    #expect(brief(file.issues) == ["remark header/missing 1"])
    #expect(try read("person,friend,years\nAlice,Bob,3\n").graph.edgeCount == 1)
  }

  @Test("a table without edges is an empty graph with a warning")
  func noEdges() throws {
    let file = try read("source,target\n")
    #expect(file.graph.nodeCount == 0)
    #expect(brief(file.issues) == ["warning csv/no-rows 1"])
  }

  /// Rows of every length across the limits of parts, against the way that reads field by field.
  @Test("parts of a large file join without seam")
  func parts() throws {
    var text = "src,dst,kind,dist_m\r\n"
    var state: UInt64 = 1
    func draw(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    for row in 0..<40_000 {
      let number = draw(2) == 0 ? "\(draw(10))" : "\(draw(1 << 40)).\(1 + draw(9))"
      text += "\(draw(3000)),\(draw(3000)),\(draw(4)),\(number)\(row % 3 == 0 ? "\r\n" : "\n")"
    }
    text.removeLast()
    #expect(text.utf8.count > 2 * Parts.length)
    let bytes = Array(text.utf8)
    let quick = try #require(EdgeListIntegers.read(bytes, file: "e", options: .init()))
    // A quote in the header sends the same rows the careful way.
    let careful = try read(text.replacing("kind", with: "\"kind\""))
    #expect(quick.graph.sources == careful.graph.sources)
    #expect(quick.graph.targets == careful.graph.targets)
    #expect(quick.numbers.map(\.values) == careful.numbers.map(\.values))
    #expect(quick.numbers.map(\.decimals) == [0, 1])
    #expect((0..<quick.names.count).map(quick.name) == (0..<careful.names.count).map(careful.name))
    #expect(quick.graph.brokenInvariant() == nil)
  }
}
