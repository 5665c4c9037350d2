/// Finds what was probably meant.
enum Spelling {
  /// The candidate at the least edit distance, at most a third of the word; ties by byte order.
  static func nearest(to word: String, among candidates: [String]) -> String? {
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
    let left = Array(a.unicodeScalars)
    let right = Array(b.unicodeScalars)
    guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
    var row = Array(0...right.count)
    for i in left.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let change = diagonal + (left[i] == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count] <= limit ? row[right.count] : nil
  }
}
