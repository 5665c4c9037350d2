import Analysis
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Pairings that changed")
struct PairingChangeTests {
  private static let network = ChangeFixtures.network

  private func diff(
    _ from: String, _ to: String, _ kinds: Set<PairingKind> = [.county]
  ) throws -> PairingDiff {
    pairingDiff(
      from: try #require(CalendarDate(from)), to: try #require(CalendarDate(to)), kinds: kinds,
      in: Self.network)
  }

  private func picture(
    _ from: String = "2012", _ to: String = "2018", _ kinds: Set<PairingKind> = [.county],
    language: Language = .zh, sheet: Sheet? = nil
  ) throws -> PairingChangePicture {
    PairingChangePicture(
      try diff(from, to, kinds), kinds: kinds, in: Self.network, language: language,
      provenance: ChangeFixtures.provenance(sheet))
  }

  private static let all = Set(PairingKind.allCases.filter { $0 != .central })

  /// 50 donors and 300 recipients; every tenth recipient changed its donor.
  private func generated(language: Language = .zh) -> PairingChangePicture {
    var generator = SeededGenerator(seed: 300)
    var links: [PairingChangePicture.Link] = []
    for number in 0..<300 {
      let change = PairingDiff.Change.allCases.randomElement(using: &generator) ?? .kept
      let isMove = number % 10 == 0
      let donor = Int.random(in: 0..<50, using: &generator)
      links.append(
        .init(
          rows: ["p\(number)"], kind: .county, donor: "d\(donor)", recipient: "r\(number)",
          change: isMove ? .begun : change, isMove: isMove))
      if isMove {
        links.append(
          .init(
            rows: ["q\(number)"], kind: .county, donor: "d\((donor + 1) % 50)",
            recipient: "r\(number)", change: .ended, isMove: true))
      }
    }
    let used = Set(links.map(\.donor))
    return PairingChangePicture(
      frame: FigureFrame(
        language: language, title: "t", subtitle: "s", donorsHead: "支援方", recipientsHead: "受援方",
        sources: "x", asOf: "2012 → 2018", fingerprint: "01234567", program: "jiedui test"),
      donors: (0..<50).map { .init(id: "d\($0)", name: "区\($0)") }.filter { used.contains($0.id) },
      recipients: (0..<300).map {
        .init(id: "r\($0)", name: "县\($0)", groupID: "g\($0 / 20)", group: "市\($0 / 20)")
      }, links: links)
  }

  @Test(
    "lines are those of the comparison, every unit stands once, the legend adds up",
    arguments: Language.allCases)
  func structure(language: Language) throws {
    for (from, to, kinds) in [("2012", "2018", [.county]), ("2018", "2021-06-30", Self.all)] {
      let diff = try diff(from, to, kinds)
      let picture = try picture(from, to, kinds, language: language)
      let diagram = try PairingChangeDiagram(picture)
      let expected = diff.lines.map { line in
        let rows = line.rows.map { Self.network.text[Self.network.pairingRows[$0].id] }.sorted()
        return "\(rows.joined(separator: ";")) \(line.change) \(line.kind) \(line.isMove) "
          + "\(Self.network[line.donor].id) \(Self.network[line.recipient].id)"
      }
      let drawn = diagram.picture.links.map {
        "\($0.key) \($0.change) \($0.kind) \($0.isMove) \($0.donor) \($0.recipient)"
      }
      #expect(drawn.sorted() == expected.sorted() && !drawn.isEmpty)
      let reader = SVGReader(try diagram.figure.data(as: .svg))
      let ids = picture.donors.map(\.id) + picture.recipients.map(\.id) + picture.links.map(\.key)
      #expect(reader.dataIDs.sorted() == ids.sorted())
      let texts = diagram.figure.captions.map(\.text)
      for change in PairingDiff.Change.allCases {
        #expect(picture.count(change) == diff.count(change))
        let words = FigureWords.counted(change.label(language), diff.count(change), language)
        #expect(texts.contains(words) == (diff.count(change) > 0))
      }
      #expect(texts.contains { $0.contains("\(from) → \(to)") && $0.contains("01234567") })
      let document = ResultDocument(diagram, file: "x")
      #expect(document.tables[0].rows.count == diff.lines.count)
      for side in ["donor", "recipient"] {
        let rows = document.tables[1].rows.filter { row in
          if case .term(let key, _) = row[0] { key == side } else { false }
        }
        let sum = rows.reduce(0) { sum, row in
          row[4...7].reduce(sum) { if case .integer(let count) = $1 { $0 + count } else { $0 } }
        }
        #expect(sum == diff.lines.count)
      }
    }
  }

