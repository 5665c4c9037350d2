internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw diagram`: who is paired with whom, in two columns; or one place with all its layers.
struct DrawDiagramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draw donors and recipients in two columns, or one place with all its layers.")

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FigureOptions

  @Option(help: "Draw this place with all its layers.")
  var focus: String?

  @Option(help: "With --focus: only what has its other end in this place.")
  var partner: String?

  @OptionGroup var order: OrderOptions

  func validate() throws {
    if partner != nil, focus == nil { throw ValidationError("--partner goes with --focus.") }
    if focus != nil, order.order != nil {
      throw ValidationError("--order goes with the two columns; leave it out with --focus.")
    }
    if focus != nil, asked.units.within != nil || asked.units.group != nil {
      throw ValidationError("--focus shows one place; leave out --within and --group.")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    if let focus {
      let place = try options.find(focus, in: network)
      let other = try partner.map { try options.find($0, in: network) }
      let kinds = try asked.units.kinds()
      let diagram: FocusDiagram
      do throws(FigureError) {
        diagram = try FocusDiagram(
          place, partner: other, kinds: kinds, date: asked.units.date.asOf, in: network,
          language: options.language, provenance: package.provenance(asked.file))
      } catch {
        throw fail(64, error.message, options.language)
      }
      try asked.file.write(
        diagram.figure, ResultDocument(diagram, file: asked.file.output), of: package, options)
      return
    }
    let picture = PairingPicture(
      try asked.units.question(options, in: network), in: network, language: options.language,
      provenance: package.provenance(asked.file))
    let wanted = try order.read(options.language)
    let diagram: BipartiteDiagram
    do throws(FigureError) {
      diagram = try BipartiteDiagram(picture, order: wanted)
    } catch {
      throw fail(64, error.message, options.language)
    }
    try asked.file.write(
      diagram.figure, ResultDocument(diagram: diagram, of: picture, file: asked.file.output),
      of: package, options)
  }
}
