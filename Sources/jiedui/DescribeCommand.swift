internal import ArgumentParser
internal import JieduiKit

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Count what a package holds, by kind, layer, period and source; list what is missing."
  )

  @OptionGroup var package: PackageOptions
  @OptionGroup var date: DateOptions
  @OptionGroup var result: ResultOptions

  func run() throws {
    let loaded = try package.load()
    let description = Description(of: loaded.network, at: date.asOf)
    try package.present(ResultDocument(description), of: loaded, as: result)
  }
}
