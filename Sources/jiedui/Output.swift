internal import ArgumentParser
internal import Foundation
internal import JieduiKit

/// Writes results and remarks, and notices when that fails.
enum Output {
  /// Writes a result to standard output, or to a file that then is whole: it is written beside and renamed.
  static func write(_ bytes: [UInt8], to path: String?) throws(OutputError) {
    guard let path else {
      try write(bytes, into: 1, named: "standard output")
      return
    }
    // What is no plain file (a device, a pipe) cannot be replaced by one; a link stays a link.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw OutputError(name: path, number: EISDIR)
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      try replace(target, with: bytes, flags: O_WRONLY, named: path)
      return
    }
    let partial = "\(target).\(getpid()).partial"
    PartialFile.begin(partial)
    defer { PartialFile.end() }
    do throws(OutputError) {
      try replace(partial, with: bytes, flags: O_WRONLY | O_CREAT | O_TRUNC, named: path)
      if rename(partial, target) != 0 { throw OutputError(name: path, number: errno) }
    } catch {
      unlink(partial)
      throw error
    }
  }

  static func write(_ text: String, to path: String?) throws(OutputError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a line for the person at the terminal. Nobody can be told when that fails.
  static func remark(_ line: String) {
    try? write(Array((line + "\n").utf8), into: 2, named: "standard error")
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], flags: Int32, named name: String
  ) throws(OutputError) {
    let file = open(path, flags, 0o666)
    guard file >= 0 else { throw OutputError(name: name, number: errno) }
    var failure: OutputError?
    do throws(OutputError) {
      try write(bytes, into: file, named: name)
    } catch {
      failure = error
    }
    if close(file) != 0, failure == nil { failure = OutputError(name: name, number: errno) }
    if let failure { throw failure }
  }

  private static func write(
    _ bytes: [UInt8], into file: Int32, named name: String
  ) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputError(name: name, number: errno) }
      written += count
    }
  }
}

/// The result could not be written.
struct OutputError: Error {
  let name: String
  /// `errno` of the call that failed.
  let number: Int32

  var message: Wording {
    let reason = String(cString: strerror(number))
    return Wording(
      en: "Cannot write \(name): \(reason).", zh: "无法写入 \(name)：\(reason)。")
  }
}

/// A sentence on standard error and an exit code.
func fail(_ code: Int32, _ message: Wording, _ language: Language) -> ExitCode {
  Output.remark("jiedui: " + message(language))
  return ExitCode(code)
}
