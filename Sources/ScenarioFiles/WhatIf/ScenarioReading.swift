internal import DataPackage
internal import NetworkModel
internal import Scenarios

/// Turns the tree of one file into a scenario, noting everything that is wrong.
struct ScenarioReading {
  private let root: DocumentNode
  /// It stands on another file, which says what the baseline is.
  private let isBased: Bool
  var reading: DocumentReading
  private(set) var scenario = Scenario("")
  private(set) var changeNodes: [DocumentNode] = []
  private(set) var requirementNodes: [DocumentNode] = []

  /// The version of the format that is read.
  static let version = 1
  static let mostDraws = 100_000
  static let mostChanges = 10_000

  static let rootKeys = [
    "schema_version", "name", "description", "based_on", "baseline", "changes", "requirements",
    "draws", "seed",
  ]
  static let baselineKeys = ["date", "year", "years", "status", "measure"]
  static let requirementKeys = ["donor", "recipient", "at_least", "at_most", "unit"]

  init(_ document: Document, isBased: Bool) {
    root = document.root
    self.isBased = isBased
    reading = DocumentReading(document)
  }

  var file: String { reading.file }
  var issues: [DocumentIssue] { reading.issues }

  mutating func read() {
    _ = reading.mapping(
      root, known: Self.rootKeys, required: ["schema_version", "name", "changes"],
      elsewhere: Dictionary(
        uniqueKeysWithValues: Self.baselineKeys.map { ($0, "baseline.\($0)") }))
    if let node = root["schema_version"] {
      let version = reading.whole(node, in: 1...1_000_000, allowsQuotes: false)
      if let version, version != Self.version {
        reading.report(
          .version, at: node,
          Wording(
            en: "this is version \(version) of the format; version \(Self.version) is read",
            zh: "文件格式版本为 \(version)，本程序读取版本 \(Self.version)"),
          Wording(en: "Use a newer program, or write version 1.", zh: "请使用新版程序，或改写为版本 1。"))
      }
    }
    if let node = root["name"] { scenario.name = reading.text(node) ?? "" }
    if let node = root["description"] { scenario.summary = reading.text(node) }
    if let node = root["based_on"] { _ = reading.text(node) }
    if let node = root["baseline"] { readBaseline(node) }
    if let node = root["changes"] { readChanges(node) }
    if let node = root["requirements"] { readRequirements(node) }
    if let node = root["draws"] { scenario.draws = reading.whole(node, in: 1...Self.mostDraws) }
    if let node = root["seed"] { scenario.seed = reading.whole(node, in: 0...UInt64.max) }
  }

  private mutating func readBaseline(_ node: DocumentNode) {
    if isBased {
      reading.report(
        .conflict, at: node,
        Wording(
          en: "the baseline is that of the scenario on which this one stands",
          zh: "基准由所依据的情景规定"),
        Wording(en: "Remove it here.", zh: "请在此处删去。"))
      return
    }
    guard let map = reading.mapping(node, known: Self.baselineKeys) else { return }
    if let date = map["date"] { scenario.baseline.date = reading.date(date) }
    scenario.baseline.years = years(of: map)
    if let status = map["status"] {
      scenario.baseline.status = reading.term(status, FlowStatus.self)
    }
    if let measure = map["measure"], let word = reading.term(measure, Measure.self) {
      scenario.baseline.measure = word
    }
    if scenario.baseline.years == nil, let date = scenario.baseline.date {
      scenario.baseline.years = Int(date.year)...Int(date.year)
    }
  }

  /// `year: 2014`, or `years: 2016/2020`.
  mutating func years(of map: DocumentNode) -> ClosedRange<Int>? {
    if let one = map["year"], map["years"] != nil {
      reading.report(
        .conflict, at: one,
        Wording(en: "‘year’ and ‘years’ stand side by side", zh: "同时写了 year 和 years"),
        Wording(en: "Keep one of them.", zh: "请只保留一个。"))
      return nil
    }
    if let node = map["year"] { return reading.year(node).map { $0...$0 } }
    guard let node = map["years"], let period = reading.period(node) else { return nil }
    guard case .date(let first, .certain) = period.start,
      case .date(let last, .certain) = period.end, first.month == 0, last.month == 0,
      (1900...2200).contains(first.year), (1900...2200).contains(last.year)
    else {
      reading.report(
        .valueForm, at: node,
        Wording(en: "this is not a span of years", zh: "不是年份区间"),
        Wording(en: "Write 2016/2020.", zh: "请写作 2016/2020。"))
      return nil
    }
    return Int(first.year)...Int(last.year)
  }

