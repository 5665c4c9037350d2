internal import Foundation

/// The file that is being written, taken away again when the program is interrupted.
///
/// Results are written beside their place and renamed; Ctrl-C in between would leave the half file there.
enum PartialFile {
  /// Read by the signal handler: a C string that lives until the next file is begun.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// Before a file is begun.
  static func begin(_ name: String) {
    path = strdup(name)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        // Only what is safe inside a handler: unlink, signal, raise.
        if let path = PartialFile.path { unlink(path) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// After it has been renamed or removed.
  static func end() {
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    free(path)
    path = nil
  }
}
