internal import ArgumentParser
internal import JieduiKit

/// Of which measure, step, category, agreement, programme and years.
struct FlowFilterOptions: ParsableArguments {
  @Option(help: "What counts: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
  var measure = Measure.money

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

  @Option(help: "Only flows that surely lie in this year (2019) or these years (2016-2020).")
  var years: YearSpan?

  /// Whether any of them was given.
  var isUsed: Bool {
    measure != .money || status != nil || category != nil || agreement != nil || programme != nil
      || years != nil
  }

  func question(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> FlowQuestion {
    FlowQuestion(
      measure: measure, status: status,
      categories: try options.categories(category, in: network),
      agreement: try options.agreement(agreement, in: network), programme: programme,
      years: years?.years)
  }
}

/// Which flows are asked about, between whom.
struct FlowOptions: ParsableArguments {
  @OptionGroup var filter: FlowFilterOptions

  @Option(help: "Only what this place, group or organisation gives, or what lies in it.")
  var from: String?

  @Option(help: "Only what this place, group or organisation receives, or what lies in it.")
  var to: String?

  @Option(
    help: "Class each flow as incoming, internal, outgoing or outside of this place or group.")
  var within: String?

  func question(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> FlowQuestion {
    var question = try filter.question(options, in: network)
    question.donor = try from.map { try options.find($0, in: network) }
    question.recipient = try to.map { try options.find($0, in: network) }
    question.within = try within.map { try options.find($0, in: network) }
    return question
  }
}

extension PackageOptions {
  /// The id of an agreement that is in the package.
  func agreement(_ id: String?, in network: PairingNetwork) throws -> String? {
    guard let id, !network.agreements.contains(where: { $0.id == id }) else { return id }
    throw fail(
      64,
      Wording(
        en: "There is no agreement ‘\(id)’. ‘jiedui agreement’ lists them.",
        zh: "没有编号为“\(id)”的协议，可用“jiedui agreement”查看。"), language)
  }

  /// Reads a list of categories that flows have; an empty set stands for all.
  func categories(_ text: String?, in network: PairingNetwork) throws -> Set<String> {
    let categories = Set(text?.split(separator: ",").map(String.init) ?? [])
    let known = network.categories
    if let unknown = categories.sorted().first(where: { !known.contains($0) }) {
      let list = known.joined(separator: ", ")
      throw fail(
        64,
        Wording(
          en: "No flow has the category ‘\(unknown)’. Categories here: \(list).",
          zh: "没有类别为“\(unknown)”的流动。现有类别：\(list)。"), language)
    }
    return categories
  }
}

/// A year or a span of years: `2019`, `2016-2020`, `2016/2020`.
struct YearSpan: ExpressibleByArgument {
  let years: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "/" || $0 == "–" })
    let numbers = parts.compactMap { $0.count == 4 ? Int($0) : nil }
    guard numbers.count == parts.count, let first = numbers.first, let last = numbers.last,
      numbers.count <= 2, first <= last
    else { return nil }
    years = first...last
  }
}

/// How the answer is laid out.
struct FlowViewOptions: ParsableArguments {
  @Option(
    help:
      "Break down by these, separated by commas: \(FlowDimension.allNames.joined(separator: ", ")); or nothing. Default: category,year."
  )
  var by: String?

  @Option(help: "Let places below this level stand for the place of the level in which they lie.")
  var level: Level?

  @Option(help: "The level of donors, when it is another one.")
  var donorLevel: Level?

  @Option(help: "The level of recipients, when it is another one.")
  var recipientLevel: Level?

  @Option(help: "The order of the lines: key or amount. Default: amount, or key with years.")
  var order: FlowAccounts.LineOrder?

  @Option(help: "Show the first lines only.")
  var top: Int?

  @Option(
    help: "Divide by an indicator of the place, such as population; refused where it is missing.")
  var per: String?

  @Option(help: "The year of the indicator, for lines that have no single year.")
  var indicatorYear: Int?

  @Flag(help: "Show who does what where: donors × recipients × kinds of help.")
  var matrix = false

  @Option(
    help:
      "With --matrix: the layers of pairings, separated by commas, or all. Default: all but central."
  )
  var kind: String?

  @OptionGroup var date: DateOptions

  @Option(help: "Show how many came through each step of this category; needs --from.")
  var funnel: String?

  @Flag(help: "Show how much of each envelope its parts use.")
  var envelopes = false

  func validate(_ asked: FlowOptions) throws {
    _ = try dimensions()
    _ = try pairingKinds(kind)
    if let top, top < 1 { throw ValidationError("--top takes a number of lines from 1.") }
    if [matrix, funnel != nil, envelopes].count(where: { $0 }) > 1 {
      throw ValidationError("Choose one of --matrix, --funnel and --envelopes.")
    }
    if funnel != nil, asked.from == nil {
      throw ValidationError("--funnel needs --from: where those come from who take part.")
    }
    if funnel != nil,
      asked.filter.status != nil || asked.filter.category != nil || asked.within != nil
    {
      throw ValidationError(
        "--funnel shows all steps of one category; leave out --status, --category, --within.")
    }
    if !matrix, kind != nil || date.asOf != nil {
      throw ValidationError("--kind and --as-of go with --matrix; use --years for flows.")
    }
    if matrix || funnel != nil || envelopes {
      if by != nil || per != nil || top != nil || order != nil {
        throw ValidationError("--by, --per, --top and --order go with totals, not with this view.")
      }
    }
    if envelopes,
      asked.filter.status != nil || asked.filter.category != nil || asked.from != nil
        || asked.to != nil
    {
      throw ValidationError("--envelopes takes --measure and --within only.")
    }
    if per != nil {
      let places = try dimensions().contains {
        if case .donor = $0 { true } else if case .recipient = $0 { true } else { false }
      }
      guard places else { throw ValidationError("--per needs --by recipient or --by donor.") }
    }
  }

  func dimensions() throws -> [FlowDimension] {
    let names = by.map { $0.split(separator: ",").map(String.init) } ?? ["category", "year"]
    if names == ["nothing"] { return [] }
    var dimensions: [FlowDimension] = []
    for name in names where name != "status" {
      guard
        let dimension = FlowDimension(
          name: name, donorLevel: donorLevel ?? level, recipientLevel: recipientLevel ?? level)
      else {
        throw ValidationError(
          "Flows cannot be broken down by ‘\(name)’. Choose from: \(FlowDimension.allNames.joined(separator: ", "))."
        )
      }
      guard !dimensions.contains(dimension) else {
        throw ValidationError("‘\(name)’ stands twice in --by.")
      }
      dimensions.append(dimension)
    }
    return dimensions
  }

  func lineOrder(_ dimensions: [FlowDimension]) -> FlowAccounts.LineOrder {
    order ?? (dimensions.contains(.year) && top == nil ? .key : .amount)
  }
}
