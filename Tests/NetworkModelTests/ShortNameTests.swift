import NetworkModel
import Testing

@Suite struct ShortNameTests {
  @Test(arguments: [
    ("庄浪县", NodeKind.county, "庄浪"), ("宁县", .county, "宁县"), ("张家川回族自治县", .county, "张家川"),
    ("天祝藏族自治县", .county, "天祝"), ("滨海新区", .district, "滨海"), ("河北区", .district, "河北"),
    ("积石山保安族东乡族撒拉族自治县", .county, "积石山"), ("东乡族自治县", .county, "东乡"),
    ("肃北蒙古族自治县", .county, "肃北"), ("阿克塞哈萨克族自治县", .county, "阿克塞"),
    ("肃南裕固族自治县", .county, "肃南"), ("合作市", .county, "合作"), ("甘南藏族自治州", .prefecture, "甘南"),
    ("临夏回族自治州", .prefecture, "临夏"), ("黄南藏族自治州", .prefecture, "黄南"), ("天水市", .prefecture, "天水"),
    ("河南蒙古族自治县", .county, "河南"), ("甘肃省", .province, "甘肃"), ("天津市", .municipality, "天津"),
    ("广西壮族自治区", .province, "广西"), ("新疆维吾尔自治区", .province, "新疆"), ("内蒙古自治区", .province, "内蒙古"),
    ("香港特别行政区", .province, "香港"), ("克孜勒苏柯尔克孜自治州", .prefecture, "克孜勒苏"),
    ("巴音郭楞蒙古自治州", .prefecture, "巴音郭楞"), ("海西蒙古族藏族自治州", .prefecture, "海西"),
    ("黔东南苗族侗族自治州", .prefecture, "黔东南"), ("延边朝鲜族自治州", .prefecture, "延边"),
    ("锡林郭勒盟", .prefecture, "锡林郭勒"), ("鄂温克族自治旗", .county, "鄂温克"), ("莫力达瓦达斡尔族自治旗", .county, "莫力达瓦"),
    ("双江拉祜族佤族布朗族傣族自治县", .county, "双江"), ("大通回族土族自治县", .county, "大通"),
    ("三都水族自治县", .county, "三都"), ("神农架林区", .county, "神农架"),
    ("丰年村街", .town, "丰年村"), ("丰年村街道", .town, "丰年村"), ("王村镇", .town, "王村"),
    ("西坪镇", .town, "西坪"), ("礼辛镇", .town, "礼辛"), ("次哇村", .village, "次哇"),
    ("甘谷县人民医院", .hospital, "甘谷县人民医院"), ("天津市", .group, "天津市"), ("县", .county, "县"),
  ])
  func dropsTheSuffix(name: String, kind: NodeKind, short: String) {
    #expect(shortName(of: name, kind: kind) == short)
  }
}
