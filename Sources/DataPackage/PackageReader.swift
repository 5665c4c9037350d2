internal import Dispatch
internal import Foundation
public import NetworkModel

/// Reads a data package: every byte checked, every issue reported, a network if there is no error.
///
/// All files are read into one stretch of memory to which the network's texts refer; files are
/// decoded side by side.
public enum PackageReader {
  public struct Options: Hashable, Sendable {
    /// Read files that are not UTF-8 as GB18030 instead of refusing them.
    public var assumesGB18030 = false
    /// Compute the fingerprint of the package; costs about as much as reading it once.
    public var computesFingerprint = false

    public init(assumesGB18030: Bool = false, computesFingerprint: Bool = false) {
      self.assumesGB18030 = assumesGB18030
      self.computesFingerprint = computesFingerprint
    }
  }

  /// What came of reading a package.
  public struct Result: Sendable {
    /// The network; nil when there is any error.
    public let network: PairingNetwork?
    /// All issues, by file in the order of the descriptor, then by line.
    public let issues: [TableIssue]
    /// Rows read, by table, of the tables in the package.
    public let rowCounts: [(table: TableName, rows: Int)]
    /// SHA-256 of the names and contents of all files, whatever the order of their rows, as 64
    /// hexadecimal digits, when it was asked for.
    public let fingerprint: String?

    public var hasErrors: Bool { issues.contains { $0.severity == .error } }
  }

  /// Reads the package in a folder.
  ///
  /// - Parameter folder: the folder that holds `datapackage.json`, or that file itself. Without the
  ///   file, tables are found by their names, `nodes.csv` and so on, with a warning.
  /// - Complexity: O(bytes) time; the bytes of the package and its rows in memory.
  public static func read(_ folder: String, options: Options = Options()) -> Result {
    var reading = PackageReading(folder: folder, options: options)
    return reading.run()
  }
}

/// One reading of one package.
private struct PackageReading {
  var folder: String
  let options: PackageReader.Options
  var fileOrder: [String] = [DataPackageDescriptor.fileName]
  var issues: [TableIssue] = []
  var fingerprint: String?
  /// The tables of which rows are missing: references to them may dangle for that reason alone.
  var brokenTables: Set<TableName> = []
  var places = RowPlaces()

  struct SourceFile {
    var resource: DataPackageDescriptor.Resource
    var path: String
    var region: Range<Int>
    var inspectsCells = false
    var isReadable = true
  }

  init(folder: String, options: PackageReader.Options) {
    self.folder = folder
    self.options = options
    let suffix = "/" + DataPackageDescriptor.fileName
    if folder.hasSuffix(suffix) {
      self.folder = String(folder.dropLast(suffix.count))
    } else if folder == DataPackageDescriptor.fileName {
      self.folder = "."
    }
  }

  mutating func run() -> PackageReader.Result {
    guard FileBytes.isFolder(folder) else {
      report(
        .folderMissing, folder,
        Wording(en: "there is no such folder", zh: "没有这个文件夹"),
        Wording(
          en: "Name the folder that holds datapackage.json.", zh: "请给出 datapackage.json 所在的文件夹。"))
      return result(nil, [])
    }
    let descriptorBytes = FileBytes.all("\(folder)/\(DataPackageDescriptor.fileName)")
    let descriptor =
      descriptorBytes.map { DataPackageDescriptor($0) }
      ?? DataPackageDescriptor(conventional: { [folder] in FileBytes.size("\(folder)/\($0)") != nil
      })
    issues += descriptor.issues
    for table in [TableName.nodes, .pairings]
    where !descriptor.resources.contains(where: { $0.table == table }) && !descriptor.hasErrors {
      report(
        .tableMissing, DataPackageDescriptor.fileName,
        Wording(
          en: "the package has no table \(table.rawValue)", zh: "数据包中没有 \(table.rawValue) 表"),
        Wording(
          en: "Add \(table.rawValue).csv and list it among the resources.",
          zh: "请补充 \(table.rawValue).csv 并列入 resources。"))
    }
    var (files, bytes) = load(descriptor)
    if options.computesFingerprint {
      fingerprint = computeFingerprint(descriptorBytes, files, bytes)
    }
    recogniseEncodings(&files, &bytes)
    let decoded = decode(files, &bytes)
    let draft = assemble(decoded, files, bytes)
    return validate(draft)
  }

