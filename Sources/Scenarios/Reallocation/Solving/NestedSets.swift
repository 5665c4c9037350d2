/// Sets of which any two are apart or one inside the other, as a tree.
struct NestedSets {
  struct Bounds {
    var members: [Int32]
    var lower: Int64
    var upper: Int64
  }

  /// The number of the set above, 0 being everything; sets are numbered from 1, larger ones first.
  private(set) var parents = [0]
  private(set) var bounds: [(lower: Int64, upper: Int64)]
  /// The innermost set of each member.
  private(set) var owners: [Int]

  /// Nothing when two sets overlap.
  init?(_ sets: [Bounds], memberCount: Int, lower: Int64, upper: Int64) {
    bounds = [(lower, upper)]
    owners = [Int](repeating: 0, count: memberCount)
    let order = sets.indices.sorted {
      (sets[$1].members.count, $0) < (sets[$0].members.count, $1)
    }
    for index in order {
      let set = sets[index]
      let parent = set.members.first.map { owners[Int($0)] } ?? 0
      guard set.members.allSatisfy({ owners[Int($0)] == parent }) else { return nil }
      parents.append(parent)
      bounds.append((set.lower, set.upper))
      for member in set.members { owners[Int(member)] = parents.count - 1 }
    }
  }
}
