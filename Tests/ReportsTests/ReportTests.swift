import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import Rendering
import TestSupport
import Testing

@testable import Reports

/// The page as a whole.
@Suite("The page of a report")
struct ReportTests {
  @Test(
    "is well formed, with landmarks, headings in order and ids that stand once",
    arguments: Language.allCases)
  func structure(language: Language) throws {
    let page = PageElements(try Pages.of(language).html)
    #expect(page.isWellFormed)
    for name in ["h1", "header", "nav", "main", "footer", "script", "style", "title"] {
      let found = page.named(name).filter { !$0.parents.contains("svg") }
      #expect(found.count == 1, "\(name)")
    }
    #expect(page.elements.first?.attributes["lang"] == (language == .zh ? "zh-CN" : "en"))
    let levels = page.elements.compactMap { $0.name.first == "h" ? Int($0.name.dropFirst()) : nil }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in page.elements {
      for key in ["aria-labelledby", "for"] {
        for id in element.attributes[key]?.split(separator: " ") ?? [] {
          #expect(ids.contains(String(id)), "\(element.name) \(key) \(id)")
        }
      }
      if let link = element.attributes["href"] {
        #expect(
          link.hasPrefix("data:text/csv") || ids.contains(String(link.dropFirst())),
          "\(link.prefix(60))")
      }
      #expect(element.attributes["src"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
    }
    #expect(page.named("table").count == page.named("caption").count)
    #expect(page.named("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    for svg in page.named("svg") { #expect(svg.attributes["role"] == "img") }
  }

  @Test("shows every figure of the bundled package", arguments: Language.allCases)
  func figures(language: Language) throws {
    let report = try Pages.of(language)
    #expect(report.refusals.isEmpty)
    let ids = report.sections.flatMap(\.figures).map(\.id)
    for id in [
      "diagram", "map", "matrix", "ladder", "states", "rates", "sankey-disbursed",
      "lorenz-disbursed",
    ] {
      #expect(ids.contains(id))
    }
    #expect(PageElements(report.html).named("svg").count == ids.count)
  }

  @Test(
    "has all rows of all tables, and the bytes of each verb's CSV", arguments: Language.allCases)
  func tables(language: Language) throws {
    let report = try Pages.of(language)
    let page = PageElements(report.html)
    let answers = report.sections.flatMap(\.answers)
    #expect(answers.count >= 15)
    let shown = answers.flatMap(\.tables).filter { !$0.rows.isEmpty }
    #expect(page.named("table").count == shown.count)
    let rows = page.named("tr").filter { $0.parents.last == "tbody" }
    #expect(rows.count == shown.reduce(0) { $0 + $1.rows.count })
    let links = page.named("a").filter { $0.attributes["download"] != nil }
    #expect(links.count == answers.count)
    for (link, answer) in zip(links, answers) {
      let data = try #require(link.attributes["href"]?.split(separator: ",").last)
      let bytes = try #require(Data(base64Encoded: String(data)))
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(bytes.dropFirst(3).elementsEqual(answer.csv.utf8), "\(answer.id)")
    }
  }

  @Test("asks verbs as the command line does: what is typed stands beside each answer")
  func commands() throws {
    let report = try Pages.of(.en)
    let page = PageElements(report.html)
    let commands = page.elements.compactMap { $0.attributes["data-command"] }
    #expect(commands.contains("gaps PACKAGE --as-of 2018"))
    #expect(commands.contains("draw coverage PACKAGE --by prefecture --as-of 2018 --output FILE"))
    #expect(commands.contains("diff PACKAGE --from 2012 --to 2018"))
    #expect(commands.allSatisfy { $0.contains(" PACKAGE") })
  }

  @Test("gives the same bytes whatever the order of rows", arguments: Language.allCases)
  func shuffled(language: Language) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-\(UUID())")
    try FileManager.default.copyItem(at: Repository.tianjin, to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = SeededGenerator(seed: 7)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".csv") {
      let file = folder.appending(path: name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let rows = lines.dropFirst().shuffled(using: &generator)
      try (lines.prefix(1) + rows).joined(separator: "\n").write(
        to: file, atomically: true, encoding: .utf8)
    }
    let reading = PackageReader.read(folder.path, options: .init(computesFingerprint: true))
    let network = try #require(reading.network)
    // Issues name lines, which shuffling moves; their number is the same.
    var material = Pages.material(reading, areas: Pages.areas(in: network).reversed())
    material.issues = IssueReport(issues: Pages.bundled.issues)
    let report = Report(Pages.question(language), from: material, of: network)
    #expect(report.html == (try Pages.of(language).html))
  }

  @Test("speaks one language: titles, sentences and words", arguments: Language.allCases)
  func languages(language: Language) throws {
    let report = try Pages.of(language)
    for section in report.sections {
      let words =
        [section.title, section.lead].compactMap { $0?(language) }
        + section.figures.map { $0.title(language) } + section.answers.map { $0.title(language) }
      for word in words { #expect(Self.isHan(word) == (language == .zh), "\(word)") }
    }
    for word in PageWords(language).table.values where word != "下载 CSV" {
      #expect(Self.isHan(word) == (language == .zh), "\(word)")
    }
  }

  private static func isHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  // MARK: - Other packages

  @Test("of an empty package says so and stays whole", arguments: Language.allCases)
  func empty(language: Language) throws {
    let reading = try Pages.package([
      "nodes": "id,kind,name\n", "pairings": "id,kind,donor,recipient\n",
    ])
    let network = try #require(reading.network)
    #expect(ReportQuestion.latestYear(of: network) == nil)
    let report = Report(
      ReportQuestion(language: language), from: Pages.material(reading), of: network)
    let page = PageElements(report.html)
    #expect(page.isWellFormed)
    #expect(page.named("h1").first?.text.isEmpty == false)
    #expect(report.html.contains(language == .zh ? "数据包没有结对记录。" : "The package names no pairing."))
    #expect(report.html.contains(language == .zh ? "没有资金记录。" : "No money is on record."))
    let unknown = try #require(report.summary.paragraphs.last)
    #expect(unknown.sentences.count >= 8)
  }

  @Test("of 50 donors and 300 recipients has every row, and says which figures are too crowded")
  func large() throws {
    let reading = try Pages.large()
    let network = try #require(reading.network)
    let report = Report(
      ReportQuestion(date: CalendarDate("2019")), from: Pages.material(reading), of: network)
    let page = PageElements(report.html)
    #expect(page.isWellFormed)
    for (figure, reason) in report.refusals {
      #expect(page.elements.contains { $0.attributes["id"] == figure })
      #expect(page.named("p").contains { $0.text.contains(reason.en) }, "\(figure)")
    }
    #expect(report.refusals.contains { $0.figure == "states" })
    #expect(!report.refusals.contains { $0.figure == "ladder" })
    let names = Set(page.elements.filter { $0.name == "td" || $0.name == "th" }.map(\.text))
    for unit in 0..<300 { #expect(names.contains("乙\(unit)县")) }
  }

  @Test("of a place speaks of what it receives", arguments: ["632300", "gansu-34"])
  func place(id: String) throws {
    let network = try #require(Pages.bundled.network)
    let place = try #require(network.node(id: id))
    var question = Pages.question(.en)
    question.place = place
    let report = Report(question, from: Pages.material(Pages.bundled), of: network)
    let option = id == "632300" ? "--within" : "--group"
    let gaps = try #require(report.sections.flatMap(\.answers).first { $0.id == "gaps" })
    #expect(gaps.arguments == ["gaps", "PACKAGE", option, id, "--as-of", "2018"])
    var asked = CoverageQuestion(.level(.county), date: CalendarDate("2018"))
    if id == "632300" { asked.within = place } else { asked.group = place }
    let told = ResultDocument(gaps: Analysis.coverage(asked, in: network), in: network)
    #expect(gaps.csv == told.rendered(.csv, .en))
    let money = try #require(report.sections.flatMap(\.answers).first { $0.id == "flows-year" })
    #expect(money.arguments.suffix(2) == ["--to", id])
    #expect(PageElements(report.html).isWellFormed)
  }

  @Test("looks at the latest year that is written, not at an open end")
  func latestYear() throws {
    let nodes = "id,kind,name\na,county,甲\nb0,county,乙\nb1,county,丙\n"
    func year(_ periods: String...) throws -> String? {
      var pairings = "id,kind,donor,recipient,period\n"
      for (index, period) in periods.enumerated() {
        pairings += "p\(index),county,a,b\(index),\(period)\n"
      }
      let reading = try Pages.package(["nodes": nodes, "pairings": pairings])
      return ReportQuestion.latestYear(of: try #require(reading.network))?.description
    }
    #expect(try year("2012/2016", "2010/..") == "2016")
    #expect(try year("2018/..") == "2018")
    #expect(try year("/2017-06", "2016?/") == "2017")
    #expect(try year("") == nil)
  }
}
