/// The short name of a place: 庄浪 for 庄浪县, 张家川 for 张家川回族自治县, 宁县 for 宁县.
///
/// Conventions: the administrative suffix goes, with the names of peoples before 自治; a stem keeps two
/// characters at least (内蒙古, 宁县). Which suffixes are tried follows from the kind, so 丰年村街, a town-level
/// unit, loses 街 and never 村. Facilities and organisations have no short name of their own.
/// Source of the peoples' names: GB/T 3304-1991, as they occur in names of autonomous places.
public func shortName(of name: String, kind: NodeKind) -> String {
  let suffixes: [String] =
    switch kind.level {
    case .province: ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]
    case .prefecture: ["自治州", "地区", "盟", "市", "州"]
    case .county: ["自治县", "自治旗", "新区", "林区", "特区", "县", "市", "区", "旗"]
    case .town: ["街道办事处", "街道", "民族乡", "镇", "乡", "街"]
    case .village: ["村民委员会", "居民委员会", "社区", "村"]
    case nil: []
    }
  guard let suffix = suffixes.first(where: { name.count > $0.count && name.hasSuffix($0) }) else {
    return name
  }
  var stem = name.dropLast(suffix.count)
  if suffix.hasPrefix("自治") || suffix == "民族乡" {
    while let people = peoples.first(where: { stem.count >= $0.count + 2 && stem.hasSuffix($0) }) {
      stem = stem.dropLast(people.count)
    }
    if stem.hasSuffix("族"), stem.count > 2 { stem = stem.dropLast() }
  }
  return stem.count < 2 ? name : String(stem)
}

/// Longer names first, so that 保安族 is not left behind by 安族.
private let peoples = [
  "哈萨克族", "柯尔克孜族", "达斡尔族", "鄂温克族", "鄂伦春族", "塔吉克族", "蒙古族", "裕固族", "保安族", "东乡族", "撒拉族",
  "朝鲜族", "土家族", "布依族", "景颇族", "纳西族", "傈僳族", "仫佬族", "毛南族", "仡佬族", "拉祜族", "普米族", "锡伯族",
  "布朗族", "德昂族", "阿昌族", "独龙族", "基诺族", "门巴族", "珞巴族", "高山族", "赫哲族", "俄罗斯族", "塔塔尔族",
  "维吾尔族", "乌孜别克族", "蒙古", "哈萨克", "柯尔克孜", "藏族", "回族", "苗族", "彝族", "壮族", "满族", "侗族", "瑶族", "白族", "傣族",
  "黎族",
  "畲族", "羌族", "土族", "水族", "怒族", "佤族", "京族", "各族",
]

extension Node {
  public var shortName: String { NetworkModel.shortName(of: name, kind: kind) }
}
