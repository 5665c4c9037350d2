internal import Analysis
internal import DataPackage
internal import NetworkModel
internal import Rendering

/// Asks every verb its question, so that all parts of a report speak of the same date and place.
struct ReportBuilder {
  let question: ReportQuestion
  let material: ReportMaterial
  let network: PairingNetwork

  var language: Language { question.language }

  /// The place asked about, where it is no group.
  var place: NodeIndex? { question.place.flatMap { isGroup($0) ? nil : $0 } }
  var group: NodeIndex? { question.place.flatMap { isGroup($0) ? $0 : nil } }

  private func isGroup(_ node: NodeIndex) -> Bool { network.kind(of: node) == .group }

  var provenance: FigureProvenance {
    var provenance = material.provenance
    provenance.sheet = nil
    return provenance
  }

  // MARK: - Questions

  var units: CoverageQuestion {
    CoverageQuestion(.level(.county), within: place, group: group, date: question.date)
  }

  func flows(_ status: FlowStatus? = nil) -> FlowQuestion {
    FlowQuestion(status: status, recipient: question.place)
  }

  // MARK: - What is typed for them

  func verb(_ words: String...) -> [String] { [words[0], "PACKAGE"] + words.dropFirst() }

  /// `draw` with the name of a figure; the file's name is put in by the reader.
  func drawing(_ figure: String, _ options: [String]) -> [String] {
    ["draw", figure, "PACKAGE"] + options + ["--output", "FILE"]
  }

  var asOf: [String] { question.date.map { ["--as-of", $0.description] } ?? [] }

  /// `--within PLACE`, or another option that takes the place.
  func inPlace(_ option: String = "--within") -> [String] {
    question.place.map { [option, network[$0].id] } ?? []
  }

  var inPlaceOrGroup: [String] { inPlace(group == nil ? "--within" : "--group") }

  // MARK: - All parts

  /// - Parameter progress: told how many of all parts are done.
  func sections(_ progress: (_ done: Int, _ total: Int) -> Void) -> [ReportSection] {
    let accounts = FlowAccounts(flows(), in: network)
    var parts: [() -> ReportSection] = [
      pairings, coverage, change, { funds(accounts) }, otherHelp, { equity(accounts) },
      reconciliation, agreements, structure,
    ]
    if let scenario = material.scenario { parts.append { whatIf(scenario) } }
    parts.append(data)
    var sections: [ReportSection] = []
    for (done, part) in parts.enumerated() {
      progress(done, parts.count)
      sections.append(part())
    }
    return sections.filter { !$0.isEmpty }
  }

  /// The steps of money of which an amount is known, in the order of the vocabulary.
  func steps(_ accounts: FlowAccounts) -> [FlowStatus] {
    FlowStatus.allCases.filter { step in
      accounts.totals.contains { $0.kind.status == step && $0.amount != nil }
    }
  }
}
