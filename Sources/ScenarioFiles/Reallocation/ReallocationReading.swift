internal import Analysis
internal import NetworkModel
internal import Optimisation
internal import Scenarios

/// Turns the tree of a file into a reallocation problem, noting everything that is wrong.
struct ReallocationReading {
  let root: DocumentNode
  let network: PairingNetwork
  let finder: NodeFinder
  var reading: DocumentReading
  private(set) var name = ""
  private(set) var summary: String?
  var problem = ReallocationProblem()
  private(set) var options = ReallocationOptions()
  var year: Int?
  var category: String?
  var obligations: [Obligation] = []
  /// Where each part of the problem is written, by the subject of its faults.
  var places: [String: DocumentNode] = [:]

  static let rootKeys = [
    "schema_version", "name", "description", "year", "baseline", "groups", "budget", "objective",
    "targets", "weights", "rules", "penalties", "rounding", "alternatives", "sensitivity",
    "seconds",
  ]
  static let mostItems = 20_000

  init(_ document: Document, _ network: PairingNetwork) {
    root = document.root
    self.network = network
    finder = NodeFinder(network)
    reading = DocumentReading(document)
  }

  mutating func read() {
    _ = reading.mapping(
      root, known: Self.rootKeys,
      required: ["schema_version", "name", "baseline", "budget", "objective"])
    if let node = root["schema_version"],
      let version = reading.whole(node, in: 1...1_000_000, allowsQuotes: false), version != 1
    {
      reading.report(
        .version, at: node,
        Wording(
          en: "this is version \(version) of the format; version 1 is read",
          zh: "文件格式版本为 \(version)，本程序读取版本 1"),
        Wording(en: "Use a newer program, or write version 1.", zh: "请使用新版程序，或改写为版本 1。"))
    }
    if let node = root["name"] { name = reading.text(node) ?? "" }
    if let node = root["description"] { summary = reading.text(node) }
    if let node = root["year"] { year = reading.year(node) }
    if let node = root["rounding"], let unit = money(node) { problem = problem.rounded(to: unit) }
    if let node = root["baseline"] { readBaseline(node) }
    readGroups(root["groups"])
    if let node = root["budget"] { readBudget(node) }
    if let node = root["objective"] { readObjective(node) }
    readUnits()
    if let node = root["rules"] { readRules(node) }
    if let node = root["penalties"] { readPenalties(node) }
    options.alternatives = 0
    if let node = root["alternatives"] {
      options.alternatives = reading.whole(node, in: 0...5) ?? 0
    }
    if let node = root["sensitivity"] { options.sensitivity = yes(node) }
    if let node = root["seconds"], let seconds = reading.whole(node, in: 1...86_400) {
      options.limits.seconds = Double(seconds)
    }
    guard !reading.hasErrors else { return }
    for fault in problem.faults() { report(fault) }
  }

  /// A fault of the problem, at the line where its part is written.
  private mutating func report(_ fault: ReallocationFault) {
    let part = fault.subject.split(separator: " ").first.map(String.init) ?? ""
    let node =
      places[fault.subject] ?? root[
        [
          "now": "baseline", "target": "targets", "weight": "weights",
          "rule": "rules", "penalty": "penalties", "distance": "penalties",
        ][part] ?? part] ?? root
    reading.report(
      .change, at: node,
      Wording(
        en: "\(fault.subject): \(fault.wording.en)", zh: "\(fault.subject)：\(fault.wording.zh)"))
  }

  // MARK: - Values

  mutating func yes(_ node: DocumentNode) -> Bool {
    switch node.scalar {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      reading.report(
        .valueUnknown, at: node,
        Wording(en: "this is neither true nor false", zh: "应为 true 或 false"),
        Wording(en: "Write true or false.", zh: "请写 true 或 false。"))
      return false
    }
  }

