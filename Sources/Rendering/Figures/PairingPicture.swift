public import Analysis
public import Geodesy
public import NetworkModel

/// A unit to be shown: a district, a county, a hospital ….
public struct FigureUnit: Hashable, Sendable {
  public var id: String
  /// The short name that the figure prints.
  public var name: String
  /// The full name, for titles in SVG.
  public var fullName: String
  public var state: CoverageState
  /// Absent: a map lists the unit instead of drawing it.
  public var position: GeoPoint?
  /// Whether it is one of the units asked about; a prefecture among counties is shown, but not counted.
  public var isCounted: Bool
  /// With funds: what it receives, in atoms; absent when no amount is on record, which is not zero.
  public var received: Int64?
  /// With funds: something of unknown amount reaches it.
  public var hasUnknownAmount = false

  public init(
    id: String, name: String, fullName: String? = nil, state: CoverageState,
    position: GeoPoint? = nil, isCounted: Bool = true
  ) {
    self.id = id
    self.name = name
    self.fullName = fullName ?? name
    self.state = state
    self.position = position
    self.isCounted = isCounted
  }

  /// Something says that it is paired: a pairing at it, above it or inside it, or a printed count.
  var isNoted: Bool { state != .noRecord && state != .none }
}

/// Recipients that are shown together, under the name of the place that contains them.
public struct FigureGroup: Hashable, Sendable {
  public var id: String
  public var name: String
  public var units: [FigureUnit]

  public init(id: String, name: String, units: [FigureUnit]) {
    self.id = id
    self.name = name
    self.units = units
  }
}

/// A pairing to be shown.
public struct FigureLink: Hashable, Sendable {
  public enum Certainty: Hashable, Sendable {
    /// A source states it: a solid line.
    case onRecord
    /// Inferred, or with a confidence below 1: a dashed line.
    case inferred
  }

  public var id: String
  public var donor: String
  public var recipient: String
  public var certainty: Certainty
  /// Words for SVG readers, such as the period.
  public var note: String
  /// The layer; absent for flows.
  public var kind: PairingKind?
  /// With funds: how much runs here, in fen or the smallest decimal of the unit.
  public var atoms: Int64?
  /// The truth may be more, or less, than the amount.
  public var mayBeMore = false
  public var mayBeLess = false
  /// How many flows it sums up.
  public var flowCount = 0

  public init(
    id: String, donor: String, recipient: String, certainty: Certainty, note: String = "",
    kind: PairingKind? = nil, atoms: Int64? = nil
  ) {
    self.id = id
    self.donor = donor
    self.recipient = recipient
    self.certainty = certainty
    self.note = note
    self.kind = kind
    self.atoms = atoms
  }
}

/// The words round a figure: what it shows, of when, from where.
public struct FigureFrame: Hashable, Sendable {
  public var language: Language
  public var title: String
  /// Layer, level, date and denominator.
  public var subtitle: String
  public var donorsHead: String
  public var recipientsHead: String
  /// Short list of the sources.
  public var sources: String
  /// The date asked about; empty when the figure speaks of all time.
  public var asOf: String
  /// The first eight hexadecimal digits of the hash of the data.
  public var fingerprint: String
  /// Program name and version.
  public var program: String
  /// What else must be said under the figure, such as pairings that could not be dated.
  public var notes: [String]
  /// The number of the official map review; nothing while the map is not reviewed. Maps only.
  public var mapNumber: String?
  /// The years of what is shown, where that is no state at a date.
  public var years: String?
  /// The paper that was asked for; nothing lets the figure choose.
  public var sheet: Sheet?

  public init(
    language: Language, title: String, subtitle: String, donorsHead: String,
    recipientsHead: String, sources: String, asOf: String, fingerprint: String, program: String,
    notes: [String] = [], mapNumber: String? = nil
  ) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.donorsHead = donorsHead
    self.recipientsHead = recipientsHead
    self.sources = sources
    self.asOf = asOf
    self.fingerprint = fingerprint
    self.program = program
    self.notes = notes
    self.mapNumber = mapNumber
  }
}

/// Donors, recipients and the pairings between them: the plain input of diagram and map.
///
/// Order does not matter: figures sort by id. Links whose ends are not among the units are ignored.
public struct PairingPicture: Hashable, Sendable {
  public var frame: FigureFrame
  public var donors: [FigureUnit]
  public var recipients: [FigureGroup]
  public var links: [FigureLink]
  /// The layers that were asked for; with several, figures tell them apart.
  public var layers: [PairingKind] = []
  /// With funds: their unit, and what could not be drawn.
  public var funds: FigureFunds?

  public init(
    frame: FigureFrame, donors: [FigureUnit], recipients: [FigureGroup], links: [FigureLink]
  ) {
    self.frame = frame
    self.donors = donors
    self.recipients = recipients
    self.links = links
  }

  /// The same picture in id order, with only the links whose two ends are shown.
  func sorted() -> PairingPicture {
    var picture = self
    picture.donors.sort { $0.id < $1.id }
    picture.recipients = recipients.map { group in
      var group = group
      group.units.sort { $0.id < $1.id }
      return group
    }.filter { !$0.units.isEmpty }.sorted { $0.id < $1.id }
    let givers = Set(donors.map(\.id))
    let takers = Set(recipients.flatMap(\.units).map(\.id))
    let rank = Dictionary(
      PairingKind.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ link: FigureLink) -> Int { link.kind.flatMap { rank[$0] } ?? rank.count }
    picture.links = links.filter { givers.contains($0.donor) && takers.contains($0.recipient) }
      .sorted {
        ($0.donor, $0.recipient, place($0), $0.id) < ($1.donor, $1.recipient, place($1), $1.id)
      }
    return picture
  }

  var recipientUnits: [FigureUnit] { recipients.flatMap(\.units) }
}
