internal import ArgumentParser
internal import JieduiKit

/// `jiedui draw timeline`: pairings and events over time.
struct DrawTimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Draw pairings as bars over the years, and events above them.",
    discussion: """
      A bar shows how well its ends are known: a straight edge at a date, a hatch where the date is uncertain, an \
      arrow where no bound is set, dots where none is known. Of more rows than --most, the number active in each \
      year is shown instead.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: HistoryOptions
  @OptionGroup var date: DateOptions
  @OptionGroup var file: FigureFileOptions

  @Option(help: "By what the rows stand together: recipient, donor or kind.")
  var groupBy = TimelinePicture.Grouping.recipient

  @Option(help: "The first year of the axis. Default: that of the data.")
  var from: Int?

  @Option(help: "The last year of the axis. Default: that of the data.")
  var to: Int?

  @Flag(help: "Show when agreements were signed, too.")
  var agreements = false

  @Option(help: "Rows that are shown one by one; of more, numbers a year are shown.")
  var most = TimelineDiagram.mostRows

  func validate() throws {
    for year in [from, to].compactMap({ $0 }) where !(0...9999).contains(year) {
      throw ValidationError("--from and --to take years of four digits, such as 2016.")
    }
    if let from, let to, from > to {
      throw ValidationError("--from (\(from)) lies after --to (\(to)); exchange them.")
    }
    guard (0...TimelineDiagram.largestRowCount).contains(most) else {
      throw ValidationError("--most takes 0 to \(TimelineDiagram.largestRowCount) rows.")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let history = PairingHistory(try asked.question(options, in: network), in: network)
    let picture = TimelinePicture(
      history,
      TimelineOptions(
        grouping: groupBy, from: from, to: to, asOf: date.asOf, showsAgreements: agreements),
      in: network, language: options.language, provenance: package.provenance(file))
    let diagram: TimelineDiagram
    do throws(FigureError) {
      diagram = try TimelineDiagram(picture, most: most)
    } catch {
      throw fail(1, error.message, options.language)
    }
    try file.write(
      diagram.figure, ResultDocument(diagram, file: file.output), of: package, options)
  }
}

/// Which pairings and events a figure over time shows.
struct HistoryOptions: ParsableArguments {
  @Option(help: "Only pairings whose recipient lies in this place (id, name or short name).")
  var within: String?

  @Option(help: "Only pairings whose recipient is in this group.")
  var group: String?

  @Option(help: "Only what touches this place or something in it, at either end.")
  var focus: String?

  @Option(
    help:
      "The layers, separated by commas: \(PairingKind.allCases.map(\.rawValue).joined(separator: ", ")). Default: all but central."
  )
  var kind: String?

  func validate() throws {
    _ = try pairingKinds(kind)
  }

  func question(
    _ options: PackageOptions, in network: PairingNetwork
  ) throws -> HistoryQuestion {
    HistoryQuestion(
      within: try within.map { try options.find($0, in: network) },
      group: try group.map { try options.find($0, in: network) },
      focus: try focus.map { try options.find($0, in: network) }, kinds: try pairingKinds(kind))
  }
}
