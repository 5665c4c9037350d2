internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw matrix`: who helps whom, donors × recipients.
struct DrawMatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Draw who helps whom as a matrix: dots for layers, or shades for amounts.",
    discussion: """
      Rows are recipients by the place that contains them, columns donors. Without --show amounts a dot is the \
      number of layers in which the two are paired on the date; with it a shade is the amount of one step.
      """)

  /// What cells show.
  enum Show: String, CaseIterable, ExpressibleByArgument {
    case layers, amounts
  }

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FlowOptions
  @OptionGroup var file: FigureFileOptions
  @OptionGroup var date: DateOptions

  @Option(help: "What cells show: layers or amounts.")
  var show = Show.layers

  @Option(help: "The layers, separated by commas, or all. Default: all but central.")
  var kind: String?

  @Option(help: "The level of donors.")
  var donorLevel = Level.county

  @Option(help: "The level of recipients.")
  var recipientLevel = Level.county

  @Option(help: "The order of rows and columns: code, or blocks.")
  var sort = MatrixPicture.Order.code

  @Flag(help: "Let donors be the rows.")
  var donorsAsRows = false

  @OptionGroup var order: OrderOptions

  func validate() throws {
    _ = try pairingKinds(kind)
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.question(options, in: network)
    let kinds = try pairingKinds(kind)
    let matrix = WhoDoesWhat(
      question, donorLevel: donorLevel, recipientLevel: recipientLevel, kinds: kinds,
      at: date.asOf, in: network)
    var paths: FlowPaths?
    if show == .amounts {
      var dated = question
      if let day = date.asOf { dated.until = day }
      do throws(PathsError) {
        paths = try FlowPaths(
          dated, through: [.donor(donorLevel), .recipient(recipientLevel)], in: network)
      } catch {
        throw fail(64, error.message, options.language)
      }
    }
    let picture = MatrixPicture(
      matrix, amounts: paths, question: question, kinds: kinds, rowsAreDonors: donorsAsRows,
      order: sort, in: network, language: options.language, provenance: package.provenance(file))
    let wanted = try order.read(options.language)
    let diagram: MatrixDiagram
    do throws(FigureError) {
      diagram = try MatrixDiagram(picture, order: wanted)
    } catch {
      throw fail(64, error.message, options.language)
    }
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }
}
