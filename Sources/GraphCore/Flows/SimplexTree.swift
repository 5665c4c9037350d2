/// The spanning tree of a network simplex method: who hangs under whom, by which arc, how much more
/// can flow along it either way, and the potential of each node.
///
/// It knows nothing of how arcs are stored or priced: ``pivot(tail:head:arc:room:back:reducedCost:)``
/// is told the entering arc and tells the leaving one. The tree is kept *strongly feasible*: from every
/// node some flow can be sent to the root. Together with the choice of the leaving arc below, no basis
/// comes back, so the method ends.
///
/// - Source: Cunningham (1976), "A network simplex method", Mathematical Programming 11, 105-116;
///   Ahuja, Magnanti & Orlin (1993), *Network Flows*, section 11.6.
struct SimplexTree<Cost: FixedWidthInteger & SignedInteger>: ~Copyable {
  /// The room of an arc without limit.
  static var unlimited: Int64 { .max }

  struct Node {
    var parent: Int32
    /// The arc that joins the node to its parent.
    var arc: Int32
    var firstChild: Int32
    var next: Int32
    var previous: Int32
    var depth: Int32
    /// How much more can flow from the node to its parent; ``unlimited`` stays so.
    var toParent: Int64
    /// How much more can flow from the parent to the node.
    var fromParent: Int64
  }

  /// What a pivot did.
  enum Outcome {
    /// The entering arc went from one bound to the other and the tree is as before.
    case flipped
    /// The arc that hung `child` to its parent left the tree with the rooms given.
    case exchanged(arc: Int32, child: Int32, toParent: Int64, fromParent: Int64)
    /// Nothing limits the flow around the cycle.
    case unbounded
  }

  let root: Int
  let nodes: UnsafeMutablePointer<Node>
  let potentials: UnsafeMutablePointer<Cost>
  /// A flow on an arc without limit left the range of `Int64`.
  var hasOverflowed = false
  /// How many nodes the pivots have touched so far.
  var effort = 0

  /// A lone root with the id `root`; nodes `0 ..< root` are then hung.
  init(root: Int) {
    self.root = root
    nodes = .allocate(capacity: root + 1)
    potentials = .allocate(capacity: root + 1)
    nodes[root] = Node(
      parent: -1, arc: -1, firstChild: -1, next: -1, previous: -1, depth: 0, toParent: 0,
      fromParent: 0)
    potentials[root] = 0
  }

  deinit {
    nodes.deallocate()
    potentials.deallocate()
  }

  /// Hangs a node that has no children and is not in the tree under one that is.
  @inline(__always)
  func hang(_ node: Int, under parent: Int, arc: Int, toParent: Int64, fromParent: Int64) {
    nodes[node] = Node(
      parent: Int32(truncatingIfNeeded: parent), arc: Int32(truncatingIfNeeded: arc),
      firstChild: -1, next: -1, previous: -1, depth: nodes[parent].depth + 1, toParent: toParent,
      fromParent: fromParent)
    attach(node, to: parent)
  }

