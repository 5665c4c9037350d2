internal import NetworkModel

/// A sound problem in dense numbers: what solvers work on.
struct PlanFrame {
  struct Line {
    let donor: Int32
    let recipient: Int32
    let category: Int32
    /// fen in the plan in force.
    let before: Int64
    /// The pair had no line before.
    let isNew: Bool
  }

  let problem: ReallocationProblem
  let donors: [String]
  let recipients: [String]
  let categories: [String]
  /// By donor, recipient, category.
  let lines: [Line]
  let linesOfDonor: [[Int32]]
  let linesOfRecipient: [[Int32]]
  /// fen that each recipient got before, in recipient order.
  let before: [Int64]
  /// fen
  let total: Int64
  /// fen, in donor order; absent where a donor has no budget of its own.
  let donorBudgets: [Int64?]
  /// The rounding unit in fen.
  let unit: Int64
  /// What each line keeps beyond whole units: its remainder where it is locked, else 0.
  let offsets: [Int64]
  /// Budget, budgets of donors, then rules by name.
  let constraints: [PlanConstraint]
  /// What the number of each constraint is.
  let numbers: [RuleNumber]
  private(set) var rows: [PlanRow] = []
  private(set) var counts: [DonorCountRow] = []
  /// The largest number of new pairings and the rule that says so.
  private(set) var newPairingLimit: (constraint: Int, most: Int)?

  /// - Precondition: the problem has no faults.
  init(_ problem: ReallocationProblem) {
    self.problem = problem
    donors = problem.donors
    recipients = problem.recipients
    categories = problem.categories
    let budget = problem.resolvedBudget!
    total = budget.total
    donorBudgets = donors.map { budget.donors[$0] }
    unit = max(1, problem.roundingUnit.fen)

    let donorIndex = Dictionary(uniqueKeysWithValues: zip(donors, donors.indices))
    let recipientIndex = Dictionary(uniqueKeysWithValues: zip(recipients, recipients.indices))
    let categoryIndex = Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
    let opensPairs = problem.rules.contains {
      if case .newPairings = $0.requirement { true } else { false }
    }
    var known = problem.baseline.map { line, amount in
      Line(
        donor: Int32(donorIndex[line.donor]!), recipient: Int32(recipientIndex[line.recipient]!),
        category: Int32(categoryIndex[line.category]!), before: amount.fen, isNew: false)
    }
    if opensPairs {
      var paired = Set<Int64>(minimumCapacity: known.count)
      for line in known {
        paired.insert(Int64(line.donor) * Int64(recipients.count) + Int64(line.recipient))
      }
      for donor in donors.indices {
        for recipient in recipients.indices
        where !paired.contains(Int64(donor) * Int64(recipients.count) + Int64(recipient)) {
          for category in categories.indices {
            known.append(
              Line(
                donor: Int32(donor), recipient: Int32(recipient), category: Int32(category),
                before: 0, isNew: true))
          }
        }
      }
    }
    known.sort { ($0.donor, $0.recipient, $0.category) < ($1.donor, $1.recipient, $1.category) }
    lines = known
    var ofDonor = [[Int32]](repeating: [], count: donors.count)
    var ofRecipient = [[Int32]](repeating: [], count: recipients.count)
    var before = [Int64](repeating: 0, count: recipients.count)
    for (index, line) in known.enumerated() {
      ofDonor[Int(line.donor)].append(Int32(index))
      ofRecipient[Int(line.recipient)].append(Int32(index))
      before[Int(line.recipient)] += line.before
    }
    linesOfDonor = ofDonor
    linesOfRecipient = ofRecipient
    self.before = before

    var named: [PlanConstraint] = [.budget]
    for (index, amount) in donorBudgets.enumerated() where amount != nil {
      named.append(.donorBudget(donors[index]))
    }
    named += problem.sortedRules.map { .rule($0.name) }
    constraints = named
    numbers =
      [RuleNumber](repeating: .amount, count: named.count - problem.rules.count)
      + problem.sortedRules.map(\.requirement.number)

    offsets = Self.offsets(of: problem, lines: known, donors, recipients, categories, unit: unit)
    addBudgets()
    for (index, rule) in problem.sortedRules.enumerated() {
      addRule(rule, constraint: constraints.count - problem.rules.count + index)
    }
  }

  private static func offsets(
    of problem: ReallocationProblem, lines: [Line], _ donors: [String], _ recipients: [String],
    _ categories: [String], unit: Int64
  ) -> [Int64] {
    var offsets = [Int64](repeating: 0, count: lines.count)
    guard unit > 1 else { return offsets }
    for case .locked(let selection) in problem.rules.map(\.requirement) {
      let mask = SelectionMask(selection, problem, donors, recipients, categories)
      for (index, line) in lines.enumerated() where mask.contains(line) {
        offsets[index] = line.before % unit
      }
    }
    return offsets
  }

