public import NetworkModel

/// Reads the order of the columns of a figure from a CSV table, such as the table `order` that a figure writes.
///
/// Columns `column` (or `side`) and `id` (or `node_id`) are needed; others are passed over. Of a result of several
/// tables, only the rows of the sections `order` and `margins` count. The order of rows is the order in the figure.
public enum OrderFile {
  /// The ids of each column, each once; or what is wrong with the file.
  ///
  /// - Complexity: O(bytes).
  public static func read(_ path: String) -> Result<[String: [String]], OrderFileError> {
    guard var bytes = FileBytes.all(path) else { return .failure(.missing) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = bytes.count
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .failure(.columns) }
      var reader = CSVReader(bytes: base, region: start..<end)
      func cells() -> [String] {
        reader.fields.prefix(reader.fieldCount).map { field in
          String(
            decoding: UnsafeBufferPointer(rebasing: buffer[field.start..<field.end]), as: UTF8.self)
        }
      }
      guard reader.next() else { return .failure(.columns) }
      let head = cells()
      let columns = ["side", "column"].compactMap(head.firstIndex)
      guard !columns.isEmpty,
        let id = head.firstIndex(of: "id") ?? head.firstIndex(of: "node_id")
      else { return .failure(.columns) }
      let section = head.firstIndex(of: "section")
      var order: [String: [String]] = [:]
      var seen: Set<[String]> = []
      while reader.next() {
        let row = cells()
        guard row.count == head.count, !row[id].isEmpty,
          section.map({ row[$0] == "order" || row[$0] == "margins" }) ?? true,
          let column = columns.map({ row[$0] }).first(where: { !$0.isEmpty }),
          seen.insert([column, row[id]]).inserted
        else { continue }
        order[column, default: []].append(row[id])
      }
      return .success(order)
    }
  }
}

/// Why an order could not be read.
public enum OrderFileError: Error, Hashable, Sendable {
  case missing
  /// The file has no columns `column` and `id`.
  case columns

  public var message: Wording {
    switch self {
    case .missing:
      Wording(en: "The file of the order cannot be read.", zh: "排列顺序文件无法读取。")
    case .columns:
      Wording(
        en:
          "The file of the order needs the columns ‘column’ (or ‘side’) and ‘id’, as the table ‘order’ of a figure has.",
        zh: "排列顺序文件须有 column（或 side）和 id 两列（与图件的 order 表相同）。")
    }
  }
}
