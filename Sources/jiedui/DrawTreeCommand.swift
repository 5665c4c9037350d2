internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw tree`: what lies in what, and how each place stands.
struct DrawTreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Draw what lies in what, from province to village, with states and partners.",
    discussion: """
      Every place has the look of its state at its own level, and its partners beside it. Where the page is too small, \
      places of which nothing is noted share a row with their number.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var file: FigureFileOptions
  @OptionGroup var date: DateOptions

  @Option(help: "The place at the root, or a group (id, name or short name).")
  var within: String?

  @Option(help: "The last level shown. Default: two below the root.")
  var level: Level?

  @Option(help: "How many levels below the root are shown, instead of --level.")
  var depth: Int?

  @Option(help: "The layers, separated by commas, or all. Default: at each level its own.")
  var kind: String?

  @Option(help: "The end of a pairing that counts: recipient, donor or either.")
  var side = CoverageQuestion.Side.recipient

  func validate() throws {
    _ = try pairingKinds(kind)
    if level != nil, depth != nil { throw ValidationError("Give --level or --depth, not both.") }
    if let depth, !(0...4).contains(depth) {
      throw ValidationError("--depth takes 0 to 4 levels.")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let root = try within.map { try options.find($0, in: network) }
    var last = level
    if let depth {
      let top = root.flatMap { network.kind(of: $0).level } ?? .province
      last = Level.allCases.filter { $0 >= top }.prefix(depth + 1).last
    }
    let picture = TreePicture(
      within: root, deepest: last, kinds: try pairingKinds(kind), side: side, date: date.asOf,
      in: network, language: options.language, provenance: package.provenance(file))
    let diagram: TreeDiagram
    do throws(FigureError) {
      diagram = try TreeDiagram(picture)
    } catch {
      throw fail(64, error.message, options.language)
    }
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }
}
