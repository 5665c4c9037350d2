public import NetworkModel

/// A yearly amount that no row records, computed from printed totals, means and rates.
public struct BackcastAmount: Sendable {
  /// The series: what a place gets from a giver, of some measures and one category or all.
  public let subject: NodeIndex
  public let scope: NodeIndex?
  public let measure: String
  public let category: String?
  public let year: Int
  public let figure: Quantity
  /// `derived`, or the bound that it is.
  public let bound: Precision
  /// How it was computed, in numbers and in names of years.
  public let formula: Wording
  /// What must hold for it to be right, beside the rows.
  public let assumptions: [Wording]
  public let rows: [ClaimPart.Row]
  /// How many computed years it rests on, itself included.
  public let steps: Int
  /// Another way to the same year gives a range that does not touch this one.
  public internal(set) var isContradicted = false
}

/// Fills missing years of every series of which growth, increases, multiples, means or totals are printed.
///
/// ## Conventions
/// - What the rows give is known; a year computed is used to compute others, the one with the fewest steps first.
/// - growth *g*: before = now ÷ (1 + *g*), and on; increase *d*: before = now − *d*; mean *m* of *n*: *m* × *n*; total of
///   several years of which one is missing: the rest.
/// - A total that names no category is taken for a series of one category only to fill its last missing year, and the
///   assumption is said.
/// - Ranges come from the rounding and bounds of all inputs. No amount is below 0.
/// - Two ways to one year are both listed; ways whose ranges do not touch are marked as contradicting.
///
/// - Complexity: O(claims · years) for each series, after O(flows) once.
struct Backcast {
  let checker: ClaimChecker
  /// A total of more years than this fills none.
  static let mostYears = 50
  private var network: PairingNetwork { checker.network }

  struct Key: Hashable {
    var subject: NodeIndex
    var scope: NodeIndex?
    var measure: String
    var category: String?
  }

  /// What a claim says about the years of a series.
  private struct Statement {
    enum Kind {
      case times(Quantity, before: Int, now: Int)
      case more(Quantity, before: Int, now: Int)
      case amount(Quantity, year: Int, name: Wording)
      /// A total of one year that is printed: known as rows are, and not listed as computed.
      case printed(Quantity, year: Int)
      case total(Quantity, years: ClosedRange<Int>)
    }
    let claim: Int
    let kind: Kind
    var assumptions: [Wording] = []

    var isPrinted: Bool { if case .printed = kind { true } else { false } }
  }

  /// One way to a year.
  private struct Way {
    var figure: Quantity
    var formula: Wording
    var assumptions: [Wording] = []
    var claims: Set<Int> = []
    var rows: [ClaimPart.Row] = []
    /// The years that it passes through.
    var years: Set<Int> = []
    var steps: Int
  }

  func amounts() -> [BackcastAmount] {
    var statements: [Key: [Statement]] = [:]
    var order: [Key] = []
    for (position, claim) in network.claims.enumerated() {
      guard let (key, statement) = read(claim, position) else { continue }
      if statements[key] == nil { order.append(key) }
      statements[key, default: []].append(statement)
    }
    return order.flatMap { key in
      var own = statements[key] ?? []
      var whole = key
      whole.category = nil
      if key.category != nil {
        let name = checker.categoryName(key.category)
        for statement in statements[whole] ?? [] {
          guard case .total = statement.kind else { continue }
          var assumed = statement
          let id = network.claims[statement.claim].id
          assumed.assumptions.append(
            Wording(en: "all of \(id) is \(name.en)", zh: "\(id) 全部为\(name.zh)"))
          own.append(assumed)
        }
      }
      // A single statement about one year fills nothing.
      return fill(key, own)
    }
  }

  private func read(_ claim: Claim, _ position: Int) -> (Key, Statement)? {
    guard let subject = checker.node(claim.subject), let figure = Quantity(claim),
      claim.precision != .derived, claim.precision != .inferred, let measure = claim.measure,
      !checker.measures(of: claim).isEmpty
    else { return nil }
    var key = Key(
      subject: subject, scope: checker.node(claim.scope), measure: measure,
      category: claim.category)
    let year = claim.period.coveredYears.flatMap { $0.count == 1 ? $0.lowerBound : nil }
    switch claim.kind {
    case "growth":
      guard let year else { return nil }
      let one = Quantity(.one, .unit("ratio"))
      let factor = figure.scaled(by: ExactRatio.powerOfTen(-2), as: .unit("ratio")) + one
      return (key, Statement(claim: position, kind: .times(factor, before: year - 1, now: year)))
    case "ratio" where claim.basis.isEmpty:
      guard let year else { return nil }
      return (key, Statement(claim: position, kind: .times(figure, before: year - 1, now: year)))
    case "increase" where claim.basis.isEmpty:
      guard let year else { return nil }
      return (key, Statement(claim: position, kind: .more(figure, before: year - 1, now: year)))
    case "mean" where claim.basis.isEmpty:
      guard let year else { return nil }
      let members = checker.finder.places.members(of: subject, in: claim.period)
      guard !members.isEmpty, let place = checker.finder.places.commonPlace(of: members) else {
        return nil
      }
      key.subject = place
      let words = figure.words(in: claim.unit)
      let group = checker.name(subject)
      return (
        key,
        Statement(
          claim: position,
          kind: .amount(
            figure.scaled(by: ExactRatio(members.count)), year: year,
            name: Wording(
              en: "\(words.en) × \(members.count)", zh: "\(words.zh) × \(members.count)")),
          assumptions: [
            Wording(
              en: "the mean is of \(members.count) (\(group.en)), who shared all of it",
              zh: "平均数的分母为 \(members.count)（\(group.zh)），且资金全部归其分享")
          ])
      )
    case "total":
      guard let years = claim.period.coveredYears, years.count <= Self.mostYears else { return nil }
      if years.count == 1 {
        return (
          key,
          Statement(claim: position, kind: .printed(figure, year: years.lowerBound))
        )
      }
      return (key, Statement(claim: position, kind: .total(figure, years: years)))
    default: return nil
    }
  }

