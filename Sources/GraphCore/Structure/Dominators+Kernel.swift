/// Lengauer and Tarjan's dominators with simple linking, without recursion.
///
/// Nodes are renumbered 1, 2, … in the order of a depth-first search; 0 is a virtual root with an edge to
/// each root.
enum DominatorKernel {
  struct Result {
    /// The node of each number; -1 for the virtual root.
    var order: [Int32]
    /// The number of each node; -1 where no root reaches it.
    var number: [Int32]
    /// By number, the number of the immediate dominator; less than the number itself.
    var dominator: [Int32]
  }

  static func run(_ graph: CompactGraph, roots: [Int32]) -> Result {
    let (order, number, parent) = search(graph.outgoing, roots)
    let met = order.count
    var dominator = [Int32](repeating: 0, count: met)
    var isRoot = [Bool](repeating: false, count: met)
    for root in roots { isRoot[Int(number[Int(root)])] = true }
    // Six columns of scratch memory, by number.
    var scratch = [Int32](repeating: -1, count: 6 * met)
    graph.incoming.withPointers { rows in
      scratch.withTrustedMutablePointer { scratch in
        dominator.withTrustedMutablePointer { dominator in
          let forest = Forest(
            semi: scratch, label: scratch + met, ancestor: scratch + 2 * met,
            path: scratch + 3 * met)
          for index in 0..<met {
            forest.semi[index] = Int32(truncatingIfNeeded: index)
            forest.label[index] = Int32(truncatingIfNeeded: index)
          }
          solve(
            rows, order: order, number: number, parent: parent, isRoot: isRoot, forest,
            bucket: scratch + 4 * met, nextInBucket: scratch + 5 * met, dominator)
        }
      }
    }
    return Result(order: order, number: number, dominator: dominator)
  }

  /// The forest of nodes already linked to their parents.
  private struct Forest {
    let semi: UnsafeMutablePointer<Int32>
    let label: UnsafeMutablePointer<Int32>
    let ancestor: UnsafeMutablePointer<Int32>
    let path: UnsafeMutablePointer<Int32>

    /// A node of least semidominator on the way from `node` up to, not including, its tree's root.
    @inline(__always)
    func best(_ node: Int32) -> Int32 {
      if ancestor[Int(node)] < 0 { return label[Int(node)] }
      // Collects the way up, then shortens it from the top down.
      var length = 0
      var at = node
      while ancestor[Int(ancestor[Int(at)])] >= 0 {
        path[length] = at
        length += 1
        at = ancestor[Int(at)]
      }
      while length > 0 {
        length -= 1
        let lower = Int(path[length])
        let upper = Int(ancestor[lower])
        if semi[Int(label[upper])] < semi[Int(label[lower])] { label[lower] = label[upper] }
        ancestor[lower] = ancestor[upper]
      }
      return label[Int(node)]
    }
  }

  private static func solve(
    _ rows: AdjacencyRows.Pointers, order: [Int32], number: [Int32], parent: [Int32],
    isRoot: [Bool], _ forest: Forest, bucket: UnsafeMutablePointer<Int32>,
    nextInBucket: UnsafeMutablePointer<Int32>, _ dominator: UnsafeMutablePointer<Int32>
  ) {
    let semi = forest.semi
    for index in (1..<max(1, order.count)).reversed() {
      let node = Int(order[index])
      // An edge from the virtual root makes it the semidominator.
      var least = isRoot[index] ? 0 : semi[index]
      for arc in rows.begin(node)..<rows.end(node) {
        let before = number[Int(rows.neighbors[arc])]
        if before < 0 { continue }
        least = min(least, semi[Int(forest.best(before))])
      }
      semi[index] = least
      nextInBucket[index] = bucket[Int(least)]
      bucket[Int(least)] = Int32(truncatingIfNeeded: index)
      let above = parent[index]
      forest.ancestor[index] = above
      var waiting = bucket[Int(above)]
      bucket[Int(above)] = -1
      while waiting >= 0 {
        let candidate = forest.best(waiting)
        dominator[Int(waiting)] = semi[Int(candidate)] < semi[Int(waiting)] ? candidate : above
        waiting = nextInBucket[Int(waiting)]
      }
    }
    for index in 1..<max(1, order.count) where dominator[index] != semi[index] {
      dominator[index] = dominator[Int(dominator[index])]
    }
  }

  /// Numbers what the roots reach in the order of a depth-first search.
  private static func search(
    _ rows: AdjacencyRows, _ roots: [Int32]
  ) -> (order: [Int32], number: [Int32], parent: [Int32]) {
    var order: [Int32] = [-1]
    var parent: [Int32] = [0]
    var number = [Int32](repeating: -1, count: rows.nodeCount)
    var stack: [(node: Int32, arc: Int32)] = []
    rows.withPointers { row in
      number.withTrustedMutablePointer { number in
        for root in roots where number[Int(root)] < 0 {
          number[Int(root)] = Int32(truncatingIfNeeded: order.count)
          order.append(root)
          parent.append(0)
          stack.append((root, row.offsets[Int(root)]))
          while let (node, arc) = stack.last {
            if arc == row.offsets[Int(node) + 1] {
              stack.removeLast()
              continue
            }
            stack[stack.count - 1].arc += 1
            let other = row.neighbors[Int(arc)]
            if number[Int(other)] >= 0 { continue }
            number[Int(other)] = Int32(truncatingIfNeeded: order.count)
            order.append(other)
            parent.append(number[Int(node)])
            stack.append((other, row.offsets[Int(other)]))
          }
        }
      }
    }
    return (order, number, parent)
  }
}
