import Foundation
import NetworkModel
import Scenarios
import TestSupport
import Testing

@testable import ScenarioFiles

/// What a scenario file says, and where it is wrong.
@Suite struct ScenarioFileTests {
  private let head = "schema_version: 1\nname: s\n"

  private func read(
    _ text: String, _ file: String = "a.yaml"
  ) throws(DocumentRefusal) -> ScenarioFile {
    try ScenarioFile.read(Array(text.utf8), named: file)
  }

  private func changes(_ lines: String...) throws -> [Change] {
    try read(head + "changes:\n" + lines.map { "  - \($0)\n" }.joined()).scenario.changes
  }

  /// `severity code line [path]` of all that is said of a file; the head takes the first two lines.
  private func faults(_ text: String, file: String = "a.yaml", head: String? = nil) -> [String] {
    let all = (head ?? self.head) + text
    let issues: [DocumentIssue]
    do {
      issues = try read(all, file).issues
    } catch {
      issues = error.issues
    }
    return issues.map { issue in
      "\(issue.severity == .error ? "" : "(\(issue.severity)) ")\(issue.code) \(issue.place?.line ?? 0) [\(issue.path)]"
    }
  }

  private func fault(_ change: String) -> [String] {
    faults("changes:\n  - \(change)\n").map { $0.replacing(" 4 ", with: " ") }
  }

