public import Analysis
public import NetworkModel

extension PairingPicture {
  /// The picture of how much runs from which donor to which recipient, on the ground of who is paired.
  ///
  /// ## Conventions
  /// - Units and their states are those of the question about coverage; what else gives or receives is added.
  /// - One link a donor and recipient, with the sum of `flows`, which count nothing twice. What is stated for a whole
  ///   province, stays in one unit or is nothing, is no link; it is in ``FigureFunds/undrawn`` with its amount.
  /// - A recipient with a flow of unknown amount says so; one without any flow on record has no amount, not zero.
  ///
  /// - Parameter flows: through the donor and the recipient, in this order.
  /// - Complexity: O(nodes · depth + paths).
  public init(
    funds flows: FlowPaths, over question: CoverageQuestion, in network: PairingNetwork,
    language: Language, provenance: FigureProvenance
  ) {
    self.init(question, in: network, language: language, provenance: provenance)
    let words = FundsWords(network: network, language: language)
    let unit = SankeyUnit(quantity: flows.kind?.unit, scale: flows.scale)
    var undrawn: [FigureFunds.Undrawn] = []
    var received: [String: Int64] = [:]
    var unknown: Set<String> = []
    links = []
    let givers = Set(donors.map(\.id))
    let takers = Set(recipientUnits.map(\.id))
    var added: (donors: Set<NodeIndex>, recipients: Set<NodeIndex>) = ([], [])

    for path in flows.paths {
      guard path.keys.count == 2, case .node(let donor, let isDonorWhole) = path.keys[0],
        case .node(let recipient, let isRecipientWhole) = path.keys[1]
      else { continue }
      let (from, to) = (network[donor], network[recipient])
      let reason: FigureFunds.Reason? =
        isDonorWhole || isRecipientWhole
        ? .notSplit
        : donor == recipient
          ? .sameUnit
          : path.atoms == 0 ? .zero : from.position == nil || to.position == nil ? .noPosition : nil
      if !isRecipientWhole, donor != recipient {
        received[to.id, default: 0] += path.atoms
        added.recipients.insert(recipient)
      }
      if let reason {
        undrawn.append(
          FigureFunds.Undrawn(
            donor: from.id, recipient: to.id, donorName: from.name(in: language),
            recipientName: to.name(in: language), reason: reason, atoms: path.atoms,
            flowCount: path.rows.count))
        continue
      }
      added.donors.insert(donor)
      var link = FigureLink(
        id: "\(from.id)>\(to.id)", donor: from.id, recipient: to.id, certainty: .onRecord,
        atoms: path.atoms)
      (link.mayBeMore, link.mayBeLess) = (path.mayBeMore, path.mayBeLess)
      link.flowCount = path.rows.count
      link.note = words.amount(link, unit)
      links.append(link)
    }
    for keys in flows.unknownKeys {
      guard keys.count == 2, case .node(let recipient, false) = keys[1] else { continue }
      unknown.insert(network[recipient].id)
      added.recipients.insert(recipient)
    }
    donors += added.donors.sorted().filter { !givers.contains(network[$0].id) }.map {
      FigureUnit(network[$0], .noRecord, isCounted: true, language: language)
    }
    for node in added.recipients.sorted() where !takers.contains(network[node].id) {
      let place = network.parent(of: node) ?? node
      let unit = FigureUnit(network[node], .noRecord, isCounted: true, language: language)
      if let group = recipients.firstIndex(where: { $0.id == network[place].id }) {
        recipients[group].units.append(unit)
      } else {
        recipients.append(
          FigureGroup(
            id: network[place].id, name: network[place].name(in: language), units: [unit]))
      }
    }
    for group in recipients.indices {
      for place in recipients[group].units.indices {
        let id = recipients[group].units[place].id
        recipients[group].units[place].received = received[id]
        recipients[group].units[place].hasUnknownAmount = unknown.contains(id)
      }
    }
    funds = FigureFunds(
      unit: unit,
      undrawn: undrawn.sorted { ($0.donor, $0.recipient) < ($1.donor, $1.recipient) },
      total: flows.total, difference: flows.difference)
    layers = []
    frame = words.frame(
      frame, flows, links: links, unit: unit,
      sources: PairingPicture.sources(
        network.sources(ofFlows: flows.paths.flatMap(\.rows)).map(\.source), in: network, language))
  }
}

/// What a map of funds is called.
private struct FundsWords {
  let network: PairingNetwork
  let language: Language

  private var isChinese: Bool { language == .zh }

  func amount(_ link: FigureLink, _ unit: SankeyUnit) -> String {
    let mark =
      link.mayBeMore ? (link.mayBeLess ? "≈" : "≥") : link.mayBeLess ? "≤" : ""
    return mark + unit.full(link.atoms ?? 0, language)
  }

  func frame(
    _ ground: FigureFrame, _ flows: FlowPaths, links: [FigureLink], unit: SankeyUnit,
    sources: String
  ) -> FigureFrame {
    var frame = ground
    let question = flows.question
    frame.years = question.years.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    let time =
      frame.years ?? question.until.map { (isChinese ? "截至 " : "until ") + "\($0)" }
      ?? FigureWords.anyTime(language)
    let measure = question.measure.label(language)
    let step = (flows.kind?.status ?? question.status)?.label(language) ?? ""
    let categories = question.categories.sorted().map { Glossary.label(of: $0)(language) }
      .joined(separator: FigureWords.separator(language))
    let from = question.donor.map { network[$0].name(in: language) }
    let to = question.recipient.map { network[$0].name(in: language) }
    if isChinese {
      let ends = [from.map { "\($0)提供" }, to.map { "\($0)接受" }].compactMap(\.self)
        .joined(separator: "、")
      frame.title =
        (ends.isEmpty ? "" : ends + "的") + measure + (step.isEmpty ? "" : "（\(step)）")
        + "从哪里到哪里，\(time)"
    } else {
      let ends = [from.map { "from \($0)" }, to.map { "to \($0)" }].compactMap(\.self)
      let named = step.isEmpty ? measure : "\(measure) \(step)"
      frame.title =
        ([named.prefix(1).uppercased() + named.dropFirst()] + ends).joined(separator: " ")
        + ", \(time): from where to where"
    }
    let drawn = links.reduce(Int64(0)) { $0 + ($1.atoms ?? 0) }
    let all = flows.paths.reduce(Int64(0)) { $0 + $1.atoms }
    let isOpen =
      !flows.unknown.isEmpty || !flows.uncertain.isEmpty || flows.paths.contains { $0.mayBeMore }
    let total = (isOpen ? "≥" : "") + unit.full(all, language)
    let parts =
      isChinese
      ? [
        categories, "合计 \(total)", "图中 \(links.count) 条线共 \(unit.full(drawn, language))",
        unit.head(language),
      ]
      : [
        categories, "Total \(total)", "in \(links.count) lines: \(unit.full(drawn, language))",
        unit.head(language),
      ]
    frame.subtitle = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    frame.sources = sources
    frame.notes = flows.notes(unit, language)
    return frame
  }
}
