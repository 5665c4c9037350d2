import Analysis
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Bars and slopes of change")
struct ChangeFigureTests {
  private func pictures(_ language: Language, _ sheet: Sheet? = nil) throws -> [ChangePicture] {
    [
      try ChangeFixtures.years(language: language, sheet: sheet),
      try ChangeFixtures.years(.donor, language: language, sheet: sheet),
      try ChangeFixtures.scenario("share-rule/missed.yaml", language: language, sheet: sheet),
      try ChangeFixtures.scenario(
        "uncertain/uncertain.yaml", language: language, sheet: sheet),
    ]
  }

  private func expectLegend(_ picture: ChangePicture, _ figure: Figure) {
    let texts = figure.captions.map(\.text)
    let language = picture.frame.language
    for (course, count) in picture.courseCounts {
      #expect(texts.contains(FigureWords.counted(course.label(language), count, language)))
    }
  }

  @Test("nothing overlaps or leaves the page, on every paper", arguments: Language.allCases)
  func papers(language: Language) throws {
    for sheet in ChangeFixtures.papers {
      for picture in try pictures(language, sheet) {
        for figure in [try ChangeBars(picture).figure, try ChangeSlope(picture).figure] {
          try FigureChecks.expectSound(figure)
          #expect(FigureChecks.overlaps(figure) == [], "\(sheet as Any) \(picture.frame.title)")
          if let sheet {
            #expect(figure.width == sheet.width && figure.height >= sheet.height)
          }
        }
        expectLegend(picture, try ChangeBars(picture).figure)
      }
    }
    let plan = try ChangeFixtures.plan("larger-share/problem.yaml", language: language)
    for figure in [try ChangeBars(plan).figure, try ChangeSlope(plan).figure] {
      try FigureChecks.expectSound(figure)
      #expect(FigureChecks.overlaps(figure) == [])
    }
  }

