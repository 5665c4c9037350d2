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

  @OptionGroup var ground: BoundaryOptions

  func run() throws {
    let package = try options.load()
    let network = package.network
    var picture = PairingPicture(
      try asked.units.question(options, in: network), in: network, language: options.language,
      provenance: package.provenance(asked.file, mapNumber: ground.mapNumber))
    let (areas, credits) = try ground.load(options, in: network)
    picture.frame.notes += credits
    let map: PairingMap
    do {
      map = try PairingMap(picture, areas: areas, projection: try Projection(to: ground.crs))
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
    try asked.file.write(
      map.figure, ResultDocument(map: map, of: picture, file: asked.file.output), of: package,
      options)
  }
}
