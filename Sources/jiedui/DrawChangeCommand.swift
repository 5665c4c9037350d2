internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw change`: how much each unit gains or loses.
struct DrawChangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Draw what each unit gains or loses: between years, by a scenario, or by a plan.",
    discussion: """
      Give --from and --to (years), or --scenario, or --problem. The numbers are those of ‘jiedui flows’, \
      ‘jiedui whatif’ and ‘jiedui reallocate’. Units for which nothing is on record on a side are told apart from 0; \
      units that a rule bounds are marked with its name.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: ChangeOptions
  @OptionGroup var file: FigureFileOptions

  @OptionGroup var ground: BoundaryOptions

  @Option(help: "The look: \(ChangeShow.allCases.map(\.rawValue).joined(separator: ", ")).")
  var show = ChangeShow.bars

  @Option(
    help:
      "With --show pairings: the layers, separated by commas, or all (without central). Default: county."
  )
  var kind: String?

  func validate() throws {
    _ = try pairingKinds(kind)
    if show == .pairings {
      try asked.validateForPairings()
    } else if kind != nil {
      throw ValidationError("--kind goes with --show pairings.")
    }
  }

  func run() throws {
    let package = try options.load()
    let (figure, document) = try drawn(package)
    try file.write(figure, document, of: package, options)
  }

  private func drawn(_ package: LoadedPackage) throws -> (Figure, ResultDocument) {
    if show == .pairings { return try pairings(package) }
    var picture = try asked.picture(options, file, of: package, mapNumber: ground.mapNumber)
    do {
      switch show {
      case .bars:
        let bars = try ChangeBars(picture)
        return (bars.figure, ResultDocument(bars, file: file.output))
      case .slope:
        let slope = try ChangeSlope(picture)
        return (slope.figure, ResultDocument(slope, file: file.output))
      case .map, .pairings:
        let (areas, credits) = try ground.load(options, in: package.network)
        picture.frame.notes += credits
        let map = try ChangeMap(
          picture, areas: areas, projection: try Projection(to: ground.crs))
        return (map.figure, ResultDocument(map, file: file.output))
      }
    } catch let error as FigureError {
      throw fail(64, error.message, options.language)
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
  }
}

extension DrawChangeCommand {
  private func pairings(_ package: LoadedPackage) throws -> (Figure, ResultDocument) {
    let kinds = try pairingKinds(kind)
    guard
      let picture = asked.pairings(kinds.isEmpty ? [.county] : kinds, options, file, of: package)
    else { throw ValidationError("--show pairings takes two dates: --from and --to.") }
    do throws(FigureError) {
      let diagram = try PairingChangeDiagram(picture)
      return (diagram.figure, ResultDocument(diagram, file: file.output))
    } catch {
      throw fail(64, error.message, options.language)
    }
  }
}

/// How a change is shown.
enum ChangeShow: String, CaseIterable, ExpressibleByArgument {
  case bars, slope, map, pairings
}
