internal import NetworkModel

/// The values of a closed vocabulary by their bytes, the last one first: neighbours are often alike.
struct TermTable<Value: Term> {
  private let values: [Value]
  private let spellings: [[UInt8]]
  private var last = 0

  init() {
    values = Array(Value.allCases)
    spellings = values.map { Array($0.rawValue.utf8) }
  }

  mutating func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
    if matches(last, bytes) { return values[last] }
    for index in spellings.indices where matches(index, bytes) {
      last = index
      return values[index]
    }
    return nil
  }

  private func matches(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    spellings[index].withUnsafeBufferPointer { word in
      guard word.count == bytes.count else { return false }
      for at in 0..<word.count where word[at] != bytes[at] { return false }
      return true
    }
  }
}

/// The periods read last, by their bytes: a table has few different ones.
struct PeriodCache {
  private var keys = [[UInt8]](repeating: [], count: 64)
  private var periods = [Period](repeating: .unknown, count: 64)

  /// The period of these bytes, if they were read before and not pushed out since.
  func period(_ bytes: UnsafeBufferPointer<UInt8>) -> Period? {
    let slot = Self.slot(bytes)
    return keys[slot].withUnsafeBufferPointer { key in
      guard key.count == bytes.count else { return nil }
      for at in 0..<key.count where key[at] != bytes[at] { return nil }
      return periods[slot]
    }
  }

  mutating func keep(_ period: Period, of bytes: UnsafeBufferPointer<UInt8>) {
    let slot = Self.slot(bytes)
    keys[slot] = Array(bytes)
    periods[slot] = period
  }

  private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt = 0
    for byte in bytes { hash = hash &* 31 &+ UInt(byte) }
    return Int(hash & 63)
  }
}

extension TableFile {
  /// The bytes of a cell; empty when the file has no such column.
  @inline(__always)
  func bytes(_ slot: Slot) -> UnsafeBufferPointer<UInt8> {
    guard slot.field >= 0 else { return UnsafeBufferPointer(start: base, count: 0) }
    let span = reader.fields[slot.field]
    return UnsafeBufferPointer(start: base + span.start, count: span.count)
  }

  @inline(__always)
  func text(_ slot: Slot) -> Text {
    guard slot.field >= 0 else { return .none }
    let span = reader.fields[slot.field]
    guard span.count > 0, span.count <= Text.maximumCount else { return .none }
    return Text(offset: span.start, count: span.count)
  }

  /// The cell as a string, nil when it is empty.
  func string(_ slot: Slot) -> String? {
    let cell = bytes(slot)
    return cell.isEmpty ? nil : String(decoding: cell, as: UTF8.self)
  }

  /// The id of the row, its form checked.
  mutating func identifier(_ slot: Slot) -> Text {
    let cell = bytes(slot)
    var needsLook = cell.count > 200
    for byte in cell where byte == 0x5C || byte == 0x2F || byte == 0x2B || byte < 0x20 {
      needsLook = true
    }
    if needsLook, let fault = identifierFault(String(decoding: cell, as: UTF8.self)) {
      report(fault, slot, severity: fault.code == .idForm ? .warning : .error)
    }
    return text(slot)
  }

  private func identifierFault(_ id: String) -> CellFault? {
    if id.utf8.count > 200 {
      return CellFault(
        .idForm,
        Wording(en: "the id is \(id.utf8.count) bytes long", zh: "编号长 \(id.utf8.count) 字节"),
        Wording(en: "Use a short id.", zh: "请使用较短的编号。"))
    }
    if id.utf8.contains(where: { $0 < 0x20 }) {
      return CellFault(
        .cellControl,
        Wording(en: "a line break or control stands in the id", zh: "编号中有换行或控制字符"),
        Wording(en: "Remove it.", zh: "请删除。"))
    }
    if id.contains("../") || id.contains("..\\") || id.hasPrefix("\\\\") {
      return CellFault(
        .idForm, Wording(en: "the id looks like a path", zh: "编号形似文件路径"),
        Wording(en: "Use letters, digits and hyphens.", zh: "请使用字母、数字和连字符。"))
    }
    let parts = id.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    if parts.count == 2, parts[1].hasPrefix("+"), Int(parts[1]) != nil, Double(parts[0]) != nil {
      return CellFault(
        .numberForm,
        Wording(
          en: "a spreadsheet turned the code into a number and lost digits",
          zh: "电子表格把代码变成了数字，位数已丢失"),
        Wording(
          en: "Format the column as text and enter the code again.", zh: "请将该列设为文本后重新填写代码。"))
    }
    return nil
  }

  /// A cell that may hold a link or a path is not followed; one that looks like a trap is named.
  mutating func checkLink(_ slot: Slot) {
    let cell = bytes(slot)
    guard cell.count > 4 else { return }
    let first = cell[0] | 0x20
    guard cell[0] == 0x5C || first == 0x6A || first == 0x64 || first == 0x76 || first == 0x66 else {
      return
    }
    let word = String(decoding: cell.prefix(12), as: UTF8.self).lowercased()
    guard
      word.hasPrefix("\\\\") || word.hasPrefix("javascript:") || word.hasPrefix("data:")
        || word.hasPrefix("vbscript:") || word.hasPrefix("file:")
    else { return }
    report(
      .cellSuspiciousLink, .warning, column: slot.column.name, found: string(slot),
      Wording(
        en: "the text looks like a script or a network path; it is kept as text and never followed",
        zh: "文字形似脚本或网络路径；仅作文本保存，不会打开"),
      Wording(en: "Write the name of the document.", zh: "请填写文件名称。"))
  }

