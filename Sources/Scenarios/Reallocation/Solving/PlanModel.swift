internal import NetworkModel
internal import Optimisation

/// The linear model of a problem.
///
///     sets        lines p (donor, recipient, use), recipients r, rows i of rules and budgets
///     choose      x(p) ≥ 0, y(r); open(d, r) ∈ {0, 1} where donors are counted or new pairings limited
///     subject to  y(r) = Σ over lines p to r of x(p)
///                 L(i) ≤ Σ over the lines of i of x(p) ≤ U(i)
///                 x(p) ≤ M · open(d, r), x(p) ≥ unit · open(d, r) where at least so many donors are asked for
///
/// In words: every line gets money or none, recipients get what their lines get, every rule holds, and a pair of which
/// there may be only so many is open or has no money. Amounts are in units of ``scale`` fen, which makes the average
/// recipient's amount about 1,000.
struct PlanModel {
  typealias Term = LinearModel.Term

  let frame: PlanFrame
  var model = LinearModel()
  /// fen in one unit of the model.
  let scale: Double
  /// The column of x of line p is p; of y of recipient r it is `firstRecipient` + r.
  let firstRecipient: Int
  /// The rows of each constraint that is active, in order.
  private(set) var constraintOfRow: [Int?] = []
  /// The recipient of which a row of a rule for each speaks.
  private(set) var recipientOfRow: [Int?] = []
  /// The columns by how much the numbers of relaxed constraints move: amounts in units of the model, factors and
  /// counts in their own.
  private(set) var relaxations: [Int: Int] = [:]
  /// The decisions on pairs: the column and the lines that are closed with it.
  private(set) var openings: [(column: Int, lines: [Int32])] = []
  private var openingOfPair: [Int64: Int] = [:]
  /// The recipients of which at least so many donors are asked for.
  private(set) var countsLeast: Set<Int> = []

  /// - Parameters:
  ///   - active: which constraints hold; all when absent.
  ///   - relaxed: the constraints whose numbers may move; their rows are not tightened to whole units. Where every donor
  ///     has a budget, all of them move with the total, in proportion.
  init(_ frame: PlanFrame, active: [Bool]? = nil, relaxing relaxed: Set<Int> = []) {
    self.frame = frame
    scale = Self.scale(of: frame)
    firstRecipient = frame.lines.count
    for _ in frame.lines { model.addColumn() }
    for _ in frame.recipients { model.addColumn() }
    for (recipient, lines) in frame.linesOfRecipient.enumerated() {
      add(
        lines.map { Term(1, Int($0)) } + [Term(-1, firstRecipient + recipient)], from: 0, to: 0,
        constraint: nil, recipient: recipient)
    }
    for constraint in relaxed.sorted() {
      relaxations[constraint] = model.addColumn(from: -.infinity)
    }
    let everyDonor = frame.donorBudgets.allSatisfy { $0 != nil }
    let totalMoves =
      relaxed.contains(0)
      || (everyDonor && relaxed.contains { frame.isDonorBudget($0) })
    for row in frame.rows where active?[row.constraint] ?? true {
      // Where every donor has a budget the total says nothing more.
      if row.constraint == 0, everyDonor, totalMoves || active == nil { continue }
      if relaxed.contains(row.constraint) {
        addRelaxed(row, by: relaxations[row.constraint]!)
      } else if relaxed.contains(0), everyDonor, frame.isDonorBudget(row.constraint) {
        let share = Double(row.lower!.floor) / max(1, Double(frame.total))
        addRelaxed(row, by: relaxations[0]!, times: share)
      } else {
        addFixed(row, totalMoves: totalMoves)
      }
    }
    addWholeDecisions(active: active)
  }

  /// A power of ten.
  private static func scale(of frame: PlanFrame) -> Double {
    let average = Double(frame.total) / Double(max(1, frame.recipients.count))
    var scale = 1.0
    while scale * 10_000 <= average { scale *= 10 }
    return scale
  }

  private mutating func add(
    _ terms: [Term], from lower: Double, to upper: Double, constraint: Int?, recipient: Int?
  ) {
    model.addRow(terms, from: lower, to: upper)
    constraintOfRow.append(constraint)
    recipientOfRow.append(recipient)
  }

  /// Adds a row that belongs to no rule.
  mutating func addFree(
    _ terms: [Term], from lower: Double = -.infinity, to upper: Double = .infinity
  )
    -> Int
  {
    add(terms, from: lower, to: upper, constraint: nil, recipient: nil)
    return model.rowCount - 1
  }

  func terms(_ row: PlanRow, _ coefficient: Double = 1) -> [Term] {
    if let recipients = row.recipients {
      return recipients.map { Term(coefficient, firstRecipient + Int($0)) }
    }
    return row.lines.map { Term(coefficient, Int($0)) }
  }

  private mutating func addFixed(_ row: PlanRow, totalMoves: Bool) {
    if let whole = row.whole, totalMoves || row.wholeSum == nil {
      // Σ part − share · Σ whole, on the side of the bound.
      for (share, isLower) in [(row.lower, true), (row.upper, false)] {
        guard let share else { continue }
        let terms =
          row.lines.map { Term(1, Int($0)) }
          + whole.map { Term(-share.approximateValue, Int($0)) }
        add(
          terms, from: isLower ? 0 : -.infinity, to: isLower ? .infinity : 0,
          constraint: row.constraint, recipient: row.recipient)
      }
      return
    }
    let (lower, upper) = frame.tightened(row)!
    add(
      terms(row), from: lower.map { Double($0) / scale } ?? -.infinity,
      to: upper.map { Double($0) / scale } ?? .infinity, constraint: row.constraint,
      recipient: row.recipient)
  }