  private mutating func readChanges(_ node: DocumentNode) {
    guard let items = reading.items(node) else { return }
    if items.isEmpty {
      reading.report(
        .nothing, .warning, at: node, Wording(en: "there are no changes", zh: "没有任何变化"),
        Wording(en: "Nothing to do if that is meant.", zh: "如属预期则无需处理。"))
    }
    if items.count > Self.mostChanges {
      reading.report(
        .range, at: node,
        Wording(
          en: "there are \(items.count) changes, more than \(Self.mostChanges)",
          zh: "共 \(items.count) 项变化，超过 \(Self.mostChanges) 项"),
        Wording(en: "Write a plan as a table (--plan).", zh: "请改用方案表（--plan）。"))
      return
    }
    var first: [String: DocumentPlace] = [:]
    for item in items {
      let change = change(item)
      if let id = change?.id ?? item["id"]?.scalar, let node = item["id"] {
        if let other = first[id] {
          reading.report(
            .repeatedID, at: node,
            Wording(
              en: "the id is already that of the change in line \(other.line)",
              zh: "编号与第 \(other.line) 行的变化重复"),
            Wording(en: "Give each change an id of its own.", zh: "请为每项变化使用不同编号。"))
        } else {
          first[id] = node.place
        }
      }
      guard let change else { continue }
      scenario.changes.append(change)
      changeNodes.append(item)
    }
  }

  private mutating func readRequirements(_ node: DocumentNode) {
    guard let items = reading.items(node) else { return }
    for item in items {
      guard let map = reading.mapping(item, known: Self.requirementKeys) else { continue }
      var subject = Requirement.Subject.total
      if let donor = map["donor"] { subject = .donor(reading.text(donor) ?? "") }
      if let recipient = map["recipient"] {
        if map["donor"] != nil {
          reading.report(
            .conflict, at: recipient,
            Wording(
              en: "a requirement is about one side: the donor or the recipient",
              zh: "一项要求只能针对支援方或受援方之一"),
            Wording(en: "Write two requirements.", zh: "请分写为两项。"))
        }
        subject = .recipient(reading.text(recipient) ?? "")
      }
      let least = map["at_least"].flatMap { amount($0, unit: map["unit"], in: map) }
      let most = map["at_most"].flatMap { amount($0, unit: map["unit"], in: map) }
      if map["at_least"] == nil, map["at_most"] == nil {
        reading.report(
          .keyMissing, at: map,
          Wording(en: "neither ‘at_least’ nor ‘at_most’ is given", zh: "未写 at_least 或 at_most"),
          Wording(en: "Add one of them.", zh: "请至少填写一个。"))
        continue
      }
      if let node = map["at_least"], least == nil { _ = node }
      let requirement = requirement(subject, least, most, map)
      guard let requirement else { continue }
      scenario.requirements.append(requirement)
      requirementNodes.append(map)
    }
    checkSums()
  }

  private mutating func requirement(
    _ subject: Requirement.Subject, _ least: FundAmount?, _ most: FundAmount?, _ map: DocumentNode
  ) -> Requirement? {
    guard let unit = (least ?? most).map({ Self.baseUnit($0.unit) }) else { return nil }
    func value(_ amount: FundAmount?, _ key: String) -> ExactDecimal? {
      guard let amount else { return nil }
      if amount.number.isRange, let node = map[key] {
        reading.report(
          .valueForm, at: node, Wording(en: "a bound is one number", zh: "界限应为单个数"),
          Wording(en: "Write one number.", zh: "请填写一个数。"))
        return nil
      }
      guard let money = MoneyUnit(rawValue: amount.unit) else { return amount.number.least }
      return (try? Money(amount.number.least, money))?.decimal(in: .yuan)
    }
    let (low, high) = (value(least, "at_least"), value(most, "at_most"))
    if let other = most, let least, Self.baseUnit(other.unit) != Self.baseUnit(least.unit) {
      reading.report(
        .conflict, at: map, Wording(en: "the two bounds have different units", zh: "两个界限的单位不同"),
        Wording(en: "Write both in one unit.", zh: "请使用同一单位。"))
      return nil
    }
    if let low, let high, high < low, let node = map["at_least"] {
      reading.report(
        .conflict, at: node,
        Wording(en: "the least is more than the most", zh: "下限高于上限"),
        Wording(en: "Exchange or correct the two.", zh: "请对调或更正。"))
      return nil
    }
    return Requirement(subject, atLeast: low, atMost: high, unit: unit)
  }

  /// Floors of recipients that add up to more than the total may be cannot all hold.
  private mutating func checkSums() {
    guard
      let total = scenario.requirements.firstIndex(where: {
        $0.subject == .total && $0.atMost != nil
      }), let limit = scenario.requirements[total].atMost
    else { return }
    let unit = scenario.requirements[total].unit
    var sum = ExactDecimal(0)
    for requirement in scenario.requirements where requirement.unit == unit {
      guard case .recipient = requirement.subject, let low = requirement.atLeast,
        let next = sum.adding(low)
      else { continue }
      sum = next
    }
    guard limit < sum else { return }
    reading.report(
      .conflict, at: requirementNodes[total],
      Wording(
        en: "the recipients' least amounts add up to \(sum) \(unit), the total allows \(limit)",
        zh: "各受援方下限合计 \(sum) \(unit)，总额上限为 \(limit)"),
      Wording(en: "Lower the floors or raise the total.", zh: "请降低下限或提高总额。"))
  }

  /// Yuan for money, else the unit itself.
  static func baseUnit(_ unit: String) -> String {
    MoneyUnit(rawValue: unit) == nil ? unit : MoneyUnit.yuan.rawValue
  }
}
