internal import Foundation
internal import Geodesy

extension NetworkValidation {
  // MARK: Containment

  mutating func followParents() {
    parents = [Int32](repeating: -1, count: draft.nodes.count)
    for row in draft.nodes.indices {
      let parent = draft.nodes[row].parent
      if parent.isEmpty { continue }
      guard let index = follow(parent, .nodes, row: row, "parent") else { continue }
      if Int(index) == row {
        report(
          .ownParent, .error, .nodes, row: row, "parent", found: draft.text[parent],
          problem: Wording(en: "the node contains itself", zh: "节点以自身为上级"),
          fix: Wording(
            en: "Write the id of the place that contains it, or leave the cell empty.",
            zh: "填写其上级单位的编号；没有上级则留空。"))
        continue
      }
      parents[row] = index
      checkLevels(row: row, parent: Int(index))
    }
    breakCycles()
    warnAboutLostPlaces()
  }

  private mutating func checkLevels(row: Int, parent: Int) {
    guard let level = draft.nodes[row].kind.level else { return }
    let above = draft.nodes[parent].kind
    if above == .country || above == .group { return }
    guard above.level.map({ $0 < level }) ?? false else {
      report(
        .parentLevel, .error, .nodes, row: row, "parent",
        found: draft.text[draft.nodes[row].parent],
        problem: Wording(
          en:
            "a \(draft.nodes[row].kind.label.en) cannot lie in a \(above.label.en) (‘\(draft.text[draft.nodes[parent].name])’)",
          zh:
            "\(draft.nodes[row].kind.label.zh)的上级不能是\(above.label.zh)(“\(draft.text[draft.nodes[parent].name])”)"
        ),
        fix: Wording(
          en: "Name a place of a higher level, or correct the kind of one of the two.",
          zh: "请改为更高一级的单位，或更正两者之一的类型。"))
      return
    }
  }

  /// A place below the province that lies nowhere is legal, and said once: no question about a place finds it.
  private mutating func warnAboutLostPlaces() {
    let lost = draft.nodes.indices.filter { row in
      draft.nodes[row].parent.isEmpty && draft.nodes[row].kind.level.map { $0 > .province } ?? false
    }
    guard let first = lost.min(by: { given(.nodes, $0) < given(.nodes, $1) }) else { return }
    report(
      .noParent, .warning, .nodes, row: first, "parent", found: "",
      problem: Wording(
        en:
          "\(lost.count) places below the province name no place that contains them; this is the first",
        zh: "有 \(lost.count) 个省级以下单位未填写上级，此为第一个"),
      fix: Wording(
        en:
          "Write the id of the place that contains it; no question about that place finds it now.",
        zh: "请填写其上级单位的编号；否则按上级提问时不包括该单位。"))
  }

  /// Reports each cycle once, at its first row, and cuts it so that later walks end.
  private mutating func breakCycles() {
    // 0 not seen, 1 on the current walk, 2 done.
    var state = [UInt8](repeating: 0, count: parents.count)
    for start in parents.indices where state[start] == 0 {
      var path: [Int] = []
      var node = start
      while node >= 0, state[node] == 0 {
        state[node] = 1
        path.append(node)
        node = Int(parents[node])
      }
      if node >= 0, state[node] == 1, let first = path.firstIndex(of: node) {
        let cycle = path[first...]
        let names = (cycle + [node]).map { draft.text[nodeIDs[$0]] }.joined(separator: " → ")
        report(
          .parentCycle, .error, .nodes, row: node, "parent", also: Array(cycle.dropFirst()),
          found: draft.text[draft.nodes[node].parent],
          problem: Wording(
            en: "the containment goes round in a circle: \(names)", zh: "隶属关系成环：\(names)"),
          fix: Wording(
            en: "Correct the parent of one of these nodes.", zh: "请更正其中一个节点的上级。"))
        parents[node] = -1
      }
      for node in path { state[node] = 2 }
    }
  }

