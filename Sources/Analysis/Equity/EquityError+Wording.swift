public import NetworkModel

extension EquityError {
  /// Why there is no answer, and what to do.
  public func message(in network: PairingNetwork) -> Wording {
    /// The first places by name, and how many more.
    func list(_ units: [NodeIndex]) -> Wording {
      let shown = units.prefix(20).map { network[$0] }
      let more = units.count - shown.count
      return Wording(
        en: shown.map { "\($0.name(in: .en)) (\($0.id))" }.joined(separator: ", ")
          + (more > 0 ? " and \(more) more" : ""),
        zh: shown.map { "\($0.name)（\($0.id)）" }.joined(separator: "、")
          + (more > 0 ? "等 \(units.count) 个" : ""))
    }
    switch self {
    case .mixed(let mixed): return mixed.message
    case .items:
      return Wording(
        en: "Items of unlike kinds (projects, shops) cannot be added up or compared.",
        zh: "性质不同的项目不可相加，亦不可比较。")
    case .negative(let unit):
      return Wording(
        en: "The value of \(list([unit]).en) is below 0; indices of inequality need values from 0.",
        zh: "\(list([unit]).zh)的数值小于 0，不平等指数要求数值不为负。")
    case .noIndicator(let name):
      return Wording(
        en:
          "No unit with a value has the indicator ‘\(name)’ in any year. Add rows to the table indicators, or leave the option out.",
        zh: "有数值的单位均无任何年份的“\(name)”指标。请在 indicators 表补充，或不使用该选项。")
    case .missingIndicator(let name, let year, let units):
      return Wording(
        en:
          "Units with a value that lack the indicator ‘\(name)’ in \(year): \(list(units).en). Add their rows to the table indicators, or name another year.",
        zh: "下列有数值的单位缺少 \(year) 年“\(name)”指标：\(list(units).zh)。请在 indicators 表补充，或指定其他年份。")
    case .notPositive(let name, let year, let units):
      return Wording(
        en:
          "The indicator ‘\(name)’ in \(year) is not above 0: \(list(units).en). Nothing can be divided by it.",
        zh: "下列单位 \(year) 年“\(name)”指标不大于 0：\(list(units).zh)，不能作除数。")
    case .mixedIndicatorUnits(let name, let year, let units):
      return Wording(
        en:
          "The indicator ‘\(name)’ in \(year) is written in \(units.joined(separator: ", ")); one unit is needed to compare.",
        zh: "\(year) 年“\(name)”指标的单位不一（\(units.joined(separator: "、"))），须先统一。")
    case .outOfRange:
      return Wording(
        en: "A value per unit of the indicator is too large or too small to compute with.",
        zh: "按指标平均后的数值超出可计算范围。")
    case .cancelled:
      return Wording(en: "Cancelled.", zh: "已取消。")
    }
  }

  /// Whether the data lacks something, rather than the question.
  public var isAboutData: Bool {
    switch self {
    case .mixed, .items, .cancelled: false
    case .negative, .noIndicator, .missingIndicator, .notPositive, .mixedIndicatorUnits,
      .outOfRange:
      true
    }
  }
}
