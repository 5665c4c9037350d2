internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw lorenz`: how evenly something is spread over units.
struct DrawLorenzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lorenz",
    abstract:
      "Draw how evenly flows are spread over units: the Lorenz curve with its Gini coefficient.",
    discussion: """
      The units at which the curve bends most are named. Units without a record are not on the curve and never \
      count as zero. The numbers are those of ‘jiedui equity’ with the same options.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: EquityOptions
  @OptionGroup var file: FigureFileOptions

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.question(options, in: network)
    let report: EquityReport
    do throws(EquityError) {
      report = try EquityReport(
        question, aversions: asked.aversions, bootstrap: asked.drawing, in: network)
    } catch {
      throw fail(error.isAboutData ? 1 : 64, error.message(in: network), options.language)
    }
    let diagram = LorenzDiagram(
      LorenzPicture(
        report, in: network, language: options.language, provenance: package.provenance(file)))
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }
}
