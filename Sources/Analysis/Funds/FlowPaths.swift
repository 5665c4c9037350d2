public import NetworkModel

/// One stage through which money is followed.
public enum FlowStage: Hashable, Sendable {
  /// Where the money is from: the category, where it names a class of funds.
  case fundClass
  /// The donor, or the place of a level in which it lies.
  case donor(Level?)
  case recipient(Level?)
  /// What the money is for: the category, where it names no class of funds.
  case use
  case year, programme, agreement

  public static let allNames = [
    "class", "donor", "recipient", "use", "year", "programme", "agreement",
  ]

  /// The stage of a name; places are taken at the levels given.
  public init?(name: String, donorLevel: Level? = nil, recipientLevel: Level? = nil) {
    switch name {
    case "class": self = .fundClass
    case "donor": self = .donor(donorLevel)
    case "recipient": self = .recipient(recipientLevel)
    case "use": self = .use
    case "year": self = .year
    case "programme": self = .programme
    case "agreement": self = .agreement
    default: return nil
    }
  }

  public var name: String {
    switch self {
    case .fundClass: "class"
    case .donor: "donor"
    case .recipient: "recipient"
    case .use: "use"
    case .year: "year"
    case .programme: "programme"
    case .agreement: "agreement"
    }
  }

  /// Categories that say where money is from and not what it is for.
  public static let fundClasses: Set<String> = [
    "municipal_fiscal", "fiscal", "district_targeted", "counterpart_support", "social_donation",
    "in_kind",
  ]
}

/// How the flows of one kind run through stages: the input of a Sankey diagram.
///
/// ## Conventions
/// - One measure, unit, status and class of boundary: anything else has no sum, and is refused.
/// - A whole keeps what its parts leave, so the paths add up to the total, unless ``difference`` says by how much
///   parts exceed their wholes.
/// - A part that does not say its class or use has that of the whole that contains it.
/// - What a flow does not state is a key of its own (`missing`, or a place that is not split), never shared out.
/// - Flows of unknown amount and flows that may be counted already (`may_be_part_of`) are no paths; they are listed.
///
/// - Complexity: O(flows · depth of parts + paths · log paths) expected time.
public struct FlowPaths: Sendable {
  /// The flows that share the keys of all stages.
  public struct Path: Sendable {
    /// One key a stage.
    public let keys: [FlowKey]
    /// The sum in atoms: fen, or the smallest decimal that occurs.
    public let atoms: Int64
    /// Whether the truth may be more, or less, than the sum.
    public let mayBeMore: Bool
    public let mayBeLess: Bool
    /// Rows of the flows, ascending.
    public let rows: [Int]
  }

  public let question: FlowQuestion
  public let stages: [FlowStage]
  /// In order of their keys.
  public let paths: [Path]
  /// What all paths are of; absent when there is no flow.
  public let kind: FlowTotal.Kind?
  /// The total of the question, in atoms.
  public let total: Int64
  /// Decimals of the atoms; money is in fen.
  public let scale: UInt8
  /// Rows of flows whose amount is not known.
  public let unknown: [Int]
  /// The keys of those flows, each combination once.
  public let unknownKeys: [[FlowKey]]
  /// Rows of flows that may be part of others.
  public let uncertain: [Int]
  /// Rows left out of the years asked for because their period crosses or does not tell them.
  public let undated: [Int]
  /// By how many atoms the paths exceed the total, because parts exceed their wholes; 0 when all balances.
  public let difference: Int64

  /// - Throws: ``PathsError``.
  public init(
    _ question: FlowQuestion, through stages: [FlowStage], in network: PairingNetwork
  ) throws(PathsError) {
    let accounts = FlowAccounts(question, in: network)
    let whole: FlowTotal?
    do throws(MixedTotals) {
      whole = try accounts.total()
    } catch {
      throw .mixed(error)
    }
    self.question = question
    self.stages = stages
    kind = whole?.kind
    undated = (accounts.straddling + accounts.undated).sorted()
    uncertain = accounts.uncertain
    let lines = accounts.breakdown(by: StageKeys.dimensions(stages))
    let scale = lines.compactMap { Self.scale(of: $0.amount) }.max() ?? 0
    self.scale = scale

    let keys = StageKeys(stages, accounts)
    var sums: [[FlowKey]: (atoms: Int64, more: Bool, less: Bool, rows: [Int])] = [:]
    var unknown: [Int] = []
    var unknownKeys: Set<[FlowKey]> = []
    var sum: Int64 = 0
    let doubtful = Set(accounts.uncertain)
    for line in lines where !keys.isUncertain(line, doubtful) {
      guard let amount = line.amount else {
        if line.unknownCount > 0 {
          unknown += line.rows
          unknownKeys.insert(keys.keys(of: line))
        }
        continue
      }
      guard let atoms = Self.atoms(of: amount, scale), let grown = Self.plus(sum, atoms) else {
        throw .tooLarge
      }
      guard atoms >= 0 else { throw .negative }
      sum = grown
      let key = keys.keys(of: line)
      let ends = line.precision
      var entry = sums[key] ?? (0, false, false, [])
      entry.atoms += atoms
      entry.more = entry.more || ends == .atLeast || ends == .range || ends == .approximate
      entry.less = entry.less || ends == .atMost || ends == .range || ends == .approximate
      entry.rows += line.rows
      sums[key] = entry
    }
    self.unknown = unknown.sorted()
    self.unknownKeys = unknownKeys.sorted(by: Self.precede)
    paths = sums.map { key, entry in
      Path(
        keys: key, atoms: entry.atoms, mayBeMore: entry.more, mayBeLess: entry.less,
        rows: entry.rows.sorted())
    }.sorted { Self.precede($0.keys, $1.keys) }
    if whole != nil, whole?.amount == nil, sum > 0 || lines.contains(where: { $0.amount != nil }) {
      // Several items have no sum.
      throw .notAdditive
    }
    total = whole?.amount.flatMap { Self.atoms(of: $0, scale) } ?? 0
    difference = sum - total
  }

