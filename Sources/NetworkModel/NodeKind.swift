/// What a node is.
public enum NodeKind: String, Term {
  case country, province, municipality, prefecture, district, county, town, village
  case developmentZone = "development_zone"
  case enterprise, hospital, school, university
  case socialOrganisation = "social_organisation"
  case department, park, project
  case householdGroup = "household_group"
  case port
  /// A named set of places; its members stand in the table `groups`.
  case group
  case other

  /// The administrative level; it comes from the kind, never from the last character of the name.
  public var level: Level? {
    switch self {
    case .province, .municipality: .province
    case .prefecture: .prefecture
    case .district, .county: .county
    case .town: .town
    case .village: .village
    default: nil
    }
  }

  public var label: Wording {
    switch self {
    case .country: Wording(en: "country", zh: "国家")
    case .province: Wording(en: "province", zh: "省（自治区）")
    case .municipality: Wording(en: "municipality", zh: "直辖市")
    case .prefecture: Wording(en: "prefecture", zh: "市（州）")
    case .district: Wording(en: "district", zh: "区")
    case .county: Wording(en: "county", zh: "县（市、区）")
    case .town: Wording(en: "town", zh: "乡镇（街道）")
    case .village: Wording(en: "village", zh: "村（社区）")
    case .developmentZone: Wording(en: "development zone", zh: "功能区")
    case .enterprise: Wording(en: "enterprise", zh: "企业")
    case .hospital: Wording(en: "hospital", zh: "医院")
    case .school: Wording(en: "school", zh: "学校")
    case .university: Wording(en: "university", zh: "高校")
    case .socialOrganisation: Wording(en: "social organisation", zh: "社会组织")
    case .department: Wording(en: "department", zh: "部门")
    case .park: Wording(en: "park", zh: "园区")
    case .project: Wording(en: "project", zh: "项目")
    case .householdGroup: Wording(en: "household group", zh: "农户")
    case .port: Wording(en: "port", zh: "港口")
    case .group: Wording(en: "group", zh: "集合")
    case .other: Wording(en: "other", zh: "其他")
    }
  }
}

/// A rank of the administrative hierarchy, highest first.
public enum Level: String, Term, Comparable {
  case province, prefecture, county, town, village

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// A higher level is smaller: the province comes before the county.
  public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

  /// How many ranks lie between two levels.
  public func distance(to other: Level) -> Int { abs(rank - other.rank) }

  public var label: Wording {
    switch self {
    case .province: Wording(en: "province", zh: "省级")
    case .prefecture: Wording(en: "prefecture", zh: "市（州）级")
    case .county: Wording(en: "county", zh: "县级")
    case .town: Wording(en: "town", zh: "乡镇级")
    case .village: Wording(en: "village", zh: "村级")
    }
  }
}

/// The units that a question is about: all of one administrative level, or all facilities of one kind.
public enum UnitClass: Hashable, Sendable {
  case level(Level)
  case facility(NodeKind)

  /// Reads `county`, `town`, `hospital` …; a kind that has a level is asked for by its level.
  public init?(_ text: String) {
    if let level = Level(rawValue: text) {
      self = .level(level)
    } else if let kind = NodeKind(rawValue: text), kind.level == nil {
      self = .facility(kind)
    } else {
      return nil
    }
  }

  public static var allNames: [String] {
    Level.allCases.map(\.rawValue)
      + NodeKind.allCases.filter { $0.level == nil }.map(\.rawValue)
  }

  public func contains(_ kind: NodeKind) -> Bool {
    switch self {
    case .level(let level): kind.level == level
    case .facility(let facility): kind == facility
    }
  }

  public var name: String {
    switch self {
    case .level(let level): level.rawValue
    case .facility(let kind): kind.rawValue
    }
  }

  public var label: Wording {
    switch self {
    case .level(let level): level.label
    case .facility(let kind): kind.label
    }
  }
}
