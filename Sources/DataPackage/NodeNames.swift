internal import NetworkModel

/// The names of the nodes of a file, without a string for each of them.
public struct NodeNames: Sendable {
  private enum Store: Sendable {
    /// Node *v* is called *v*.
    case consecutive(Int)
    /// Whole numbers, ascending.
    case integers([Int64])
    case texts(NameTable)
  }

  private let store: Store

  /// The names `0 ..< count`.
  init(consecutive count: Int) { store = .consecutive(count) }

  /// Whole numbers in ascending order.
  init(ascending numbers: [Int64]) {
    store =
      numbers.last == Int64(numbers.count - 1) && numbers.first == 0
      ? .consecutive(numbers.count) : .integers(numbers)
  }

  init(_ table: NameTable) { store = .texts(table) }

  public var count: Int {
    switch store {
    case .consecutive(let count): count
    case .integers(let numbers): numbers.count
    case .texts(let table): table.count
    }
  }

  /// The name of a node.
  public subscript(node: Int) -> String {
    switch store {
    case .consecutive(let count):
      precondition((0..<count).contains(node), "Node \(node) is not among the \(count) nodes")
      return String(node)
    case .integers(let numbers): return String(numbers[node])
    case .texts(let table): return table[node]
    }
  }

  /// The node of that name, or `nil`.
  ///
  /// - Complexity: O(1) for words, O(log *n*) for numbers with gaps.
  public func node(_ name: String) -> Int? {
    if case .texts(let table) = store { return table.find(name) }
    guard let number = Int64(name), String(number) == name else { return nil }
    switch store {
    case .consecutive(let count): return number >= 0 && number < count ? Int(number) : nil
    case .integers(let numbers):
      var range = 0..<numbers.count
      while !range.isEmpty {
        let middle = range.lowerBound + range.count / 2
        if numbers[middle] == number { return middle }
        range =
          numbers[middle] < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
      }
      return nil
    case .texts: return nil
    }
  }
}

/// Gives consecutive numbers to names: an open-addressing hash table over bytes kept once.
///
/// - Complexity: O(1) a name; its bytes and 24 to 40 bytes beside them.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each name begins; one more entry than there are names.
  private var starts: [Int] = [0]
  /// High half: hash; low half: name + 1, 0 when free.
  private var slots = [UInt64](repeating: 0, count: 64)

  var count: Int { starts.count - 1 }

  subscript(name: Int) -> String {
    String(decoding: bytes[starts[name]..<starts[name + 1]], as: UTF8.self)
  }

  /// The number of a name, made if there is none yet.
  mutating func number(_ key: UnsafeRawBufferPointer) -> Int32 {
    let hash = ByteHash.of(key)
    let slot = slot(key, hash)
    if slots[slot] != 0 { return Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1 }
    bytes.append(contentsOf: key)
    starts.append(bytes.count)
    slots[slot] = hash & ~0xFFFF_FFFF | UInt64(count)
    if count * 2 > slots.count { grow() }
    return Int32(truncatingIfNeeded: count - 1)
  }

  mutating func number(_ name: String) -> Int32 {
    var name = name
    return name.withUTF8 { number(UnsafeRawBufferPointer($0)) }
  }

  func find(_ name: String) -> Int? {
    var name = name
    let entry = name.withUTF8 { utf8 in
      let key = UnsafeRawBufferPointer(utf8)
      return slots[slot(key, ByteHash.of(key))]
    }
    return entry == 0 ? nil : Int(entry & 0xFFFF_FFFF) - 1
  }

  /// The names as whole numbers, if all of them are written plainly and none has more than 18 digits.
  var plainIntegers: [Int64]? {
    var numbers: [Int64] = []
    numbers.reserveCapacity(count)
    for name in 0..<count {
      let digits = bytes[starts[name]..<starts[name + 1]]
      guard (1...18).contains(digits.count), digits.first != 48 || digits.count == 1 else {
        return nil
      }
      var value: Int64 = 0
      for digit in digits {
        guard (48...57).contains(digit) else { return nil }
        value = value * 10 + Int64(digit - 48)
      }
      numbers.append(value)
    }
    return numbers
  }

  /// The slot of the key, or the free one where it belongs.
  @inline(__always)
  private func slot(_ key: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let name = Int(slots[slot] & 0xFFFF_FFFF) - 1
        let begin = starts[name]
        let length = starts[name + 1] - begin
        let isEqual =
          length == key.count
          && bytes.withUnsafeBytes { all in
            (0..<length).allSatisfy { all[begin + $0] == key[$0] }
          }
        if isEqual { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    bytes.withUnsafeBytes { all in
      for name in 0..<count {
        let key = UnsafeRawBufferPointer(rebasing: all[starts[name]..<starts[name + 1]])
        let hash = ByteHash.of(key)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while larger[slot] != 0 { slot = (slot + 1) & mask }
        larger[slot] = hash & ~0xFFFF_FFFF | UInt64(name + 1)
      }
    }
    slots = larger
  }
}
