internal import ArgumentParser
internal import Foundation
internal import JieduiKit

/// `jiedui graph`: any measure on a plain edge list or GraphML file.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Measure a plain graph: an edge list (CSV, TSV, spaces) or GraphML.",
    discussion: """
      No data package is needed. An edge list is directed unless --undirected is given; GraphML says \
      itself. Columns are taken by name, or by number from 1.
      """)

  @Argument(help: "The file; - reads standard input.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "The measures, separated by commas: \(GraphMeasure.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "measures"))
  var measure = "summary,degree"

  @OptionGroup var columns: GraphColumns
  @OptionGroup var ends: GraphEnds
  @OptionGroup var tuning: MeasureTuning

  @Option(help: "List only the first so many nodes and edges.")
  var top: Int?

  @Option(help: "The language of everything that a person reads: en or zh.")
  var language = Language.en

  @Option(help: "Read files that are not UTF-8 in this encoding: utf-8 (refuse them) or gb18030.")
  var encoding = InputEncoding.utf8

  @Flag(help: "Print no remarks and warnings.")
  var quiet = false

  @OptionGroup var result: ResultOptions

  func validate() throws {
    let measures = try graphMeasures(measure, among: GraphMeasure.allCases)
    if let top, top < 1 { throw ValidationError("--top must be at least 1.") }
    for measure in measures where measure.subject == .ends {
      if ends.from == nil { throw ValidationError("\(measure.rawValue) needs --from.") }
      if ends.to == nil, measure != .dominators {
        throw ValidationError("\(measure.rawValue) needs --to.")
      }
    }
  }

  func run() throws {
    let input = try read()
    let measures = try graphMeasures(measure, among: GraphMeasure.allCases)
    let measured = try columns.measured(input, language)
    let progress = ProgressLine(quiet: quiet)
    var options = tuning.options
    options.execution = progress.execution
    try ends.add(to: &options, of: columns, in: input, language)
    let readings = try graphErrors(language, naming: input) { () throws(GraphError) in
      try JieduiKit.read(measures, of: measured, options)
    }
    progress.clear()
    var document = ResultDocument(
      "graph", readings, of: measured.graph, as: columns.presentation(input), top: top)
    document.facts.insert(
      ResultDocument.Fact("file", Wording(en: "File", zh: "文件"), .text(input.file)), at: 0)
    try jiedui.present(
      document, as: result.format, to: result.output, language: language, quiet: quiet)
    if readings.contains(where: \.isUnsolvable) { throw ExitCode(2) }
  }

  private func read() throws -> EdgeListFile {
    let options = columns.reading(encoding)
    do throws(EdgeListRefusal) {
      let input =
        file == "-"
        ? try EdgeListFile.read(
          Array(FileHandle.standardInput.readDataToEndOfFile()), named: "-", options: options)
        : try EdgeListFile.read(file, options: options)
      if file != "-" { RunRecord.note("graph", file: file) }
      if !quiet { for issue in input.issues { Output.remark(issue.message(in: language)) } }
      return input
    } catch {
      for issue in error.issues.prefix(20) { Output.remark(issue.message(in: language)) }
      if error.issues.count > 20 {
        let more = Wording(
          en: "… and \(error.issues.count - 20) more.", zh: "……另有 \(error.issues.count - 20) 条。")
        Output.remark(more(language))
      }
      throw ExitCode(1)
    }
  }
}
