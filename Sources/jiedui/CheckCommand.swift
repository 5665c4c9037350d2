internal import ArgumentParser
internal import JieduiKit

/// `jiedui check`: is the package sound?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a data package: every issue, by file, line and column, with the fix.",
    discussion: "Exit code 1 when there is an error; warnings and remarks do not count.")

  @OptionGroup var options: PackageOptions
  @OptionGroup var result: ResultOptions

  @Option(help: "Check a boundary file (GeoJSON) in place of the tables.", completion: .file())
  var boundaries: String?

  func run() throws {
    let report = try report()
    let text = report.text(
      IssueReport.Format(result.format), options.language, errorsOnly: options.quiet)
    try write(Array(text.utf8), to: result.output, options.language)
    if report.count(.error) > 0 { throw ExitCode(1) }
  }

  private func report() throws -> IssueReport {
    if let boundaries {
      RunRecord.note("boundaries", file: boundaries)
      return IssueReport(issues: GeoJSONReader.read(boundaries).issues)
    }
    let reading = PackageReader.read(
      options.package,
      options: .init(
        assumesGB18030: options.encoding == .gb18030,
        computesFingerprint: result.output != nil))
    if let fingerprint = reading.fingerprint {
      RunRecord.note("package", options.name, sha256: fingerprint)
    }
    return IssueReport(issues: reading.issues, rowCounts: reading.rowCounts)
  }
}

extension IssueReport.Format {
  init(_ format: OutputFormat) {
    switch format {
    case .table: self = .table
    case .csv: self = .csv
    case .json: self = .json
    }
  }
}
