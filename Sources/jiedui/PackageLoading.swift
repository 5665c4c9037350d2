internal import ArgumentParser
internal import JieduiKit

/// A package whose tables hold together.
struct LoadedPackage {
  /// The name of its folder, without the way to it: the same on every machine.
  let name: String
  /// SHA-256 of its files, so that a result says what it was made from.
  let fingerprint: String
  let network: PairingNetwork
}

/// How files that are not UTF-8 are read.
enum FileEncoding: String, CaseIterable, ExpressibleByArgument {
  case utf8 = "utf-8"
  case gb18030
}

extension PackageOptions {
  /// What the reader is asked for.
  var readerOptions: PackageReader.Options {
    PackageReader.Options(assumesGB18030: encoding == .gb18030, computesFingerprint: true)
  }

  /// Reads and validates the package; errors end with exit code 1, warnings are counted on standard error.
  func load() throws -> LoadedPackage {
    let result = PackageReader.read(package, options: readerOptions)
    summarise(result.issues)
    guard let network = result.network else { throw ExitCode(1) }
    return LoadedPackage(name: name, fingerprint: result.fingerprint ?? "", network: network)
  }

  private var name: String {
    let parts = package.split(separator: "/").filter { $0 != "." && $0 != "datapackage.json" }
    return parts.last.map(String.init) ?? "."
  }

  /// The first few issues and how many there are: errors always, warnings unless `--quiet`.
  private func summarise(_ issues: [TableIssue]) {
    let errors = issues.filter { $0.severity == .error }
    let warnings = issues.filter { $0.severity == .warning }
    if !errors.isEmpty {
      for issue in errors.prefix(10) { Output.remark(issue.message(in: language)) }
      let sentence = Wording(
        en: "The data is wrong. Errors: \(errors.count); ‘jiedui check’ lists all.",
        zh: "数据有误：共 \(errors.count) 处错误，可用 jiedui check 查看全部。")
      Output.remark("jiedui: " + sentence(language))
    } else if !warnings.isEmpty, !quiet {
      for issue in warnings.prefix(3) { Output.remark(issue.message(in: language)) }
      let sentence = Wording(
        en: "Warnings: \(warnings.count); ‘jiedui check’ lists all.",
        zh: "共 \(warnings.count) 条警告，可用 jiedui check 查看全部。")
      Output.remark("jiedui: " + sentence(language))
    }
  }
}
