import GraphCore

/// A synthetic national pairing network, made from integer arithmetic alone.
///
/// The same bytes come out of every program that follows the specification, so results can be compared
/// with any other library. ``small`` has 5,000 nodes and 19,996 edges, ``medium`` 50,000 and 249,988.
/// Nodes stand in blocks: provinces, prefectures, counties, towns, villages, enterprises, hospitals,
/// schools. Edges stand in the order of their kinds: 0 containment, 1 pairing, 2 funds, 3 returns.
struct SyntheticNetwork: Sendable {
  struct Size: Sendable {
    /// Nodes of each level, from provinces down to schools.
    let blocks: [Int]
    let pairings: Int
    let funds: Int
    let returns: Int
  }

  static let small = SyntheticNetwork(
    Size(
      blocks: [4, 20, 120, 600, 3_900, 260, 36, 60], pairings: 4_000, funds: 8_000, returns: 3_000))
  static let medium = SyntheticNetwork(
    Size(
      blocks: [12, 120, 950, 5_000, 42_000, 1_500, 168, 250], pairings: 60_000, funds: 110_000,
      returns: 30_000))

  /// Columns of nodes.
  private(set) var level: [Int32] = []
  private(set) var parent: [Int32] = []
  private(set) var isEast: [Bool] = []
  /// In 1e-5 degrees.
  private(set) var latitude: [Int64] = []
  private(set) var longitude: [Int64] = []
  private(set) var population: [Int64] = []
  /// Columns of edges.
  private(set) var sources: [Int32] = []
  private(set) var targets: [Int32] = []
  private(set) var kind: [UInt8] = []
  /// In metres, at least 1.
  private(set) var dist: [Int64] = []
  private(set) var amount: [Int64] = []

  /// Ids of one level, ascending.
  enum Side { case east, west }
  private var byLevel: [[Int]] = []
  private var firstOf: [Int] = []

  var nodeCount: Int { level.count }
  var edgeCount: Int { sources.count }

  init(_ size: Size) {
    addNodes(size)
    byLevel = size.blocks.indices.map { wanted in
      level.indices.filter { level[$0] == Int32(wanted) }
    }
    firstOf = byLevel.map { $0[0] }
    addContainment(from: size.blocks[0])
    addPairings(size.pairings)
    addFunds(size.funds)
    addReturns(size.returns)
  }

  func nodes(level wanted: Int, _ side: Side? = nil) -> [Int] {
    guard let side else { return byLevel[wanted] }
    return byLevel[wanted].filter { isEast[$0] == (side == .east) }
  }

  /// Metres between two nodes on the plane of the specification, not yet raised to 1.
  func distance(_ a: Int, _ b: Int) -> Int64 {
    let north = 111 * (latitude[a] - latitude[b])
    let east = 96 * (longitude[a] - longitude[b])
    let square = north * north + east * east
    var root = Int64(Double(square).squareRoot())
    while root * root > square { root -= 1 }
    while (root + 1) * (root + 1) <= square { root += 1 }
    return root / 100
  }

  // MARK: Nodes

  private mutating func addNodes(_ size: Size) {
    let provinces = size.blocks[0]
    for i in 0..<provinces {
      let east = 31 * i < 10 * provinces
      append(
        level: 0, parent: -1, east: east, latitude: 2_000_000 + Draw.below(3_000_000, 1, i, 0),
        longitude: east
          ? 11_000_000 + Draw.below(1_200_000, 1, i, 1)
          : 7_500_000 + Draw.below(3_300_000, 1, i, 1))
    }
    var first = 0
    for (below, radius) in [200_000, 60_000, 20_000, 5_000].enumerated() {
      let parents = size.blocks[below]
      let children = size.blocks[below + 1]
      let owners = (0..<children).map {
        $0 < parents ? $0 : Draw.below(parents, below + 2, $0, 0)
      }.sorted()
      for i in 0..<children {
        addChild(
          i, level: below + 1, stream: below + 2, of: first + owners[i], radius: radius,
          population: below == 3 ? 300 + Draw.below(3_000, 5, i, 1) : 0)
      }
      first += parents
    }
    let counties = size.blocks[2]
    let firstCounty = size.blocks[0] + size.blocks[1]
    for block in 5...7 {
      for i in 0..<size.blocks[block] {
        var county = firstCounty + Draw.below(counties, block + 1, i, 0)
        if block == 5, !isEast[county] { county = firstCounty + Draw.below(counties, 6, i, 1) }
        addChild(i, level: block, stream: block + 1, of: county, radius: 20_000, population: 0)
      }
    }
  }

  private mutating func addChild(
    _ i: Int, level: Int, stream: Int, of owner: Int, radius: Int, population: Int
  ) {
    append(
      level: level, parent: owner, east: isEast[owner],
      latitude: Int(latitude[owner]) + Draw.below(2 * radius + 1, stream, i, 8) - radius,
      longitude: Int(longitude[owner]) + Draw.below(2 * radius + 1, stream, i, 9) - radius,
      population: population)
  }

