/// Does again what ``DependencyAccumulation`` does, for numbers of paths beyond the range of `Double`.
///
/// A number is a `Double` times a power of two with an exponent of its own, so that it never
/// overflows: a chain of *k* squares has 2^*k* shortest paths, and *k* may be a million. Slow, and
/// used only for the searches that need it.
struct LargeCountDependencies {
  let targets: UnsafePointer<Int32>
  let weights: UnsafePointer<Double>
  let scratch: DependencyScratch

  /// mantissa × 2^exponent; the mantissa is 0 or in [1, 2).
  private struct Scaled {
    var mantissa = 0.0
    var exponent = 0

    init() {}
    init(_ value: Double, _ exponent: Int = 0) {
      guard value > 0 else { return }
      mantissa = value.significand
      self.exponent = exponent + Int(value.exponent)
    }

    /// The number itself; 0 when it is too small for `Double`.
    var value: Double {
      exponent < -1100 ? 0 : Double(sign: .plus, exponent: exponent, significand: mantissa)
    }

    static func += (left: inout Scaled, right: Scaled) {
      if right.mantissa == 0 { return }
      if left.mantissa == 0 {
        left = right
        return
      }
      let (large, small) = left.exponent >= right.exponent ? (left, right) : (right, left)
      let gap = large.exponent - small.exponent
      // Beyond 64 binary places the smaller one no longer changes the sum.
      let addend =
        gap > 64 ? 0 : Double(sign: .plus, exponent: -gap, significand: small.mantissa)
      left = Scaled(large.mantissa + addend, large.exponent)
    }

    static func * (left: Scaled, right: Scaled) -> Scaled {
      Scaled(left.mantissa * right.mantissa, left.exponent + right.exponent)
    }

    static func / (left: Scaled, right: Scaled) -> Scaled {
      Scaled(left.mantissa / right.mantissa, left.exponent - right.exponent)
    }
  }

  /// As ``DependencyAccumulation/accumulate(_:multiplicity:nodeTotals:arcTotals:)``, with the numbers
  /// of paths counted anew. Leaves the scratch to be cleared.
  func accumulate(
    _ found: FoundPaths, root: Int, multiplicity: Double,
    nodeTotals: UnsafeMutablePointer<Double>?, arcTotals: UnsafeMutablePointer<Double>?
  ) {
    let arcCount = Int(scratch.levelArcs[found.levels])
    let size = (0..<found.nodes).reduce(0) { max($0, Int(scratch.queue[$1]) + 1) }
    var counts = [Scaled](repeating: Scaled(), count: size)
    var shares = counts
    counts[root] = Scaled(1)
    for place in 0..<arcCount {
      let (node, arc) = ends(of: place)
      counts[Int(targets[arc])] += counts[node]
    }
    func close(_ node: Int, dependency: Double) {
      let handed = multiplicity * weights[node] - scratch.excluded[node] + dependency
      shares[node] = Scaled(handed) / counts[node]
    }
    for depth in (0..<found.levels).reversed() {
      for place in Int(scratch.levelArcs[depth])..<Int(scratch.levelArcs[depth + 1]) {
        let (node, arc) = ends(of: place)
        let share = shares[Int(targets[arc])]
        shares[node] += share
        arcTotals?[arc] += (counts[node] * share).value
      }
      guard depth > 0 else { continue }
      for place in Int(scratch.levelNodes[depth])..<Int(scratch.levelNodes[depth + 1]) {
        let node = Int(scratch.queue[place])
        let dependency = (counts[node] * shares[node]).value
        nodeTotals?[node] += dependency
        close(node, dependency: dependency)
      }
    }
  }

  /// A node and the place of one of its arcs.
  private func ends(of place: Int) -> (node: Int, arc: Int) {
    let packed = scratch.arcs[place]
    return (Int(packed >> 32), Int(packed & 0xFFFF_FFFF))
  }
}
