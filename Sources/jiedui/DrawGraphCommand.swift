internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw graph`: a whole network at once.
struct DrawGraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract:
      "Draw a whole network: every node and edge of the asked layers, where forces put them.",
    discussion: """
      The layers, dates and places are those of ‘jiedui centrality’, and so are the numbers that give the sizes. \
      One network has one drawing: nothing is placed at random.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var file: FigureFileOptions
  @OptionGroup var tuning: MeasureTuning

  @Option(help: "What the colour of a node says: kind, community or side.")
  var colour = GraphPicture.Colour.kind

  @Option(
    help: ArgumentHelp(
      """
      What the area of a node says: none, or \
      \(GraphMeasure.sizes.map(\.rawValue).joined(separator: ", ")); _in or _out after it chooses a direction.
      """, valueName: "measure"))
  var size = "degree"

  @Option(
    help: ArgumentHelp(
      "Also show the units of this class that no edge touches.", valueName: "units"))
  var isolated: UnitClass?

  func validate() throws {
    if size != "none" { _ = try measure() }
  }

  /// The measure, and the key of its column.
  private func measure() throws -> GraphMeasure {
    let stem = ["_in", "_out"].reduce(size) {
      $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0
    }
    for name in [size, stem] {
      if let measure = GraphMeasure(rawValue: name), GraphMeasure.sizes.contains(measure) {
        return measure
      }
    }
    let known = GraphMeasure.sizes.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("There is no size ‘\(size)’. Sizes are: none, \(known).")
  }

  func run() throws {
    let package = try options.load()
    let (graph, measured) = try network.graph(options, in: package.network)
    let progress = ProgressLine(quiet: options.quiet)
    var tuned = tuning.options
    tuned.execution = progress.execution
    var chosen: (reading: MeasureReading, column: Int)?
    if size != "none" {
      let measure = try measure()
      if let reason = graph.unweighable, measure == .strength {
        throw fail(64, reason.message, options.language)
      }
      let reading = try graphErrors(options.language) { () throws(GraphError) in
        try read(measure, of: measured, tuned)
      }
      guard let column = reading.column(named: size) else {
        throw fail(
          64,
          Wording(
            en: "\(measure.rawValue) has no column ‘\(size)’ here.",
            zh: "此处 \(measure.rawValue) 没有“\(size)”一列。"), options.language)
      }
      chosen = (reading, column)
    }
    var communities: [Int]?
    if colour == .community {
      let found = try graphErrors(options.language) { () throws(GraphError) in
        try read(.leiden, of: measured, tuned)
      }
      communities = found.membership
    }
    progress.clear()
    let picture = GraphPicture(
      graph, isDirected: !network.undirected, colour: colour, size: chosen,
      communities: communities, isolated: isolated, in: package.network,
      language: options.language, provenance: package.provenance(file))
    let diagram: GraphDiagram
    do throws(FigureError) {
      diagram = try GraphDiagram(picture)
    } catch {
      throw fail(64, error.message, options.language)
    }
    var document = ResultDocument(diagram, file: file.output)
    document.describe(graph, in: package.network)
    try file.write(diagram.figure, document, of: package, options)
  }
}
