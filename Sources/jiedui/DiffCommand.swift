internal import ArgumentParser
internal import JieduiKit

/// `jiedui diff`: what began, ended and stayed between two dates?
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "List the pairings begun, ended, kept and moved between two dates.")

  @OptionGroup var options: PackageOptions

  @Option(help: "The earlier date, month or year.")
  var from: CalendarDate

  @Option(help: "The later date, month or year.")
  var to: CalendarDate

  @Option(help: "The layers, separated by commas, or all (without central). Default: county.")
  var kind: String?

  @Option(help: "The level of the places entered and left.")
  var by = Level.prefecture

  @OptionGroup var result: ResultOptions

  func validate() throws {
    _ = try pairingKinds(kind)
    guard from.firstDay <= to.firstDay else {
      throw ValidationError("--from (\(from)) lies after --to (\(to)); exchange them.")
    }
  }

  func run() throws {
    let package = try options.load()
    let kinds = try pairingKinds(kind)
    let diff = pairingDiff(
      from: from, to: to, kinds: kinds.isEmpty ? [.county] : kinds, level: by, in: package.network)
    try options.present(
      ResultDocument(diff: diff, level: by, in: package.network), of: package, as: result)
  }
}
