internal import ArgumentParser
internal import JieduiKit

struct WhoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "Say who helps a node and whom it helps, at every layer, with money and sources.")

  @OptionGroup var package: PackageOptions

  @Argument(
    help: "The node: an id, code, name, short name or alias; PLACE/NAME tells homonyms apart.")
  var node: String

  @OptionGroup var date: DateOptions
  @OptionGroup var result: ResultOptions

  func run() throws {
    let loaded = try package.load()
    let node = try package.find(node, in: loaded.network)
    let profile = Profile(of: node, in: loaded.network, at: date.asOf)
    try package.present(ResultDocument(profile, in: loaded.network), of: loaded, as: result)
  }
}