  // MARK: Names and ids

  /// Ids that differ only in letter case, Unicode form or characters that cannot be seen.
  mutating func checkSimilarIDs() {
    let suspects = nodeIDs.indices.filter { hasUnusualBytes(nodeIDs[$0], upperCase: true) }
    guard !suspects.isEmpty else { return }
    var byKey: [String: Int] = [:]
    for row in nodeIDs.indices where !hasUnusualBytes(nodeIDs[row], upperCase: true) {
      byKey[folded(draft.text[nodeIDs[row]])] = row
    }
    for row in suspects {
      let id = draft.text[nodeIDs[row]]
      let key = folded(id)
      if let other = byKey[key], !draft.text.equal(nodeIDs[other], nodeIDs[row]) {
        report(
          .similarID, .error, .nodes, row: max(row, other), "id", also: [min(row, other)],
          found: id,
          problem: Wording(
            en:
              "two ids differ only in letter case, Unicode form or invisible characters: ‘\(visible(draft.text[nodeIDs[other]]))’ and ‘\(visible(id))’",
            zh:
              "两个编号仅大小写、Unicode 形式或不可见字符不同：“\(visible(draft.text[nodeIDs[other]]))”与“\(visible(id))”"
          ),
          fix: Wording(
            en: "Write both the same way if they are one node, or rename one.",
            zh: "如为同一节点请统一写法，否则改用可区分的编号。"))
      } else {
        byKey[key] = row
      }
    }
  }

  /// Names that stand twice, or look the same, within one parent.
  mutating func checkNames() {
    let keys = draft.text.bytes.withUnsafeBufferPointer { bytes in
      draft.nodes.indices.map { row in
        var hash = UInt64(bitPattern: Int64(parents[row])) &* 0x9E37_79B9_7F4A_7C15
        let name = draft.nodes[row].name
        for index in name.offset..<name.offset + name.count {
          hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
        }
        return hash
      }
    }
    for (first, second) in pairsOfEqual(keys, where: haveOneName) {
      let two = draft.nodes[second]
      report(
        .duplicateName, .warning, .nodes, row: second, "name", also: [first],
        found: draft.text[two.name],
        problem: Wording(
          en: "two nodes of one kind in one place have the same name",
          zh: "同一上级下有两个同类同名节点"),
        fix: Wording(
          en: "Merge them if they are one; otherwise tell them apart in the name or an alias.",
          zh: "如为同一单位请合并，否则在名称或别名中加以区分。"))
    }
    checkSimilarNames()
    checkShortNames()
  }

  private func haveOneName(_ first: Int, _ second: Int) -> Bool {
    let (one, two) = (draft.nodes[first], draft.nodes[second])
    return parents[first] == parents[second] && one.kind == two.kind
      && draft.text.equal(one.name, two.name) && !draft.text.equal(one.id, two.id)
  }

  private mutating func checkSimilarNames() {
    let suspects = draft.nodes.indices.filter {
      hasUnusualBytes(draft.nodes[$0].name, upperCase: false)
    }
    guard !suspects.isEmpty else { return }
    let places = Set(suspects.map { parents[$0] })
    var seen: [String: Int] = [:]
    for row in draft.nodes.indices where places.contains(parents[row]) {
      let name = draft.text[draft.nodes[row].name]
      let key = "\(parents[row]) " + folded(name)
      guard let other = seen[key] else {
        seen[key] = row
        continue
      }
      guard !draft.text.equal(draft.nodes[other].name, draft.nodes[row].name) else { continue }
      report(
        .similarName, .warning, .nodes, row: row, "name", also: [other], found: name,
        problem: Wording(
          en:
            "two names in one place differ only in Unicode form, spaces or invisible characters: ‘\(visible(draft.text[draft.nodes[other].name]))’ and ‘\(visible(name))’",
          zh:
            "同一上级下两个名称仅 Unicode 形式、空格或不可见字符不同：“\(visible(draft.text[draft.nodes[other].name]))”与“\(visible(name))”"
        ),
        fix: Wording(
          en: "Write both the same way if they are one place.", zh: "如为同一单位，请统一写法并合并。"))
    }
  }