  private mutating func append(
    level: Int, parent: Int, east: Bool, latitude: Int, longitude: Int, population: Int = 0
  ) {
    self.level.append(Int32(level))
    self.parent.append(Int32(parent))
    isEast.append(east)
    self.latitude.append(Int64(latitude))
    self.longitude.append(Int64(longitude))
    self.population.append(Int64(population))
  }

  // MARK: Edges

  private mutating func addContainment(from first: Int) {
    for id in first..<nodeCount { connect(Int(parent[id]), id, kind: 0, amount: 0) }
  }

  private mutating func addPairings(_ count: Int) {
    let east = (0...7).map { nodes(level: $0, .east) }
    let west = (0...7).map { nodes(level: $0, .west) }
    let enterprises = nodes(level: 5)
    for j in 0..<count {
      func any(_ list: [Int], _ draw: Int) -> Int { list[Draw.below(list.count, 20, j, draw)] }
      func few(_ list: [Int]) -> Int { list[Draw.skewed(list.count, 20, j, 1)] }
      let (source, target) =
        switch Draw.below(100, 20, j, 0) {
        case ..<20: (few(east[2]), any(west[2], 4))
        case ..<45: (any(east[3], 1), any(west[3], 4))
        case ..<70: (any(east[4], 1), any(west[4], 4))
        case ..<90: (few(enterprises), any(west[4], 4))
        case ..<95: (any(east[6], 1), any(west[6], 4))
        default: (any(east[7], 1), any(west[7], 4))
        }
      connect(source, target, kind: 1, amount: Draw.amount(20, j, 5))
    }
  }

  private mutating func addFunds(_ count: Int) {
    let eastCounties = nodes(level: 2, .east)
    let west = (0...4).map { nodes(level: $0, .west) }
    let enterprises = nodes(level: 5)
    for j in 0..<count {
      func any(_ list: [Int], _ draw: Int) -> Int { list[Draw.below(list.count, 30, j, draw)] }
      func few(_ list: [Int]) -> Int { list[Draw.skewed(list.count, 30, j, 1)] }
      func fromParent(_ child: Int) -> (Int, Int) { (Int(parent[child]), child) }
      let (source, target) =
        switch Draw.below(100, 30, j, 0) {
        case ..<10: (few(eastCounties), any(west[2], 4))
        case ..<15: (any(byLevel[0], 1), any(byLevel[2], 4))
        case ..<40: fromParent(any(west[3], 4))
        case ..<75: fromParent(any(west[4], 4))
        case ..<90: (few(enterprises), any(west[4], 4))
        default: fromParent(any(byLevel[6] + byLevel[7], 4))
        }
      connect(source, target, kind: 2, amount: Draw.amount(30, j, 5))
    }
  }

  private mutating func addReturns(_ count: Int) {
    let eastCounties = nodes(level: 2, .east)
    let westCounties = nodes(level: 2, .west)
    let westVillages = nodes(level: 4, .west)
    let enterprises = nodes(level: 5)
    for j in 0..<count {
      func any(_ list: [Int], _ draw: Int) -> Int { list[Draw.below(list.count, 40, j, draw)] }
      func few(_ list: [Int]) -> Int { list[Draw.skewed(list.count, 40, j, 1)] }
      func toParent(_ child: Int) -> (Int, Int) { (child, Int(parent[child])) }
      let (source, target) =
        switch Draw.below(100, 40, j, 0) {
        case ..<50: (any(westVillages, 4), few(enterprises))
        case ..<80: toParent(any(byLevel[4], 4))
        case ..<92: toParent(any(byLevel[3], 4))
        default: (any(westCounties, 4), few(eastCounties))
        }
      connect(source, target, kind: 3, amount: Draw.amount(40, j, 5))
    }
  }

  private mutating func connect(_ source: Int, _ target: Int, kind: UInt8, amount: Int64) {
    sources.append(Int32(source))
    targets.append(Int32(target))
    self.kind.append(kind)
    dist.append(max(1, distance(source, target)))
    self.amount.append(amount)
  }
}

extension SyntheticNetwork {
  /// Random numbers by address: the (c+1)-th output of SplitMix64, where *c* names stream, item, draw.
  enum Draw {
    static func bits(_ stream: Int, _ item: Int, _ draw: Int) -> UInt64 {
      let count = UInt64(stream) << 40 &+ UInt64(item) << 4 &+ UInt64(draw)
      var value = 20_251_121 &+ 0x9E37_79B9_7F4A_7C15 &* (count &+ 1)
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return value ^ value >> 31
    }

    static func below(_ bound: Int, _ stream: Int, _ item: Int, _ draw: Int) -> Int {
      Int(bits(stream, item, draw) % UInt64(bound))
    }

    /// An index with most of its mass at 0.
    static func skewed(_ bound: Int, _ stream: Int, _ item: Int, _ draw: Int) -> Int {
      let a = below(bound, stream, item, draw)
      let b = below(a + 1, stream, item, draw + 1)
      return below(b + 1, stream, item, draw + 2)
    }

    static func amount(_ stream: Int, _ item: Int, _ draw: Int) -> Int64 {
      let bits = bits(stream, item, draw)
      let high = Int64(bits >> 32 | 1_024)
      return (1_000 + Int64(bits & 0xFFFF_FFFF) % 9_000) * (high & -high)
    }
  }
}
