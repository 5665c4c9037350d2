import Foundation
import Geodesy
import Testing

@testable import DataPackage

@Suite struct JSONTests {
  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("[1,2,]", 1, 5), ("{\"a\":1,}", 1, 7), ("[NaN]", 1, 2), ("{\n  \"a\" 1}", 2, 7),
      ("[01]", 1, 2),
      ("[1] x", 1, 5), ("\"\u{1}\"", 1, 2), ("[1.]", 1, 4), ("\"\\ud800\"", 1, 8), ("", 1, 1),
      (String(repeating: "[", count: 300), 1, 201),
    ])
  func refusals(text: String, line: Int, column: Int) {
    #expect { try JSONDocument(text) } throws: { error in
      guard let error = error as? JSONSyntaxError else { return false }
      return error.line == line && error.column == column
    }
  }

  @Test("values, escapes and places")
  func values() throws {
    let document = try JSONDocument(
      "{\"a\": [1e3, -0.5, true, null],\n \"b\": \"\\u7532\\ud83d\\ude00\\n\", \"b\": 2}")
    #expect(document.root["a"]?.array?.count == 4)
    #expect(document.root["b"]?.string == "甲😀\n")
    #expect(document.root["b"]?.line == 2)
    #expect(document.repeatedKeys.map(\.key) == ["b"])
  }

  /// Reads features from a text.
  private func boundaries(_ features: String) throws -> GeoJSONReader.Result {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".geojson"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{\"type\": \"FeatureCollection\", \"features\": [\n\(features)\n]}"
      .write(toFile: path, atomically: true, encoding: .utf8)
    return GeoJSONReader.read(path)
  }

  private func feature(_ ring: String, id: String = "\"A\"") -> String {
    "{\"type\": \"Feature\", \"id\": \(id), \"properties\": {\"name\": \"甲\"}, "
      + "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [\(ring)]}}"
  }

  @Test("a sound boundary is read")
  func soundBoundary() throws {
    let result = try boundaries(feature("[[100,30],[101,30],[101,31],[100,30]]"))
    #expect(result.issues.isEmpty)
    #expect(result.boundaries.first?.id == "A")
    #expect(result.boundaries.first?.name == "甲")
    #expect(result.boundaries.first?.area.polygons.first?.outer.count == 4)
  }

  @Test("faults of boundaries are graded")
  func boundaryFaults() throws {
    func brief(_ text: String) throws -> [String] {
      try boundaries(text).issues.map { "\($0.code) \($0.line) \($0.severity)" }
    }
    #expect(try brief(feature("[[100,30],[101,30],[100,30]]")) == ["geojson/geometry 2 error"])
    #expect(
      try brief(feature("[[100,30],[101,30],[101,31],[100,31]]")) == ["geojson/geometry 2 error"])
    #expect(
      try brief(feature("[[30,100],[31,100],[31,101],[30,100]]")) == ["geojson/position 2 error"])
    #expect(
      try brief(feature("[[100,30],[101,31],[101,30],[100,30]]")) == ["geojson/winding 2 warning"])
    #expect(
      try brief(feature("[[100,30],[102,32],[102,30],[100,31],[100,30]]")) == [
        "geojson/geometry 2 warning"
      ])
    #expect(
      try brief(feature("[[179,30],[-179,30],[-179,31],[179,30]]")) == ["geojson/span 2 warning"])
    let square = "[[100,30],[101,30],[101,31],[100,30]]"
    #expect(try brief(feature(square) + ",\n" + feature(square)) == ["geojson/identity 3 error"])
    #expect(try brief(feature(square, id: "1.5")) == ["geojson/identity 2 error"])
    #expect(try brief("null") == ["geojson/structure 2 error"])
    let empty = "{\"type\": \"Feature\", \"id\": \"A\", \"properties\": null, \"geometry\": null}"
    #expect(
      try brief(empty) == ["geojson/property 2 warning", "geojson/unlocated 2 warning"])
    let shifted = feature(square).replacing("\"甲\"", with: "\"甲\", \"datum\": \"GCJ-02\"")
    #expect(try brief(shifted) == ["geojson/reference-system 2 error"])
    #expect(try boundaries(feature(square, id: "1.5")).boundaries.isEmpty)
  }
}
