/// The ten tables.
public enum TableName: String, CaseIterable, Hashable, Sendable {
  case nodes, pairings, flows, claims, agreements, rules, groups, indicators, events, sources
}

/// Typed rows whose references are not yet followed: what validation turns into a network.
public struct NetworkDraft: Sendable {
  public var text: TextStore
  public var nodes: [NodeRow] = []
  public var pairings: [PairingRow] = []
  public var flows: [FlowRow] = []
  public var claims: [Claim] = []
  public var agreements: [Agreement] = []
  public var rules: [Rule] = []
  public var memberships: [Membership] = []
  public var indicators: [Indicator] = []
  public var events: [Event] = []
  public var sources: [Source] = []

  public init(text: TextStore = TextStore()) {
    self.text = text
  }
}
