internal import NetworkModel

/// What a selection of rows gave to a place in a period, at one step of money.
///
/// ## Conventions
/// - One step only: the furthest on record, unless one is asked for. Amounts of different steps are never added; a row that is on
///   record at another step alone may have reached this one too, and raises the upper end by its amount.
/// - A whole counts once. Where it goes further than the place, its parts are placed one by one and the rest may be on
///   either side.
/// - A row that may be part of another that counts adds to the upper end only.
/// - The sum has an upper end when the record is complete for the period, or when a row states the sum of the place (or of
///   the whole receiving side) for just this period.
struct EvidenceTotal {
  let status: FlowStatus
  /// What surely reached the place, and what surely did not.
  let inside: ValueRange
  let outside: ValueRange
  /// What may have, without a split or date to tell.
  let rest: ValueRange
  /// The printed numbers of what surely reached the place, and of what went to it jointly with others.
  let recorded: ExactRatio
  let recordedAround: ExactRatio
  let rows: [Int]
  private(set) var isStated: Bool
  private let hasInside: Bool
  let isComplete: Bool
  private(set) var missing: [MissingEvidence] = []

  /// Nothing when no row of the selection lies in the period.
  init?(
    of scoped: ScopedRows, in judged: JudgedPeriod, to place: NodeIndex,
    status asked: FlowStatus? = nil
  ) {
    let index = scoped.index
    let reach = scoped.index.relations.relation(to: place, during: judged.period)
    func relation(_ position: Int) -> PlaceRelation {
      min(
        scoped.giverRelations[Int(index.donors[position].value)],
        reach(index.recipients[position]), judged.relation(of: index.periods[position]))
    }
    let touching = scoped.given.filter { position in
      judged.relation(of: index.periods[position]) == .inside
        && reach(index.recipients[position]) != .outside
        && (asked == nil || scoped.row(position).status == asked)
    }
    guard let furthest = touching.max(by: { scoped.step($0) < scoped.step($1) }) else {
      return nil
    }
    status = scoped.row(furthest).status
    isComplete = scoped.index.evidence.isComplete(in: judged)
    let step = scoped.step(furthest)
    let chosen = scoped.given.filter { scoped.step($0) == step }
    let tree = PartTree(chosen, scoped)
    var (unsplit, undated, inexact) = ([Int](), [Int](), [Int]())
    var (within, beyond, loose) = (AmountBounds.zero, AmountBounds.zero, AmountBounds.zero)
    var (printed, jointly) = (Int128(0), Int128(0))
    var (states, reached, counted) = (false, false, [Int]())
    for root in tree.roots {
      let mayBeHeld = index.mayBeHeld[root].contains { other in
        tree.members.contains(other) && relation(other) != .outside
      }
      func bounds(_ position: Int) -> AmountBounds {
        let bounds = index.bounds[position]
        return mayBeHeld ? AmountBounds(lower: 0, upper: bounds.upper) : bounds
      }
      tree.walk(root) { position, children in
        let isInTime = judged.relation(of: index.periods[position]) == .inside
        switch relation(position) {
        case .outside:
          if isInTime { beyond = beyond + bounds(position) }
          return false
        case .inside:
          counted.append(position)
          printed += index.units[position] ?? 0
          reached = true
          within = within + bounds(position)
          if index.bounds[position].upper != index.bounds[position].lower {
            inexact.append(position)
          }
          states = states || scoped.states(position, place, judged)
          return false
        case .around:
          let parts = children.reduce(Int128(0)) { $0 + index.bounds[$1].lower }
          let upper = index.bounds[position].upper.map { max($0 - parts, 0) }
          guard upper != 0 else { return true }
          counted.append(position)
          loose = loose + AmountBounds(lower: 0, upper: upper)
          if isInTime {
            unsplit.append(position)
            if scoped.names(position, place) { jointly += index.units[position] ?? 0 }
            states = states || scoped.states(position, place, judged)
          } else {
            undated.append(position)
          }
          return true
        }
      }
    }
    let others = scoped.given.filter {
      scoped.step($0) != step && relation($0) != .outside && !tree.isLinked($0, scoped)
    }
    // A part that has come as far as its whole is in it.
    for position in index.outermost(others) {
      loose = loose + AmountBounds(lower: 0, upper: index.bounds[position].upper)
    }
    let isMoney = scoped.row(furthest).isMoney
    inside = within.range(isMoney: isMoney)
    outside = beyond.range(isMoney: isMoney)
    rest = loose.range(isMoney: isMoney)
    recorded = AmountBounds.ratio(printed, isMoney: isMoney)
    recordedAround = AmountBounds.ratio(jointly, isMoney: isMoney)
    (isStated, hasInside, rows) = (states, reached, counted)
    if !unsplit.isEmpty {
      missing.append(
        .split(rows: scoped.ids(unsplit), group: scoped.index.evidence.places[place].id))
    }
    if !undated.isEmpty { missing.append(.dates(rows: scoped.ids(undated))) }
    if !inexact.isEmpty { missing.append(.exactAmounts(rows: scoped.ids(inexact))) }
    if !others.isEmpty {
      missing.append(.laterStep(rows: scoped.ids(others), status: status))
    }
  }

