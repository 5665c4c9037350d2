import Analysis
import Geodesy
import NetworkModel

@testable import Rendering

/// The 16 districts of Tianjin, the 86 counties of Gansu and 4 of Qinghai, with the pairings of 2016–2020 that
/// are publicly known: the size and crowding that figures must stand.
///
/// Seats: GeoNames, CC BY 4.0.
enum TianjinGansu {
  static let pairs = [
    ("120101", "620421", FigureLink.Certainty.inferred),
    ("120101", "620422", FigureLink.Certainty.inferred),
    ("120102", "621026", FigureLink.Certainty.inferred),
    ("120102", "623024", FigureLink.Certainty.inferred),
    ("120103", "620802", FigureLink.Certainty.inferred),
    ("120103", "620825", FigureLink.Certainty.inferred),
    ("120104", "621021", FigureLink.Certainty.inferred),
    ("120104", "621022", FigureLink.Certainty.inferred),
    ("120105", "620521", FigureLink.Certainty.inferred),
    ("120106", "621024", FigureLink.Certainty.inferred),
    ("120106", "623026", FigureLink.Certainty.inferred),
    ("120110", "620122", FigureLink.Certainty.inferred),
    ("120110", "620523", FigureLink.Certainty.onRecord),
    ("120110", "623021", FigureLink.Certainty.inferred),
    ("120111", "620423", FigureLink.Certainty.inferred),
    ("120111", "620503", FigureLink.Certainty.inferred),
    ("120112", "620522", FigureLink.Certainty.inferred),
    ("120112", "620822", FigureLink.Certainty.inferred),
    ("120113", "621023", FigureLink.Certainty.inferred),
    ("120114", "620821", FigureLink.Certainty.inferred),
    ("120114", "620826", FigureLink.Certainty.onRecord),
    ("120115", "620121", FigureLink.Certainty.inferred),
    ("120115", "620524", FigureLink.Certainty.inferred),
    ("120116", "620525", FigureLink.Certainty.inferred),
    ("120117", "620123", FigureLink.Certainty.inferred),
    ("120118", "621027", FigureLink.Certainty.inferred),
    ("120119", "620622", FigureLink.Certainty.inferred),
    ("120119", "620623", FigureLink.Certainty.inferred),
  ]

  private static let places = """
    120101,和平区,天津市,117.2057,39.1177
    120102,河东区,天津市,117.2162,39.1270
    120103,河西区,天津市,117.2096,39.1073
    120104,南开区,天津市,117.1475,39.1373
    120105,河北区,天津市,117.2034,39.1595
    120106,红桥区,天津市,117.1568,39.1663
    120110,东丽区,天津市,117.3072,39.0902
    120111,西青区,天津市,116.9997,39.1375
    120112,津南区,天津市,117.3828,38.9850
    120113,北辰区,天津市,117.1302,39.2219
    120114,武清区,天津市,117.0603,39.3639
    120115,宝坻区,天津市,117.3000,39.7200
    120116,滨海新区,天津市,117.6469,39.0211
    120117,宁河区,天津市,117.8200,39.3300
    120118,静海区,天津市,116.9270,38.9337
    120119,蓟州区,天津市,117.4000,40.0500
    620102,城关区,兰州市,103.8399,36.0570
    620103,七里河区,兰州市,103.7765,36.0673
    620104,西固区,兰州市,103.6157,36.1017
    620105,安宁区,兰州市,103.7193,36.1035
    620111,红古区,兰州市,102.8580,36.3463
    620121,永登县,兰州市,103.2593,36.7336
    620122,皋兰县,兰州市,103.9456,36.3347
    620123,榆中县,兰州市,104.1125,35.8428
    620302,金川区,金昌市,102.1938,38.5006
    620321,永昌县,金昌市,102.0202,38.2705
    620402,白银区,白银市,104.1702,36.5470
    620403,平川区,白银市,104.8138,36.7275
    620421,靖远县,白银市,104.6840,36.5654
    620422,会宁县,白银市,105.0486,35.6920
    620423,景泰县,白银市,104.0620,37.1533
    620502,秦州区,天水市,105.7272,34.5803
    620503,麦积区,天水市,105.8933,34.5686
    620521,清水县,天水市,106.1269,34.7481
    620522,秦安县,天水市,105.6686,34.8586
    620523,甘谷县,天水市,105.3263,34.7356
    620524,武山县,天水市,104.8858,34.7208
    620525,张家川回族自治县,天水市,106.2090,34.9876
    620602,凉州区,武威市,102.6320,37.9267
    620621,民勤县,武威市,103.0883,38.6264
    620622,古浪县,武威市,102.8943,37.4666
    620623,天祝藏族自治县,武威市,103.1352,36.9765
    620702,甘州区,张掖市,100.4517,38.9342
    620721,肃南裕固族自治县,张掖市,99.5987,38.8351
    620722,民乐县,张掖市,100.7926,38.4246
    620723,临泽县,张掖市,100.1784,39.1416
    620724,高台县,张掖市,99.8002,39.3446
    620725,山丹县,张掖市,101.0887,38.7931
    620802,崆峒区,平凉市,106.6861,35.5392
    620821,泾川县,平凉市,107.3611,35.3319
    620822,灵台县,平凉市,107.6200,35.0700
    620823,崇信县,平凉市,107.0292,35.3143
    620825,庄浪县,平凉市,106.0500,35.2000
    620826,静宁县,平凉市,105.7230,35.5204
    620881,华亭市,平凉市,106.6530,35.2152
    620902,肃州区,酒泉市,98.5174,39.7432
    620921,金塔县,酒泉市,98.8667,39.9833
    620922,瓜州县,酒泉市,95.8000,40.5000
    620923,肃北蒙古族自治县,酒泉市,94.8800,39.5200
    620924,阿克塞哈萨克族自治县,酒泉市,94.3369,39.6319
    620981,玉门市,酒泉市,97.0454,40.2914
    620982,敦煌市,酒泉市,94.6623,40.1380
    621002,西峰区,庆阳市,107.6353,35.7356
    621021,庆城县,庆阳市,107.8855,35.9989
    621022,环县,庆阳市,107.2960,36.5756
    621023,华池县,庆阳市,107.9831,36.4609
    621024,合水县,庆阳市,108.0125,35.8164
    621025,正宁县,庆阳市,108.3640,35.4844
    621026,宁县,庆阳市,107.9204,35.4951
    621027,镇原县,庆阳市,107.1964,35.6775
    621102,安定区,定西市,104.6230,35.5709
    621121,通渭县,定西市,105.2506,35.2079
    621122,陇西县,定西市,104.6400,34.9988
    621123,渭源县,定西市,104.2221,35.1367
    621124,临洮县,定西市,103.8533,35.4014
    621125,漳县,定西市,104.4700,34.8500
    621126,岷县,定西市,104.0306,34.4358
    621202,武都区,陇南市,104.9170,33.3979
    621221,成县,陇南市,105.7329,33.7478
    621222,文县,陇南市,104.6814,32.9471
    621223,宕昌县,陇南市,104.3946,34.0446
    621224,康县,陇南市,105.6047,33.3308
    621225,西和县,陇南市,105.2919,34.0108
    621226,礼县,陇南市,105.1725,34.1900
    621227,徽县,陇南市,106.0808,33.7683
    621228,两当县,陇南市,106.3022,33.9097
    622901,临夏市,临夏回族自治州,103.2064,35.6003
    622921,临夏县,临夏回族自治州,102.9926,35.4954
    622922,康乐县,临夏回族自治州,103.7056,35.3725
    622923,永靖县,临夏回族自治州,103.3183,35.9340
    622924,广河县,临夏回族自治州,103.5760,35.4815
    622925,和政县,临夏回族自治州,103.3572,35.4300
    622926,东乡族自治县,临夏回族自治州,103.3979,35.6665
    622927,积石山保安族东乡族撒拉族自治县,临夏回族自治州,102.8741,35.7181
    623001,合作市,甘南藏族自治州,102.9094,34.9856
    623021,临潭县,甘南藏族自治州,103.3524,34.6889
    623022,卓尼县,甘南藏族自治州,103.5042,34.5897
    623023,舟曲县,甘南藏族自治州,104.3628,33.7842
    623024,迭部县,甘南藏族自治州,103.2136,34.0636
    623025,玛曲县,甘南藏族自治州,102.0713,34.0007
    623026,碌曲县,甘南藏族自治州,102.4780,34.5940
    623027,夏河县,甘南藏族自治州,102.5212,35.2013
    632301,同仁市,黄南藏族自治州,102.0160,35.5148
    632322,尖扎县,黄南藏族自治州,102.0297,35.9386
    632323,泽库县,黄南藏族自治州,101.4700,35.0300
    632324,河南蒙古族自治县,黄南藏族自治州,101.6114,34.7356
    """

