import NetworkModel

/// Makes drafts from lines of text; every row names the source `s`.
struct DraftMaker {
  var draft = NetworkDraft()

  init() { draft.sources.append(Source(id: "s", title: "Source")) }

  mutating func node(
    _ id: String, _ kind: NodeKind, _ name: String? = nil, in parent: String? = nil
  ) {
    var row = NodeRow(id: draft.text.append(id), kind: kind, name: draft.text.append(name ?? id))
    row.parent = parent.map { draft.text.append($0) } ?? .none
    row.source = draft.text.append("s")
    draft.nodes.append(row)
  }

  mutating func pairing(
    _ id: String, _ kind: PairingKind, _ donor: String, _ recipient: String, _ period: String = ""
  ) throws {
    var row = PairingRow(
      id: draft.text.append(id), kind: kind, donor: draft.text.append(donor),
      recipient: draft.text.append(recipient))
    row.period = try Period(period)
    row.source = draft.text.append("s")
    draft.pairings.append(row)
  }

  mutating func flow(
    _ id: String, _ donor: String, _ recipient: String, _ fen: Int64? = nil, _ period: String = ""
  ) throws {
    var row = FlowRow(
      id: draft.text.append(id), measure: .money, category: draft.text.append("c"),
      donor: draft.text.append(donor), recipient: draft.text.append(recipient),
      unit: draft.text.append("CNY"), status: .disbursed)
    row.amount = fen.map { .money(Money(fen: $0)) }
    row.period = try Period(period)
    row.source = draft.text.append("s")
    draft.flows.append(row)
  }

  mutating func claim(_ id: String, mayBePartOf: [String] = [], basis: [String] = []) {
    var row = Claim(id: id, kind: "total", subject: "W", unit: "CNY")
    row.mayBePartOf = mayBePartOf
    row.basis = basis
    row.source = "s"
    draft.claims.append(row)
  }

  mutating func rule(_ id: String, of agreement: String) {
    var row = Agreement(id: agreement, title: agreement, donor: "E", recipient: "W")
    row.source = "s"
    draft.agreements.append(row)
    var rule = Rule(id: id, agreement: agreement, kind: "floor")
    rule.source = "s"
    draft.rules.append(rule)
  }

  func network() throws -> PairingNetwork { try PairingNetwork(validating: draft) }

  /// The issues of the draft, whether they stop it or not.
  func issues() -> [FactIssue] {
    do throws(InvalidNetwork) {
      return try PairingNetwork(validating: draft).warnings
    } catch {
      return error.issues
    }
  }
}
