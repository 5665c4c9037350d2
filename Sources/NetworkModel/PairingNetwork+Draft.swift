extension PairingNetwork {
  /// The rows of the network, to be changed and validated again.
  ///
  /// `PairingNetwork(validating: network.draft)` is the same network.
  public var draft: NetworkDraft {
    var draft = NetworkDraft(text: text)
    draft.nodes = nodeRows
    draft.pairings = pairingRows
    draft.flows = flowRows
    draft.claims = claims
    draft.agreements = agreements
    draft.rules = rules
    draft.memberships = memberships
    draft.indicators = indicators
    draft.events = events
    draft.sources = sources
    return draft
  }
}
