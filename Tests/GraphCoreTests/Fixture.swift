import Foundation

/// Files under `Fixtures/`.
enum Fixture {
  static func bytes(_ path: String) -> [UInt8] {
    let file = Bundle.module.bundleURL.appending(path: "Fixtures/\(path)")
    guard let data = try? Data(contentsOf: file) else { fatalError("There is no fixture \(path).") }
    return [UInt8](data)
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
