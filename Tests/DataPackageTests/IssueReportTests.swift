import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import DataPackage

@Suite struct IssueReportTests {
  private let issue = TableIssue(
    code: "cell/required", severity: .error, file: "flows.csv", line: 17, column: "donor",
    found: "=1+1\u{1B},\"x\"", problem: Wording(en: "the cell is empty", zh: "单元格为空"),
    fix: Wording(en: "Fill it in.", zh: "请填写。"))

  @Test("a message says where, what and what to do, in both languages")
  func messages() {
    #expect(
      issue.message(in: .en)
        == "flows.csv:17 [donor]: error cell/required: the cell is empty. Fill it in.")
    #expect(issue.message(in: .zh) == "flows.csv:17 [donor]：错误 cell/required：单元格为空。请填写。")
  }

  @Test("CSV is quoted and holds no formula; JSON is JSON")
  func formats() throws {
    let report = IssueReport(issues: [issue], rowCounts: [(.flows, 16)])
    let csv = report.text(.csv, .en)
    #expect(csv.hasPrefix("severity,code,file,line,column,found,problem,fix\n"))
    #expect(csv.contains("\"'=1+1\\x1b,\"\"x\"\"\""))
    let json = try JSONDocument(report.text(.json, .zh)).root
    #expect(json["issues"]?.array?.first?["problem"]?.string == "单元格为空")
    #expect(report.summary(.en) == "1 error, 0 warnings, 0 remarks; rows read: flows 16")
  }

  @Test("every code is documented")
  func documentation() throws {
    let text = try String(
      contentsOf: Repository.root.appendingPathComponent("docs/issue-codes.md"), encoding: .utf8)
    let codes = IssueCode.allCases.map(\.rawValue) + FactIssue.Code.allCases.map(\.rawValue)
    #expect(codes.filter { !text.contains("`\($0)`") } == [])
  }

  @Test("long lists are cut and counted")
  func limits() {
    var list = IssueList()
    for line in 1...10_005 {
      var one = issue
      one.line = line
      list.append(one)
    }
    let all = list.finished(file: "flows.csv")
    #expect(all.count == 10_001)
    #expect(all.last?.problem.en.hasPrefix("5 more") == true)
  }
}
