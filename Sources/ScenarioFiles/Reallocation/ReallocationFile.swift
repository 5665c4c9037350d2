public import Analysis
public import NetworkModel
public import Scenarios

/// A reallocation problem that was read from a file, with the data package that it speaks of.
public struct ReallocationFile: Sendable {
  public let name: String
  public let summary: String?
  public let problem: ReallocationProblem
  public let options: ReallocationOptions
  /// The year of the plan, where one is given.
  public let year: Int?
  /// The use of lines that tell none, for rules of agreements on a fund class.
  public let category: String
  /// Rules of agreements that the problem takes over, by id.
  public let obligations: [Obligation]
  public let document: Document
  /// Warnings and remarks.
  public let issues: [DocumentIssue]

  /// Reads a problem.
  ///
  /// - Throws: ``DocumentRefusal`` with every issue, each at its line and keys.
  public static func read(
    _ path: String, in network: PairingNetwork
  ) throws(DocumentRefusal) -> ReallocationFile {
    try ReallocationFile(try Document.read(path), network)
  }

  /// The same from bytes.
  public static func read(
    _ bytes: [UInt8], named file: String, in network: PairingNetwork
  ) throws(DocumentRefusal) -> ReallocationFile {
    try ReallocationFile(try Document.read(bytes, named: file), network)
  }

  private init(_ document: Document, _ network: PairingNetwork) throws(DocumentRefusal) {
    var reading = ReallocationReading(document, network)
    reading.read()
    guard !reading.reading.hasErrors else { throw DocumentRefusal(reading.reading.issues) }
    name = reading.name
    summary = reading.summary
    problem = reading.problem
    options = reading.options
    year = reading.year
    category = reading.category ?? ""
    obligations = reading.obligations
    self.document = document
    issues = reading.reading.issues
  }
}