  /// Sends as much as possible around the cycle that the entering arc closes, and changes the tree.
  ///
  /// The flow goes along the arc from `tail` to `head`. Of the arcs that block it, the last one met on
  /// the cycle from its highest node leaves, which keeps the tree strongly feasible.
  ///
  /// - Parameters:
  ///   - room: how much more can flow from tail to head along the arc.
  ///   - back: how much can flow back.
  ///   - reducedCost: of the arc from tail to head, negative or 0.
  @inline(__always)
  mutating func pivot(
    tail: Int, head: Int, arc: Int, room: Int64, back: Int64, reducedCost: Cost
  ) -> Outcome {
    let nodes = nodes
    var overflow = false
    var steps = 0
    var change = room
    var leaving = -1
    var isBelowTail = false
    var a = tail
    var b = head
    while a != b {
      steps += 1
      if nodes[a].depth >= nodes[b].depth {
        if nodes[a].fromParent < change {
          change = nodes[a].fromParent
          leaving = a
          isBelowTail = true
        }
        a = Int(nodes[a].parent)
      } else {
        if nodes[b].toParent <= change {
          change = nodes[b].toParent
          leaving = b
          isBelowTail = false
        }
        b = Int(nodes[b].parent)
      }
    }
    effort += steps
    if change == Self.unlimited { return .unbounded }
    if change > 0 {
      let join = a
      a = tail
      while a != join {
        Self.move(change, from: &nodes[a].fromParent, to: &nodes[a].toParent, &overflow)
        a = Int(nodes[a].parent)
      }
      b = head
      while b != join {
        Self.move(change, from: &nodes[b].toParent, to: &nodes[b].fromParent, &overflow)
        b = Int(nodes[b].parent)
      }
    }
    if leaving < 0 {
      hasOverflowed = hasOverflowed || overflow
      return .flipped
    }
    let left = nodes[leaving]
    var ahead = room
    var behind = back
    Self.move(change, from: &ahead, to: &behind, &overflow)
    hasOverflowed = hasOverflowed || overflow
    if isBelowTail {
      rehang(tail, down: leaving, under: head, arc: arc, toParent: ahead, fromParent: behind)
      shift(tail, by: 0 &- reducedCost)
    } else {
      rehang(head, down: leaving, under: tail, arc: arc, toParent: behind, fromParent: ahead)
      shift(head, by: reducedCost)
    }
    return .exchanged(
      arc: left.arc, child: Int32(truncatingIfNeeded: leaving), toParent: left.toParent,
      fromParent: left.fromParent)
  }

  @inline(__always)
  private static func move(
    _ change: Int64, from ahead: inout Int64, to behind: inout Int64, _ overflow: inout Bool
  ) {
    if ahead != unlimited { ahead &-= change }
    if behind != unlimited {
      behind &+= change
      // Of an arc with a limit the rooms add up to the limit, which is less than `unlimited`.
      if behind < 0 || behind == unlimited { overflow = true }
    }
  }

  @inline(__always)
  private func attach(_ node: Int, to parent: Int) {
    let first = nodes[parent].firstChild
    nodes[node].next = first
    nodes[node].previous = -1
    if first >= 0 { nodes[Int(first)].previous = Int32(truncatingIfNeeded: node) }
    nodes[parent].firstChild = Int32(truncatingIfNeeded: node)
  }

  @inline(__always)
  private func detach(_ node: Int) {
    let next = nodes[node].next
    let previous = nodes[node].previous
    if next >= 0 { nodes[Int(next)].previous = previous }
    if previous >= 0 {
      nodes[Int(previous)].next = next
    } else {
      nodes[Int(nodes[node].parent)].firstChild = next
    }
  }

  /// Cuts the tree above `last`, turns the path from `node` down to `last` over, so that `node` is on
  /// top, and hangs it under `parent` by the arc.
  @inline(__always)
  private func rehang(
    _ node: Int, down last: Int, under parent: Int, arc: Int, toParent: Int64, fromParent: Int64
  ) {
    var child = node
    var parent = parent
    var arc = Int32(truncatingIfNeeded: arc)
    var (toParent, fromParent) = (toParent, fromParent)
    while true {
      let old = nodes[child]
      detach(child)
      nodes[child].parent = Int32(truncatingIfNeeded: parent)
      nodes[child].arc = arc
      nodes[child].toParent = toParent
      nodes[child].fromParent = fromParent
      attach(child, to: parent)
      if child == last { return }
      parent = child
      child = Int(old.parent)
      arc = old.arc
      (toParent, fromParent) = (old.fromParent, old.toParent)
    }
  }

  /// Adds to the potentials of a node and all below it, and sets their depths.
  @inline(__always)
  private mutating func shift(_ top: Int, by change: Cost) {
    let (nodes, potentials) = (nodes, potentials)
    var steps = 0
    defer { effort += steps }
    var node = top
    while true {
      steps += 1
      potentials[node] &+= change
      nodes[node].depth = nodes[Int(nodes[node].parent)].depth &+ 1
      if nodes[node].firstChild >= 0 {
        node = Int(nodes[node].firstChild)
        continue
      }
      while node != top && nodes[node].next < 0 { node = Int(nodes[node].parent) }
      if node == top { return }
      node = Int(nodes[node].next)
    }
  }
}
