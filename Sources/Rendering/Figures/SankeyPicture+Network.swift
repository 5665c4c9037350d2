public import Analysis
public import NetworkModel

extension SankeyPicture {
  /// The picture of flows through stages.
  ///
  /// - Parameters:
  ///   - order: for each stage by name, ids in the order of an earlier figure; those without a flow now are kept as
  ///     hairlines, others follow by id.
  ///   - coloured: the stage that gives the colours; the donor, else the first, when it is none of the stages.
  /// - Complexity: O(paths · stages + nodes log nodes).
  public init(
    _ flows: FlowPaths, coloured: String? = nil, order: [String: [String]] = [:],
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) {
    let words = StageWords(network: network, language: language)
    let columns = flows.stages.enumerated().map { position, stage in
      var seen: Set<FlowKey> = []
      var unknown: Set<FlowKey> = []
      for keys in flows.unknownKeys { unknown.insert(keys[position]) }
      for path in flows.paths { seen.insert(path.keys[position]) }
      var nodes = seen.union(unknown).sorted().map { key in
        words.node(key, of: stage, hasUnknown: unknown.contains(key))
      }
      if let wanted = order[stage.name] {
        let places = Dictionary(
          wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let present = Set(nodes.map(\.id))
        nodes += wanted.filter { !present.contains($0) }.map { words.absent($0) }
        nodes = nodes.enumerated().sorted { a, b in
          (places[a.element.id] ?? .max, a.offset) < (places[b.element.id] ?? .max, b.offset)
        }.map(\.element)
      }
      let (stated, unstated) = (nodes.filter { !$0.isUnstated }, nodes.filter(\.isUnstated))
      return Column(key: stage.name, head: words.head(stage), nodes: stated + unstated)
    }
    let paths = flows.paths.map { path in
      Path(
        nodes: zip(path.keys, flows.stages).map { words.id($0.0, $0.1) }, atoms: path.atoms,
        mayBeMore: path.mayBeMore, mayBeLess: path.mayBeLess, flowCount: path.rows.count)
    }
    let names = flows.stages.map(\.name)
    let rows = flows.paths.flatMap(\.rows)
    let unit = SankeyUnit(quantity: flows.kind?.unit, scale: flows.scale)
    self.init(
      frame: FigureFrame(
        language: language, title: words.title(flows), subtitle: words.subtitle(flows, unit),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(
          network.sources(ofFlows: rows).map(\.source), in: network, language),
        asOf: "", provenance: provenance, notes: flows.notes(unit, language),
        years: words.years(flows.question)),
      columns: columns, paths: paths, unit: unit,
      colouredColumn: coloured.flatMap(names.firstIndex) ?? names.firstIndex(of: "donor") ?? 0)
  }
}

/// What stages, their keys and the whole figure are called.
private struct StageWords {
  let network: PairingNetwork
  let language: Language

  private var isChinese: Bool { language == .zh }

  func id(_ key: FlowKey, _ stage: FlowStage) -> String {
    switch key {
    case .node(let node, let isUnsplit): network[node].id + (isUnsplit ? "+" : "")
    case .word(let word): word
    case .period(let period): period.description
    case .level(let level): level.rawValue
    case .precision(let precision): precision.rawValue
    case .missing: ""
    }
  }

  func node(_ key: FlowKey, of stage: FlowStage, hasUnknown: Bool) -> SankeyPicture.Node {
    var (name, full, isUnstated) = ("", "", false)
    switch key {
    case .node(let index, let isUnsplit):
      let node = network[index]
      full = node.name(in: language)
      name = isChinese ? node.shortName : FigureWords.shortName(node)
      if isUnsplit {
        isUnstated = true
        name += isChinese ? "（未拆分）" : " (not split)"
        full += isChinese ? "（未拆分）" : " (not split)"
      }
    case .word(let word):
      switch stage {
      case .agreement:
        full = network.agreements.first { $0.id == word }?.title ?? word
      case .programme: full = word
      default: full = Glossary.label(of: word)(language)
      }
      name = full
    case .missing:
      isUnstated = true
      full = head(stage) + (isChinese ? "未说明" : " not stated")
      name = stage == .fundClass && isChinese ? "来源未说明" : full
    default:
      full = id(key, stage)
      name = full
    }
    return SankeyPicture.Node(
      id: id(key, stage), name: name, fullName: full, isUnstated: isUnstated,
      hasUnknown: hasUnknown)
  }

  /// A node of an earlier order that has no flow now.
  func absent(_ id: String) -> SankeyPicture.Node {
    let node = network.node(id: id).map { network[$0] }
    let short = node.map { isChinese ? $0.shortName : FigureWords.shortName($0) }
    return SankeyPicture.Node(
      id: id, name: short ?? Glossary.label(of: id)(language),
      fullName: node?.name(in: language) ?? id, isAbsent: true)
  }

  func head(_ stage: FlowStage) -> String {
    switch stage {
    case .fundClass: isChinese ? "资金类别" : "Fund class"
    case .donor: isChinese ? "支援方" : "Donor"
    case .recipient: isChinese ? "受援方" : "Recipient"
    case .use: isChinese ? "用途" : "Use"
    case .year: isChinese ? "年份" : "Year"
    case .programme: isChinese ? "项目名称" : "Programme"
    case .agreement: isChinese ? "协议" : "Agreement"
    }
  }

  func years(_ question: FlowQuestion) -> String? {
    question.years.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
  }

  private func name(_ node: NodeIndex?) -> String? { node.map { network[$0].name(in: language) } }

  func title(_ flows: FlowPaths) -> String {
    let question = flows.question
    let time = years(question) ?? FigureWords.anyTime(language)
    let measure = question.measure.label(language)
    let way = flows.stages.map(head).joined(separator: isChinese ? "—" : " – ")
    let ends = [name(question.donor), name(question.recipient)]
    var places = ""
    switch (ends[0], ends[1]) {
    case (let from?, let to?): places = "\(from) → \(to) "
    case (let from?, nil): places = isChinese ? "\(from)提供 " : "From \(from): "
    case (nil, let to?): places = isChinese ? "\(to)接受 " : "To \(to): "
    case (nil, nil): places = name(question.within).map { isChinese ? "\($0) " : "\($0): " } ?? ""
    }
    let step = flows.kind.map { $0.status.label(language) } ?? question.status?.label(language)
    return isChinese
      ? "\(places)\(time) \(measure)\(step.map { "（\($0)）" } ?? "")：\(way)"
      : "\(places)\(measure.prefix(1).uppercased() + measure.dropFirst())\(step.map { " \($0)" } ?? ""), \(time): \(way)"
  }

  func subtitle(_ flows: FlowPaths, _ unit: SankeyUnit) -> String {
    guard flows.kind != nil else { return unit.head(language) }
    let mayBeMore =
      !flows.unknown.isEmpty || !flows.uncertain.isEmpty
      || flows.paths.contains { $0.mayBeMore }
    let mayBeLess = flows.paths.contains { $0.mayBeLess }
    let mark = mayBeMore ? (mayBeLess ? "≈" : "≥") : mayBeLess ? "≤" : ""
    let sum = flows.paths.reduce(Int64(0)) { $0 + $1.atoms }
    let count = flows.paths.reduce(0) { $0 + $1.rows.count }
    let boundary = flows.kind?.boundary.map { $0.label(language) + " · " } ?? ""
    return isChinese
      ? "\(boundary)合计 \(mark)\(unit.full(sum, language)) · \(count) 笔 · \(unit.head(language))"
      : "\(boundary)Total \(mark)\(unit.full(sum, language)) · flows: \(count) · \(unit.head(language))"
  }
}
