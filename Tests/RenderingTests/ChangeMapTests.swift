import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Map of change")
struct ChangeMapTests {
  private static let areas = CoverageMapTests.areas(in: ChangeFixtures.network)

  private func map(_ picture: ChangePicture, areas: [FigureArea] = areas) throws -> ChangeMap {
    try ChangeMap(picture, areas: areas, projection: .chinaAlbers())
  }

  @Test("nothing overlaps or leaves the page, on every paper", arguments: Language.allCases)
  func papers(language: Language) throws {
    for sheet in ChangeFixtures.papers {
      for picture in [
        try ChangeFixtures.years(language: language, sheet: sheet),
        try ChangeFixtures.years(.donor, language: language, sheet: sheet),
        try ChangeFixtures.scenario("share-rule/missed.yaml", language: language, sheet: sheet),
      ] {
        let map = try map(picture)
        try FigureChecks.expectSound(map.figure)
        #expect(FigureChecks.overlaps(map.figure) == [], "\(sheet as Any)")
        let panel = try #require(map.panel).box
        #expect(panel.left >= 0 && panel.right <= map.figure.width)
        #expect(panel.bottom < map.figure.height)
        if let sheet {
          #expect(map.figure.width == sheet.width && map.figure.height >= sheet.height)
        }
        let texts = map.figure.captions.map(\.text)
        #expect(texts.contains(FigureWords.notReviewed(language)))
        #expect(texts.contains { $0.contains("Albers") })
      }
    }
  }

