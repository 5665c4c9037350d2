import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Bipartite diagram")
struct BipartiteDiagramTests {
  @Test("shuffled rows give the same SVG and PNG bytes")
  func determinism() throws {
    let expected = try BipartiteDiagram(TianjinGansu.picture())
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3 {
      let diagram = try BipartiteDiagram(
        TianjinGansu.picture { $0.shuffle(using: &generator) })
      #expect(diagram.figure == expected.figure)
      #expect(try diagram.figure.data(as: .svg) == expected.figure.data(as: .svg))
    }
    let png = try expected.figure.data(as: .png)
    #expect(
      try BipartiteDiagram(TianjinGansu.picture { $0.reverse() }).figure.data(as: .png) == png)
  }

  @Test("every unit stands in the figure once, every pairing is a line, groups stay whole")
  func structure() throws {
    let picture = TianjinGansu.picture()
    let diagram = try BipartiteDiagram(picture)
    let all = picture.donors.map(\.id) + picture.recipientUnits.map(\.id)
    #expect((diagram.donorOrder + diagram.recipientOrder).sorted() == all.sorted())
    let reader = SVGReader(try diagram.figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.classes.count { $0.contains("flow") } == picture.links.count)
    let shown = reader.texts.joined(separator: " ")
    for unit in picture.recipientUnits + picture.donors { #expect(shown.contains(unit.name)) }
    for group in picture.recipients {
      let places = group.units.compactMap { diagram.recipientOrder.firstIndex(of: $0.id) }
      #expect(places.max()! - places.min()! == places.count - 1, "\(group.name)")
    }
    #expect(diagram.crossings <= 12)
  }

  @Test("title, sources, date, fingerprint and program stand on the page, no text is too small")
  func furniture() throws {
    for language in Language.allCases {
      let figure = try BipartiteDiagram(TianjinGansu.picture(language: language)).figure
      let texts = figure.captions.map(\.text)
      #expect(texts.contains("天津市各区与甘肃、青海各县结对关系"))
      #expect(texts.contains { $0.contains("000、003、004") })
      #expect(texts.contains { $0.contains("2018 年") && $0.contains("1a2b3c4d") })
      #expect(figure.captions.allSatisfy { $0.size >= 6.5 })
    }
  }

  @Test("legend counts add up to the number of units")
  func legend() throws {
    let picture = TianjinGansu.picture()
    let texts = try BipartiteDiagram(picture).figure.captions.map(\.text)
    #expect(texts.contains("直接结对(28)") && texts.contains("无记录(62)"))
    #expect(texts.contains("有记录(2)") && texts.contains("推断或置信度小于 1(26)"))
    #expect(picture.recipientUnits.count == 28 + 62)
  }

  @Test("the five states have five looks")
  func states() {
    var looks: Set<[String]> = []
    for state in CoverageState.allCases {
      var figure = Figure(width: 100, height: 100, title: "", summary: "")
      figure.unit(
        FigureUnit(id: "a", name: "a", state: state), at: Spot(50, 50), radius: 4, role: .recipient)
      looks.insert(
        figure.marks.map { "\($0.radius) \($0.fill) \(String(describing: $0.outline))" })
    }
    #expect(looks.count == CoverageState.allCases.count)
  }

  @Test("nothing gives a valid page that says so")
  func empty() throws {
    var picture = TianjinGansu.picture()
    (picture.donors, picture.recipients, picture.links) = ([], [], [])
    for language in Language.allCases {
      picture.frame.language = language
      let reader = SVGReader(try BipartiteDiagram(picture).figure.data(as: .svg))
      #expect(reader.isWellFormed)
      #expect(reader.texts.contains(FigureWords.nothing(language)))
    }
  }

  @Test("hostile names cannot break a figure")
  func hostile() throws {
    var picture = TianjinGansu.picture()
    let names = PenTests.hostileNames.map(\.name)
    for group in picture.recipients.indices {
      for unit in picture.recipients[group].units.indices {
        let name = names[(group * 10 + unit) % names.count]
        picture.recipients[group].units[unit].name = name
        picture.recipients[group].units[unit].fullName = String(repeating: name, count: 500)
        picture.recipients[group].name = name
      }
    }
    picture.frame.title = String(repeating: "<script>\"&", count: 100_000)
    picture.frame.sources = String(repeating: "]]>'\u{0}", count: 100_000)
    let reader = SVGReader(try BipartiteDiagram(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
    #expect(reader.pageSize.hasPrefix("595pt"))
  }

  @Test("two pairings of the same two units are two lines")
  func parallels() throws {
    var picture = TianjinGansu.picture(within: ["天水市"])
    var again = try #require(picture.links.first { $0.recipient == "620523" })
    again.id += "-2012"
    picture.links.append(again)
    let strokes = try BipartiteDiagram(picture).figure.strokes.filter {
      $0.subject?.id.hasPrefix("120110-620523") == true
    }
    #expect(strokes.count == 2)
    #expect(strokes[0].path != strokes[1].path)
  }

  @Test("too many rows are refused with advice")
  func tooMany() {
    var picture = TianjinGansu.picture()
    picture.recipients = [
      FigureGroup(
        id: "g", name: "g",
        units: (0..<2000).map { FigureUnit(id: "u\($0)", name: "u\($0)", state: .direct) })
    ]
    let error = #expect(throws: FigureError.self) { _ = try BipartiteDiagram(picture) }
    #expect(error?.description.contains("--within") == true)
  }
}

@Suite("Pairing map")
struct PairingMapTests {
  static let map = Result {
    try PairingMap(TianjinGansu.picture(), areas: [], projection: .chinaAlbers())
  }

  @Test("no flow runs under a foreign node, no name lies on a name or a node")
  func clean() throws {
    let map = try Self.map.get()
    #expect(map.flowsUnderForeignNodes.isEmpty)
    #expect(map.unlabelled.isEmpty)
    #expect(map.curves.count == TianjinGansu.pairs.count)
    for (index, label) in map.labels.enumerated() {
      for other in map.labels[(index + 1)...] { #expect(!label.box.overlaps(other.box)) }
      for spot in map.spots.values where !label.request.isCentred {
        #expect(label.box.distance(to: spot) > 2)
      }
    }
  }

  @Test("scale bars are right within one per cent of the geodesic, 15 to 25 % of the panel at most")
  func scaleBars() throws {
    let map = try Self.map.get()
    #expect(map.scaleBars.count == 3)
    let projection = try Projection.chinaAlbers()
    for (panel, bar) in zip(map.panels, map.scaleBars) {
      // Measured where the bar stands, at the foot of the panel.
      let foot = Spot(panel.box.left + 10, panel.box.bottom - 8)
      let from = try projection.point(at: panel.position(foot))
      let to = try projection.point(at: panel.position(Spot(foot.x + bar.points, foot.y)))
      let kilometres = from.geodesicDistanceInMetres(to: to) / 1000
      #expect(abs(kilometres / bar.kilometres - 1) < 0.01, "\(bar)")
      #expect((0.09...0.25).contains(bar.points / panel.box.width), "\(bar)")
    }
  }

  @Test("panels keep directions: who lies west and south of whom, in the enlargement too")
  func topology() throws {
    let map = try Self.map.get()
    let projection = try Projection.chinaAlbers()
    let inner = ["120101", "120102", "120103", "120104", "120105", "120106"]
    let outer = ["120110", "120111", "120112", "120113", "120114", "120115", "120119"]
    var places: [String: PlanePoint] = [:]
    for unit in TianjinGansu.picture().donors {
      places[unit.id] = try projection.plane(try #require(unit.position))
    }
    for members in [inner, outer] {
      for a in members {
        for b in members where a < b {
          let (p, q) = (try #require(places[a]), try #require(places[b]))
          let (s, t) = (try #require(map.spots[a]), try #require(map.spots[b]))
          #expect((p.easting < q.easting) == (s.x < t.x), "\(a) \(b)")
          #expect((p.northing < q.northing) == (s.y > t.y), "\(a) \(b)")
        }
      }
    }
    // The enlargement is one: the six inner districts stand in it and no other does.
    let box = map.panels[2].box
    #expect(map.spots.filter { box.contains($0.value) }.map(\.key).sorted() == inner)
  }

  @Test(
    "every unit is drawn or listed as outside; review state, projection and scale note are there")
  func furniture() throws {
    let picture = TianjinGansu.picture()
    let map = try Self.map.get()
    let all = Set((picture.donors + picture.recipientUnits).map(\.id))
    #expect(Set(map.spots.keys).union(map.outside) == all)
    #expect(Set(map.spots.keys).isDisjoint(with: map.outside))
    let texts = map.figure.captions.map(\.text)
    #expect(texts.contains("审图号：未送审，内部使用，不得公开登载"))
    #expect(texts.contains { $0.contains("Albers") && $0.contains("各幅比例尺不同") })
    #expect(texts.contains { $0.contains("\(map.outside.count) 个单位") })
    #expect(map.figure.captions.allSatisfy { $0.size >= 6.5 })
  }

  @Test("a review number replaces the warning; another projection is named")
  func reviewNumber() throws {
    var picture = TianjinGansu.picture(within: ["天水市"])
    picture.frame.mapNumber = "GS(2026)0000号"
    let map = try PairingMap(picture, areas: [], projection: Projection(to: "EPSG:32648"))
    let texts = map.figure.captions.map(\.text)
    #expect(texts.contains("审图号：GS(2026)0000号"))
    #expect(!texts.contains { $0.contains("未送审") })
    #expect(texts.contains { $0.contains("EPSG:32648") })
  }

  @Test("shuffled rows give the same bytes")
  func determinism() throws {
    var generator = SeededGenerator(seed: 11)
    let shuffled = try PairingMap(
      TianjinGansu.picture { $0.shuffle(using: &generator) }, areas: [],
      projection: .chinaAlbers())
    #expect(try shuffled.figure.data(as: .svg) == Self.map.get().figure.data(as: .svg))
    #expect(try shuffled.figure.data(as: .png) == Self.map.get().figure.data(as: .png))
  }

  @Test("a paired unit without coordinates is named under the map")
  func withoutPosition() throws {
    var picture = TianjinGansu.picture(within: ["天水市"])
    for index in picture.recipients[0].units.indices
    where picture.recipients[0].units[index].id == "620523" {
      picture.recipients[0].units[index].position = nil
    }
    let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
    #expect(map.outside == ["620523"])
    #expect(map.figure.captions.contains { $0.text.contains("未画：甘谷") })
  }

  @Test("nothing gives a valid page that says so, with the review state")
  func empty() throws {
    var picture = TianjinGansu.picture()
    (picture.donors, picture.recipients, picture.links) = ([], [], [])
    let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
    let reader = SVGReader(try map.figure.data(as: .svg))
    #expect(reader.isWellFormed && reader.texts.contains(FigureWords.nothing(.zh)))
    #expect(reader.texts.contains { $0.contains("未送审") })
  }

  @Test("a long foot makes the page grow, not run over")
  func longFoot() throws {
    var picture = TianjinGansu.picture(within: ["天水市"])
    picture.frame.sources = String(repeating: "资料", count: 500)
    let figure = try PairingMap(picture, areas: [], projection: .chinaAlbers()).figure
    #expect(figure.height > 595)
    #expect(figure.captions.allSatisfy { $0.spot.y < figure.height - 4 })
  }

  @Test("a single unit is a map, too")
  func single() throws {
    var picture = TianjinGansu.picture(within: ["天水市"])
    picture.donors = picture.donors.filter { $0.id == "120110" }
    picture.recipients[0].units = picture.recipients[0].units.filter { $0.id == "620523" }
    let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
    #expect(map.curves.map(\.flow.id) == ["120110-620523"])
  }
}
