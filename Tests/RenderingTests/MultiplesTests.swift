import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Small multiples")
struct MultiplesTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func provenance(_ sheet: Sheet? = nil) -> FigureProvenance {
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return provenance
  }

  private func picture(
    _ division: MultiplesPicture.Division = .year, _ content: MultiplesPicture.Content = .diagram,
    within: String? = nil, kinds: Set<PairingKind> = [], years: ClosedRange<Int>? = nil,
    language: Language = .zh, sheet: Sheet? = nil
  ) throws -> MultiplesPicture {
    let network = try #require(Self.network)
    return try MultiplesPicture(
      MultiplesQuestion(
        division, within: within.flatMap(network.node(id:)), kinds: kinds, years: years),
      showing: content, in: network, language: language, provenance: provenance(sheet))
  }

  private func funds(
    _ status: FlowStatus? = .disbursed, years: ClosedRange<Int>? = nil, level: Level = .county,
    language: Language = .zh, sheet: Sheet? = nil
  ) throws -> MultiplesPicture {
    try MultiplesPicture(
      funds: FlowQuestion(status: status), level: level, years: years,
      in: try #require(Self.network), language: language, provenance: provenance(sheet))
  }

  private func map(_ picture: MultiplesPicture) throws -> MultiplesDiagram {
    try MultiplesDiagram(
      picture, areas: CoverageMapTests.areas(in: try #require(Self.network)),
      projection: .chinaAlbers())
  }

  private func relative(_ spot: Spot, _ box: PageBox) -> Spot {
    Spot(((spot.x - box.left) * 1e6).rounded(), ((spot.y - box.top) * 1e6).rounded())
  }

  /// The panel and the id of a subject `2018:620523`.
  private func parts(_ subject: Figure.Subject) -> (panel: String, id: String) {
    let halves = subject.id.split(separator: ":", maxSplits: 1).map(String.init)
    return (halves[0], halves.count > 1 ? halves[1] : "")
  }

  // MARK: Shared scale, places and order (visual.md § 11.10)

  @Test("every unit stands at the same place in every panel, and lines join those places")
  func places() throws {
    for division in MultiplesPicture.Division.allCases {
      let diagram = try MultiplesDiagram(picture(division))
      let boxes = Dictionary(
        uniqueKeysWithValues: zip(diagram.picture.panels.map(\.key), diagram.boxes))
      var places: [String: [String: Spot]] = [:]
      for mark in diagram.figure.marks {
        guard let subject = mark.subject else { continue }
        let (panel, id) = parts(subject)
        let key = "\(subject.role)\(id)"
        #expect(places[key]?[panel] == nil, "\(id) stands once in \(panel)")
        places[key, default: [:]][panel] = relative(mark.centre, try #require(boxes[panel]))
      }
      let units = diagram.picture.donors.count + diagram.picture.recipients.flatMap(\.self).count
      #expect(places.count == units)
      for (id, found) in places {
        #expect(
          found.count == diagram.picture.panels.count && Set(found.values).count == 1, "\(id)")
      }
      #expect(Set(diagram.boxes.map { ($0.width * 1e6).rounded() }).count == 1)
      #expect(Set(diagram.boxes.map { ($0.height * 1e6).rounded() }).count == 1)
      // Lines have one width a pairing in all panels.
      let flows = diagram.figure.strokes.filter { $0.subject?.role == .flow }
      #expect(flows.count == diagram.picture.panels.reduce(0) { $0 + $1.links.count })
      for panel in diagram.picture.panels {
        for link in panel.links where link.standing != .ended {
          let stroke = try #require(
            flows.first {
              $0.subject?.id == "\(panel.key):\(link.donor)-\(link.recipient)" && !$0.isDashed
            })
          #expect(abs(stroke.width - max(Double(link.count) * diagram.scale, 0.5)) < 1e-9)
        }
      }
    }
  }

  @Test("maps of all panels have one scale, and every area the same outline")
  func maps() throws {
    let diagram = try map(picture(.year, .coverage, within: "620000", years: 2015...2018))
    #expect(diagram.maps.count == 4 && Set(diagram.maps.map(\.scale)).count == 1)
    #expect(Set(diagram.maps.map { [$0.centre.easting, $0.centre.northing] }).count == 1)
    let boxes = Dictionary(
      uniqueKeysWithValues: zip(diagram.picture.panels.map(\.key), diagram.boxes))
    var outlines: [String: Set<[Spot]>] = [:]
    var panels: [String: Int] = [:]
    for area in diagram.figure.areas {
      guard let subject = area.subject else { continue }
      let (panel, id) = parts(subject)
      let box = try #require(boxes[panel])
      outlines[id, default: []].insert(
        area.parts.flatMap { part in part.outer.map { relative($0, box) } })
      panels[id, default: 0] += 1
    }
    #expect(outlines.count == 86 - diagram.withoutBoundary.count)
    for (id, found) in outlines { #expect(found.count == 1 && panels[id] == 4, "\(id)") }
  }

  @Test("bars of all panels have one linear scale and one order")
  func bars() throws {
    let diagram = try MultiplesDiagram(funds())
    let boxes = Dictionary(
      uniqueKeysWithValues: zip(diagram.picture.panels.map(\.key), diagram.boxes))
    var rows: [String: Set<Spot>] = [:]
    for area in diagram.figure.areas {
      guard let subject = area.subject else { continue }
      let (key, id) = parts(subject)
      let panel = try #require(diagram.picture.panels.first { $0.key == key })
      let bar = try #require(panel.bars[id])
      let corners = area.parts[0].outer
      let length = corners[1].x - corners[0].x
      let amount = try #require(bar.amount).approximateValue
      #expect(abs(length - max(amount * diagram.scale, 0.6)) < 1e-6, "\(subject.id)")
      rows[id, default: []].insert(relative(corners[0], try #require(boxes[key])))
    }
    #expect(rows.count == 10 && rows.values.allSatisfy { $0.count == 1 })
    let names = diagram.picture.recipients.flatMap(\.self).map(\.id)
    // Those that are not split among counties stand last.
    #expect(names.filter { $0.hasSuffix("+") } == Array(names.suffix(3)))
    #expect(names.filter { !$0.hasSuffix("+") } == names.filter { !$0.hasSuffix("+") }.sorted())
  }

  // MARK: Numbers

  @Test("the counts of a panel are those of diff and coverage")
  func counts() throws {
    let network = try #require(Self.network)
    let picture = try picture(.year, .diagram, years: 1995...2018)
    #expect(picture.panels.count == 24)
    for panel in picture.panels {
      let year = try #require(CalendarDate(panel.key))
      let before = try #require(CalendarDate(year: Int(year.year) - 1))
      let now = pairingDiff(from: year, to: year, kinds: [.county], in: network)
      let change = pairingDiff(from: before, to: year, kinds: [.county], in: network)
      #expect(panel.active.sure == now.count(.kept))
      #expect(panel.active.possible == now.count(.unclear))
      #expect(panel.begun == change.count(.begun) && panel.ended == change.count(.ended))
      let active = panel.links.filter { $0.standing?.isActive ?? false }
      #expect(active.reduce(0) { $0 + $1.count } == panel.active.sure)
      #expect(panel.links.filter { $0.standing == .begun }.count == panel.begun)
      #expect(panel.links.filter { $0.standing == .ended }.count == panel.ended)
      #expect(panel.links.filter { $0.standing == .kept }.count == change.count(.kept))
      #expect(!panel.links.contains { $0.standing == .unclear })
      let gansu = coverage(
        CoverageQuestion(.level(.county), within: network.node(id: "620000"), date: year),
        in: network)
      let huangnan = coverage(
        CoverageQuestion(.level(.county), within: network.node(id: "632300"), date: year),
        in: network)
      #expect(panel.direct == gansu.count(.direct) + huangnan.count(.direct))
      #expect(panel.denominator == gansu.denominator + huangnan.denominator)
    }
    // By hand: 2012 has five inferred pairings, two of record; they end with the year.
    let panel = try #require(picture.panels.first { $0.key == "2012" })
    #expect((panel.active.sure, panel.begun, panel.ended) == (7, 5, 0))
    let next = try #require(picture.panels.first { $0.key == "2013" })
    #expect((next.active.sure, next.begun, next.ended) == (2, 0, 5))
    let unclear = try #require(picture.panels.first { $0.key == "2016" })
    #expect(unclear.active == .init(sure: 2, possible: 26))
  }

  @Test(
    "states on the map are those of the coverage report; changed ones are in colour, others grey")
  func states() throws {
    let network = try #require(Self.network)
    let diagram = try map(picture(.year, .coverage, within: "620000", years: 2016...2021))
    var greys = 0
    for panel in diagram.picture.panels {
      let report = coverage(
        CoverageQuestion(
          .level(.county), within: network.node(id: "620000"), date: CalendarDate(panel.key)),
        in: network)
      #expect(panel.direct == report.count(.direct) && panel.denominator == 86)
      for unit in report.units {
        #expect(panel.states[network[unit.unit].id]?.look == CoverageClass(unit.state))
      }
      for area in diagram.figure.areas {
        guard let subject = area.subject, parts(subject).panel == panel.key else { continue }
        let state = try #require(panel.states[parts(subject).id])
        guard state.look == .direct else { continue }
        #expect(area.fill == (state.before == .direct ? .faintText : .blue))
        if state.before == .direct { greys += 1 }
      }
    }
    #expect(greys > 80)
    // Three looks of nothing, changed or not.
    for isChanged in [false, true] {
      let looks = [CoverageClass.none, .noRecord, .zero].map {
        MultiplesLegend.look(.init(look: $0, before: isChanged ? .direct : $0), .year)
      }
      #expect(Set(looks).count == 3)
    }
  }

  @Test("the funds of a panel are those of the account of its year, to the fen")
  func fundsAgree() throws {
    let network = try #require(Self.network)
    for picture in [try funds(), try funds(years: 2010...2021), try funds(level: .prefecture)] {
      for panel in picture.panels {
        let year = try #require(Int(panel.key))
        let accounts = FlowAccounts(
          FlowQuestion(status: .disbursed, years: year...year), in: network)
        let total = try accounts.total()
        #expect(panel.total?.amount == total?.amount)
        #expect(panel.total == nil || panel.total?.precision == total?.precision)
        let sum = panel.bars.values.reduce(Int64(0)) { sum, bar in
          if case .money(let money)? = bar.amount { sum + money.fen } else { sum }
        }
        // What may already be part of another bar is in no total's lower end, and in its upper end.
        #expect(total == nil || .money(Money(fen: sum)) == total?.upper ?? total?.amount, "\(year)")
        let lines = accounts.breakdown(by: [
          .recipient(picture.recipients[0].count == 8 ? .prefecture : .county)
        ])
        #expect(lines.count == panel.bars.count)
        for line in lines {
          guard case .node(let node, let isUnsplit)? = line.keys.first else { continue }
          let bar = try #require(panel.bars[network[node].id + (isUnsplit ? "+" : "")])
          #expect(bar.amount == line.amount && bar.precision == line.precision)
        }
      }
    }
    #expect(try funds().frame.notes.contains { $0.hasPrefix("4 笔可能已含") })
    // By hand: 2012 is 3,414.93 万元, in seven units.
    let panel = try #require(try funds().panels.first { $0.key == "2012" })
    #expect(panel.total?.amount == .money(Money(fen: 3_414_930_000)) && panel.bars.count == 7)
    // Without a step the flows have no one total, and are refused.
    #expect(throws: MultiplesError.self) { _ = try funds(nil) }
  }

  @Test("without years there is a panel for each in which something changes")
  func years() throws {
    let keys = try picture().panels.map(\.key)
    #expect(keys == ["1996", "1997", "2010", "2011", "2012", "2013", "2016", "2017", "2021"])
    #expect(try picture(.kind).panels.map(\.key).first == "region")
    #expect(!(try picture(.kind).panels.map(\.key).contains("central")))
  }

  // MARK: Pages

  @Test("both languages and every paper: nothing overlaps or leaves the page")
  func papers() throws {
    let sheets: [Sheet?] = [
      nil, .a4, .a3, .slide, .a4Portrait, Sheet.a4.scaled(toWidth: 425),
    ]
    for language in Language.allCases {
      for sheet in sheets {
        let diagrams = [
          try MultiplesDiagram(picture(language: language, sheet: sheet)),
          try MultiplesDiagram(picture(.kind, language: language, sheet: sheet)),
          try MultiplesDiagram(funds(language: language, sheet: sheet)),
          try map(
            picture(
              .year, .coverage, within: "620000", years: 2016...2018, language: language,
              sheet: sheet)),
        ]
        for diagram in diagrams {
          try FigureChecks.expectSound(diagram.figure)
          #expect(FigureChecks.overlaps(diagram.figure) == [])
          for (a, b) in zip(diagram.boxes, diagram.boxes.dropFirst()) { #expect(!a.overlaps(b)) }
          #expect(
            diagram.boxes.allSatisfy { $0.right <= diagram.figure.width - Figure.margin + 0.1 })
          if let sheet {
            #expect(diagram.figure.width == sheet.width && diagram.figure.height >= sheet.height)
          }
        }
      }
    }
  }

  @Test("fifty donors and three hundred recipients are drawn by their prefectures")
  func generated() throws {
    let network = try TimelineTests.generated(donors: 50, recipients: 300, events: 0)
    let history = PairingHistory(HistoryQuestion(kinds: [.county]), in: network)
    let picture = try MultiplesPicture(
      MultiplesQuestion(.year, years: 2012...2020), showing: .diagram, in: network,
      language: .zh, provenance: provenance())
    #expect(picture.recipients.flatMap(\.self).count == 12)
    #expect(picture.frame.notes.contains { $0.contains("市（州）级") })
    for panel in picture.panels {
      let count = history.count(history.lines, on: try #require(CalendarDate(panel.key)))
      #expect(panel.active == count)
      let active = panel.links.filter { $0.standing?.isActive ?? false }
      #expect(active.reduce(0) { $0 + $1.count } == count.sure)
    }
    let diagram = try MultiplesDiagram(picture)
    try FigureChecks.expectSound(diagram.figure)
    #expect(FigureChecks.overlaps(diagram.figure) == [])
    #expect(diagram.figure.strokes.filter { $0.subject != nil }.allSatisfy { $0.width <= 7.01 })
  }

  @Test("too many panels or rows are an error that says what to do")
  func tooMany() throws {
    do {
      _ = try picture(years: 1990...2021)
      Issue.record("32 panels were drawn")
    } catch let error as MultiplesError {
      #expect(error.message.en.contains("32 panels") && error.message.en.contains("--years"))
      #expect(error.message.zh.contains("24"))
    }
    #expect(throws: MultiplesError.self) { _ = try funds(years: 1990...2021) }
    var picture = try picture()
    picture.donors += (0..<61).map { .init(id: "x\($0)", name: "x") }
    #expect(throws: FigureError.self) { _ = try MultiplesDiagram(picture) }
    var map = try self.picture(.year, .coverage, within: "620000", years: 2016...2016)
    map.recipients = [[.init(id: "nowhere", name: "无界")]]
    #expect(throws: MapError.self) { _ = try self.map(map) }
  }

  @Test("nothing gives a valid page that says so")
  func empty() throws {
    for language in Language.allCases {
      let figures = [
        try MultiplesDiagram(picture(kinds: [.household], language: language)).figure,
        try MultiplesDiagram(funds(.spent, language: language)).figure,
        try map(picture(.year, .coverage, kinds: [.household], language: language)).figure,
        // A year in which nothing is paired, and one of which the dates say nothing.
        try MultiplesDiagram(picture(years: 1950...1951, language: language)).figure,
      ]
      for figure in figures {
        try FigureChecks.expectSound(figure)
        #expect(figure.captions.contains { $0.text == FigureWords.nothing(language) })
      }
      // A map of such a year shows every unit without a record.
      let silent = try map(
        picture(.year, .coverage, within: "620000", years: 1950...1950, language: language))
      try FigureChecks.expectSound(silent.figure)
      #expect(silent.picture.panels[0].states.values.allSatisfy { $0.look == .noRecord })
    }
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    let names = PenTests.hostileNames.map(\.name)
    for picture in [try picture(), try funds()] {
      var picture = picture
      for index in picture.donors.indices {
        picture.donors[index].name = names[index % names.count]
      }
      for group in picture.recipients.indices {
        for unit in picture.recipients[group].indices {
          let name = names[(group * 7 + unit) % names.count]
          picture.recipients[group][unit].name = String(repeating: name, count: 1000)
          picture.recipients[group][unit].fullName = name
        }
      }
      for panel in picture.panels.indices { picture.panels[panel].head = names[panel] }
      let figure = try MultiplesDiagram(picture).figure
      let reader = SVGReader(try figure.data(as: .svg))
      #expect(reader.isWellFormed)
      #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
      #expect(reader.pageSize.hasPrefix("842pt"))
    }
  }

  @Test("the tables hold the panels, the order they share and what stands in each")
  func document() throws {
    let diagram = try MultiplesDiagram(picture())
    let document = ResultDocument(diagram, file: "x.svg")
    #expect(document.tables[0].rows.count == 9)
    #expect(
      document.tables[1].rows.count
        == diagram.picture.donors.count + diagram.picture.recipients.flatMap(\.self).count)
    #expect(
      document.tables[2].rows.count
        == diagram.picture.panels.reduce(0) { $0 + $1.links.count })
    let bars = ResultDocument(try MultiplesDiagram(funds()), file: "x.svg")
    #expect(bars.tables[2].rows.count == 1 + 7 + 1 + 2 + 4)
    #expect(bars.tables.allSatisfy { !$0.title.en.isEmpty && !$0.title.zh.isEmpty })
  }

  @Test("an earlier order is kept; what is new stands after it")
  func order() throws {
    let network = try #require(Self.network)
    let plain = try picture()
    let donors = Array(plain.donors.map(\.id).reversed().dropLast(3))
    let recipients = Array(plain.recipients.flatMap(\.self).map(\.id).sorted().reversed())
    let kept = try MultiplesPicture(
      MultiplesQuestion(.year), showing: .diagram,
      order: ["donor": donors + ["nobody"], "recipient": recipients], in: network, language: .zh,
      provenance: provenance())
    #expect(Array(kept.donors.map(\.id).prefix(donors.count)) == donors)
    #expect(kept.donors.count == plain.donors.count)
    for group in kept.recipients {
      #expect(group.map(\.id) == group.map(\.id).sorted().reversed())
    }
  }

  @Test("the legend has every look that occurs, once")
  func legend() throws {
    let texts = try MultiplesDiagram(picture()).figure.captions.map(\.text)
    for standing in [PairingHistory.Standing.begun, .kept, .settled, .ended] {
      #expect(texts.count { $0 == standing.label.zh } == 1, "\(standing)")
    }
    let kinds = try MultiplesDiagram(picture(.kind)).figure.captions.map(\.text)
    #expect(!kinds.contains(PairingHistory.Standing.kept.label.zh))
    #expect(kinds.contains { $0.hasPrefix("线宽：3 对") })
    let funds = try MultiplesDiagram(funds()).figure.captions.map(\.text)
    #expect(funds.contains(MultiplesWords.tick.zh) && funds.contains(MultiplesWords.noRecord.zh))
  }
}
