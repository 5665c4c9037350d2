internal import Analysis
internal import NetworkModel

/// Classes of change for a map: the same limits for gains and losses, 0 in the middle, absence and silence apart.
///
/// The limits are the terciles of the changes, whichever way, each raised to a round number, so that classes are filled and
/// their limits can be said. Where that gives one limit only there are two, the lower one half of it.
struct ChangeClasses: Hashable {
  enum Class: Hashable {
    /// Above the limit before the step and up to its own; steps count from 1, losses are below 0.
    case step(Int)
    case unchanged, zero, unknown, noRecord
    /// It has no area on the map; its numbers stand in a list.
    case noArea
  }

  /// Upper ends of the steps, in atoms, ascending; the last is not below any change.
  let limits: [Int64]

  /// Keys of the units that have no area.
  private let withoutArea: Set<String>

  /// - Parameter withoutArea: keys of units whose changes are listed and not classed.
  init(_ all: [ChangePicture.Unit], withoutArea: Set<String> = []) {
    self.withoutArea = withoutArea
    let units = all.filter { !withoutArea.contains($0.key) }
    let sizes = units.compactMap { $0.line.difference.map(abs) }.filter { $0 > 0 }.sorted()
    guard let largest = sizes.last else {
      limits = []
      return
    }
    let ends = [sizes[(sizes.count - 1) / 3], sizes[(sizes.count - 1) * 2 / 3], largest]
    var found: [Int64] = []
    for end in ends.map({ RoundSteps.limit(atLeast: $0) }) where found.last != end {
      found.append(end)
    }
    if found.count == 1, found[0] >= 2 { found.insert(found[0] / 2, at: 0) }
    limits = found
  }

  func of(_ unit: ChangePicture.Unit) -> Class {
    if withoutArea.contains(unit.key) { return .noArea }
    let line = unit.line
    switch line.course {
    case .unchanged: return .unchanged
    case .zero: return .zero
    case .unknown: return .unknown
    case .noRecord: return .noRecord
    case .rise, .begun, .fall, .ended:
      let difference = line.difference ?? 0
      let step = (limits.firstIndex { abs(difference) <= $0 } ?? limits.count - 1) + 1
      return .step(difference > 0 ? step : -step)
    }
  }

  /// All classes from the largest gain to the largest loss, then what is no number.
  var all: [Class] {
    let steps = Array(1...max(limits.count, 1))
    return steps.reversed().map(Class.step) + [.unchanged] + steps.map { .step(-$0) }
      + [.zero, .unknown, .noRecord, .noArea]
  }

  /// The ends of a step with their sign; the one nearer to 0 is not in it.
  func bounds(_ value: Class) -> (inner: Int64, outer: Int64)? {
    guard case .step(let step) = value, limits.indices.contains(abs(step) - 1) else { return nil }
    let sign: Int64 = step > 0 ? 1 : -1
    let inner = abs(step) == 1 ? 0 : limits[abs(step) - 2]
    return (sign * inner, sign * limits[abs(step) - 1])
  }

  /// The look of a class; lines across mark that one side has no record.
  func look(_ value: Class, isOneSided: Bool = false) -> AreaLook {
    switch value {
    case .unchanged: AmountChange.Course.unchanged.look
    case .zero: AmountChange.Course.zero.look
    case .unknown: AmountChange.Course.unknown.look
    case .noRecord: AmountChange.Course.noRecord.look
    case .noArea: AreaLook(fill: .land)
    case .step(let step):
      AreaLook(fill: ink(step), hatch: isOneSided ? .oneSided(on: ink(step)) : nil)
    }
  }

  /// The darkest ink for the outermost step; with two steps the middle ink is left out.
  private func ink(_ step: Int) -> Ink {
    let distance = abs(step) == limits.count ? 3 : abs(step)
    return Ink.diverging[step > 0 ? 3 + distance : 3 - distance]
  }

  /// For programs: `+2`, `unchanged`, `-1`.
  func key(_ value: Class) -> String {
    switch value {
    case .step(let step): step > 0 ? "+\(step)" : "\(step)"
    case .unchanged: AmountChange.Course.unchanged.rawValue
    case .zero: AmountChange.Course.zero.rawValue
    case .unknown: AmountChange.Course.unknown.rawValue
    case .noRecord: AmountChange.Course.noRecord.rawValue
    case .noArea: "no_area"
    }
  }

  func label(_ value: Class, in picture: ChangePicture) -> Wording {
    switch value {
    case .unchanged: return AmountChange.Course.unchanged.label
    case .zero: return AmountChange.Course.zero.label
    case .unknown: return AmountChange.Course.unknown.label
    case .noRecord: return AmountChange.Course.noRecord.label
    case .noArea: return FigureWords.listedOnly
    case .step:
      guard let (inner, outer) = bounds(value) else { return Wording(en: "–", zh: "–") }
      let sign = outer > 0 ? "+" : ""
      let near = inner == 0 ? "0" : (inner > 0 ? "+" : "") + picture.short(inner)
      let far = sign + picture.short(outer)
      return Wording(
        en: "\(outer > 0 ? "above" : "below") \(near), to \(far)", zh: "\(near)（不含）至 \(far)")
    }
  }
}

extension Figure.Hatch {
  /// A side has no record: level lines in the ink that is seen on the fill.
  static func oneSided(on fill: Ink) -> Figure.Hatch {
    Figure.Hatch(
      ink: fill.luminance < 0.4 ? .paper : .faintText, width: 0.6, pitch: 3, direction: .level)
  }
}
