public import Analysis
public import NetworkModel

/// What lies in what, with how each place stands and who helps it: the plain input of the tree.
public struct TreePicture: Hashable, Sendable {
  public struct Unit: Hashable, Sendable {
    public var id: String
    /// The short name that the figure prints.
    public var name: String
    public var fullName: String
    public var level: Level
    public var state: CoverageState
    /// The place in which it lies, a position in ``TreePicture/units``; nothing for a root.
    public var parent: Int?
    /// Those at the other ends of its active pairings of the asked layers, by id.
    public var partners: [Partner]
    /// The units inside it of the next level that is not shown.
    public var inside: Inside?

    public init(
      id: String, name: String, fullName: String? = nil, level: Level, state: CoverageState,
      parent: Int? = nil, partners: [Partner] = [], inside: Inside? = nil
    ) {
      self.id = id
      self.name = name
      self.fullName = fullName ?? name
      self.level = level
      self.state = state
      self.parent = parent
      self.partners = partners
      self.inside = inside
    }
  }

  public struct Partner: Hashable, Sendable {
    public var id: String
    public var name: String

    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  public struct Inside: Hashable, Sendable {
    public var level: Level
    /// How many are paired by name.
    public var direct: Int
    public var all: Int

    public init(level: Level, direct: Int, all: Int) {
      self.level = level
      self.direct = direct
      self.all = all
    }
  }

  public var frame: FigureFrame
  /// Each place before what lies in it, brothers by id.
  public var units: [Unit]
  /// Whether the partners give or receive: which way the arrows beside names point.
  public var side: CoverageQuestion.Side

  public init(frame: FigureFrame, units: [Unit], side: CoverageQuestion.Side = .recipient) {
    self.frame = frame
    self.units = units
    self.side = side
  }

  /// The levels that occur, highest first.
  var levels: [Level] {
    Level.allCases.filter { level in units.contains { $0.level == level } }
  }

  /// How many units of a level stand so.
  func count(_ state: CoverageState, _ level: Level) -> Int {
    units.count { $0.state == state && $0.level == level }
  }
}

extension TreePicture {
  /// The places in a place (or in all that receive, or give, in the asked layers), level by level.
  ///
  /// ## Conventions
  /// - A place stands as ``coverage(_:in:)`` says for its level, with `kinds`, or with the layers that belong to the
  ///   level.
  /// - What lies in a place that is not shown hangs at the nearest place above it that is.
  ///
  /// - Parameters:
  ///   - within: the root; a group has its members as roots.
  ///   - deepest: the last level shown; by default two below the root.
  /// - Complexity: O(levels · (nodes · depth + pairings)).
  public init(
    within root: NodeIndex? = nil, deepest: Level? = nil, kinds: Set<PairingKind> = [],
    side: CoverageQuestion.Side = .recipient, date: CalendarDate? = nil,
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) {
    let tree = TreeQuestion(
      root: root, kinds: kinds, side: side, date: date, network: network)
    let top = tree.roots.compactMap { network.kind(of: $0).level }.min() ?? .province
    let levels = Level.allCases.filter { $0 >= top }
    let last = deepest ?? levels[min(2, levels.count - 1)]
    var states: [NodeIndex: CoverageState] = [:]
    for level in levels where level <= last {
      for report in tree.reports(level) {
        for unit in report.units { states[unit.unit] = unit.state }
      }
    }
    let inside = levels.first { level in
      level > last && tree.reports(level).contains { !$0.units.isEmpty }
    }
    var counts: [NodeIndex: Inside] = [:]
    if let inside {
      for unit in tree.reports(inside).flatMap(\.units) {
        guard let place = network.ancestors(of: unit.unit).first(where: { states[$0] != nil })
        else { continue }
        var count = counts[place] ?? Inside(level: inside, direct: 0, all: 0)
        count.all += 1
        count.direct += unit.state == .direct ? 1 : 0
        counts[place] = count
      }
    }
    var children: [NodeIndex?: [NodeIndex]] = [:]
    for node in states.keys.sorted() {
      let parent = network.ancestors(of: node).first { states[$0] != nil }
      children[parent, default: []].append(node)
    }
    let partners = tree.partners
    var units: [Unit] = []
    func add(_ node: NodeIndex, parent: Int?) {
      let label = network[node]
      let position = units.count
      units.append(
        Unit(
          id: label.id, name: language == .zh ? label.shortName : FigureWords.shortName(label),
          fullName: label.name(in: language), level: label.level ?? last,
          state: states[node] ?? .noRecord, parent: parent,
          partners: (partners[node] ?? []).map {
            Partner(
              id: network[$0].id,
              name: language == .zh ? network[$0].shortName : FigureWords.shortName(network[$0]))
          }, inside: counts[node]))
      for child in children[node] ?? [] { add(child, parent: position) }
    }
    for node in children[nil] ?? [] { add(node, parent: nil) }
    // Places of one name carry their full names: 临夏市 and 临夏县.
    let shared = Dictionary(grouping: units, by: \.name).filter { $0.value.count > 1 }
    for position in units.indices where shared[units[position].name] != nil {
      units[position].name = units[position].fullName
    }
    let words = TreeWords(tree: tree, last: last, language: language)
    self.init(
      frame: FigureFrame(
        language: language, title: words.title, subtitle: words.subtitle(units.count),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(tree.sources, in: network, language),
        asOf: date.map { "\($0)" } ?? "", provenance: provenance,
        notes: tree.undated == 0 ? [] : [FigureWords.undated(tree.undated, language)]),
      units: units, side: side)
  }
}

/// What is asked of a tree, and what of the record answers it.
struct TreeQuestion {
  let root: NodeIndex?
  let kinds: Set<PairingKind>
  let side: CoverageQuestion.Side
  let date: CalendarDate?
  let network: PairingNetwork
  let roots: [NodeIndex]
  /// For each node, who is at the other end of its active pairings, each once, by id.
  private(set) var partners: [NodeIndex: [NodeIndex]] = [:]
  private(set) var undated = 0
  private(set) var sources: [String] = []

