internal import Analysis
internal import NetworkModel
internal import Scenarios

/// The plan in force, the budget, the objective and the penalties.
extension ReallocationReading {
  // MARK: - Baseline

  private static let baselineKeys = ["plan", "year", "years", "status", "category", "pairings"]
  private static let lineKeys = ["donor", "recipient", "amount", "category"]

  mutating func readBaseline(_ node: DocumentNode) {
    guard let map = reading.mapping(node, known: Self.baselineKeys) else { return }
    if let word = map["category"] { category = reading.text(word) }
    if let plan = map["plan"] {
      readPlan(plan)
    } else if map["pairings"] == nil || map["year"] != nil {
      readRecord(map)
    }
    if let kinds = map["pairings"] { readPairings(kinds, map) }
  }

  private mutating func readPlan(_ node: DocumentNode) {
    guard let items = reading.items(node) else { return }
    guard items.count <= Self.mostItems else {
      reading.report(
        .range, at: node,
        Wording(
          en: "there are \(items.count) lines, more than \(Self.mostItems)",
          zh: "共 \(items.count) 行，超过 \(Self.mostItems) 行"))
      return
    }
    for item in items {
      guard
        let map = reading.mapping(
          item, known: Self.lineKeys, required: ["donor", "recipient", "amount"])
      else { continue }
      // All three are read before any is missed, so that all faults of a line are said at once.
      let ends = (map["donor"].flatMap { place($0) }, map["recipient"].flatMap { place($0) })
      let given = map["amount"].flatMap { money($0) }
      guard let donor = ends.0, let recipient = ends.1, let amount = given else { continue }
      let use = map["category"].flatMap { reading.text($0) } ?? ""
      let line = PlanLine(donor: donor, recipient: recipient, category: use)
      if let other = problem.baseline[line] {
        reading.report(
          .conflict, at: item,
          Wording(
            en: "\(line) stands in the plan already, with \(other.formatted(in: .wan, .en))",
            zh: "方案中已有 \(line)，金额为\(other.formatted(in: .wan, .zh))"),
          Wording(en: "Add the two up.", zh: "请合并为一行。"))
        continue
      }
      problem = problem.now(donor, recipient, amount, for: use)
    }
  }

  /// What the package has on record for years and a step of money.
  private mutating func readRecord(_ map: DocumentNode) {
    var scenario = ScenarioYears()
    scenario.read(map, &reading)
    guard let years = scenario.years else {
      if map["year"] == nil, map["years"] == nil {
        reading.report(
          .keyMissing, at: map,
          Wording(en: "neither a plan nor a year of the record is given", zh: "未给出方案，也未给出年份"),
          Wording(en: "Add ‘plan’, or ‘year’ and ‘status’.", zh: "请补充 plan，或 year 与 status。"))
      }
      return
    }
    var question = FlowQuestion(measure: .money, years: years)
    if let status = map["status"] {
      question.status = reading.term(status, FlowStatus.self)
    } else {
      reading.report(
        .keyMissing, at: map,
        Wording(en: "the step of money is not given", zh: "未指明资金环节"),
        Wording(en: "Add ‘status: allocated’.", zh: "请补充“status: allocated”。"))
      return
    }
    if let category { question.categories = [category] }
    if year == nil, years.count == 1 { year = years.lowerBound }
    var skipped = 0
    for total in FlowAccounts(question, in: network).breakdown(by: [
      .donor(nil), .recipient(nil), .category,
    ]) {
      guard case .node(let donor, _) = total.keys[0], case .node(let recipient, _) = total.keys[1]
      else { continue }
      guard case .money(let amount) = total.amount, total.unknownCount == 0 else {
        skipped += 1
        continue
      }
      let use: String = if case .word(let word) = total.keys[2] { word } else { "" }
      problem = problem.now(
        network[donor].id, network[recipient].id, amount, for: category == nil ? use : "")
    }
    if problem.baseline.isEmpty {
      reading.report(
        .nothing, at: map,
        Wording(en: "the package has no such money on record", zh: "数据包中没有相应资金记录"))
    }
    if skipped > 0 {
      reading.report(
        .nothing, .warning, at: map,
        Wording(
          en: "\(skipped) pairs with amounts that are not known exactly are left out",
          zh: "有 \(skipped) 对的金额不确切，未列入"))
    }
  }

  /// Pairings that exist in the year of the plan may have money, also those that had none.
  private mutating func readPairings(_ node: DocumentNode, _ map: DocumentNode) {
    let nodes = node.items ?? [node]
    let kinds = nodes.compactMap { reading.term($0, PairingKind.self) }
    let date = year.flatMap { CalendarDate(year: $0) }
    let uses = problem.categories
    for pairing in network.pairings where kinds.contains(pairing.kind) {
      if let date, pairing.period.covers(date) == .no { continue }
      let donor = network[pairing.donor].id
      let recipient = network[pairing.recipient].id
      for use in uses {
        let line = PlanLine(donor: donor, recipient: recipient, category: use)
        if problem.baseline[line] == nil {
          problem = problem.now(donor, recipient, .zero, for: use)
        }
      }
    }
  }

  // MARK: - Budget

