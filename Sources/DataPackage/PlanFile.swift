public import NetworkModel

/// A plan typed by hand: a CSV table of who gives whom how much.
///
/// Columns: `donor`, `recipient`, `amount`, `unit` (`CNY` or 元, `万元`, `亿元`), and, if needed, `category`, `year`, `status`. Places are
/// named as on the command line. Everything that holds for the tables of a package holds here, and every fault has its row
/// and column.
public enum PlanFile {
  /// One line, its names as they are written.
  public struct Row: Hashable, Sendable {
    public let donor: String
    public let recipient: String
    public let amount: Money
    public let category: String?
    public let year: Int?
    public let status: FlowStatus?
    /// Physical line; the header is line 1.
    public let line: Int
  }

  public struct Result: Sendable {
    public let rows: [Row]
    public let issues: [TableIssue]
    /// SHA-256 of the file; absent when there is none.
    public let digest: String?

    public var hasErrors: Bool { issues.contains { $0.severity == .error } }
  }

  /// The largest plan that is read.
  public static let mostBytes = 64 << 20

  /// Reads a plan.
  ///
  /// - Complexity: O(bytes).
  public static func read(_ path: String, assumesGB18030: Bool = false) -> Result {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    func failed(_ code: IssueCode, _ problem: Wording, _ fix: Wording) -> Result {
      Result(
        rows: [],
        issues: [
          TableIssue(
            code: code.rawValue, severity: .error, file: name, line: 0, problem: problem, fix: fix)
        ], digest: nil)
    }
    guard let size = FileBytes.size(path), size <= mostBytes, var bytes = FileBytes.all(path) else {
      return failed(
        .fileMissing, Wording(en: "the file cannot be read", zh: "文件无法读取"),
        Wording(en: "Check its name.", zh: "请检查文件名。"))
    }
    let digest = SHA256.hex(bytes)
    let source = bytes.withUnsafeBufferPointer {
      SourceText($0, file: name, assumeGB18030: assumesGB18030)
    }
    let region: Range<Int>
    switch source.content {
    case .refused: return Result(rows: [], issues: source.issues, digest: digest)
    case .region(let found): region = found
    case .converted(let converted):
      bytes = converted
      region = 0..<converted.count
    }
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return Result(rows: [], issues: source.issues, digest: digest)
      }
      var table = TableFile(
        file: name, schema: .plan, strictness: .init(), base: base, region: region,
        inspectsCells: source.hasSuspicious)
      let rows = table.readHeader() ? table.plan() : []
      return Result(
        rows: rows, issues: source.issues + table.issues.finished(file: name), digest: digest)
    }
  }
}

extension TableFile {
  /// Decodes the rows of a plan; a row that cannot be read is left out and reported.
  mutating func plan() -> [PlanFile.Row] {
    let (donor, recipient, amount) = (slot("donor"), slot("recipient"), slot("amount"))
    let (unit, category) = (slot("unit"), slot("category"))
    let (year, status) = (slot("year"), slot("status"))
    var statuses = TermTable<FlowStatus>()
    var rows: [PlanFile.Row] = []
    while nextRow() {
      let line = reader.recordLine
      let money = money(amount, unit)
      let inYear = self.year(year)
      let step: FlowStatus? = bytes(status).isEmpty ? nil : term(status, &statuses)
      guard let money, let donor = string(donor), let recipient = string(recipient) else {
        continue
      }
      rows.append(
        PlanFile.Row(
          donor: donor.trimmed, recipient: recipient.trimmed, amount: money,
          category: string(category), year: inYear, status: step, line: line))
    }
    if rows.isEmpty, !issues.hasErrors {
      report(
        .noRows, line: 1, Wording(en: "the plan has no rows", zh: "方案没有数据行"),
        Wording(en: "Add a row for each donor and recipient.", zh: "请为每对支援方和受援方填写一行。"))
    }
    return rows
  }

  private mutating func money(_ amount: Slot, _ unit: Slot) -> Money? {
    guard let number = decimal(amount), let word = string(unit)?.trimmed else { return nil }
    let allowed = MoneyUnit.allCases.map(\.rawValue)
    guard let unitOfMoney = word == "元" ? .yuan : MoneyUnit(rawValue: word) else {
      report(AmountCell.unitFault(word, allowed: allowed), unit)
      return nil
    }
    do throws(CellFault) {
      return try AmountCell.money(number, unitOfMoney)
    } catch {
      report(error, amount)
      return nil
    }
  }
}