  private mutating func report(
    _ code: IssueCode, _ file: String, _ problem: Wording, _ fix: Wording?,
    severity: TableIssue.Severity = .error
  ) {
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: 0, problem: problem, fix: fix))
  }

  // MARK: - Bytes

  /// Reads all files into one array.
  private mutating func load(
    _ descriptor: DataPackageDescriptor
  ) -> (files: [SourceFile], bytes: [UInt8]) {
    var files: [SourceFile] = []
    var total = 0
    for resource in descriptor.resources {
      for path in resource.paths {
        fileOrder.append(path)
        guard let size = FileBytes.size("\(folder)/\(path)") else {
          brokenTables.insert(resource.table)
          report(
            .fileMissing, path,
            Wording(en: "there is no such file in the package", zh: "数据包中没有这个文件"),
            Wording(
              en: "Add it, or correct the path in datapackage.json.",
              zh: "请补充该文件，或更正 datapackage.json 中的路径。"))
          continue
        }
        files.append(SourceFile(resource: resource, path: path, region: total..<total + size))
        total += size
      }
    }
    var unread: [String] = []
    let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for file in files {
        let region = UnsafeMutableRawBufferPointer(rebasing: raw[file.region])
        if !FileBytes.read("\(folder)/\(file.path)", into: region) {
          // What was not read must not hold chance bytes.
          region.initializeMemory(as: UInt8.self, repeating: 0)
          unread.append(file.path)
        }
      }
      count = total
    }
    for path in unread {
      report(
        .fileMissing, path, Wording(en: "the file cannot be read", zh: "文件无法读取"),
        Wording(en: "Check its permissions.", zh: "请检查文件权限。"))
    }
    for index in files.indices where unread.contains(files[index].path) {
      files[index].isReadable = false
      brokenTables.insert(files[index].resource.table)
    }
    return (files, bytes)
  }

  private func computeFingerprint(
    _ descriptor: [UInt8]?, _ files: [SourceFile], _ bytes: [UInt8]
  ) -> String {
    var digests = Array(repeating: "", count: files.count)
    bytes.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let all = buffer
      digests.withUnsafeMutableBufferPointer { digests in
        nonisolated(unsafe) let digests = digests
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
          digests[index] = TableFingerprint.hex(
            UnsafeBufferPointer(rebasing: all[files[index].region]))
        }
      }
    }
    var entries = zip(files, digests).map { "\($0.path)\0\($1)\n" }
    if let descriptor {
      entries.append("\(DataPackageDescriptor.fileName)\0\(SHA256.hex(descriptor))\n")
    }
    entries.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return SHA256.hex(Array(entries.joined().utf8))
  }

  /// Finds what each file is; converted files are put behind the others.
  private mutating func recogniseEncodings(_ files: inout [SourceFile], _ bytes: inout [UInt8]) {
    var sources: [SourceText?] = Array(repeating: nil, count: files.count)
    bytes.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let all = buffer
      sources.withUnsafeMutableBufferPointer { sources in
        nonisolated(unsafe) let sources = sources
        DispatchQueue.concurrentPerform(iterations: files.count) { [files, options] index in
          let file = files[index]
          guard file.isReadable else { return }
          sources[index] = SourceText(
            UnsafeBufferPointer(rebasing: all[file.region]), file: file.path,
            assumeGB18030: options.assumesGB18030 || file.resource.isGB18030)
        }
      }
    }
    for index in files.indices {
      guard let source = sources[index] else { continue }
      issues += source.issues
      files[index].inspectsCells = source.hasSuspicious
      switch source.content {
      case .region(let region):
        let start = files[index].region.lowerBound
        files[index].region = start + region.lowerBound..<start + region.upperBound
      case .converted(let converted):
        files[index].region = bytes.count..<bytes.count + converted.count
        bytes += converted
      case .refused:
        files[index].isReadable = false
        brokenTables.insert(files[index].resource.table)
      }
    }
  }

  // MARK: - Rows

  private enum Rows {
    case nodes([NodeRow])
    case pairings([PairingRow])
    case flows([FlowRow])
    case claims([Claim])
    case agreements([Agreement])
    case rules([Rule])
    case memberships([Membership])
    case indicators([Indicator])
    case events([Event])
    case sources([Source])
  }

  private struct Decoded {
    var rows: Rows
    var lines: [Int32]
    var issues: [TableIssue]
    var isIncomplete: Bool
  }

  /// Decodes all readable files, the largest first, side by side.
  private func decode(_ files: [SourceFile], _ bytes: inout [UInt8]) -> [Decoded?] {
    var decoded: [Decoded?] = Array(repeating: nil, count: files.count)
    let order = files.indices.filter { files[$0].isReadable }
      .sorted { files[$0].region.count > files[$1].region.count }
    bytes.withUnsafeMutableBufferPointer { all in
      decoded.withUnsafeMutableBufferPointer { decoded in
        nonisolated(unsafe) let decoded = decoded
        guard let start = all.baseAddress else { return }
        nonisolated(unsafe) let base = start
        DispatchQueue.concurrentPerform(iterations: order.count) { position in
          decoded[order[position]] = Self.decode(files[order[position]], base)
        }
      }
    }
    return decoded
  }

  private static func decode(_ file: SourceFile, _ base: UnsafeMutablePointer<UInt8>) -> Decoded {
    var table = TableFile(
      file: file.path, schema: .of(file.resource.table), strictness: file.resource.strictness,
      base: base, region: file.region, inspectsCells: file.inspectsCells)
    guard table.readHeader() else {
      return Decoded(
        rows: .sources([]), lines: [], issues: table.issues.finished(file: file.path),
        isIncomplete: true)
    }
    let rows: Rows =
      switch file.resource.table {
      case .nodes: .nodes(table.nodes())
      case .pairings: .pairings(table.pairings())
      case .flows: .flows(table.flows())
      case .claims: .claims(table.claims())
      case .agreements: .agreements(table.agreements())
      case .rules: .rules(table.rules())
      case .groups: .memberships(table.memberships())
      case .indicators: .indicators(table.indicators())
      case .events: .events(table.events())
      case .sources: .sources(table.sources())
      }
    return Decoded(
      rows: rows, lines: table.lines, issues: table.issues.finished(file: file.path),
      isIncomplete: table.isIncomplete)
  }

  /// Puts the rows of all files together, file by file.
  private mutating func assemble(
    _ decoded: [Decoded?], _ files: [SourceFile], _ bytes: consuming [UInt8]
  ) -> NetworkDraft {
    var draft = NetworkDraft(text: TextStore(bytes: bytes))
    for (file, part) in zip(files, decoded) {
      let table = file.resource.table
      guard let part else { continue }
      issues += part.issues
      if part.isIncomplete { brokenTables.insert(table) }
      let firstRow: Int
      switch part.rows {
      case .nodes(let rows): firstRow = Self.append(rows, to: &draft.nodes)
      case .pairings(let rows): firstRow = Self.append(rows, to: &draft.pairings)
      case .flows(let rows): firstRow = Self.append(rows, to: &draft.flows)
      case .claims(let rows): firstRow = Self.append(rows, to: &draft.claims)
      case .agreements(let rows): firstRow = Self.append(rows, to: &draft.agreements)
      case .rules(let rows): firstRow = Self.append(rows, to: &draft.rules)
      case .memberships(let rows): firstRow = Self.append(rows, to: &draft.memberships)
      case .indicators(let rows): firstRow = Self.append(rows, to: &draft.indicators)
      case .events(let rows): firstRow = Self.append(rows, to: &draft.events)
      case .sources(let rows): firstRow = Self.append(rows, to: &draft.sources)
      }
      places.add(file: file.path, of: table, firstRow: firstRow, lines: part.lines)
    }
    return draft
  }

  /// Appends rows and returns where they begin; the first rows are taken over without a copy.
  private static func append<Row>(_ rows: [Row], to all: inout [Row]) -> Int {
    let first = all.count
    if first == 0 { all = rows } else { all += rows }
    return first
  }

  // MARK: - Facts

  private mutating func validate(_ draft: consuming NetworkDraft) -> PackageReader.Result {
    let counts = places.rowCounts
    for doubt in PlausibilityChecks.doubts(about: draft) {
      let place = places.place(of: doubt.row, in: doubt.table)
      issues.append(
        TableIssue(
          code: doubt.code.rawValue, severity: doubt.severity, file: place.file, line: place.line,
          column: doubt.column, found: doubt.found, problem: doubt.problem, fix: doubt.fix))
    }
    let hadErrors = issues.contains { $0.severity == .error }
    if brokenTables.contains(.nodes) {
      report(
        .factsNotChecked, fileOrder.count > 1 ? fileOrder[1] : DataPackageDescriptor.fileName,
        Wording(
          en: "rows of nodes could not be read, so references to nodes were not checked",
          zh: "nodes 表有行未能读取，因此未检查对节点的引用"), nil, severity: .remark)
    }
    do throws(InvalidNetwork) {
      let network = try PairingNetwork(validating: draft)
      for issue in network.warnings { take(issue) }
      return result(hadErrors ? nil : network, counts)
    } catch {
      for issue in error.issues { take(issue) }
      return result(nil, counts)
    }
  }

  /// The tables that a reference column points to.
  private static func targets(of column: String, in table: TableName) -> [TableName] {
    guard let index = TableSchema.of(table).index(of: column) else { return [] }
    switch TableSchema.of(table).columns[index].kind {
    case .reference(let target): return [target]
    case .references(let targets): return targets
    default: return []
    }
  }

  /// Takes over an issue of rows, unless it is only about rows that could not be read.
  private mutating func take(_ issue: FactIssue) {
    if issue.code == .unknownReference, let column = issue.column,
      !brokenTables.isDisjoint(with: Self.targets(of: column, in: issue.table))
    {
      return
    }
    issues.append(places.located(issue))
  }

  // MARK: - Result

  private func result(
    _ network: PairingNetwork?, _ counts: [(table: TableName, rows: Int)]
  ) -> PackageReader.Result {
    let rank = Dictionary(
      fileOrder.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let sorted = issues.enumerated().sorted { a, b in
      let (fileA, fileB) = (rank[a.element.file] ?? .max, rank[b.element.file] ?? .max)
      return (fileA, a.element.line, a.offset) < (fileB, b.element.line, b.offset)
    }.map(\.element)
    return PackageReader.Result(
      network: network, issues: sorted, rowCounts: counts, fingerprint: fingerprint)
  }
}

extension DataPackageDescriptor {
  var hasErrors: Bool { issues.contains { $0.severity == .error } }
}
