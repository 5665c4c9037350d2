internal import Foundation
internal import JieduiKit
private import Synchronization

/// What this run has read, so that a file that it writes can say what it was made from.
enum RunRecord {
  /// Read already, or to be read again when the first file is written.
  private enum Reading {
    case known(OutputManifest.Input)
    case file(role: String, path: String)
  }

  private static let readings = Mutex<[Reading]>([])

  /// Notes an input whose digest is known.
  static func note(_ role: String, _ name: String, sha256: String) {
    let input = OutputManifest.Input(role: role, name: name, sha256: sha256)
    readings.withLock { $0.append(.known(input)) }
  }

  /// Notes a file that was read.
  static func note(_ role: String, file path: String) {
    readings.withLock { $0.append(.file(role: role, path: path)) }
  }

  private static var inputs: [OutputManifest.Input] {
    readings.withLock { $0 }.compactMap { reading in
      switch reading {
      case .known(let input): input
      case .file(let role, let path): OutputManifest.Input(role: role, file: path)
      }
    }
  }

  /// Notes a file that was written in the manifest of its folder. A file there of that name that is no manifest
  /// stays as it is, and the person is told.
  static func wrote(_ content: [UInt8], to path: String, _ language: Language) {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath().path
    // What is no plain file, such as a device, cannot be looked at again.
    guard isRegular(file.path), file.lastPathComponent != OutputManifest.fileName else { return }
    let output = OutputManifest.Output(
      file: file.lastPathComponent, content: content,
      program: Jiedui.program,
      arguments: Array(CommandLine.arguments.dropFirst()),
      directory: way(from: folder, to: FileManager.default.currentDirectoryPath), inputs: inputs)
    // Two runs may write into one folder at once.
    let lock = open(folder, O_RDONLY)
    if lock >= 0 { flock(lock, LOCK_EX) }
    defer { if lock >= 0 { close(lock) } }
    var manifest: OutputManifest
    do throws(OutputManifestError) {
      manifest = try OutputManifest(folder: folder)
    } catch {
      guard error == .missing else {
        Output.remark(unrecorded(folder, error.message(folder)(language), language))
        return
      }
      manifest = OutputManifest()
    }
    manifest.record(output)
    do throws(OutputError) {
      try Output.write(manifest.json, to: "\(folder)/\(OutputManifest.fileName)")
    } catch {
      Output.remark(unrecorded(folder, error.message(language), language))
    }
  }

  private static func unrecorded(_ folder: String, _ why: String, _ language: Language) -> String {
    let message = Wording(
      en: "\(why) What the file was made from is not recorded.", zh: "\(why)本次未记录文件的来历。")
    return message(language)
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// How to come from one folder to another: `..`, `../data`, `.`.
  static func way(from: String, to: String) -> String {
    func parts(_ path: String) -> [String] {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().pathComponents
    }
    let (start, end) = (parts(from), parts(to))
    let shared = zip(start, end).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: start.count - shared) + end.dropFirst(shared)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }
}