  func planLine(_ index: Int) -> PlanLine {
    let line = lines[index]
    return PlanLine(
      donor: donors[Int(line.donor)], recipient: recipients[Int(line.recipient)],
      category: categories[Int(line.category)])
  }

  // MARK: - Rows

  private mutating func addBudgets() {
    let all = (0..<lines.count).map(Int32.init)
    addRow(constraint: 0, unit: nil, all, from: exact(total), to: exact(total), slopes: (1, 1))
    var constraint = 1
    for (donor, amount) in donorBudgets.enumerated() {
      guard let amount else { continue }
      addRow(
        constraint: constraint, unit: nil, linesOfDonor[donor], from: exact(amount),
        to: exact(amount), slopes: (1, 1))
      constraint += 1
    }
  }

  private mutating func addRow(
    constraint: Int, unit recipient: Int?, _ selected: [Int32], from lower: ExactFraction?,
    to upper: ExactFraction?, slopes: (Double, Double), share whole: [Int32]? = nil
  ) {
    rows.append(
      PlanRow(
        constraint: constraint, recipient: recipient, lines: selected,
        recipients: completeRecipients(selected), whole: whole,
        wholeSum: whole.flatMap { fixedSum(of: $0) }, lower: lower, upper: upper,
        lowerSlope: lower == nil ? 0 : slopes.0, upperSlope: upper == nil ? 0 : slopes.1))
  }

  /// The recipients of which these are all lines; nothing when some recipient is there in part.
  private func completeRecipients(_ selected: [Int32]) -> [Int32]? {
    var counts: [Int32: Int] = [:]
    for line in selected { counts[lines[Int(line)].recipient, default: 0] += 1 }
    for (recipient, count) in counts where count != linesOfRecipient[Int(recipient)].count {
      return nil
    }
    return counts.keys.sorted()
  }

  /// What these lines come to in every plan, where budgets fix it.
  private func fixedSum(of selected: [Int32]) -> Int64? {
    if selected.count == lines.count { return total }
    var counts: [Int32: Int] = [:]
    for line in selected { counts[lines[Int(line)].donor, default: 0] += 1 }
    var sum: Int64 = 0
    for (donor, count) in counts {
      guard count == linesOfDonor[Int(donor)].count, let budget = donorBudgets[Int(donor)] else {
        return nil
      }
      sum += budget
    }
    return sum
  }

  private func mask(_ selection: LineSelection) -> SelectionMask {
    SelectionMask(selection, problem, donors, recipients, categories)
  }

  private func selected(_ selection: LineSelection) -> [Int32] {
    let mask = mask(selection)
    return lines.indices.filter { mask.contains(lines[$0]) }.map(Int32.init)
  }

  /// For every selected recipient, its selected lines.
  private func eachSelected(_ selection: LineSelection) -> [(recipient: Int, lines: [Int32])] {
    let mask = mask(selection)
    return recipients.indices.filter { mask.recipients[$0] }.map { recipient in
      (recipient, linesOfRecipient[recipient].filter { mask.contains(lines[Int($0)]) })
    }
  }

  private func beforeSum(_ selected: [Int32]) -> Int64 {
    selected.reduce(0) { $0 + lines[Int($1)].before }
  }

