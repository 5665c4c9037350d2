internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw coverage`: which units are paired, on a map or as a ladder of levels.
struct DrawCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Draw which units are paired: a map of states or rates, or bars from county to village.",
    discussion: """
      Confirmed absence, no record and a rate of zero have three looks. Boundaries come from the GeoJSON files \
      that the table sources names in its column file, or from --boundaries.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FigureOptions
  @OptionGroup var ground: BoundaryOptions

  @Option(help: "The end of a pairing that counts: recipient, donor or either.")
  var side = CoverageQuestion.Side.recipient

  @Option(help: "Show rates by the places of this level: province, prefecture or county.")
  var by: Level?

  @Flag(help: "Draw one bar a level, from county to village, instead of a map.")
  var ladder = false

  func validate() throws {
    if ladder, by != nil { throw ValidationError("--ladder shows all levels; leave out --by.") }
    if let by, case .level(let level) = asked.units.level, by >= level {
      throw ValidationError("--by takes a level above that of the units (\(level.rawValue)).")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.units.question(options, side: side, in: network)
    if ladder {
      let drawing = CoverageLadder(
        question, kinds: try asked.units.kinds(), in: network, language: options.language,
        provenance: package.provenance(asked.file))
      try asked.file.write(
        drawing.figure, ResultDocument(ladder: drawing, file: asked.file.output), of: package,
        options)
      return
    }
    var picture = CoveragePicture(
      question, by: by, in: network, language: options.language,
      provenance: package.provenance(asked.file, mapNumber: ground.mapNumber))
    let (areas, credits) = try ground.load(options, in: network)
    picture.frame.notes += credits
    let map: CoverageMap
    do {
      map = try CoverageMap(picture, areas: areas, projection: try Projection(to: ground.crs))
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
    try asked.file.write(
      map.figure, ResultDocument(coverageMap: map, of: picture, file: asked.file.output),
      of: package, options)
  }
}