  /// `300 万元`; the unit is part of the text.
  mutating func money(_ node: DocumentNode) -> Money? {
    guard case .scalar(let text, _) = node.content else {
      _ = reading.text(node)
      return nil
    }
    let (number, unit) = ScenarioReading.parts(of: text.trimmed)
    guard let unit, let money = MoneyUnit(rawValue: unit == "元" ? "CNY" : unit) else {
      reading.report(
        .valueForm, at: node,
        Wording(en: "this is not an amount of money with its unit", zh: "不是带单位的金额"),
        Wording(en: "Write it as 300 万元.", zh: "请写作 300 万元。"))
      return nil
    }
    guard let decimal = reading.decimal(number, at: node) else { return nil }
    do throws(MoneyError) {
      return try Money(decimal, money)
    } catch {
      reading.report(
        .valueForm, at: node,
        Wording(en: "the amount is finer than a fen or too large", zh: "金额小于一分或过大"))
      return nil
    }
  }

  /// `80 %` or `80%`, as a fraction.
  mutating func percent(_ node: DocumentNode, allowNegative: Bool = false) -> ExactDecimal? {
    guard case .scalar(let text, _) = node.content else {
      _ = reading.text(node)
      return nil
    }
    let trimmed = text.trimmed
    guard trimmed.hasSuffix("%") || trimmed.hasSuffix("％") else {
      reading.report(
        .valueForm, at: node, Wording(en: "this is no percentage", zh: "不是百分比"),
        Wording(en: "Write it with its sign: 80 %.", zh: "请带百分号书写，如 80 %。"))
      return nil
    }
    guard
      let number = reading.decimal(
        String(trimmed.dropLast()).trimmed, at: node, allowNegative: allowNegative),
      number.scale <= 7
    else { return nil }
    return ExactDecimal(number.significand, scale: number.scale + 2)
  }

  /// The id of the place that a name means.
  mutating func place(_ node: DocumentNode) -> String? {
    let written: String?
    if case .scalar(let text, .number) = node.content {
      written = text
    } else {
      written = reading.text(node)
    }
    guard let written else { return nil }
    return place(written, at: node)
  }

  mutating func place(_ written: String, at node: DocumentNode) -> String? {
    do throws(NodeLookupError) {
      return network[try finder.find(written)].id
    } catch {
      reading.report(.valueUnknown, at: node, error.message)
      return nil
    }
  }

  /// One place or a list of them; groups of the file keep their names.
  mutating func names(_ node: DocumentNode) -> [String]? {
    let nodes = node.items ?? [node]
    var names: [String] = []
    for item in nodes {
      if let text = item.scalar, problem.groups[text] != nil {
        names.append(text)
      } else if let id = place(item) {
        takeGroup(id)
        names.append(id)
      }
    }
    return names.isEmpty && !nodes.isEmpty ? nil : names
  }

  /// A group or region of the package, with the recipients and donors of the plan that belong to it.
  private mutating func takeGroup(_ id: String) {
    guard problem.groups[id] == nil, !problem.recipients.contains(id),
      !problem.donors.contains(id), let node = network.node(id: id)
    else { return }
    let day = year.flatMap { CalendarDate(year: $0) }
    let members = network.members(of: node, at: day)
    let inside = (problem.recipients + problem.donors).filter { unit in
      network.node(id: unit).map { place in
        network.contains(node, place) || members.contains { network.contains($0, place) }
      } ?? false
    }
    problem = problem.group(id, inside)
  }

  private mutating func readGroups(_ node: DocumentNode?) {
    guard let node else { return }
    guard let entries = node.entries else {
      _ = reading.mapping(node, known: [])
      return
    }
    for entry in entries {
      guard let items = reading.items(entry.value) else { continue }
      var members: [String] = []
      for item in items { if let id = place(item) { members.append(id) } }
      problem = problem.group(entry.key, members)
      places["group \(entry.key)"] = entry.value
    }
  }

  private mutating func readUnits() {
    for (key, isTarget) in [("targets", true), ("weights", false)] {
      guard let node = root[key] else { continue }
      guard let entries = node.entries else {
        _ = reading.mapping(node, known: [])
        continue
      }
      for entry in entries {
        guard let id = place(entry.key, at: entry.value) else { continue }
        places["\(isTarget ? "target" : "weight") \(id)"] = entry.value
        if isTarget {
          if let amount = money(entry.value) { problem = problem.target(id, amount) }
        } else if let weight = reading.decimal(entry.value) {
          problem = problem.weight(id, weight)
        }
      }
    }
  }
}
