internal import ArgumentParser
internal import JieduiKit

/// A package whose tables hold together.
struct LoadedPackage {
  /// The name of its folder, without the way to it: the same on every machine.
  let name: String
  /// SHA-256 of its files, so that a result says what it was made from.
  let fingerprint: String
  let network: PairingNetwork
  /// Warnings and remarks; a package with errors is not loaded.
  let issues: IssueReport
}

extension PackageOptions {
  /// Reads and validates the package; errors end with exit code 1, warnings are counted on standard error.
  func load() throws -> LoadedPackage {
    let reading = PackageReader.read(
      package,
      options: .init(assumesGB18030: encoding == .gb18030, computesFingerprint: true))
    let report = IssueReport(issues: reading.issues, rowCounts: reading.rowCounts)
    guard let network = reading.network else {
      for issue in reading.issues.filter({ $0.severity == .error }).prefix(20) {
        Output.remark(issue.message(in: language))
      }
      Output.remark(report.summary(language))
      throw ExitCode(1)
    }
    let warnings = report.count(.warning)
    if warnings > 0, !quiet {
      let message = Wording(
        en: "The data has warnings: \(warnings). ‘jiedui check \(package)’ lists them.",
        zh: "数据有 \(warnings) 条警告，可用“jiedui check \(package)”查看。")
      Output.remark(message(language))
    }
    RunRecord.note("package", name, sha256: reading.fingerprint ?? "")
    return LoadedPackage(
      name: name, fingerprint: reading.fingerprint ?? "", network: network, issues: report)
  }

  /// The name of the package's folder.
  var name: String {
    let parts = package.split(separator: "/").filter { $0 != "." && $0 != "datapackage.json" }
    return parts.last.map(String.init) ?? "."
  }
}
