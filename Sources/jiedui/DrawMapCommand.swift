internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw map`: where donors and recipients lie, and who helps whom or with how much.
struct DrawMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw who helps whom on a projected map, or how much funds run from where to where.",
    discussion: """
      Boundaries come from the GeoJSON files that the table sources names in its column file, or \
      from --boundaries. Maps of more than one province that are published in China need an official \
      review; its number goes into --map-number. With --show funds a line is the sum of the flows of one step \
      between two units; --within, --group or --to choose who receives, --from who gives.
      """)

  /// What lines are.
  enum Show: String, CaseIterable, ExpressibleByArgument {
    case pairings, funds
  }

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FigureOptions
  @OptionGroup var ground: BoundaryOptions
  @OptionGroup var filter: FlowFilterOptions

  @Option(help: "What lines are: pairings, or funds with their amounts as widths.")
  var show = Show.pairings

  @Option(help: "One frame or two panels: auto (by extent), one or two.")
  var frame = MapFrame.auto

  @Option(help: "With --show funds: only what this place or group gives, or what lies in it.")
  var from: String?

  @Option(help: "With --show funds: only what this place or group receives, or what lies in it.")
  var to: String?

  @Option(help: "With --show funds: the level of donors, when it is another one.")
  var donorLevel: Level?

  func validate() throws {
    guard show == .funds else {
      if filter.isUsed || from != nil || to != nil || donorLevel != nil {
        throw ValidationError(
          "--measure, --status, --category, --agreement, --programme, --years, --from, --to and --donor-level "
            + "go with --show funds.")
      }
      return
    }
    guard case .level = asked.units.level else {
      throw ValidationError("--show funds takes a level of places: county, town, prefecture ….")
    }
    if to != nil, asked.units.within != nil || asked.units.group != nil {
      throw ValidationError("--to and --within (or --group) both say who receives; leave one out.")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let provenance = package.provenance(asked.file, mapNumber: ground.mapNumber)
    var question = try asked.units.question(options, in: network)
    var picture: PairingPicture
    switch show {
    case .pairings:
      picture = PairingPicture(
        question, in: network, language: options.language, provenance: provenance)
    case .funds:
      let recipient = try to.map { try options.find($0, in: network) }
      if let recipient {
        if network.kind(of: recipient).level == nil {
          question.group = recipient
        } else {
          question.within = recipient
        }
      }
      picture = PairingPicture(
        funds: try paths(to: recipient ?? question.group ?? question.within, in: network),
        over: question, in: network, language: options.language, provenance: provenance)
    }
    let (areas, credits) = try ground.load(options, in: network)
    picture.frame.notes += credits
    let map: PairingMap
    do {
      map = try PairingMap(
        picture, areas: areas, projection: try Projection(to: ground.crs), frame: frame)
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
    try asked.file.write(
      map.figure, ResultDocument(map: map, of: picture, file: asked.file.output), of: package,
      options)
  }

  /// The flows from donor to recipient, at the level of the units.
  private func paths(to recipient: NodeIndex?, in network: PairingNetwork) throws -> FlowPaths {
    guard case .level(let level) = asked.units.level else { throw ExitCode(64) }
    var question = try filter.question(options, in: network)
    question.donor = try from.map { try options.find($0, in: network) }
    question.recipient = recipient
    question.until = asked.units.date.asOf
    do throws(PathsError) {
      return try FlowPaths(
        question, through: [.donor(donorLevel ?? level), .recipient(level)], in: network)
    } catch {
      throw fail(64, error.message, options.language)
    }
  }
}
