internal import NetworkModel

/// What people call the words of the open vocabularies: flow categories, kinds of claims and events, units.
///
/// A package may use words of its own; they are shown as they are written.
enum Glossary {
  static func cell(_ word: String) -> Cell { .term(word, label(of: word)) }

  static func cell(_ word: String?) -> Cell { word.map(cell) ?? .missing }

  /// Several words: separated by `;` in data.
  static func list(_ words: [String]) -> Cell {
    let labels = words.map(label(of:))
    return .term(
      words.joined(separator: ";"),
      Wording(
        en: labels.map(\.en).joined(separator: ", "), zh: labels.map(\.zh).joined(separator: "、")))
  }

  static func label(of word: String) -> Wording {
    let plain = word.replacing("_", with: " ")
    if let term = NodeKind(rawValue: word)?.label ?? Measure(rawValue: word)?.label
      ?? PairingKind(rawValue: word)?.label ?? Level(rawValue: word)?.label
    {
      return Wording(en: plain, zh: term.zh)
    }
    return Wording(en: plain, zh: chinese[word] ?? word)
  }

  private static let chinese = [
    // Categories of flows.
    "municipal_fiscal": "市级财政", "fiscal": "财政资金", "district_targeted": "区县定向帮扶",
    "social_donation": "社会捐赠", "in_kind": "物资捐赠", "counterpart_support": "对口支援",
    "industry": "产业合作", "enterprise_investment": "企业投资", "consumer": "消费帮扶", "labour": "劳务协作",
    "cadre_exchange": "干部交流", "professional_exchange": "专业技术人才交流", "training": "培训",
    "education": "教育", "vocational_education": "职业教育", "medical": "医疗",
    "trade_infrastructure": "贸易设施", "volunteer": "志愿者", "project": "项目",
    // Indicators.
    "population": "人口", "general_budget_revenue": "一般公共预算收入", "revenue": "收入",
    // Words of notes.
    "started": "已启动",
    // Kinds of claims.
    "count": "数量", "pairing_count": "结对数", "total": "总额", "coverage_of_units": "覆盖单位数",
    "mean": "平均", "growth": "增长率", "increase": "增加额", "full_coverage": "全覆盖", "share": "占比",
    "duration": "时长", "ratio": "比率", "closed_list": "完整名单", "distance": "距离",
    "repeat": "重复提及",
    // Kinds of events.
    "visit": "互访", "promotion": "推介", "delisting": "摘帽", "phase": "阶段", "signing": "签约",
    "meeting": "会议", "launch": "启动", "recruitment": "招聘",
    // Units and what is counted.
    "households": "户", "enterprises": "企业", "participants": "参与者", "product": "产品", "course": "班次",
    "agreement": "协议", "poverty": "贫困", "platform": "平台", "venue": "场馆", "donors": "捐赠者",
    "donor": "捐赠者", "percent": "百分比", "year": "年", "job_offer": "岗位", "km": "公里",
    "delegation": "代表团", "event": "场", "person_time": "人次", "unit": "个",
    "work_area": "工作领域", "project_category": "项目类别", "CNY": "元", "viewer": "观看者",
    "ministerial_visit": "省部级来访", "media_outlet": "媒体", "branch": "分支机构", "component": "项",
    "field": "领域", "sector": "产业", "household": "户", "tonne_per_year": "吨/年",
  ]
}
