/// Every node in one community.
public struct Partition: Sendable, Equatable {
  /// The community of each node. Communities are numbered in the order of their first members.
  public let membership: [Int32]
  /// How many communities there are.
  public let count: Int

  /// Numbers communities anew, in the order of their first members.
  ///
  /// - Parameter labels: for each node any number that only the nodes of its community share.
  /// - Complexity: O(*n*) expected.
  public init(labels: [Int]) {
    var numbers: [Int: Int32] = [:]
    var membership: [Int32] = []
    membership.reserveCapacity(labels.count)
    for label in labels {
      let number = numbers[label] ?? Int32(truncatingIfNeeded: numbers.count)
      numbers[label] = number
      membership.append(number)
    }
    self.membership = membership
    count = numbers.count
  }

  /// As ``init(labels:)``, for labels that are node numbers.
  init(nodeLabels labels: [Int32]) {
    var numbers = [Int32](repeating: -1, count: labels.count)
    var found: Int32 = 0
    membership = labels.map { label in
      if numbers[Int(label)] < 0 {
        numbers[Int(label)] = found
        found += 1
      }
      return numbers[Int(label)]
    }
    count = Int(found)
  }

  /// The nodes of each community, ascending.
  public var members: [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (node, community) in membership.enumerated() { members[Int(community)].append(node) }
    return members
  }
}
