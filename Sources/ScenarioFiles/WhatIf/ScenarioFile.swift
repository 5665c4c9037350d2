internal import DataPackage
public import NetworkModel
public import Scenarios

/// A scenario that was read from a file, with the files on which it stands, and where each of its changes is written.
public struct ScenarioFile: Sendable {
  /// The changes of the files on which it stands come first.
  public let scenario: Scenario
  /// The file itself, then the one on which it stands, and so on.
  public let documents: [Document]
  /// Warnings and remarks of all files.
  public let issues: [DocumentIssue]
  /// Where each change and each requirement is written.
  let changePlaces: [(file: String, node: DocumentNode)]
  let requirementPlaces: [(file: String, node: DocumentNode)]

  /// How many files may stand on each other.
  public static let longestChain = 16

  /// Reads a scenario, and the scenarios on which it stands.
  ///
  /// - Throws: ``DocumentRefusal`` with every issue of all files.
  public static func read(_ path: String) throws(DocumentRefusal) -> ScenarioFile {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var documents = [try Document.read(path)]
    var issues: [DocumentIssue] = []
    while let last = documents.last, let node = last.root["based_on"] {
      guard let name = safeName(node, in: last.file, &issues) else { break }
      func report(_ problem: Wording, _ fix: Wording) {
        issues.append(
          DocumentIssue(
            .baseFile, file: last.file, at: node.place, path: node.path, found: name, problem, fix))
      }
      guard !documents.contains(where: { $0.file == name }) else {
        report(
          Wording(en: "the scenario would stand on itself", zh: "情景循环引用自身"),
          Wording(en: "Break the circle.", zh: "请解除循环。"))
        break
      }
      guard documents.count < longestChain else {
        report(
          Wording(
            en: "more than \(longestChain) scenarios stand on each other",
            zh: "情景层层引用超过 \(longestChain) 层"),
          Wording(en: "Write some of them into one.", zh: "请合并部分情景。"))
        break
      }
      do throws(DocumentRefusal) {
        documents.append(try Document.read(folder + name))
      } catch {
        if error.issues.contains(where: { $0.place == nil }) {
          report(
            Wording(en: "the scenario on which this one stands cannot be read", zh: "无法读取所依据的情景"),
            Wording(en: "Put it into the same folder.", zh: "请放在同一文件夹。"))
        }
        issues += error.issues.filter { $0.place != nil }
        break
      }
    }
    return try ScenarioFile(documents, issues)
  }

  /// Reads a scenario that stands on no other from bytes.
  public static func read(
    _ bytes: [UInt8], named file: String
  ) throws(DocumentRefusal) -> ScenarioFile {
    try ScenarioFile([try Document.read(bytes, named: file)], [])
  }

  private init(_ documents: [Document], _ found: [DocumentIssue]) throws(DocumentRefusal) {
    var issues = found
    var readings: [ScenarioReading] = []
    for document in documents {
      var reading = ScenarioReading(document, isBased: document.root["based_on"] != nil)
      reading.read()
      issues += reading.issues
      readings.append(reading)
    }
    guard !issues.contains(where: { $0.severity == .error }) else { throw DocumentRefusal(issues) }
    var scenario = readings[0].scenario
    scenario.baseline = readings[readings.count - 1].scenario.baseline
    scenario.changes = []
    scenario.requirements = []
    var changePlaces: [(file: String, node: DocumentNode)] = []
    var requirementPlaces: [(file: String, node: DocumentNode)] = []
    for (position, reading) in readings.enumerated().reversed() {
      for var change in reading.scenario.changes {
        if position > 0 { change.origin = reading.scenario.name }
        scenario.changes.append(change)
      }
      scenario.requirements += reading.scenario.requirements
      changePlaces += reading.changeNodes.map { (reading.file, $0) }
      requirementPlaces += reading.requirementNodes.map { (reading.file, $0) }
      scenario.draws = reading.scenario.draws ?? scenario.draws
      scenario.seed = reading.scenario.seed ?? scenario.seed
    }
    self.scenario = scenario
    self.documents = documents
    self.issues = issues
    self.changePlaces = changePlaces
    self.requirementPlaces = requirementPlaces
  }

