/// Moves places on a line apart so that neighbours have room, each as little as all together allow.
///
/// The places that come out keep their order and minimise the sum of squared moves.
///
/// - Source: pool adjacent violators, on places less their rank times the pitch (Best & Chakravarti 1990).
/// - Complexity: O(places).
enum SpreadPlaces {
  /// - Parameters:
  ///   - wanted: ascending.
  ///   - pitch: the least distance between neighbours.
  ///   - bounds: where places may lie; when it is too short for all, they run over its end.
  static func places(
    _ wanted: [Double], pitch: Double, within bounds: ClosedRange<Double>
  ) -> [Double] {
    struct Block {
      var sum: Double
      var count: Int
      var mean: Double { sum / Double(count) }
    }
    var blocks: [Block] = []
    for (rank, place) in wanted.enumerated() {
      blocks.append(Block(sum: place - Double(rank) * pitch, count: 1))
      while blocks.count > 1, blocks[blocks.count - 2].mean > blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].sum += last.sum
        blocks[blocks.count - 1].count += last.count
      }
    }
    let highest = max(
      bounds.lowerBound, bounds.upperBound - Double(max(wanted.count - 1, 0)) * pitch)
    var places: [Double] = []
    for block in blocks {
      let base = min(max(block.mean, bounds.lowerBound), highest)
      for _ in 0..<block.count { places.append(base + Double(places.count) * pitch) }
    }
    return places
  }
}
