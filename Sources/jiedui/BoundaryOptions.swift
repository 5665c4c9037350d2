internal import ArgumentParser
internal import JieduiKit

/// The ground of a map, its projection and its review.
struct BoundaryOptions: ParsableArguments {
  @Option(help: "A GeoJSON file of areas; may be given several times.", completion: .file())
  var boundaries: [String] = []

  @Option(help: "The reference system of the drawing, as PROJ writes it. Default: China Albers.")
  var crs = Projection.chinaAlbersText

  @Option(help: "The number of the official review of this map.")
  var mapNumber: String?

  /// The areas of the files that are named here, else in the table sources, and whom the map must credit for them.
  func load(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> (areas: [FigureArea], credits: [String]) {
    let named = network.sources.compactMap(\.file).filter { $0.hasSuffix(".geojson") }
    let folder =
      options.package.hasSuffix("datapackage.json") ? options.package + "/.." : options.package
    let files = boundaries.isEmpty ? named.map { "\(folder)/\($0)" } : boundaries
    var areas: [FigureArea] = []
    var credits: [String] = []
    for file in files {
      let result = GeoJSONReader.read(file)
      RunRecord.note("boundaries", file: file)
      guard !result.hasErrors else {
        for issue in result.issues { Output.remark(issue.message(in: options.language)) }
        throw ExitCode(1)
      }
      areas += result.boundaries.map { FigureArea(id: $0.id, area: $0.area, in: network) }
      if let credit = result.attribution, !credits.contains(credit) { credits.append(credit) }
    }
    return (areas, FigureFrame.boundaryCredits(credits, options.language))
  }
}
