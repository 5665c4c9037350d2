import Foundation
import NetworkModel
import Testing

@testable import DataPackage

/// A plan typed by hand.
@Suite struct PlanFileTests {
  private func read(_ text: String) throws -> PlanFile.Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "plan-\(UInt64.random(in: 0 ... .max)).csv")
    try text.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    return PlanFile.read(path.path)
  }

  private func brief(_ result: PlanFile.Result) -> [String] {
    result.issues.map { "\($0.code) \($0.line) [\($0.column ?? "")]" }
  }

  @Test("rows are read with their units, columns in any order")
  func rows() throws {
    let plan = try read(
      "recipient,donor,unit,amount,year,status,category\n甘谷县,天津市,万元,12.5,2014,allocated,c\nB,A,元,3,,,\n"
    )
    #expect(brief(plan) == [])
    #expect(plan.rows.count == 2)
    #expect(plan.rows[0].donor == "天津市" && plan.rows[0].recipient == "甘谷县")
    #expect(plan.rows[0].amount == Money(fen: 12_500_000))
    #expect(plan.rows[0].year == 2014 && plan.rows[0].status == .allocated)
    #expect(plan.rows[1].amount == Money(fen: 300))
    #expect(plan.rows[1].category == nil && plan.rows[1].line == 3)
    #expect(plan.digest?.count == 64)
  }

  @Test("faults name row and column")
  func faults() throws {
    #expect(
      brief(try read("donor,recipient,amount\nA,B,3\n")) == ["header/column-missing 1 [unit]"])
    #expect(brief(try read("donor,recipient,amount,unit\n")) == ["csv/no-rows 1 []"])
    #expect(
      brief(try read("donor,recipient,amount,unit\nA,B,3万,万元\nA,,3,元\nA,B,0.001,元\nA,B,3,美元\n"))
        == [
          "number/form 2 [amount]", "cell/required 3 [recipient]",
          "money/finer-than-fen 4 [amount]",
          "unit/form 5 [unit]",
        ])
    #expect(
      brief(try read("donor,recipient,amount,unit,status\nA,B,3,元,paid\n"))
        == ["cell/unknown-term 2 [status]"])
    #expect(PlanFile.read("/nowhere/plan.csv").hasErrors)
  }
}
