internal import ArgumentParser
internal import JieduiKit

/// A package whose tables hold together.
struct LoadedPackage {
  let name: String
  /// SHA-256 of its files, so that a result says what it was made from.
  let fingerprint: String
  let network: PairingNetwork
}

extension PackageOptions {
  /// Reads and validates the package; errors end with exit code 1, warnings are counted on standard error.
  func load() throws -> LoadedPackage {
    let reading = PackageReader.read(package, options: .init(computesFingerprint: true))
    let report = IssueReport(issues: reading.issues, rowCounts: reading.rowCounts)
    guard let network = reading.network else {
      for issue in reading.issues where issue.severity == .error {
        Output.remark(issue.message(in: language))
      }
      Output.remark(report.summary(language))
      throw ExitCode(1)
    }
    if report.count(.warning) > 0, !quiet {
      let count = report.count(.warning)
      let message = Wording(
        en: "\(count) warnings about the data; ‘jiedui check \(package)’ lists them.",
        zh: "数据有 \(count) 条警告;用“jiedui check \(package)”查看。")
      Output.remark(message(language))
    }
    return LoadedPackage(
      name: package, fingerprint: reading.fingerprint ?? "", network: network)
  }
}