  mutating func readBudget(_ node: DocumentNode) {
    let known = ["total", "growth", "donors", "every_donor_growth"]
    guard let map = reading.mapping(node, known: known) else { return }
    places["budget"] = node
    if let total = map["total"], let amount = money(total) {
      problem = problem.budget(.total(amount))
    }
    if let growth = map["growth"], let factor = factor(growth) {
      problem = problem.budget(.totalFactor(factor))
    }
    if let growth = map["every_donor_growth"], let factor = factor(growth) {
      problem = problem.budget(.everyDonorFactor(factor))
    }
    if let donors = map["donors"] {
      guard let entries = donors.entries else {
        _ = reading.mapping(donors, known: [])
        return
      }
      for entry in entries {
        guard let id = place(entry.key, at: entry.value), let amount = money(entry.value) else {
          continue
        }
        places["budget \(id)"] = entry.value
        problem = problem.budget(.ofDonor(id, amount))
      }
    }
  }

  /// `8 %` is a factor of 1.08.
  mutating func factor(_ node: DocumentNode) -> ExactDecimal? {
    percent(node, allowNegative: true).flatMap { $0.adding(ExactDecimal(1)) }
  }

  // MARK: - Objective

  private static let objectives = [
    "max_min", "leximin", "least_shortfall", "proportional", "least_inequality", "least_change",
    "most_covered",
  ]

  mutating func readObjective(_ node: DocumentNode) {
    places["objective"] = node
    var word = node
    var map: DocumentNode?
    if node.entries != nil {
      map = reading.mapping(
        node, known: ["kind", "measure", "weighted", "threshold"], required: ["kind"])
      guard let kind = node["kind"] else { return }
      word = kind
    }
    guard let name = reading.text(word) else { return }
    guard Self.objectives.contains(name) else {
      reading.report(
        .valueUnknown, at: word, Wording(en: "the objective is not known", zh: "目标不可识别"),
        Wording(
          en: "Objectives are: \(Self.objectives.joined(separator: ", ")).",
          zh: "可用目标：\(Self.objectives.joined(separator: "、"))。"))
      return
    }
    let measure: ReallocationObjective.UnitMeasure
    switch map?["measure"]?.scalar {
    case nil, "amount": measure = .amount
    case "per_target": measure = .perTarget
    case "per_weight": measure = .perWeight
    default:
      reading.report(
        .valueUnknown, at: map?["measure"] ?? word,
        Wording(en: "the measure is not known", zh: "衡量方式不可识别"),
        Wording(
          en: "Write amount, per_target or per_weight.", zh: "请写 amount、per_target 或 per_weight。"))
      return
    }
    let weighted = map?["weighted"].map { yes($0) } ?? false
    let objective: ReallocationObjective
    switch name {
    case "max_min": objective = .maxMin(measure)
    case "leximin": objective = .leximin(measure)
    case "least_shortfall": objective = .leastShortfall(weighted: weighted)
    case "proportional": objective = .proportional
    case "least_inequality": objective = .leastInequality
    case "least_change": objective = .leastChange
    default:
      if let threshold = map?["threshold"], threshold.scalar != "target" {
        guard let amount = money(threshold) else { return }
        objective = .mostCovered(.amount(amount))
      } else {
        objective = .mostCovered(.target)
      }
    }
    problem = problem.objective(objective)
  }

  // MARK: - Penalties

  mutating func readPenalties(_ node: DocumentNode) {
    guard let map = reading.mapping(node, known: ["churn", "distance"]) else { return }
    if let churn = map["churn"], let rate = reading.decimal(churn) {
      problem = problem.penalty(.churn(rate))
    }
    guard let distance = map["distance"], let rate = reading.decimal(distance) else { return }
    places["penalty"] = distance
    problem = problem.penalty(.distance(rate))
    let opensPairs = problem.rules.contains {
      if case .newPairings = $0.requirement { true } else { false }
    }
    let pairs =
      opensPairs
      ? problem.donors.flatMap { donor in problem.recipients.map { (donor, $0) } }
      : Set(problem.baseline.keys.map { PlanLine(donor: $0.donor, recipient: $0.recipient) })
        .sorted().map { ($0.donor, $0.recipient) }
    for (donor, recipient) in pairs {
      guard let from = network.node(id: donor), let to = network.node(id: recipient),
        let metres = Analysis.distance(from: from, to: to, in: network).metres
      else { continue }
      problem = problem.distance(donor, recipient, metres: Int64(metres.rounded()))
    }
  }
}

/// `year` or `years` of a mapping.
private struct ScenarioYears {
  var years: ClosedRange<Int>?

  mutating func read(_ map: DocumentNode, _ reading: inout DocumentReading) {
    if let node = map["year"] {
      years = reading.year(node).map { $0...$0 }
    } else if let node = map["years"], let period = reading.period(node) {
      guard case .date(let first, _) = period.start, case .date(let last, _) = period.end else {
        reading.report(
          .valueForm, at: node, Wording(en: "this is not a span of years", zh: "不是年份区间"),
          Wording(en: "Write 2016/2020.", zh: "请写作 2016/2020。"))
        return
      }
      years = Int(first.year)...Int(last.year)
    }
  }
}
