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

  @OptionGroup var asked: FlowFilterOptions

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
