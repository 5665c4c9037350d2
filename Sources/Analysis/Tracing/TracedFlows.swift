internal import NetworkModel

/// The flows of a question, each fact once, as amounts from node to node.
///
/// ## Conventions
/// - A second mention (`same_as`) is left out.
/// - A part (`part_of`) that starts where its whole starts is the same money, told more precisely: the whole keeps
///   what such parts leave. A part with both ends of its whole tells nothing more and stays in it.
/// - A part that starts at the recipient of its whole, or in it, is money passed on: both stay, because they are two
///   steps of one way. When it starts at a node *in* the recipient, the step between the two is not on record but implied,
///   as far as no other part of the whole is recorded to have come there.
/// - Where both could be said, the smaller of the two places decides.
struct TracedFlows {
  /// How an amount stands to the rows.
  struct Basis: OptionSet, Hashable {
    let rawValue: UInt8
    static let recorded = Basis(rawValue: 1)
    /// What parts leave of a whole.
    static let rest = Basis(rawValue: 2)
    /// From the recipient of a whole to a node in it that passes a part on.
    static let implied = Basis(rawValue: 4)
  }

  struct Piece {
    var donor: Int32
    var recipient: Int32
    var row: Int32
    /// 0 when it is not known.
    var amount: Int64
    var basis: Basis
    var marks: FlowMarks
  }

  private(set) var pieces: [Piece] = []
  /// Wholes whose parts add up to more than they do.
  let exceeded: [Int]
  let repeats: Set<Int>
  let wholes: [Int: Int]

  /// - Parameters:
  ///   - rows: ascending, of one measure, status and unit.
  ///   - atoms: the amount of a row as a whole number; nothing when it is not known.
  init(_ rows: [Int], in network: PairingNetwork, atoms: (Int) -> Int64?) {
    let netting = CountedFlows(network: network, mayHold: { _, _ in true }).netting(of: rows)
    repeats = netting.repeats
    wholes = netting.holders
    let uncertain = Self.uncertain(rows, netting, network)
    /// Parts with both ends of their whole, which therefore stay in it.
    let staying = Set(
      netting.holders.filter { part, whole in
        network.flowDonors[part] == network.flowDonors[whole]
          && network.flowRecipients[part] == network.flowRecipients[whole]
      }.keys)
    var taken = Taken()
    var overlapping: Set<Int> = []
    for (part, whole) in netting.holders.sorted(by: { $0.key < $1.key }) {
      let holder = Self.chain(from: whole, netting.holders).first { !staying.contains($0) } ?? whole
      if staying.contains(part) {
        taken.note(atoms(part), of: whole)
        if uncertain.contains(part) { overlapping.insert(holder) }
      } else {
        taken.take(
          part, of: whole, heldIn: holder, atoms(part),
          marks: FlowMarks(network.flowRows[part].precision), in: network)
      }
    }
    pieces.reserveCapacity(rows.count)
    for row in rows where !repeats.contains(row) && !staying.contains(row) {
      let flow = network.flowRows[row]
      var piece = Piece(
        donor: network.flowDonors[row], recipient: network.flowRecipients[row],
        row: Int32(truncatingIfNeeded: row), amount: 0, basis: .recorded,
        marks: FlowMarks(flow.precision))
      if let amount = atoms(row) {
        piece.amount = amount
      } else {
        piece.marks = .unknown
      }
      // A part is as uncertain as the whole that holds it.
      if overlapping.contains(row)
        || Self.chain(from: row, netting.holders).contains(where: uncertain.contains)
      {
        piece.marks.insert(.mayOverlap)
      }
      if let parts = taken.replaced[row] {
        piece.basis = .rest
        piece.marks.formUnion(parts.marks.taken)
        piece.amount -= min(parts.amount, piece.amount)
      }
      // An amount of nothing is known, and nobody need follow it.
      if piece.amount > 0 || piece.marks.contains(.unknown) { pieces.append(piece) }
    }
    let steps = taken.implied(in: network)
    for step in steps {
      pieces.append(
        Piece(
          donor: network.flowRecipients[step.whole], recipient: step.node,
          row: Int32(truncatingIfNeeded: step.whole), amount: step.parts.amount, basis: .implied,
          marks: step.parts.marks.union(.inferred)))
      // The parts stand beside their whole as the evidence, and add nothing.
      for part in step.rows {
        pieces.append(
          Piece(
            donor: network.flowRecipients[step.whole], recipient: step.node,
            row: Int32(truncatingIfNeeded: part), amount: 0, basis: .implied, marks: .inferred))
      }
    }
    exceeded = taken.exceeded(steps, in: network, atoms: atoms)
  }

