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
    throw fail(1, Wording(en: "", zh: ""), language)
  }
}
