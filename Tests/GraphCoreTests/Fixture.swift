import Foundation

/// Files under `Fixtures/`.
enum Fixture {
  static func bytes(_ path: String) -> [UInt8] {
    let file = Bundle.module.bundleURL.appending(path: "Fixtures/\(path)")
    guard let data = try? Data(contentsOf: file) else { fatalError("There is no fixture \(path).") }
    return [UInt8](data)
  }

  /// The names of the files in a folder, in order of the alphabet.
  static func names(in folder: String) -> [String] {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures/\(folder)")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      fatalError("There is no folder \(folder.path).")
    }
    return names.sorted()
  }

  /// The fields of each line after the header.
  static func rows(_ path: String) -> [[String]] {
    bytes(path).split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
      line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
