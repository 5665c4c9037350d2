import DataPackage
import Foundation
import TestSupport
import Testing

@testable import ScenarioFiles

/// The documentation and the JSON Schema say what the reader reads.
@Suite struct ScenarioDocsTests {
  private func page(_ name: String) throws -> String {
    try String(
      contentsOf: Repository.root.appendingPathComponent("docs/\(name)"), encoding: .utf8)
  }

  @Test("every code and every key is documented")
  func codesAndKeys() throws {
    let page = try page("scenario-format.md")
    for code in DocumentIssue.Code.allCases {
      #expect(page.contains("`\(code.rawValue)`"), "\(code.rawValue)")
    }
    let keys =
      ScenarioReading.rootKeys + ScenarioReading.baselineKeys + ScenarioReading.requirementKeys
      + ScenarioReading.verbs.flatMap { [$0.verb] + $0.keys } + ScenarioReading.commonKeys
      + ScenarioReading.fundKeys + ScenarioReading.newFundKeys + ScenarioReading.newPairingKeys
    for key in Set(keys).sorted() where key != "flow" {
      #expect(page.contains("`\(key)`") || page.contains("\(key):"), "\(key)")
    }
  }

  @Test("the schema has the keys of the reader, no more and no fewer")
  func schema() throws {
    let schema = try Document.read(
      Repository.root.appendingPathComponent("docs/scenario.schema.json").path
    ).root
    func keys(_ node: DocumentNode?) -> Set<String> {
      Set(node?["properties"]?.entries?.map(\.key) ?? [])
    }
    #expect(keys(schema) == Set(ScenarioReading.rootKeys))
    let definitions = try #require(schema["$defs"])
    #expect(keys(definitions["baseline"]) == Set(ScenarioReading.baselineKeys))
    #expect(keys(definitions["requirement"]) == Set(ScenarioReading.requirementKeys))
    #expect(keys(definitions["new_funds"]) == Set(ScenarioReading.newFundKeys))
    #expect(keys(definitions["new_pairing"]) == Set(ScenarioReading.newPairingKeys))
    #expect(keys(definitions.node(at: "funds.oneOf[1]")) == Set(ScenarioReading.fundKeys))
    #expect(keys(definitions.node(at: "pairing.oneOf[1]")) == Set(ScenarioReading.pairingKeys))
    let changes = try #require(definitions.node(at: "change.oneOf")?.items)
    #expect(changes.count == ScenarioReading.verbs.count)
    for (change, verb) in zip(changes, ScenarioReading.verbs) {
      #expect(keys(change) == Set([verb.verb] + verb.keys + ScenarioReading.commonKeys))
      #expect(change["required"]?.items?.first?.scalar == verb.verb)
    }
  }
}
