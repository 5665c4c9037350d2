internal import Analysis
public import GraphCore
public import NetworkModel

/// Why no pairings could be suggested.
public enum SuggestionError: Error, Sendable {
  /// The layers asked for do not say to which of them a pairing with these donors would belong.
  case layerUnclear(donors: UnitClass, kinds: [PairingKind])
  /// No unit in need has a value of the indicator in the year.
  case noIndicator(name: String, year: Int, known: [String])
  /// The values of an indicator stand in different units.
  case mixedUnits(name: String, units: [String])
  /// Need and reach are two orders of who comes first.
  case needAndReach
  /// Places to be reached must lie above the units.
  case reachNotAbove(Level, units: UnitClass)
  /// The aims, one above the other, do not fit one sum of 64 bits.
  case tooManyAims
  /// The plan failed a check; it is not shown.
  case notProved(String)
  case graph(GraphError)

  public var message: Wording {
    switch self {
    case .layerUnclear(let donors, let kinds):
      Wording(
        en: """
          It is not clear to which layer pairings with donors of this kind (\(donors.label.en)) belong: \
          \(kinds.map(\.rawValue).joined(separator: ", ")). Name one with --kind.
          """,
        zh: """
          无法确定与此类支援方（\(donors.label.zh)）的结对属于哪一类别：\
          \(kinds.map(\.label.zh).joined(separator: "、"))。请用 --kind 指定一种。
          """)
    case .noIndicator(let name, let year, let known):
      Wording(
        en: "No unit without a pairing has a value of ‘\(name)’ in \(year). "
          + (known.isEmpty
            ? "The package has no indicators of them."
            : "Known: \(known.joined(separator: ", "))."),
        zh: "待结对单位均无 \(year) 年“\(name)”的数值。"
          + (known.isEmpty ? "数据中没有这些单位的指标。" : "已有指标：\(known.joined(separator: "、"))。"))
    case .mixedUnits(let name, let units):
      Wording(
        en:
          "The values of ‘\(name)’ stand in different units (\(units.joined(separator: ", "))) and cannot be compared.",
        zh: "“\(name)”的计量单位不一致（\(units.joined(separator: "、"))），不能比较。")
    case .needAndReach:
      Wording(
        en: "Need (--need) and reach (--reach) are two orders of who comes first; choose one.",
        zh: "需求（--need）与覆盖面（--reach）是两种不同的优先次序，请选其一。")
    case .reachNotAbove(let level, let units):
      Wording(
        en:
          "Units of this kind (\(units.label.en)) do not lie in places of the level \(level.label.en); --reach asks for a level above them.",
        zh: "此类单位（\(units.label.zh)）不隶属于\(level.label.zh)；--reach 应为其上级。")
    case .tooManyAims:
      Wording(
        en:
          "So many units, ranks and loads cannot be weighed in one sum of 64 bits; ask about a smaller place, or with fewer aims.",
        zh: "单位、次序与负载过多，无法在 64 位整数内同时权衡；请缩小范围或减少目标。")
    case .notProved(let problem):
      Wording(
        en:
          "The plan failed its check and is not shown. This is a defect of the program: \(problem)",
        zh: "方案未通过检验，不予显示。这是程序缺陷：\(problem)")
    case .graph(let error): error.message
    }
  }
}
