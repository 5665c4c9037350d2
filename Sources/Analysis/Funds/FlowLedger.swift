internal import NetworkModel

/// The rows of a question with their kinds, netted, and what each adds.
struct FlowLedger: Sendable {
  private let network: PairingNetwork
  let rows: [Int]
  /// Position in ``kinds`` of each row.
  private let kindOf: [Int32]
  let kinds: [FlowTotal.Kind]
  /// Decimals that the atoms of each kind have; unused for money.
  private let scales: [UInt8]
  let netting: CountedFlows.Netting
  /// For each row that counts, the other rows of its kind in which it may already be contained.
  let possibleWholes: [Int: [Int]]
  let exceeded: [Int]
  /// For wholes with parts in the ledger, what the parts leave.
  private let rests: [Int: FlowContribution]

  init(_ selection: FlowSelection, in network: PairingNetwork) {
    self.network = network
    rows = selection.rows
    var kinds = KindTable(network)
    var kindOf = [Int32](repeating: 0, count: rows.count)
    for (position, row) in rows.enumerated() {
      kindOf[position] = kinds.index(of: row, boundary: selection.boundaries[position])
    }
    self.kindOf = kindOf
    self.kinds = kinds.kinds
    scales = kinds.scales
    // Rows ascend, so the kind of a row is found by its position.
    let rows = rows
    func kind(_ row: Int) -> Int32? { Self.position(of: row, in: rows).map { kindOf[$0] } }
    let netting = CountedFlows(
      network: network, mayHold: { kind($0) == kind($1) }, mayRepeat: { kind($0) == kind($1) }
    ).netting(of: rows)
    self.netting = netting
    possibleWholes = Self.possibleWholes(rows, netting, network) { a, b in kind(a) == kind(b) }

    var rests: [Int: FlowContribution] = [:]
    var exceeded: Set<Int> = []
    for (part, whole) in netting.holders.sorted(by: { $0.key < $1.key }) {
      guard let kindOfWhole = kind(whole),
        let taken = Self.contribution(network.flowRows[part], kinds.scales[Int(kindOfWhole)]),
        var rest = rests[whole]
          ?? Self.contribution(network.flowRows[whole], kinds.scales[Int(kindOfWhole)])
      else { continue }
      if taken.stated > rest.stated { exceeded.insert(whole) }
      rest.remove(taken)
      rests[whole] = rest
    }
    self.rests = rests
    self.exceeded = exceeded.sorted()
  }