  @Test("50 × 300: one row a unit that changes, one line a unit with an amount, on two papers")
  func large() throws {
    let network = try ChangeFixtures.largeNetwork()
    for sheet in [nil, Sheet(width: 425, height: 300)] {
      for end in AmountChange.End.allCases {
        let picture = try ChangeFixtures.large(network, end, sheet: sheet)
        let bars = try ChangeBars(picture)
        let expected = picture.units.filter {
          $0.line.course == .unknown || $0.line.difference.map { $0 != 0 } ?? false
        }
        #expect(Set(bars.rows.map(\.key)) == Set(expected.map(\.key)))
        #expect(bars.rows.count == expected.count)
        let slope = try ChangeSlope(picture)
        #expect(
          slope.drawn.sorted()
            == picture.units.filter { $0.line.difference != nil }.map(\.key).sorted())
        for (figure, ids) in [(bars.figure, bars.rows.map(\.key)), (slope.figure, slope.drawn)] {
          try FigureChecks.expectSound(figure)
          #expect(FigureChecks.overlaps(figure) == [])
          let reader = SVGReader(try figure.data(as: .svg))
          #expect(reader.dataIDs.sorted() == ids.sorted())
        }
        #expect(end == .donor || !slope.unnamed.isEmpty)
      }
    }
  }

  @Test("the scale is the same both ways from 0, and a bar is as long as its change")
  func scale() throws {
    let network = try ChangeFixtures.largeNetwork()
    for picture in [try ChangeFixtures.years(), try ChangeFixtures.large(network)] {
      let bars = try ChangeBars(picture)
      #expect(bars.limit >= picture.largestChange && bars.limit < 2 * picture.largestChange + 2)
      let texts = bars.figure.captions
      let ends = ["−", "+"].map { sign in
        texts.first {
          $0.text == (sign + picture.short(bars.limit)) && $0.size == 7
        }?.spot.x
      }
      let (left, right) = (try #require(ends[0]), try #require(ends[1]))
      let zero = try #require(texts.first { $0.text == "0" && $0.size == 7 }).spot.x
      #expect(abs((left + right) / 2 - zero) < 0.01)
      for unit in bars.rows {
        guard let difference = unit.line.difference, difference != 0 else { continue }
        let area = try #require(bars.figure.areas.first { $0.subject?.id == unit.key })
        let xs = area.parts[0].outer.map(\.x)
        let isHollow = area.outlineWidth > 0
        let length = (xs.max() ?? 0) - (xs.min() ?? 0) + (isHollow ? 1 : 0)
        let wanted = Double(abs(difference)) / Double(bars.limit) * (right - zero)
        #expect(abs(length - max(wanted, 0.8)) < 0.02, "\(unit.key)")
        #expect(difference > 0 ? (xs.min() ?? 0) >= zero - 0.01 : (xs.max() ?? 0) <= zero + 0.01)
        let ink = isHollow ? area.outline : area.fill
        #expect(ink == (difference > 0 ? AmountChange.Course.gain : AmountChange.Course.loss))
      }
    }
  }

  @Test("rows stand by change, ties by id")
  func order() throws {
    let bars = try ChangeBars(try ChangeFixtures.large(ChangeFixtures.largeNetwork()))
    let known = bars.rows.prefix { $0.line.difference != nil }
    #expect(bars.rows.dropFirst(known.count).allSatisfy { $0.line.course == .unknown })
    for (a, b) in zip(known, known.dropFirst()) {
      let (x, y) = (a.line.difference ?? 0, b.line.difference ?? 0)
      #expect(x > y || x == y && a.key < b.key)
    }
  }

  @Test("slopes end at their amounts on one linear scale; losses are dashed")
  func slopes() throws {
    let picture = try ChangeFixtures.large(ChangeFixtures.largeNetwork())
    let slope = try ChangeSlope(picture)
    let low = try #require(slope.ticks.first)
    let high = try #require(slope.ticks.last)
    #expect(low == 0 && slope.ticks.count >= 3)
    let scale = slope.figure.captions.filter { $0.size == 7 && $0.backing != nil }
    #expect(scale.map(\.text) == slope.ticks.map(picture.short))
    let (bottom, top) = (try #require(scale.first).spot.y, try #require(scale.last).spot.y)
    func y(_ atoms: Int64) -> Double {
      bottom - (bottom - top) * Double(atoms - low) / Double(high - low)
    }
    var lines = 0
    for stroke in slope.figure.strokes {
      guard let subject = stroke.subject else { continue }
      lines += 1
      let line = try #require(picture.units.first { $0.key == subject.id }).line
      let (before, after) = (try #require(line.before.atoms), try #require(line.after.atoms))
      #expect(abs(stroke.path[0].y - y(before)) < 0.01)
      #expect(abs(stroke.path[3].y - y(after)) < 0.01)
      #expect(stroke.isDashed == (line.course == .fall))
      #expect(
        stroke.ink.rgb
          == (line.course == .rise
          ? AmountChange.Course.gain : line.course == .fall ? AmountChange.Course.loss : .faintText)
          .rgb)
    }
    #expect(
      lines == picture.units.count { $0.line.before.atoms != nil && $0.line.after.atoms != nil })
    // Units without a name change no more than those with one.
    let unnamed = Set(slope.unnamed)
    let changes = Dictionary(
      uniqueKeysWithValues: picture.units.map { ($0.key, abs($0.line.difference ?? 0)) })
    let texts = slope.figure.captions.map(\.text)
    #expect(texts.contains(FigureWords.slopeTail(unnamed.count, .zh)))
    let least = slope.drawn.filter { !unnamed.contains($0) }.compactMap { changes[$0] }.min() ?? 0
    #expect(unnamed.allSatisfy { changes[$0] ?? 0 <= least })
  }

  @Test("places move apart as little as they must, in order and within their bounds")
  func spread() {
    #expect(SpreadPlaces.places([], pitch: 5, within: 0...9) == [])
    #expect(SpreadPlaces.places([3], pitch: 5, within: 0...9) == [3])
    #expect(SpreadPlaces.places([10, 10], pitch: 4, within: 0...99) == [8, 12])
    #expect(SpreadPlaces.places([0, 0, 50], pitch: 10, within: 0...55) == [0, 10, 50])
    #expect(SpreadPlaces.places([48, 50], pitch: 10, within: 0...55) == [45 - 1, 54])
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      let wanted = (0..<30).map { _ in Double.random(in: 0...400, using: &generator) }.sorted()
      let places = SpreadPlaces.places(wanted, pitch: 9.4, within: 0...400)
      #expect(places.allSatisfy { (-1e-9...400 + 1e-9).contains($0) })
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 9.4 - 1e-9 })
    }
  }

  @Test("ends and ticks of scales are round and not too far off")
  func steps() {
    #expect(RoundSteps.limit(atLeast: 0) == 1 && RoundSteps.limit(atLeast: 565) == 600)
    #expect(RoundSteps.limit(atLeast: .max) == .max)
    #expect(
      RoundSteps.ticks(from: 0, to: 473_500) == [0, 100_000, 200_000, 300_000, 400_000, 500_000])
    #expect(RoundSteps.ticks(from: -30, to: 70) == [-40, -20, 0, 20, 40, 60, 80])
    #expect(RoundSteps.ticks(from: 0, to: 0).count >= 2)
  }

  @Test("the result names every unit once, with the numbers that are drawn, and the legend adds up")
  func documents() throws {
    let large = try ChangeFixtures.large(ChangeFixtures.largeNetwork())
    let rules = try ChangeFixtures.scenario("share-rule/met.yaml")
    for picture in [large, rules] {
      for document in [
        ResultDocument(try ChangeBars(picture), file: "x"),
        ResultDocument(try ChangeSlope(picture), file: "x"),
      ] {
        let units = document.tables[0]
        #expect(units.rows.count == picture.units.count)
        let sum = units.rows.reduce(Int64(0)) { sum, row in
          if case .money(let money) = row[6] { sum + money.fen } else { sum }
        }
        #expect(sum == picture.units.reduce(0) { $0 + ($1.line.difference ?? 0) })
        let legend = document.tables[1].rows.reduce(0) { sum, row in
          if case .integer(let count) = row[5] { sum + count } else { sum }
        }
        #expect(legend == picture.units.count)
        let places = units.rows.compactMap {
          if case .integer(let place) = $0[0] { place } else { nil }
        }
        #expect(places == Array(1...places.count))
      }
    }
    #expect(ResultDocument(try ChangeBars(rules), file: "x").tables[2].rows.count == 1)
  }

  @Test("the order of rows leaves the bytes as they are")
  func determinism() throws {
    func bytes(_ network: PairingNetwork) throws -> [Data] {
      let picture = try ChangeFixtures.large(network)
      let (bars, slope) = (try ChangeBars(picture), try ChangeSlope(picture))
      return [
        try bars.figure.data(as: .svg), try slope.figure.data(as: .svg),
        Data(ResultDocument(bars, file: "x").rendered(.json, .zh).utf8),
        Data(ResultDocument(slope, file: "x").rendered(.json, .zh).utf8),
      ]
    }
    #expect(
      try bytes(ChangeFixtures.largeNetwork()) == bytes(ChangeFixtures.largeNetwork(shuffled: 11)))
    var picture = try ChangeFixtures.years()
    let expected = try ChangeBars(picture).figure.data(as: .svg)
    var generator = SeededGenerator(seed: 3)
    picture.units.shuffle(using: &generator)
    #expect(try ChangeBars(picture).figure.data(as: .svg) == expected)
  }

  @Test("nothing on record gives a valid page that says so", arguments: Language.allCases)
  func empty(language: Language) throws {
    let picture = try ChangePicture(
      from: ChangeFixtures.accounts(ChangeFixtures.network, 1950...1950),
      to: ChangeFixtures.accounts(ChangeFixtures.network, 1951...1951), level: .county,
      language: language, provenance: ChangeFixtures.provenance)
    #expect(picture.units.isEmpty)
    for (figure, document) in [
      (try ChangeBars(picture).figure, ResultDocument(try ChangeBars(picture), file: "x")),
      (try ChangeSlope(picture).figure, ResultDocument(try ChangeSlope(picture), file: "x")),
    ] {
      try FigureChecks.expectSound(figure)
      #expect(figure.captions.contains { $0.text == FigureWords.nothing(language) })
      #expect(document.tables[0].rows.isEmpty)
    }
  }

  @Test("more rows than a page can hold are refused")
  func tooMany() throws {
    var picture = try ChangeFixtures.years()
    let unit = try #require(picture.units.first { $0.line.course == .rise })
    picture.units = (0...ChangeBars.mostRows).map { number in
      ChangePicture.Unit(
        AmountChange.Line(id: "u\(number)", before: unit.line.before, after: unit.line.after),
        name: "n")
    }
    #expect(throws: FigureError.self) { _ = try ChangeBars(picture) }
  }

  @Test("hostile names cannot break the figures")
  func hostile() throws {
    var picture = try ChangeFixtures.scenario("share-rule/missed.yaml")
    let names = PenTests.hostileNames.map(\.name)
    let rule = try #require(picture.units.flatMap(\.line.rules).first)
    for index in picture.units.indices {
      let name = names[index % names.count]
      picture.units[index].name = name
      picture.units[index].fullName = name
      if !picture.units[index].line.rules.isEmpty {
        picture.units[index].line.rules = [
          AmountChange.RuleMark(
            id: rule.id, name: Wording(en: name, zh: name), outcome: .broken)
        ]
      }
    }
    (picture.beforeHead, picture.afterHead) = (names[0], String(repeating: "<script>", count: 2000))
    picture.frame.title = names[1 % names.count]
    for figure in [try ChangeBars(picture).figure, try ChangeSlope(picture).figure] {
      let reader = SVGReader(try figure.data(as: .svg))
      #expect(reader.isWellFormed && reader.elements.isSubset(of: SVGReader.allowedElements))
      for caption in figure.captions {
        let box = FigureChecks.box(of: caption)
        #expect(box.left >= -0.5 && box.right <= figure.width + 0.5)
      }
    }
  }

  @Test("gains and losses have steps of luminance, and the palette holds them")
  func inks() {
    for (a, b) in zip(Ink.diverging, Ink.diverging.dropFirst()) {
      #expect(abs(a.luminance - b.luminance) >= 0.0995, "\(a.hexadecimal) \(b.hexadecimal)")
    }
    var looks: Set<AreaLook> = []
    for course in AmountChange.Course.allCases { looks.insert(course.look) }
    #expect(looks.count == AmountChange.Course.allCases.count)
  }
}
