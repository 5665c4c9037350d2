import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// The whole line from files to figures, on the bundled package as it is and with its rows shuffled.
@Suite("Rows in any order")
struct ShuffledPackageTests {
  /// A copy of the package with the rows of each table in another order.
  private func shuffledCopy(seed: UInt64) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "jiedui-shuffled-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Repository.tianjin, to: folder)
    var generator = SeededGenerator(seed: seed)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".csv") {
      let file = folder.appending(path: name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let rows = lines.dropFirst().shuffled(using: &generator)
      try (lines.prefix(1) + rows).joined(separator: "\n").write(
        to: file, atomically: true, encoding: .utf8)
    }
    return folder
  }

  private func figures(_ folder: URL) throws -> [Data] {
    let reading = PackageReader.read(folder.path, options: .init(computesFingerprint: true))
    let network = try #require(reading.network)
    let question = CoverageQuestion(.level(.county), date: CalendarDate("2018"))
    let provenance = FigureProvenance(
      fingerprint: try #require(reading.fingerprint), program: "jiedui test")
    let picture = PairingPicture(
      question, in: network, language: .zh, provenance: provenance)
    let diagram = try BipartiteDiagram(picture).figure
    let map = try PairingMap(picture, areas: [], projection: try .chinaAlbers()).figure
    let report = ResultDocument(gaps: coverage(question, in: network), in: network)
    return [
      try diagram.data(as: .svg), try diagram.data(as: .png), try map.data(as: .svg),
      try map.data(as: .png), Data(report.rendered(.json, .zh).utf8),
    ]
  }

  @Test("give the same SVG, PNG and JSON, byte for byte")
  func sameBytes() throws {
    let expected = try figures(Repository.tianjin)
    let folder = try shuffledCopy(seed: 2018)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try figures(folder) == expected)
  }
}
