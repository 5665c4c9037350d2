public import NetworkModel

/// The flows of a question, each in one class and counted once.
///
/// ## Conventions
/// - With ``FlowQuestion/within`` each flow is incoming, internal, outgoing or outside; totals are over one class,
///   one unit and one status, and nothing is added across them.
/// - Repeats and parts are netted inside one kind: money allocated and the same money disbursed are in two kinds, and
///   so is money that comes into a province and what the province passes on.
/// - A flow to a group counts for the group, and for a place only when all members lie in it.
/// - Flows of several years, undated flows and flows shared with places outside are not forced into a year or place;
///   they are listed apart.
///
/// - Complexity: O(flows + nodes · depth) time and memory.
public struct FlowAccounts: Sendable {
  public let question: FlowQuestion
  public let network: PairingNetwork
  /// Rows in the question, ascending.
  public let flows: [Int]
  /// One total for each kind: the whole answer in one table.
  public let totals: [FlowTotal]
  /// Rows that repeat another row of the question.
  public let repeats: [Int]
  /// For each row that is part of a whole that counts, that whole.
  public let wholes: [Int: Int]
  /// Rows that may already be part of another one that counts.
  public let uncertain: [Int]
  /// Rows left out because they share days with the years asked for and have others.
  public let straddling: [Int]
  /// Rows left out of the time asked for because a bound of their period is not known.
  public let undated: [Int]
  /// Rows that touch a group of which only some members lie in the places asked about.
  public let shared: [Int]
  /// Wholes whose parts add up to more than they do.
  public let exceeded: [Int]

  let ledger: FlowLedger

  public init(_ question: FlowQuestion, in network: PairingNetwork) {
    let selection = FlowSelection(question, in: network)
    let ledger = FlowLedger(selection, in: network)
    self.question = question
    self.network = network
    self.ledger = ledger
    flows = selection.rows
    straddling = selection.straddling
    undated = selection.undated
    shared = selection.shared
    repeats = ledger.netting.repeats.sorted()
    wholes = ledger.netting.holders
    uncertain = ledger.possibleWholes.keys.sorted()
    exceeded = ledger.exceeded
    totals = ledger.totals()
  }

  /// The one total of all flows; nothing when there is no flow.
  ///
  /// - Throws: ``MixedTotals`` when they are of several kinds: directions, steps or units are never added.
  public func total() throws(MixedTotals) -> FlowTotal? {
    guard totals.count <= 1 else { throw MixedTotals(kinds: totals.map(\.kind)) }
    return totals.first
  }

  /// The sources of a total, in order.
  public func sources(of total: FlowTotal) -> [SourcePlace] {
    network.sources(ofFlows: total.rows)
  }
}

/// Which rows are in a question, and the class of each.
struct FlowSelection {
  private(set) var rows: [Int] = []
  private(set) var boundaries: [FlowBoundary?] = []
  private(set) var straddling: [Int] = []
  private(set) var undated: [Int] = []
  private(set) var shared: [Int] = []

  init(_ question: FlowQuestion, in network: PairingNetwork) {
    let text = network.text
    let within = question.within.map { InsideNodes($0, in: network) }
    let donors = question.donor.map { InsideNodes($0, in: network) }
    let recipients = question.recipient.map { InsideNodes($0, in: network) }
    var categories = WordTable()
    let wanted = question.categories
    var programmes: [Text: Bool] = [:]
    for row in network.flowRows.indices {
      let flow = network.flowRows[row]
      guard flow.measure == question.measure else { continue }
      if let status = question.status, flow.status != status { continue }
      if !wanted.isEmpty, !wanted.contains(categories.word(flow.category, in: text)) { continue }
      if let agreement = question.agreement, text[flow.agreement] != agreement { continue }
      if let programme = question.programme {
        if programmes[flow.pairing] == nil {
          programmes[flow.pairing] = network.programme(ofPairing: flow.pairing) == programme
        }
        guard programmes[flow.pairing] == true else { continue }
      }
      let donor = NodeIndex(Int(network.flowDonors[row]))
      let recipient = NodeIndex(Int(network.flowRecipients[row]))
      if donors?.partly.contains(donor) ?? false || recipients?.partly.contains(recipient) ?? false
        || within?.partly.contains(donor) ?? false || within?.partly.contains(recipient) ?? false
      {
        shared.append(row)
      }
      if let donors, !donors.contains(donor) { continue }
      if let recipients, !recipients.contains(recipient) { continue }
      if let years = question.years {
        switch YearFit(flow.period, in: years) {
        case .inside: break
        case .outside: continue
        case .straddling:
          straddling.append(row)
          continue
        case .undated:
          undated.append(row)
          continue
        }
      }
      if let until = question.until {
        if flow.period.isUnknown || flow.period.firstDay == .min {
          undated.append(row)
          continue
        }
        guard flow.period.firstDay <= until.lastDay else { continue }
      }
      rows.append(row)
      boundaries.append(within?.boundary(from: donor, to: recipient))
    }
  }
}

/// Keeps one string for each word of an open vocabulary, read again only when the bytes change.
struct WordTable {
  private var last = Text.none
  private var lastWord = ""

  mutating func word(_ word: Text, in text: TextStore) -> String {
    if !text.equal(word, last) {
      last = word
      lastWord = text[word]
    }
    return lastWord
  }
}
