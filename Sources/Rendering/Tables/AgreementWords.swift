public import Analysis
public import NetworkModel

/// Names of nodes in both languages, from their ids.
private struct PlaceNames {
  let places: PairingNetwork

  init(_ places: PairingNetwork) { self.places = places }

  func name(_ id: String) -> Wording {
    guard let node = places.node(id: id).map({ places[$0] }) else { return Wording(en: id, zh: id) }
    return Wording(en: node.name(in: .en), zh: node.name)
  }
}

/// Words of open vocabularies, in a row.
private func words(_ words: [String]) -> Wording {
  let labels = words.map(Glossary.label(of:))
  return Wording(
    en: labels.map(\.en).joined(separator: ", "), zh: labels.map(\.zh).joined(separator: "、"))
}

extension MissingEvidence {
  /// The words for it, ids included.
  public func message(in places: PairingNetwork) -> Wording {
    let name = PlaceNames(places).name
    func list(_ ids: [String]) -> Wording {
      let shown = ids.prefix(3)
      let more = ids.count - shown.count
      return Wording(
        en: shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
        zh: shown.joined(separator: "、") + (more > 0 ? "等 \(ids.count) 条" : ""))
    }
    switch self {
    case .amounts(_, _, let promised):
      if promised.isEmpty {
        return Wording(en: "no amount on record", zh: "没有相应记录")
      }
      let rows = list(promised)
      return Wording(
        en: "nothing given on record, only promised: \(rows.en)",
        zh: "仅有承诺或协议数，没有落实记录：\(rows.zh)")
    case .whole:
      return Wording(
        en: "parts only; whether they are all is not on record", zh: "仅有部分记录，是否为全部不详")
    case .split(let rows, let group):
      let (rows, group) = (list(rows), name(group))
      return Wording(
        en: "how much of \(rows.en) is for \(group.en)", zh: "\(rows.zh)中用于\(group.zh)的部分")
    case .dates(let rows):
      let rows = list(rows)
      return Wording(en: "when \(rows.en) was given", zh: "\(rows.zh)的具体时间")
    case .exactAmounts(let rows):
      let rows = list(rows)
      return Wording(en: "the exact amount of \(rows.en)", zh: "\(rows.zh)的准确数额")
    case .laterStep(let rows, let status):
      let rows = list(rows)
      return Wording(
        en: "how much of \(rows.en) was \(status.label.en)",
        zh: "\(rows.zh)的\(status.label.zh)数额")
    case .indicator(let node, let indicator, let years):
      let (place, when) = (name(node), years.map(String.init))
      let label = Glossary.label(of: indicator)
      return Wording(
        en: "\(label.en) of \(place.en) in \(when.joined(separator: ", "))",
        zh: "\(place.zh) \(when.joined(separator: "、")) 年的\(label.zh)")
    case .units(let group):
      guard let group = group.map(name) else {
        return Wording(en: "the rule does not name the units", zh: "规则未列明覆盖对象")
      }
      return Wording(en: "the members of \(group.en)", zh: "\(group.zh)的成员名单")
    case .unitRecords(_, let without, let all):
      return Wording(
        en: "records of single units: \(without) of \(all) have none",
        zh: "分单位记录：\(all) 个单位中 \(without) 个没有")
    case .cadence:
      return Wording(
        en: "whether the number is for each year or in all", zh: "指标是按年还是合计，未写明")
    case .base(let period, let units):
      return Wording(
        en: "what was given in \(period) to \(units == 1 ? "the unit" : "\(units) units")",
        zh: "\(period) 年基期数额（\(units) 个单位）")
    case .document:
      return Wording(en: "a document of the two sides for this time", zh: "双方该时段的相应文件")
    case .body:
      return Wording(en: "a body or register of the two sides", zh: "双方相应的机构或台账")
    case .meetings:
      return Wording(en: "meetings beyond those on record", zh: "已有记录之外的会议")
    case .targets(let rows):
      let rows = list(rows)
      return Wording(
        en: "which villages or households \(rows.en) reached", zh: "\(rows.zh)落实到的村、户")
    }
  }
}

