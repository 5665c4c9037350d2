internal import ArgumentParser
internal import JieduiKit

/// `jiedui suggest`: which new pairings would close the gaps?
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggest new pairings for the units that have none, the best that capacities allow.",
    discussion: """
      Existing pairings stay. As many units as possible get a donor, at the least total distance. \
      Towns, villages and facilities are paired only where their counties are. Exit code 2 when there \
      are gaps and none can be closed.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var units: UnitOptions

  @Option(
    help: ArgumentHelp(
      "Where the donors are: a place or group (id, name or short name); may be repeated.",
      valueName: "place"))
  var donors: [String]

  @Option(
    help: ArgumentHelp(
      "What the donors are: \(UnitClass.allNames.joined(separator: ", ")); as the units by default.",
      valueName: "units"))
  var donorLevel: UnitClass?

  @Option(help: "The most recipients that a donor may have, existing ones counted.")
  var capacity: Int?

  @Option(
    help: ArgumentHelp(
      "The capacity of one donor, as PLACE=NUMBER; may be repeated.", valueName: "place=number"))
  var capacityOf: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      The states that count as a gap, separated by commas: \
      \(CoverageState.allCases.filter { $0 != .direct }.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "states"))
  var gaps = "none,no_record"

  @Option(
    help: ArgumentHelp(
      "Serve the neediest first: by an indicator (population/2020), or fewest-donors.",
      valueName: "need"))
  var need: String?

  @Option(help: "The most new pairings.")
  var most: Int?

  @Option(
    help:
      "Reach as many places of this level as possible first: province, prefecture, county, town.")
  var reach: Level?

  @Flag(help: "Spread the recipients over the donors as equally as possible; distance comes after.")
  var equalLoads = false

  @Flag(help: "Do not ask that the counties above be paired.")
  var ignoreParents = false

  @Flag(help: "Put what has no position at the seat of the place above, and say so.")
  var approximatePositions = false

  @Flag(help: "Write the new pairings as rows of the table pairings.")
  var asPairings = false

  @OptionGroup var result: ResultOptions

  func validate() throws {
    _ = try gapStates()
    _ = try priority()
    _ = try singleCapacities()
    if let capacity, capacity < 0 { throw ValidationError("--capacity must not be negative.") }
    if let most, most < 1 { throw ValidationError("--most must be at least 1.") }
    guard !donors.isEmpty else { throw ValidationError("--donors says where the donors are.") }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    var question = SuggestionQuestion(
      try units.question(options, in: network),
      donorPlaces: try donors.map { try options.find($0, in: network) }, donors: donorLevel,
      capacity: capacity)
    question.gapStates = try gapStates()
    question.priority = try priority()
    for (place, number) in try singleCapacities() {
      question.capacities[try options.find(place, in: network)] = number
    }
    question.most = most
    question.reach = reach
    question.loads = equalLoads ? .equal : .byDistance
    question.pairingAbove = ignoreParents ? .ignored : .respected
    question.positions = approximatePositions ? .orOfPlaceAbove : .own
    let progress = ProgressLine(quiet: options.quiet)
    let report: SuggestionReport
    do throws(SuggestionError) {
      report = try suggestions(question, in: network, execution: progress.execution)
    } catch {
      progress.clear()
      throw fail(64, error.message, options.language)
    }
    progress.clear()
    try options.present(
      asPairings
        ? ResultDocument(pairingsOf: report, in: network)
        : ResultDocument(suggestions: report, in: network), of: package, as: result)
    if report.suggestions.isEmpty, report.gapCount > 0 { throw ExitCode(2) }
  }

  private func gapStates() throws -> Set<CoverageState> {
    var states: Set<CoverageState> = []
    for word in gaps.split(separator: ",") {
      guard let state = CoverageState(rawValue: String(word)), state != .direct else {
        let known = CoverageState.allCases.filter { $0 != .direct }.map(\.rawValue)
        throw ValidationError(
          "‘\(word)’ is no state of a gap. States are: \(known.joined(separator: ", ")).")
      }
      states.insert(state)
    }
    guard !states.isEmpty else { throw ValidationError("--gaps names no state.") }
    return states
  }

  private func priority() throws -> SuggestionQuestion.Priority {
    guard let need else { return .none }
    if need == "fewest-donors" { return .fewestDonors }
    let parts = need.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let year = Int(parts[1]), (0...9999).contains(year)
    else {
      throw ValidationError("--need is INDICATOR/YEAR, such as population/2020, or fewest-donors.")
    }
    return .indicator(name: String(parts[0]), year: year)
  }

  private func singleCapacities() throws -> [(String, Int)] {
    try capacityOf.map { text in
      guard let sign = text.lastIndex(of: "="), let number = Int(text[text.index(after: sign)...]),
        number >= 0, sign > text.startIndex
      else {
        throw ValidationError("--capacity-of is PLACE=NUMBER, such as 武清区=6; ‘\(text)’ is not.")
      }
      return (String(text[..<sign]), number)
    }
  }
}
