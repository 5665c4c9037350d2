/// Something wrong or suspicious about the rows taken together.
public struct FactIssue: Error, Hashable, Sendable {
  public enum Severity: String, CaseIterable, Sendable {
    case error, warning, remark
  }

  public enum Code: String, CaseIterable, Sendable {
    case duplicateID = "id/duplicate"
    case similarID = "id/similar"
    case duplicateMembership = "groups/duplicate"
    case duplicateIndicator = "indicators/duplicate"
    case unknownReference = "ref/unknown"
    case notAGroup = "ref/not-a-group"
    case ambiguousReference = "ref/ambiguous"
    case ownReference = "ref/itself"
    case repeatedReference = "ref/repeated"
    case ownParent = "parent/itself"
    case parentCycle = "parent/cycle"
    case secondParent = "parent/second"
    case parentLevel = "parent/level"
    case noParent = "parent/missing"
    case similarName = "name/similar"
    case duplicateName = "name/duplicate"
    case ambiguousShortName = "name/ambiguous-short"
    case samePosition = "position/shared"
    case selfPairing = "pairing/self"
    case overlappingPairing = "pairing/overlap"
    case reversedPairing = "pairing/reversed"
    case levelMismatch = "pairing/levels"
    case selfFlow = "flow/self"
    case reversedFlow = "flow/reversed"
    case repeatedFlow = "flow/repeated"
    case flowOutsidePairing = "flow/outside-pairing"
    case partCycle = "flow/part-cycle"
    case withoutSource = "source/missing"
  }

  public let code: Code
  public let severity: Severity
  public let table: TableName
  /// 0-based row of the draft.
  public let row: Int
  public let column: String?
  /// Other rows of the same table that take part.
  public let otherRows: [Int]
  public let found: String
  public let problem: Wording
  public let fix: Wording

  public init(
    _ code: Code, _ severity: Severity, _ table: TableName, row: Int, column: String?,
    otherRows: [Int] = [], found: String, problem: Wording, fix: Wording
  ) {
    self.code = code
    self.severity = severity
    self.table = table
    self.row = row
    self.column = column
    self.otherRows = otherRows
    self.found = found
    self.problem = problem
    self.fix = fix
  }
}

/// Why a draft is not a network: every issue, errors and warnings, in table and row order.
public struct InvalidNetwork: Error, Sendable {
  public let issues: [FactIssue]
}
