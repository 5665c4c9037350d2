internal import ArgumentParser
internal import JieduiKit

/// `jiedui coverage`: which share of the units is paired?
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Give the rate of paired units, with its denominator and its range.",
    discussion: """
      Every unit is one of: direct, inherited, through_descendants, claimed, none, no_record. \
      The rate is a range where the record is silent.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: CoverageOptions
  @OptionGroup var result: ResultOptions

  func run() throws {
    let package = try options.load()
    let report = try asked.report(options, in: package.network)
    try options.present(
      ResultDocument(coverage: report, by: asked.by, in: package.network), of: package, as: result)
  }
}

/// `jiedui gaps`: who has nobody?
struct GapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "List the units with no pairing of their own, and how each stands.")

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: CoverageOptions
  @OptionGroup var result: ResultOptions

  func run() throws {
    let package = try options.load()
    let report = try asked.report(options, in: package.network)
    try options.present(
      ResultDocument(gaps: report, by: asked.by, in: package.network), of: package, as: result)
  }
}
