public import Analysis
public import NetworkModel

/// Who helped whom on one date and who helps whom on a later one: the plain input of the figure of pairings that changed.
///
/// Order does not matter: the figure orders units and lines itself.
public struct PairingChangePicture: Hashable, Sendable {
  public struct Unit: Hashable, Sendable {
    public var id: String
    public var name: String
    public var fullName: String
    /// The place in which recipients stand together.
    public var groupID: String
    public var group: String

    public init(
      id: String, name: String, fullName: String? = nil, groupID: String = "", group: String = ""
    ) {
      self.id = id
      self.name = name
      self.fullName = fullName ?? name
      self.groupID = groupID
      self.group = group
    }
  }

  /// One pairing of one layer, however many rows say so.
  public struct Link: Hashable, Sendable {
    /// The ids of its rows.
    public var rows: [String]
    public var kind: PairingKind
    public var donor: String
    public var recipient: String
    public var change: PairingDiff.Change
    /// The recipient lost a donor of the layer and has a new one.
    public var isMove: Bool

    public init(
      rows: [String], kind: PairingKind, donor: String, recipient: String,
      change: PairingDiff.Change, isMove: Bool = false
    ) {
      self.rows = rows
      self.kind = kind
      self.donor = donor
      self.recipient = recipient
      self.change = change
      self.isMove = isMove
    }

    /// Rows, layer and ends: what tells it from all others.
    var key: String { rows.joined(separator: ";") }
    var order: [String] { [donor, recipient, kind.rawValue, key] }
  }

  public var frame: FigureFrame
  /// Units with a pairing on one of the dates, or one of which that is not clear.
  public var donors: [Unit]
  public var recipients: [Unit]
  public var links: [Link]

  public init(frame: FigureFrame, donors: [Unit], recipients: [Unit], links: [Link]) {
    self.frame = frame
    self.donors = donors
    self.recipients = recipients
    self.links = links
  }

  public func count(_ change: PairingDiff.Change) -> Int { links.count { $0.change == change } }

  /// How many pairings of a unit began, ended, stayed or are not clear.
  func counts(of id: String, _ change: PairingDiff.Change, isDonor: Bool) -> Int {
    links.count { $0.change == change && (isDonor ? $0.donor : $0.recipient) == id }
  }

  func hasMoved(_ recipient: String) -> Bool {
    links.contains { $0.isMove && $0.recipient == recipient }
  }
}

extension PairingChangePicture {
  /// The picture of a comparison of two dates, with the lines of ``pairingDiff(from:to:kinds:level:in:)``.
  ///
  /// - Parameter kinds: the layers that were compared.
  public init(
    _ diff: PairingDiff, kinds: Set<PairingKind>, in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) {
    let isChinese = language == .zh
    func unit(_ index: NodeIndex) -> Unit {
      let node = network[index]
      let place = network.ancestor(of: index, at: .prefecture) ?? network.parent(of: index) ?? index
      return Unit(
        id: node.id, name: isChinese ? node.shortName : FigureWords.shortName(node),
        fullName: node.name(in: language), groupID: network[place].id,
        group: network[place].name(in: language))
    }
    func units(_ nodes: Set<NodeIndex>) -> [Unit] {
      var units = nodes.sorted().map(unit)
      let shared = Dictionary(grouping: units, by: \.name).filter { $0.value.count > 1 }
      for index in units.indices where shared[units[index].name] != nil {
        units[index].name = units[index].fullName
      }
      return units
    }
    let rows = diff.lines.flatMap(\.rows).map { network.pairingRows[$0] }
    let labels = PairingKind.allCases.filter(kinds.contains).map { $0.label(language) }
    let layers =
      labels.count <= 3
      ? labels.joined(separator: FigureWords.separator(language))
      : FigureWords.layers(labels.count, language)
    let dates = "\(diff.from) → \(diff.to)"
    self.init(
      frame: FigureFrame(
        language: language,
        title: FigureWords.pairingChangeTitle(
          dates, layers, language),
        subtitle: FigureWords.pairingChangeSubtitle(diff, language),
        donorsHead: FigureWords.donorSide(language),
        recipientsHead: FigureWords.recipientSide(language),
        sources: PairingPicture.sources(
          rows.compactMap { network.text.string($0.source) }, in: network, language),
        asOf: dates, provenance: provenance, notes: []),
      donors: units(Set(diff.lines.map(\.donor))),
      recipients: units(Set(diff.lines.map(\.recipient))),
      links: diff.lines.map { line in
        Link(
          rows: line.rows.map { network.text[network.pairingRows[$0].id] }.sorted(),
          kind: line.kind, donor: network[line.donor].id, recipient: network[line.recipient].id,
          change: line.change, isMove: line.isMove)
      })
  }
}
