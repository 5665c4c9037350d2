import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Figures of rows and columns on every paper: nothing leaves the page, nothing lies on anything else.
@Suite("Papers")
struct PaperTests {
  static let network = PackageReader.read(Repository.tianjin.path).network
  static let sheets: [Sheet] = [
    .a4, .a4Portrait, .a3, .a3Portrait, .slide, Sheet.a4.scaled(toWidth: 425),
    Sheet.a4.scaled(toWidth: 1800),
  ]

  static func provenance(_ sheet: Sheet) -> FigureProvenance {
    FigureProvenance(
      fingerprint: "0123456789abcdef", program: "jiedui test", sheet: sheet)
  }

  /// The figure of each kind.
  private static func figures(_ sheet: Sheet, _ language: Language) throws -> [String: Figure] {
    let network = try #require(network)
    let provenance = provenance(sheet)
    let gansu = try #require(network.node(id: "620000"))
    let question = CoverageQuestion(.level(.county), date: CalendarDate(year: 2018))
    let flows = FlowQuestion(status: .disbursed)
    let paths = try FlowPaths(flows, through: [.donor(nil), .recipient(nil)], in: network)
    let matrix = WhoDoesWhat(
      flows, donorLevel: .county, recipientLevel: .county, kinds: Set(PairingKind.allCases),
      at: CalendarDate(year: 2018), in: network)
    let report = try EquityReport(
      EquityQuestion(.level(.county), within: gansu, status: .disbursed), in: network)
    return [
      "bipartite": try BipartiteDiagram(
        PairingPicture(question, in: network, language: language, provenance: provenance)
      ).figure,
      "ladder": CoverageLadder(
        CoverageQuestion(.level(.county), within: gansu, date: CalendarDate(year: 2018)),
        in: network, language: language, provenance: provenance
      ).figure,
      "sankey": try SankeyDiagram(
        SankeyPicture(paths, in: network, language: language, provenance: provenance)
      ).figure,
      "matrix": try MatrixDiagram(
        MatrixPicture(
          matrix, amounts: nil, question: flows, kinds: Set(PairingKind.allCases), in: network,
          language: language, provenance: provenance)
      ).figure,
      "lorenz": LorenzDiagram(
        LorenzPicture(report, in: network, language: language, provenance: provenance)
      ).figure,
    ]
  }

  @Test("every figure fits every paper in both languages", arguments: sheets, Language.allCases)
  func papers(sheet: Sheet, language: Language) throws {
    for (kind, figure) in try Self.figures(sheet, language).sorted(by: { $0.key < $1.key }) {
      try FigureChecks.expectSound(figure)
      #expect(FigureChecks.overlaps(figure) == [], "\(kind)")
      #expect(figure.height >= sheet.height, "\(kind)")
      // A matrix of many columns may need more.
      #expect(kind == "matrix" ? figure.width >= sheet.width : figure.width == sheet.width)
    }
  }

  @Test("a paper that is too narrow is refused with what it needs, and one that suffices is not")
  func tooNarrow() throws {
    let network = try #require(Self.network)
    let paths = try FlowPaths(
      FlowQuestion(status: .disbursed),
      through: [.fundClass, .donor(nil), .recipient(nil), .use], in: network)
    func draw(_ width: Double) throws -> SankeyDiagram {
      try SankeyDiagram(
        SankeyPicture(
          paths, in: network, language: .en,
          provenance: Self.provenance(Sheet.a4.scaled(toWidth: width))))
    }
    let needed = SankeyDiagram.leastWidth(columns: 4)
    #expect(throws: FigureError.tooNarrow(width: needed - 1, needed: needed)) {
      try draw(needed - 1)
    }
    #expect(FigureChecks.overlaps(try draw(needed).figure) == [])
    let message = FigureError.tooNarrow(width: 425, needed: 690).message
    #expect(message(.en).contains("244 mm") && message(.zh).contains("244 毫米"))
  }

  @Test("without a paper a figure chooses A4, lying or standing")
  func standard() throws {
    let frame = FigureFrame(
      language: .en, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "",
      asOf: "", fingerprint: "01234567", program: "p")
    #expect(frame.page() == .a4 && frame.page(isPortrait: true) == .a4Portrait)
    // 210 mm of A4 are 595 pt, and the sides keep their proportion.
    #expect(Sheet.a4.scaled(toWidth: 595) == Sheet(width: 595, height: 420))
  }
}
