internal import ArgumentParser
internal import JieduiKit

/// `jiedui reconcile`: do the printed numbers agree with the rows?
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract:
      "Hold printed totals, means, rates and counts against the rows; state and explain gaps.",
    discussion: """
      A gap is the printed number less that of the rows. Explanations marked inferred are candidates. Name a claim \
      (or a flow that repeats another one) to see every row behind it.
      """)

  @OptionGroup var options: PackageOptions

  @Argument(help: "The ids of the claims that are asked about. Default: all.")
  var claim: [String] = []

  @Option(help: "Kinds of claims, separated by commas: total, mean, growth …, or repeat.")
  var kind: String?

  @Option(help: "Only what is about this place or group (id, name or short name), or in it.")
  var within: String?

  @Option(help: "Only what shares a day with this year (2019) or these years (2016-2020).")
  var years: YearSpan?

  @Option(
    help:
      "Verdicts, separated by commas: \(ReconciliationVerdict.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var verdict: String?

  @OptionGroup var result: ResultOptions

  func validate() throws {
    _ = try verdicts()
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = ReconciliationQuestion(
      ids: Set(claim), kinds: try kinds(in: network),
      within: try within.map { try options.find($0, in: network) }, years: years?.years,
      verdicts: try verdicts())
    let known = network.reconciledIDs
    if let unknown = claim.first(where: { !known.contains($0) }) {
      throw fail(
        64,
        Wording(
          en: "‘\(unknown)’ is no claim, and no flow that repeats another one (same_as).",
          zh: "“\(unknown)”既不是汇总数编号，也不是填有 same_as 的流动编号。"), options.language)
    }
    try options.present(
      ResultDocument(
        Reconciliation(question, in: network),
        isBrief: result.format == .table && !question.choosesClaims),
      of: package, as: result)
  }

  private func verdicts() throws -> Set<ReconciliationVerdict> {
    var found: Set<ReconciliationVerdict> = []
    for word in verdict?.split(separator: ",") ?? [] {
      guard let verdict = ReconciliationVerdict(rawValue: String(word)) else {
        let known = ReconciliationVerdict.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no verdict ‘\(word)’. Verdicts are: \(known).")
      }
      found.insert(verdict)
    }
    return found
  }

  private func kinds(in network: PairingNetwork) throws -> Set<String> {
    let kinds = Set(kind?.split(separator: ",").map(String.init) ?? [])
    let known = network.reconciledKinds
    if let unknown = kinds.sorted().first(where: { !known.contains($0) }) {
      let list = known.joined(separator: ", ")
      throw fail(
        64,
        Wording(
          en: "No claim is of kind ‘\(unknown)’. Kinds here: \(list).",
          zh: "没有类型为“\(unknown)”的汇总数。现有类型：\(list)。"), options.language)
    }
    return kinds
  }
}
