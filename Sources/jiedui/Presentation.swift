internal import ArgumentParser
internal import JieduiKit

extension PackageOptions {
  /// Writes a result with the package that it speaks of; remarks go to standard error, or into JSON.
  func present(
    _ document: ResultDocument, of package: LoadedPackage, as result: ResultOptions
  ) throws {
    try present(document, of: package, as: result.format, to: result.output)
  }

  func present(
    _ document: ResultDocument, of package: LoadedPackage, as format: OutputFormat,
    to output: String?
  ) throws {
    try jiedui.present(
      document.naming(package), as: format, to: output, language: language, quiet: quiet)
  }

  /// The one node that a person names; an unknown or ambiguous name ends with exit code 64.
  func find(_ query: String, in network: PairingNetwork) throws -> NodeIndex {
    do throws(NodeLookupError) {
      return try NodeFinder(network).find(query)
    } catch {
      throw fail(64, error.message, language)
    }
  }
}

/// Writes a result; remarks go to standard error, or into JSON.
func present(
  _ document: ResultDocument, as format: OutputFormat, to output: String?, language: Language,
  quiet: Bool
) throws {
  try write(Array(document.rendered(format, language).utf8), to: output, language)
  guard format != .json, !quiet else { return }
  for remark in document.remarks { Output.remark(remark(language)) }
}

/// Writes bytes to standard output or to a file, which the manifest of its folder then lists; what cannot be written ends with exit code 74.
func write(_ bytes: [UInt8], to path: String?, _ language: Language) throws {
  do throws(OutputError) {
    try Output.write(bytes, to: path)
  } catch {
    throw fail(74, error.message, language)
  }
  if let path { RunRecord.wrote(bytes, to: path, language) }
}

extension ResultDocument {
  /// The result with the package of which it speaks.
  func naming(_ package: LoadedPackage) -> ResultDocument {
    var document = self
    document.facts.insert(
      contentsOf: [
        Fact("package", Wording(en: "Package", zh: "数据包"), .text(package.name)),
        Fact("fingerprint", Wording(en: "Fingerprint", zh: "数据指纹"), .text(package.fingerprint)),
      ], at: 0)
    return document
  }
}
