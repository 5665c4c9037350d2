internal import NetworkModel

/// Rows of evidence with their references followed, for the length of one check.
final class EvidenceIndex {
  let evidence: Evidence
  let relations: PlaceRelations
  /// The row that holds a row as a part.
  let wholes: [Int?]
  /// A second mention of a row that counts.
  let isRepeat: [Bool]
  /// What sums look at, column by column.
  let donors: [NodeIndex]
  let recipients: [NodeIndex]
  let periods: [Period]
  let units: [Int128?]
  let bounds: [AmountBounds]
  /// How far each row has come; nothing for a promise.
  let steps: [Int?]
  /// Rows that may hold a row.
  let mayBeHeld: [[Int]]
  private let positions: [String: Int]

  init(_ evidence: Evidence) {
    self.evidence = evidence
    relations = PlaceRelations(evidence.places)
    let rows = evidence.rows
    (donors, recipients) = (rows.map(\.donor), rows.map(\.recipient))
    periods = rows.map(\.period)
    (units, bounds) = (rows.map(\.units), rows.map(\.bounds))
    steps = rows.map { evidence.step(of: $0) }
    let positions = Dictionary(
      rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.positions = positions
    mayBeHeld = rows.indices.map { row in
      rows[row].mayBePartOf.compactMap { positions[$0] }.filter { $0 != row }
    }
    var originals = Array(rows.indices)
    for (position, row) in rows.enumerated() where row.sameAs != nil {
      var (current, seen) = (position, Set([position]))
      while let next = rows[current].sameAs.flatMap({ positions[$0] }), seen.insert(next).inserted {
        current = next
      }
      originals[position] = current
    }
    // Of several mentions the first that has an amount counts.
    var counted: [Int: Int] = [:]
    func rank(_ row: Int) -> (Int, Int, Int) {
      (rows[row].amount == nil ? 1 : 0, rows[row].sameAs == nil ? 0 : 1, row)
    }
    for row in rows.indices {
      let original = originals[row]
      counted[original] = counted[original].map { rank($0) < rank(row) ? $0 : row } ?? row
    }
    isRepeat = rows.indices.map { counted[originals[$0]] != $0 }
    var wholes = [Int?](repeating: nil, count: rows.count)
    for position in rows.indices {
      if let whole = rows[position].partOf.flatMap({ positions[$0] }) {
        wholes[position] = counted[originals[whole]]
      }
    }
    self.wholes = wholes
  }

  func position(of id: String) -> Int? { positions[id] }

  /// The rows that none of the others holds.
  func outermost(_ rows: [Int]) -> [Int] {
    let all = Set(rows)
    return rows.filter { !holders(of: $0).contains(where: all.contains) }
  }

  /// The rows that hold a row, nearest first; a chain that bites its tail ends there.
  func holders(of row: Int) -> [Int] {
    var (holders, seen) = ([Int](), Set([row]))
    var current = row
    while let next = wholes[current], seen.insert(next).inserted {
      holders.append(next)
      current = next
    }
    return holders
  }
}

/// The rows that one rule is about, whatever their time.
struct ScopedRows {
  let index: EvidenceIndex
  let measure: Measure
  /// The side that gives, and the side that receives as a whole.
  let giver: NodeIndex
  let receiver: NodeIndex
  /// Rows that give something, in id order; repeats left out.
  let given: [Int]
  /// Rows that only promise.
  let promised: [Int]
  /// Rows that would count but rest on another agreement.
  let foreign: [Int]
  let giverRelations: [PlaceRelation]

  /// - Parameters:
  ///   - classes: categories of flows; nothing for any. A part belongs to the class of its whole, too.
  ///   - agreement: rows that name another agreement are set aside; none are without.
  init(
    _ index: EvidenceIndex, _ measure: Measure, classes: Set<String>?, from giver: NodeIndex,
    to receiver: NodeIndex, agreement: String?, during period: Period
  ) {
    self.index = index
    self.measure = measure
    self.giver = giver
    self.receiver = receiver
    giverRelations = index.relations.relations(to: giver, during: period)
    let receiverRelations = index.relations.relations(to: receiver, during: period)
    let rows = index.evidence.rows
    var (given, promised, foreign) = ([Int](), [Int](), [Int]())
    for position in rows.indices
    where rows[position].measure == measure && !index.isRepeat[position]
      && giverRelations[Int(index.donors[position].value)] != .outside
      && receiverRelations[Int(index.recipients[position].value)] != .outside
    {
      if let classes, !classes.contains(rows[position].category),
        !index.holders(of: position).contains(where: { classes.contains(rows[$0].category) })
      {
        continue
      }
      if let agreement, let other = rows[position].agreement, other != agreement {
        foreign.append(position)
      } else if index.steps[position] != nil {
        given.append(position)
      } else {
        promised.append(position)
      }
    }
    (self.given, self.promised, self.foreign) = (given, promised, foreign)
  }

  private init(_ scoped: ScopedRows, given: [Int]) {
    (index, measure) = (scoped.index, scoped.measure)
    (giver, receiver) = (scoped.giver, scoped.receiver)
    (promised, foreign) = (scoped.promised, scoped.foreign)
    giverRelations = scoped.giverRelations
    self.given = given
  }

  /// Only rows of a category, or parts of one.
  func only(_ category: String) -> ScopedRows {
    ScopedRows(
      self,
      given: given.filter { position in
        row(position).category == category
          || index.holders(of: position).contains { row($0).category == category }
      })
  }

  /// For each unit, in their order, the rows that may have reached it.
  ///
  /// - Complexity: O(rows · depth + units · rows that may have reached several).
  func rows(reaching units: [NodeIndex]) -> [ScopedRows] {
    let places = index.evidence.places
    let ranks = Dictionary(
      units.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let above = Set(units.flatMap { Array(places.ancestors(of: $0)) })
    var own = [[Int]](repeating: [], count: units.count)
    var shared: [Int] = []
    for position in given {
      let recipient = index.recipients[position]
      // A part goes wherever its whole may have gone, so that the rest of the whole is known.
      if above.contains(recipient) || places.kind(of: recipient) == .group
        || index.wholes[position] != nil
      {
        shared.append(position)
        continue
      }
      if let rank = ranks[recipient] { own[rank].append(position) }
      for ancestor in places.ancestors(of: recipient) {
        if let rank = ranks[ancestor] { own[rank].append(position) }
      }
    }
    return own.map { ScopedRows(self, given: shared.isEmpty ? $0 : ($0 + shared).sorted()) }
  }

  func row(_ position: Int) -> EvidenceRow { index.evidence.rows[position] }

  /// The periods of rows that may have reached a place: those that give, and those that promise.
  func periods(touching place: NodeIndex, during period: Period) -> (
    given: [Period], promised: [Period]
  ) {
    let relations = index.relations.relations(to: place, during: period)
    func periods(_ positions: [Int]) -> [Period] {
      positions.filter { relations[Int(index.recipients[$0].value)] != .outside }
        .map { index.periods[$0] }
    }
    return (periods(given), periods(promised))
  }

  func ids(_ positions: [Int]) -> [String] { positions.map { row($0).id } }

  func step(_ position: Int) -> Int { index.steps[position] ?? -1 }

  /// Promises whose time touches a period.
  func promises(in judged: JudgedPeriod) -> [String] {
    ids(promised.filter { judged.relation(of: row($0).period) != .outside })
  }
}
