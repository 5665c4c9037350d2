public import Analysis
internal import Foundation
public import NetworkModel

/// Which share of the total the units with the least have together: the plain input of the Lorenz figure.
public struct LorenzPicture: Hashable, Sendable {
  /// The units of one value: one straight piece of the curve.
  public struct Piece: Hashable, Sendable {
    public var ids: [String]
    public var names: [String]
    /// What one of them has, in words.
    public var amount: String
    /// Shares of weight and value up to the end of the piece.
    public var weight: Double
    public var value: Double

    public init(ids: [String], names: [String], amount: String, weight: Double, value: Double) {
      self.ids = ids
      self.names = names
      self.amount = amount
      self.weight = weight
      self.value = value
    }
  }

  public var frame: FigureFrame
  /// From the least; weights and values end at 1.
  public var pieces: [Piece]
  public var gini: Double?
  /// The ends of its interval, with the share of replicates between them.
  public var interval: Interval?
  /// Sentences beside the curve: units, those left out, what is not split.
  public var facts: [String]
  /// What the axes measure.
  public var weightHead: String
  public var valueHead: String

  /// The same units in the order of another number.
  public var concentration: Concentration?

  /// Which share the units have that rank lowest by something else.
  public struct Concentration: Hashable, Sendable {
    /// What ranks them.
    public var name: String
    public var index: Double?
    /// From (0, 0) to (1, 1): shares of weight and of value.
    public var points: [LorenzCurve.Point]

    public init(name: String, index: Double?, points: [LorenzCurve.Point]) {
      self.name = name
      self.index = index
      self.points = points
    }
  }

  public struct Interval: Hashable, Sendable {
    public var lower: Double
    public var upper: Double
    public var level: Double

    public init(lower: Double, upper: Double, level: Double) {
      self.lower = lower
      self.upper = upper
      self.level = level
    }
  }

  public init(
    frame: FigureFrame, pieces: [Piece], gini: Double?, interval: Interval? = nil, facts: [String],
    weightHead: String, valueHead: String
  ) {
    self.frame = frame
    self.pieces = pieces
    self.gini = gini
    self.interval = interval
    self.facts = facts
    self.weightHead = weightHead
    self.valueHead = valueHead
  }

  /// Positions of the pieces that are named: those before which the curve bends most, and the last.
  ///
  /// The bend before a piece is the angle between it and the piece before, on a square plot; ties go to the later.
  func bends(most: Int) -> [Int] {
    guard pieces.count > 1 else { return pieces.isEmpty ? [] : [0] }
    var slopes: [Double] = []
    var (weight, value) = (0.0, 0.0)
    for piece in pieces {
      slopes.append(atan2(piece.value - value, piece.weight - weight))
      (weight, value) = (piece.weight, piece.value)
    }
    let order = (1..<pieces.count).sorted { a, b in
      let (x, y) = (slopes[a] - slopes[a - 1], slopes[b] - slopes[b - 1])
      return x != y ? x > y : a > b
    }
    let named = Set(order.prefix(most - 1)).union([pieces.count - 1])
    return named.sorted()
  }
}

extension LorenzPicture {
  /// The picture of a report on equity. Units without a record are not on the curve, and are said to be absent.
  public init(
    _ report: EquityReport, in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) {
    let words = LorenzWords(report: report, network: network, language: language)
    var pieces: [Piece] = []
    // Lines stand by rank from the largest, the curve from the least.
    let points = report.lorenz?.points ?? []
    var last: Double?
    for line in report.lines.reversed() where points.count > 1 {
      let value = line.value.approximateValue
      let node = network[line.unit]
      let name = language == .zh ? node.shortName : FigureWords.shortName(node)
      if value != last {
        let place = min(pieces.count + 1, points.count - 1)
        pieces.append(
          Piece(
            ids: [], names: [], amount: words.amount(line), weight: points[place].weight,
            value: points[place].value))
        last = value
      }
      pieces[pieces.count - 1].ids.append(node.id)
      pieces[pieces.count - 1].names.append(name)
    }
    for index in pieces.indices {
      let pairs = zip(pieces[index].ids, pieces[index].names).sorted { $0.0 < $1.0 }
      pieces[index].ids = pairs.map(\.0)
      pieces[index].names = pairs.map(\.1)
    }
    let gini = report.indices.first { $0.index == .gini }
    let rows = report.lines.flatMap(\.total.rows)
    self.init(
      frame: FigureFrame(
        language: language, title: words.title, subtitle: words.subtitle(gini?.value),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(
          network.sources(ofFlows: rows).map(\.source), in: network, language),
        asOf: "", provenance: provenance, notes: [], years: words.years),
      pieces: pieces, gini: gini?.value,
      interval: gini?.interval.flatMap { interval in
        report.bootstrap.map {
          Interval(lower: interval.lower, upper: interval.upper, level: $0.level)
        }
      }, facts: words.facts, weightHead: words.weightHead, valueHead: words.valueHead)
    concentration = report.concentrationCurve.map { curve in
      Concentration(
        name: words.ranking, index: report.indices.first { $0.index == .concentration }?.value,
        points: curve.points)
    }
  }
}

