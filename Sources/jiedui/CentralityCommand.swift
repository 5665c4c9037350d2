internal import ArgumentParser
internal import JieduiKit

/// `jiedui centrality`: which nodes are central, by which measure?
struct CentralityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centrality",
    abstract: "Measure how central the nodes of the pairing or fund network are.",
    discussion: """
      Nodes stand by the first measure, largest first. --format json says what each number counts. \
      Nodes that no edge of the asked layers touches are not listed.
      """)

  @OptionGroup var options: PackageOptions

  @Option(
    help: ArgumentHelp(
      """
      The measures, separated by commas: \
      \(GraphMeasure.ofNodes.map(\.rawValue).joined(separator: ", ")). \
      Default: degree, and strength where edges are amounts that can be added up.
      """, valueName: "measures"))
  var measure: String?

  @OptionGroup var network: NetworkOptions
  @OptionGroup var tuning: MeasureTuning

  @Option(help: "List only the first so many nodes.")
  var top: Int?

  @OptionGroup var result: ResultOptions

  func validate() throws {
    if let measure { _ = try graphMeasures(measure, among: GraphMeasure.ofNodes) }
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
  }

  /// The measures asked for; by default degree, and strength where edges are amounts.
  private func measures(of graph: NetworkGraph) throws -> [GraphMeasure] {
    guard let measure else { return graph.weighsAmounts ? [.degree, .strength] : [.degree] }
    let asked = try graphMeasures(measure, among: GraphMeasure.ofNodes)
    if let reason = graph.unweighable, asked.contains(.strength) {
      throw fail(64, reason.message, options.language)
    }
    return asked
  }

  func run() throws {
    let package = try options.load()
    let (graph, measured) = try network.graph(options, in: package.network)
    let progress = ProgressLine(quiet: options.quiet)
    var tuned = tuning.options
    tuned.execution = progress.execution
    let asked = try measures(of: graph)
    let readings = try graphErrors(options.language) { () throws(GraphError) in
      try read(asked, of: measured, tuned)
    }
    progress.clear()
    var document = ResultDocument(
      "centrality", readings, of: measured.graph,
      as: MeasurePresentation(graph, in: package.network), top: top)
    document.describe(graph, in: package.network)
    try options.present(document, of: package, as: result)
  }
}
