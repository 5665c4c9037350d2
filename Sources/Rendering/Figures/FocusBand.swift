internal import NetworkModel

/// A layer with its ends in drawing order, gathered by places where they are too many.
struct FocusBand: Sendable {
  let kind: PairingKind
  private(set) var donors: [FocusDiagram.Layer.End]
  private(set) var recipients: [FocusDiagram.Layer.End]
  /// Lines to be drawn, with how many pairings each stands for.
  private(set) var links: [(link: FigureLink, count: Int)]
  let counts: [FocusDiagram.Layer.Count]
  /// How many pairings the layer has.
  let pairingCount: Int
  /// Whether ends stand for several nodes.
  let isGathered: Bool
  /// The period of all pairings, if they have one in common.
  let commonPeriod: String?
  /// For each recipient, the periods of its pairings; empty where one is common.
  let periods: [String: String]

  /// A side with more ends than this is gathered.
  static let mostEnds = 40

  var namedRows: Int { max(donors.count, recipients.count) }
  var rows: Int { namedRows + counts.count }

  init(_ layer: FocusDiagram.Layer, _ language: Language) {
    kind = layer.kind
    pairingCount = layer.links.count
    counts = layer.counts.sorted { $0.id < $1.id }
    let sorted = layer.links.sorted {
      ($0.donor, $0.recipient, $0.id) < ($1.donor, $1.recipient, $1.id)
    }
    let notes = Set(sorted.map(\.note))
    commonPeriod =
      notes.count == 1 && !notes.contains("")
      ? notes.first.map { FigureWords.period($0, language) } : nil
    let givers = FocusGathering(layer.donors, language)
    let takers = FocusGathering(layer.recipients, language)
    isGathered = givers.isGathered || takers.isGathered
    var lines: [(link: FigureLink, count: Int)] = []
    var place: [[String]: Int] = [:]
    for link in sorted {
      var drawn = link
      drawn.donor = givers.standing[link.donor] ?? link.donor
      drawn.recipient = takers.standing[link.recipient] ?? link.recipient
      let key = [drawn.donor, drawn.recipient, drawn.certainty == .onRecord ? "" : "?"]
      if isGathered, let known = place[key] {
        lines[known].count += 1
        lines[known].link.note = ""
      } else {
        place[key] = lines.count
        lines.append((drawn, 1))
      }
    }
    links = lines
    let order = TwoColumnOrder(
      left: Set(givers.ends.map(\.id)).sorted(), right: [Set(takers.ends.map(\.id)).sorted()],
      lines: lines.map { ($0.link.donor, $0.link.recipient) })
    func ends(
      _ ids: [String], of all: [FocusDiagram.Layer.End]
    ) -> [FocusDiagram.Layer.End] {
      let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      return ids.compactMap { byID[$0] }
    }
    donors = ends(order.left, of: givers.ends)
    recipients = ends(order.right.flatMap(\.self), of: takers.ends)
    var found: [String: [String]] = [:]
    if commonPeriod == nil {
      for link in sorted where !link.note.isEmpty {
        let end = takers.standing[link.recipient] ?? link.recipient
        if found[end]?.contains(link.note) != true { found[end, default: []].append(link.note) }
      }
    }
    periods = found.mapValues { notes in
      let sorted = notes.sorted().map { FigureWords.period($0, language) }
      return sorted.prefix(2).joined(separator: FigureWords.separator(language))
        + (sorted.count > 2 ? "…" : "")
    }
  }
}

/// The ends of one side, or the places that stand for them.
struct FocusGathering {
  private(set) var ends: [FocusDiagram.Layer.End]
  /// For each end, what stands for it.
  private(set) var standing: [String: String] = [:]
  private(set) var isGathered = false

  /// Ends by the places of the lowest level at which few enough remain; by the highest, if none do.
  init(_ all: [FocusDiagram.Layer.End], _ language: Language) {
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    ends = byID.keys.sorted().compactMap { byID[$0] }
    guard ends.count > FocusBand.mostEnds else { return }
    for level in Level.allCases.reversed() {
      var members: [String: [String]] = [:]
      var names: [String: String] = [:]
      for end in ends {
        let place = end.around.first { $0.level <= level }
        members[place?.id ?? end.id, default: []].append(end.id)
        names[place?.id ?? end.id] = place?.name ?? end.name
      }
      guard members.count < ends.count else { continue }
      guard members.count <= FocusBand.mostEnds || level == .province else { continue }
      for (place, inside) in members { for end in inside { standing[end] = place } }
      ends = members.keys.sorted().map { place in
        let count = members[place]?.count ?? 0
        return FocusDiagram.Layer.End(
          id: place, name: names[place] ?? place,
          place: count > 1 || byID[place] == nil ? FigureWords.ends(count, language) : "")
      }
      isGathered = true
      return
    }
  }
}
