internal import ArgumentParser
internal import JieduiKit

/// What the columns of an edge list mean.
struct GraphColumns: ParsableArguments {
  @Option(help: "The column where edges begin. Default: source, src, from, donor, else the first.")
  var source: String?

  @Option(help: "The column where edges end. Default: target, dst, to, recipient, else the second.")
  var target: String?

  @Option(help: "The column that says how strong a tie is; parallel edges add up.")
  var weight: String?

  @Option(help: "The column that says how long an edge is; 1 each otherwise.")
  var length: String?

  @Option(help: "The column that says how much can pass along an edge; 1 each otherwise.")
  var capacity: String?

  @Option(help: "The column that says what one unit costs along an edge; 0 otherwise.")
  var cost: String?

  @Flag(help: "Ignore the direction of the edges.")
  var undirected = false

  @Flag(help: "Read the edges of GraphML as directed, whatever it says.")
  var directed = false

  func validate() throws {
    if undirected && directed {
      throw ValidationError("Give --undirected or --directed, not both.")
    }
  }

  func reading(_ encoding: InputEncoding) -> EdgeListOptions {
    EdgeListOptions(
      direction: undirected ? .undirected : directed ? .directed : nil, source: source,
      target: target, numbers: [weight, length, capacity, cost].compactMap { $0 },
      assumesGB18030: encoding == .gb18030)
  }

  /// The graph with the columns in their meanings.
  func measured(_ input: EdgeListFile, _ language: Language) throws -> MeasuredGraph {
    func values(_ name: String?) -> [Int64]? { name.flatMap(input.numbers)?.values }
    return MeasuredGraph(
      input.graph, strengths: values(weight), lengths: values(length),
      capacities: values(capacity), costs: values(cost))
  }

  /// An amount in the units in which capacities are counted.
  func capacityUnits(_ amount: ExactDecimal, in input: EdgeListFile) -> Int64? {
    let decimals = capacity.flatMap(input.numbers)?.decimals ?? 0
    guard Int(amount.scale) <= decimals else { return nil }
    var value = amount.significand
    for _ in Int(amount.scale)..<decimals {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }

  func presentation(_ input: EdgeListFile) -> MeasurePresentation {
    func unit(_ name: String?) -> MeasurePresentation.Unit {
      guard let column = name.flatMap(input.numbers) else { return .whole }
      return .decimal(scale: UInt8(column.decimals))
    }
    let scales = [capacity, cost].compactMap { $0.flatMap(input.numbers)?.decimals }
    return MeasurePresentation(
      names: { input.name(of: $0) }, strengths: unit(capacity ?? weight), lengths: unit(length),
      costs: .decimal(scale: UInt8(scales.reduce(0, +))))
  }
}

/// Between which nodes a path or a flow is asked for.
struct GraphEnds: ParsableArguments {
  @Option(help: "Where a path, a flow or dominance begins.")
  var from: String?

  @Option(help: "Where a path or a flow ends.")
  var to: String?

  @Option(help: "How many paths are asked for.")
  var count = 5

  @Option(help: "How much a flow of least cost shall send. Default: as much as can pass.")
  var amount: ExactDecimal?

  @Option(help: "PageRank: nodes at which walks begin again, separated by commas. Default: all.")
  var favour: String?

  @Option(help: "Attack: the order in which nodes go: degree, adaptive, betweenness or random.")
  var order = MeasureOptions.AttackOrder.degree

  func validate() throws {
    if count < 1 { throw ValidationError("--count must be at least 1.") }
    if let amount, amount.significand < 0 {
      throw ValidationError("--amount must not be negative.")
    }
  }

  func add(
    to options: inout MeasureOptions, of columns: GraphColumns, in input: EdgeListFile,
    _ language: Language
  ) throws {
    func node(_ name: String) throws -> Int {
      if let node = input.node(named: name) { return node }
      throw fail(
        64,
        Wording(
          en: "There is no node ‘\(name)’ in \(input.file).",
          zh: "\(input.file) 中没有节点“\(name)”。"), language)
    }
    options.source = try from.map(node)
    options.target = try to.map(node)
    options.favoured =
      try favour.map { try $0.split(separator: ",").map { try node(String($0)) } } ?? []
    options.pathCount = count
    options.amount = try amount.map { amount in
      guard let whole = columns.capacityUnits(amount, in: input) else {
        throw fail(
          64,
          Wording(
            en: "--amount \(amount) has more decimals than the capacities, or is too large.",
            zh: "--amount \(amount) 的小数位多于容量列，或数值过大。"), language)
      }
      return whole
    }
    options.attack = order
  }
}
