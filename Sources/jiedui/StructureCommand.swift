internal import ArgumentParser
internal import JieduiKit

/// `jiedui structure`: how does the network hang together, and what holds it?
struct StructureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "structure",
    abstract:
      "Show components, cut nodes and edges, cores and communities, and who depends on whom.",
    discussion: "--leaving NODE says what is lost if that donor leaves.")

  @OptionGroup var options: PackageOptions
  @OptionGroup var network: NetworkOptions

  @Option(help: "A donor that is supposed to leave (id, name or short name).")
  var leaving: String?

  @Option(help: "Communities: above 1 favours smaller ones.")
  var resolution = 1.0

  @Option(help: "The seed of the search for communities.")
  var seed = SplitMix64.standardSeed

  @OptionGroup var result: ResultOptions

  func validate() throws {
    guard resolution >= 0, resolution.isFinite else {
      throw ValidationError("--resolution must not be negative.")
    }
    if network.undirected {
      throw ValidationError("--undirected does not apply: who helps whom has a direction.")
    }
  }

  func run() throws {
    let package = try options.load()
    let graph = try network.graph(options, in: package.network).network
    let leaver = try leaving.map { try options.find($0, in: package.network) }
    let position = try leaver.map { node in
      guard let position = graph.position(of: node) else {
        let name = package.network[node]
        throw fail(
          64,
          Wording(
            en: "\(name.name(in: .en)) has no edge in these layers on this date.",
            zh: "\(name.name)在所选类别与时间没有任何联系。"), options.language)
      }
      return position
    }
    let progress = ProgressLine(quiet: options.quiet)
    let structure = try graphErrors(options.language) { () throws(GraphError) in
      try NetworkStructure(
        graph, in: package.network, resolution: resolution, seed: seed,
        execution: progress.execution)
    }
    progress.clear()
    try options.present(
      ResultDocument(structure, leaving: position, in: package.network), of: package, as: result)
  }
}