  private static func chain(from row: Int, _ holders: [Int: Int]) -> some Sequence<Int> {
    sequence(first: row) { holders[$0] }
  }

  /// Rows whose `may_be_part_of` names another row that counts here.
  private static func uncertain(
    _ rows: [Int], _ netting: CountedFlows.Netting, _ network: PairingNetwork
  ) -> Set<Int> {
    let named = rows.filter { !network.flowRows[$0].mayBePartOf.isEmpty }
    guard !named.isEmpty else { return [] }
    let counted = Set(rows)
    return Set(
      named.filter { row in
        network.flow(at: row).mayBePartOf.contains { id in
          guard let whole = network.flow(id: id), whole != row else { return false }
          return counted.contains(whole) && network.flowRows[whole].amount != nil
        }
      })
  }
}

/// What parts take out of their wholes, and what they pass on.
private struct Taken {
  struct Parts {
    var amount: Int64 = 0
    var marks: FlowMarks = []

    mutating func add(_ other: Int64, _ marks: FlowMarks) {
      amount = other.addingSaturated(to: amount)
      self.marks.formUnion(marks)
    }
  }

  /// A step inside the recipient of a whole that no row records.
  struct Step {
    var whole: Int
    var node: Int32
    var parts: Parts
    /// The parts that say so, ascending.
    var rows: [Int]
  }

  private struct Place: Hashable {
    var whole: Int
    var node: Int32
  }

  private(set) var replaced: [Int: Parts] = [:]
  private var passedOn: [Place: Parts] = [:]
  private var givers: [Place: [Int]] = [:]
  private var arrived: [Place: Int64] = [:]
  /// What the parts of each whole that are the same money add up to.
  private var parts: [Int: Int64] = [:]

  /// A part that stays in its whole.
  mutating func note(_ amount: Int64?, of whole: Int) {
    parts[whole] = (amount ?? 0).addingSaturated(to: parts[whole] ?? 0)
  }

  /// - Parameter holder: the whole, or the one in which the whole stays.
  mutating func take(
    _ part: Int, of whole: Int, heldIn holder: Int, _ amount: Int64?, marks: FlowMarks,
    in network: PairingNetwork
  ) {
    let marks = amount == nil ? .unknown : marks
    let amount = amount ?? 0
    let end = Place(whole: holder, node: network.flowRecipients[part])
    arrived[end] = amount.addingSaturated(to: arrived[end] ?? 0)
    if Self.isPassedOn(part, of: holder, in: network) {
      let start = Place(whole: holder, node: network.flowDonors[part])
      passedOn[start, default: Parts()].add(amount, marks)
      givers[start, default: []].append(part)
    } else {
      replaced[holder, default: Parts()].add(amount, marks)
      note(amount, of: whole)
    }
  }

  private static func isPassedOn(
    _ part: Int, of whole: Int, in network: PairingNetwork
  ) -> Bool {
    let start = NodeIndex(Int(network.flowDonors[part]))
    let donor = NodeIndex(Int(network.flowDonors[whole]))
    let recipient = NodeIndex(Int(network.flowRecipients[whole]))
    guard start != donor, network.contains(recipient, start) else { return false }
    // In the donor too: the smaller of the two places decides.
    return !network.contains(donor, start) || network.contains(donor, recipient)
  }

  /// In order of wholes, then of nodes.
  func implied(in network: PairingNetwork) -> [Step] {
    passedOn.compactMap { place, parts -> Step? in
      guard network.flowRecipients[place.whole] != place.node else { return nil }
      let amount = parts.amount - min(parts.amount, arrived[place] ?? 0)
      guard amount > 0 else { return nil }
      return Step(
        whole: place.whole, node: place.node, parts: Parts(amount: amount, marks: parts.marks),
        rows: givers[place] ?? [])
    }.sorted { ($0.whole, $0.node) < ($1.whole, $1.node) }
  }

  /// Wholes of which parts take, or the recipient passes on, more than there is.
  func exceeded(_ steps: [Step], in network: PairingNetwork, atoms: (Int) -> Int64?) -> [Int] {
    var leaving = parts
    for step in steps {
      leaving[step.whole] = step.parts.amount.addingSaturated(to: leaving[step.whole] ?? 0)
    }
    for (place, parts) in passedOn where network.flowRecipients[place.whole] == place.node {
      leaving[place.whole] = parts.amount.addingSaturated(to: leaving[place.whole] ?? 0)
    }
    return leaving.filter { $1 > atoms($0) ?? .max }.map(\.key).sorted()
  }
}

extension Int64 {
  /// The sum, or the largest number: for sums that are only compared with one that fits.
  fileprivate func addingSaturated(to other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
