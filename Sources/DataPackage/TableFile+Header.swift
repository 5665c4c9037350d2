internal import NetworkModel

/// Understanding the header of a table: which column stands where, and what is wrong with it.
extension TableFile {
  /// Takes the header line; false when the rows cannot be understood.
  mutating func readHeader() -> Bool {
    guard reader.next() else {
      report(
        .fileEmpty, line: 1, Wording(en: "the file is empty", zh: "文件为空"),
        Wording(en: "A table without rows still has its header line.", zh: "没有数据的表也应有表头行。"))
      return false
    }
    header = (0..<reader.fieldCount).map { reader.text($0) }
    reportFaults()
    if header.count == 1, let other = otherSeparator(header[0]) {
      report(
        .separator, line: 1, found: header[0],
        Wording(
          en: "the columns are separated by \(other), not by commas", zh: "列以\(other)分隔，而不是逗号"),
        Wording(en: "Export the table as CSV with commas.", zh: "请导出为以逗号分隔的 CSV。"))
      return false
    }
    let names = schema.columns.map(\.name)
    guard header.contains(where: { names.contains(Self.bare($0)) }) else {
      reportMissingHeader()
      return false
    }
    var isSound = matchHeader(names)
    for (index, slot) in slots.enumerated() {
      let isRequired = slot.column.isRequired || strictness.required.contains(slot.column.name)
      if slot.field >= 0 {
        if isRequired { requiredSlots.append(index) }
      } else if isRequired {
        isSound = false
        reportMissingColumn(slot.column.name)
      } else if slot.column.name == "source" {
        report(
          .columnMissing, .warning, line: 1, column: "source",
          Wording(en: "no row of this table names its source", zh: "本表各行均未注明来源"),
          Wording(
            en: "Add a column source with ids of sources.", zh: "请增加 source 列并填写 sources 表的编号。"))
      }
    }
    return isSound
  }

  /// A header name without case and surrounding space.
  private static func bare(_ name: String) -> String {
    String(
      name.lowercased().drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        .reversed())
  }

  private mutating func matchHeader(_ names: [String]) -> Bool {
    slots = schema.columns.map { Slot(column: $0, field: -1) }
    columnOfField = Array(repeating: -1, count: header.count)
    var isSound = true
    for (field, name) in header.enumerated() {
      let bare = Self.bare(name)
      if bare.isEmpty {
        isSound = false
        report(
          .columnBlank, line: 1, column: "(\(field + 1))",
          Wording(en: "column \(field + 1) has no name", zh: "第 \(field + 1) 列没有列名"),
          Wording(en: "Name it or remove it.", zh: "请命名或删除该列。"))
        continue
      }
      guard let index = names.firstIndex(of: bare) else {
        if header[..<field].contains(where: { Self.bare($0) == bare }) {
          isSound = false
          reportRepeatedColumn(name)
        } else {
          reportUnknownColumn(name, names)
        }
        continue
      }
      if slots[index].field >= 0 {
        isSound = false
        reportRepeatedColumn(name)
        continue
      }
      if name != bare {
        report(
          .columnSpelling, .warning, line: 1, column: name, found: name,
          Wording(en: "the column name is not written exactly ‘\(bare)’", zh: "列名与“\(bare)”写法不一致"),
          CellFault.write(bare))
      }
      slots[index].field = field
      columnOfField[field] = index
    }
    return isSound
  }

  private mutating func reportRepeatedColumn(_ name: String) {
    report(
      .columnRepeated, line: 1, column: name, found: name,
      Wording(en: "two columns have this name", zh: "有两列同名"),
      Wording(en: "Keep one of them.", zh: "请只保留一列。"))
  }

  private mutating func reportUnknownColumn(_ name: String, _ names: [String]) {
    let near = Spelling.nearest(to: Self.bare(name), among: names)
    let points = VisibleText.unusualCodePoints(name)
    let shown = points.isEmpty ? "" : " (\(points))"
    report(
      .columnUnknown, .warning, line: 1, column: name, found: name,
      Wording(
        en:
          "‘\(VisibleText.of(name))’\(shown) is not a column of \(schema.table.rawValue); it is not read",
        zh: "“\(VisibleText.of(name))”\(shown)不是 \(schema.table.rawValue) 表的列，未读取"),
      near.map { Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？") }
        ?? Wording(
          en: "The columns are: \(names.joined(separator: ", ")).",
          zh: "本表的列为：\(names.joined(separator: "、"))。"))
  }

  private mutating func reportMissingColumn(_ name: String) {
    let similar = header.first { Spelling.distance(Self.bare($0), name, atMost: 2) != nil }
    let points = similar.map(VisibleText.unusualCodePoints) ?? ""
    let hint =
      similar.map {
        " ‘\(VisibleText.of($0))’\(points.isEmpty ? "" : " (\(points))") is close to it."
      } ?? ""
    report(
      .columnMissing, line: 1, column: name,
      Wording(
        en: "the required column ‘\(name)’ is missing", zh: "缺少必需的列“\(name)”"),
      Wording(
        en: "Add it.\(hint)",
        zh: "请补充该列。\(similar.map { "“\(VisibleText.of($0))”\(points)与之相近。" } ?? "")"))
  }

  private func otherSeparator(_ line: String) -> String? {
    for (mark, name) in [(";", "‘;’"), ("\t", "Tab"), ("|", "‘|’"), ("，", "‘，’"), ("、", "‘、’")] {
      if line.split(separator: mark).count > 2 { return name }
    }
    return nil
  }

  /// No name is known: a title above the header, or no header at all.
  private mutating func reportMissingHeader() {
    let found = header.joined(separator: ",")
    let names = schema.columns.map(\.name)
    var looked = 0
    while looked < 10, reader.next() {
      looked += 1
      let record = (0..<reader.fieldCount).map { Self.bare(reader.text($0)) }
      if record.filter(names.contains).count >= 2 {
        let line = reader.recordLine
        report(
          .headerMissing, line: 1, found: found,
          Wording(
            en: "the header stands in line \(line), not in line 1", zh: "表头在第 \(line) 行，而不在第 1 行"),
          Wording(
            en: "Delete the \(line - 1) line(s) above it.", zh: "请删除其上方的 \(line - 1) 行。"))
        return
      }
    }
    report(
      .headerMissing, line: 1, found: found,
      Wording(en: "the first line holds no column name", zh: "首行没有列名"),
      Wording(
        en: "Put the column names into the first line: \(names.prefix(5).joined(separator: ",")),…",
        zh: "请在首行写列名：\(names.prefix(5).joined(separator: ","))…"))
  }
}
