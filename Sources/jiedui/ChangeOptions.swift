internal import ArgumentParser
internal import JieduiKit

/// Between what a change is: two spans of years, the record and a scenario, or a plan in force and the best one.
struct ChangeOptions: ParsableArguments {
  @Option(
    help: "The earlier year (2016) or years (2012-2015) of flows; or the earlier date of pairings.")
  var from: ChangeTime?

  @Option(help: "The later year, years or date.")
  var to: ChangeTime?

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
      let days = [from.firstDay, to.firstDay]
      guard from.lastDay < to.firstDay else {
        throw ValidationError(
          days[0] > days[1]
            ? "--from lies after --to; exchange them."
            : "--from and --to share days; something would count twice."
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
    let accounts = try [from, to].map { span in
      var dated = question
      dated.years = try span?.yearSpan(options.language)
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

extension ChangeOptions {
  /// What `--show pairings` takes: two dates, and nothing that chooses flows.
  func validateForPairings() throws {
    guard let from, let to else {
      throw ValidationError("--show pairings takes two dates: --from and --to.")
    }
    guard from.date != nil, to.date != nil else {
      throw ValidationError("--show pairings takes dates, months or years, not spans of years.")
    }
    let others = [category, agreement, programme, donor, recipient].contains { $0 != nil }
    if others || measure != nil || status != nil || side != .recipient || level != .county {
      throw ValidationError(
        "--show pairings takes --from, --to and --kind; the others choose flows.")
    }
  }

  /// Who helped whom on the first date, and who helps whom on the second.
  func pairings(
    _ kinds: Set<PairingKind>, _ options: PackageOptions, _ file: FigureFileOptions,
    of package: LoadedPackage
  ) -> PairingChangePicture? {
    guard let from = from?.date, let to = to?.date else { return nil }
    return PairingChangePicture(
      pairingDiff(from: from, to: to, kinds: kinds, in: package.network), kinds: kinds,
      in: package.network, language: options.language, provenance: package.provenance(file))
  }
}

/// A year or a span of years, for flows; or a date, month or year, for pairings.
struct ChangeTime: ExpressibleByArgument {
  let years: ClosedRange<Int>?
  let date: CalendarDate?

  init?(argument: String) {
    years = YearSpan(argument: argument)?.years
    date = CalendarDate(argument)
    if years == nil, date == nil { return nil }
  }

  var firstDay: Int {
    date?.firstDay ?? years.flatMap { CalendarDate(year: $0.lowerBound) }?.firstDay ?? 0
  }

  var lastDay: Int {
    date?.lastDay ?? years.flatMap { CalendarDate(year: $0.upperBound) }?.lastDay ?? 0
  }

  /// The years; a day or a month has none, and ends with exit code 64.
  func yearSpan(_ language: Language) throws -> ClosedRange<Int> {
    if let years { return years }
    throw fail(
      64,
      Wording(
        en: "Flows are compared by years: give --from and --to as 2016 or 2012-2015.",
        zh: "资金等流动按年比较，请将 --from 和 --to 写成 2016 或 2012-2015。"), language)
  }
}
