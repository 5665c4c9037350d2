internal import DataPackage
internal import Foundation

/// What a page may do, told to the browser in its head: show itself and run the one script whose digest is here.
enum PagePolicy {
  static func text(script: String) -> String {
    "default-src 'none'; style-src 'unsafe-inline'; script-src '\(digest(of: script))'; img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// `sha256-…` of the text between the tags of a script element, as Content Security Policy Level 2 writes it.
  static func digest(of script: String) -> String {
    let digits = Array(SHA256.hex(Array(script.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }
}
