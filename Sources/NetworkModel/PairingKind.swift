/// The layer to which a pairing belongs.
public enum PairingKind: String, Term {
  case region, county, town, village
  case enterpriseVillage = "enterprise_village"
  case organisationVillage = "organisation_village"
  case school, hospital, department, enterprise, park, household
  /// Central targeted assistance: a different system, kept out of all other layers.
  case central

  public var label: Wording {
    switch self {
    case .region: Wording(en: "region", zh: "省际协作")
    case .county: Wording(en: "county", zh: "区县结对")
    case .town: Wording(en: "town", zh: "乡镇结对")
    case .village: Wording(en: "village", zh: "村村结对")
    case .enterpriseVillage: Wording(en: "enterprise–village", zh: "村企结对")
    case .organisationVillage: Wording(en: "organisation–village", zh: "社会组织结对村")
    case .school: Wording(en: "school", zh: "学校结对")
    case .hospital: Wording(en: "hospital", zh: "医院结对")
    case .department: Wording(en: "department", zh: "部门结对")
    case .enterprise: Wording(en: "enterprise", zh: "企业合作")
    case .park: Wording(en: "park", zh: "园区共建")
    case .household: Wording(en: "household", zh: "结对认亲")
    case .central: Wording(en: "central", zh: "中央定点帮扶")
    }
  }

  /// The layers that cover units of a class, when none is asked for.
  public static func layers(covering units: UnitClass) -> [PairingKind] {
    switch units {
    case .level(.province): [.region]
    case .level(.prefecture): [.region, .county]
    case .level(.county): [.county]
    case .level(.town): [.town]
    case .level(.village): [.village, .enterpriseVillage, .organisationVillage]
    case .facility(.hospital): [.hospital]
    case .facility(.school), .facility(.university): [.school]
    case .facility(.enterprise): [.enterprise]
    case .facility(.department): [.department]
    case .facility(.park): [.park]
    case .facility(.householdGroup): [.household]
    case .facility: allCases.filter { $0 != .central }
    }
  }
}