  /// The scenario with the value at a path of its own file replaced; nothing when no single value stands there.
  ///
  /// - Throws: ``DocumentRefusal`` when the scenario does not allow the value.
  public func replacing(
    _ path: String, with text: String
  ) throws(DocumentRefusal) -> ScenarioFile? {
    guard let root = documents[0].root.replacing(path, with: text) else { return nil }
    var changed = documents
    changed[0] = Document(
      file: documents[0].file, root: root, digest: documents[0].digest,
      issues: documents[0].issues)
    return try ScenarioFile(changed, [])
  }

  // MARK: - Places

  /// The issues of a scenario that cannot be applied, each at its line.
  public func issues(of error: ScenarioError) -> [DocumentIssue] {
    error.refusals.map {
      issue(
        .change, .error, $0.change, field: $0.field, found: $0.found, $0.problem, $0.fix)
    }
  }

  public func issues(of warnings: [ChangeWarning]) -> [DocumentIssue] {
    warnings.map {
      issue(.change, .warning, $0.change, field: $0.field, found: nil, $0.text, $0.advice)
    }
  }

  /// What is said of a requirement, at its line.
  public func issue(
    ofRequirement index: Int, _ problem: Wording, _ fix: Wording
  ) -> DocumentIssue {
    let place = requirementPlaces[index]
    return DocumentIssue(
      .requirement, file: place.file, at: place.node.place, path: place.node.path, problem, fix)
  }

  private func issue(
    _ code: DocumentIssue.Code, _ severity: DocumentIssue.Severity, _ change: Int, field: String?,
    found: String?, _ problem: Wording, _ fix: Wording
  ) -> DocumentIssue {
    let place = changePlaces[change]
    let (at, path) = Self.place(of: field, in: place.node)
    return DocumentIssue(
      code, severity, file: place.file, at: at, path: path, found: found, problem, fix)
  }

  /// The place of a field of a change, or of the nearest thing around it that is written down.
  private static func place(
    of field: String?, in change: DocumentNode
  ) -> (DocumentPlace, String) {
    guard var field else { return (change.place, change.path) }
    while true {
      if let node = change.node(at: field) { return (node.place, node.path) }
      // The share of a recipient whose name holds a point is a key, not a path.
      if let entry = change.node(at: String(field.prefix { $0 != "." }))?.entries?.first(where: {
        field.hasSuffix(".\($0.key)")
      }) {
        return (entry.place, entry.value.path)
      }
      guard let point = field.lastIndex(of: ".") else { break }
      field = String(field[..<point])
    }
    return (change.place, DocumentNode.path(change.path, key: field))
  }

  // MARK: - Names of files

  /// The name of a scenario in the same folder, if it leads nowhere else.
  private static func safeName(
    _ node: DocumentNode, in file: String, _ issues: inout [DocumentIssue]
  ) -> String? {
    // Another type is said by the reading of the file.
    guard let name = node.scalar, !name.isEmpty else { return nil }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe =
      !name.hasPrefix("/") && !name.hasPrefix("~") && !name.contains("\\") && !name.contains(":")
      && name.utf8.count <= 500 && name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
      && !parts.contains("..") && !parts.contains("")
    if isSafe { return name }
    issues.append(
      DocumentIssue(
        .path, file: file, at: node.place, path: node.path, found: name,
        Wording(en: "the path leads out of the folder of the scenario", zh: "路径指向情景文件夹之外"),
        Wording(
          en: "Name a file of the same folder: base.yaml.", zh: "请填写同一文件夹中的文件名，如 base.yaml。")))
    return nil
  }
}
