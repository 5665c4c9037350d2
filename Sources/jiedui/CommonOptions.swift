internal import ArgumentParser
internal import JieduiKit

/// The package, and how to speak about it: every verb has these.
struct PackageOptions: ParsableArguments {
  @Argument(help: "The data package: a folder with a datapackage.json.", completion: .directory)
  var package: String

  @Option(help: "The language of everything that a person reads: en or zh.")
  var language = Language.en

  @Option(help: "Read files that are not UTF-8 in this encoding: utf-8 (refuse them) or gb18030.")
  var encoding = InputEncoding.utf8

  @Flag(help: "Print no remarks and warnings.")
  var quiet = false
}

/// The encodings that may be assumed of a file.
enum InputEncoding: String, ExpressibleByArgument, CaseIterable {
  case utf8 = "utf-8"
  case gb18030
}

/// How a result is written: the verbs that answer with tables have these.
struct ResultOptions: ParsableArguments {
  @Option(help: "How to write the result: table, csv or json.")
  var format = OutputFormat.table

  @Option(
    help: "Write the result to this file, whole or not at all.", completion: .file())
  var output: String?
}

/// The date asked about.
struct DateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask about a day (2018-06-30), or about some time in a month or a year (2018).",
      valueName: "date"))
  var asOf: CalendarDate?
}
