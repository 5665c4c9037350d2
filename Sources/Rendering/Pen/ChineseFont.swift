internal import Foundation

/// The one font of all figures.
enum ChineseFont {
  static let family = "Noto Sans CJK SC"
  /// How Pango is asked for the bold weight.
  static let boldName = "Noto Sans CJK SC Bold"
  /// What an SVG names, for machines without the first choice.
  static let cssFamilies = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, sans-serif"

  /// Whether text will be drawn in the font and not as boxes.
  static let isInstalled = isInstalled(family: family)

  /// Whether fontconfig, which Graphviz draws with, knows the family; where fontconfig cannot be
  /// loaded, whether a file of the font lies in a usual font folder.
  static func isInstalled(family: String) -> Bool {
    fontconfigKnows(family) ?? fontFolders.contains { holdsFontFile($0) }
  }

  private static func fontconfigKnows(_ family: String) -> Bool? {
    guard let library = dlopen("libfontconfig.so.1", RTLD_LAZY) else { return nil }
    typealias MakePattern = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
    typealias MakeNames = @convention(c) () -> OpaquePointer?
    typealias List =
      @convention(c) (OpaquePointer?, OpaquePointer, OpaquePointer) -> UnsafePointer<CInt>?
    typealias Release = @convention(c) (OpaquePointer) -> Void
    typealias ReleaseList = @convention(c) (UnsafePointer<CInt>) -> Void
    guard let makePattern = dlsym(library, "FcNameParse"),
      let makeNames = dlsym(library, "FcObjectSetCreate"),
      let list = dlsym(library, "FcFontList"),
      let releasePattern = dlsym(library, "FcPatternDestroy"),
      let releaseNames = dlsym(library, "FcObjectSetDestroy"),
      let releaseList = dlsym(library, "FcFontSetDestroy"),
      let pattern = unsafeBitCast(makePattern, to: MakePattern.self)(family)
    else { return nil }
    defer { unsafeBitCast(releasePattern, to: Release.self)(pattern) }
    guard let names = unsafeBitCast(makeNames, to: MakeNames.self)() else { return nil }
    defer { unsafeBitCast(releaseNames, to: Release.self)(names) }
    guard let fonts = unsafeBitCast(list, to: List.self)(nil, pattern, names) else { return nil }
    defer { unsafeBitCast(releaseList, to: ReleaseList.self)(fonts) }
    return fonts.pointee > 0  // FcFontSet begins with its count
  }

  private static var fontFolders: [String] {
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    return [
      "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "\(home)/.fonts",
      "\(home)/.local/share/fonts", "\(home)/Library/Fonts",
    ]
  }

  private static func holdsFontFile(_ folder: String) -> Bool {
    guard let files = FileManager.default.enumerator(atPath: folder) else { return false }
    for case let path as String in files {
      let name = path.split(separator: "/").last ?? ""
      if name.hasPrefix("NotoSansCJK") || name.hasPrefix("NotoSansCJKsc") { return true }
    }
    return false
  }
}
