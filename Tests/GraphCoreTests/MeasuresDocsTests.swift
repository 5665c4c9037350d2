import Foundation
import TestSupport
import Testing

/// `docs/measures.md` holds every public function of the module, and no other.
@Suite("The table of measures")
struct MeasuresDocsTests {
  private func page() throws -> String {
    try String(contentsOf: Repository.root.appending(path: "docs/measures.md"), encoding: .utf8)
  }

  /// The names of the public functions of the module's files that stand at the margin.
  private func functions() throws -> Set<String> {
    let folder = Repository.root.appending(path: "Sources/GraphCore")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var names: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?m)^public func ([A-Za-z]+)\(/) {
        names.insert(String(match.1))
      }
    }
    return names
  }

  @Test("has a row for each public function")
  func complete() throws {
    let page = try page()
    for name in try functions().sorted() {
      #expect(page.contains("`\(name)("), "\(name) is not in docs/measures.md")
    }
  }

  @Test("names files that exist")
  func files() throws {
    let folders = [
      "Sources/GraphCore", "Sources/Analysis", "Sources/Scenarios", "Sources",
      "Tests/GraphCoreTests", "Tests/AnalysisTests", "Tests",
    ]
    for match in try page().matches(of: /`([A-Za-z]+\/[A-Za-z+]+\.swift)`/) {
      let path = String(match.1)
      let found = folders.contains {
        FileManager.default.fileExists(
          atPath: Repository.root.appending(path: $0).appending(path: path).path)
      }
      #expect(found, "\(path)")
    }
  }
}
