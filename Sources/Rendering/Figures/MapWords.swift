internal import Geodesy
internal import NetworkModel

// Words of maps.
extension FigureWords {
  /// `County pairings`, `区县结对`.
  static func layer(_ kind: PairingKind, _ language: Language) -> String {
    let label = kind.label(language)
    guard language == .en else { return label }
    return label.prefix(1).uppercased() + label.dropFirst() + " pairings"
  }

  static func otherLayers(_ count: Int, _ language: Language) -> String {
    language == .zh ? "其余 \(count) 类" : "\(count) other layers"
  }

  /// The layers of a figure in its subtitle; more than four are counted.
  static func layers(_ kinds: Set<PairingKind>, _ language: Language) -> String {
    let labels = PairingKind.allCases.filter(kinds.contains).map { $0.label(language) }
    guard labels.count > 4 || language == .en else {
      return labels.joined(separator: separator(language))
    }
    guard labels.count <= 4 else {
      return language == .zh ? "\(labels.count) 类结对" : "\(labels.count) layers of pairings"
    }
    let list =
      labels.count < 2
      ? labels.joined()
      : labels.dropLast().joined(separator: ", ") + " and " + (labels.last ?? "")
    return list.prefix(1).uppercased() + list.dropFirst() + " pairings"
  }

  static let northArrow = Wording(
    en: "north as the arrow shows", zh: "北向以指北箭头为准")
  static let north = Wording(en: "N", zh: "北")

  static func scaleVaries(_ share: Double, _ language: Language) -> String {
    let percent = Int((share * 100).rounded(.up))
    return language == .zh
      ? "比例尺以所在纬度为准，图内其他位置的长度偏差至多 \(percent)%"
      : "the scale bar is right where it stands; elsewhere lengths differ by up to \(percent) %"
  }

  static func system(_ text: String, name: String?) -> String {
    let short = text.count <= 40 ? text : nil
    let words: String =
      switch (short, name) {
      case (let text?, let name?) where text != name: "\(text) (\(name))"
      case (let text?, _): text
      case (nil, let name?): name
      case (nil, nil): String(text.prefix(120))
      }
    return InkText.clean(words)
  }

  // MARK: Funds

  static let linear = Wording(en: "Width in proportion to the amount:", zh: "线宽与金额成正比：")
  /// - Parameter thinnest: in points.
  static func classed(_ thinnest: Double, _ language: Language) -> String {
    let points = DotWriter.tenths(thinnest, decimals: thinnest < 0.6 ? 2 : 1)
    return language == .zh
      ? "线宽按金额分级（最细 \(points) 点）：" : "Width by class of amount (thinnest \(points) pt):"
  }

  static let discs = Wording(en: "Area: received", zh: "圆面积：受援金额")
  static let zero = Wording(en: "Stated as zero", zh: "记载为零")
  static let receivedKnown = Wording(en: "Amount on record", zh: "有金额记录")
  static let amountUnknownPaired = Wording(
    en: "Paired or aided, no amount on record", zh: "有结对或资金往来，金额不详")
  static let noneAtAll = Wording(en: "Recorded as unpaired", zh: "记载为未结对")
  static let nothingRecorded = Wording(en: "Nothing on record", zh: "无记录")

  static func reason(_ reason: FigureFunds.Reason) -> Wording {
    switch reason {
    case .notSplit: Wording(en: "not split among units", zh: "未拆分到单位")
    case .sameUnit: Wording(en: "within one unit", zh: "同一单位内部")
    case .noPosition: Wording(en: "without coordinates", zh: "无坐标")
    case .zero: Wording(en: "stated as zero", zh: "记载为零")
    }
  }

  /// What is no line: the six largest with their amounts, then the sum of the rest.
  static func undrawn(
    _ items: [FigureFunds.Undrawn], _ unit: SankeyUnit, _ language: Language
  ) -> String {
    let sum = items.reduce(Int64(0)) { $0 + $1.atoms }
    let largest = items.enumerated().sorted {
      ($1.element.atoms, $0.offset) < ($0.element.atoms, $1.offset)
    }
    .map(\.element)
    let shown = largest.prefix(6).map { item in
      let names =
        "\(InkText.clean(item.donorName, limit: 40)) → \(InkText.clean(item.recipientName, limit: 40))"
      return "\(names) \(unit.full(item.atoms, language))"
        + (language == .zh
          ? "（\(reason(item.reason)(language))）" : " (\(reason(item.reason)(language)))")
    }
    let rest = largest.dropFirst(6).reduce(Int64(0)) { $0 + $1.atoms }
    let more =
      largest.count > 6
      ? [
        language == .zh
          ? "其余 \(largest.count - 6) 项共 \(unit.full(rest, language))"
          : "\(largest.count - 6) more: \(unit.full(rest, language))"
      ] : []
    let list = (shown + more).joined(separator: language == .zh ? "；" : "; ")
    return language == .zh
      ? "未画成线的 \(items.count) 项共 \(unit.full(sum, language))：\(list)"
      : "Not drawn as lines, \(items.count) in all, \(unit.full(sum, language)): \(list)"
  }

  static func moreRemarks(_ count: Int, _ language: Language) -> String {
    language == .zh
      ? "另有 \(count) 条线穿过无关节点" : "\(count) more lines pass nodes that they do not join"
  }
}