  /// Leaves the upper end open, because other classes may have brought more.
  mutating func forgetStatement() { isStated = false }

  /// All that may have reached the place.
  var range: ValueRange {
    let all = ValueRange(from: inside.lower, to: (inside + rest).upper)
    return isComplete || isStated ? all : ValueRange(from: all.lower, to: nil)
  }

  /// Something is known to have reached the place, alone or jointly; or nothing was given, and the record is complete.
  var hasRecord: Bool { isComplete || hasInside || !recordedAround.isZero }

  /// What is missing for the range to be narrower.
  func missing(_ fundClass: String?, _ period: Period) -> [MissingEvidence] {
    missing + (isComplete || isStated ? [] : [.whole(fundClass: fundClass, period: period)])
  }
}

extension ScopedRows {
  /// Whether a row is for a group that names the place, or members of it, beside others.
  fileprivate func names(_ position: Int, _ place: NodeIndex) -> Bool {
    let recipient = index.recipients[position]
    return recipient != receiver && index.evidence.places.kind(of: recipient) == .group
      && !index.relations.units(of: recipient, during: row(position).period).units.isEmpty
  }

  /// Whether a row states the sum of a place, or of the whole receiving side, for just this period.
  fileprivate func states(_ position: Int, _ place: NodeIndex, _ judged: JudgedPeriod) -> Bool {
    let (recipient, period) = (index.recipients[position], index.periods[position])
    return index.donors[position] == giver && (recipient == place || recipient == receiver)
      && index.units[position] != nil && period.firstDay == judged.period.firstDay
      && period.lastDay == judged.period.lastDay
  }
}

/// Rows of one step of money, each under the row that already contains it.
private struct PartTree {
  private(set) var roots: [Int] = []
  let members: Set<Int>
  private var children: [Int: [Int]] = [:]
  /// Rows of any step that hold a member.
  private var holders: Set<Int> = []

  init(_ rows: [Int], _ scoped: ScopedRows) {
    members = Set(rows)
    for row in rows {
      let above = scoped.index.holders(of: row)
      holders.formUnion(above)
      if let whole = above.first(where: { members.contains($0) && scoped.index.units[$0] != nil }) {
        children[whole, default: []].append(row)
      } else {
        roots.append(row)
      }
    }
  }

  /// Visits a row, then its parts as long as `visit` asks for them.
  func walk(_ row: Int, _ visit: (_ row: Int, _ parts: [Int]) -> Bool) {
    let parts = children[row] ?? []
    guard visit(row, parts) else { return }
    for part in parts { walk(part, visit) }
  }

  /// Whether a later step of an earlier row is on record, in a part of it or in what holds it.
  func isLinked(_ row: Int, _ scoped: ScopedRows) -> Bool {
    ([row] + scoped.index.holders(of: row)).contains {
      holders.contains($0) || members.contains($0)
    }
  }
}
