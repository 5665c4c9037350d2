internal import ArgumentParser
internal import JieduiKit

/// `jiedui whatif`: what would be different?
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract:
      "Apply a scenario, or a plan, and compare funds, coverage, dependence, equity and rules.",
    discussion: """
      A scenario is a YAML or JSON file of changes; docs/scenario-format.md describes it. A plan is a CSV table \
      with the columns donor, recipient, amount, unit and, if needed, category, year, status. \
      The exit code is 2 when the result breaks a rule or a requirement of the scenario.
      """)

  @OptionGroup var options: PackageOptions

  @Argument(help: "The scenario: a file that ends in .yaml, .yml or .json.", completion: .file())
  var scenario: String?

  @Option(help: "Compare with this scenario instead of the record.", completion: .file())
  var against: String?

  @Option(help: "Compare a plan (CSV) instead of a scenario.", completion: .file())
  var plan: String?

  @Option(help: "With --plan: the year or years that the plan is about.")
  var years: YearSpan?

  @Option(help: "With --plan: the step that is planned, such as allocated.")
  var status: FlowStatus?

  @Option(
    help: ArgumentHelp(
      "The units: \(UnitClass.allNames.joined(separator: ", ")).", valueName: "units"))
  var level = UnitClass.level(.county)

  @Option(help: "By whom funds are listed: recipient or donor.")
  var side = ComparisonQuestion.Side.recipient

  @Option(
    help: ArgumentHelp(
      "Run one number of the scenario through a range: changes[0].percent=0..20:5.",
      valueName: "key=from..to:step"))
  var sweep: String?

  @Option(
    help: "How often an uncertain scenario (400..500) is drawn. Default: what it says, else 1000.")
  var draws: Int?

  @Option(help: "The seed of the draws. Default: what the scenario says, else 20251121.")
  var seed: UInt64?

  @Option(
    help: "Write to this file what the result was made from, so that it can be made again.",
    completion: .file())
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "Only these tables, separated by commas: \(Self.tables.joined(separator: ", ")).",
      valueName: "tables"))
  var show: String?

  @OptionGroup var result: ResultOptions

  private static let tables = [
    "changes", "balance", "totals", "funds", "coverage", "units", "dependence", "equity",
    "requirements", "rules", "rows", "uncertainty", "odds", "sweep", "sweep_funds",
  ]

  private var shown: [String]? { show?.split(separator: ",").map(String.init) }

  func validate() throws {
    for name in shown ?? [] where !Self.tables.contains(name) {
      let known = Self.tables.joined(separator: ", ")
      throw ValidationError("There is no table ‘\(name)’. Tables are: \(known).")
    }
    if (scenario == nil) == (plan == nil) {
      throw ValidationError("Name a scenario, or give --plan, and not both.")
    }
    if plan == nil, years != nil || status != nil {
      throw ValidationError("--years and --status go with --plan; a scenario has a baseline.")
    }
    if sweep != nil, plan != nil || against != nil || draws != nil {
      throw ValidationError("--sweep goes with a scenario, without --against, --plan and --draws.")
    }
    if let draws, !(1...100_000).contains(draws) {
      throw ValidationError("--draws takes a number from 1 to 100000.")
    }
    if draws != nil || seed != nil, plan != nil {
      throw ValidationError("--draws and --seed go with a scenario; a plan has no ranges.")
    }
    if let sweep { _ = try parsed(sweep) }
  }

  private func parsed(_ sweep: String) throws -> Sweep {
    do throws(Sweep.Fault) {
      return try Sweep(sweep)
    } catch {
      throw ValidationError(error.message(.en))
    }
  }

  func run() throws {
    let package = try options.load()
    if let sweep {
      try run(try parsed(sweep), sweep, package)
      return
    }
    let network = package.network
    let chosen = try chosen(in: network)
    let other = try against.map { try options.side($0, role: "against", in: network) }
    let comparison = try compare(chosen, other)
    var document = ResultDocument(
      comparison, of: chosen.applied, against: other?.scenario.name)
    if let other, other.scenario.baseline != chosen.scenario.baseline, plan == nil {
      document.remarks.append(
        Wording(
          en:
            "The two scenarios have different baselines; that of ‘\(chosen.scenario.name)’ is used.",
          zh: "两个情景的基准不同，采用“\(chosen.scenario.name)”的基准。"))
    }
    if chosen.scenario.isUncertain || draws != nil {
      let progress = ProgressLine(quiet: options.quiet)
      do throws(RequirementVerdict.Fault) {
        document.append(
          try ScenarioUncertainty(
            chosen.scenario, on: network, comparison.question,
            draws: draws ?? chosen.scenario.draws ?? ScenarioUncertainty.standardDraws,
            seed: seed ?? chosen.scenario.seed ?? SplitMix64.standardSeed),
          of: chosen.scenario, in: network)
      } catch {
        throw fail(1, error.message, options.language)
      }
      progress.clear()
    }
    try present(document, package, inputs: chosen.inputs + (other?.inputs ?? []))
    try end(comparison, chosen)
  }

  private func chosen(in network: PairingNetwork) throws -> WhatIfSide {
    if let plan {
      return try options.plan(plan, years: years?.years, status: status, in: network)
    }
    return try options.side(scenario ?? "", role: "scenario", in: network)
  }

  private func question(_ scenario: Scenario) -> ComparisonQuestion {
    var question = ComparisonQuestion(scenario.baseline, units: level, side: side)
    if plan != nil {
      question.planned = Set(scenario.changes.flatMap(\.plannedCategories))
    }
    return question
  }

  private func compare(
    _ chosen: WhatIfSide, _ other: WhatIfSide?
  ) throws -> ScenarioComparison {
    do throws(RequirementVerdict.Fault) {
      return try ScenarioComparison(
        question(chosen.scenario), before: other?.applied.after ?? chosen.applied.before,
        after: chosen.applied.after, requirements: chosen.scenario.requirements)
    } catch {
      throw refuse(error, chosen.file)
    }
  }

  private func refuse(_ fault: RequirementVerdict.Fault, _ file: ScenarioFile?) -> ExitCode {
    guard let file else { return fail(1, fault.message, options.language) }
    let issue = file.issue(
      ofRequirement: fault.index, fault.message,
      Wording(en: "Correct the requirement or the baseline.", zh: "请更正要求或基准。"))
    Output.remark(issue.message(in: options.language))
    return ExitCode(1)
  }

  /// Names what is broken and ends with exit code 2.
  private func end(_ comparison: ScenarioComparison, _ chosen: WhatIfSide) throws {
    guard comparison.breaksSomething else { return }
    for verdict in comparison.requirements where verdict.isBroken {
      guard let file = chosen.file else { continue }
      let gap = verdict.after.gap?.description ?? ""
      let issue = file.issue(
        ofRequirement: verdict.index,
        Wording(
          en: "the requirement is not met: it is missed by \(gap) \(verdict.requirement.unit)",
          zh: "未达到要求：相差 \(gap) \(verdict.requirement.unit)"),
        Wording(en: "Change the scenario or the requirement.", zh: "请调整情景或要求。"))
      Output.remark(issue.message(in: options.language))
    }
    let broken = comparison.rules.filter(comparison.isBroken).compactMap(\.after?.obligation.id)
    if !broken.isEmpty {
      let rules = broken.joined(separator: ", ")
      let message = Wording(en: "Rules broken: \(rules).", zh: "被打破的规则：\(rules)。")
      Output.remark(message(options.language))
    }
    throw ExitCode(2)
  }

  // MARK: - Sweep

  private func run(_ sweep: Sweep, _ text: String, _ package: LoadedPackage) throws {
    let file = try options.scenarioFile(scenario ?? "")
    var points: [SweepPoint] = []
    let progress = ProgressLine(quiet: options.quiet)
    for value in sweep.values {
      guard let words = sweep.text(value, in: file) else {
        progress.clear()
        throw fail(
          64,
          Wording(
            en: "There is no number at ‘\(sweep.path)’ in \(file.documents[0].file).",
            zh: "\(file.documents[0].file) 中“\(sweep.path)”处没有数字。"), options.language)
      }
      points.append(try point(value, words, sweep, file, package))
    }
    progress.clear()
    try present(
      ResultDocument(
        sweep: points, over: text, of: file.scenario.name, in: package.network), package,
      inputs: file.documents.enumerated().map { index, document in
        RunManifest.Input(
          role: index == 0 ? "scenario" : "scenario_base_\(index)", name: document.file,
          digest: document.digest)
      })
    if points.contains(where: \.breaksSomething) { throw ExitCode(2) }
  }

  private func point(
    _ value: ExactDecimal, _ words: String, _ sweep: Sweep, _ file: ScenarioFile,
    _ package: LoadedPackage
  ) throws -> SweepPoint {
    let changed: ScenarioFile
    do throws(DocumentRefusal) {
      guard let replaced = try file.replacing(sweep.path, with: words) else {
        return SweepPoint(value, refusal: Wording(en: "no value stands there", zh: "此处没有值"))
      }
      changed = replaced
    } catch {
      let issue = error.issues.first { $0.severity == .error }
      return SweepPoint(value, refusal: issue?.problem ?? Wording(en: "", zh: ""))
    }
    let applied: AppliedScenario
    do throws(ScenarioError) {
      applied = try changed.scenario.application(to: package.network)
    } catch {
      return SweepPoint(
        value, refusal: error.refusals.first?.problem ?? Wording(en: "", zh: ""))
    }
    do throws(RequirementVerdict.Fault) {
      return SweepPoint(
        value, applied,
        try ScenarioComparison(
          question(changed.scenario), before: applied.before, after: applied.after,
          requirements: changed.scenario.requirements))
    } catch {
      throw refuse(error, file)
    }
  }

  // MARK: - Output

  /// Writes the result, and beside it what it was made from.
  private func present(
    _ document: ResultDocument, _ package: LoadedPackage, inputs: [RunManifest.Input]
  ) throws {
    var document = document
    let program = Jiedui.program
    document.facts += [
      ResultDocument.Fact("program", Wording(en: "program", zh: "程序"), .text(program)),
      ResultDocument.Fact(
        "inputs_sha256", Wording(en: "inputs", zh: "输入摘要"),
        .text(RunManifest.digest(of: inputs))),
    ]
    document = document.naming(package)
    if let shown { document.tables.removeAll { !shown.contains($0.key) } }
    if let manifest {
      let bytes = Array(document.rendered(result.format, options.language).utf8)
      let run = RunManifest(
        program: program, verb: "whatif", package: package.name, fingerprint: package.fingerprint,
        inputs: inputs, options: settings, result: bytes)
      try write(Array(run.json.utf8), to: manifest, options.language)
    }
    try jiedui.present(
      document, as: result.format, to: result.output, language: options.language,
      quiet: options.quiet)
  }

  /// The options that decide the bytes of the result.
  private var settings: [(name: String, value: String)] {
    var settings: [(name: String, value: String)] = [
      ("level", level.name), ("side", side.rawValue), ("format", result.format.rawValue),
    ]
    if result.format == .table { settings.append(("language", options.language.rawValue)) }
    if let years {
      settings.append(("years", "\(years.years.lowerBound)-\(years.years.upperBound)"))
    }
    if let status { settings.append(("status", status.rawValue)) }
    if let sweep { settings.append(("sweep", sweep)) }
    if let draws { settings.append(("draws", String(draws))) }
    if let seed { settings.append(("seed", String(seed))) }
    if let show { settings.append(("show", show)) }
    if options.encoding != .utf8 { settings.append(("encoding", options.encoding.rawValue)) }
    return settings
  }
}