  @Test("begun is solid and blue, ended dashed and vermilion, kept grey")
  func looks() throws {
    let picture = generated()
    let diagram = try PairingChangeDiagram(picture)
    let changes = Dictionary(uniqueKeysWithValues: picture.links.map { ($0.key, $0.change) })
    var seen = 0
    for stroke in diagram.figure.strokes {
      guard let subject = stroke.subject else { continue }
      seen += 1
      switch try #require(changes[subject.id]) {
      case .begun: #expect(stroke.ink.rgb == Ink.blue.rgb && !stroke.isDashed)
      case .ended: #expect(stroke.ink.rgb == Ink.vermilion.rgb && stroke.isDashed)
      case .kept: #expect(stroke.ink.rgb == Ink.rule.rgb && !stroke.isDashed)
      case .unclear: #expect(stroke.ink.rgb == Ink.faintText.rgb && stroke.isDashed)
      }
    }
    #expect(seen == picture.links.count)
    // Two arrowheads for each recipient that changed its donor, and two in the legend.
    let heads = diagram.figure.areas.count { $0.parts[0].outer.count == 3 }
    #expect(heads == 2 * (30 + 1))
    #expect(
      diagram.figure.captions.contains {
        $0.text == FigureWords.counted(FigureWords.movedUnits(.zh), 30, .zh)
      })
  }

  @Test("nothing overlaps or leaves the page, on every paper", arguments: Language.allCases)
  func papers(language: Language) throws {
    for sheet in ChangeFixtures.papers {
      for kinds in [[.county], Self.all] {
        let figure = try PairingChangeDiagram(
          picture("2018", "2021", kinds, language: language, sheet: sheet)
        ).figure
        try FigureChecks.expectSound(figure)
        #expect(FigureChecks.overlaps(figure) == [], "\(sheet as Any)")
        if let sheet { #expect(figure.width == sheet.width && figure.height >= sheet.height) }
      }
    }
    let large = try PairingChangeDiagram(generated(language: language)).figure
    try FigureChecks.expectSound(large)
    #expect(FigureChecks.overlaps(large) == [])
  }

  @Test("order leaves the bytes as they are; nothing, too much and hostile names are no trouble")
  func edges() throws {
    var picture = generated()
    let expected = try PairingChangeDiagram(picture).figure.data(as: .svg)
    var generator = SeededGenerator(seed: 1)
    picture.links.shuffle(using: &generator)
    picture.donors.shuffle(using: &generator)
    picture.recipients.shuffle(using: &generator)
    #expect(try PairingChangeDiagram(picture).figure.data(as: .svg) == expected)

    let names = PenTests.hostileNames.map(\.name)
    for index in picture.recipients.indices {
      picture.recipients[index].name = names[index % names.count]
      picture.recipients[index].fullName = names[index % names.count]
      picture.recipients[index].group = names[index % names.count]
    }
    let reader = SVGReader(try PairingChangeDiagram(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed && reader.elements.isSubset(of: SVGReader.allowedElements))

    picture.recipients = (0...PairingChangeDiagram.mostRows).map { .init(id: "x\($0)", name: "x") }
    #expect(throws: FigureError.self) { _ = try PairingChangeDiagram(picture) }

    for language in Language.allCases {
      let empty = try PairingChangeDiagram(self.picture("1950", "1951", language: language))
      try FigureChecks.expectSound(empty.figure)
      #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(language) })
      _ = ResultDocument(empty, file: "x")
    }
  }
}
