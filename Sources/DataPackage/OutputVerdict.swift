public import NetworkModel

/// What became of a file that a manifest lists.
public enum OutputVerdict: String, CaseIterable, Sendable, Term {
  /// The file is as it was written, and the same command writes the same bytes again.
  case same
  case missing
  /// The file is no longer what was written.
  case altered
  /// What the command reads is no longer what it read; the result is another, as it should be.
  case inputChanged = "input_changed"
  /// The same command on the same inputs writes other bytes: another version of the program, Graphviz or a font.
  case differs
  /// The command no longer runs.
  case failed

  public var label: Wording {
    switch self {
    case .same: Wording(en: "same", zh: "一致")
    case .missing: Wording(en: "missing", zh: "缺失")
    case .altered: Wording(en: "altered", zh: "文件已被改动")
    case .inputChanged: Wording(en: "input changed", zh: "输入已变")
    case .differs: Wording(en: "differs", zh: "重做结果不同")
    case .failed: Wording(en: "cannot be made again", zh: "无法重做")
    }
  }

  /// Judges a file.
  ///
  /// - Parameters:
  ///   - output: what the manifest says.
  ///   - present: the digest of the file as it is; nothing when it is missing.
  ///   - again: what the same command wrote just now; nothing when it wrote nothing.
  public init(_ output: OutputManifest.Output, present: String?, again: OutputManifest.Output?) {
    guard let present else {
      self = .missing
      return
    }
    if present != output.sha256 {
      self = .altered
    } else if let again {
      self =
        again.inputs != output.inputs
        ? .inputChanged : again.sha256 == output.sha256 ? .same : .differs
    } else {
      self = .failed
    }
  }
}

extension OutputManifest.Output {
  /// The arguments with every file that they write sent to a folder.
  public func arguments(writingInto folder: String) -> [String] {
    Self.redirected(arguments, to: folder)
  }

  /// The arguments with every file that they write in another folder, or by its name alone.
  ///
  /// - Parameter file: the name of the file that was written. A page is written into a folder under a name of its own,
  ///   so where `--output` has another name than the page, it names the folder.
  static func redirected(
    _ arguments: [String], to folder: String?, writing file: String? = nil
  ) -> [String] {
    func place(_ path: String, _ option: String) -> String {
      guard let file, file.hasSuffix(".html"), option != "--manifest",
        path.split(separator: "/").last.map(String.init) != file
      else { return moved(path, to: folder) }
      return moved(path + "/", to: folder)
    }
    var rewritten: [String] = []
    var target: String?
    for argument in arguments {
      if let option = target {
        rewritten.append(place(argument, option))
      } else if let option = writers.first(where: { argument.hasPrefix("\($0)=") }) {
        rewritten.append(
          "\(option)=\(place(String(argument.dropFirst(option.count + 1)), option))")
      } else {
        rewritten.append(argument)
      }
      target = target == nil && writers.contains(argument) ? argument : nil
    }
    return rewritten
  }

  /// The options that name a file to be written.
  private static let writers = ["--output", "-o", "--manifest"]

  private static func moved(_ path: String, to folder: String?) -> String {
    guard !path.hasSuffix("/"), let name = path.split(separator: "/").last else {
      return folder ?? "./"
    }
    return folder.map { "\($0)/\(name)" } ?? String(name)
  }
}
