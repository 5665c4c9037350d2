internal import ArgumentParser
internal import JieduiKit

/// `jiedui agreement`: what is due under the agreements, and is it kept?
struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Show what agreements ask for, and whether the record keeps to it.",
    discussion: """
      Every rule gets a verdict for each period: met, not met, cannot be determined (and what is missing), \
      or no target. What is not on record may have been given all the same; --complete takes the \
      record as complete. The exit code is 0 whatever the verdicts say; with --strict it is 2 when a \
      rule is not met.
      """)

  @OptionGroup var options: PackageOptions

  @Argument(help: "The id or title of one agreement; all of them without.")
  var agreement: String?

  @Option(help: "Judge this year (2019) or these years (2012-2020); all of each rule without.")
  var years: YearSpan?

  @Option(help: "Only agreements whose giving side is or lies in this place.")
  var donor: String?

  @Option(help: "Only agreements whose receiving side is or lies in this place.")
  var recipient: String?

  @Option(
    help:
      "Only rules of these kinds, separated by commas: \(ObligationKind.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var kind: String?

  @Option(
    help: "The one step of money that counts (allocated, disbursed, …); the furthest without.")
  var status: FlowStatus?

  @Flag(help: "Take the record as complete: what is not on record was not given.")
  var complete = false

  @Flag(help: "End with exit code 2 when a rule is not met, or does not make sense.")
  var strict = false

  @OptionGroup var result: ResultOptions

  func validate() throws {
    _ = try kinds()
    if let status, !Evidence.countedStatuses.contains(status) {
      let known = Evidence.countedStatuses.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("‘\(status.rawValue)’ is a promise and fulfils nothing; use \(known).")
    }
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = AgreementQuestion(
      agreement: try agreement.map { try id(of: $0, in: network) },
      donor: try donor.map { try options.find($0, in: network) },
      recipient: try recipient.map { try options.find($0, in: network) }, kinds: try kinds(),
      years: years?.years, status: status)
    let report = AgreementReport(
      question, against: Evidence(network, completeness: complete ? .all : .none))
    try options.present(ResultDocument(report, in: network), of: package, as: result)
    if strict, report.count(.notMet) > 0 || !report.faults.isEmpty { throw ExitCode(2) }
  }

  private func kinds() throws -> Set<ObligationKind> {
    var kinds: Set<ObligationKind> = []
    for name in kind?.split(separator: ",") ?? [] {
      guard let known = ObligationKind(rawValue: String(name)) else {
        let all = ObligationKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no kind of rule ‘\(name)’. Kinds are: \(all).")
      }
      kinds.insert(known)
    }
    return kinds
  }

  private func id(of name: String, in network: PairingNetwork) throws -> String {
    if let found = network.agreements.first(where: { $0.id == name || $0.title == name }) {
      return found.id
    }
    let known = network.agreements.map { "\($0.id)  \($0.title)" }.joined(separator: "\n  ")
    throw fail(
      64,
      Wording(
        en: "There is no agreement ‘\(name)’. Agreements are:\n  \(known)",
        zh: "没有编号或名称为“\(name)”的协议。现有协议：\n  \(known)"), options.language)
  }
}
