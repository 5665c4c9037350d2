internal import ArgumentParser
internal import Foundation
internal import JieduiKit

/// `jiedui verify`: can the files of a folder be made again?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make the figures and tables of a folder again and compare them, byte by byte.",
    discussion: """
      Every file written with --output is listed in manifest.json beside it: its command, what was read, and the \
      SHA-256 of what was written. Each command is run again into a folder that is then removed. The exit code is 1 \
      when a file is missing, altered, or comes out different.
      """)

  @Argument(help: "The folder with a manifest.json.", completion: .directory)
  var folder: String

  @Option(help: "The language of everything that a person reads: en or zh.")
  var language = Language.en

  @Flag(help: "Print no remarks and warnings.")
  var quiet = false

  @OptionGroup var result: ResultOptions

  func run() throws {
    let manifest: OutputManifest
    do throws(OutputManifestError) {
      manifest = try OutputManifest(folder: folder)
    } catch {
      throw fail(1, error.message(folder), language)
    }
    let progress = ProgressLine(quiet: quiet)
    var table = ResultTable(
      "files", Wording(en: "Files", zh: "文件"),
      columns: [
        Column("file", Wording(en: "file", zh: "文件")),
        Column("verdict", Wording(en: "verdict", zh: "结果")),
        Column("command", Wording(en: "command", zh: "命令"), display: .whole),
      ])
    var counts: [OutputVerdict: Int] = [:]
    for (index, output) in manifest.outputs.enumerated() {
      progress.show(index, of: manifest.outputs.count)
      let present = OutputManifest.Input(role: "", file: "\(folder)/\(output.file)")?.sha256
      let verdict = OutputVerdict(
        output, present: present, again: present == output.sha256 ? redone(output) : nil)
      counts[verdict, default: 0] += 1
      table.append([
        .text(output.file), Cell(verdict),
        .text((["jiedui"] + output.arguments).joined(separator: " ")),
      ])
    }
    progress.clear()
    let document = ResultDocument(
      "verify",
      facts: OutputVerdict.allCases.map {
        ResultDocument.Fact($0.rawValue, $0.label, .integer(counts[$0] ?? 0))
      }, tables: [table])
    // Not through `write`: a manifest that listed this result would have it check itself.
    do throws(OutputError) {
      try Output.write(document.rendered(result.format, language), to: result.output)
    } catch {
      throw fail(74, error.message, language)
    }
    if counts.keys.contains(where: { $0 != .same }) { throw ExitCode(1) }
  }

  /// Runs the command of a file again and says what it wrote; nothing when it wrote nothing.
  private func redone(_ output: OutputManifest.Output) -> OutputManifest.Output? {
    let files = FileManager.default
    let place = files.temporaryDirectory.appendingPathComponent(
      "jiedui-\(UUID().uuidString)", isDirectory: true)
    guard (try? files.createDirectory(at: place, withIntermediateDirectories: true)) != nil else {
      return nil
    }
    defer { try? files.removeItem(at: place) }
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = output.arguments(writingInto: place.path)
    process.currentDirectoryURL = URL(
      fileURLWithPath: folder + "/" + output.directory, isDirectory: true)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    guard process.terminationReason == .exit else { return nil }
    return (try? OutputManifest(folder: place.path))?.outputs.first { $0.file == output.file }
  }
}
