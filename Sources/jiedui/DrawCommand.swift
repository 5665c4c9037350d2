internal import ArgumentParser
internal import Foundation
internal import JieduiKit

/// `jiedui draw`: one figure.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw pairings, coverage, funds and changes: diagrams and projected maps.",
    discussion:
      "The end of the file name chooses the format: .svg, .pdf, .png, or .dot for Graphviz.",
    subcommands: [
      DrawDiagramCommand.self, DrawMapCommand.self, DrawCoverageCommand.self,
      DrawSankeyCommand.self, DrawMatrixCommand.self, DrawLorenzCommand.self,
      DrawChangeCommand.self,
      DrawTimelineCommand.self, DrawMultiplesCommand.self,
      DrawGraphCommand.self, DrawTreeCommand.self,
    ])
}

/// Which pairings a figure shows, and where it goes.
struct FigureOptions: ParsableArguments {
  @OptionGroup var units: UnitOptions
  @OptionGroup var file: FigureFileOptions
}

/// Where a figure goes.
struct FigureFileOptions: ParsableArguments {
  @Option(
    help:
      "Write the figure to this file (.svg, .pdf, .png, or .dot for Graphviz), whole or not at all.",
    completion: .file(extensions: ["svg", "pdf", "png", "dot"]))
  var output: String

  @Option(
    help:
      "The paper: \(Paper.allCases.map(\.rawValue).joined(separator: ", ")). Default: A4, as suits the figure."
  )
  var page: Paper?

  @Option(help: "The width of the figure in millimetres; its height follows in proportion.")
  var width: Double?

  @Option(help: "How to say what the figure shows: table, csv or json.")
  var format = OutputFormat.table

  /// Papers by name.
  enum Paper: String, CaseIterable, ExpressibleByArgument {
    case a4, a3
    case slide = "16:9"
    case a4Portrait = "a4-portrait"
    case a3Portrait = "a3-portrait"

    var sheet: Sheet {
      switch self {
      case .a4: .a4
      case .a3: .a3
      case .slide: .slide
      case .a4Portrait: .a4Portrait
      case .a3Portrait: .a3Portrait
      }
    }
  }

  /// The paper asked for; nothing lets the figure choose.
  var sheet: Sheet? {
    guard let width else { return page?.sheet }
    return (page?.sheet ?? .a4).scaled(toWidth: width * 72 / 25.4)
  }

  func validate() throws {
    if let width, !Sheet.widths.contains(width * 72 / 25.4) {
      throw ValidationError("--width takes 150 to 1000 millimetres.")
    }
    do throws(FigureError) {
      _ = try FigureFormat(fileName: output)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Draws the figure into its file and says what it shows.
  func write(
    _ figure: Figure, _ document: ResultDocument, of package: LoadedPackage,
    _ options: PackageOptions
  ) throws {
    let bytes: Data
    do throws(FigureError) {
      bytes = try figure.data(as: try FigureFormat(fileName: output))
    } catch {
      throw fail(74, error.message, options.language)
    }
    try jiedui.write(Array(bytes), to: output, options.language)
    try options.present(document, of: package, as: format, to: nil)
  }
}

extension LoadedPackage {
  func provenance(_ file: FigureFileOptions, mapNumber: String? = nil) -> FigureProvenance {
    FigureProvenance(
      fingerprint: fingerprint, program: Jiedui.program,
      mapNumber: mapNumber, sheet: file.sheet)
  }
}
