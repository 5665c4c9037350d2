public import NetworkModel

/// Writes the `datapackage.json` of a package in this format: a Frictionless Tabular Data Package.
public enum DescriptorWriter {
  /// The descriptor as JSON text, two spaces deep, with a line feed at the end.
  ///
  /// - Parameters:
  ///   - name: the package's name: lower-case letters, digits, `-`, `_`, `.`.
  ///   - title: for people.
  ///   - tables: the tables in the package with their files, relative to its folder.
  ///   - columns: the columns that a table's files have, in their order; all when it is not listed.
  public static func json(
    name: String, title: String, tables: [(table: TableName, paths: [String])],
    columns: [TableName: [String]] = [:]
  ) -> String {
    let present = Set(tables.map(\.table))
    let resources = tables.map { entry in
      resource(entry.table, entry.paths, columns[entry.table], present)
    }
    return """
      {
        "name": \(quoted(name)),
        "title": \(quoted(title)),
        "profile": "tabular-data-package",
        "resources": [
      \(resources.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static func resource(
    _ table: TableName, _ paths: [String], _ names: [String]?, _ present: Set<TableName>
  ) -> String {
    let schema = TableSchema.of(table)
    let columns = schema.columns.filter { names?.contains($0.name) ?? true }
      .sorted { a, b in
        guard let names else { return false }
        return (names.firstIndex(of: a.name) ?? 0) < (names.firstIndex(of: b.name) ?? 0)
      }
    let path =
      paths.count == 1 ? quoted(paths[0]) : "[" + paths.map(quoted).joined(separator: ", ") + "]"
    let fields = columns.map { "          " + field($0, isKey: schema.primaryKey == [$0.name]) }
    let keys = columns.compactMap { column -> String? in
      guard case .reference(let target) = column.kind, present.contains(target) else { return nil }
      // A reference inside the same table has an empty resource name in Table Schema.
      let resource = target == table ? "" : target.rawValue
      return "          {\"fields\": \(quoted(column.name)), \"reference\": "
        + "{\"resource\": \(quoted(resource)), \"fields\": \"id\"}}"
    }
    var parts = ["        \"fields\": [\n\(fields.joined(separator: ",\n"))\n        ]"]
    if !schema.primaryKey.isEmpty {
      let key = schema.primaryKey.map(quoted).joined(separator: ", ")
      parts.append("        \"primaryKey\": [\(key)]")
    }
    if !keys.isEmpty {
      parts.append("        \"foreignKeys\": [\n\(keys.joined(separator: ",\n"))\n        ]")
    }
    return """
          {
            "name": \(quoted(table.rawValue)),
            "path": \(path),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
      \(parts.joined(separator: ",\n"))
            }
          }
      """
  }

  private static func field(_ column: TableSchema.Column, isKey: Bool) -> String {
    var constraints: [String] = []
    if column.isRequired { constraints.append("\"required\": true") }
    if isKey { constraints.append("\"unique\": true") }
    let type: String
    switch column.kind {
    case .identifier, .reference, .text, .period, .date: type = "string"
    case .term(let values):
      type = "string"
      constraints.append("\"enum\": [\(values.map(quoted).joined(separator: ", "))]")
    case .decimal: type = "number"
    case .longitude:
      type = "number"
      constraints.append("\"minimum\": -180, \"maximum\": 180")
    case .latitude:
      type = "number"
      constraints.append("\"minimum\": -90, \"maximum\": 90")
    case .year: type = "year"
    }
    let rules =
      constraints.isEmpty ? "" : ", \"constraints\": {\(constraints.joined(separator: ", "))}"
    return "{\"name\": \(quoted(column.name)), \"type\": \"\(type)\"\(rules)}"
  }

  /// A JSON string; only what JSON demands is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