  private mutating func addRule(_ rule: ReallocationRule, constraint: Int) {
    switch rule.requirement {
    case .share(let part, let whole, let bound, let share):
      let factor = ExactFraction(share)
      addRow(
        constraint: constraint, unit: nil, selected(part),
        from: bound == .atMost ? nil : factor, to: bound == .atLeast ? nil : factor,
        slopes: (1, 1), share: selected(whole))
    case .total(let selection, let bound, let money):
      addBound(constraint, nil, selected(selection), bound, exact(money.fen), slope: 1)
    case .each(let selection, let bound, let money):
      for (recipient, lines) in eachSelected(selection) {
        addBound(constraint, recipient, lines, bound, exact(money.fen), slope: 1)
      }
    case .totalRelative(let selection, let bound, let factor):
      let lines = selected(selection)
      let before = beforeSum(lines)
      addBound(
        constraint, nil, lines, bound, ExactFraction(factor).times(before), slope: Double(before))
    case .eachRelative(let selection, let bound, let factor):
      for (recipient, lines) in eachSelected(selection) {
        let before = beforeSum(lines)
        addBound(
          constraint, recipient, lines, bound, ExactFraction(factor).times(before),
          slope: Double(before))
      }
    case .changeWithin(let selection, let fraction):
      for (recipient, lines) in eachSelected(selection) {
        let before = beforeSum(lines)
        let change = ExactFraction(fraction).times(before)
        addRow(
          constraint: constraint, unit: recipient, lines,
          from: max(exact(before) - change, exact(0)), to: exact(before) + change,
          slopes: (-Double(before), Double(before)))
      }
    case .changeWithinAmount(let selection, let money):
      for (recipient, lines) in eachSelected(selection) {
        let before = beforeSum(lines)
        addRow(
          constraint: constraint, unit: recipient, lines,
          from: exact(max(0, before - money.fen)), to: exact(before + money.fen),
          slopes: (-1, 1))
      }
    case .capacity(let selection, let money):
      let mask = mask(selection)
      for donor in donors.indices where mask.donors[donor] {
        addBound(constraint, nil, linesOfDonor[donor], .atMost, exact(money.fen), slope: 1)
      }
    case .locked(let selection):
      for line in selected(selection) {
        let amount = exact(lines[Int(line)].before)
        addRow(
          constraint: constraint, unit: Int(lines[Int(line)].recipient), [line], from: amount,
          to: amount, slopes: (0, 0))
      }
    case .donorCount(let selection, let least, let most):
      for (recipient, lines) in eachSelected(selection) {
        counts.append(
          DonorCountRow(
            constraint: constraint, recipient: recipient, lines: lines, least: least, most: most))
      }
    case .newPairings(let most):
      guard let most else { return }
      if most < newPairingLimit?.most ?? .max { newPairingLimit = (constraint, most) }
    }
  }

  private mutating func addBound(
    _ constraint: Int, _ recipient: Int?, _ selected: [Int32], _ bound: RuleBound,
    _ amount: ExactFraction, slope: Double
  ) {
    addRow(
      constraint: constraint, unit: recipient, selected, from: bound == .atMost ? nil : amount,
      to: bound == .atLeast ? nil : amount, slopes: (slope, slope))
  }
}

private func exact(_ fen: Int64) -> ExactFraction { ExactFraction(Int128(fen)) }

/// What the number of a rule is: that which a way out moves.
enum RuleNumber {
  case amount
  case factor
  case count
  /// The rule has none.
  case none
}

extension ReallocationRule.Requirement {
  var number: RuleNumber {
    switch self {
    case .share, .totalRelative, .eachRelative, .changeWithin: .factor
    case .total, .each, .changeWithinAmount, .capacity: .amount
    case .donorCount: .count
    case .newPairings(let most): most == nil ? .none : .count
    case .locked: .none
    }
  }
}

/// One row of a rule: lower ≤ Σ over lines ≤ upper, in fen; with `whole`, the bounds are multiples of Σ over whole.
struct PlanRow {
  let constraint: Int
  /// The recipient of which a rule for each speaks.
  let recipient: Int?
  let lines: [Int32]
  /// When `lines` are all lines of these recipients.
  let recipients: [Int32]?
  let whole: [Int32]?
  /// Σ over whole, where budgets fix it.
  let wholeSum: Int64?
  let lower: ExactFraction?
  let upper: ExactFraction?
  /// How the bounds move, in fen (or as a factor of the whole), with one unit of the rule's number.
  let lowerSlope: Double
  let upperSlope: Double

  /// The bounds in fen, where they are constant.
  var constantBounds: (lower: ExactFraction?, upper: ExactFraction?)? {
    guard whole != nil else { return (lower, upper) }
    guard let wholeSum else { return nil }
    return (lower?.times(wholeSum), upper?.times(wholeSum))
  }
}

/// How many donors may give to a recipient.
struct DonorCountRow {
  let constraint: Int
  let recipient: Int
  let lines: [Int32]
  let least: Int?
  let most: Int?
}

/// A selection of lines as masks.
struct SelectionMask {
  let donors: [Bool]
  let recipients: [Bool]
  let categories: [Bool]

  init(
    _ selection: LineSelection, _ problem: ReallocationProblem, _ donors: [String],
    _ recipients: [String], _ categories: [String]
  ) {
    func mask(_ names: [String]?, _ all: [String]) -> [Bool] {
      guard let names else { return [Bool](repeating: true, count: all.count) }
      let chosen = Set(names.flatMap { problem.groups[$0] ?? [$0] })
      return all.map(chosen.contains)
    }
    self.donors = mask(selection.donors, donors)
    self.recipients = mask(selection.recipients, recipients)
    self.categories =
      selection.categories.map { names in categories.map(names.contains) }
      ?? [Bool](repeating: true, count: categories.count)
  }

  func contains(_ line: PlanFrame.Line) -> Bool {
    donors[Int(line.donor)] && recipients[Int(line.recipient)] && categories[Int(line.category)]
  }
}
