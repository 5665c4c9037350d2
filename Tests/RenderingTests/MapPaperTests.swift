import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// Maps on every paper: nothing leaves the page, nothing lies on anything, and the page is filled.
@Suite("Maps on papers")
struct MapPaperTests {
  static let sheets: [Sheet] = [
    .a4, .a4Portrait, .a3, .a3Portrait, .slide, Sheet.a4.scaled(toWidth: 425),
    Sheet.a4Portrait.scaled(toWidth: 425),
  ]
  private static let network = PackageReader.read(Repository.tianjin.path).network
  private static let areas = network.map { CoverageMapTests.areas(in: $0) } ?? []

  private func expectSound(
    _ map: PairingMap, on sheet: Sheet, _ picture: PairingPicture
  ) throws {
    try FigureChecks.expectSound(map.figure)
    #expect(map.figure.width == sheet.width)
    #expect(map.figure.height >= sheet.height)
    // A page grows only where its foot, or the least height of panels, asks for it.
    if sheet.width >= 590 { #expect(map.figure.height < sheet.height * 1.1) }
    #expect(FigureChecks.overlaps(map.figure).isEmpty, "\(sheet)")
    #expect(map.hardConflicts.isEmpty)
    let ids = Set((picture.donors + picture.recipientUnits).map(\.id))
    #expect(Set(map.spots.keys).union(map.outside) == ids)
    #expect(Set(map.spots.keys).isDisjoint(with: map.outside))
    let page = PageBox(left: 0, top: 0, right: map.figure.width, bottom: map.figure.height)
    for stroke in map.figure.strokes {
      #expect(stroke.path.allSatisfy(page.contains), "\(stroke.subject?.id ?? "furniture")")
    }
    for (id, spot) in map.spots {
      let home = try #require(map.layout?.homes[id])
      #expect(map.panels[home].box.contains(spot), "\(id) leaves its panel")
    }
    // Panels lie in the body and not on each other.
    for (index, panel) in map.panels.enumerated() {
      #expect(map.body.insetBy(-0.01).contains(panel.box))
      for other in map.panels[(index + 1)...] { #expect(!panel.box.overlaps(other.box)) }
    }
  }

  @Test("a map of pairings", arguments: sheets, Language.allCases)
  func pairings(sheet: Sheet, language: Language) throws {
    let network = try #require(Self.network)
    for date in sheet == .a4 ? ["2012", "2018"] : ["2018"] {
      let picture = PairingPicture(
        CoverageQuestion(.level(.county), date: CalendarDate(date)), in: network,
        language: language, provenance: MapFixture.provenance(sheet))
      let map = try PairingMap(
        picture, areas: Self.areas, projection: .chinaAlbers())
      try expectSound(map, on: sheet, picture)
    }
  }

  @Test("a map of all layers, and one of funds", arguments: sheets)
  func layersAndFunds(sheet: Sheet) throws {
    let network = try #require(Self.network)
    let question = CoverageQuestion(
      .level(.county), kinds: Set(PairingKind.allCases.filter { $0 != .central }),
      date: CalendarDate("2019"))
    let layers = PairingPicture(
      question, in: network, language: .en, provenance: MapFixture.provenance(sheet))
    try expectSound(
      try PairingMap(layers, areas: [], projection: .chinaAlbers()), on: sheet, layers)
    for language in Language.allCases {
      let funds = try network.fundsPicture(language: language, sheet: sheet)
      try expectSound(
        try PairingMap(funds, areas: [], projection: .chinaAlbers()), on: sheet, funds)
    }
  }

  @Test("recipients stand left of donors on a lying page and above them on a standing one")
  func arrangement() throws {
    let network = try MapFixture.generated(donors: 8, recipients: 20, links: 20).network()
    for (sheet, isStanding) in [(Sheet.a4, false), (.a4Portrait, true)] {
      let map = try PairingMap(
        network.countyPicture(sheet: sheet), areas: [], projection: .chinaAlbers(), frame: .two)
      let (first, second) = (map.panels[0].box, map.panels[1].box)
      #expect(isStanding ? first.bottom < second.top : first.right < second.left)
      // The gap of a lying page is at least 8 % of the width of the panels and their gap.
      if !isStanding { #expect((second.left - first.right) / map.body.width > 0.08) }
      #expect(map.panels[0].box.bottom <= map.body.bottom + 0.01)
    }
  }

  @Test("a coverage map", arguments: sheets, Language.allCases)
  func coverageMap(sheet: Sheet, language: Language) throws {
    let network = try #require(Self.network)
    for level in sheet == .a4Portrait ? [nil, Level.prefecture] : [nil] {
      let picture = CoveragePicture(
        CoverageQuestion(
          .level(.county), within: network.node(id: "620000"), date: CalendarDate("2018")),
        by: level, in: network, language: language, provenance: MapFixture.provenance(sheet))
      let map = try CoverageMap(
        picture, areas: Self.areas, projection: .chinaAlbers())
      try FigureChecks.expectSound(map.figure)
      #expect(FigureChecks.overlaps(map.figure).isEmpty, "\(sheet)")
      #expect(map.figure.width == sheet.width && map.figure.height >= sheet.height)
      #expect(picture.classCounts.reduce(0) { $0 + $1.count } == picture.units.count)
      let reader = SVGReader(try map.figure.data(as: .svg))
      #expect(Set(reader.dataIDs) == Set(picture.units.map(\.id)))
      let panel = try #require(map.panel)
      #expect(panel.box.width >= map.figure.width * 0.5)
    }
  }

  @Test("a legend takes as many lines as it needs, and no entry leaves the page")
  func legend() {
    let words = (1...12).map { LegendEntry("entry number \($0)", reach: 20) }
    #expect(words.extraHeight(on: 2000) == 0)
    for width in [425.0, 595, 842] {
      var figure = Figure(width: width, height: 300, title: "", summary: "")
      let extra = figure.legend(words, from: Spot(Figure.margin, 50))
      #expect(extra == words.extraHeight(on: width) && extra > 0)
      #expect(figure.captions.count == 12)
      #expect(figure.captions.allSatisfy { !$0.text.contains("…") })
      #expect(
        figure.captions.allSatisfy { FigureChecks.box(of: $0).right <= width - Figure.margin })
      #expect(figure.captions.map(\.spot.y).max() == 50 + extra)
      #expect(FigureChecks.overlaps(figure).isEmpty)
    }
  }
}