  @Test("every verb is read")
  func verbs() throws {
    let all = try changes(
      "{id: a, move: f1, to: B, amount: 300 万元, note: n}",
      "{move: {donor: D, category: c, year: 2014}, to: {A: 70%, B: 30%}, percent: 10%}",
      "{set: {recipient: R, years: 2016/2020, status: allocated}, amount: \"5\", unit: 元}",
      "{scale: f1, percent: -20}", "{cut: f1, percent: 5..10}",
      "{cut: {flow: f1}, amount: 400..450..500 万元}",
      "{add: {donor: D, recipient: R, category: c, year: 2013, status: planned}, amount: 20 人}",
      "{pair: {kind: county, donor: D, recipient: R, since: 2017}}",
      "{unpair: p1, since: 2018-06}", "{re_pair: {donor: D, recipient: R}, to: B, since: 2018}",
      "{withdraw: D, since: 2019-01-01, funds_to: E, extent: itself}",
      "{join: A, group: G}", "{leave: A, group: G, since: 2020}",
      "{agree: r1, rate: 10%, base: 7000 万元, threshold: 85%}",
      "{agree: {agreement: a, kind: share}, threshold: 0.85}")
    #expect(all.count == 15)
    #expect(all[0].id == "a" && all[0].note == "n")
    #expect(
      all[0].action
        == .move(
          FundSelection(flow: "f1"), to: [SplitShare("B")],
          .amount(FundAmount(.exact(ExactDecimal(300)), "万元"))))
    #expect(
      all[1].action
        == .move(
          FundSelection(donor: "D", category: "c", years: 2014...2014),
          to: [SplitShare("A", share: ExactDecimal(70)), SplitShare("B", share: ExactDecimal(30))],
          .percent(.exact(ExactDecimal(10)))))
    #expect(
      all[2].action
        == .set(
          FundSelection(recipient: "R", years: 2016...2020, status: .allocated),
          FundAmount(.exact(ExactDecimal(5)), "CNY")))
    #expect(all[3].action == .scale(FundSelection(flow: "f1"), percent: .exact(ExactDecimal(-20))))
    #expect(
      all[4].action
        == .cut(
          FundSelection(flow: "f1"),
          .percent(.between(ExactDecimal(5), ExactDecimal(10), mostLikely: nil))))
    #expect(
      all[5].action
        == .cut(
          FundSelection(flow: "f1"),
          .amount(
            FundAmount(
              .between(ExactDecimal(400), ExactDecimal(500), mostLikely: ExactDecimal(450)), "万元")))
    )
    #expect(
      all[10].action
        == .withdraw(
          Withdrawal("D", since: CalendarDate("2019-01-01"), fundsTo: "E", extent: .itself)))
    #expect(
      all[13].action
        == .agree(
          RuleSelection(id: "r1"),
          RuleTerms(
            base: ExactDecimal(70_000_000), rate: ExactDecimal(1, scale: 1),
            threshold: ExactDecimal(85, scale: 2))))
  }

  @Test("JSON says the same")
  func json() throws {
    let yaml = try read(
      head
        + "baseline: {year: 2014, status: disbursed}\nchanges:\n  - {move: f, to: B, amount: 3 万元}\n"
    )
    let json = try read(
      """
      {"schema_version": 1, "name": "s", "baseline": {"year": 2014, "status": "disbursed"},
       "changes": [{"move": "f", "to": "B", "amount": "3 万元"}]}
      """, "a.json")
    #expect(yaml.scenario == json.scenario)
  }

  @Test("the baseline: years follow from a date, a date from years")
  func baseline() throws {
    func baseline(_ text: String) throws -> Baseline {
      try read(head + "baseline: \(text)\nchanges: []\n").scenario.baseline
    }
    #expect(try baseline("{year: 2014}").years == 2014...2014)
    #expect(try baseline("{years: 2016/2020}").asOf == CalendarDate("2020"))
    #expect(try baseline("{date: 2018-06-30}").years == 2018...2018)
    #expect(try baseline("{date: 2018-06-30, years: 2016/2018}").years == 2016...2018)
    #expect(
      faults("baseline: {year: 2014, years: 2015/2016}\nchanges: []\n")
        == ["scenario/conflict 3 [baseline.year]", "(warning) scenario/nothing 4 [changes]"])
    #expect(
      faults("baseline: {year: \"2014\"}\nchanges: []\n").first
        == "(warning) scenario/quoted-number 3 [baseline.year]")
    #expect(
      faults("baseline: {status: dispersed}\nchanges: []\n").first
        == "scenario/unknown-value 3 [baseline.status]")
    #expect(
      faults("baseline: {years: 2016-08/2020}\nchanges: []\n").first
        == "scenario/form 3 [baseline.years]")
  }

  @Test("faults stand at their line and key")
  func places() {
    #expect(fault("{move: f, to: B}") == ["scenario/missing-key [changes[0].amount]"])
    #expect(fault("{move: f, amount: 3 元}") == ["scenario/missing-key [changes[0].to]"])
    #expect(fault("{move: f, to: B, amount: \"3\"}") == ["scenario/missing-key [changes[0].unit]"])
    #expect(
      fault("{move: f, to: B, amount: 3 元, percent: 5}") == ["scenario/conflict [changes[0]]"])
    #expect(
      fault("{move: f, to: B, amount: 3 元, unit: 元}") == ["scenario/conflict [changes[0].amount]"])
    #expect(fault("{mvoe: f, to: B}") == ["scenario/verb [changes[0]]"])
    #expect(fault("{move: f, cut: g, to: B}") == ["scenario/verb [changes[0]]"])
    #expect(
      fault("{cut: f, amount: 3 元, form: x}") == ["scenario/unknown-key [changes[0].form]"])
    #expect(fault("{cut: {}, percent: 5}") == ["scenario/wrong-type [changes[0].cut]"])
    #expect(
      fault("{cut: {doner: D}, percent: 5}") == ["scenario/unknown-key [changes[0].cut.doner]"])
    #expect(fault("word") == ["scenario/wrong-type [changes[0]]"])
    #expect(fault("{agree: r}") == ["scenario/missing-key [changes[0]]"])
    #expect(
      fault("{unpair: p, since: 2018-13}") == ["scenario/form [changes[0].since]"])
  }

  @Test("amounts that are none, or can be read two ways, are refused")
  func amounts() {
    for amount in [
      "1:30", "0xF4240", ".inf", "yes", "1e6 元", "\"1,000 元\"", "１０ 元", "-3 元", "0100 元", "1.005 元",
      "3 美元元元元元元元元元元元元元元元元元元元元", "500..400 元", "3 千元", "0 元", "1..2..3..4 元",
    ] {
      let found = fault("{cut: f, amount: \(amount)}")
      #expect(
        found.count == 1 && found[0].contains("[changes[0].amount]")
          && !found[0].hasPrefix("("), "\(amount): \(found)")
    }
    for amount in ["null", "~", "[3 元]", "{a: 3}"] {
      #expect(
        fault("{cut: f, amount: \(amount)}").first == "scenario/wrong-type [changes[0].amount]")
    }
    for percent in ["101", "-1", "5 元", "abc", "10..5"] {
      #expect(
        fault("{cut: f, percent: \(percent)}").count == 1, "\(percent)")
    }
  }

  @Test("shares add up to 100, or are proportions")
  func shares() throws {
    func split(_ text: String) -> [String] { fault("{move: f, to: \(text), percent: 5}") }
    #expect(split("{A: 70%, B: 40%}") == ["scenario/range [changes[0].to]"])
    #expect(split("{A: 50%, B: 40%}") == ["scenario/range [changes[0].to]"])
    #expect(
      split("{A: 33.33%, B: 33.33%, C: 33.33%}") == ["(warning) scenario/conflict [changes[0].to]"])
    #expect(split("{A: 0, B: 0}") == ["scenario/range [changes[0].to]"])
    #expect(split("{A: 50%, B: 1}") == ["scenario/conflict [changes[0].to]"])
    #expect(split("{}") == ["scenario/wrong-type [changes[0].to]"])
    #expect(split("{A: 2, B: 1}") == [])
  }

  @Test("the root")
  func root() {
    #expect(
      faults("changes: []\n", head: "name: s\n").first == "scenario/missing-key 1 [schema_version]")
    #expect(
      faults("changes: []\n", head: "schema_version: \"1\"\nname: s\n").first
        == "scenario/wrong-type 1 [schema_version]")
    #expect(
      faults("changes: []\n", head: "schema_version: 2\nname: s\n").first
        == "scenario/version 1 [schema_version]")
    #expect(
      faults("changes: []\nyear: 2014\n").contains("scenario/unknown-key 4 [year]"))
    #expect(
      faults("changes: []\ndraws: 1000000000000000000\n").contains("scenario/range 4 [draws]"))
    #expect(
      faults("changes: []\nseed: 18446744073709551616\n").contains("scenario/range 4 [seed]"))
    #expect(
      faults("changes: []\nseed: 18446744073709551615\n") == [
        "(warning) scenario/nothing 3 [changes]"
      ])
    #expect(
      faults("changes: []\n", head: "schema_version: 1\nname: NO\n").first
        == "(warning) document/word-like-boolean 2 [name]")
    #expect(
      faults("changes:\n  - {id: a, cut: f, percent: 1}\n  - {id: a, cut: g, percent: 1}\n")
        == ["scenario/repeated-id 5 [changes[1].id]"])
  }

  @Test("requirements and what cannot hold together")
  func requirements() throws {
    let file = try read(
      head
        + """
        changes: []
        requirements:
          - {recipient: A, at_least: 1 万元, at_most: "3", unit: 万元}
          - {at_most: 5 亿元}

        """.replacing("at_least: 1 万元, at_most: \"3\"", with: "at_least: \"1\", at_most: \"3\""))
    #expect(
      file.scenario.requirements == [
        Requirement(
          .recipient("A"), atLeast: ExactDecimal(10000), atMost: ExactDecimal(30000), unit: "CNY"),
        Requirement(.total, atMost: ExactDecimal(500_000_000), unit: "CNY"),
      ])
    func faults(_ lines: String...) -> [String] {
      self.faults("changes: []\nrequirements:\n" + lines.map { "  - \($0)\n" }.joined())
        .filter { !$0.contains("nothing") }
    }
    #expect(faults("{recipient: A}") == ["scenario/missing-key 5 [requirements[0]]"])
    #expect(
      faults("{at_least: 3 元, at_most: 2 元}") == ["scenario/conflict 5 [requirements[0].at_least]"])
    #expect(
      faults("{donor: A, recipient: B, at_most: 2 元}")
        == ["scenario/conflict 5 [requirements[0].recipient]"])
    #expect(
      faults("{recipient: A, at_least: 60 元}", "{recipient: B, at_least: 60 元}", "{at_most: 100 元}")
        == ["scenario/conflict 7 [requirements[2]]"])
  }

  @Test("refused changes come back with their line and keys")
  func refusals() throws {
    let file = try read(
      head
        + "changes:\n  - cut: f\n    amount: 3 元\n  - move: {recipient: R}\n    to: {A: 1, B: 1}\n    percent: 5\n"
    )
    func place(_ index: Int, _ field: String?) -> String {
      let refusal = ChangeRefusal(
        change: index, field: field, Wording(en: "p", zh: "p"), Wording(en: "f", zh: "f"))
      // Only what an error carries decides; the network is not needed.
      let issue = file.issues(of: [
        ChangeWarning(change: index, field: field, refusal.problem, refusal.fix)
      ])[0]
      return "\(issue.place?.line ?? 0):\(issue.place?.column ?? 0) [\(issue.path)]"
    }
    #expect(place(0, "amount") == "5:13 [changes[0].amount]")
    #expect(place(0, nil) == "4:5 [changes[0]]")
    #expect(place(1, "move.recipient") == "6:23 [changes[1].move.recipient]")
    #expect(place(1, "to.B") == "7:19 [changes[1].to.B]")
    #expect(place(1, "since") == "6:5 [changes[1].since]")
  }

  @Test("a scenario stands on others of its folder, and not on itself")
  func basedOn() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "scenarios-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      try text.write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    func read(_ name: String) throws -> ScenarioFile {
      try ScenarioFile.read(folder.appendingPathComponent(name).path)
    }
    func faults(_ name: String) -> [String] {
      do {
        return try read(name).issues.map { "\($0.file) \($0.code)" }
      } catch let error as DocumentRefusal {
        return error.issues.map { "\($0.file) \($0.code)" }
      } catch { return ["\(error)"] }
    }
    try write(
      "base.yaml",
      "schema_version: 1\nname: base\nbaseline: {year: 2014}\nseed: 5\nchanges:\n  - {cut: f, percent: 1}\n"
    )
    try write(
      "top.yaml",
      "schema_version: 1\nname: top\nbased_on: base.yaml\nchanges:\n  - {cut: g, percent: 2}\n")
    let file = try read("top.yaml")
    #expect(file.scenario.name == "top")
    #expect(file.scenario.changes.map(\.origin) == ["base", nil])
    #expect(file.scenario.baseline.years == 2014...2014)
    #expect(file.scenario.seed == 5)
    #expect(file.documents.map(\.file) == ["top.yaml", "base.yaml"])
    let issue = file.issues(of: [
      ChangeWarning(change: 0, field: "percent", Wording(en: "", zh: ""), Wording(en: "", zh: ""))
    ])[0]
    #expect(issue.file == "base.yaml" && issue.place?.line == 6)

    for (name, base) in [
      ("up.yaml", "../x.yaml"), ("root.yaml", "/etc/passwd"), ("url.yaml", "http://x/y.yaml"),
      ("back.yaml", "a\\\\b.yaml"),
    ] {
      try write(name, "schema_version: 1\nname: t\nbased_on: \"\(base)\"\nchanges: []\n")
      #expect(faults(name).contains("\(name) scenario/path"), "\(name)")
    }
    try write("none.yaml", "schema_version: 1\nname: t\nbased_on: gone.yaml\nchanges: []\n")
    #expect(faults("none.yaml").contains("none.yaml scenario/based-on"))
    try write("one.yaml", "schema_version: 1\nname: t\nbased_on: two.yaml\nchanges: []\n")
    try write("two.yaml", "schema_version: 1\nname: t\nbased_on: one.yaml\nchanges: []\n")
    #expect(faults("one.yaml").contains("two.yaml scenario/based-on"))
    try write(
      "own.yaml",
      "schema_version: 1\nname: t\nbased_on: base.yaml\nbaseline: {year: 2015}\nchanges: []\n")
    #expect(faults("own.yaml").contains("own.yaml scenario/conflict"))
    try write("broken.yaml", "schema_version: 1\nname: t\nbased_on: bad.yaml\nchanges: []\n")
    try write("bad.yaml", "schema_version: 1\nname: t\nchangs: []\n")
    #expect(faults("broken.yaml").contains("bad.yaml scenario/unknown-key"))
  }

  @Test("a sweep keeps the unit and the per cent sign")
  func sweep() throws {
    let sweep = try Sweep("changes[0].amount=0..1:0.25")
    #expect(sweep.values.map(\.description) == ["0", "0.25", "0.5", "0.75", "1"])
    #expect(try Sweep("a.b=3..5").values.map(\.description) == ["3", "4", "5"])
    #expect(try Sweep("a=-2..2:2").values.map(\.description) == ["-2", "0", "2"])
    for bad in [
      "", "a", "a=1", "a=1..", "a=3..1", "a=1..2:0", "a=1..2:-1", "=1..2", "a=1..2:1:1",
      "a=0..1000000",
    ] {
      #expect(throws: Sweep.Fault.self) { try Sweep(bad) }
    }
    let file = try read(
      head
        + "changes:\n  - {cut: f, amount: 300 万元}\n  - {cut: f, percent: 5%}\n  - {cut: f, percent: 5..6}\n"
    )
    func text(_ key: String) throws -> String? {
      try Sweep("\(key)=7..7").text(ExactDecimal(7), in: file)
    }
    #expect(try text("changes[0].amount") == "7 万元")
    #expect(try text("changes[1].percent") == "7%")
    #expect(try text("changes[2].percent") == "7")
    #expect(try text("changes[0].cut") == nil)
    #expect(try text("changes[9].percent") == nil)
    let changed = try #require(try file.replacing("changes[0].amount", with: "7 万元"))
    #expect(
      changed.scenario.changes[0].action
        == .cut(
          FundSelection(flow: "f"), .amount(FundAmount(.exact(ExactDecimal(7)), "万元"))))
    #expect(throws: DocumentRefusal.self) {
      try file.replacing("changes[0].amount", with: "-7 万元")
    }
  }

  @Test("more changes than anybody writes by hand are refused")
  func limits() {
    let many = String(repeating: "- {cut: f, percent: 1}\n", count: 10_001)
    #expect(faults("changes:\n" + many) == ["scenario/range 4 [changes]"])
    let large = "# " + String(repeating: "x", count: 1 << 20) + "\n"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "large-\(UInt64.random(in: 0 ... .max)).yaml")
    defer { try? FileManager.default.removeItem(at: path) }
    try? large.write(to: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: DocumentRefusal.self) { try Document.read(path.path) }
    #expect(error?.issues.first?.code == "document/too-large")
  }
}
