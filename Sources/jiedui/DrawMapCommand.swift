internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw map`: where donors and recipients lie, in two panels.
struct DrawMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw recipients and donors on a projected map of two panels.",
    discussion: """
      Boundaries come from the GeoJSON files that the table sources names in its column file, or \
      from --boundaries. Maps of more than one province that are published in China need an official \
      review; its number goes into --map-number.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FigureOptions

  @Option(help: "A GeoJSON file of areas; may be given several times.", completion: .file())
  var boundaries: [String] = []

  @Option(help: "The reference system of the drawing, as PROJ writes it. Default: China Albers.")
  var crs = Projection.chinaAlbersText

  @Option(help: "The number of the official review of this map.")
  var mapNumber: String?

  func run() throws {
    let package = try options.load()
    let network = package.network
    let picture = PairingPicture(
      try asked.units.question(options, in: network), in: network, language: options.language,
      provenance: package.provenance(mapNumber: mapNumber))
    let areas = try loadAreas(in: network)
    let map: PairingMap
    do {
      map = try PairingMap(picture, areas: areas, projection: try Projection(to: crs))
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
    try asked.write(
      map.figure, ResultDocument(map: map, of: picture, file: asked.output), of: package, options)
  }

  private func loadAreas(in network: PairingNetwork) throws -> [FigureArea] {
    let named = network.sources.compactMap(\.file).filter { $0.hasSuffix(".geojson") }
    let folder =
      options.package.hasSuffix("datapackage.json") ? options.package + "/.." : options.package
    let files = boundaries.isEmpty ? named.map { "\(folder)/\($0)" } : boundaries
    return try files.flatMap { file -> [FigureArea] in
      let result = GeoJSONReader.read(file)
      guard !result.hasErrors else {
        for issue in result.issues { Output.remark(issue.message(in: options.language)) }
        throw ExitCode(1)
      }
      return result.boundaries.map { FigureArea(id: $0.id, area: $0.area, in: network) }
    }
  }
}
