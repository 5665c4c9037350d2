import Geodesy
import NetworkModel
import Testing

@testable import DataPackage

@Suite struct PackageReaderTests {
  @Test("a sound package is read without a word")
  func sound() throws {
    let flows =
      TemporaryPackage.flowHeader
      + "f1,money,教育,120110,620523,2018,1.5,亿元,allocated,s1\n"
      + "f2,money,教育,120110,620523,2019,,万元,planned,s1\n"
    let result = try TemporaryPackage(["flows.csv": flows]).read()
    #expect(result.brief == [])
    let network = try #require(result.network)
    #expect(network.flowRows[0].amount == .money(Money(fen: 15_000_000_000)))
    #expect(network.flowRows[1].amount == nil, "an empty amount is unknown, not zero")
    #expect(result.rowCounts.map(\.rows) == [5, 2, 2, 1])
  }

  @Test("a table may be split; rows keep their file and line")
  func splitTable() throws {
    let more = "id,kind,name,parent,source\n620502,district,秦州区,6205,s1\n620599,county,某县,9999,s1\n"
    let package = try TemporaryPackage(
      ["more.csv": more],
      descriptor: """
        {"resources": [{"name": "nodes", "path": ["nodes.csv", "more.csv"]},
         {"name": "pairings", "path": "pairings.csv"}, {"name": "sources", "path": "sources.csv"}]}
        """)
    let result = package.read()
    #expect(result.network == nil)
    #expect(result.issues.map(\.place) == ["more.csv:3 [parent]"])
  }