extension RuleWarning {
  public func message(in places: PairingNetwork) -> Wording {
    let name = PlaceNames(places).name
    switch self {
    case .audienceDiffers(let row, let recipient, let group):
      let (recipient, group) = (name(recipient), name(group))
      return Wording(
        en: "Audience differs: \(row) is for \(recipient.en), the rule for \(group.en).",
        zh: "对象不同：\(row) 面向\(recipient.zh)，规则面向\(group.zh)。")
    case .populationNotDeclared(let row, let note):
      return Wording(
        en: "Population of rule and \(row) are not declared the same"
          + (note.map { "; the row says: \($0)" } ?? "") + ".",
        zh: "规则与 \(row) 的统计人群未写明一致" + (note.map { "；该行注明：\($0)" } ?? "") + "。")
    case .otherMeasure(let rows, let measure):
      return Wording(
        en: "Counted in \(measure.label.en) and not added: \(rows.joined(separator: ", ")).",
        zh: "以“\(measure.label.zh)”计量，不可相加，未计入：\(rows.joined(separator: "、"))。")
    case .unitNotNamed(let unit):
      return Wording(
        en: "The rule names no unit; what is counted in \(unitLabel(unit).en) was taken.",
        zh: "规则未写明单位，按“\(unitLabel(unit).zh)”计。")
    case .otherAgreement(let row, let agreement):
      return Wording(
        en: "\(row) rests on another agreement (\(agreement)) and is not counted.",
        zh: "\(row) 属于另一协议（\(agreement)），未计入。")
    case .classNotNamed(let classes):
      let taken = words(classes)
      return Wording(
        en: "The rule names no fund class; taken: \(taken.en).",
        zh: "规则未写明资金类别，按以下类别计：\(taken.zh)。")
    case .membersOfOtherTime(let group):
      let group = name(group)
      return Wording(
        en: "The members of \(group.en) are on record for another time.",
        zh: "\(group.zh)的成员名单属于另一时段。")
    case .boundOfAgreement(let period):
      return Wording(
        en: "The time of the rule is completed by that of its agreement: \(period).",
        zh: "规则期限不全，按所属协议补为 \(period)。")
    case .forceUncertain(let period):
      return Wording(
        en: "Whether the rule was in force throughout \(period) is not on record.",
        zh: "规则在 \(period) 是否始终有效，没有记录。")
    case .notPrinted(let row, let precision):
      return Wording(
        en: "\(row) is \(precision.label.en), not printed.",
        zh: "\(row) 为\(precision.label.zh)数，非公布数。")
    case .effortNotDefined(let fundClass, let indicator):
      let money = fundClass.map(Glossary.label(of:)) ?? Wording(en: "all money", zh: "全部资金")
      let revenue = Glossary.label(of: indicator)
      return Wording(
        en:
          "Which money and which revenue the share is of is not printed; taken: \(money.en) over \(revenue.en).",
        zh: "占比的分子、分母口径未公布；按\(money.zh)与\(revenue.zh)计算。")
    case .recipientNotATarget(let row, let recipient):
      let recipient = name(recipient)
      return Wording(
        en:
          "\(row) goes to \(recipient.en), not to a village or households; which of them it reached is not on record.",
        zh: "\(row) 的受援方为\(recipient.zh)，不是村或农户，最终落实到哪些村、户没有记录。")
    case .allocatedOnly(let rows):
      return Wording(
        en:
          "Set aside (allocated), no payment of all of it on record; counted as allocated only: \(rows.joined(separator: ", ")).",
        zh: "已安排，尚无全额拨付记录，仅按安排数计：\(rows.joined(separator: "、"))。")
    case .differentSteps(let now, let before):
      return Wording(
        en: "What is compared has come differently far: \(now.label.en) and \(before.label.en).",
        zh: "比较双方环节不同：\(now.label.zh)与\(before.label.zh)。")
    case .cadenceNotStated(let all, let yearly):
      return Wording(
        en: "Not stated whether yearly or in all: \(all) in all, or \(yearly) if yearly.",
        zh: "未写明按年还是合计：合计为 \(all)，若按年则为 \(yearly)。")
    case .meanOnly(let total, let units):
      let mean = total.divided(by: ExactRatio(units))?.rounded(toPlaces: 2)?.description ?? "–"
      return Wording(
        en: "Only the sum is on record: \(total) over \(units) units, \(mean) on average.",
        zh: "仅有总数：\(total)，按 \(units) 个单位平均 \(mean)。")
    }
  }

  private func unitLabel(_ unit: String) -> Wording {
    unit == "人" ? Wording(en: "persons", zh: "人") : Wording(en: unit, zh: unit)
  }
}