  // MARK: - Filling a series

  private func fill(_ key: Key, _ statements: [Statement]) -> [BackcastAmount] {
    var known: [Int: Way] = [:]
    var asked: Set<Int> = []
    func look(up year: Int) {
      guard asked.insert(year).inserted, let date = CalendarDate(year: year) else { return }
      let evidence = checker.finder.evidence(
        EvidenceQuestion(
          subject: key.subject, scope: key.scope,
          measures: Set(
            key.measure.split(separator: "+").compactMap { Measure(rawValue: String($0)) }),
          category: key.category, period: Period(date), dimension: dimension(statements)))
      guard let sum = evidence.sum else { return }
      known[year] = Way(
        figure: sum, formula: sum.words(), rows: evidence.rows(.counted).map(\.row),
        years: [year], steps: 0)
    }
    for statement in statements {
      switch statement.kind {
      case .times(_, let before, let now), .more(_, let before, let now):
        look(up: before)
        look(up: now)
      case .amount(_, let year, _), .printed(_, let year): look(up: year)
      case .total(_, let years): years.forEach(look(up:))
      }
    }
    let recorded = Set(known.keys)
    var ways: [Int: [Way]] = [:]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (position, statement) in statements.enumerated() {
        for (year, way) in conclusions(of: statement, position, known) {
          guard !(ways[year] ?? []).contains(where: { $0.claims == way.claims }) else { continue }
          ways[year, default: []].append(way)
          if !recorded.contains(year), known[year].map({ $0.steps > way.steps }) ?? true {
            known[year] = way
          }
          isGrowing = true
        }
      }
    }
    return list(key, ways, recorded: known.filter { recorded.contains($0.key) })
  }

  private func dimension(_ statements: [Statement]) -> Quantity.Dimension {
    for statement in statements {
      switch statement.kind {
      case .more(let figure, _, _), .amount(let figure, _, _), .total(let figure, _),
        .printed(let figure, _):
        return figure.dimension
      case .times: continue
      }
    }
    return .money
  }

  /// The years that a statement settles, given what is known, without use of itself.
  private func conclusions(
    of statement: Statement, _ position: Int, _ known: [Int: Way]
  ) -> [(Int, Way)] {
    var found: [(Int, Way)] = []
    func add(_ year: Int, _ figure: Quantity?, _ formula: Wording, from others: [Way]) {
      // A statement is used once, and no year is computed from itself.
      guard let figure,
        !others.contains(where: { $0.claims.contains(position) || $0.years.contains(year) })
      else { return }
      let way = Way(
        figure: figure.notBelowZero, formula: formula,
        assumptions: statement.assumptions + others.flatMap(\.assumptions),
        claims: others.reduce(into: [position]) { $0.formUnion($1.claims) },
        rows: [.claim(statement.claim)] + others.flatMap(\.rows),
        years: others.reduce(into: [year]) { $0.formUnion($1.years) },
        steps: (statement.isPrinted ? 0 : 1) + others.map(\.steps).reduce(0, +))
      found.append((year, way))
    }
    switch statement.kind {
    case .amount(let figure, let year, let name): add(year, figure, name, from: [])
    case .printed(let figure, let year):
      add(year, figure, Wording(en: "as printed", zh: "原文数"), from: [])
    case .times(let factor, let before, let now):
      let times = factor.value.rounded(toPlaces: 6)?.description ?? "–"
      if let end = known[now] {
        let words = end.figure.words()
        add(
          before, end.figure.divided(by: factor, as: end.figure.dimension),
          Wording(en: "\(words.en) (\(now)) ÷ \(times)", zh: "\(now) 年 \(words.zh) ÷ \(times)"),
          from: [end])
      }
      if let start = known[before] {
        let words = start.figure.words()
        add(
          now, start.figure.multiplied(by: factor, as: start.figure.dimension),
          Wording(
            en: "\(words.en) (\(before)) × \(times)", zh: "\(before) 年 \(words.zh) × \(times)"),
          from: [start])
      }
    case .more(let change, let before, let now):
      let more = change.words()
      if let end = known[now], end.figure.dimension == change.dimension {
        let words = end.figure.words()
        add(
          before, end.figure - change,
          Wording(
            en: "\(words.en) (\(now)) − \(more.en)", zh: "\(now) 年 \(words.zh) − \(more.zh)"),
          from: [end])
      }
      if let start = known[before], start.figure.dimension == change.dimension {
        let words = start.figure.words()
        add(
          now, start.figure + change,
          Wording(
            en: "\(words.en) (\(before)) + \(more.en)", zh: "\(before) 年 \(words.zh) + \(more.zh)"),
          from: [start])
      }
    case .total(let total, let years):
      let unknown = years.filter { known[$0] == nil }
      guard unknown.count <= 1 else { break }
      let targets = unknown.isEmpty ? [] : unknown
      for year in targets {
        let others = years.filter { $0 != year }.compactMap { known[$0] }
        guard others.allSatisfy({ $0.figure.dimension == total.dimension }) else { continue }
        let rest = others.reduce(total) { $0 - $1.figure }
        let shown = others.map { $0.figure.words(in: total.dimension == .money ? "万元" : nil) }
        let whole = total.words(in: total.dimension == .money ? "万元" : nil)
        add(
          year, rest,
          Wording(
            en: ([whole.en] + shown.map(\.en)).joined(separator: " − "),
            zh: ([whole.zh] + shown.map(\.zh)).joined(separator: " − ")),
          from: others)
      }
    }
    return found
  }

  /// The years computed; those that rows record only where a computed way contradicts them.
  private func list(_ key: Key, _ ways: [Int: [Way]], recorded: [Int: Way]) -> [BackcastAmount] {
    ways.keys.sorted().flatMap { year -> [BackcastAmount] in
      let all = ways[year] ?? []
      // What rows record is held against each way; without rows the ways are held against each other.
      let rivals = recorded[year].map { [$0] } ?? all
      return all.sorted { ($0.steps, $0.claims.min() ?? 0) < ($1.steps, $1.claims.min() ?? 0) }
        .compactMap { way in
          let clashes = rivals.contains { !$0.figure.range.overlaps(way.figure.range) }
          guard way.steps > 0, recorded[year] == nil || clashes else { return nil }
          var assumptions: [Wording] = []
          for assumption in way.assumptions where !assumptions.contains(assumption) {
            assumptions.append(assumption)
          }
          var rows: [ClaimPart.Row] = []
          for row in way.rows where !rows.contains(row) { rows.append(row) }
          return BackcastAmount(
            subject: key.subject, scope: key.scope, measure: key.measure, category: key.category,
            year: year, figure: way.figure, bound: way.figure.bound, formula: way.formula,
            assumptions: assumptions, rows: rows, steps: way.steps, isContradicted: clashes)
        }
    }
  }
}