  init(
    root: NodeIndex?, kinds: Set<PairingKind>, side: CoverageQuestion.Side, date: CalendarDate?,
    network: PairingNetwork
  ) {
    (self.root, self.kinds, self.side, self.date) = (root, kinds, side, date)
    self.network = network
    let layers =
      kinds.isEmpty
      ? Set(Level.allCases.flatMap { PairingKind.layers(covering: .level($0)) }) : kinds
    let ends = PictureEnds(
      CoverageQuestion(.level(.county), kinds: layers, side: side, date: date), in: network)
    if let root {
      let isGroup = network.kind(of: root) == .group
      roots = isGroup ? network.members(of: root, at: date) : [root]
    } else {
      let giving = side == .recipient ? [] : ends.givingPlaces
      let receiving = side == .donor ? [] : ends.receivingPlaces
      roots = Set(giving + receiving).sorted()
    }
    let places = roots
    func isInside(_ node: NodeIndex) -> Bool { places.contains { network.contains($0, node) } }
    var found: [NodeIndex: Set<NodeIndex>] = [:]
    for pairing in network.pairings where layers.contains(pairing.kind) {
      let (takes, gives) = (
        side != .donor && isInside(pairing.recipient), side != .recipient && isInside(pairing.donor)
      )
      guard takes || gives else { continue }
      switch date.map(pairing.period.covers) ?? .yes {
      case .yes: break
      case .unknown:
        undated += 1
        continue
      case .no: continue
      }
      if let source = pairing.source { sources.append(source) }
      if takes { found[pairing.recipient, default: []].insert(pairing.donor) }
      if gives { found[pairing.donor, default: []].insert(pairing.recipient) }
    }
    partners = found.mapValues { $0.sorted() }
  }

  func reports(_ level: Level) -> [CoverageReport] {
    (root.map { [$0] } ?? roots).map { place in
      coverage(
        CoverageQuestion(.level(level), within: place, kinds: kinds, side: side, date: date),
        in: network)
    }
  }
}

/// What a tree says of its question.
struct TreeWords {
  let tree: TreeQuestion
  let last: Level
  let language: Language

  private var isChinese: Bool { language == .zh }

  var title: String {
    let network = tree.network
    let places = (tree.root.map { [$0] } ?? tree.roots)
      .map { isChinese ? network[$0].name : FigureWords.shortName(network[$0]) }
      .joined(separator: FigureWords.separator(language))
    let date = tree.date.map { "\($0)" } ?? FigureWords.anyTime(language)
    return isChinese
      ? "\(places) \(date) 隶属与结对：至\(last.label.zh)"
      : "\(places), \(date): what lies in what, and what is paired, down to the \(last.label.en)"
  }

  func subtitle(_ count: Int) -> String {
    let layers =
      tree.kinds.isEmpty
      ? (isChinese ? "各级所属的结对类别" : "at each level the layers that belong to it")
      : PairingKind.allCases.filter(tree.kinds.contains).map { $0.label(language) }
        .joined(separator: FigureWords.separator(language))
    let partners =
      switch tree.side {
      case .recipient: isChinese ? "名称旁为支援方" : "donors beside the names"
      case .donor: isChinese ? "名称旁为受援方" : "recipients beside the names"
      case .either: isChinese ? "名称旁为结对方" : "partners beside the names"
      }
    return isChinese
      ? "\(layers) · \(count) 个单位 · \(partners)"
      : "\(layers.prefix(1).uppercased())\(layers.dropFirst()) · \(count) units · \(partners)"
  }
}
