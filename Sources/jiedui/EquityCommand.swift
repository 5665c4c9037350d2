internal import ArgumentParser
internal import JieduiKit

/// `jiedui equity`: how evenly is it spread, and on whom does it hang?
struct EquityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equity",
    abstract:
      "Measure how evenly money or another measure is spread over units, and how concentrated it is.",
    discussion: """
      Gini, Theil, Atkinson, variation, Hoover; Theil within and between the groups of --by; the concentration \
      index against --rank-by; intervals with --bootstrap. Units without a record are counted apart, never as zero.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: EquityOptions
  @OptionGroup var result: ResultOptions

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.question(options, in: network)
    let progress = ProgressLine(quiet: options.quiet)
    let report: EquityReport
    do throws(EquityError) {
      report = try EquityReport(
        question, aversions: asked.aversions, bootstrap: asked.drawing, in: network,
        execution: progress.execution)
    } catch {
      progress.clear()
      throw fail(error.isAboutData ? 1 : 64, error.message(in: network), options.language)
    }
    progress.clear()
    try options.present(ResultDocument(report, in: network), of: package, as: result)
  }
}

/// Over which units, of what, weighed and grouped by what.
struct EquityOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The units: \(UnitClass.allNames.joined(separator: ", ")).", valueName: "units"))
  var level = UnitClass.level(.county)

  @Option(help: "Only units in this place, or members of this group (id, name or short name).")
  var within: String?

  @Option(help: "What counts for a unit: what it receives (recipient) or gives (donor).")
  var side = EquityQuestion.Side.recipient

  @Option(help: "What is spread: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
  var measure = Measure.money

  @Option(
    help:
      "The step that counts: \(FlowStatus.allCases.map(\.rawValue).joined(separator: ", ")); needed when there are several."
  )
  var status: FlowStatus?

  @Option(help: "The unit that counts, CNY for money; needed when there are several.")
  var unit: String?

  @Option(help: "Categories, separated by commas.")
  var category: String?

  @Option(help: "Only flows under this agreement (id).")
  var agreement: String?

  @Option(help: "Only flows that surely lie in this year (2019) or these years (2016-2020).")
  var years: YearSpan?

  @Option(
    help: ArgumentHelp(
      "Split Theil by the places of this level, or into members of this group (or place) and others.",
      valueName: "level or group"))
  var by: String?

  @Option(help: "Take values per unit of this indicator and weigh by it, such as population.")
  var indicator: String?

  @Option(
    help: "The year of the indicators. Default: that of --years when it is one, else the latest.")
  var indicatorYear: Int?

  @Option(
    help: ArgumentHelp(
      "Rank units by this indicator, or by one over another (revenue/population), for the concentration index.",
      valueName: "indicator"))
  var rankBy: String?

  @Option(help: ArgumentHelp("Aversions to inequality of the Atkinson index.", valueName: "list"))
  var epsilon = "0.5,1,2"

  @Option(help: "Draw so many replicates for intervals; 0 for none.")
  var bootstrap = 0

  @Option(help: "The share of replicates between the ends of an interval.")
  var confidence = 0.95

  @Option(help: "The seed of the replicates.")
  var seed = SplitMix64.standardSeed

  func validate() throws {
    _ = try parsedAversions()
    guard (0...1_000_000).contains(bootstrap) else {
      throw ValidationError("--bootstrap takes a number from 0 to 1000000.")
    }
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence must lie between 0 and 1.")
    }
    if indicatorYear != nil, indicator == nil, rankBy == nil {
      throw ValidationError("--indicator-year goes with --indicator or --rank-by.")
    }
    _ = try ranking()
    if let by, let level = Level(rawValue: by), case .level(let units) = self.level, level >= units
    {
      throw ValidationError("--by takes a level above the units.")
    }
  }

  var aversions: [Double] { (try? parsedAversions()) ?? [] }

  private func parsedAversions() throws -> [Double] {
    var found: [Double] = []
    for text in epsilon.split(separator: ",") {
      guard let value = Double(text), value >= 0, value.isFinite else {
        throw ValidationError("--epsilon takes numbers from 0, separated by commas; not ‘\(text)’.")
      }
      if !found.contains(value) { found.append(value) }
    }
    return found
  }

  private func ranking() throws -> RankingQuestion? {
    guard let rankBy else { return nil }
    let names = rankBy.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(names.count), !names.contains("") else {
      throw ValidationError("--rank-by takes an indicator, or two with a / between them.")
    }
    return RankingQuestion(
      IndicatorQuestion(names[0], year: indicatorYear),
      per: names.count == 2 ? IndicatorQuestion(names[1], year: indicatorYear) : nil)
  }

  /// How intervals are drawn; nothing when none are wanted.
  var drawing: BootstrapOptions? {
    bootstrap > 0 ? BootstrapOptions(replicates: bootstrap, seed: seed, level: confidence) : nil
  }

  func question(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> EquityQuestion {
    EquityQuestion(
      level, within: try within.map { try options.find($0, in: network) }, side: side,
      measure: measure, status: status, unit: unit,
      categories: try options.categories(category, in: network),
      agreement: try options.agreement(agreement, in: network), years: years?.years,
      grouping: try by.map { name in
        if let level = Level(rawValue: name) { return .level(level) }
        return .members(try options.find(name, in: network))
      }, denominator: indicator.map { IndicatorQuestion($0, year: indicatorYear) },
      ranking: try ranking())
  }
}
