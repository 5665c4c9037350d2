internal import Analysis
public import NetworkModel

/// A scenario, the network it was applied to, and the one that came out.
public struct AppliedScenario: Sendable {
  /// One change and what it did.
  public struct Step: Sendable {
    public let change: Change
    /// Position of the change in the scenario.
    public let index: Int
    /// The rows that it made, changed and took away.
    public let edits: [Edit]
    public let effects: [FundEffect]
  }

  public let scenario: Scenario
  public let before: PairingNetwork
  public let after: PairingNetwork
  public let steps: [Step]
  public let warnings: [ChangeWarning]

  /// What was there, what was added and cut, and what is there, for each kind that a change touched.
  ///
  /// - Complexity: O(flows · log flows).
  public var balances: [FundBalance] {
    var changes: [FundKind: (added: ExactRatio, cut: ExactRatio)] = [:]
    for effect in steps.flatMap(\.effects) {
      let sofar = changes[effect.kind] ?? (.zero, .zero)
      changes[effect.kind] = (sofar.added + effect.added, sofar.cut + effect.cut)
    }
    guard !changes.isEmpty else { return [] }
    let (old, new) = (before.countedFunds(), after.countedFunds())
    return changes.sorted { $0.key.order < $1.key.order }.map { kind, change in
      FundBalance(
        kind: kind, before: old[kind] ?? .zero, added: change.added, cut: change.cut,
        after: new[kind] ?? .zero)
    }
  }
}

extension Scenario {
  /// Applies the changes in order.
  ///
  /// The network that comes out was validated like any other. Numbers that are ranges take their most likely value, or their
  /// middle.
  ///
  /// - Throws: ``ScenarioError`` with every change that cannot be made; the others are tried all the same.
  /// - Complexity: O(rows) for each change.
  public func application(
    to network: PairingNetwork
  ) throws(ScenarioError) -> AppliedScenario {
    var workspace = ScenarioWorkspace(self, on: network)
    var refusals: [ChangeRefusal] = []
    var steps: [AppliedScenario.Step] = []
    for (index, change) in changes.enumerated() {
      do throws(ChangeRefusal) {
        let edits = try workspace.apply(change, at: index)
        let effects = FundContributions(edits) { id in
          workspace.row(ofFlow: id).map(workspace.record)
        }.effects
        steps.append(
          AppliedScenario.Step(change: change, index: index, edits: edits, effects: effects))
      } catch {
        refusals.append(error)
      }
    }
    guard refusals.isEmpty else { throw ScenarioError(scenario: name, refusals: refusals) }
    let after: PairingNetwork
    do throws(InvalidNetwork) {
      after = try PairingNetwork(validating: workspace.finished)
    } catch {
      throw ScenarioError(
        scenario: name, refusals: Self.refusals(error, workspace.finished, steps))
    }
    return AppliedScenario(
      scenario: self, before: network, after: after, steps: steps, warnings: workspace.warnings)
  }

  /// The network after all changes.
  public func applied(to network: PairingNetwork) throws(ScenarioError) -> PairingNetwork {
    try application(to: network).after
  }

  /// The scenario that takes this one back.
  ///
  /// Applied to the network that this one makes of `baseline`, it gives the rows of `baseline` back, byte for byte.
  public func inverse(in baseline: PairingNetwork) throws(ScenarioError) -> Scenario {
    let steps = try application(to: baseline).steps
    var inverse = Scenario(name, summary: summary, baseline: self.baseline)
    inverse.changes = steps.reversed().map { step in
      Change(.revert(step.edits.reversed().map(\.inverse)), id: step.change.id)
    }
    return inverse
  }

  /// Faults between rows, each laid at the door of the last change that touched the row.
  private static func refusals(
    _ invalid: InvalidNetwork, _ draft: NetworkDraft, _ steps: [AppliedScenario.Step]
  ) -> [ChangeRefusal] {
    invalid.issues.filter { $0.severity == .error }.map { issue in
      let id: String =
        switch issue.table {
        case .flows: draft.text[draft.flows[issue.row].id]
        case .pairings: draft.text[draft.pairings[issue.row].id]
        case .groups: draft.memberships[issue.row].node
        default: ""
        }
      let step = steps.last { $0.edits.contains { $0.touches(id) } } ?? steps.last
      return ChangeRefusal(
        change: step?.index ?? 0, found: issue.found, issue.problem, issue.fix)
    }
  }
}

extension Edit {
  fileprivate func touches(_ id: String) -> Bool {
    switch self {
    case .flow(let before, let after): before?.id == id || after?.id == id
    case .pairing(let before, let after): before?.id == id || after?.id == id
    case .membership(let before, let after): before?.node == id || after?.node == id
    case .rule, .source: false
    }
  }
}
