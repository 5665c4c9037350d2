/// The form of a cell that names several rows: their ids, separated by `;`.
public enum IDList {
  /// The ids of a cell in the order written; space around them and empty places between two `;` are left out.
  public static func ids(in cell: String) -> [String] {
    cell.split(separator: ";").compactMap { part in
      let id = String(part).trimmed
      return id.isEmpty ? nil : id
    }
  }
}
