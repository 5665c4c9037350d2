/// Which units get which donor: the problem in whole numbers, without places and names.
///
///     sets        donors d with room(d), units u, each in a class that may take certain donors
///     choose      for each unit one donor that its class may take, or none
///     subject to  donor d is chosen by at most room(d) units; at most `most` units get a donor
///     maximise, in this order
///       1. the number of places (if any are given) in which some unit gets a donor
///       2. Σ rank(u) over the units that get one
///     minimise, in this order
///       3. Σ (load(d) + units that choose d)², if loads are to be equal
///       4. Σ length(d, u)
///     and of all plans that are still equal the one in which the first unit has the lowest donor (none
///     being last), then the second …
///
/// The sets of units that can get donors at once are the independent sets of a matroid, also when they
/// are limited to `most`. So with ranks of at least 1 and without places, most ranks also means most
/// units, and any other numbers in the order of the ranks would choose as well: the plan serves the unit
/// of the highest rank if anyone can, and so on down (Edmonds 1971).
///
/// - Source: Ford & Fulkerson (1962), *Flows in Networks*, ch. III; Edmonds (1971), "Matroids and the
///   greedy algorithm"; equal loads by squares: Frank & Murota (2022), "Decreasing minimization on
///   M-convex sets".
struct CoverProblem<Lengths: PairLengths>: Sendable {
  var lengths: Lengths
  /// How many units each donor may still take.
  var rooms: [Int64]
  /// How many it has already; they count for equal loads only.
  var loads: [Int64]
  /// The class of each unit.
  var classes: [Int]
  /// The donors that a class may take, ascending.
  var donorsOfClass: [[Int32]]
  /// 1 or more for each unit; larger is served first.
  var ranks: [Int64]
  /// At most so many units get a donor.
  var most: Int?
  var equalisesLoads = false
  /// The place of each unit that is to be reached, −1 for none; empty when no places count.
  var places: [Int32] = []

  var donorCount: Int { rooms.count }
  var unitCount: Int { classes.count }
  var placeCount: Int { Int(places.max() ?? -1) + 1 }

  /// All pairs that are allowed.
  var pairCount: Int {
    classes.reduce(0) { $0 + donorsOfClass[$1].count }
  }

  func donors(of unit: Int) -> [Int32] { donorsOfClass[classes[unit]] }
}

/// The best plan.
struct CoverPlan: Hashable, Sendable {
  /// The donor of each unit, −1 for none.
  var donors: [Int32]
  /// Σ length.
  var metres: Int64
  /// How many of the allowed pairs entered the program; prices rule out the rest.
  var weighedPairs: Int
  /// How often the program was solved.
  var rounds: Int
}

/// How much each aim weighs in one sum, so that no lesser aim can outweigh a greater one.
struct CoverWeights: Sendable {
  /// For a unit less of the square of a load.
  let square: Int64
  /// For one rank.
  let rank: Int64
  /// For a place.
  let place: Int64

  /// Nothing when the sum does not fit 64 bits.
  init?(_ problem: CoverProblem<some PairLengths>) {
    let served = Int128(min(problem.unitCount, problem.most ?? .max))
    let square = served * Int128(problem.lengths.longest) + 1
    var rank = square
    if problem.equalisesLoads {
      let heaviest = zip(problem.loads, problem.rooms).reduce(Int128(0)) { heaviest, donor in
        max(heaviest, Int128(donor.0) + min(Int128(donor.1), served))
      }
      rank = square * (served * (2 * heaviest + 1) + 1)
    }
    let ranks = Int128(problem.ranks.max() ?? 1)
    let place = problem.placeCount > 0 ? rank * (served * ranks + 1) : rank
    // Prices add up the costs along a path; a quarter of the range holds the largest.
    guard ranks * max(rank, place) < Int128(Int64.max) / 4, place < Int128(Int64.max) / 4 else {
      return nil
    }
    self.square = Int64(square)
    self.rank = Int64(rank)
    self.place = Int64(place)
  }
}
