internal import Analysis
internal import NetworkModel

/// The rows of a tree: one a unit, and one for the quiet ones of a place where there are too many.
struct TreeRows: Sendable {
  struct Row: Hashable, Sendable {
    enum Content: Hashable, Sendable {
      case unit(Int)
      /// Units of a place that are said together, with their positions.
      case folded([Int])
    }

    var content: Content
    var depth: Int
    /// The place in which it lies, a position of a unit.
    var parent: Int?
  }

  private(set) var rows: [Row] = []
  /// Positions of units that have no row of their own.
  private(set) var folded: Set<Int> = []
  /// For a place of which no child has a row, all its children: they are said beside its name.
  private(set) var foldedInto: [Int: [Int]] = [:]

  /// A place may have so many quiet units of the last level before they are folded.
  private static let mostQuiet = 2

  /// - Parameter capacity: how many rows may stand before the quiet ones are folded.
  init(_ picture: TreePicture, capacity: Int) {
    let units = picture.units
    var children = [[Int]](repeating: [], count: units.count)
    var roots: [Int] = []
    for (position, unit) in units.enumerated() {
      if let parent = unit.parent {
        children[parent].append(position)
      } else {
        roots.append(position)
      }
    }
    // A page may grow by half before anything is folded.
    let folds = units.count * 2 > capacity * 3
    // Quiet: nothing is drawn at it or under it.
    let isQuiet = units.indices.map { position in
      children[position].isEmpty && units[position].partners.isEmpty
        && units[position].state != .direct && (units[position].inside?.direct ?? 0) == 0
    }
    func add(_ places: [Int], depth: Int, parent: Int?) {
      let quiet = folds ? places.filter { isQuiet[$0] } : []
      let hides = quiet.count > Self.mostQuiet
      for place in places where !(hides && isQuiet[place]) {
        rows.append(Row(content: .unit(place), depth: depth, parent: parent))
        add(children[place], depth: depth + 1, parent: place)
      }
      if hides, let parent, quiet.count == places.count {
        foldedInto[parent] = quiet
        folded.formUnion(quiet)
      } else if hides {
        rows.append(Row(content: .folded(quiet), depth: depth, parent: parent))
        folded.formUnion(quiet)
      }
    }
    add(roots, depth: 0, parent: nil)
  }

  /// `乡镇级 15 个：无记录`, `其余乡镇级 12 个：由上级结对覆盖 3、无记录 9`.
  static func words(_ folded: [Int], areAll: Bool, in picture: TreePicture) -> String {
    let language = picture.frame.language
    let states = CoverageState.allCases.compactMap { state -> (String, Int)? in
      let count = folded.count { picture.units[$0].state == state }
      return count == 0 ? nil : (state.label(language), count)
    }
    let list =
      states.count == 1
      ? states[0].0
      : states.map { "\($0.0) \($0.1)" }.joined(separator: FigureWords.separator(language))
    let levels = Level.allCases.filter { level in
      folded.contains { picture.units[$0].level == level }
    }.map { $0.label(language) }.joined(separator: FigureWords.separator(language))
    return language == .zh
      ? "\(areAll ? "" : "其余")\(levels) \(folded.count) 个：\(list)"
      : "\(folded.count) \(areAll ? "" : "more ")(\(levels)): \(list)"
  }
}