/// What a Lorenz figure says of the question and its limits.
private struct LorenzWords {
  let report: EquityReport
  let network: PairingNetwork
  let language: Language

  private var isChinese: Bool { language == .zh }
  private var question: EquityQuestion { report.question }

  private var place: String {
    question.within.map { network[$0].name(in: language) } ?? ""
  }

  private var step: String {
    (question.status ?? report.values.whole?.kind.status)?.label(language) ?? ""
  }

  private var unitsName: String {
    if case .level = question.units {
      return isChinese
        ? "\(question.units.label.zh)单位" : "\(question.units.label.en)-level units"
    }
    return question.units.label(language)
  }

  var years: String? {
    question.years.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
  }

  var title: String {
    let time = years ?? FigureWords.anyTime(language)
    let measure = question.measure.label(language)
    let head = report.denominator.map { Glossary.label(of: $0.name)(language) }
    if isChinese {
      let side = question.side == .recipient ? "受援" : "支援"
      return "\(place.isEmpty ? "" : place + " ")\(time) \(side)\(measure)（\(step)）分布："
        + (head.map { "按\($0)平均" } ?? unitsName)
    }
    let verb = question.side == .recipient ? "received" : "given"
    return "How evenly \(measure) \(step) is \(verb)\(place.isEmpty ? "" : " in \(place)"), \(time)"
      + (head.map { ", per \($0)" } ?? "")
  }

  func subtitle(_ gini: Double?) -> String {
    let values = report.values
    let counts = [values.units.count, values.count(.valued)]
    let number = gini.map { DotWriter.tenths($0, decimals: 3) } ?? "–"
    return isChinese
      ? "洛伦茨曲线 · 基尼系数 \(number) · \(unitsName) \(counts[0]) 个（分母），其中有数值 \(counts[1]) 个"
      : "Lorenz curve · Gini \(number) · \(counts[1]) of \(counts[0]) \(unitsName) have a value"
  }

  var facts: [String] {
    let values = report.values
    var facts: [String] = []
    if let sum = values.sum {
      facts.append((isChinese ? "有数值单位合计 " : "Units with a value: ") + text(sum))
    }
    let silent = values.count(.noRecord)
    if silent > 0 {
      facts.append(
        isChinese
          ? "无记录 \(silent) 个：不在曲线上，不按零计"
          : "No record: \(silent) units; not on the curve, not counted as zero")
    }
    let unknown = values.count(.unknown)
    if unknown > 0 {
      facts.append(
        isChinese ? "有记录、数额不详 \(unknown) 个，未计" : "Amount unknown: \(unknown) units, left out")
    }
    if !values.notSplit.isEmpty {
      let sum = UnitValues.sum(values.notSplit.compactMap(\.total.amount))
      facts.append(
        isChinese
          ? "另有\(sum.map { " \(text($0))" } ?? "部分金额")未分解到单位，未计"
          : "Not split among units\(sum.map { ": \(text($0))" } ?? ""); left out")
    }
    if report.lines.contains(where: {
      $0.total.precision == .atLeast || $0.total.precision == .range
    }) {
      facts.append(
        isChinese
          ? "部分数值为下限（≥），系数随之不确定" : "Some values are lower ends (≥), so the index is uncertain")
    }
    return facts
  }

  var ranking: String {
    guard let ranking = report.ranking else { return "" }
    let names = [ranking.indicator, ranking.divisor].compactMap { $0 }
      .map { Glossary.label(of: $0.name)(language) }
    return names.joined(separator: isChinese ? "÷" : " ÷ ")
  }

  var weightHead: String {
    if let head = report.denominator {
      let name = Glossary.label(of: head.name)(language)
      return isChinese ? "\(name)累计占比（由低到高），%" : "Share of \(name), from the least, %"
    }
    return isChinese ? "单位累计占比（由低到高），%" : "Share of units, from the least, %"
  }

  var valueHead: String {
    let measure = question.measure.label(language)
    return isChinese ? "\(measure)累计占比，%" : "Share of \(measure), %"
  }

  private func text(_ amount: Amount) -> String {
    switch amount {
    case .money(let money): money.formatted(in: .wan, language)
    case .quantity(let number):
      "\(number) \((report.values.whole?.kind.unit).map { Glossary.label(of: $0)(language) } ?? "")"
    }
  }

  /// The amount of a unit with its share: `400.00 万元，75.5 %`.
  func amount(_ line: EquityReport.UnitLine) -> String {
    let mark =
      line.total.precision == .atLeast || line.total.precision == .range
      ? "≥" : line.total.precision == .atMost ? "≤" : ""
    return mark + text(line.amount)
  }
}
