internal import ArgumentParser
internal import JieduiKit

/// `jiedui flows`: how much flows from whom to whom, for what, and how far has it come?
struct FlowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flows",
    abstract: "Add up money, people, goods and sales by donor, recipient, category, year and step.",
    discussion: """
      A total is over one direction, one measure, one unit and one step; nothing is added across them. \
      --matrix shows who does what where, --funnel how many came through each step, --envelopes how much \
      of what was set aside is used.
      """)

  @OptionGroup var options: PackageOptions
  @OptionGroup var asked: FlowOptions
  @OptionGroup var view: FlowViewOptions
  @OptionGroup var result: ResultOptions

  func validate() throws {
    try view.validate(asked)
  }

  func run() throws {
    let package = try options.load()
    let network = package.network
    let question = try asked.question(options, in: network)
    let document: ResultDocument
    if view.matrix {
      document = ResultDocument(
        WhoDoesWhat(
          question, donorLevel: view.donorLevel ?? view.level,
          recipientLevel: view.recipientLevel ?? view.level,
          kinds: try pairingKinds(view.kind), at: view.date.asOf, in: network),
        of: question, in: network)
    } else if let category = view.funnel, let origin = question.donor {
      document = ResultDocument(
        FlowFunnel(
          category, question.measure, from: origin, to: question.recipient, years: question.years,
          in: network), from: origin, to: question.recipient, in: network)
    } else if view.envelopes {
      document = ResultDocument(
        envelopes: utilisations(question.measure, within: question.within, in: network),
        of: question.measure, in: network)
    } else {
      document = try breakdown(FlowAccounts(question, in: network), in: network)
    }
    try options.present(document, of: package, as: result)
  }

  private func breakdown(
    _ accounts: FlowAccounts, in network: PairingNetwork
  ) throws -> ResultDocument {
    let dimensions = try view.dimensions()
    let lines = accounts.breakdown(by: dimensions, order: view.lineOrder(dimensions))
    var rates: [FlowRate?]?
    if let indicator = view.per {
      let asked = accounts.question.years.flatMap { $0.count == 1 ? $0.lowerBound : nil }
      rates = try lines.prefix(view.top ?? .max).map { line in
        do throws(FlowRate.Missing) {
          return try FlowRate(
            of: line, per: indicator, year: view.indicatorYear ?? asked, in: network)
        } catch {
          throw fail(1, error.message, options.language)
        }
      }
    }
    return ResultDocument(
      accounts, by: dimensions, lines: lines, rates: rates, top: view.top)
  }
}
