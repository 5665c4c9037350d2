internal import ArgumentParser
internal import JieduiKit

/// Between what a change is: two spans of years, the record and a scenario, or a plan in force and the best one.
struct ChangeOptions: ParsableArguments {
  @Option(help: "The earlier year (2016) or years (2012-2015) of flows.")
  var from: YearSpan?

  @Option(help: "The later year or years.")
  var to: YearSpan?

  @Option(
    help: "Show what this scenario changes (see ‘jiedui whatif’).",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var scenario: String?

  @Option(
    help: "With --scenario: compare with this scenario instead of the record.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var against: String?

  @Option(
    help: "Show what the best plan of this problem changes (see ‘jiedui reallocate’).",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var problem: String?

  @Option(help: "What counts: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
  var measure: Measure?

  @Option(
    help:
      "The step that counts: \(FlowStatus.allCases.map(\.rawValue).joined(separator: ", ")). Steps are never added to each other."
  )
  var status: FlowStatus?

  @Option(help: "Categories, separated by commas.")
  var category: String?

  @Option(help: "Only flows under this agreement (id).")
  var agreement: String?

  @Option(help: "Only flows through pairings of this programme.")
  var programme: String?

  @Option(help: "Only what this place, group or organisation gives, or what lies in it.")
  var donor: String?

  @Option(help: "Only what this place, group or organisation receives, or what lies in it.")
  var recipient: String?

  @Option(
    help:
      "The level of the units; places below it stand for the place of the level in which they lie.")
  var level = Level.county

  @Option(help: "By whom units are listed: recipient or donor.")
  var side = AmountChange.End.recipient

  func validate() throws {
    let sources = [from != nil || to != nil, scenario != nil, problem != nil].count { $0 }
    guard sources == 1 else {
      throw ValidationError("Give --from and --to, or --scenario, or --problem, and only one.")
    }
    if from != nil || to != nil {
      guard let from, let to else {
        throw ValidationError("--from and --to go together.")
      }
      guard from.years.upperBound < to.years.lowerBound else {
        throw ValidationError(
          from.years.lowerBound > to.years.upperBound
            ? "--from lies after --to; exchange them."
            : "--from and --to share years; a flow would count twice."
        )
      }
    }
    if against != nil, scenario == nil { throw ValidationError("--against goes with --scenario.") }
    let narrows = [category, agreement, programme, donor, recipient].contains { $0 != nil }
    if scenario != nil, narrows || measure != nil {
      throw ValidationError(
        "A scenario says in its baseline which flows it is about; leave out --measure, --category, --agreement, --programme, --donor, --recipient."
      )
    }
    if problem != nil, narrows || measure != nil || status != nil || side != .recipient {
      throw ValidationError(
        "A problem lists its money and recipients; leave out the options that choose flows.")
    }
  }

  /// What is to be drawn.
  func picture(
    _ options: PackageOptions, _ file: FigureFileOptions, of package: LoadedPackage,
    mapNumber: String? = nil
  ) throws -> ChangePicture {
    let provenance = package.provenance(file, mapNumber: mapNumber)
    let network = package.network
    if let problem {
      let (result, problemFile) = try options.solution(of: problem, in: network)
      return ChangePicture(
        result, named: problemFile.name, year: problemFile.year, in: network,
        language: options.language, provenance: provenance)
    }
    if let scenario { return try picture(of: scenario, options, provenance, in: network) }
    let question = FlowQuestion(
      measure: measure ?? .money, status: status,
      categories: try options.categories(category, in: network),
      agreement: try options.agreement(agreement, in: network), programme: programme,
      donor: try donor.map { try options.find($0, in: network) },
      recipient: try recipient.map { try options.find($0, in: network) })
    let accounts = [from, to].map { span in
      var dated = question
      dated.years = span?.years
      return FlowAccounts(dated, in: network)
    }
    do throws(PathsError) {
      return try ChangePicture(
        from: accounts[0], to: accounts[1], by: side, level: level, language: options.language,
        provenance: provenance)
    } catch {
      throw fail(64, error.message, options.language)
    }
  }

  private func picture(
    of path: String, _ options: PackageOptions, _ provenance: FigureProvenance,
    in network: PairingNetwork
  ) throws -> ChangePicture {
    let chosen = try options.side(path, role: "scenario", in: network)
    let other = try against.map { try options.side($0, role: "against", in: network) }
    var baseline = chosen.scenario.baseline
    if let status {
      guard baseline.status == nil || baseline.status == status else {
        throw fail(
          64,
          Wording(
            en:
              "The scenario is about another step (\(baseline.status?.label.en ?? "")); leave out --status.",
            zh: "情景的基准为另一环节（\(baseline.status?.label.zh ?? "")），请去掉 --status。"),
          options.language)
      }
      baseline.status = status
    }
    let comparison: ScenarioComparison
    do throws(RequirementVerdict.Fault) {
      comparison = try ScenarioComparison(
        ComparisonQuestion(
          baseline, units: .level(level), side: side == .recipient ? .recipient : .donor),
        before: other?.applied.after ?? chosen.applied.before, after: chosen.applied.after,
        requirements: chosen.scenario.requirements)
    } catch {
      throw fail(1, error.message, options.language)
    }
    do throws(PathsError) {
      return try ChangePicture(
        comparison, named: chosen.scenario.name, against: other?.scenario.name, level: level,
        language: options.language, provenance: provenance)
    } catch {
      throw fail(64, error.message, options.language)
    }
  }
}
