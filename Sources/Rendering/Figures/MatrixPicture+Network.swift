public import Analysis
public import NetworkModel

extension MatrixPicture {
  /// The picture of who helps whom: layers of active pairings, or amounts of one step.
  ///
  /// Units are those of the levels in the provinces that give and receive in the asked layers (or in the donor and
  /// recipient asked for), and whatever else has a pairing or flow; places below the levels stand for them.
  ///
  /// - Parameters:
  ///   - kinds: the layers; all but central when empty.
  ///   - isAmounts: shades of amounts instead of dots for layers; then `paths` holds them, through donor and recipient.
  /// - Complexity: O(nodes · depth + pairings + cells).
  public init(
    _ matrix: WhoDoesWhat, amounts paths: FlowPaths?, question: FlowQuestion,
    kinds: Set<PairingKind>, rowsAreDonors: Bool = false, order: Order = .code,
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) {
    let asked = kinds.isEmpty ? Set(PairingKind.allCases.filter { $0 != .central }) : kinds
    let ends = PictureEnds(
      CoverageQuestion(
        .level(matrix.recipientLevel ?? .county), kinds: asked, date: matrix.date), in: network)
    var cells: [[NodeIndex]: Cell] = [:]
    var sources: Set<String> = []
    func cell(_ donor: NodeIndex, _ recipient: NodeIndex, _ change: (inout Cell) -> Void) {
      let (row, column) = rowsAreDonors ? (donor, recipient) : (recipient, donor)
      change(
        &cells[[donor, recipient], default: Cell(row: network[row].id, column: network[column].id)])
    }
    for found in matrix.cells {
      guard case .pairing(let kind) = found.kind else { continue }
      sources.formUnion(found.sources.map(\.source))
      cell(found.donor, found.recipient) {
        $0.layers.append(kind.label(language))
        $0.sources += found.sources.map(\.description)
      }
    }
    var unit: SankeyUnit?
    if let paths {
      unit = SankeyUnit(quantity: paths.kind?.unit, scale: paths.scale)
      for path in paths.paths {
        guard let (donor, recipient) = Self.ends(path.keys) else { continue }
        let places = network.sources(ofFlows: path.rows)
        sources.formUnion(places.map(\.source))
        cell(donor, recipient) {
          $0.atoms = path.atoms
          $0.mayBeMore = path.mayBeMore
          $0.sources += places.map(\.description)
        }
      }
      for keys in paths.unknownKeys {
        guard let (donor, recipient) = Self.ends(keys) else { continue }
        cell(donor, recipient) { $0.hasUnknown = true }
      }
    }
    let words = MatrixWords(
      network: network, language: language, matrix: matrix, question: question, kinds: asked,
      isAmounts: paths != nil)
    let givers = words.units(
      matrix.donorLevel, in: question.donor.map { [$0] } ?? ends.givingPlaces,
      and: Set(cells.keys.map { $0[0] }))
    let takers = words.units(
      matrix.recipientLevel, in: question.recipient.map { [$0] } ?? ends.receivingPlaces,
      and: Set(cells.keys.map { $0[1] }))
    let (rows, columns) = rowsAreDonors ? (givers, takers) : (takers, givers)
    let rowLevel = rowsAreDonors ? matrix.donorLevel : matrix.recipientLevel
    let list = cells.values.map { cell in
      var cell = cell
      var seen: Set<String> = []
      cell.sources = cell.sources.filter { seen.insert($0).inserted }
      return cell
    }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    self.init(
      frame: FigureFrame(
        language: language, title: words.title(paths),
        subtitle: words.subtitle(
          list, donors: givers.count, recipients: takers.count, paths, unit),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(Array(sources), in: network, language),
        asOf: matrix.date.map { "\($0)" } ?? "", provenance: provenance,
        notes: words.notes(ends, paths),
        years: paths.flatMap { $0.question.years }.map {
          $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
        }),
      rowsHead: rowsAreDonors
        ? FigureWords.donorSide(language) : FigureWords.recipientSide(language),
      columnsHead: rowsAreDonors
        ? FigureWords.recipientSide(language) : FigureWords.donorSide(language),
      groups: words.groups(rows, under: rowLevel), columns: words.columns(columns),
      cells: list, content: unit.map(Content.amounts) ?? .layers, order: order)
  }

  private static func ends(_ keys: [FlowKey]) -> (NodeIndex, NodeIndex)? {
    guard keys.count == 2, case .node(let donor, _) = keys[0],
      case .node(let recipient, _) = keys[1]
    else { return nil }
    return (donor, recipient)
  }
}

/// What rows, columns and the whole figure are called.
private struct MatrixWords {
  let network: PairingNetwork
  let language: Language
  let matrix: WhoDoesWhat
  let question: FlowQuestion
  let kinds: Set<PairingKind>
  let isAmounts: Bool

  private var isChinese: Bool { language == .zh }

  /// All units of a level in some places, and others that occur.
  func units(_ level: Level?, in places: [NodeIndex], and others: Set<NodeIndex>) -> [NodeIndex] {
    guard let level else { return others.sorted() }
    var found = others
    for node in network.nodeIndices where network.kind(of: node).level == level {
      if places.contains(where: { network.contains($0, node) }) { found.insert(node) }
    }
    return found.sorted()
  }