  /// For each row that counts, the other rows of its kind in which it may already be contained.
  private static func possibleWholes(
    _ rows: [Int], _ netting: CountedFlows.Netting, _ network: PairingNetwork,
    isSameKind: (Int, Int) -> Bool
  ) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    for row in rows where !network.flowRows[row].mayBePartOf.isEmpty && netting.isCounted(row) {
      let wholes = network.flow(at: row).mayBePartOf.compactMap(network.flow(id:)).filter {
        $0 != row && position(of: $0, in: rows) != nil && isSameKind($0, row)
          && network.flowRows[$0].amount != nil
      }
      if !wholes.isEmpty { found[row] = wholes }
    }
    return found
  }

  static func position(of row: Int, in rows: [Int]) -> Int? {
    positionInOrder(rows.count) { rows[$0] - row }
  }

  /// What a flow adds, in atoms; nothing when its amount is unknown.
  static func contribution(_ flow: FlowRow, _ scale: UInt8) -> FlowContribution? {
    switch flow.amount {
    case .money(let money):
      return FlowContribution(stated: Int128(money.fen), precision: flow.precision)
    case .quantity(let number):
      var atoms = Int128(number.significand)
      for _ in number.scale..<scale { atoms *= 10 }
      return FlowContribution(stated: atoms, precision: flow.precision)
    case nil: return nil
    }
  }

  // MARK: - Sums

  /// One total for each kind: wholes, not parts.
  func totals() -> [FlowTotal] {
    var sums = [FlowSum](repeating: FlowSum(), count: kinds.count)
    for (position, row) in rows.enumerated() where netting.isCounted(row) {
      add(
        row, to: &sums[Int(kindOf[position])], scale: scales[Int(kindOf[position])], rest: nil,
        isUncertain: possibleWholes[outermost(row)] != nil)
    }
    return zip(kinds.indices, sums).filter { !$1.rows.isEmpty }
      .map { kind, sum in total(sum, kind, keys: []) }
      .sorted { order($0.kind) < order($1.kind) }
  }

  /// Which flows are left out of the lower end of a line, because they may be counted already.
  enum Overlap {
    /// Those that may be part of a flow in the same line: each line is right by itself.
    case inTheLine
    /// Those that may be part of any flow of their kind: lines may be added to each other.
    case anywhere
  }

  /// Sums by kind and group.
  ///
  /// - Parameter groupOf: the group of a row, a number from 0; the same at each call.
  /// - Returns: for each kind and group that occurs, the sum, in order of kind and first row.
  func lines(
    _ overlap: Overlap = .inTheLine, groupOf: (Int) -> Int32
  ) -> [(kind: Int, group: Int32, sum: FlowSum)] {
    var slots: [UInt64: Int] = [:]
    var lines: [(kind: Int, group: Int32, sum: FlowSum)] = []
    for (position, row) in rows.enumerated() where !netting.repeats.contains(row) {
      // A whole that its parts exhaust adds nothing of its own.
      if let rest = rests[row], rest.stated == 0, rest.upper == 0 { continue }
      let kind = kindOf[position]
      let group = groupOf(row)
      let key = UInt64(UInt32(bitPattern: kind)) << 32 | UInt64(UInt32(bitPattern: group))
      let slot = slots[key] ?? lines.count
      if slot == lines.count {
        slots[key] = slot
        lines.append((Int(kind), group, FlowSum()))
      }
      let wholes = possibleWholes[outermost(row)] ?? []
      let isUncertain =
        switch overlap {
        case .anywhere: !wholes.isEmpty
        case .inTheLine: wholes.contains { groupOf($0) == group }
        }
      add(
        row, to: &lines[slot].sum, scale: scales[Int(kind)], rest: rests[row],
        isUncertain: isUncertain)
    }
    return lines
  }

  /// The whole that holds a part, through any number of steps; the row itself when nothing holds it.
  ///
  /// A part is as uncertain as this.
  func outermost(_ row: Int) -> Int {
    var top = row
    while let whole = netting.holders[top] { top = whole }
    return top
  }

  private func add(
    _ row: Int, to sum: inout FlowSum, scale: UInt8, rest: FlowContribution?, isUncertain: Bool
  ) {
    let flow = network.flowRows[row]
    if let rest {
      sum.add(
        rest, of: row, precision: flow.precision, isRest: true, isUncertain: isUncertain)
    } else if let part = Self.contribution(flow, scale) {
      sum.add(
        part, of: row, precision: flow.precision, isRest: false, isUncertain: isUncertain)
    } else {
      sum.addUnknown(row)
    }
  }

  func total(_ sum: FlowSum, _ kind: Int, keys: [FlowKey]) -> FlowTotal {
    let isMoney = kinds[kind].unit == nil
    let scale = scales[kind]
    return sum.total(kinds[kind], keys: keys) {
      Amount(atoms: $0, isMoney: isMoney, scale: scale)
    }
  }

  /// Kinds stand by class, unit and the order of the steps.
  func order(_ kind: FlowTotal.Kind) -> (Int, String, Int) {
    (
      kind.boundary.flatMap { FlowBoundary.allCases.firstIndex(of: $0) } ?? 0, kind.unit ?? "",
      FlowStatus.allCases.firstIndex(of: kind.status) ?? 0
    )
  }
}

/// Numbers the kinds as they are met.
private struct KindTable {
  private let network: PairingNetwork
  private(set) var kinds: [FlowTotal.Kind] = []
  private(set) var scales: [UInt8] = []
  private var numbers: [FlowTotal.Kind: Int32] = [:]
  private var units = WordTable()

  init(_ network: PairingNetwork) { self.network = network }

  mutating func index(of row: Int, boundary: FlowBoundary?) -> Int32 {
    let flow = network.flowRows[row]
    var scale: UInt8 = 0
    var unit: String?
    switch flow.amount {
    case .money: unit = nil
    case .quantity(let number):
      scale = number.scale
      unit = units.word(flow.unit, in: network.text)
    case nil:
      let word = units.word(flow.unit, in: network.text)
      unit = MoneyUnit(rawValue: word) == nil ? word : nil
    }
    let kind = FlowTotal.Kind(
      boundary: boundary, measure: flow.measure, unit: unit, status: flow.status)
    if let number = numbers[kind] {
      scales[Int(number)] = max(scales[Int(number)], scale)
      return number
    }
    let number = Int32(kinds.count)
    numbers[kind] = number
    kinds.append(kind)
    scales.append(scale)
    return number
  }
}

extension Amount {
  /// So many fen, or so many of the smallest decimal of a unit; nothing when it does not fit.
  init?(atoms: Int128, isMoney: Bool, scale: UInt8) {
    guard let number = Int64(exactly: atoms) else { return nil }
    self = isMoney ? .money(Money(fen: number)) : .quantity(ExactDecimal(number, scale: scale))
  }
}
