internal import Dispatch
internal import GraphCore
private import Synchronization

/// The quick way for the plainest files: every field a number, every name a small whole number, no
/// quotes. Blocks of the file are parsed side by side, straight into the columns.
///
/// Whatever else stands in the file, be it right or wrong, makes the answer `nil`; the file is then
/// read the careful way, which gives the same graph and can also say what is wrong.
enum EdgeListIntegers {
  static func read(_ path: String, options: EdgeListOptions) -> EdgeListFile? {
    guard let source = BlockSource(path: path) else { return nil }
    return read(source, file: path, options: options)
  }

  static func read(_ bytes: [UInt8], file: String, options: EdgeListOptions) -> EdgeListFile? {
    bytes.withUnsafeBytes { read(BlockSource(memory: $0), file: file, options: options) }
  }

  private static func read(
    _ source: BlockSource, file: String, options: EdgeListOptions
  ) -> EdgeListFile? {
    guard let (form, dataStart) = form(of: source, file, options) else { return nil }
    let parts = Parts(count: source.size - dataStart, from: dataStart)
    guard let rows = rowCounts(source, parts) else { return nil }
    let roles = form.columns.indices.map { field -> EdgeListKernel.Role in
      field == form.source ? .source : field == form.target ? .target : .number
    }
    var table = IntegerTable(roles: roles, separator: form.separator, rows: rows)
    guard table.fill(source, parts), let names = table.highestName else { return nil }
    guard names < 4 * table.rowCount + 1024 else { return nil }
    let direction = options.direction ?? .directed
    guard
      var graph = try? CompactGraph(
        direction, nodeCount: names + 1, sources: table.sources, targets: table.targets)
    else { return nil }
    var store = NodeNames(consecutive: names + 1)
    if hasGaps(graph) {
      let present = (0...names).filter {
        !graph.outgoing.row($0).isEmpty || !graph.incoming.row($0).isEmpty
      }
      var place = [Int32](repeating: -1, count: names + 1)
      for (position, name) in present.enumerated() { place[name] = Int32(position) }
      guard
        let dense = try? CompactGraph(
          direction, nodeCount: present.count, sources: table.sources.map { place[Int($0)] },
          targets: table.targets.map { place[Int($0)] })
      else { return nil }
      graph = dense
      store = NodeNames(ascending: present.map(Int64.init))
    }
    let numbers = zip(table.numberFields, table.numbers).map { field, values in
      NumberColumn(
        name: form.columns[field], decimals: table.decimals[field], values: values)
    }
    return EdgeListFile(
      file: file, form: form.form, graph: graph, names: store, numbers: numbers, terms: [],
      issues: [])
  }

  /// Whether some number is the name of no node.
  private static func hasGaps(_ graph: CompactGraph) -> Bool {
    graph.outgoing.offsets.withUnsafeBufferPointer { ahead in
      graph.incoming.offsets.withUnsafeBufferPointer { back in
        (0..<graph.nodeCount).contains {
          ahead[$0] == ahead[$0 + 1] && back[$0] == back[$0 + 1]
        }
      }
    }
  }

  /// The form of the table and where its first edge begins, if there is nothing to remark on.
  private static func form(
    of source: BlockSource, _ file: String, _ options: EdgeListOptions
  ) -> (EdgeListForm, Int)? {
    var head = [UInt8](repeating: 0, count: min(source.size, EdgeListForm.headLength))
    guard head.count > 3, head.withUnsafeMutableBytes({ source.fetch(0..<$0.count, $0) }) else {
      return nil
    }
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard !head.contains(0x22), head[mark] != 0x3C else { return nil }
    let recognition = head.withUnsafeBufferPointer {
      EdgeListForm.recognise(
        UnsafeBufferPointer(rebasing: $0[mark...]), file: file, options: options)
    }
    guard case .form(let form, let remarks) = recognition, remarks.isEmpty else { return nil }
    var start = mark + form.start
    if form.hasHeader {
      guard let end = head[start...].firstIndex(of: 0x0A), isPlain(head[start..<end]) else {
        return nil
      }
      start = end + 1
    }
    return start < source.size ? (form, start) : nil
  }

  /// Whether a header is UTF-8 without hidden characters (tabs between fields are none).
  private static func isPlain(_ header: ArraySlice<UInt8>) -> Bool {
    let bytes = header.filter { $0 != 0x09 && $0 != 0x0D }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      let scan = UTF8Scan.scan(base, count: bytes.count)
      return scan.firstBad == nil && !scan.hasSuspicious
    }
  }

  /// How many rows begin in each part.
  private static func rowCounts(_ source: BlockSource, _ parts: Parts) -> [Int]? {
    var counts = [Int](repeating: 0, count: parts.count)
    let isRead = counts.withUnsafeMutableBufferPointer { counts in
      nonisolated(unsafe) let counts = counts
      return parts.runEach { part, scratch in
        let range = parts.range(part)
        // A row begins after each line feed; the first row begins without one.
        let feeds = max(range.lowerBound - 1, parts.start)..<range.upperBound - 1
        guard source.fetch(feeds, scratch) else { return false }
        let count = EdgeListKernel.lineFeeds(UnsafeRawBufferPointer(scratch), feeds.count)
        counts[part] = count + (part == 0 ? 1 : 0)
        return true
      }
    }
    return isRead ? counts : nil
  }
}

/// A stretch of a file cut into parts that fit the cache of a processor.
struct Parts {
  static let length = 1 << 18
  /// How far a row may reach into the next part.
  static let overlap = 1 << 12

  let start: Int
  let end: Int
  let count: Int

  init(count: Int, from start: Int) {
    self.start = start
    end = start + count
    self.count = (count + Self.length - 1) / Self.length
  }

  func range(_ part: Int) -> Range<Int> {
    start + part * Self.length..<min(end, start + (part + 1) * Self.length)
  }

  /// Calls the closure with each part, on all processors, each with memory of its own for the bytes.
  ///
  /// - Returns: whether the closure said yes to all parts.
  func runEach(
    _ body: @Sendable (_ part: Int, _ scratch: UnsafeMutableRawBufferPointer) -> Bool
  ) -> Bool {
    let next = Atomic<Int>(0)
    let isFine = Atomic<Bool>(true)
    let count = count
    // A thread that starts late finds less left to do.
    DispatchQueue.concurrentPerform(iterations: min(Execution.processorCount, count)) { _ in
      let scratch = UnsafeMutableRawBufferPointer.allocate(
        byteCount: Self.length + Self.overlap + 64, alignment: 64)
      defer { scratch.deallocate() }
      while isFine.load(ordering: .relaxed) {
        let part = next.add(1, ordering: .relaxed).oldValue
        if part >= count { break }
        if !body(part, scratch) { isFine.store(false, ordering: .relaxed) }
      }
    }
    return isFine.load(ordering: .relaxed)
  }
}