  /// Short names; full ones where several would be the same.
  private func named(_ nodes: [NodeIndex]) -> [MatrixPicture.Unit] {
    let names = ShortNames(nodes, in: network, language)
    return nodes.map(names.place)
  }

  func columns(_ nodes: [NodeIndex]) -> [MatrixPicture.Unit] { named(nodes) }

  /// Rows under the place one level up; what is no unit of the level stands in a group of its own, last.
  func groups(_ nodes: [NodeIndex], under level: Level?) -> [MatrixPicture.Group] {
    let above = level.flatMap { level in
      Level.allCases.firstIndex(of: level).flatMap { $0 > 0 ? Level.allCases[$0 - 1] : nil }
    }
    var groups: [String: MatrixPicture.Group] = [:]
    for (node, unit) in zip(nodes, named(nodes)) {
      let isUnit = level == nil || network.kind(of: node).level == level
      let place =
        isUnit
        ? above.flatMap { network.ancestor(of: node, at: $0) } ?? network.parent(of: node) : nil
      let id = place.map { network[$0].id } ?? "\u{FFFF}"
      let name =
        place.map { network[$0].name(in: language) }
        ?? (isChinese ? "未归入\(level?.label.zh ?? "地区")" : "in no \(level?.label.en ?? "place")")
      groups[id, default: MatrixPicture.Group(id: id, name: name, units: [])].units.append(unit)
    }
    return groups.values.sorted { $0.id < $1.id }
  }

  private var time: String {
    if isAmounts, let years = question.years {
      return years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
    }
    return matrix.date.map { "\($0)" } ?? FigureWords.anyTime(language)
  }

  private var layers: String {
    let labels = PairingKind.allCases.filter(kinds.contains).map { $0.label(language) }
    guard labels.count > 4 else { return labels.joined(separator: FigureWords.separator(language)) }
    return isChinese ? "\(labels.count) 类结对" : "\(labels.count) layers"
  }

  func title(_ paths: FlowPaths?) -> String {
    if let paths {
      let measure = question.measure.label(language)
      let step = paths.kind?.status.label(language) ?? question.status?.label(language) ?? ""
      return isChinese
        ? "\(time) 谁帮谁：\(measure)（\(step)）" : "Who helps whom, \(time): \(measure) \(step)"
    }
    return isChinese
      ? "\(time) 谁帮谁：有效结对的层数（\(layers)）"
      : "Who helps whom, \(time): layers of active pairings (\(layers))"
  }

  func subtitle(
    _ cells: [MatrixPicture.Cell], donors: Int, recipients: Int, _ paths: FlowPaths?,
    _ unit: SankeyUnit?
  ) -> String {
    let inverse = Set(cells.map(\.row)).count
    let straight = Set(cells.map(\.column)).count
    var parts: [String] = []
    if isChinese {
      parts.append("行 \(inverse) × 列 \(straight)，全部支援方 \(donors) 个、受援方 \(recipients) 个")
      parts.append("有记录的组合 \(cells.count) 个")
    } else {
      parts.append(
        "rows \(inverse) × columns \(straight) of \(donors) donors and \(recipients) recipients")
      parts.append("pairs: \(cells.count)")
    }
    if let paths, let unit {
      let sum = paths.paths.reduce(Int64(0)) { $0 + $1.atoms }
      let isOpen =
        !paths.unknown.isEmpty || !paths.uncertain.isEmpty || paths.paths.contains { $0.mayBeMore }
      parts.append(
        (isChinese ? "合计 " : "total ") + (isOpen ? "≥" : "") + unit.full(sum, language))
    } else {
      let layers = cells.reduce(0) { $0 + $1.layers.count }
      parts.append(isChinese ? "层数合计 \(layers)" : "layers: \(layers)")
    }
    let text = parts.joined(separator: " · ")
    return isChinese ? text : text.prefix(1).uppercased() + text.dropFirst()
  }

  func notes(_ ends: PictureEnds, _ paths: FlowPaths?) -> [String] {
    var notes: [String] = []
    if ends.undated > 0 { notes.append(FigureWords.undated(ends.undated, language)) }
    if let paths {
      if !paths.uncertain.isEmpty {
        notes.append(
          isChinese
            ? "\(paths.uncertain.count) 笔可能已含在其他数额中，未计入"
            : "\(paths.uncertain.count) flows that others may contain already are left out")
      }
      if !paths.undated.isEmpty {
        notes.append(
          isChinese
            ? "\(paths.undated.count) 笔跨年或年份不明，未计入"
            : "\(paths.undated.count) flows that cross the years or are undated are left out")
      }
      if paths.difference != 0 {
        notes.append(
          isChinese ? "分项之和超出总项，图按分项绘制" : "parts exceed their wholes; the parts are shown")
      }
    }
    return notes.isEmpty ? [] : [notes.joined(separator: isChinese ? "；" : "; ")]
  }
}