  @Test("every unit stands once, as an area or in the list, and the classes add up")
  func structure() throws {
    for picture in [
      try ChangeFixtures.years(), try ChangeFixtures.years(.donor),
      try ChangeFixtures.plan("larger-share/problem.yaml"),
    ] {
      let map = try map(picture)
      let reader = SVGReader(try map.figure.data(as: .svg))
      let strays = Set(map.withoutArea)
      #expect(
        reader.dataIDs.sorted() == picture.units.map(\.key).sorted(), "\(picture.frame.title)")
      #expect(strays.isSuperset(of: picture.units.filter(\.line.isUnsplit).map(\.key)))
      let document = ResultDocument(map, file: "x")
      #expect(document.tables[0].rows.count == picture.units.count)
      let counts = document.tables[1].rows.compactMap {
        if case .integer(let count) = $0[5] { count } else { nil }
      }
      #expect(counts.reduce(0, +) == picture.units.count)
      let texts = map.figure.captions.map(\.text)
      for value in map.classes.all {
        let count = picture.units.count { map.classes.of($0) == value }
        guard count > 0 else { continue }
        #expect(texts.contains(map.classes.label(value, in: picture)(.zh)))
        #expect(texts.contains("\(count)"))
      }
      // Every name is placed, or listed as dropped.
      #expect(
        map.labels.count + map.unlabelled.count == picture.units.count - map.withoutArea.count)
    }
  }

  @Test("limits are the same both ways, every change is in its class, and the looks differ")
  func classes() throws {
    let large = try ChangeFixtures.large(ChangeFixtures.largeNetwork())
    for units in [large.units, try ChangeFixtures.years().units.filter { !$0.line.isUnsplit }] {
      let classes = ChangeClasses(units)
      #expect((2...3).contains(classes.limits.count))
      #expect(zip(classes.limits, classes.limits.dropFirst()).allSatisfy { $0 < $1 })
      var looks: Set<AreaLook> = []
      for step in 1...classes.limits.count {
        let up = try #require(classes.bounds(.step(step)))
        let down = try #require(classes.bounds(.step(-step)))
        #expect(up.inner == -down.inner && up.outer == -down.outer)
        looks.insert(classes.look(.step(step)))
        looks.insert(classes.look(.step(-step)))
      }
      for other in [ChangeClasses.Class.unchanged, .zero, .unknown, .noRecord, .noArea] {
        looks.insert(classes.look(other))
      }
      #expect(looks.count == 2 * classes.limits.count + 5)
      for unit in units {
        let value = classes.of(unit)
        guard case .step = value else {
          #expect(unit.line.difference ?? 0 == 0)
          continue
        }
        let difference = try #require(unit.line.difference)
        let bounds = try #require(classes.bounds(value))
        #expect(abs(difference) > abs(bounds.inner) && abs(difference) <= abs(bounds.outer))
        #expect((difference > 0) == (bounds.outer > 0))
      }
      // From the largest loss to the largest gain the luminance has steps.
      let ramp =
        classes.limits.indices.reversed().map { classes.look(.step(-$0 - 1)).fill }
        + [classes.look(.unchanged).fill]
        + classes.limits.indices.map { classes.look(.step($0 + 1)).fill }
      for (a, b) in zip(ramp, ramp.dropFirst()) {
        #expect(abs(a.luminance - b.luminance) >= 0.0995)
      }
    }
    // One size of change has two limits all the same; none has no limit.
    let one = ChangePicture.Unit(
      AmountChange.Line(
        id: "a", before: .noRecord, after: .amount(700, mayBeMore: false, mayBeLess: false)),
      name: "a")
    #expect(ChangeClasses([one]).limits == [400, 800])
    #expect(ChangeClasses([]).limits.isEmpty)
  }

  @Test("an area has the fill of its class; one side without a record has lines across")
  func fills() throws {
    let picture = try ChangeFixtures.years()
    let map = try map(picture)
    for unit in picture.units where !map.withoutArea.contains(unit.key) {
      let area = try #require(map.figure.areas.first { $0.subject?.id == unit.key })
      let look = map.classes.look(map.classes.of(unit))
      #expect(area.fill == look.fill)
      switch unit.line.course {
      case .begun, .ended: #expect(area.hatch?.direction == .level)
      case .noRecord: #expect(area.hatch == .unknown)
      default: #expect(area.hatch == nil)
      }
    }
    // 2012: 80 in Wushan, 2020: nothing on record there.
    #expect(map.figure.captions.contains { $0.text == "武山 −80" })
  }

  @Test("units that a rule bounds are marked on the map")
  func rules() throws {
    let map = try map(ChangeFixtures.plan("larger-share/problem.yaml"))
    let marked = map.figure.captions.filter {
      $0.text.hasPrefix(FigureWords.ruleMark) && $0.size == AreaLabels.size
    }
    #expect(marked.count == map.picture.units.count { !$0.line.rules.isEmpty })
    #expect(marked.count == 9)
  }

  @Test("the scale bar is right within two per cent of the geodesic where it stands")
  func scaleBar() throws {
    let map = try map(ChangeFixtures.years(.donor))
    let (panel, bar) = (try #require(map.panel), try #require(map.gauge).bar)
    let projection = try Projection.chinaAlbers()
    let foot = Spot(panel.box.left + 10, panel.box.bottom - 8)
    let from = try projection.point(at: panel.position(foot))
    let to = try projection.point(at: panel.position(Spot(foot.x + bar.points, foot.y)))
    #expect(abs(from.geodesicDistanceInMetres(to: to) / 1000 / bar.kilometres - 1) < 0.02)
  }

  @Test(
    "the order of units and areas leaves the bytes as they are; nothing and no boundaries are said")
  func edges() throws {
    var picture = try ChangeFixtures.years()
    let expected = try map(picture).figure.data(as: .svg)
    var generator = SeededGenerator(seed: 5)
    picture.units.shuffle(using: &generator)
    #expect(
      try map(picture, areas: Self.areas.shuffled(using: &generator)).figure.data(as: .svg)
        == expected)
    #expect(throws: MapError.self) { _ = try map(picture, areas: []) }
    picture.units = []
    for language in Language.allCases {
      picture.frame.language = language
      let empty = try map(picture)
      try FigureChecks.expectSound(empty.figure)
      let texts = empty.figure.captions.map(\.text)
      #expect(texts.contains(FigureWords.nothing(language)))
      #expect(texts.contains(FigureWords.notReviewed(language)))
      _ = ResultDocument(empty, file: "x")
    }
  }

  @Test("hostile names cannot break the map")
  func hostile() throws {
    var picture = try ChangeFixtures.years()
    let names = PenTests.hostileNames.map(\.name)
    for index in picture.units.indices {
      picture.units[index].name = names[index % names.count]
      picture.units[index].fullName = names[index % names.count]
    }
    let reader = SVGReader(try map(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed && reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}
