internal import ArgumentParser
internal import Foundation
internal import JieduiKit

/// `jiedui report`: everything about a package on one page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a whole report as one HTML page: summary, figures, tables, data to download.",
    discussion: """
      The page needs no network and reads without script. Without --as-of it looks at the latest year that a pairing \
      names, and says so.
      """)

  @OptionGroup var options: PackageOptions

  @Option(
    name: [.short, .long],
    help: "Write the page to this file, or into this folder under the name of the package.",
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup var date: DateOptions

  @Option(
    help: ArgumentHelp(
      "Also show what changed in the county pairings since this earlier date.", valueName: "date"))
  var since: CalendarDate?

  @Option(help: "Only what this place or group receives (id, name or short name).")
  var within: String?

  @Option(help: "Add what this scenario would change (.yaml, .yml or .json).", completion: .file())
  var scenario: String?

  @Option(help: "The heading of the page.")
  var title: String?

  @OptionGroup var ground: BoundaryOptions

  func run() throws {
    let package = try options.load()
    let network = package.network
    let asOf = date.asOf ?? ReportQuestion.latestYear(of: network)
    if date.asOf == nil, let asOf { say(asOf) }
    if let since, since.lastDay >= (asOf?.firstDay ?? .min) {
      throw fail(
        64,
        Wording(
          en:
            "--since (\(since)) must lie before the date of the report (\(asOf?.description ?? "none")).",
          zh: "--since（\(since)）必须早于报告的时点（\(asOf?.description ?? "无")）。"), options.language)
    }
    let question = ReportQuestion(
      language: options.language, title: title, date: asOf, since: since,
      place: try within.map { try options.find($0, in: network) })
    let (areas, credits) = try ground.load(options, in: network)
    let progress = ProgressLine(quiet: options.quiet)
    let report = Report(
      question,
      from: ReportMaterial(
        package: package.name,
        provenance: FigureProvenance(
          fingerprint: package.fingerprint, program: Jiedui.program,
          mapNumber: ground.mapNumber),
        areas: areas, credits: credits, referenceSystem: ground.crs, issues: package.issues,
        scenario: try applied(in: network)),
      of: network, progress: progress.show)
    progress.clear()
    let file = try path(package.name)
    try write(Array(report.html.utf8), to: file, options.language)
    guard !options.quiet else { return }
    for (figure, reason) in report.refusals {
      Output.remark(
        Wording(en: "Not drawn: \(figure). ", zh: "未绘制：\(figure)。")(options.language)
          + reason(options.language))
    }
    Output.remark(Wording(en: "Written: \(file)", zh: "已写入：\(file)")(options.language))
  }

  private func say(_ year: CalendarDate) {
    guard !options.quiet else { return }
    let message = Wording(
      en:
        "The report looks at \(year), the latest year that a pairing names; --as-of asks for another.",
      zh: "报告时点为 \(year) 年，即结对记录所写的最晚年份；可用 --as-of 另选。")
    Output.remark(message(options.language))
  }

  /// The file to write: `PACKAGE-LANGUAGE.html` in a folder.
  private func path(_ package: String) throws -> String {
    var status = stat()
    let exists = stat(output, &status) == 0
    let isFolder = exists ? status.st_mode & S_IFMT == S_IFDIR : output.hasSuffix("/")
    guard isFolder else { return output }
    if !exists {
      do {
        try FileManager.default.createDirectory(
          atPath: output, withIntermediateDirectories: true)
      } catch {
        throw fail(
          74,
          Wording(en: "Cannot make the folder \(output).", zh: "无法创建文件夹 \(output)。"),
          options.language)
      }
    }
    let folder = output.hasSuffix("/") ? output : output + "/"
    return "\(folder)\(package == "." ? "report" : package)-\(options.language.rawValue).html"
  }

  /// What the scenario would change: the answer of `whatif` with its defaults.
  private func applied(in network: PairingNetwork) throws -> ReportScenario? {
    guard let scenario else { return nil }
    let side = try options.side(scenario, role: "scenario", in: network)
    let question = ComparisonQuestion(
      side.scenario.baseline, units: .level(.county), side: .recipient)
    do throws(RequirementVerdict.Fault) {
      let comparison = try ScenarioComparison(
        question, before: side.applied.before, after: side.applied.after,
        requirements: side.scenario.requirements)
      var document = ResultDocument(comparison, of: side.applied)
      if side.scenario.isUncertain {
        document.append(
          try ScenarioUncertainty(
            side.scenario, on: network, comparison.question,
            draws: side.scenario.draws ?? ScenarioUncertainty.standardDraws,
            seed: side.scenario.seed ?? SplitMix64.standardSeed),
          of: side.scenario, in: network)
      }
      return ReportScenario(
        name: side.scenario.name,
        file: scenario.split(separator: "/").last.map(String.init) ?? scenario,
        comparison: comparison, requirements: side.scenario.requirements, document: document)
    } catch {
      throw fail(1, error.message, options.language)
    }
  }
}
