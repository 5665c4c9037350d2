import Analysis
import Foundation
import Geodesy
import NetworkModel
import TestSupport

@testable import Rendering

/// Two made-up provinces with counties of known places, pairings and flows.
struct MapFixture {
  var draft = NetworkDraft()

  static let provenance = FigureProvenance(
    fingerprint: "0123456789abcdef", program: "jiedui test")

  static func provenance(_ sheet: Sheet?) -> FigureProvenance {
    var provenance = provenance
    provenance.sheet = sheet
    return provenance
  }

  init() {
    draft.sources.append(Source(id: "s", title: "Source"))
    node("E", .province, "东省")
    node("W", .province, "西省")
  }

  mutating func node(
    _ id: String, _ kind: NodeKind, _ name: String, in parent: String? = nil,
    at place: (Double, Double)? = nil
  ) {
    var row = NodeRow(id: draft.text.append(id), kind: kind, name: draft.text.append(name))
    row.parent = parent.map { draft.text.append($0) } ?? .none
    row.position = place.flatMap { GeoPoint(longitude: $0.0, latitude: $0.1) }
    row.source = draft.text.append("s")
    draft.nodes.append(row)
  }

  mutating func pairing(_ id: String, _ kind: PairingKind, _ donor: String, _ recipient: String) {
    var row = PairingRow(
      id: draft.text.append(id), kind: kind, donor: draft.text.append(donor),
      recipient: draft.text.append(recipient))
    row.source = draft.text.append("s")
    draft.pairings.append(row)
  }

  mutating func flow(
    _ id: String, _ donor: String, _ recipient: String, _ fen: Int64?, partOf whole: String? = nil
  ) {
    var row = FlowRow(
      id: draft.text.append(id), measure: .money, category: draft.text.append("fiscal"),
      donor: draft.text.append(donor), recipient: draft.text.append(recipient),
      unit: draft.text.append("CNY"), status: .disbursed)
    row.amount = fen.map { .money(Money(fen: $0)) }
    row.partOf = whole.map { draft.text.append($0) } ?? .none
    row.source = draft.text.append("s")
    draft.flows.append(row)
  }

  func network() throws -> PairingNetwork { try PairingNetwork(validating: draft) }

  /// Counties of both provinces spread over two boxes, each recipient helped by some donors.
  ///
  /// - Parameter gap: degrees of longitude between the provinces; negative where they overlap.
  static func generated(
    donors: Int, recipients: Int, links: Int, gap: Double = 9, layers: [PairingKind] = [.county],
    seed: UInt64 = 300
  ) -> MapFixture {
    var generator = SeededGenerator(seed: seed)
    var fixture = MapFixture()
    for group in 0..<5 { fixture.node("wp\(group)", .prefecture, "西\(group)州", in: "W") }
    for number in 0..<donors {
      fixture.node(
        id("e", number), .county, "东县\(number)", in: "E",
        at: (
          106 + gap + .random(in: 0...3, using: &generator), .random(in: 30...34, using: &generator)
        ))
    }
    for number in 0..<recipients {
      fixture.node(
        id("w", number), .county, "西县\(number)", in: "wp\(number % 5)",
        at: (.random(in: 98...106, using: &generator), .random(in: 27...34, using: &generator)))
    }
    var seen: Set<[Int]> = []
    var number = 0
    while seen.count < links {
      let (donor, recipient) = (
        Int.random(in: 0..<donors, using: &generator),
        seen.count < recipients ? seen.count : Int.random(in: 0..<recipients, using: &generator)
      )
      guard seen.insert([donor, recipient]).inserted else { continue }
      for layer in layers {
        fixture.pairing(id("p", number), layer, id("e", donor), id("w", recipient))
        number += 1
      }
      fixture.flow(
        id("f", seen.count), id("e", donor), id("w", recipient),
        .random(in: 1...90_000_000_000, using: &generator))
    }
    return fixture
  }

  static func id(_ letter: String, _ number: Int) -> String {
    letter + String(String(10_000 + number).dropFirst())
  }
}

extension PairingNetwork {
  /// The pairings of all layers between the counties of a fixture.
  func countyPicture(
    _ kinds: Set<PairingKind> = [.county], language: Language = .zh, sheet: Sheet? = nil
  ) -> PairingPicture {
    PairingPicture(
      CoverageQuestion(.level(.county), kinds: kinds), in: self, language: language,
      provenance: MapFixture.provenance(sheet))
  }

  func fundsPicture(
    _ question: FlowQuestion = FlowQuestion(status: .disbursed), language: Language = .zh,
    sheet: Sheet? = nil
  ) throws -> PairingPicture {
    PairingPicture(
      funds: try FlowPaths(question, through: [.donor(.county), .recipient(.county)], in: self),
      over: CoverageQuestion(.level(.county)), in: self, language: language,
      provenance: MapFixture.provenance(sheet))
  }
}

extension PairingMap {
  /// The lines of the figure that stand for something, by id.
  var strokes: [String: Figure.Stroke] {
    Dictionary(
      figure.strokes.compactMap { stroke in
        stroke.subject.flatMap { $0.role == .flow ? ($0.id, stroke) : nil }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Names that lie on names, nodes or furniture.
  var hardConflicts: [String] {
    labels.enumerated().flatMap { index, label in
      labels[(index + 1)...].filter { $0.box.overlaps(label.box) }.map {
        "\(label.request.text) | \($0.request.text)"
      }
        + spots.sorted { $0.key < $1.key }.filter {
          !label.request.isCentred && $0.key != label.request.id
            && label.box.distance(to: $0.value) < 1.5
        }.map { "\(label.request.text) | \($0.key)" }
    }
  }
}
