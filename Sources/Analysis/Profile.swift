public import NetworkModel

/// Everything that a network holds about one node: its place, who helps it and whom it helps at every layer and
/// level, money and other flows, printed aggregates, events.
///
/// ## Conventions
/// - A pairing belongs to the profile when one of its ends is the node, lies in it, contains it, or is a group
///   that holds it. Flows, claims and events do not come from above: what a province gets is no fact about a
///   county. They come from groups, marked as such.
/// - At a date, pairings and memberships that were surely not in force are left out; those whose period does
///   not say stay, marked unknown. Flows, claims, indicators and events are history: those that begin after
///   the date are left out, undated ones stay.
/// - Lines are ordered by direction, position, layer, time and id.
///
/// - Complexity: O(rows · depth) time.
public struct Profile: Sendable {
  /// Which way a fact goes, seen from the node: from the donor to the recipient of its row.
  public enum Direction: String, Term {
    /// To the node, or to what belongs to it.
    case incoming
    /// From it.
    case outgoing
    /// Both ends belong to it.
    case `internal`

    public var label: Wording {
      switch self {
      case .incoming: Wording(en: "incoming", zh: "流入")
      case .outgoing: Wording(en: "outgoing", zh: "流出")
      case .internal: Wording(en: "internal", zh: "内部")
      }
    }
  }

  public struct GroupLine: Sendable {
    public let group: NodeIndex
    /// The node itself, or the place above it that is the member.
    public let member: NodeIndex
    public let membership: Membership
    public let active: Knowledge
  }

  public struct PairingLine: Sendable {
    public let direction: Direction
    /// Where the end on the node's side stands.
    public let position: ProfilePosition
    public let pairing: Pairing
    /// Whether it was in force on the date; `yes` when no date is asked.
    public let active: Knowledge
  }

  public struct FlowLine: Sendable {
    public let direction: Direction
    public let position: ProfilePosition
    public let flow: Flow
    /// Whether the amount is in ``Profile/totals``.
    public let isCounted: Bool
  }

  public struct ClaimLine: Sendable {
    public let position: ProfilePosition
    public let claim: Claim
  }

  /// How many nodes of a kind lie in the node, at any depth.
  public struct ContentLine: Sendable {
    public let kind: NodeKind
    public let count: Int
  }

  public let node: NodeIndex
  public let date: CalendarDate?
  /// From the parent to the root.
  public let ancestors: [NodeIndex]
  public let groups: [GroupLine]
  /// Members on the date, when the node is a group.
  public let members: [NodeIndex]
  /// What lies in it, by kind, in the order of the vocabulary.
  public let contents: [ContentLine]
  public let pairings: [PairingLine]
  public let totals: [ProfileTotal]
  public let flows: [FlowLine]
  public let claims: [ClaimLine]
  public let agreements: [Agreement]
  public let indicators: [Indicator]
  public let events: [Event]

  public init(of node: NodeIndex, in network: PairingNetwork, at date: CalendarDate? = nil) {
    let sight = ProfileSight(from: node, in: network)
    func hasBegun(_ period: Period) -> Bool {
      guard let date, !period.isUnknown else { return true }
      return period.firstDay <= date.lastDay
    }
    func belongs(_ id: String?) -> Bool {
      id.flatMap(sight.position(of:)).map { $0 != .above } ?? false
    }

    self.node = node
    self.date = date
    ancestors = sight.above
    members = network.kind(of: node) == .group ? network.members(of: node, at: date) : []
    contents = Self.contents(of: node, in: network)
    groups = Self.groups(of: sight, at: date)
    pairings = Self.pairings(sight, at: date)
    let flows = Self.flows(sight).filter { hasBegun($0.flow.period) }
    let counted = ProfileTotal.counted(flows, in: network)
    self.flows = flows.enumerated().map { position, line in
      FlowLine(
        direction: line.direction, position: line.position, flow: line.flow,
        isCounted: counted.contains(position))
    }
    totals = ProfileTotal.totals(of: self.flows.filter(\.isCounted))
    claims = network.claims.compactMap { claim -> ClaimLine? in
      let ends = [claim.subject, claim.scope].compactMap(\.self)
      let nearest = ends.compactMap(sight.position(of:)).filter { $0 != .above }.min()
      guard let nearest, hasBegun(claim.period) else { return nil }
      return ClaimLine(position: nearest, claim: claim)
    }.sorted {
      ($0.position, $0.claim.kind, $0.claim.period.firstDay, $0.claim.id)
        < ($1.position, $1.claim.kind, $1.claim.period.firstDay, $1.claim.id)
    }
    agreements = network.agreements.filter {
      (sight.position(of: $0.donor) != nil || sight.position(of: $0.recipient) != nil)
        && hasBegun($0.signed.map { Period($0) } ?? $0.period)
    }
    indicators = network.indicators.filter { indicator in
      sight.position(of: indicator.node) == .own
        && (date.map { indicator.year <= Int($0.year) } ?? true)
    }
    events = network.events.filter { event in
      hasBegun(event.date) && (belongs(event.from) || belongs(event.to))
    }.sorted { ($0.date.firstDay, $0.id) < ($1.date.firstDay, $1.id) }
  }
}