  @Test("all issues come in one pass, in the order of files and lines")
  func allIssues() throws {
    let flows =
      TemporaryPackage.flowHeader
      + "f1,money,教育,120110,620523,2018,1万,万元,allocated,s1\n"
      + "f2,mony,教育,120110,620523,2018,1,万元,到位,s1\n"
      + "f3,money,教育,120110,620599,2018年,1,元,allocated,s1\n"
      + "f4,money,教育\n"
      + "f1,money,医疗,120110,620523,2018,3,万元,allocated,s1\n"
    let result = try TemporaryPackage(["flows.csv": flows]).read()
    #expect(
      result.brief == [
        "number/form 2 [amount]", "cell/unknown-term 3 [measure]", "cell/unknown-term 3 [status]",
        "period/form 4 [period]", "unit/form 4 [unit]", "ref/unknown 4 [recipient]",
        "csv/ragged-row 5", "id/duplicate 6 [id]",
      ])
    let status = try #require(result.issues.first { $0.column == "status" })
    #expect(status.fix?.en.contains("‘disbursed’") == true)
  }

  @Test("the header is held against the schema")
  func headers() throws {
    func brief(_ header: String) throws -> [String] {
      try TemporaryPackage(["nodes.csv": header + "\n"]).read().brief
        .filter { $0.hasPrefix("header") || $0.hasPrefix("csv/sep") }
    }
    #expect(try brief("id,kind,source") == ["header/column-missing 1 [name]"])
    #expect(try brief("id,kind,name,nmae,source") == ["header/column-unknown 1 [nmae]"])
    #expect(try brief("id,kind,name,Name ,source") == ["header/column-repeated 1 [Name ]"])
    #expect(try brief("id,kind,name,,source") == ["header/column-blank 1 [(4)]"])
    #expect(try brief(" id,kind,name,source") == ["header/column-spelling 1 [ id]"])
    #expect(try brief("id;kind;name;source") == ["csv/separator 1"])
    #expect(try brief("表一,,\nid,kind,name,source") == ["header/missing 1"])
    #expect(
      try brief("id,kind,n\u{0430}me,source")
        == ["header/column-unknown 1 [n\u{0430}me]", "header/column-missing 1 [name]"])
  }

  @Test("rows that are no data are named")
  func oddRows() throws {
    let header = TemporaryPackage.flowHeader
    let row = "money,教育,120110,620523,2018,1,万元,allocated,s1\n"
    let flows =
      header + "\nf1," + row + header + "合计," + row + ",,,,,,,,,\n<<<<<<< ours\n"
    let result = try TemporaryPackage(["flows.csv": flows]).read()
    #expect(
      result.brief == [
        "csv/blank-row 2 [id]", "row/repeated-header 4 [id]", "row/total 5 [id]",
        "csv/blank-row 6 [id]", "csv/conflict-marker 7",
      ])
  }

  @Test("coordinates: half, exchanged, placeholder, out of range, another datum")
  func coordinates() throws {
    func read(_ cells: String) throws -> PackageReader.Result {
      let nodes =
        "id,kind,name,lon,lat,datum,source\n62,province,甘肃省,\(cells),s1\n"
        + "12,municipality,天津市,,,,s1\n120110,district,东丽区,,,,s1\n620523,county,甘谷县,,,,s1\n"
      return try TemporaryPackage(["nodes.csv": nodes, "pairings.csv": TemporaryPackage.pairings])
        .read()
    }
    func first(_ cells: String) throws -> String? {
      try read(cells).brief.first { $0.hasPrefix("coordinate") }
    }
    #expect(try first(",36,WGS84") == "coordinate/half 2 [lon]")
    #expect(try first("36,103,WGS84") == "coordinate/swapped 2 [lat]")
    #expect(try first("0,0,WGS84") == "coordinate/placeholder 2 [lon]")
    #expect(try first("-999,-999,WGS84") == "coordinate/placeholder 2 [lon]")
    #expect(try first("181,36,WGS84") == "coordinate/range 2 [lon]")
    #expect(try first("103,36,") == "coordinate/datum 1 [datum]")
    let converted = try read("117.206305,39.131035,GCJ02")
    #expect(converted.brief.contains("coordinate/converted 1 [datum]"))
    let point = try #require(converted.network?.nodeRows.compactMap(\.position).first)
    #expect(abs(point.longitude - 117.2) < 2e-5 && abs(point.latitude - 39.13) < 2e-5)
  }

  @Test("hidden characters: refused in ids, named in names, never shown raw")
  func hiddenCharacters() throws {
    let nodes =
      TemporaryPackage.nodes + "62\u{200B}1,county,\u{202E}甲\u{202C}县,62,,,,s1\n"
      + "622,county,乙\u{1B}[31m县,62,,,,s1\n623,county,👨‍👩‍👧县,62,,,,s1\n624,county,丙\u{FFFD},62,,,,s1\n"
    let result = try TemporaryPackage(["nodes.csv": nodes]).read()
    let found = result.issues.filter { $0.code.hasPrefix("cell") }
    #expect(
      found.map { "\($0.code) \($0.line) \($0.severity)" } == [
        "cell/invisible-character 7 error", "cell/invisible-character 7 warning",
        "cell/control-character 8 error", "cell/replacement-character 10 warning",
      ])
    for issue in result.issues {
      for language in Language.allCases {
        let message = issue.message(in: language)
        #expect(
          !message.unicodeScalars.contains {
            $0.value < 0x20 || $0.value == 0x202E || $0.value == 0x200B
          })
      }
    }
    #expect(found[0].found == "62<U+200B>1")
    #expect(found[2].found == "乙\\x1b[31m县")
  }

  @Test("a package's schema may ask for more than the format")
  func strictness() throws {
    let flows = TemporaryPackage.flowHeader + "f1,money,教育,120110,620523,2018-06,,万元,allocated,s1\n"
    let package = try TemporaryPackage(
      ["flows.csv": flows],
      descriptor: """
        {"resources": [{"name": "nodes", "path": "nodes.csv"}, {"name": "pairings", "path": "pairings.csv"},
         {"name": "sources", "path": "sources.csv"}, {"name": "flows", "path": "flows.csv", "schema": {"fields": [
          {"name": "amount", "constraints": {"required": true}}, {"name": "period", "type": "year"}]}}]}
        """)
    #expect(package.read().brief == ["cell/required 2 [amount]", "period/form 2 [period]"])
  }

  @Test("the descriptor: missing, broken, unsafe, unknown")
  func descriptors() throws {
    func brief(_ json: String) throws -> [String] {
      try TemporaryPackage(descriptor: json).read().brief
    }
    #expect(try brief("{\"resources\": [],}") == ["json/syntax 1 [17]"])
    #expect(try brief("{}") == ["package/descriptor-invalid 1 [resources]"])
    let unsafe = try brief("{\"resources\": [{\"name\": \"nodes\", \"path\": \"../nodes.csv\"}]}")
    #expect(unsafe.contains("package/unsafe-path 1 [path]"))
    let unknown = try brief("{\"resources\": [{\"name\": \"node\", \"path\": \"nodes.csv\"}]}")
    #expect(unknown.contains("package/unknown-resource 1 [name]"))
    #expect(unknown.contains("package/table-missing 0"))
    #expect(PackageReader.read("/nonexistent").brief == ["package/folder-missing 0"])
  }

  @Test("the fingerprint changes with every byte of a row, and not with the order of rows")
  func fingerprint() throws {
    let options = PackageReader.Options(computesFingerprint: true)
    let first = try TemporaryPackage().read(options).fingerprint
    #expect(first?.count == 64)
    #expect(try TemporaryPackage().read(options).fingerprint == first)
    let changed = TemporaryPackage.sources.replacing("示例", with: "示范")
    #expect(try TemporaryPackage(["sources.csv": changed]).read(options).fingerprint != first)
    let lines = TemporaryPackage.nodes.split(separator: "\n")
    let shuffled = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    #expect(lines.count > 3)
    for end in ["", "\n"] {
      #expect(
        try TemporaryPackage(["nodes.csv": shuffled + end]).read(options).fingerprint == first)
    }
    let swapped = lines.prefix(1) + [lines[2]] + lines[2...]
    #expect(
      try TemporaryPackage(["nodes.csv": swapped.joined(separator: "\n") + "\n"]).read(options)
        .fingerprint != first)
  }
}
