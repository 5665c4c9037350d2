internal import ArgumentParser

@main
struct Jiedui: ParsableCommand {
  static let version = "0.1.0"
  /// What figures and manifests name.
  static let program = "jiedui \(version)"

  static let configuration = CommandConfiguration(
    commandName: "jiedui",
    abstract: "Analyse and draw networks of paired assistance.",
    discussion: """
      Results go to standard output, remarks to standard error. Exit codes: 0 done, 1 the data is \
      wrong, 2 a rule is broken or a problem has no solution, 64 the command is wrong, 74 the result \
      could not be written.
      """,
    version: version,
    subcommands: [
      CheckCommand.self,
      DescribeCommand.self,
      WhoCommand.self,
      CoverageCommand.self,
      GapsCommand.self,
      DiffCommand.self,
      FlowsCommand.self,
      TraceCommand.self,
      EquityCommand.self,
      AgreementCommand.self,
      ReconcileCommand.self,
      CentralityCommand.self,
      StructureCommand.self,
      SuggestCommand.self,
      ReportCommand.self,
      GraphCommand.self,
      WhatIfCommand.self,
      ReallocateCommand.self,
      DrawCommand.self,
      VerifyCommand.self,
    ])
}