extension Quantity {
  /// Amounts are not negative: a lower end below 0, or none, is 0.
  fileprivate var notBelowZero: Quantity {
    func clamp(_ range: ValueRange) -> ValueRange {
      guard range.lower.map({ $0.isNegative }) ?? (range.upper.map { !$0.isNegative } ?? false),
        range.upper.map({ !$0.isNegative }) ?? true
      else { return range }
      return ValueRange(from: .zero, to: range.upper)
    }
    return Quantity(value, dimension, rounding: clamp(rounding), range: clamp(range))
  }

  /// Which end is open: `derived` for neither.
  public var bound: Precision {
    switch (range.lower, range.upper) {
    case (_?, nil): .atLeast
    case (nil, _?): .atMost
    case (nil, nil): .approximate
    case (let lower?, _?): lower.isZero && !value.isZero ? .atMost : .derived
    }
  }
}

extension Period {
  /// The years that it fills from their first to their last day.
  var coveredYears: ClosedRange<Int>? {
    guard case .date(let first, _) = start, case .date(let last, _) = end,
      let whole = CalendarDate(year: Int(first.year)),
      let lastWhole = CalendarDate(year: Int(last.year)),
      whole.firstDay == first.firstDay, lastWhole.lastDay == last.lastDay
    else { return nil }
    return Int(first.year)...Int(last.year)
  }
}

extension ClaimChecker {
  /// What people call a category; of another package its own word.
  func categoryName(_ category: String?) -> Wording {
    switch category {
    case nil: Wording(en: "all categories", zh: "全部类别")
    case "municipal_fiscal": Wording(en: "municipal fiscal", zh: "市级财政资金")
    case let word?: Wording(en: word.replacing("_", with: " "), zh: word)
    }
  }
}