  private mutating func addRelaxed(_ row: PlanRow, by relaxation: Int, times part: Double = 1) {
    guard let bounds = row.constantBounds else { return }
    // A number that is an amount moves in units of the model, a factor in its own.
    let step =
      frame.numbers[row.constraint] == .amount ? 1 : Double(row.wholeSum ?? 1) / scale
    for (bound, slope, isLower) in [
      (bounds.lower, row.lowerSlope, true), (bounds.upper, row.upperSlope, false),
    ] {
      guard let bound else { continue }
      let amount = bound.approximateValue / scale
      add(
        terms(row) + [Term(-slope * step * part, relaxation)], from: isLower ? amount : -.infinity,
        to: isLower ? .infinity : amount, constraint: row.constraint, recipient: row.recipient)
    }
  }

  /// The place in ``openings`` of the decision on a line's pair, which is made when it is first asked for.
  private mutating func opening(ofLine line: Int) -> Int {
    let data = frame.lines[line]
    let pair = Int64(data.donor) * Int64(frame.recipients.count) + Int64(data.recipient)
    if let place = openingOfPair[pair] { return place }
    openings.append((model.addColumn(to: 1, whole: true), []))
    openingOfPair[pair] = openings.count - 1
    return openings.count - 1
  }

  private mutating func addWholeDecisions(active: [Bool]?) {
    let most = Double(frame.total) / scale
    let least = Double(frame.unit) / scale
    for row in frame.counts where active?[row.constraint] ?? true {
      var ofDonor: [(donor: Int32, lines: [Int32])] = []
      for line in row.lines {
        let donor = frame.lines[Int(line)].donor
        if ofDonor.last?.donor == donor {
          ofDonor[ofDonor.count - 1].lines.append(line)
        } else {
          ofDonor.append((donor, [line]))
        }
      }
      // A rule on some uses of the money counts pairs of its own.
      let isWhole = row.lines.count == frame.linesOfRecipient[row.recipient].count
      var columns: [Int] = []
      for (_, lines) in ofDonor {
        if isWhole {
          let place = opening(ofLine: Int(lines[0]))
          openings[place].lines = lines
          columns.append(openings[place].column)
        } else {
          columns.append(model.addColumn(to: 1, whole: true))
          openings.append((columns.last!, lines))
        }
        let sum = lines.map { Term(1, Int($0)) }
        _ = addFree(sum + [Term(-most, columns.last!)], to: 0)
        if row.least != nil { _ = addFree(sum + [Term(-least, columns.last!)], from: 0) }
      }
      if row.least != nil { countsLeast.insert(row.recipient) }
      let count = columns.map { Term(1, $0) }
      let moves = relaxations[row.constraint]
      if let fewest = row.least {
        add(
          count + (row.most == nil ? moves.map { [Term(-1, $0)] } ?? [] : []), from: Double(fewest),
          to: .infinity,
          constraint: row.constraint, recipient: row.recipient)
      }
      if let largest = row.most {
        add(
          count + (moves.map { [Term(-1, $0)] } ?? []), from: -.infinity, to: Double(largest),
          constraint: row.constraint, recipient: row.recipient)
      }
    }
    guard let limit = frame.newPairingLimit else { return }
    var places: Set<Int> = []
    for (index, line) in frame.lines.enumerated() where line.isNew {
      let place = opening(ofLine: index)
      places.insert(place)
      if !openings[place].lines.contains(Int32(index)) {
        openings[place].lines.append(Int32(index))
      }
      _ = addFree([Term(1, index), Term(-most, openings[place].column)], to: 0)
    }
    if active?[limit.constraint] ?? true {
      let moves = relaxations[limit.constraint]
      add(
        places.sorted().map { Term(1, openings[$0].column) }
          + (moves.map { [Term(-1, $0)] } ?? []), from: -.infinity, to: Double(limit.most),
        constraint: limit.constraint, recipient: nil)
    }
  }
}

extension PlanFrame {
  /// The bounds of a row in fen, moved inwards to amounts that whole rounding units can make; nothing where they depend
  /// on the plan.
  func tightened(_ row: PlanRow) -> (lower: Int64?, upper: Int64?)? {
    guard let bounds = row.constantBounds else { return nil }
    let offset = unit == 1 ? 0 : row.lines.reduce(Int128(0)) { $0 + Int128(offsets[Int($1)]) }
    let unit = Int128(unit)
    func units(_ bound: ExactFraction, up: Bool) -> Int64 {
      let inUnits = ExactFraction(
        bound.numerator - offset * bound.denominator, over: bound.denominator * unit)
      return Int64(clamping: (up ? inUnits.ceiling : inUnits.floor) * unit + offset)
    }
    return (bounds.lower.map { units($0, up: true) }, bounds.upper.map { units($0, up: false) })
  }

  func isDonorBudget(_ constraint: Int) -> Bool {
    if case .donorBudget = constraints[constraint] { true } else { false }
  }

  var hasWholeDecisions: Bool { !counts.isEmpty || newPairingLimit != nil }
}
