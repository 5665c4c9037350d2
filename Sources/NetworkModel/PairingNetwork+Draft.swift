extension PairingNetwork {
  /// The rows once more, to be changed and validated again.
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
