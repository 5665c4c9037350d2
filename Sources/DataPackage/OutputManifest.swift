internal import Foundation
public import NetworkModel

/// What the files of a folder were made from, so that they can be made again: the file `manifest.json` beside them.
///
/// No clock, machine or user is in it: the same runs write the same manifest, whatever their order.
public struct OutputManifest: Hashable, Sendable {
  /// Something that a run read.
  public struct Input: Codable, Hashable, Sendable {
    /// `package`, `boundaries`, `scenario`, …
    public var role: String
    /// The last part of its path: the same on every machine.
    public var name: String
    public var sha256: String

    public init(role: String, name: String, sha256: String) {
      self.role = role
      self.name = name
      self.sha256 = sha256
    }
  }

  /// A file that a run wrote.
  public struct Output: Codable, Hashable, Sendable {
    /// Its name in the folder of the manifest.
    public var file: String
    public var bytes: Int
    public var sha256: String
    /// Name and version of the program that wrote it.
    public var program: String
    /// The command without the name of the program; files that it writes without the way to them.
    public var arguments: [String]
    /// Where the command was given: a path from the folder of the manifest.
    public var directory: String
    /// In the order of role and name.
    public var inputs: [Input]

    public init(
      file: String, content: [UInt8], program: String, arguments: [String], directory: String,
      inputs: [Input]
    ) {
      self.file = file
      bytes = content.count
      sha256 = SHA256.hex(content)
      self.program = program
      self.arguments = Self.redirected(arguments, to: nil, writing: file)
      self.directory = directory
      self.inputs = Set(inputs).sorted {
        ($0.role, $0.name, $0.sha256) < ($1.role, $1.name, $1.sha256)
      }
    }
  }

  public static let fileName = "manifest.json"
  /// The form of the file, in its key `manifest`.
  public static let version = 2

  /// In the order of names; each file once.
  public private(set) var outputs: [Output] = []

  public init() {}

  /// Adds a file, in place of what was known of a file of that name.
  public mutating func record(_ output: Output) {
    outputs.removeAll { $0.file == output.file }
    let place = outputs.firstIndex { $0.file > output.file } ?? outputs.endIndex
    outputs.insert(output, at: place)
  }

  /// JSON, keys and files in a fixed order, with a line feed at the end.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let stored = Stored(manifest: Self.version, outputs: outputs)
    guard let data = try? encoder.encode(stored) else {
      preconditionFailure("a manifest is strings and numbers")
    }
    return Array(data) + [0x0A]
  }

  /// Reads the bytes of a manifest.
  public init(json: [UInt8]) throws(OutputManifestError) {
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(json)),
      stored.manifest == Self.version
    else { throw .foreign }
    let names = stored.outputs.map(\.file)
    // A name with a way in it would let a manifest point out of its folder.
    guard names.allSatisfy({ !$0.isEmpty && !$0.contains("/") && $0 != "." && $0 != ".." }) else {
      throw .foreign
    }
    for output in stored.outputs { record(output) }
  }

  /// Reads the manifest of a folder.
  public init(folder: String) throws(OutputManifestError) {
    guard let bytes = FileBytes.all("\(folder)/\(Self.fileName)") else { throw .missing }
    try self.init(json: bytes)
  }

  private struct Stored: Codable {
    var manifest: Int
    var outputs: [Output]
  }
}

extension OutputManifest.Input {
  /// A file as it is now; nothing when it cannot be read.
  public init?(role: String, file path: String) {
    guard let bytes = FileBytes.all(path) else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    self.init(role: role, name: name, sha256: SHA256.hex(bytes))
  }
}

/// Why a manifest could not be read.
public enum OutputManifestError: Error, Hashable, Sendable {
  case missing
  /// The file is none that this program wrote, or of another version.
  case foreign

  public func message(_ folder: String) -> Wording {
    let path = "\(folder)/\(OutputManifest.fileName)"
    switch self {
    case .missing:
      return Wording(
        en:
          "There is no \(path). Figures and tables that are written with --output get one beside them.",
        zh: "没有 \(path)。用 --output 写出图表时会在同一文件夹生成该清单。")
    case .foreign:
      return Wording(
        en: "\(path) is no manifest of this version of jiedui.", zh: "\(path) 不是本版本 jiedui 的清单。")
    }
  }
}
