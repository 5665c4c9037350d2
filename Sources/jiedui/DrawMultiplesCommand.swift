internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw multiples`: one small panel for each year or layer.
struct DrawMultiplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multiples",
    abstract: "Draw one small panel for each year or layer, all on one scale and in one order.",
    discussion: """
      What changed against the year before is in full colour, what did not is grey. Without --years there is a panel \
      for each year in which something changes or is spent. --figure bars takes the options of flows.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var units: UnitOptions
  @OptionGroup var flows: FlowFilterOptions
  @OptionGroup var ground: BoundaryOptions
  @OptionGroup var order: OrderOptions
  @OptionGroup var file: FigureFileOptions

  @Option(help: "What the panels are: year or kind (layers of pairings).")
  var by = MultiplesPicture.Division.year

  @Option(help: "What a panel shows: diagram, coverage (a map) or bars (funds).")
  var figure = MultiplesPicture.Content.diagram

  func validate() throws {
    if figure == .bars {
      guard by == .year else { throw ValidationError("--figure bars has panels of years.") }
      if units.kind != nil || units.date.asOf != nil {
        throw ValidationError("--figure bars shows flows; leave out --kind and --as-of.")
      }
      if units.within != nil, units.group != nil {
        throw ValidationError("--figure bars takes --within or --group, not both.")
      }
      guard case .level = units.level else {
        throw ValidationError("--figure bars takes a level: province, prefecture, county …")
      }
    } else if flows.measure != .money || flows.status != nil || flows.category != nil
      || flows.agreement != nil || flows.programme != nil
    {
      throw ValidationError("The options of flows go with --figure bars.")
    }
    if figure != .diagram, order.order != nil {
      throw ValidationError("--order goes with the two columns of --figure diagram.")
    }
    if by == .year, units.date.asOf != nil {
      throw ValidationError("--as-of goes with --by kind; choose years with --years.")
    }
    if by == .kind, flows.years != nil {
      throw ValidationError("--years goes with --by year; choose a date with --as-of.")
    }
    if figure != .coverage, !ground.boundaries.isEmpty || ground.mapNumber != nil {
      throw ValidationError("--boundaries and --map-number go with --figure coverage.")
    }
  }

  func run() throws {
    let package = try options.load()
    let diagram: MultiplesDiagram
    do {
      diagram = try draw(package)
    } catch let error as MultiplesError {
      throw fail(64, error.message, options.language)
    } catch let error as FigureError {
      throw fail(64, error.message, options.language)
    } catch MapError.noBoundaries(let missing, let all) {
      throw fail(
        64,
        Wording(
          en:
            "\(missing) of \(all) units have no boundary. Give their boundaries with --boundaries, "
            + "choose a higher --level, or draw --figure diagram.",
          zh: "\(all) 个单位中有 \(missing) 个没有边界数据。请用 --boundaries 提供边界，用 --level 选择更高层级，"
            + "或用 --figure diagram。"), options.language)
    } catch let error as MapError {
      throw fail(64, error.message, options.language)
    } catch let error as ProjectionError {
      throw fail(64, error.message, options.language)
    }
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }

  private func draw(_ package: LoadedPackage) throws -> MultiplesDiagram {
    let network = package.network
    let within = try units.within.map { try options.find($0, in: network) }
    let group = try units.group.map { try options.find($0, in: network) }
    if figure == .bars {
      var question = try flows.question(options, in: network)
      question.years = nil
      question.recipient = within ?? group
      guard case .level(let level) = units.level else { throw ExitCode(64) }
      return try MultiplesDiagram(
        MultiplesPicture(
          funds: question, level: level, years: flows.years?.years, in: network,
          language: options.language, provenance: package.provenance(file)))
    }
    var picture = try MultiplesPicture(
      MultiplesQuestion(
        by, units: units.level, within: within, group: group, kinds: try units.kinds(),
        date: units.date.asOf, years: flows.years?.years), showing: figure,
      order: try order.read(options.language), in: network, language: options.language,
      provenance: package.provenance(file, mapNumber: ground.mapNumber))
    guard figure == .coverage else { return try MultiplesDiagram(picture) }
    let (areas, credits) = try ground.load(options, in: network)
    picture.frame.notes += credits
    return try MultiplesDiagram(
      picture, areas: areas, projection: try Projection(to: ground.crs))
  }
}
