import NetworkModel
import Testing

@testable import ScenarioFiles

/// What a YAML or JSON file may hold, and where it is said to be wrong.
@Suite struct DocumentTests {
  private func read(_ text: String, _ file: String = "a.yaml") throws -> Document {
    try Document.read(Array(text.utf8), named: file)
  }

  /// `code line:column [path]` of every issue of a file that is refused.
  private func faults(_ text: String, _ file: String = "a.yaml") -> [String] {
    faults(Array(text.utf8), file)
  }

  private func faults(_ bytes: [UInt8], _ file: String = "a.yaml") -> [String] {
    do {
      return try Document.read(bytes, named: file).issues.map(brief)
    } catch {
      return error.issues.map(brief)
    }
  }

  private func brief(_ issue: DocumentIssue) -> String {
    var text = issue.code
    if let place = issue.place { text += " \(place.line):\(place.column)" }
    return issue.path.isEmpty ? text : text + " [\(issue.path)]"
  }

  @Test("scalars keep their text: nothing is a truth value, a date or a number")
  func scalarsKeepTheirText() throws {
    let root = try read(
      """
      a: NO
      b: 1:30
      c: 0o17
      d: 2012-08-05
      e: 90071992547409.930
      f: ~
      g: "x\\ty"
      """
    ).root
    #expect(
      root.entries?.map { $0.value.scalar } == [
        "NO", "1:30", "0o17", "2012-08-05", "90071992547409.930", "~", "x\ty",
      ])
  }

  @Test("values know their line, their column in characters and their path")
  func placesAndPaths() throws {
    let root = try read("name: 情景\nlist:\n  - {甲: 1, b: [x, y]}\n").root
    let inner = try #require(root.node(at: "list[0].b[1]"))
    #expect(inner.scalar == "y")
    #expect(inner.place == DocumentPlace(line: 3, column: 19))
    #expect(inner.path == "list[0].b[1]")
    let json = try read("{\"名\": {\"b\": [1, \"y\"]}}", "a.json").root
    #expect(json.node(at: "名.b[1]")?.place == DocumentPlace(line: 1, column: 17))
    #expect(json.node(at: "名.b[2]") == nil)
    #expect(json.node(at: "名..b") == nil)
  }

  @Test("a value is replaced by its path, and nothing else")
  func replaces() throws {
    let root = try read("a: [{b: 1}, {b: 2}]\n").root
    let changed = try #require(root.replacing("a[1].b", with: "7"))
    #expect(changed.node(at: "a[1].b")?.scalar == "7")
    #expect(changed.node(at: "a[0].b")?.scalar == "1")
    #expect(root.replacing("a[1]", with: "7") == nil)
    #expect(root.replacing("a[2].b", with: "7") == nil)
  }

  @Test("anchors, aliases, merge keys and tags are refused where they stand, all at once")
  func noCopies() {
    #expect(
      faults("a: &x 1\nb: *x\nc: {<<: *x}\nd: !!binary aGk=\n") == [
        "document/anchor 1:4 [a]", "document/anchor 2:4 [b]", "document/anchor 3:5 [c]",
        "document/anchor 3:9 [c.?]", "document/tag 4:4 [d]",
      ])
  }

  @Test("ten to the tenth copies are refused without being made")
  func billionLaughs() {
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(faults(text).count == 100)
  }

  @Test("thirty-two levels are read, one more is refused by the key that holds it")
  func depth() throws {
    func nested(_ levels: Int) -> String {
      "x: 1\na: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(try read(nested(31)).root.entries?.count == 2)
    #expect(faults(nested(32)) == ["document/too-deep 2:1 [a]"])
    #expect(faults(nested(100_000)).map { $0.prefix(20) } == ["document/too-deep 2:"])
    let json =
      "{\"a\":" + String(repeating: "[", count: 32) + String(repeating: "]", count: 32) + "}"
    #expect(faults(json, "a.json") == ["document/too-deep 1:2 [a]"])
  }

  @Test("a key that occurs twice is an error at its second place")
  func repeatedKeys() {
    #expect(faults("a: 1\nb: 2\n\"a\": 3\n") == ["document/repeated-key 3:1 [a]"])
    #expect(
      faults("{\"a\": 1,\n \"\\u0061\": 2}", "a.json") == ["document/repeated-key 2:2 [a]"])
  }

  @Test("one document, without directives, whose root has keys")
  func oneDocument() {
    #expect(faults("a: 1\n---\nb: 2\n") == ["document/several-documents 3:1"])
    #expect(faults("%YAML 1.2\n---\na: 1\n") == ["document/directive 1:1"])
    #expect(faults("# nothing\n") == ["document/empty 1:1"])
    #expect(faults("") == ["document/empty 1:1"])
    #expect(faults("- 1\n- 2\n") == ["document/not-a-mapping 1:1"])
    #expect(faults("\"x\"", "a.json") == ["document/not-a-mapping 1:1"])
    #expect(faults("a: 1", "a.txt") == ["document/file-name"])
  }

  @Test("faults of the bytes name their place")
  func bytes() {
    #expect(faults("a: 1\nb: x\0y\n") == ["document/control-character 2:5"])
    #expect(faults(Array("a: 1\nb: ".utf8) + [0xE9, 0x0A]) == ["document/encoding 2:4 [b]"])
    let wide: [UInt8] = [0xFF, 0xFE] + "a: 1\n".utf16.flatMap { [UInt8($0), 0] }
    #expect(faults(wide) == ["document/encoding 1:1"])
    #expect(faults(Array(wide.dropFirst(2)) + wide.dropFirst(2)) == ["document/encoding 1:1"])
    #expect(faults([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8)) == [])
    #expect(faults("a: 1\r\nb: 2\r\n") == [])
  }

  @Test("faults of the form are explained")
  func syntax() {
    #expect(faults("name: 情景: 二\n") == ["document/syntax 1:9"])
    #expect(faults("a: [1, 2\nb: 3\n").first?.hasPrefix("document/syntax") == true)
    #expect(faults("a:\n\tb: 1\n").first?.hasPrefix("document/syntax 2:1") == true)
    #expect(faults("{\"a\": 1,}", "a.json") == ["document/syntax 1:8"])
    #expect(faults("? [a, b]\n: 1\n") == ["document/key 1:3"])
    #expect(faults(": 1\n") == ["document/syntax 1:1"])
  }

  @Test("messages say where, what and what to do, in both languages")
  func messages() throws {
    let refusal = try #require(throws: DocumentRefusal.self) { try read("a: 1\na: 2\n") }
    #expect(
      refusal.issues[0].message(in: .en)
        == "a.yaml:2:1 [a]: error document/repeated-key: ‘a’: the key stands here a second time. Keep one of them."
    )
    #expect(
      refusal.issues[0].message(in: .zh)
        == "a.yaml:2:1 [a]：错误 document/repeated-key：“a”：键在此重复出现。请只保留一个。")
  }
}
