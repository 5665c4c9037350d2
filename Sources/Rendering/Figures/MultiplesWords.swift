internal import Analysis
internal import NetworkModel

/// What small multiples say of themselves.
struct MultiplesWords {
  let language: Language

  private var isChinese: Bool { language == .zh }

  static let changed = Wording(
    en: "changed against the year before: dark outline", zh: "较上年有变化：深色边线")
  static let unchanged = Wording(en: "as the year before", zh: "与上年相同")
  static let tick = Wording(en: "the year before", zh: "上年数值")
  static let noRecord = Wording(en: "no record", zh: "无记录")
  static let unknownAmount = Wording(en: "amount unknown", zh: "数额不详")
  static let noBoundary = Wording(en: "without a boundary, not on the map", zh: "无边界数据，图上未画")
  static let panelNote = Wording(
    en:
      "All panels share scale, places and order. Head of each panel: pairings active; units paired by name, of all units.",
    zh: "各幅比例、位置与次序相同。分图标题：有效结对数；具名结对单位／全部单位。")
  static let fundsNote = Wording(
    en:
      "All panels share one linear scale and one order. Head of each panel: total; units with a record, of those in any panel.",
    zh: "各幅共用同一线性比例与次序。分图标题：合计；有记录单位／各幅出现的单位。")
  static let endedNote = Wording(
    en: "A pairing that ended stands in the panel of the year after its last.",
    zh: "终止的结对画在最后有效年份的下一年。")

  func title(
    _ division: MultiplesPicture.Division, _ content: MultiplesPicture.Content, place: String?
  ) -> String {
    let words: Wording =
      switch (content, division) {
      case (.diagram, .year): Wording(en: "Pairings year by year", zh: "历年结对关系")
      case (.diagram, .kind): Wording(en: "Pairings layer by layer", zh: "各层结对关系")
      case (_, .year): Wording(en: "Who is paired, year by year", zh: "历年结对覆盖")
      case (_, .kind): Wording(en: "Who is paired, layer by layer", zh: "各层结对覆盖")
      }
    return headed(words, place)
  }

  func subtitle(
    layers: [PairingKind], units: UnitClass, division: MultiplesPicture.Division,
    content: MultiplesPicture.Content
  ) -> String {
    let names = layers.map { $0.label(language) }.joined(separator: FigureWords.separator(language))
    let unitsName: String
    if case .level = units {
      unitsName = isChinese ? units.label.zh + "单位" : "\(units.label.en)-level units"
    } else {
      unitsName = units.label(language)
    }
    let by =
      division == .year
      ? (isChinese ? "每年一幅" : "one panel a year") : (isChinese ? "每层一幅" : "one panel a layer")
    return [by, isChinese ? "分母：\(unitsName)" : "of \(unitsName)", names]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  func notes(lifted: Level?, inferred: Int) -> [String] {
    var notes: [String] = []
    if let lifted {
      notes.append(
        isChinese
          ? "行数过多，以\(lifted.label.zh)单位代表其下各单位"
          : "Too many rows: each \(lifted.label.en) stands for what lies in it")
    }
    if inferred > 0 {
      notes.append(
        isChinese
          ? "含推断或置信度小于 1 的记录 \(inferred) 条，图中不作区分"
          : "Inferred or of a confidence below 1, not told apart here: \(inferred) rows")
    }
    return notes
  }

  func unsplit(_ name: String) -> String { isChinese ? "\(name)（未分解）" : "\(name) (not split)" }

  func noYear(_ count: Int) -> String {
    isChinese
      ? "另有 \(count) 笔跨年或年份不详，未画"
      : "Of several years or of an unknown year, not drawn: \(count) flows"
  }

  func overlap(_ count: Int) -> String {
    isChinese
      ? "\(count) 笔可能已含在另一单位的数额中：各条单独成立，合计不重复计，故各条之和可大于合计"
      : "May already be in the amount of another unit: \(count) flows. Each bar is right by itself; the totals leave them out, so that bars can add up to more"
  }

  func fundsTitle(_ measure: NetworkModel.Measure, place: String?) -> String {
    headed(
      Wording(
        en: "What was received, year by year: \(measure.label.en)", zh: "历年受援\(measure.label.zh)"),
      place)
  }

  /// What the figure shows, and of which place.
  private func headed(_ words: Wording, _ place: String?) -> String {
    guard let place else { return words(language) }
    return isChinese ? "\(place)：\(words.zh)" : "\(words.en): \(place)"
  }

  func fundsSubtitle(step: String?, unit: SankeyUnit) -> String {
    [isChinese ? "每年一幅" : "one panel a year", step ?? "", unit.head(language)]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// `29 对 · 26/86`.
  func summary(_ panel: MultiplesPicture.Panel) -> String {
    FigureWords.pairs(panel.active.sure, language) + " · "
      + FigureWords.count(panel.direct, of: panel.denominator, language)
  }

  /// `新增 0 · 终止 7 · 不明 3`.
  func detail(_ panel: MultiplesPicture.Panel, _ division: MultiplesPicture.Division) -> String {
    var parts: [String] = []
    if division == .year {
      parts.append(isChinese ? "新增 \(panel.begun)" : "\(panel.begun) new")
      parts.append(isChinese ? "终止 \(panel.ended)" : "\(panel.ended) ended")
    }
    if panel.active.possible > 0 {
      parts.append(isChinese ? "不能判断 \(panel.active.possible)" : "\(panel.active.possible) unclear")
    }
    if panel.inside > 0 {
      parts.append(isChinese ? "仅下级结对 \(panel.inside)" : "\(panel.inside) by places inside")
    }
    return parts.joined(separator: " · ")
  }

  func unitsWithRecord(_ panel: MultiplesPicture.Panel) -> String {
    FigureWords.count(panel.direct, of: panel.denominator, language)
      + (isChinese ? " 个单位有记录" : " units have a record")
  }

  func width(_ count: Int) -> String {
    isChinese ? "线宽：\(count) 对" : "width of the line: \(FigureWords.pairs(count, .en))"
  }
}