// MARK: - Silence

extension Profile {
  /// Years between the first and the last with incoming money of which neither a flow nor a printed total
  /// speaks: years without data, not years of zero.
  public var silentYears: [Int] {
    var spans: [ClosedRange<Int>] = []
    let periods =
      flows.filter { $0.direction == .incoming && $0.flow.measure == .money }.map(\.flow.period)
      + claims.filter {
        $0.position == .own && $0.claim.kind == "total"
          && $0.claim.measure == Measure.money.rawValue
      }.map(\.claim.period)
    for period in periods {
      guard case .date(let first, _) = period.start else { continue }
      guard case .date(let last, _) = period.end else {
        spans.append(Int(first.year)...Int.max)
        continue
      }
      spans.append(Int(first.year)...Int(last.year))
    }
    let starts = spans.map(\.lowerBound)
    let ends = spans.map { $0.upperBound == .max ? $0.lowerBound : $0.upperBound }
    guard let first = starts.min(), let last = ends.max() else { return [] }
    return (first...last).filter { year in !spans.contains { $0.contains(year) } }
  }
}

// MARK: - Lines

extension Profile {
  private static func contents(of node: NodeIndex, in network: PairingNetwork) -> [ContentLine] {
    var counts: [NodeKind: Int] = [:]
    for other in network.nodeIndices where other != node && network.contains(node, other) {
      counts[network.kind(of: other), default: 0] += 1
    }
    return NodeKind.allCases.compactMap { kind in
      counts[kind].map { ContentLine(kind: kind, count: $0) }
    }
  }

  private static func groups(of sight: ProfileSight, at date: CalendarDate?) -> [GroupLine] {
    sight.network.memberships.compactMap { membership in
      guard let member = sight.network.node(id: membership.node),
        let group = sight.network.node(id: membership.group),
        member == sight.node || sight.above.contains(member)
      else { return nil }
      let active = date.map(membership.period.covers) ?? .yes
      if active == .no { return nil }
      return GroupLine(group: group, member: member, membership: membership, active: active)
    }
  }

  private static func pairings(_ sight: ProfileSight, at date: CalendarDate?) -> [PairingLine] {
    let layers = PairingKind.allCases
    func key(_ line: PairingLine) -> [Int] {
      [
        Direction.allCases.firstIndex(of: line.direction) ?? 0,
        ProfilePosition.allCases.firstIndex(of: line.position) ?? 0,
        layers.firstIndex(of: line.pairing.kind) ?? 0, line.pairing.period.firstDay,
        line.pairing.index,
      ]
    }
    return sight.network.pairings.compactMap { pairing -> PairingLine? in
      let ends = (sight.position(of: pairing.donor), sight.position(of: pairing.recipient))
      guard let (direction, position) = direction(ends) else { return nil }
      let active = date.map(pairing.period.covers) ?? .yes
      if active == .no { return nil }
      return PairingLine(
        direction: direction, position: position, pairing: pairing, active: active)
    }.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  private static func flows(_ sight: ProfileSight) -> [FlowLine] {
    func key(_ line: FlowLine) -> [Int] {
      [
        Direction.allCases.firstIndex(of: line.direction) ?? 0,
        Measure.allCases.firstIndex(of: line.flow.measure) ?? 0, line.flow.period.firstDay,
        FlowStatus.allCases.firstIndex(of: line.flow.status) ?? 0, line.flow.index,
      ]
    }
    return sight.network.flows.compactMap { flow -> FlowLine? in
      func unlessAbove(_ node: NodeIndex) -> ProfilePosition? {
        let position = sight.position(of: node)
        return position == .above ? nil : position
      }
      let ends = (unlessAbove(flow.donor), unlessAbove(flow.recipient))
      guard let (direction, position) = direction(ends)
      else { return nil }
      return FlowLine(direction: direction, position: position, flow: flow, isCounted: false)
    }.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  /// Which way a fact goes and where the node's end of it stands. An end that belongs to the node decides over
  /// one that only contains it: help from a province to its own county is received by the county.
  private static func direction(
    _ ends: (donor: ProfilePosition?, recipient: ProfilePosition?)
  ) -> (Direction, ProfilePosition)? {
    func inside(_ position: ProfilePosition?) -> Bool { position == .own || position == .below }
    switch (ends.donor, ends.recipient) {
    case (nil, nil): return nil
    case (let donor?, nil): return (.outgoing, donor)
    case (nil, let recipient?): return (.incoming, recipient)
    case (let donor?, let recipient?):
      if inside(donor) == inside(recipient) { return (.internal, min(donor, recipient)) }
      return inside(donor) ? (.outgoing, donor) : (.incoming, recipient)
    }
  }
}
