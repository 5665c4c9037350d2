internal import GraphCore
internal import NetworkModel

/// Reads files of edges: finds out what a file is, then takes the quickest way that fits it.
enum EdgeListReader {
  static func read(
    _ path: String, options: EdgeListOptions
  ) throws(EdgeListRefusal) -> EdgeListFile {
    if let file = EdgeListIntegers.read(path, options: options) { return file }
    guard let bytes = FileBytes.all(path) else {
      throw EdgeListRefusal(issues: [
        TableIssue(
          code: IssueCode.fileMissing.rawValue, severity: .error, file: path, line: 0,
          problem: Wording(
            en: "the file does not exist or cannot be read", zh: "文件不存在或无法读取"),
          fix: Wording(en: "Check the path.", zh: "请检查路径。"))
      ])
    }
    return try readText(bytes, file: path, options: options)
  }

  static func read(
    _ bytes: [UInt8], file: String, options: EdgeListOptions
  ) throws(EdgeListRefusal) -> EdgeListFile {
    if let table = EdgeListIntegers.read(bytes, file: file, options: options) { return table }
    return try readText(bytes, file: file, options: options)
  }

  /// The way for every file: encoding recognised, every character looked at.
  private static func readText(
    _ bytes: [UInt8], file: String, options: EdgeListOptions
  ) throws(EdgeListRefusal) -> EdgeListFile {
    if GraphMLReader.isXML(bytes) {
      return try GraphMLReader.read(bytes, file: file, options: options)
    }
    var bytes = bytes
    let text = bytes.withUnsafeBufferPointer {
      SourceText($0, file: file, assumeGB18030: options.assumesGB18030)
    }
    var region: Range<Int>
    switch text.content {
    case .refused: throw EdgeListRefusal(issues: text.issues)
    case .region(let range): region = range
    case .converted(let converted):
      bytes = converted
      region = 0..<converted.count
    }
    let recognition = bytes.withUnsafeBufferPointer {
      EdgeListForm.recognise(
        UnsafeBufferPointer(rebasing: $0[region].prefix(EdgeListForm.headLength * 2)), file: file,
        options: options)
    }
    switch recognition {
    case .issues(let issues): throw EdgeListRefusal(issues: text.issues + issues)
    case .form(let form, let remarks):
      region = region.lowerBound + form.start..<region.upperBound
      var table = EdgeListTable(file: file, form: form, inspectsNames: text.hasSuspicious)
      table.read(&bytes, region)
      return try table.finished(options, before: text.issues + remarks)
    }
  }

  /// Makes every tab outside quotes a space, so that any run of both separates fields.
  static func makeSpaces(of bytes: inout [UInt8]) {
    var quoted = false
    for at in bytes.indices {
      if bytes[at] == 0x22 { quoted.toggle() }
      if bytes[at] == 0x09, !quoted { bytes[at] = 0x20 }
    }
  }
}
