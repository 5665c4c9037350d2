internal import NetworkModel

/// Every word that a page adds of its own.
struct PageWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .zh ? chinese : english
  }

  /// Words of the templates, by name.
  var table: [String: String] {
    [
      "skip": say("Skip to the content", "跳至正文"),
      "find": say("Find a name in figures and tables", "在图表中查找名称"),
      "contents": say("Contents", "目录"), "summary": say("In short", "摘要"),
      "notes": say("How to read this page", "阅读说明"),
      "notDrawn": say("Not drawn.", "未绘制。"), "none": say("None.", "无。"),
      "vast": say(
        "This table is too wide for paper; it stands on the page on screen and in its CSV file.",
        "此表过宽，不宜打印，请在屏幕上或 CSV 文件中查看。"),
      "conventions": say("How these numbers are to be read", "数字的口径"),
      "download": say("Download CSV", "下载 CSV"),
      "same": say("The same from the command line:", "命令行得到同样结果："),
    ]
  }

  func kicker(_ package: String) -> String {
    say("Paired assistance · data package ‘\(package)’", "结对帮扶数据报告 · 数据包“\(package)”")
  }

  func dateline(_ date: CalendarDate?, _ fingerprint: String, _ program: String) -> String {
    let asOf =
      date.map { say("As of \($0)", $0.month == 0 ? "截至 \($0) 年" : "截至 \($0)") }
      ?? say("All dates", "不限日期")
    return "\(asOf) · \(say("data", "数据指纹")) \(fingerprint) · \(program)"
  }

  func rows(_ count: Int) -> String {
    say(count == 1 ? "1 row" : "\(count) rows", "\(count) 行")
  }

  func notes(_ mapNumber: String?) -> [String] {
    [
      say(
        "Unknown is not zero. A dash in a table and an empty cell in CSV mean that the record gives no value.",
        "“不详”不等于零：表中的“–”和 CSV 中的空格表示没有记载。"),
      say(
        "Money is in 万元 (10,000 yuan) on the page and in exact yuan in CSV. Steps of money are never added to each other.",
        "页面金额单位为万元，CSV 为精确到分的元数。资金各环节互不相加。"),
      say(
        "Every number of the summary stands in a table of this page; its element names the table, row and column.",
        "摘要中的每个数字都出自本页的表格，其标记注明所在的表、行、列。"),
      say(
        "Each CSV file holds every column, also those that the page leaves out, and is byte for byte what the command beside it writes, behind a byte order mark for spreadsheets. A text that a spreadsheet would run as a formula begins with an apostrophe.",
        "各 CSV 文件含全部列（包括页面未显示的列），除为电子表格所加的字节序标记外，与旁注命令的输出逐字节相同；可能被电子表格当作公式的文字前加有撇号。"),
      mapNumber.map { say("Map review number: \($0).", "审图号：\($0)。") }
        ?? say(
          "The maps have no review number: they are for internal use, not for publication.",
          "地图未送审，仅供内部使用，不得公开登载。"),
      say(
        "The page needs no network: figures, tables and data are all inside this file.",
        "本页不需要网络：图、表和数据都在这一个文件内。"),
    ]
  }
}
