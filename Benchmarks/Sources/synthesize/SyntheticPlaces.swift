/// The nodes of a synthetic network: provinces first, schools last, each kind a run of ids.
///
/// Coordinates are in hundred-thousandths of a degree.
struct SyntheticPlaces {
  let size: NetworkSize
  private(set) var level: [Int] = []
  private(set) var parent: [Int] = []
  private(set) var isEast: [Bool] = []
  private(set) var latitude: [Int] = []
  private(set) var longitude: [Int] = []
  private(set) var population: [Int] = []
  /// The ids of each level.
  private(set) var blocks: [Range<Int>] = []

  init(size: NetworkSize) {
    self.size = size
    addProvinces()
    addUnits(stream: 2, count: size.prefectures, reach: 200_000)
    addUnits(stream: 3, count: size.counties, reach: 60_000)
    addUnits(stream: 4, count: size.towns, reach: 20_000)
    addUnits(stream: 5, count: size.villages, reach: 5000)
    addEnterprises()
    addFacilities(stream: 7, count: size.hospitals)
    addFacilities(stream: 8, count: size.schools)
  }

  var count: Int { level.count }
  var counties: Range<Int> { blocks[2] }
  var towns: Range<Int> { blocks[3] }
  var villages: Range<Int> { blocks[4] }
  var enterprises: Range<Int> { blocks[5] }
  var hospitals: Range<Int> { blocks[6] }
  var schools: Range<Int> { blocks[7] }

  /// The nodes of a block on one side of the country, in ascending order.
  func members(of block: Range<Int>, east: Bool) -> [Int] { block.filter { isEast[$0] == east } }

  /// Metres between two nodes as the crow flies on a plate, at least 1.
  func distance(_ first: Int, _ second: Int) -> Int {
    let north = 111 * (latitude[first] - latitude[second])
    let east = 96 * (longitude[first] - longitude[second])
    return max(1, Self.root(north * north + east * east) / 100)
  }

  /// The largest integer whose square is at most `value`.
  static func root(_ value: Int) -> Int {
    var root = Int(Double(value).squareRoot())
    while root * root > value { root -= 1 }
    while (root + 1) * (root + 1) <= value { root += 1 }
    return root
  }

  private mutating func addProvinces() {
    let draws = Draws(stream: 1)
    for province in 0..<size.provinces {
      let east = 31 * province < 10 * size.provinces
      level.append(0)
      parent.append(-1)
      isEast.append(east)
      latitude.append(2_000_000 + draws.below(3_000_000, province, 0))
      longitude.append(
        east
          ? 11_000_000 + draws.below(1_200_000, province, 1)
          : 7_500_000 + draws.below(3_300_000, province, 1))
      population.append(0)
    }
    blocks.append(0..<size.provinces)
  }

  /// Administrative units: each parent has at least one child, and the children of one parent have
  /// consecutive ids.
  private mutating func addUnits(stream: Int, count: Int, reach: Int) {
    let draws = Draws(stream: stream)
    let parents = blocks[blocks.count - 1]
    let chosen = (0..<count)
      .map { $0 < parents.count ? $0 : draws.below(parents.count, $0, 0) }
      .sorted()
    let isVillage = stream == 5
    add(draws, count: count, reach: reach) {
      (parents.lowerBound + chosen[$0], isVillage ? 300 + draws.below(3000, $0, 1) : 0)
    }
  }

  /// Enterprises: of two counties drawn, the first if it lies in the east, else the second.
  private mutating func addEnterprises() {
    let draws = Draws(stream: 6)
    let (first, count) = (counties.lowerBound, counties.count)
    let isEast = isEast
    add(draws, count: size.enterprises, reach: 20_000) {
      let county = first + draws.below(count, $0, 0)
      return (isEast[county] ? county : first + draws.below(count, $0, 1), 0)
    }
  }

  private mutating func addFacilities(stream: Int, count: Int) {
    let draws = Draws(stream: stream)
    let counties = counties
    add(draws, count: count, reach: 20_000) {
      (counties.lowerBound + draws.below(counties.count, $0, 0), 0)
    }
  }

  private mutating func add(
    _ draws: Draws, count: Int, reach: Int, _ choose: (Int) -> (parent: Int, population: Int)
  ) {
    let begin = self.count
    for item in 0..<count {
      let (chosen, people) = choose(item)
      level.append(blocks.count)
      parent.append(chosen)
      isEast.append(isEast[chosen])
      latitude.append(latitude[chosen] + draws.below(2 * reach + 1, item, 8) - reach)
      longitude.append(longitude[chosen] + draws.below(2 * reach + 1, item, 9) - reach)
      population.append(people)
    }
    blocks.append(begin..<begin + count)
  }
}
