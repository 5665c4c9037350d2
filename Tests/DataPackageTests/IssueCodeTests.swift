import Foundation
import NetworkModel
import Testing

@testable import DataPackage

/// Every code that a table can give, through the whole reader, with its severity and place.
@Suite struct IssueCodeTests {
  private func brief(_ result: PackageReader.Result) -> [String] {
    result.issues.map { issue in
      "\(issue.severity) \(issue.code) \(issue.line)" + (issue.column.map { " [\($0)]" } ?? "")
    }
  }

  private func flows(_ rows: String...) throws -> [String] {
    let text = TemporaryPackage.flowHeader + rows.joined(separator: "\n") + "\n"
    return brief(try TemporaryPackage(["flows.csv": text]).read())
  }

  private func flow(
    id: String = "f1", measure: String = "money", category: String = "教育", period: String = "2018",
    amount: String = "1", unit: String = "万元", source: String = "s1"
  ) -> String {
    "\(id),\(measure),\(category),120110,620523,\(period),\(amount),\(unit),allocated,\(source)"
  }

  @Test("numbers and money")
  func numbers() throws {
    #expect(try flows(flow(amount: "N/A")) == ["error number/placeholder 2 [amount]"])
    #expect(try flows(flow(amount: "-5")) == ["error number/sign 2 [amount]"])
    #expect(
      try flows(flow(amount: "12345678901234567890")) == ["error number/range 2 [amount]"])
    #expect(
      try flows(flow(amount: "0.005", unit: "CNY")) == ["error money/finer-than-fen 2 [amount]"])
    #expect(
      try flows(flow(amount: "922337203685478", unit: "亿元"))
        == ["error money/range 2 [amount]"])
    #expect(try flows(flow(amount: "92233720368547758.07", unit: "CNY")) == [])
    #expect(try flows(flow(amount: "0")) == ["warning money/zero 2 [amount]"])
    #expect(
      try flows(flow(measure: "persons", amount: "3.5", unit: "人"))
        == ["error number/whole 2 [amount]"])
    #expect(
      try flows(flow(measure: "persons", amount: "3.0", unit: "人"))
        == ["warning number/whole 2 [amount]"])
    #expect(
      try flows(flow(measure: "persons", unit: "人次")) == ["error unit/form 2 [unit]"])
    #expect(
      try flows(flow(amount: "12500.50"), flow(id: "f2", amount: "12000", unit: "CNY"))
        == ["warning amount/outlier 3 [unit]"])
  }

  @Test("periods")
  func periods() throws {
    #expect(try flows(flow(period: "2020/2016")) == ["error period/reversed 2 [period]"])
    #expect(try flows(flow(period: "1900")) == ["warning period/implausible 2 [period]"])
    #expect(try flows(flow(period: "9999")) == ["error period/form 2 [period]"])
    #expect(
      try flows(flow(period: "2017-08/2020")) == ["remark period/mixed-precision 2 [period]"])
  }

  @Test("cells of text")
  func texts() throws {
    #expect(try flows(flow(category: " 教育")) == ["warning cell/space 2 [category]"])
    #expect(
      try flows(flow(category: "   ")) == ["error cell/required 2 [category]"])
    #expect(
      try flows(flow(category: "教育；医疗")) == ["warning cell/several-values 2 [category]"])
    #expect(try flows(flow(id: " f1")) == ["error cell/space 2 [id]"])
    #expect(try flows(flow(id: "../f1")) == ["warning id/form 2 [id]"])
    #expect(try flows(flow(id: "1.10101E+11")) == ["error number/form 2 [id]"])
    #expect(try flows(flow(id: "\"f\n1\"")) == ["error cell/control-character 2 [id]"])
    let zalgo = "县" + String(repeating: "\u{301}", count: 9)
    #expect(try flows(flow(category: zalgo)) == ["warning cell/combining-marks 2 [category]"])
    let long = String(repeating: "长", count: 400)
    #expect(try flows(flow(category: long)) == ["warning cell/too-long 2 [category]"])
    let link = try flows(flow(source: "javascript:alert(1)"))
    #expect(link.contains("warning cell/suspicious-link 2 [source]"))
  }

  @Test("the form of the file")
  func form() throws {
    #expect(try flows(flow(category: "教\"育")) == ["error csv/quote-inside-field 2 [category]"])
    #expect(try flows(flow(category: "\"教\"育")) == ["error csv/text-after-quote 2 [category]"])
    #expect(try flows(flow(category: "教\r育")) == ["error csv/stray-carriage-return 2 [category]"])
    #expect(
      try flows(flow(), flow(id: "f2", source: "\"s1"))
        == ["error csv/unclosed-quote 3 [source]"])
    #expect(try flows(flow() + "\n\u{1A}") == ["warning encoding/ctrl-z 3"])
    let empty = try TemporaryPackage(["pairings.csv": "id,kind,donor,recipient,source\n"]).read()
    #expect(brief(empty) == ["warning csv/no-rows 1"])
  }

  @Test("lists of rows of several tables")
  func lists() throws {
    let header =
      "id,measure,category,donor,recipient,amount,unit,status,may_be_part_of,basis,source\n"
    func flow(_ id: String, _ mayBePartOf: String, _ basis: String) -> String {
      "\(id),money,教育,120110,620523,\(id.count),万元,allocated,\(mayBePartOf),\(basis),s1\n"
    }
    let claims = """
      id,kind,subject,measure,category,value,unit,may_be_part_of,basis,source
      c1,total,62,money,教育,9,万元,,f1 ; f22,s1
      c2,count,62,project,,3,个,,c9,s1
      f22,count,62,project,教育;医疗,3,个,c1,c1;c1,s1

      """
    let agreements = "id,title,donor,recipient,source\na1,协议,12,62,s1\n"
    let rules = "id,agreement,kind,source\nr1,a1,floor,s1\n"
    func read(_ flows: String, _ claims: String) throws -> PackageReader.Result {
      try TemporaryPackage([
        "flows.csv": header + flows, "claims.csv": claims, "agreements.csv": agreements,
        "rules.csv": rules,
      ]).read()
    }
    #expect(
      brief(try read(flow("f1", " c2 ", "f1") + flow("f22", "c1;c2;r1", "r1"), claims)) == [
        "error ref/ambiguous 2 [basis]", "error ref/unknown 3 [basis]",
        "warning cell/several-values 4 [category]", "error ref/repeated 4 [basis]",
        "error ref/itself 2 [basis]", "error ref/unknown 3 [may_be_part_of]",
      ])
    #expect(
      brief(try read(flow("f1", "\"f\u{200B}333\"", "  "), claims)).contains(
        "error cell/invisible-character 2 [may_be_part_of]"))
    let sound =
      String(claims.split(separator: "\n")[0]) + "\nc1,total,62,money,教育,9,万元,,f1 ; f22,s1\n"
    let network = try #require(
      try read(flow("f1", "c1", "r1") + flow("f22", "", ""), sound).network)
    #expect(network.claims.first?.category == "教育")
    #expect(network.claims.first?.basis == ["f1", "f22"])
    #expect(network.flows.first { $0.id == "f1" }?.mayBePartOf == ["c1"])
    #expect(network.flows.first { $0.id == "f1" }?.basis == ["r1"])
  }

  @Test("a list is not held against tables whose rows could not be read")
  func listsBesideBrokenTables() throws {
    let flows =
      "id,measure,category,donor,recipient,amount,unit,status,basis,source\n"
      + "f1,money,教育,120110,620523,1,万元,allocated,c1,s1\n"
    let claims = "id,kind,subject,unit,source\nc1,count,62,万元,s1,too many\n"
    let result = try TemporaryPackage(["flows.csv": flows, "claims.csv": claims]).read()
    #expect(brief(result) == ["error csv/ragged-row 2"])
  }

  @Test("places and people")
  func places() throws {
    var nodes = TemporaryPackage.nodes + "75000,other,某地,,2.35,48.85,WGS84,s1\n"
    #expect(
      brief(try TemporaryPackage(["nodes.csv": nodes]).read())
        == ["warning coordinate/implausible 7 [lon]"])
    nodes = TemporaryPackage.nodes + "620599,county,某县,6205,89°06′E,34,WGS84,s1\n"
    #expect(
      brief(try TemporaryPackage(["nodes.csv": nodes]).read()) == ["error coordinate/form 7 [lon]"])
    nodes = TemporaryPackage.nodes + "07,other,甲,,,,,s1\n7,other,乙,,,,,s1\n"
    #expect(
      brief(try TemporaryPackage(["nodes.csv": nodes]).read()) == ["warning id/form 8 [id]"])
    let indicators = """
      node,indicator,year,value,unit,source
      6205,population,2020,100,人,s1
      620523,population,2020,200,人,s1
      62,population,2020,3.8万,人,s1

      """
    #expect(
      brief(try TemporaryPackage(["indicators.csv": indicators]).read()) == [
        "warning indicator/implausible 3 [value]", "error number/form 4 [value]",
      ])
    let flows =
      TemporaryPackage.flowHeader
      + "f1,money,教育,620523,620523,2018,1,万元,allocated,s1\n"
    let result = brief(try TemporaryPackage(["flows.csv": flows]).read())
    #expect(result.contains("error flow/recipient-as-donor 2 [donor]"))
  }

  @Test("package and descriptor")
  func descriptor() throws {
    let nodes = "{\"name\": \"nodes\", \"path\": \"nodes.csv\""
    let pairings = "{\"name\": \"pairings\", \"path\": \"pairings.csv\"}"
    let sources = "{\"name\": \"sources\", \"path\": \"sources.csv\"}"
    func read(_ resources: String...) throws -> [String] {
      let json = "{\"resources\": [\(resources.joined(separator: ",\n"))]}"
      return brief(try TemporaryPackage(descriptor: json).read())
    }
    #expect(
      try read(nodes + "}", pairings, sources, pairings)
        == ["error package/repeated-resource 4 [name]"])
    #expect(
      try read(nodes + ", \"schema\": {\"fields\": [{\"name\": \"x\"}]}}", pairings, sources)
        == ["warning package/schema-differs 1 [x]"])
    #expect(
      try read(nodes + ", \"name\": \"nodes\"}", pairings, sources)
        == ["error json/repeated-key 1 [name]"])
    #expect(
      try read(nodes + "}", pairings, sources, "{\"name\": \"flows\", \"path\": \"flows.csv\"}")
        == ["error file/missing 0"])
    let broken = try TemporaryPackage(["nodes.csv": "id,kind\n62,province\n"]).read()
    #expect(
      brief(broken) == [
        "remark package/facts-not-checked 0", "error header/column-missing 1 [name]",
        "warning header/column-missing 1 [source]",
      ])
    let bare = try TemporaryPackage()
    #expect(unlink(bare.folder + "/datapackage.json") == 0)
    #expect(brief(bare.read()) == ["warning package/descriptor-missing 0"])
  }

  @Test("many bad rows are cut and counted")
  func manyIssues() throws {
    let rows = (1...10_010).map { flow(id: "f\($0)", amount: "x") }.joined(separator: "\n")
    let text = TemporaryPackage.flowHeader + rows + "\n"
    let result = try TemporaryPackage(["flows.csv": text]).read()
    #expect(result.issues.count == 10_001)
    let last = result.issues.first { $0.code == "package/too-many-issues" }
    #expect(last?.severity == .error)
  }
}
