internal import NetworkModel

/// What the rows that a change makes or touches say about where they come from.
struct ChangeProvenance {
  /// The id of the scenario in `sources`.
  let source: String
  /// Which change: `changes[0] V1`.
  let locator: String

  init(_ change: Change, at index: Int, of scenario: Scenario) {
    source = Self.sourceID(change.origin ?? scenario.name)
    locator = "changes[\(index)]" + (change.id.map { " \($0)" } ?? "")
  }

  static func sourceID(_ name: String) -> String {
    "scenario:" + name.split(whereSeparator: \.isWhitespace).joined(separator: "-")
  }

  func stamp(_ record: inout FlowRecord, was before: FlowRecord?) {
    (record.source, record.locator) = (source, locator)
    guard let before else { return }
    let amount =
      switch before.amount {
      case .money(let money): Wording.money(money).en
      case .quantity(let number): "\(number) \(before.unit)"
      case nil: "unknown"
      }
    note(&record.note, was: amount, before.source, before.locator)
  }

  func stamp(_ record: inout PairingRecord, was before: PairingRecord?) {
    (record.source, record.locator) = (source, locator)
    if let before {
      note(&record.note, was: before.period.description, before.source, before.locator)
    }
  }

  private func note(_ note: inout String, was value: String, _ source: String, _ locator: String) {
    let place = [source, locator].filter { !$0.isEmpty }.joined(separator: " ")
    let was = "scenario: was \(value)" + (place.isEmpty ? "" : " (\(place))")
    note = note.isEmpty ? was : "\(note); \(was)"
  }
}
