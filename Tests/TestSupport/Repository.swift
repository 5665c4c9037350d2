public import Foundation

/// Files of the checkout that tests read.
public enum Repository {
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the bundled data.
  public static let geodata = root.appending(path: "geodata")

  /// The bundled reference package.
  public static let tianjin = geodata.appending(path: "tianjin")
}
