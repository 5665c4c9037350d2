internal import NetworkModel

extension FlowAccounts {
  /// In which order the lines of a breakdown stand, inside one kind.
  public enum LineOrder: String, CaseIterable, Sendable {
    /// By their keys: years in time, nodes by id.
    case key
    /// The largest amount first, unknown last, ties by key.
    case amount
  }

  /// Totals by some dimensions, in order of kind, then of keys or amounts.
  ///
  /// In each kind the lines add up to the total of the kind: a whole with parts stands in its own line with what the
  /// parts leave, unless ``exceeded`` names it.
  ///
  /// - Complexity: O(flows · dimensions + lines · log lines) expected time.
  public func breakdown(
    by dimensions: [FlowDimension], order: LineOrder = .key
  ) -> [FlowTotal] {
    var keys = FlowKeys(dimensions, in: network)
    let lines = ledger.lines { keys.group(of: $0) }
    let totals = lines.map { line in
      ledger.total(line.sum, line.kind, keys: keys.keys(of: line.group))
    }
    return totals.sorted { a, b in
      let kinds = (ledger.order(a.kind), ledger.order(b.kind))
      if kinds.0 != kinds.1 { return kinds.0 < kinds.1 }
      if order == .amount {
        switch (a.amount ?? a.upper, b.amount ?? b.upper) {
        case (let x?, let y?) where x != y: return y.isLess(than: x)
        case (_?, nil): return true
        case (nil, _?): return false
        default: break
        }
      }
      return Self.precede(a.keys, b.keys)
    }
  }

  private static func precede(_ a: [FlowKey], _ b: [FlowKey]) -> Bool {
    for (x, y) in zip(a, b) where x != y { return x < y }
    return false
  }
}

extension Amount {
  /// Of two amounts of one unit, whether this one is smaller.
  func isLess(than other: Amount) -> Bool {
    switch (self, other) {
    case (.money(let a), .money(let b)): a < b
    case (.quantity(let a), .quantity(let b)): a < b
    case (.money, .quantity): true
    case (.quantity, .money): false
    }
  }
}

/// Numbers the combinations of keys as they are met: one dictionary look-up a dimension, no array a row.
private struct FlowKeys {
  private let network: PairingNetwork
  private let dimensions: [FlowDimension]
  /// For each dimension, the keys met.
  private var found: [[FlowKey]]
  private var numbers: [[FlowKey: Int32]]
  /// For each dimension, the number of (prefix, key).
  private var prefixes: [[UInt64: Int32]]
  /// The keys of each combination.
  private var groups: [[FlowKey]] = []
  private let standing: [[Int32]]
  private var words = WordTable()

  init(_ dimensions: [FlowDimension], in network: PairingNetwork) {
    self.dimensions = dimensions
    self.network = network
    found = Array(repeating: [], count: dimensions.count)
    numbers = Array(repeating: [:], count: dimensions.count)
    prefixes = Array(repeating: [:], count: dimensions.count)
    standing = dimensions.map { dimension in
      guard let level = dimension.level else { return [] }
      return network.nodeIndices.map { network.ancestor(of: $0, at: level)?.value ?? -1 }
    }
    if dimensions.isEmpty { groups = [[]] }
  }

  func keys(of group: Int32) -> [FlowKey] { groups[Int(group)] }

  mutating func group(of row: Int) -> Int32 {
    var prefix: Int32 = 0
    for position in dimensions.indices {
      let key = key(position, row)
      let number: Int32
      if let known = numbers[position][key] {
        number = known
      } else {
        number = Int32(found[position].count)
        numbers[position][key] = number
        found[position].append(key)
      }
      let joint = UInt64(UInt32(bitPattern: prefix)) << 32 | UInt64(UInt32(bitPattern: number))
      if let known = prefixes[position][joint] {
        prefix = known
      } else {
        let isLast = position == dimensions.count - 1
        let next = Int32(isLast ? groups.count : prefixes[position].count)
        prefixes[position][joint] = next
        if isLast { groups.append(dimensions.indices.map { self.key($0, row) }) }
        prefix = next
      }
    }
    return prefix
  }

  private mutating func key(_ position: Int, _ row: Int) -> FlowKey {
    let flow = network.flowRows[row]
    func word(_ text: Text) -> FlowKey {
      text.isEmpty ? .missing : .word(words.word(text, in: network.text))
    }
    func node(_ ends: [Int32]) -> FlowKey {
      let node = ends[row]
      guard dimensions[position].level != nil else {
        return .node(NodeIndex(Int(node)), isUnsplit: false)
      }
      let place = standing[position][Int(node)]
      return .node(NodeIndex(Int(place < 0 ? node : place)), isUnsplit: place < 0)
    }
    switch dimensions[position] {
    case .donor: return node(network.flowDonors)
    case .recipient: return node(network.flowRecipients)
    case .category: return word(flow.category)
    case .programme:
      return network.programme(ofPairing: flow.pairing).map(FlowKey.word) ?? .missing
    case .agreement: return word(flow.agreement)
    case .year:
      if flow.period.isUnknown { return .missing }
      guard let year = flow.period.singleYear, let date = CalendarDate(year: year) else {
        return .period(flow.period)
      }
      return .period(Period(date))
    case .donorLevel: return level(of: network.flowDonors[row])
    case .recipientLevel: return level(of: network.flowRecipients[row])
    case .source: return word(flow.source)
    case .precision: return flow.amount == nil ? .missing : .precision(flow.precision)
    case .flow: return word(flow.id)
    }
  }

  private func level(of node: Int32) -> FlowKey {
    network.nodeRows[Int(node)].kind.level.map(FlowKey.level) ?? .missing
  }
}

extension FlowDimension {
  /// The level at which places stand for what lies in them.
  fileprivate var level: Level? {
    switch self {
    case .donor(let level), .recipient(let level): level
    default: nil
    }
  }
}