  /// A number of atoms as an amount.
  public func amount(_ atoms: Int64) -> Amount {
    (kind?.unit == nil) ? .money(Money(fen: atoms)) : .quantity(ExactDecimal(atoms, scale: scale))
  }

  private static func precede(_ a: [FlowKey], _ b: [FlowKey]) -> Bool {
    for (x, y) in zip(a, b) where x != y { return x < y }
    return false
  }

  private static func scale(of amount: Amount?) -> UInt8? {
    if case .quantity(let number)? = amount { number.scale } else { nil }
  }

  private static func atoms(of amount: Amount, _ scale: UInt8) -> Int64? {
    switch amount {
    case .money(let money): return money.fen
    case .quantity(let number):
      guard number.scale <= scale else { return nil }
      var atoms = number.significand
      for _ in number.scale..<scale {
        let (product, overflow) = atoms.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        atoms = product
      }
      return atoms
    }
  }

  private static func plus(_ a: Int64, _ b: Int64) -> Int64? {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }
}

/// Why flows have no paths.
public enum PathsError: Error, Sendable {
  /// They are of several kinds.
  case mixed(MixedTotals)
  /// Things are counted that have no sum.
  case notAdditive
  /// The sum does not fit.
  case tooLarge
  /// An amount is below zero.
  case negative

  public var message: Wording {
    switch self {
    case .mixed(let totals): totals.message
    case .notAdditive:
      Wording(
        en: "Items of different sorts have no sum. Choose another --measure.",
        zh: "不同物项的数量不可相加，请另选 --measure。")
    case .tooLarge: Wording(en: "The sum is too large to be exact.", zh: "合计数过大，无法精确表示。")
    case .negative:
      Wording(
        en: "An amount is below zero, and no width can show it.", zh: "存在负数金额，无法以线宽表示。")
    }
  }
}

/// The keys of each row, with what a part has from its whole.
private struct StageKeys {
  private let stages: [FlowStage]
  private let accounts: FlowAccounts

  init(_ stages: [FlowStage], _ accounts: FlowAccounts) {
    self.stages = stages
    self.accounts = accounts
  }

  /// Whether the row, or a whole that contains it, may be counted elsewhere already.
  func isUncertain(_ line: FlowTotal, _ uncertain: Set<Int>) -> Bool {
    var row = line.rows.first
    while let current = row {
      if uncertain.contains(current) { return true }
      row = accounts.wholes[current]
    }
    return false
  }

  /// One line a flow, with the key of each stage after it.
  static func dimensions(_ stages: [FlowStage]) -> [FlowDimension] {
    [.flow]
      + stages.map { stage in
        switch stage {
        case .fundClass, .use: .category
        case .donor(let level): .donor(level)
        case .recipient(let level): .recipient(level)
        case .year: .year
        case .programme: .programme
        case .agreement: .agreement
        }
      }
  }

  func keys(of line: FlowTotal) -> [FlowKey] {
    stages.indices.map { position in
      let key = line.keys[position + 1]
      switch stages[position] {
      case .fundClass: return category(of: line.rows[0], isClass: true)
      case .use: return category(of: line.rows[0], isClass: false)
      default: return key
      }
    }
  }

  /// The category of a row or of the nearest whole round it that is a class of funds, or is none.
  private func category(of row: Int, isClass: Bool) -> FlowKey {
    var row: Int? = row
    while let current = row {
      let word = accounts.network.flow(at: current).category
      if FlowStage.fundClasses.contains(word) == isClass { return .word(word) }
      row = accounts.wholes[current]
    }
    return .missing
  }
}
