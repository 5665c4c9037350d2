internal import ArgumentParser
internal import JieduiKit

/// Which facts become the edges of a graph, where and when.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What the edges are, separated by commas: \
      \(NetworkLayer.allCases.map(\.name).joined(separator: ", ")); \
      or pairings (the default): all pairings but central.
      """, valueName: "layers"))
  var layer: String?

  @Option(
    help:
      "The step of a flow that counts: \(FlowStatus.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var status: FlowStatus?

  @Option(help: "Only edges with an end in this place or group (id, name or short name).")
  var within: String?

  @Option(
    help: "Let places below this level stand for the place of the level in which they lie.")
  var level: Level?

  @Flag(help: "Ignore the direction of the edges.")
  var undirected = false

  @OptionGroup var date: DateOptions

  func validate() throws {
    _ = try layers()
  }

  /// The layers that were named.
  func layers() throws -> [NetworkLayer] {
    guard let layer else { return NetworkLayer.pairings }
    var layers: [NetworkLayer] = []
    for name in layer.split(separator: ",") {
      if name == "pairings" {
        layers += NetworkLayer.pairings
      } else if let known = NetworkLayer(name: String(name)) {
        layers.append(known)
      } else {
        let known = NetworkLayer.allCases.map(\.name).joined(separator: ", ")
        throw ValidationError("There is no layer ‘\(name)’. Layers are: \(known), or pairings.")
      }
    }
    return layers
  }

  /// The graph, and the same as measures take it.
  func graph(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> (network: NetworkGraph, measured: MeasuredGraph) {
    let question = NetworkGraphQuestion(
      layers: try layers(), status: status, date: date.asOf,
      within: try within.map { try options.find($0, in: network) }, level: level)
    return try graphErrors(options.language) { () throws(GraphError) in
      let graph = try NetworkGraph(question, in: network)
      var measured = MeasuredGraph(
        graph.graph, strengths: graph.unweighable == nil ? graph.weights : nil)
      if undirected { measured = try measured.undirected() }
      return (graph, measured)
    }
  }
}

/// Turns what a graph refuses into a sentence and exit code 64.
func graphErrors<Value>(
  _ language: Language, naming file: EdgeListFile? = nil, _ body: () throws(GraphError) -> Value
) throws -> Value {
  do throws(GraphError) {
    return try body()
  } catch {
    guard let file else { throw fail(64, error.message, language) }
    let message = error.message(
      naming: { "‘\(file.name(of: $0))’" },
      edges: { edge in
        let (source, target) = file.graph.ends(of: edge)
        return "‘\(file.name(of: source))’–‘\(file.name(of: target))’"
      })
    throw fail(64, message, language)
  }
}
