import Geodesy
import TestSupport

@testable import Scenarios

/// Lengths given as numbers, all of the first donor first.
struct MatrixLengths: PairLengths {
  let rows: [[Int64]]

  var longest: Int64 { rows.flatMap(\.self).max() ?? 0 }
  func metres(from donor: Int, to unit: Int) -> Int64 { rows[donor][unit] }
  func atLeast(from donor: Int, to unit: Int) -> Double { Double(rows[donor][unit]) - 0.4 }
}

/// What a plan is worth, aim by aim; smaller is better. The donors come last, none above all.
struct PlanWorth: Comparable {
  var aims: [Int64]
  var donors: [Int32]

  static func < (a: Self, b: Self) -> Bool {
    if a.aims != b.aims { return a.aims.lexicographicallyPrecedes(b.aims) }
    func code(_ donor: Int32) -> Int32 { donor < 0 ? .max : donor }
    return a.donors.map(code).lexicographicallyPrecedes(b.donors.map(code))
  }
}

extension CoverProblem {
  /// The worth of a plan, or nothing when it is not allowed; written from the definition alone.
  func worth(of donors: [Int32]) -> PlanWorth? {
    var taken = [Int64](repeating: 0, count: donorCount)
    var metres: Int64 = 0
    var rank: Int64 = 0
    var reached: Set<Int32> = []
    for (unit, donor) in donors.enumerated() where donor >= 0 {
      guard self.donors(of: unit).contains(donor) else { return nil }
      taken[Int(donor)] += 1
      metres += lengths.metres(from: Int(donor), to: unit)
      rank += ranks[unit]
      if !places.isEmpty, places[unit] >= 0 { reached.insert(places[unit]) }
    }
    guard zip(taken, rooms).allSatisfy({ $0 <= $1 }) else { return nil }
    guard donors.count(where: { $0 >= 0 }) <= most ?? .max else { return nil }
    var squares: Int64 = 0
    if equalisesLoads {
      for (count, load) in zip(taken, loads) { squares += (count + load) * (count + load) }
    }
    return PlanWorth(aims: [-Int64(reached.count), -rank, squares, metres], donors: donors)
  }

  /// The best plan by trying all.
  func bestByForce() -> [Int32] {
    var best: PlanWorth?
    var donors = [Int32](repeating: -1, count: unitCount)
    func extend(_ unit: Int) {
      if unit == unitCount {
        if let worth = worth(of: donors), best.map({ worth < $0 }) ?? true { best = worth }
        return
      }
      for donor in -1..<Int32(donorCount) {
        donors[unit] = donor
        extend(unit + 1)
      }
    }
    extend(0)
    return best!.donors
  }
}

/// Makes problems of every shape.
struct CoverMaker {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func matrix(donors: Int, units: Int, upTo longest: Int) -> MatrixLengths {
    MatrixLengths(
      rows: (0..<donors).map { _ in (0..<units).map { _ in Int64(number(0...longest)) } })
  }

  /// Points of two clouds, as far apart as Tianjin and Gansu; some stand in the same place.
  mutating func clouds(donors: Int, units: Int) -> GeodesicLengths {
    func cloud(_ count: Int, _ longitude: Int, _ latitude: Int) -> [GeoPoint] {
      var points: [GeoPoint] = []
      for index in 0..<count {
        if index > 0, number(0...9) == 0 {
          points.append(points[number(0...index - 1)])
          continue
        }
        points.append(
          GeoPoint(
            longitude: Double(longitude + number(0...30_000)) / 10_000,
            latitude: Double(latitude + number(0...30_000)) / 10_000)!)
      }
      return points
    }
    return GeodesicLengths(
      donors: cloud(donors, 1_160_000, 380_000), units: cloud(units, 1_030_000, 340_000))
  }

  mutating func problem<Lengths: PairLengths>(
    _ lengths: Lengths, donors: Int, units: Int, room: Int
  ) -> CoverProblem<Lengths> {
    let classCount = number(1...3)
    let everyone = (0..<Int32(donors)).map { $0 }
    var problem = CoverProblem(
      lengths: lengths, rooms: (0..<donors).map { _ in Int64(number(0...room)) },
      loads: (0..<donors).map { _ in Int64(number(0...3)) },
      classes: (0..<units).map { _ in number(0...classCount - 1) },
      donorsOfClass: (0..<classCount).map { _ in
        classCount == 1 ? everyone : everyone.filter { _ in number(0...2) > 0 }
      },
      ranks: [Int64](repeating: 1, count: units))
    if number(0...2) == 0 { problem.most = number(0...units) }
    problem.equalisesLoads = number(0...2) == 0
    switch number(0...2) {
    case 0: problem.ranks = (0..<units).map { _ in Int64(number(1...3)) }
    case 1: problem.places = (0..<units).map { _ in Int32(number(-1...2)) }
    default: break
    }
    return problem
  }
}