  private static func shortName(_ name: String) -> String {
    NetworkModel.shortName(of: name, kind: .county)
  }

  /// The picture, with its rows in the order that `shuffle` leaves them in.
  static func picture(
    within prefectures: Set<String>? = nil, language: Language = .zh,
    shuffle: (inout [String]) -> Void = { _ in }
  ) -> PairingPicture {
    var lines = places.split(separator: "\n").map(String.init)
    shuffle(&lines)
    let givers = Set(pairs.map(\.0))
    let takers = Set(pairs.map(\.1))
    var donors: [FigureUnit] = []
    var groups: [String: [FigureUnit]] = [:]
    var names: [String] = []
    for line in lines {
      let cells = line.split(separator: ",").map(String.init)
      let paired = givers.contains(cells[0]) || takers.contains(cells[0])
      let unit = FigureUnit(
        id: cells[0], name: shortName(cells[1]), fullName: cells[1],
        state: paired ? .direct : .noRecord,
        position: GeoPoint(longitude: Double(cells[3])!, latitude: Double(cells[4])!))
      if cells[2] == "天津市" {
        donors.append(unit)
      } else if prefectures?.contains(cells[2]) ?? true {
        if groups[cells[2]] == nil { names.append(cells[2]) }
        groups[cells[2], default: []].append(unit)
      }
    }
    let recipients = names.map { name in
      let units = groups[name] ?? []
      return FigureGroup(id: String(units.map(\.id).min()!.prefix(4)), name: name, units: units)
    }
    var links = pairs.map { donor, recipient, certainty in
      FigureLink(
        id: "\(donor)-\(recipient)", donor: donor, recipient: recipient, certainty: certainty,
        note: "2016/2020")
    }
    if lines.first?.hasPrefix("120101") == false { links.reverse() }
    let count = recipients.flatMap(\.units).count
    let frame = FigureFrame(
      language: language, title: "天津市各区与甘肃、青海各县结对关系",
      subtitle: "区县结对 · 县级 · 2018 年 · \(count) 个县(市、区)中 26 个有结对记录",
      donorsHead: "支援方:天津市 16 区", recipientsHead: "受援方:甘肃、青海 \(count) 县",
      sources: "000、003、004 号文件;公开报道汇编(置信度 0.85 以上)", asOf: "2018 年",
      fingerprint: "1a2b3c4d", program: "jiedui 0.1.0")
    return PairingPicture(frame: frame, donors: donors, recipients: recipients, links: links)
  }
}
