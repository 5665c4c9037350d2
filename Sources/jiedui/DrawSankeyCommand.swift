internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw sankey`: how much runs from where, through whom, to where, and for what.
struct DrawSankeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sankey",
    abstract: "Draw flows of one step through up to four columns: class, donor, recipient, use.",
    discussion: """
      Widths are linear, every column adds up to the total exactly, and what a column does not state is a hatched \
      node of its own. One measure, one step and one direction at a time: choose them with --measure, --status \
      and --within.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FlowOptions
  @OptionGroup var file: FigureFileOptions

  @Option(
    help: "The columns, separated by commas: \(FlowStage.allNames.joined(separator: ", ")).")
  var columns = "class,donor,recipient,use"

  @Option(help: "Let places below this level stand for the place of the level in which they lie.")
  var level: Level?

  @Option(help: "The level of donors, when it is another one.")
  var donorLevel: Level?

  @Option(help: "The level of recipients, when it is another one.")
  var recipientLevel: Level?

  @Option(help: "The column that gives the colours. Default: donor.")
  var colourBy: String?

  @Option(help: "Nodes that a column shows at most; the smallest of more are grouped.")
  var most = SankeyDiagram.mostNodes

  @OptionGroup var order: OrderOptions

  func validate() throws {
    let stages = try stages()
    guard (2...SankeyDiagram.mostColumns).contains(stages.count) else {
      throw ValidationError("--columns takes two to four columns.")
    }
    if let colourBy, !stages.contains(where: { $0.name == colourBy }) {
      throw ValidationError("--colour-by names one of --columns.")
    }
    guard (2...SankeyDiagram.mostNodes).contains(most) else {
      throw ValidationError("--most takes 2 to \(SankeyDiagram.mostNodes) nodes.")
    }
  }

  private func stages() throws -> [FlowStage] {
    var stages: [FlowStage] = []
    for name in columns.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard
        let stage = FlowStage(
          name: name, donorLevel: donorLevel ?? level, recipientLevel: recipientLevel ?? level)
      else {
        throw ValidationError(
          "There is no column ‘\(name)’. Choose from: \(FlowStage.allNames.joined(separator: ", "))."
        )
      }
      guard !stages.contains(stage) else {
        throw ValidationError("‘\(name)’ stands twice in --columns.")
      }
      stages.append(stage)
    }
    return stages
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.question(options, in: network)
    let stages = try stages()
    let paths: FlowPaths
    do throws(PathsError) {
      paths = try FlowPaths(question, through: stages, in: network)
    } catch {
      throw fail(64, error.message, options.language)
    }
    let picture = SankeyPicture(
      paths, coloured: colourBy, order: try order.read(options.language), in: network,
      language: options.language,
      provenance: package.provenance(file))
    let diagram: SankeyDiagram
    do throws(FigureError) {
      diagram = try SankeyDiagram(picture, most: most)
    } catch {
      throw fail(1, error.message, options.language)
    }
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }
}
