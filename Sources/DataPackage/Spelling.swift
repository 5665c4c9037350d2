internal import NetworkModel

/// Finds what was probably meant.
package enum Spelling {
  /// The candidate at the least edit distance, at most a third of the word; ties by byte order.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    guard !word.isEmpty, word.utf8.count <= 100 else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates.sorted() {
      let limit = best.map { $0.distance - 1 } ?? max(1, min(3, candidate.count / 3))
      guard let distance = distance(word, candidate, atMost: limit) else { continue }
      best = (distance, candidate)
      if distance == 0 { break }
    }
    return best?.candidate
  }

  /// The Levenshtein distance over Unicode scalars, or nothing when it exceeds the limit.
  static func distance(_ a: String, _ b: String, atMost limit: Int) -> Int? {
    editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), atMost: limit)
  }
}
