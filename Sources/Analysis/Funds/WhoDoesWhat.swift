public import NetworkModel

/// Who does what where: for each donor and recipient, the layers in which they are paired and the flows between them.
///
/// ## Conventions
/// - Places below the levels asked for stand for the place of the level in which they lie; what lies in none stands for
///   itself (a province, a group) and is not divided.
/// - A kind is a layer of pairings (`county`, `school` …) or a category of flows. Central targeted assistance is another
///   system and is left out unless its layer is asked for.
/// - Repeats of a flow are not counted; amounts are those of a breakdown of ``FlowAccounts``: a whole keeps what its
///   parts leave.
/// - On a date, a pairing counts when it was surely in force; flows count when they surely begin no later than the date;
///   those whose beginning is not known are in ``undated``.
///
/// - Complexity: O(pairings + flows + cells · log cells) expected time.
public struct WhoDoesWhat: Sendable {
  public enum Kind: Hashable, Sendable {
    case pairing(PairingKind)
    case flow(category: String, FlowTotal.Kind)
  }

  public struct Cell: Sendable {
    public let donor: NodeIndex
    public let recipient: NodeIndex
    public let kind: Kind
    /// Pairings or flows of the kind.
    public let count: Int
    /// The flows' amount; absent for pairings.
    public let total: FlowTotal?
    public let sources: [SourcePlace]
  }

  /// In order of donor, recipient and kind.
  public let cells: [Cell]
  public let donors: [NodeIndex]
  public let recipients: [NodeIndex]
  public let donorLevel: Level?
  public let recipientLevel: Level?
  public let date: CalendarDate?
  /// Rows of flows left out because their beginning is not known.
  public let undated: [Int]
  /// Rows of flows that may already be part of another one: amounts of several cells are then not added.
  public let uncertain: [Int]

  public init(
    _ question: FlowQuestion = FlowQuestion(), donorLevel: Level? = .county,
    recipientLevel: Level? = .county, kinds: Set<PairingKind> = [], at date: CalendarDate? = nil,
    in network: PairingNetwork
  ) {
    self.donorLevel = donorLevel
    self.recipientLevel = recipientLevel
    self.date = date
    var dated = question
    if let date { dated.until = date }
    let accounts = FlowAccounts(dated, in: network)
    undated = accounts.undated
    uncertain = accounts.uncertain
    let found =
      Self.pairings(question, donorLevel, recipientLevel, kinds, at: date, in: network)
      + Self.flows(accounts, donorLevel, recipientLevel)
    cells = found.sorted { a, b in
      if a.donor != b.donor { return a.donor < b.donor }
      if a.recipient != b.recipient { return a.recipient < b.recipient }
      return a.kind.order.lexicographicallyPrecedes(b.kind.order)
    }
    donors = Set(found.map(\.donor)).sorted()
    recipients = Set(found.map(\.recipient)).sorted()
  }

  /// The kinds of help from a donor to a recipient.
  public func cells(from donor: NodeIndex, to recipient: NodeIndex) -> [Cell] {
    cells.filter { $0.donor == donor && $0.recipient == recipient }
  }

  private struct Link: Hashable {
    let donor: NodeIndex
    let recipient: NodeIndex
    let kind: PairingKind
  }

  private static func pairings(
    _ question: FlowQuestion, _ donorLevel: Level?, _ recipientLevel: Level?,
    _ kinds: Set<PairingKind>, at date: CalendarDate?, in network: PairingNetwork
  ) -> [Cell] {
    let donors = question.donor.map { InsideNodes($0, in: network) }
    let recipients = question.recipient.map { InsideNodes($0, in: network) }
    let within = question.within.map { InsideNodes($0, in: network) }
    var rows: [Link: [Int]] = [:]
    for row in network.pairingRows.indices {
      let pairing = network.pairingRows[row]
      guard kinds.isEmpty ? pairing.kind != .central : kinds.contains(pairing.kind) else {
        continue
      }
      if let date, pairing.period.covers(date) != .yes { continue }
      if let programme = question.programme, network.text[pairing.programme] != programme {
        continue
      }
      let donor = NodeIndex(Int(network.pairingDonors[row]))
      let recipient = NodeIndex(Int(network.pairingRecipients[row]))
      if let donors, !donors.contains(donor) { continue }
      if let recipients, !recipients.contains(recipient) { continue }
      if let within, within.boundary(from: donor, to: recipient) == .outside { continue }
      let link = Link(
        donor: network.standing(donor, at: donorLevel),
        recipient: network.standing(recipient, at: recipientLevel), kind: pairing.kind)
      rows[link, default: []].append(row)
    }
    return rows.map { link, rows in
      let places = Set(
        rows.compactMap { row -> SourcePlace? in
          let pairing = network.pairingRows[row]
          return network.text.string(pairing.source).map {
            SourcePlace(source: $0, locator: network.text.string(pairing.locator))
          }
        })
      return Cell(
        donor: link.donor, recipient: link.recipient, kind: .pairing(link.kind), count: rows.count,
        total: nil, sources: places.sorted())
    }
  }

  private static func flows(
    _ accounts: FlowAccounts, _ donorLevel: Level?, _ recipientLevel: Level?
  ) -> [Cell] {
    accounts.breakdown(by: [.donor(donorLevel), .recipient(recipientLevel), .category])
      .compactMap { total in
        guard total.kind.boundary != .outside, case .node(let donor, _) = total.keys[0],
          case .node(let recipient, _) = total.keys[1], case .word(let category) = total.keys[2]
        else { return nil }
        return Cell(
          donor: donor, recipient: recipient, kind: .flow(category: category, total.kind),
          count: total.flowCount, total: total, sources: accounts.sources(of: total))
      }
  }
}

extension WhoDoesWhat.Kind {
  /// Layers before categories, each in a fixed order.
  fileprivate var order: [String] {
    switch self {
    case .pairing(let kind):
      return ["0", String(10 + (PairingKind.allCases.firstIndex(of: kind) ?? 0))]
    case .flow(let category, let kind):
      let status = FlowStatus.allCases.firstIndex(of: kind.status) ?? 0
      let boundary = kind.boundary.flatMap { FlowBoundary.allCases.firstIndex(of: $0) } ?? 0
      return ["1", category, String(boundary), kind.unit ?? "", String(10 + status)]
    }
  }
}

extension PairingNetwork {
  /// The place of a level in which a node lies, else the node.
  func standing(_ node: NodeIndex, at level: Level?) -> NodeIndex {
    level.flatMap { ancestor(of: node, at: $0) } ?? node
  }
}
