internal import ArgumentParser
internal import JieduiKit

/// `jiedui trace`: where did it come from, and where did it end?
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follow money up- and downstream through the nodes, exactly to the fen.",
    discussion: """
      Each node passes on a mixture of what it received, in proportion. Upstream: which donors' money reached the \
      node, and how much of each. Downstream: where what it gave ended. Money of different steps is never mixed; \
      what the record does not account for has lines of its own.
      """)

  /// Which way amounts are followed.
  enum Way: String, ExpressibleByArgument, CaseIterable {
    case up, down, both

    var directions: [TraceQuestion.Direction] {
      switch self {
      case .up: [.upstream]
      case .down: [.downstream]
      case .both: [.upstream, .downstream]
      }
    }
  }

  @OptionGroup var options: PackageOptions

  @Argument(
    help: "The node: an id, code, name, short name or alias; PLACE/NAME tells homonyms apart.")
  var node: String

  @Option(help: "Follow up (to the origins), down (to the ends) or both.")
  var direction = Way.both

  @Flag(help: "The node alone, without what lies in it.")
  var itself = false

  @OptionGroup var asked: TracedFlowOptions

  @Option(help: "Let places below this level stand for the place of the level in which they lie.")
  var level: Level?

  @Option(help: "Show so many lines of each table, and the others as one.")
  var top: Int?

  @OptionGroup var result: ResultOptions

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top takes a number of lines from 1.") }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = TraceQuestion(
      node: try options.find(node, in: network), extent: itself ? .itself : .withContents,
      directions: direction.directions, flows: try asked.question(options, in: network),
      level: level)
    let trace: FlowTrace
    do throws(TraceRefusal) {
      trace = try FlowTrace(question, in: network)
    } catch {
      throw fail(64, error.message, options.language)
    }
    try options.present(ResultDocument(trace, top: top, in: network), of: package, as: result)
  }
}

/// Which flows are followed.
struct TracedFlowOptions: ParsableArguments {
  @Option(help: "What is followed: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
  var measure = Measure.money

  @Option(
    help:
      "The step: \(FlowStatus.allCases.map(\.rawValue).joined(separator: ", ")). Needed when the node has flows of several."
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

  func question(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> FlowQuestion {
    FlowQuestion(
      measure: measure, status: status,
      categories: try options.categories(category, in: network),
      agreement: try options.agreement(agreement, in: network),
      programme: programme, years: years?.years)
  }
}