  mutating func term<T>(_ slot: Slot, _ table: inout TermTable<T>) -> T? {
    let cell = bytes(slot)
    if let value = table.value(cell) { return value }
    if !cell.isEmpty { reportUnknownTerm(slot, labels: T.allCases.map { ($0.rawValue, $0.label) }) }
    return nil
  }

  mutating func reportUnknownTerm(_ slot: Slot, labels: [(term: String, label: Wording)]) {
    let word = string(slot) ?? ""
    let bare = String(
      word.unicodeScalars.filter { !$0.properties.isWhitespace && !VisibleText.isHidden($0.value) }
        .map(Character.init)
    ).lowercased()
    let meant =
      labels.first { $0.label.zh == bare || $0.label.en == bare }?.term
      ?? Spelling.nearest(to: bare.replacing("-", with: "_"), among: labels.map(\.term))
    let list = labels.map(\.term)
    let hint = meant.map { Wording(en: "Did you mean ‘\($0)’? ", zh: "是否应为“\($0)”？") }
    report(
      .cellUnknownTerm, column: slot.column.name, found: word,
      Wording(
        en: "‘\(VisibleText.of(word))’ is not one of the values of \(slot.column.name)",
        zh: "“\(VisibleText.of(word))”不是 \(slot.column.name) 的可用值"),
      Wording(
        en: "\(hint?.en ?? "")The values are: \(list.joined(separator: ", ")).",
        zh: "\(hint?.zh ?? "")可用值：\(list.joined(separator: "、"))。"))
  }

  mutating func decimal(_ slot: Slot, allowNegative: Bool = false) -> ExactDecimal? {
    let cell = bytes(slot)
    guard !cell.isEmpty else { return nil }
    do throws(CellFault) {
      return try NumberCell.decimal(cell, allowNegative: allowNegative)
    } catch {
      report(error, slot)
      return nil
    }
  }

  mutating func period(_ slot: Slot, _ cache: inout PeriodCache) -> Period {
    let cell = bytes(slot)
    guard !cell.isEmpty else { return .unknown }
    if let known = cache.period(cell) { return known }
    do throws(CellFault) {
      if strictness.yearOnly.contains(slot.column.name) { _ = try PeriodCell.year(cell) }
      let period = try PeriodCell.period(cell)
      let isPlain = checkPlausible(period, slot)
      if isPlain { cache.keep(period, of: cell) }
      return period
    } catch {
      report(error, slot)
      return .unknown
    }
  }

  mutating func date(_ slot: Slot) -> CalendarDate? {
    let cell = bytes(slot)
    guard !cell.isEmpty else { return nil }
    do throws(CellFault) {
      let date = try PeriodCell.singleDate(cell)
      _ = checkPlausible(Period(date), slot)
      return date
    } catch {
      report(error, slot)
      return nil
    }
  }

  mutating func year(_ slot: Slot) -> Int? {
    let cell = bytes(slot)
    guard !cell.isEmpty else { return nil }
    do throws(CellFault) {
      let year = try PeriodCell.year(cell)
      if let date = CalendarDate(year: year) { _ = checkPlausible(Period(date), slot) }
      return year
    } catch {
      report(error, slot)
      return nil
    }
  }

  /// Names sentinels, far years and ends of unlike precision; true when there is nothing to say.
  private mutating func checkPlausible(_ period: Period, _ slot: Slot) -> Bool {
    var dates: [CalendarDate] = []
    for bound in [period.start, period.end] {
      if case .date(let date, _) = bound { dates.append(date) }
    }
    if let date = dates.first(where: { $0.year == 9999 || $0.year == 0 }) {
      let isEnd = dates.count == 1 || date == dates.last && dates.first != date
      report(
        .periodForm, column: slot.column.name, found: string(slot),
        Wording(en: "a placeholder stands in place of a date", zh: "日期处是占位值"),
        Wording(
          en: isEnd ? "Write ‘..’ for an open end." : "Leave out what is unknown.",
          zh: isEnd ? "长期有效请写“..”。" : "未知请留空。"))
      return false
    }
    if let date = dates.first(where: { $0.year < 1949 || $0.year > 2100 }) {
      report(
        .periodImplausible, .warning, column: slot.column.name, found: string(slot),
        Wording(
          en: "the year \(date.year) is far from any programme of paired assistance",
          zh: "年份 \(date.year) 与对口帮扶的年代相去甚远"),
        Wording(en: "Check it.", zh: "请核对。"))
      return false
    }
    if dates.count == 2, dates[0] != dates[1], dates[0].month > 0, dates[1].month == 0 {
      report(
        .periodMixed, .remark, column: slot.column.name, found: string(slot),
        Wording(
          en:
            "the period starts with a month and ends with a year; it is read to the end of \(dates[1].year)",
          zh: "时段起于某月而止于某年，按至 \(dates[1].year) 年底读取"),
        Wording(
          en: "Write the last month if it is known.", zh: "如知道结束月份，请写明。"))
      return false
    }
    return true
  }
}
