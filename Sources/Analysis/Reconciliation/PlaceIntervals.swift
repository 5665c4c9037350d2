internal import NetworkModel

/// Where nodes lie, by numbers: the nodes of a place are one interval, and so are the flows that it receives.
///
/// - Complexity: O(nodes + flows + memberships) to make; a region is found in O(members · log members + groups).
struct PlaceIntervals {
  private let network: PairingNetwork
  /// Number of each node in preorder, and the greatest number below it.
  private let first: [Int32]
  private let last: [Int32]
  /// Flows in order of the number of their recipient, and where those of each number start.
  private let flows: [Int32]
  private let starts: [Int32]
  private let memberships: [NodeIndex: [(node: NodeIndex, period: Period)]]

  init(_ network: PairingNetwork) {
    self.network = network
    let count = network.nodeCount
    var childStarts = [Int32](repeating: 0, count: count + 2)
    for parent in network.parents { childStarts[Int(parent) + 2] += 1 }
    for slot in 1..<childStarts.count { childStarts[slot] += childStarts[slot - 1] }
    var children = [Int32](repeating: 0, count: count)
    var next = childStarts
    for (node, parent) in network.parents.enumerated() {
      children[Int(next[Int(parent) + 1])] = Int32(node)
      next[Int(parent) + 1] += 1
    }
    func range(_ parent: Int) -> Range<Int> {
      Int(childStarts[parent + 1])..<Int(childStarts[parent + 2])
    }
    var first = [Int32](repeating: 0, count: count)
    var last = first
    var number: Int32 = 0
    var stack = range(-1).reversed().map { (children[$0], false) }
    while let (node, isDone) = stack.popLast() {
      if isDone {
        last[Int(node)] = number - 1
      } else {
        first[Int(node)] = number
        number += 1
        stack.append((node, true))
        for slot in range(Int(node)).reversed() { stack.append((children[slot], false)) }
      }
    }
    self.first = first
    self.last = last

    var starts = [Int32](repeating: 0, count: count + 1)
    for recipient in network.flowRecipients { starts[Int(first[Int(recipient)]) + 1] += 1 }
    for slot in 1..<starts.count { starts[slot] += starts[slot - 1] }
    var flows = [Int32](repeating: 0, count: network.flowRecipients.count)
    next = starts
    for (row, recipient) in network.flowRecipients.enumerated() {
      let slot = Int(first[Int(recipient)])
      flows[Int(next[slot])] = Int32(row)
      next[slot] += 1
    }
    self.flows = flows
    self.starts = starts

    var memberships: [NodeIndex: [(node: NodeIndex, period: Period)]] = [:]
    for membership in network.memberships {
      guard let group = network.node(id: membership.group),
        let node = network.node(id: membership.node)
      else { continue }
      memberships[group, default: []].append((node, membership.period))
    }
    self.memberships = memberships
  }

  /// The groups with known members, in id order.
  var groups: [NodeIndex] { memberships.keys.sorted() }

  /// The members of a group at some time in a period, in id order; those whose time is not known are among them.
  func members(of group: NodeIndex, in period: Period) -> [NodeIndex] {
    let found = (memberships[group] ?? []).filter {
      $0.period.isUnknown || period.isUnknown || $0.period.overlaps(period)
    }
    return Set(found.map(\.node)).sorted()
  }

  /// A place and all below it; or a group, its members and all below them. Other groups lie inside when all their
  /// members do.
  func region(_ place: NodeIndex, in period: Period) -> Region {
    let isGroup = network.kind(of: place) == .group
    let roots = isGroup ? [place] + members(of: place, in: period) : [place]
    var intervals: [ClosedRange<Int32>] = []
    for root in roots.sorted(by: { first[Int($0.value)] < first[Int($1.value)] }) {
      let interval = first[Int(root.value)]...last[Int(root.value)]
      if let reach = intervals.last?.upperBound, interval.upperBound <= reach { continue }
      intervals.append(interval)
    }
    var region = Region(first: first, intervals: intervals)
    for group in memberships.keys where !region.contains(group) {
      let members = members(of: group, in: period)
      if !members.isEmpty, members.allSatisfy(region.contains) { region.groups.insert(group) }
    }
    return region
  }

  /// The flows that arrive in a region, in row order.
  func flows(to region: Region) -> [Int] {
    let numbers =
      region.intervals + region.groups.map { first[Int($0.value)]...first[Int($0.value)] }
    return numbers.flatMap { interval in
      flows[Int(starts[Int(interval.lowerBound)])..<Int(starts[Int(interval.upperBound) + 1])]
        .map(Int.init)
    }.sorted()
  }

  /// The smallest place that contains some nodes.
  func commonPlace(of nodes: [NodeIndex]) -> NodeIndex? {
    guard let start = nodes.first else { return nil }
    return network.ancestors(of: start).first { place in
      let interval = first[Int(place.value)]...last[Int(place.value)]
      return nodes.allSatisfy { interval.contains(first[Int($0.value)]) }
    }
  }

  /// Whether one of two nodes is the other or lies in it.
  func isNested(_ a: NodeIndex, _ b: NodeIndex) -> Bool {
    let (x, y) = (Int(a.value), Int(b.value))
    return (first[x]...last[x]).contains(first[y]) || (first[y]...last[y]).contains(first[x])
  }

  /// How many nodes of a level lie in a region.
  func count(_ level: Level, in region: Region) -> Int {
    network.nodeIndices.count { network.kind(of: $0).level == level && region.contains($0) }
  }
}

/// A set of places as intervals of numbers.
struct Region {
  fileprivate let first: [Int32]
  fileprivate let intervals: [ClosedRange<Int32>]
  fileprivate(set) var groups: Set<NodeIndex> = []

  func contains(_ node: NodeIndex) -> Bool {
    let number = first[Int(node.value)]
    return intervals.contains { $0.contains(number) } || groups.contains(node)
  }
}
