internal import ArgumentParser
internal import JieduiKit

/// `jiedui reallocate`: where should the money go?
struct ReallocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reallocate",
    abstract: "Find the best reallocation of funds under rules, or show why there is none.",
    discussion: """
      A problem is a YAML or JSON file: a plan in force, a budget, one objective and the rules; \
      docs/reallocation.md describes it. The exit code is 2 when no plan keeps all rules, or when the plan given \
      with --plan breaks one.
      """)

  @OptionGroup var options: PackageOptions

  @Argument(
    help: "The problem: a file that ends in .yaml, .yml or .json.", completion: .file())
  var problem: String

  @Option(
    help: "Judge this plan (CSV with donor, recipient, amount, unit) instead of finding one.",
    completion: .file())
  var plan: String?

  @OptionGroup var result: ResultOptions

  func run() throws {
    let package = try options.load()
    let network = package.network
    let file = try options.reallocationFile(problem, in: network)
    if let plan {
      try judge(plan, file, package)
      return
    }
    let outcome = try options.solve(file)
    switch outcome {
    case .infeasible(let clash):
      try options.present(
        ResultDocument(clash, of: file.problem, named: file.name, in: network), of: package,
        as: result)
      throw ExitCode(2)
    case .solved(let solved):
      let verdicts = try options.verdicts(on: solved, file, network)
      try options.present(
        ResultDocument(
          solved, of: file.problem, named: file.name, verdicts: verdicts, in: network),
        of: package, as: result)
    }
  }

  // MARK: - A plan that somebody typed

  private func judge(
    _ path: String, _ file: ReallocationFile, _ package: LoadedPackage
  ) throws {
    RunRecord.note("plan", file: path)
    let table = PlanFile.read(path, assumesGB18030: options.encoding == .gb18030)
    for issue in table.issues where issue.severity == .error || !options.quiet {
      Output.remark(issue.message(in: options.language))
    }
    if table.hasErrors { throw ExitCode(1) }
    var plan: [PlanLine: Money] = [:]
    for row in table.rows {
      let line = PlanLine(
        donor: package.network[try options.find(row.donor, in: package.network)].id,
        recipient: package.network[try options.find(row.recipient, in: package.network)].id,
        category: row.category ?? "")
      plan[line] = (plan[line] ?? .zero) + row.amount
    }
    let evaluation = file.problem.evaluate(plan)
    try options.present(
      ResultDocument(evaluation, of: file.problem, named: file.name, in: package.network),
      of: package, as: result)
    if !evaluation.isKept { throw ExitCode(2) }
  }
}
