/// The parts into which a graph falls: which node is in which part, and how large each is.
///
/// Components are numbered from 0 by their smallest member, so the numbers depend on the partition
/// alone, never on the way in which it was found.
public struct Components: Hashable, Sendable {
  /// The component of each node.
  public let membership: [Int32]
  /// The number of nodes of each component.
  public let sizes: [Int32]

  public var count: Int { sizes.count }

  /// The component with the most nodes, the one with the smaller first node on a tie; `nil` in a graph
  /// without nodes.
  public var largest: Int? {
    guard let most = sizes.max() else { return nil }
    return sizes.firstIndex(of: most)
  }

  /// The nodes of a component, ascending. O(*n*).
  public func nodes(of component: Int) -> [Int] {
    membership.indices.filter { Int(membership[$0]) == component }
  }

  /// Whether two nodes are in the same component.
  public func joins(_ a: Int, _ b: Int) -> Bool { membership[a] == membership[b] }

  /// Numbers the classes of any labelling by their smallest members.
  ///
  /// - Parameters:
  ///   - labels: a label in `0 ..< labelCount` for each node; every label occurs.
  ///   - labelCount: how many labels there are.
  init(labels: [Int32], labelCount: Int) {
    var number = [Int32](repeating: -1, count: labelCount)
    var sizes = [Int32](repeating: 0, count: labelCount)
    var count: Int32 = 0
    membership = [Int32](count: labels.count) { membership in
      labels.withTrustedPointer { label in
        number.withTrustedMutablePointer { number in
          sizes.withTrustedMutablePointer { sizes in
            for node in 0..<labels.count {
              let own = Int(label[node])
              if number[own] < 0 {
                number[own] = count
                count += 1
              }
              membership[node] = number[own]
              sizes[Int(number[own])] += 1
            }
          }
        }
      }
    }
    self.sizes = sizes
  }

  init(membership: [Int32], sizes: [Int32]) {
    self.membership = membership
    self.sizes = sizes
  }
}
