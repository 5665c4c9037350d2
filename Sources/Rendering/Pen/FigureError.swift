public import NetworkModel

/// Why a figure could not be made.
public enum FigureError: Error, Hashable, Sendable, CustomStringConvertible {
  case unsupportedFormat(fileName: String)
  case missingFont(family: String)
  /// Graphviz refused; `message` is what it said.
  case graphviz(message: String)
  case cannotWrite(path: String, reason: String)
  /// More of something than fits a readable page.
  case tooMany(Thing, count: Int, limit: Int)
  /// The paper asked for is too narrow for the figure; both in points.
  case tooNarrow(width: Double, needed: Double)

  /// The numbers of a figure do not add up, so that it must not be drawn.
  case unbalanced(column: String, sum: String, total: String)

  /// What a page can hold too many of.
  public enum Thing: Hashable, Sendable {
    case rows, pairings, units, panels, elements

    var label: Wording {
      switch self {
      case .rows: Wording(en: "rows", zh: "行")
      case .pairings: Wording(en: "pairings", zh: "对结对")
      case .units: Wording(en: "units", zh: "个单位")
      case .panels: Wording(en: "panels", zh: "幅分图")
      case .elements: Wording(en: "drawn elements", zh: "个图形元素")
      }
    }

    /// What would show fewer of it.
    fileprivate var option: String { self == .panels ? "--years" : "--within" }
  }

  public var description: String { message(.en) }

  /// What is wrong and what to do.
  public var message: Wording { Wording(en: words(.en), zh: words(.zh)) }

  private func millimetres(_ points: Double) -> Int { Int((points / 72 * 25.4).rounded(.up)) }

  private func words(_ language: Language) -> String {
    switch self {
    case .unsupportedFormat(let fileName):
      let name = InkText.clean(fileName, limit: 200)
      return language == .zh
        ? "不认识“\(name)”的格式。文件名请以 .svg、.pdf、.png 或 .dot 结尾。"
        : "The format of ‘\(name)’ is not known. End the file name in .svg, .pdf, .png or .dot."
    case .missingFont(let family):
      return language == .zh
        ? "缺少字体“\(family)”，汉字会变成方框。请安装：apt-get install fonts-noto-cjk"
        : "The font ‘\(family)’ is missing, and Chinese text would come out as boxes. "
          + "Install it with: apt-get install fonts-noto-cjk"
    case .graphviz(let message):
      return language == .zh
        ? "Graphviz 未能绘制此图：\(message)" : "Graphviz could not draw the figure: \(message)"
    case .cannotWrite(let path, let reason):
      return language == .zh ? "无法写入 \(path):\(reason)" : "Cannot write \(path): \(reason)"
    case .unbalanced(let column, let sum, let total):
      let name = InkText.clean(column, limit: 80)
      return language == .zh
        ? "“\(name)”的合计为 \(sum)，应为 \(total)；数字不平衡，不予绘制。"
        : "‘\(name)’ adds up to \(sum) instead of \(total); a figure that does not balance is not drawn."
    case .tooNarrow(let width, let needed):
      let (has, wants) = (millimetres(width), millimetres(needed))
      return language == .zh
        ? "宽 \(has) 毫米的纸面放不下此图，至少需要 \(wants) 毫米。请用 --page 或 --width 选用更宽的纸面，或减少栏数。"
        : "The figure needs \(wants) mm of width, and the paper has \(has) mm. "
          + "Choose a wider one with --page or --width, or ask for fewer columns."
    case .tooMany(let thing, let count, let limit):
      return language == .zh
        ? "\(count) \(thing.label(.zh))超过一页所能容纳的 \(limit) \(thing.label(.zh))。请缩小范围，例如使用 \(thing.option)。"
        : "\(count) \(thing.label(.en)) are more than a page can show (\(limit)). "
          + "Narrow the choice, for example with \(thing.option)."
    }
  }
}
