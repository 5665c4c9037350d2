internal import Analysis
internal import NetworkModel

extension FlowPaths {
  /// What a figure of flows must say of those that it does not draw, in one line.
  func notes(_ unit: SankeyUnit, _ language: Language) -> [String] {
    let isChinese = language == .zh
    var notes: [String] = []
    if !unknown.isEmpty {
      notes.append(
        isChinese
          ? "另有 \(unknown.count) 笔数额不详，未画"
          : "\(unknown.count) more of unknown amount, not drawn")
    }
    if !uncertain.isEmpty {
      notes.append(
        isChinese
          ? "\(uncertain.count) 笔可能已含在其他数额中，未画"
          : "\(uncertain.count) that others may contain already, not drawn")
    }
    if !undated.isEmpty {
      notes.append(
        isChinese
          ? "\(undated.count) 笔跨年或年份不明，未计入"
          : "\(undated.count) that cross the years or are undated, left out")
    }
    if difference != 0 {
      notes.append(
        isChinese
          ? "分项之和超出总项 \(unit.full(difference, language))，图按分项绘制"
          : "parts exceed their wholes by \(unit.full(difference, language)); the parts are drawn"
      )
    }
    return notes.isEmpty ? [] : [notes.joined(separator: isChinese ? "；" : "; ")]
  }
}