  /// Short names that two places from the county up share; below, homonyms are the rule (城关镇).
  private mutating func checkShortNames() {
    var seen: [String: Int] = [:]
    for row in draft.nodes.indices {
      guard let level = draft.nodes[row].kind.level, level <= .county else { continue }
      let name = draft.text[draft.nodes[row].name]
      let short = shortName(of: name, kind: draft.nodes[row].kind)
      guard let other = seen[short] else {
        seen[short] = row
        continue
      }
      // A prefecture and its seat (和田市 in 和田地区) are told apart by the level.
      if parents[row] == Int32(other) || parents[other] == Int32(row) { continue }
      // One node that stands twice is a duplicate, not a homonym.
      if draft.text.equal(nodeIDs[row], nodeIDs[other]) { continue }
      report(
        .ambiguousShortName, .warning, .nodes, row: row, "name", also: [other], found: name,
        problem: Wording(
          en:
            "the short name ‘\(short)’ could also mean ‘\(draft.text[draft.nodes[other].name])’",
          zh: "简称“\(short)”也可能指“\(draft.text[draft.nodes[other].name])”"),
        fix: Wording(
          en: "Nothing to do; ask for it by its full name, its id, or as PLACE/NAME.",
          zh: "无需修改；查询时请用全称、编号或“上级/名称”。"))
    }
  }

  // MARK: Positions

  /// Different places at one spot: usually a copied cell.
  mutating func checkPositions() {
    struct Spot: Hashable {
      var longitude: Double
      var latitude: Double
      var level: Level
    }
    var seen: [Spot: Int] = [:]
    for row in draft.nodes.indices {
      guard let point = draft.nodes[row].position, let level = draft.nodes[row].kind.level,
        level <= .county
      else { continue }
      let spot = Spot(longitude: point.longitude, latitude: point.latitude, level: level)
      guard let other = seen[spot] else {
        seen[spot] = row
        continue
      }
      report(
        .samePosition, .warning, .nodes, row: row, "lon", also: [other],
        found: "\(point.longitude), \(point.latitude)",
        problem: Wording(
          en: "the position is that of ‘\(draft.text[nodeIDs[other]])’, to the last digit",
          zh: "坐标与“\(draft.text[nodeIDs[other]])”完全相同"),
        fix: Wording(
          en: "Check which of the two the coordinates belong to.", zh: "请核对坐标属于哪个单位。"))
    }
  }
}

// MARK: - Comparing what looks alike

extension NetworkValidation {
  /// Whether a text holds bytes other than plain ASCII and common Chinese characters (U+3000…U+9FFF).
  private func hasUnusualBytes(_ text: Text, upperCase: Bool) -> Bool {
    draft.text.bytes.withUnsafeBufferPointer { bytes in
      for index in text.offset..<text.offset + text.count {
        let byte = bytes[index]
        if byte >= 0xC0, !(0xE3...0xE9).contains(byte) { return true }
        if byte == 0x20 { return true }
        if byte == 0xE3, index + 1 < bytes.count, bytes[index + 1] == 0x80 { return true }
        if upperCase, (0x41...0x5A).contains(byte) { return true }
      }
      return false
    }
  }

  /// What is left of a text when case, Unicode form, width, spaces and invisible characters do not count.
  private func folded(_ text: String) -> String {
    let plain = text.precomposedStringWithCompatibilityMapping.lowercased()
    return String(
      String.UnicodeScalarView(
        plain.unicodeScalars.filter {
          !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            && $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }))
  }

  /// Shows characters that cannot be seen by their code point.
  private func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .nonspacingMark, .enclosingMark, .privateUse, .unassigned:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: String(scalar)
      }
    }.joined()
  }
}
