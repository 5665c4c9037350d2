import DataPackage
import Foundation
import NetworkModel
import Rendering
import TestSupport
import Testing

@testable import Reports

/// Escaping, policy, ids: what keeps a page from running anything.
@Suite("The safety of a page")
struct PageTests {
  static let hostile = [
    "<script>window.x=1</script>", "\" onmouseover=\"x", "' onfocus='x",
    // One character each, which the template library would let pass.
    "a\"\u{301} onmouseover=\"\u{301}x", "'\u{300} onfocus='x", "<\u{338}script>",
    "&\u{301}lt;script>",
    "{{title}}{{{script}}}{{> page}}{{#sections}}", "{{% CONTENT_TYPE:TEXT}}<b>",
    "</title></style></script>", "]]>",
    // A text that begins with a joiner or a mark makes one character with the bracket before it.
    "\u{200D}县<b>", "\u{301}<b>", "\u{202E}abc", "a\u{0}b\u{1B}[31m\r\n", "\u{2028}",
    String(repeating: "长", count: 10_000),
  ]

  @Test("a text is escaped scalar by scalar and whole", arguments: hostile)
  func escaping(text: String) {
    let escaped = PageText.escaped(text)
    #expect(!escaped.unicodeScalars.contains { ["<", ">", "\"", "'"].contains($0) })
    #expect(
      !escaped.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) })
    // Every scalar is there once, as itself or as an entity.
    var count = 0
    var isInEntity = false
    for scalar in escaped.unicodeScalars {
      if !isInEntity { count += 1 }
      if scalar == "&" { isInEntity = true }
      if scalar == ";" { isInEntity = false }
    }
    #expect(count == text.unicodeScalars.count)
  }

  @Test("templates escape with it, in every place")
  func templates() {
    for text in Self.hostile {
      let page = PageText.page([
        "lang": text, "title": text, "program": text, "fingerprint": text, "asOf": text,
        "kicker": text, "dateline": text, "notes": [text], "words": ["skip": text, "find": text],
        "sections": [
          [
            "id": text, "title": text, "lead": text, "refusals": [text],
            "figures": [["id": text, "title": text, "command": text, "refusal": text]],
            "answers": [
              [
                "id": text, "title": text, "command": text, "file": text, "hasFacts": true,
                "facts": [["title": text, "value": text]], "hasRemarks": true, "remarks": [text],
                "tables": [
                  ["title": text, "key": text, "answer": text, "count": text, "hasRows": true]
                ],
              ]
            ],
          ]
        ],
      ])
      let read = PageElements(page)
      #expect(read.isWellFormed, "\(text.prefix(40))")
      #expect(read.named("script").count == 1)
      #expect(!read.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
      #expect(Self.occurrences(of: PageText.escaped(text), in: page) >= 25)
    }
  }

  /// By bytes: a search by characters would miss a text that begins with a mark.
  private static func occurrences(of text: String, in page: String) -> Int {
    let (pattern, bytes) = (Data(text.utf8), Data(page.utf8))
    var count = 0
    var start = bytes.startIndex
    while let found = bytes.range(of: pattern, in: start..<bytes.endIndex) {
      count += 1
      start = found.upperBound
    }
    return count
  }

  @Test("hostile names in a package stay text in tables and figures", arguments: Language.allCases)
  func package(language: Language) throws {
    func quoted(_ text: String) -> String {
      "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
    let names = Self.hostile.filter { !$0.utf8.contains(0) && !$0.contains("\u{2028}") }
    var nodes =
      "id,kind,name,name_en,parent,lon,lat,source\nP,province,甲省,A,,116,39,s0\nQ,province,乙省,B,,103,36,s0\n"
    var pairings = "id,kind,donor,recipient,period,programme,source,note\n"
    var sources = "id,title\n"
    for (index, name) in names.enumerated() {
      nodes += "d\(index),county,甲\(index),,P,\(116 + Double(index) / 10),39,s0\n"
      nodes +=
        "r\(index),county,\(quoted(name)),\(quoted(name)),Q,\(103 + Double(index) / 10),36,s0\n"
      pairings +=
        "p\(index),county,d\(index),r\(index),2020,\(quoted(name)),s\(index),\(quoted(name))\n"
      sources += "s\(index),\(quoted(name))\n"
    }
    let reading = try Pages.package(["nodes": nodes, "pairings": pairings, "sources": sources])
    let network = try #require(reading.network, "\(reading.issues.map { $0.message(in: .en) })")
    var question = ReportQuestion(language: language, date: CalendarDate("2020"))
    question.title = Self.hostile[0] + "\u{202E}"
    let html = Report(question, from: Pages.material(reading), of: network).html
    let page = PageElements(html)
    #expect(page.isWellFormed)
    #expect(page.named("script").count == 1)
    #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(page.named("h1").first?.text == Self.hostile[0] + "\u{FFFD}")
    let cells = Set(page.elements.filter { $0.name == "td" || $0.name == "th" }.map(\.text))
    // Both have the same words: the longest is whole, and its escape is undone by the reader.
    for name in names
    where !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x202E }) {
      #expect(cells.contains(name), "\(name.prefix(40))")
    }
  }

  @Test("the policy names the digest of the very script of the page")
  func policy() throws {
    // FIPS 180-4: SHA-256 of nothing, in Base64.
    #expect(PagePolicy.digest(of: "") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    let html = try Pages.of(.en).html
    let start = try #require(html.range(of: "<script>")).upperBound
    let end = try #require(html.range(of: "</script>")).lowerBound
    #expect(html.contains("script-src '\(PagePolicy.digest(of: String(html[start..<end])))'"))
    #expect(html.contains("content=\"default-src 'none'; "))
    #expect(html.components(separatedBy: "<script").count == 2)
    #expect(
      !PageScript.javascript.contains("innerHTML") && !PageScript.javascript.contains("eval("))
  }

  @Test("nothing on the page has an address on the network")
  func addresses() throws {
    for language in Language.allCases {
      let html = try Pages.of(language).html
      // Names of XML vocabularies are no addresses that anything asks for.
      let links = html.matches(of: #/(?:src|href|url\()\s*=?\s*["'(]?(https?:|//)/#)
      #expect(links.isEmpty)
    }
  }

  @Test("ids of figures begin with the figure, and so do what points to them")
  func inline() {
    let svg = """
      <?xml version="1.0"?>
      <svg role="img" aria-labelledby="title desc"><title id="title">id="x"</title><g id="t1" data-id="7" fill="url(#k1)"></g></svg>
      """.replacing("id=\"x\"", with: "id=&quot;x&quot;")
    #expect(
      InlineSVG.fragment(Data(svg.utf8), prefix: "map") == """
        <svg role="img" aria-labelledby="map-title map-desc"><title id="map-title">id=&quot;x&quot;</title>\
        <g id="map-t1" data-id="7" fill="url(#map-k1)"></g></svg>
        """)
  }

  @Test("a number sorts by its value, and what is unknown has none")
  func sorting() {
    let table = ResultTable(
      "t", Wording(en: "t", zh: "t"),
      columns: [
        Column("a", Wording(en: "a", zh: "a")), Column("m", Wording(en: "m", zh: "m"), .money),
      ],
      rows: [[.text("<x>"), .money(Money(fen: 123_456))], [.missing, .missing]])
    let markup = PageTable(table, .en).markup
    #expect(
      markup.contains(
        "<th scope=\"row\" class=\"s\">&lt;x&gt;</th><td class=\"n\" data-v=\"123456\">0.123456</td>"
      ))
    #expect(
      markup.contains("<th scope=\"row\" class=\"s\">–</th><td class=\"n\" data-v=\"\">–</td>"))
    #expect(markup.contains("<th scope=\"col\" class=\"n\">m (万元)</th>"))
  }

  @Test("every section, answer and figure of the page is documented")
  func documentation() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/output-formats.md"), encoding: .utf8)
    let start = try #require(page.range(of: "\n## report\n")).upperBound
    let end = page[start...].range(of: "\n## ")?.lowerBound ?? page.endIndex
    let section = page[start..<end]
    let report = try Pages.of(.en)
    for part in report.sections {
      #expect(section.contains("`\(part.id)`"), "\(part.id)")
      for id in part.figures.map(\.id) + part.answers.map(\.id) {
        let name =
          id.hasSuffix("-disbursed") || id.hasSuffix("-allocated")
          ? id.replacing(#/-(disbursed|allocated)$/#, with: "-STEP") : id
        let measured = part.id == "help" ? "flows-MEASURE" : name
        #expect(section.contains("`\(measured)`"), "\(id)")
      }
    }
    for name in ["data-command", "data-from", "data-v", "data-answer", "data-table", "data-id"] {
      #expect(section.contains("`\(name)`"), "\(name)")
    }
  }
}
