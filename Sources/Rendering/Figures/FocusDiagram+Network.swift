internal import Analysis
public import NetworkModel

extension FocusDiagram {
  /// All layers round a place, or between a place and a partner, on a date.
  ///
  /// Shown are the pairings with an end at the place or inside it, and the printed counts of pairings about
  /// it, hollow. `central` pairings are another system and stay out unless asked for.
  ///
  /// - Parameters:
  ///   - partner: only what has its other end at this place or inside it.
  ///   - kinds: the layers asked for; all but `central` when empty.
  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(
    _ place: NodeIndex, partner: NodeIndex? = nil, kinds: Set<PairingKind> = [],
    date: CalendarDate? = nil, in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) throws(FigureError) {
    let kinds = kinds.isEmpty ? Set(PairingKind.allCases).subtracting([.central]) : kinds
    let asked = FocusQuestion(
      place: place, partner: partner, kinds: kinds, date: date, network: network,
      language: language)
    var layers: [Layer] = []
    var undated = 0
    var sources: [String] = []
    for kind in PairingKind.allCases where kinds.contains(kind) {
      var pairings: [Pairing] = []
      for pairing in network.pairings where pairing.kind == kind && asked.concerns(pairing) {
        switch date.map(pairing.period.covers) ?? .yes {
        case .yes: pairings.append(pairing)
        case .unknown: undated += 1
        case .no: break
        }
      }
      let claims = asked.claims(kind)
      sources += pairings.compactMap(\.source) + claims.compactMap(\.source)
      layers.append(
        Layer(
          kind: kind, donors: pairings.map { asked.end($0.donor) },
          recipients: pairings.map { asked.end($0.recipient) },
          links: pairings.map { FigureLink($0) }, counts: claims.compactMap(asked.count)))
    }
    let name = network[place].name(in: language)
    let day = date.map { "\($0)" } ?? FigureWords.allTime(language)
    let shown = layers.filter { !$0.links.isEmpty || !$0.counts.isEmpty }
    let count = shown.reduce(0) { $0 + $1.links.count }
    try self.init(
      FigureFrame(
        language: language,
        title: FigureWords.focusTitle(
          name, partner.map { network[$0].name(in: language) }, language),
        subtitle: FigureWords.focusSubtitle(
          day, pairings: count, layers: shown.count,
          counts: shown.reduce(0) { $0 + $1.counts.count }, language),
        donorsHead: FigureWords.donorSide(language),
        recipientsHead: FigureWords.recipientSide(language),
        sources: PairingPicture.sources(sources, in: network, language),
        asOf: date.map { "\($0)" } ?? "", provenance: provenance,
        notes: undated == 0 ? [] : [FigureWords.undated(undated, language)]),
      layers: layers)
  }
}

/// What is asked about one place, and what of the record answers it.
private struct FocusQuestion {
  let place: NodeIndex
  let partner: NodeIndex?
  let kinds: Set<PairingKind>
  let date: CalendarDate?
  let network: PairingNetwork
  let language: Language

  func concerns(_ pairing: Pairing) -> Bool { concerns(pairing.donor, pairing.recipient) }

  private func concerns(_ a: NodeIndex, _ b: NodeIndex) -> Bool {
    let (hasA, hasB) = (network.contains(place, a), network.contains(place, b))
    guard let partner else { return hasA || hasB }
    return hasA && network.contains(partner, b) || hasB && network.contains(partner, a)
  }

  func claims(_ kind: PairingKind) -> [Claim] {
    network.claims.filter { claim in
      guard ["pairing_count", "count", "full_coverage"].contains(claim.kind),
        claim.measure == kind.rawValue, date.map({ claim.period.covers($0) == .yes }) ?? true,
        let subject = network.node(id: claim.subject)
      else { return false }
      let scope = claim.scope.flatMap(network.node(id:)) ?? subject
      return concerns(subject, scope)
    }
  }

  /// A claim as a hollow row; nothing when it prints no number.
  func count(_ claim: Claim) -> FocusDiagram.Layer.Count? {
    func words(_ value: ExactDecimal?) -> String {
      value.map { FigureWords.number("\($0)", of: claim.unit, language) } ?? ""
    }
    var (donors, recipients) = (words(claim.value), words(claim.value2))
    if claim.kind == "count" {
      (donors, recipients) = ("", donors + FigureWords.sidesNotTold(language))
    } else if claim.kind == "full_coverage", !recipients.isEmpty {
      recipients = FigureWords.all(language) + recipients
    }
    guard claim.value != nil || claim.value2 != nil else { return nil }
    return FocusDiagram.Layer.Count(id: claim.id, donors: donors, recipients: recipients)
  }

  /// The end of a pairing, with the place in which it lies unless it is one that the figure is about.
  func end(_ node: NodeIndex) -> FocusDiagram.Layer.End {
    let isMain = node == place || node == partner
    let parent = network[node].parent
    let isTop = network.kind(of: node).level.map { $0 <= .county } ?? false
    // The name may say the place already, as 天津食品集团 does.
    let isSaid = parent.map { network[node].name.hasPrefix($0.shortName) } ?? true
    let around = isMain || isTop || isSaid || parent?.index == place ? nil : parent
    return FocusDiagram.Layer.End(
      id: network[node].id, name: network[node].name(in: language),
      place: around?.name(in: language) ?? "",
      around: network.ancestors(of: node).compactMap { place in
        network.kind(of: place).level.map {
          FocusDiagram.Layer.Place(
            id: network[place].id, name: network[place].name(in: language), level: $0)
        }
      })
  }
}
