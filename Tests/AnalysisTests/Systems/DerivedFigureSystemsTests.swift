import NetworkModel
import Testing

@testable import Analysis

/// Means, shares and multiples that the documents leave to the reader. Numbers by hand from the documents.
@Suite("Means and shares of the reference package")
struct DerivedFigureSystemsTests {
  private static let result = Reconciliation(in: TianjinPackage.network)
  private let package = TianjinPackage()
  private var network: PairingNetwork { package.network }

  private func value(
    _ kind: DerivedFigure.Kind, _ a: String, over b: String, in unit: String, places: Int
  ) throws -> String? {
    let figure = try #require(
      Self.result.derived.first { figure in
        figure.kind == kind
          && figure.numerator.rows.map(network.id(of:)).joined(separator: ";") == a
          && figure.denominator.rows.map(network.id(of:)).joined(separator: ";") == b
      }, "no \(kind) of \(a) over \(b)")
    let number = try #require(figure.value.value.divided(by: Quantity.factor(of: unit)))
    return number.rounded(toPlaces: places)?.description
  }

  private func check(_ id: String) throws -> ClaimCheck {
    try #require(Self.result.check(id), "no check of \(id)")
  }

  @Test(
    "S19, S24–S29: recipients for each donor of counts on two sides",
    arguments: [
      ("claim-001-045", "2.125"), ("claim-001-049", "0.969"), ("claim-001-051", "1.046"),
      ("claim-001-053", "1.336"), ("claim-001-055", "1.16"), ("claim-001-057", "1.921"),
      ("claim-001-042", "1.045"),
    ])
  func pairingRatios(claim: String, ratio: String) throws {
    #expect(try value(.pairingRatio, claim, over: claim, in: "ratio", places: 3) == ratio)
  }

  @Test("S29: 1.0447 households a cadre; 232 households of two counties are 9.83 % of 2360")
  func households() throws {
    #expect(
      try value(.pairingRatio, "claim-001-042", over: "claim-001-042", in: "ratio", places: 4)
        == "1.0447")
    let parts = Self.result.overlaps.filter {
      network.id(of: $0.other) == "claim-001-042" && network.id(of: $0.row) != "claim-001-040"
    }
    #expect(parts.map { network.id(of: $0.row) } == ["claim-003-042", "claim-004-058"])
    let sum = parts[0].figure + parts[1].figure
    #expect(sum.value == ExactRatio(232))
    let share = try #require(sum.percent(of: parts[0].otherFigure))
    #expect(share.value.rounded(toPlaces: 2) == ExactDecimal(983, scale: 2))
  }

  @Test("S35: 8.24万 人次 trained; 人 and 人次 have no sum and no ratio")
  func training() throws {
    let trained = try ["flow-001-038", "flow-001-039"].map { id in
      try #require(network.flow(id: id).flatMap { Quantity(network.flow(at: $0)) })
    }
    #expect((trained[0] + trained[1]).value == ExactRatio(82_400))
    let attendances = try #require(
      network.flow(id: "flow-003-008").flatMap { Quantity(network.flow(at: $0)) })
    let people = try #require(
      network.flow(id: "flow-003-009").flatMap { Quantity(network.flow(at: $0)) })
    #expect(attendances.value == ExactRatio(2519) && people.value == ExactRatio(190))
    #expect(attendances.dimension != people.dimension)
    #expect(people.ratio(to: attendances) == nil && people.percent(of: attendances) == nil)
  }

  @Test("S36: 13,333 CNY a pupil, 4,444 a year for three years; 62.33 % of graduates returned")
  func education() throws {
    #expect(
      try value(.mean, "flow-000-042", over: "flow-000-043", in: "CNY", places: 0) == "13333")
    let perPupil = try #require(
      Self.result.derived.first {
        $0.kind == .mean && $0.numerator.rows.map(network.id(of:)) == ["flow-000-042"]
      })
    let years = Quantity(ExactRatio(3), .unit("year"))
    let perYear = try #require(perPupil.value.divided(by: years, as: .money))
    #expect(Quantity.decimal(perYear.value, in: "CNY")?.description == "4444.4444")
    #expect(
      try value(.share, "flow-001-113", over: "flow-001-112", in: "percent", places: 2) == "62.33")
  }

  @Test("S37: 148 of 200 is the 74 % printed; 50 % of 16,700 implies 8,350; 5.05 people a success")
  func entrepreneurs() throws {
    let share = try check("claim-004-055")
    #expect(share.verdict == .reconciles && share.computed?.value == ExactRatio(74))
    let implied = try #require(
      Self.result.derived.first {
        $0.kind == .implied && $0.numerator.rows.map(network.id(of:)) == ["claim-001-106"]
      })
    #expect(implied.value.value == ExactRatio(8350))
    #expect(implied.value.range.lower?.description == "8266.5")
    #expect(
      try value(.mean, "claim-004-054", over: "claim-004-053", in: "ratio", places: 2) == "5.05")
  }

  @Test("S38: 8.024 and 2.651 亿元 a project; what is printed twice is one sum")
  func promotion() throws {
    #expect(
      try value(.mean, "flow-000-013", over: "claim-000-013", in: "亿元", places: 3) == "8.024")
    #expect(
      try value(.mean, "flow-001-063", over: "claim-001-063", in: "亿元", places: 3) == "2.651")
    #expect(try check("flow-000-070").verdict == .reconciles)
  }

  @Test(
    "S39: 148.9 a firm; built 32.14, planned 51.4, of them outside the 34 counties 19.34 and 51.4")
  func investments() throws {
    #expect(
      try value(.mean, "flow-003-023", over: "claim-003-023", in: "万元", places: 1) == "148.9")
    let named = network.flows.filter {
      $0.measure == .investment && $0.source == "doc-001"
        && ["L45", "L47"].contains($0.locator ?? "")
    }
    let members = Set(network.members(of: try package.node("gansu-34")))
    func sum(_ flows: [Flow]) -> String? {
      let parts = flows.compactMap { Quantity($0) }
      return Quantity.decimal(
        parts.dropFirst().reduce(parts[0], +).value, in: "亿元")?.description
    }
    let built = named.filter { $0.status == .invested }
    let planned = named.filter { $0.status == .planned }
    #expect(sum(built) == "32.14" && sum(planned) == "51.4")
    #expect(sum(built.filter { !members.contains($0.recipient) }) == "19.34")
    #expect(planned.allSatisfy { !members.contains($0.recipient) })
    let inside = built.filter { members.contains($0.recipient) }
    #expect(sum(inside) == "12.8")
    let share = try #require(
      Quantity(inside[0]).flatMap { a in Quantity(inside[1]).map { a + $0 } }?
        .percent(of: Quantity(printed: ExactDecimal(3214, scale: 2), unit: "亿元")))
    #expect(share.value.rounded(toPlaces: 1) == ExactDecimal(398, scale: 1))
  }

  @Test("S40: 7259 CNY a person; 0.931 CNY a viewer")
  func sales() throws {
    #expect(
      try value(.mean, "flow-001-089", over: "claim-001-090", in: "CNY", places: 0) == "7259")
    #expect(
      try value(.mean, "flow-001-087", over: "claim-001-086", in: "CNY", places: 3) == "0.931")
  }

  @Test("S41: Jingning 5186, 5.78 % to Tianjin; of 154,900 the parts explain 128,625, not 26,275")
  func labour() throws {
    let jingning = try check("claim-003-039")
    #expect(jingning.verdict == .reconciles && jingning.computed?.value == ExactRatio(5186))
    let tianjin = try #require(
      network.flow(id: "flow-003-036").flatMap { Quantity(network.flow(at: $0)) })
    let all = try #require(jingning.computed)
    let share = try #require(tianjin.percent(of: all))
    #expect(share.value.rounded(toPlaces: 2) == ExactDecimal(578, scale: 2))
    let province = try check("claim-001-094")
    #expect(province.verdict == .gap)
    #expect(province.computed?.value == ExactRatio(128_625))
    #expect(province.gap == ExactRatio(26_275))
    let open = province.parts.filter { $0.role == .mayBeInside }.map { network.id(of: $0.row) }
    #expect(open.contains("flow-001-100"))
  }

  @Test("S42: 35.5 workers a workshop; S27: 912.1 treatments a member, 10,784.75 a hospital")
  func perThing() throws {
    #expect(try value(.mean, "flow-001-099", over: "flow-001-098", in: "人", places: 1) == "35.5")
    #expect(
      try value(.mean, "claim-000-057;claim-000-058", over: "flow-000-054", in: "人次", places: 1)
        == "912.1")
    #expect(
      try value(.mean, "claim-000-057", over: "claim-000-055", in: "人次", places: 2) == "10784.75")
  }

  @Test("S43: the four villages received 1844, joined over two steps")
  func villages() throws {
    let ids = ["flow-001-078", "flow-001-080", "flow-001-081", "flow-001-082"]
    let evidence = EvidenceFinder(network).evidence(ids)
    #expect(Quantity.decimal(evidence.sum?.value, in: "万元")?.description == "1844")
    #expect(evidence.parts.allSatisfy { $0.role == .counted })
    let greenhouses = EvidenceFinder(network).evidence(ids + ["flow-001-079"])
    #expect(greenhouses.rows(.otherUnit).map { network.id(of: $0.row) } == ["flow-001-079"])
  }

  @Test("S47: 15.8 people a delegation, 39.5 a ministerial visit; S48: 1.28 times the geodesic")
  func visits() throws {
    #expect(
      try value(.eventRatio, "event-000-003", over: "event-000-002", in: "ratio", places: 1)
        == "15.8")
    let distance = try check("claim-004-006")
    #expect(distance.verdict == .cannotBeChecked && distance.missing == [.routeLength])
    #expect(distance.explanations.first?.kind == .route)
    let ratio = try #require(Self.result.derived.first { $0.kind == .distanceRatio })
    #expect(ratio.value.value.rounded(toPlaces: 2) == ExactDecimal(128, scale: 2))
  }

  @Test("S49: 5 of 12 projects are named; S05: 3 of 346 agreements")
  func named() throws {
    let projects = try check("claim-002-014")
    #expect(projects.computed?.value == ExactRatio(5) && projects.missing == [.names(7)])
    let agreements = try check("claim-003-006")
    #expect(agreements.computed?.value == ExactRatio(3) && agreements.missing == [.names(343)])
  }

  @Test("verdicts of all claims of the package")
  func verdicts() {
    #expect(Self.result.count(.gap) == 2)
    #expect(Self.result.count(.withinRounding) == 2)
    #expect(Self.result.count(.reconciles) == 14)
    #expect(
      Self.result.checks.allSatisfy { $0.verdict != .cannotBeChecked || !$0.missing.isEmpty })
  }
}
