import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// One frame or two panels, and what is enlarged.
@Suite("Frames and enlargements of maps")
struct MapFrameTests {
  private func extent(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    -> PlaneExtent
  {
    PlaneExtent([
      PlanePoint(easting: west * 1000, northing: south * 1000),
      PlanePoint(easting: east * 1000, northing: north * 1000),
    ])
  }

  private func choice(_ donors: PlaneExtent, _ recipients: PlaneExtent) -> FrameChoice {
    FrameChoice(.auto, donors: donors, recipients: recipients)
  }

  @Test("extents that overlap or lie near for their size share a frame, others do not")
  func rule() {
    let here = extent(0, 0, 400, 300)
    #expect(choice(extent(300, 0, 700, 300), here).reason == .overlap)
    #expect(choice(extent(410, 0, 800, 300), here).reason == .near)
    #expect(choice(extent(900, 0, 1300, 300), here).reason == .near)
    #expect(choice(extent(1700, 0, 2100, 300), here).reason == .far)
    // A city far from a large province would be a speck in one frame.
    let city = choice(extent(1900, 0, 2040, 200), extent(0, 0, 740, 600))
    #expect(city.reason == .far && !city.isOneFrame)
    #expect(FrameChoice(.one, donors: here, recipients: here).reason == .asked)
    #expect(!FrameChoice(.two, donors: here, recipients: here).isOneFrame)
    // A second panel would be empty.
    for asked in MapFrame.allCases {
      let alone = FrameChoice(asked, donors: nil, recipients: here)
      #expect(alone.reason == .oneSide && alone.isOneFrame)
    }
  }

  @Test("neighbouring provinces stand in one frame, and every unit once")
  func oneFrame() throws {
    let network = try MapFixture.generated(donors: 20, recipients: 40, links: 40, gap: 0.5)
      .network()
    for language in Language.allCases {
      let picture = network.countyPicture(language: language)
      let map = try PairingMap(picture, areas: [], projection: .chinaAlbers())
      #expect(map.frame?.isOneFrame == true)
      #expect(map.layout?.roles.first == .both)
      #expect(map.hardConflicts.isEmpty)
      #expect(FigureChecks.overlaps(map.figure).isEmpty)
      try FigureChecks.expectSound(map.figure)
      let ids = map.figure.marks.compactMap(\.subject?.id)
      #expect(Set(ids).count == ids.count)
      #expect(ids.sorted() == (picture.donors + picture.recipientUnits).map(\.id).sorted())
      let texts = map.figure.captions.map(\.text)
      #expect(!texts.contains { $0.contains("各幅比例尺不同") } || map.panels.count > 1)
      let document = ResultDocument(map: map, of: picture, file: "x").rendered(.json, language)
      #expect(document.contains("\"frame\": \"one\""))
    }
    let two = try PairingMap(
      network.countyPicture(), areas: [], projection: .chinaAlbers(), frame: .two)
    #expect(two.panels.count >= 2 && two.frame?.reason == .asked)
  }

  @Test("only recipients, or only donors, are a map of one frame in any projection")
  func oneSide() throws {
    for system in [Projection.chinaAlbersText, "EPSG:32648", "EPSG:3413"] {
      for isDonors in [false, true] {
        var picture = TianjinGansu.picture()
        picture.links = []
        if isDonors { picture.recipients = [] } else { picture.donors = [] }
        let map = try PairingMap(picture, areas: [], projection: Projection(to: system))
        #expect(map.frame?.reason == .oneSide && map.layout?.roles.first == .both)
        #expect(map.spots.count > 10)
        #expect(FigureChecks.overlaps(map.figure).isEmpty)
      }
    }
  }

  /// The plane positions of all units of a picture.
  private func places(_ picture: PairingPicture) throws -> [String: PlanePoint] {
    let projection = try Projection.chinaAlbers()
    var found: [String: PlanePoint] = [:]
    for unit in picture.donors + picture.recipientUnits {
      found[unit.id] = try unit.position.map { try projection.plane($0) }
    }
    return found
  }

  /// Compass relations and the order of distances are those of the positions; the box shows exactly the members.
  private func expectFaithful(_ map: PairingMap) throws {
    let layout = try #require(map.layout)
    let places = try places(map.picture)
    for enlargement in layout.enlargements {
      let members = enlargement.members
      let inset = layout.panels[enlargement.inset]
      let parent = layout.panels[enlargement.parent]
      #expect(members.count >= 4)
      #expect(inset.scale >= 1.5 * parent.scale)
      #expect(layout.homes.filter { $0.value == enlargement.inset }.map(\.key).sorted() == members)
      for a in members {
        let (p, s) = (try #require(places[a]), try #require(map.spots[a]))
        #expect(inset.box.contains(s), "\(a) leaves the enlargement")
        var distances: [(plane: Double, page: Double)] = []
        for b in members where b != a {
          let (q, t) = (try #require(places[b]), try #require(map.spots[b]))
          #expect((p.easting < q.easting) == (s.x < t.x), "\(a) \(b)")
          #expect((p.northing < q.northing) == (s.y > t.y), "\(a) \(b)")
          let (x, y) = (q.easting - p.easting, q.northing - p.northing)
          distances.append(((x * x + y * y).squareRoot(), s.distance(to: t)))
        }
        // The nearest neighbour stays the nearest, and so on.
        let byPlane = distances.sorted { $0.plane < $1.plane }.map(\.page)
        for (near, far) in zip(byPlane, byPlane.dropFirst()) { #expect(near <= far + 1e-6) }
      }
      // The box on the panel covers the members, and nothing else that is drawn.
      let role = layout.roles[enlargement.parent]
      let ofPanel =
        role == .donors
        ? map.picture.donors
        : role == .recipients
          ? map.picture.recipientUnits
          : map.picture.donors + map.picture.recipientUnits
      let inside = try ofPanel.filter { unit in
        guard map.spots[unit.id] != nil, unit.isCounted else { return false }
        return enlargement.box.contains(parent.spot(try #require(places[unit.id])))
      }
      #expect(
        inside.map(\.id).sorted()
          == members.filter { id in ofPanel.contains { $0.id == id && $0.isCounted } })
    }
  }

  @Test("an enlargement keeps who lies where and how near, and its box covers exactly its units")
  func topology() throws {
    var count = 0
    let tianjin = try PairingMap(
      TianjinGansu.picture(), areas: [], projection: .chinaAlbers())
    #expect(
      tianjin.layout?.enlargements.map(\.members) == [
        ["120101", "120102", "120103", "120104", "120105", "120106"]
      ])
    try expectFaithful(tianjin)
    for seed in 1...6 {
      var fixture = MapFixture.generated(
        donors: 12, recipients: 25, links: 25, gap: seed % 2 == 0 ? 0.5 : 9, seed: UInt64(seed))
      // Crowds on both sides.
      for number in 0..<6 {
        let (x, y) = (Double(number % 3) * 0.03, Double(number / 3) * 0.04)
        fixture.node("ex\(number)", .county, "东城\(number)", in: "E", at: (118 + x, 32 + y))
        fixture.node("wx\(number)", .county, "西城\(number)", in: "wp0", at: (101 + x, 30 + y))
        fixture.pairing("px\(number)", .county, "ex\(number)", "wx\(5 - number)")
      }
      let network = try fixture.network()
      for sheet in [Sheet.a4, .a4Portrait, .slide] {
        let map = try PairingMap(
          network.countyPicture(sheet: sheet), areas: [], projection: .chinaAlbers())
        try expectFaithful(map)
        count += map.layout?.enlargements.count ?? 0
        #expect(map.hardConflicts.isEmpty)
      }
    }
    // Donors' and recipients' crowds are enlarged alike.
    #expect(count > 12)
  }
}
