import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// What `agreement` prints of the reference package.
@Suite struct AgreementDocumentTests {
  private static let network: PairingNetwork = {
    guard let network = PackageReader.read(Repository.tianjin.path).network else {
      fatalError("The bundled package has errors.")
    }
    return network
  }()

  private static let document = ResultDocument(
    AgreementReport(AgreementQuestion(years: 2012...2020), against: Evidence(network)),
    in: network)

  private func lines(_ language: Language) -> [Substring] {
    Self.document.rendered(.table, language).split(separator: "\n")
  }

  @Test func theScheduleOfTheFrameworkAgreementIsPrinted() throws {
    let schedule = lines(.zh).filter { $0.hasPrefix("rule-000-017  资金递增") }
    for (year, due) in [
      ("2012", "6,000.00"), ("2013", "6,480.00"), ("2014", "6,998.40"), ("2015", "7,558.272"),
      ("2016", "8,162.93376"), ("2017", "8,815.97"), ("2018", "9,521.25"), ("2019", "10,282.95"),
      ("2020", "11,105.58"), ("2012/2020", "74,925.35"),
    ] {
      #expect(
        schedule.contains {
          let cells = $0.split(separator: " ")
          return cells.contains(Substring(year)) && cells.contains(Substring(due))
        }, "\(year)")
    }
    let total = try #require(schedule.first { $0.contains("合计  ") })
    #expect(total.contains(" 59,940.28 "))
  }

  @Test func theVerdictsOf2012() throws {
    func verdict(_ rule: String) throws -> Substring {
      try #require(lines(.en).first { $0.hasPrefix(rule) && $0.contains(" ≥ ") })
    }
    #expect(try verdict("rule-000-017").contains("  met  "))
    let share = try verdict("rule-000-019")
    #expect(share.contains("  ≥ 80 %  ") && share.contains("  0 % … 100 %  "))
    #expect(share.contains("  cannot be determined  "))
    #expect(share.contains("how much of flow-000-007 is for Tibetan areas of Gansu"))
    #expect(try verdict("rule-001-026").contains("met if revenue ≤ 2121.54 亿元"))
  }

  @Test func bothSumsAreShownWhenTheyDiffer() {
    #expect(
      Self.document.remarks.map(\.zh).contains(
        "rule-000-017：精确数之和为 749,253,470.33 元，逐年舍入到分后之和为 749,253,470.34 元。"))
  }

  @Test func dataKeepEveryDigit() {
    let csv = Self.document.rendered(.csv, .en)
    #expect(csv.contains(",2017,88159684.61,88159684.608,"))
    let json = Self.document.rendered(.json, .en)
    #expect(json.contains("\"due_fen\": 8815968461, \"due_exact\": \"88159684.608\""))
    #expect(json.contains("\"missing_facts\": \"split\""))
    #expect(json.contains("\"evidence_sources\": \"doc-000 L3\""))
  }

  @Test func nothingInChineseIsLeftInEnglish() {
    // Notes of the data stay in their language, and ids are ids.
    for line in lines(.zh) where line.hasPrefix("rule-") && !line.contains("该行注明") {
      let words = line.split(separator: " ").filter {
        $0.count > 3 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
      }
      #expect(words.isEmpty, "\(line)")
    }
  }

  @Test func everySentenceIsInBothLanguages() throws {
    let period = try Period("2012")
    let missing: [MissingEvidence] = [
      .amounts(fundClass: nil, period: period, promised: []),
      .amounts(fundClass: nil, period: period, promised: ["a"]),
      .whole(fundClass: nil, period: period), .split(rows: ["a", "b", "c", "d"], group: "620000"),
      .dates(rows: ["a"]), .exactAmounts(rows: ["a"]),
      .laterStep(rows: ["a"], status: .disbursed),
      .indicator(node: "120000", name: "general_budget_revenue", years: [2012]),
      .units(group: nil), .units(group: "gansu-34"),
      .unitRecords(group: "gansu-34", without: 1, of: 2), .cadence, .base(period: period, units: 1),
      .document(period: period), .body, .meetings(period: period), .targets(rows: ["a"]),
    ]
    let warnings: [RuleWarning] = [
      .audienceDiffers(row: "a", recipient: "620000", group: "gansu-34"),
      .populationNotDeclared(row: "a", note: nil), .otherMeasure(rows: ["a"], .personTimes),
      .unitNotNamed("人"), .otherAgreement(row: "a", agreement: "b"),
      .classNotNamed(["municipal_fiscal"]), .membersOfOtherTime(group: "gansu-34"),
      .boundOfAgreement(period), .forceUncertain(period), .notPrinted(row: "a", .derived),
      .effortNotDefined(fundClass: nil, indicator: "general_budget_revenue"),
      .recipientNotATarget(row: "a", recipient: "620000"), .allocatedOnly(rows: ["a"]),
      .differentSteps(.planned, .disbursed), .cadenceNotStated(inAll: .one, yearly: .one),
      .meanOnly(total: .one, units: 2),
    ]
    let words =
      missing.map { $0.message(in: Self.network) } + warnings.map { $0.message(in: Self.network) }
    for word in words {
      #expect(!word.en.isEmpty)
      #expect(!word.en.unicodeScalars.contains { $0.value > 0x2E80 }, "\(word.en)")
      #expect(word.zh.unicodeScalars.contains { $0.value > 0x2E80 }, "\(word.en)")
    }
    #expect(Set(missing.map(\.key)).count == 15)
    #expect(Set(warnings.map(\.key)).count == warnings.count)
    #expect(
      missing[3].message(in: Self.network).en
        == "how much of a, b, c and 1 more is for Gansu Province")
  }

  @Test(arguments: [
    (Int64(8_815_968_461), Int64(8_815_970_000)), (8_162_933_760, 8_162_933_760),
    (-4999, 0), (-5001, -10_000), (5000, 5000), (5005, 10_000),
  ])
  func computedMoneyIsShownWithTwoDecimals(fen: Int64, shown: Int64) {
    #expect(TableText.rounded(.money(Money(fen: fen)), .computedMoney) == .money(Money(fen: shown)))
    #expect(TableText.rounded(.money(Money(fen: fen)), .standard) == .money(Money(fen: fen)))
  }
}
