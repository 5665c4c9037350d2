package import NetworkModel

/// The position of what is sought among positions that stand in order, by halving.
///
/// - Parameter order: negative when the position stands before what is sought, 0 when it is it.
/// - Complexity: O(log `count`) comparisons.
@inline(__always)
func positionInOrder(_ count: Int, _ order: (Int) -> Int) -> Int? {
  var low = 0
  var high = count
  while low < high {
    let middle = (low + high) / 2
    let found = order(middle)
    if found == 0 { return middle }
    if found < 0 { low = middle + 1 } else { high = middle }
  }
  return nil
}

/// Look-ups by id: flows and pairings stand in byte order of their ids.
extension PairingNetwork {
  /// The row of the flow with an id.
  package func flow(_ id: Text) -> Int? {
    guard !id.isEmpty else { return nil }
    return positionInOrder(flowRows.count) { text.compare(flowRows[$0].id, id) }
  }

  /// The row of the flow with an id.
  func flow(id: String) -> Int? {
    let wanted = Array(id.utf8)
    return positionInOrder(flowRows.count) { row in
      let found = flowRows[row].id
      let bytes = text.bytes[found.offset..<found.offset + found.count]
      if bytes.elementsEqual(wanted) { return 0 }
      return bytes.lexicographicallyPrecedes(wanted) ? -1 : 1
    }
  }

  /// The programme of the pairing with an id.
  func programme(ofPairing id: Text) -> String? {
    guard !id.isEmpty else { return nil }
    let row = positionInOrder(pairingRows.count) { text.compare(pairingRows[$0].id, id) }
    return row.flatMap { text.string(pairingRows[$0].programme) }
  }
}
