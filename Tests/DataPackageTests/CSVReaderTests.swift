import Testing

@testable import DataPackage

@Suite struct CSVReaderTests {
  /// Reads all records of a text, with the line of each and the faults.
  private func read(_ text: String) -> (
    records: [[String]], lines: [Int], faults: [CSVReader.FaultNote]
  ) {
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ([], [], []) }
      var reader = CSVReader(bytes: base, region: 0..<buffer.count)
      var records: [[String]] = []
      var lines: [Int] = []
      while reader.next() {
        records.append((0..<reader.fieldCount).map { reader.text($0) })
        lines.append(reader.recordLine)
      }
      return (records, lines, reader.faults)
    }
  }

  @Test("LF, CRLF and a missing last line end are alike")
  func lineEnds() {
    #expect(read("a,b\n1,2\n").records == [["a", "b"], ["1", "2"]])
    #expect(read("a,b\r\n1,2\n3,4").records == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(read("").records.isEmpty)
    #expect(read("a,b,").records == [["a", "b", ""]])
  }

  @Test("quoted fields hold commas, quotes and line ends; lines are physical")
  func quotes() {
    let result = read("a,b\n\"x,\"\"y\"\"\",\"1\r\n2\"\nlast,\"\"\n")
    #expect(result.records == [["a", "b"], ["x,\"y\"", "1\r\n2"], ["last", ""]])
    #expect(result.lines == [1, 2, 4])
    #expect(result.faults.isEmpty)
  }

  @Test("each structural fault is noted at its line and field")
  func faults() {
    func notes(_ text: String) -> [String] {
      read(text).faults.map { "\($0.fault) \($0.line).\($0.field)" }
    }
    #expect(notes("a,b\n1,\"2\n3,4\n") == ["unclosedQuote 2.1"])
    #expect(notes("a,b\n\"1\"x,2\n") == ["textAfterQuote 2.0"])
    #expect(notes("a,b\n1, \"2\"\n") == ["quoteInsideField 2.1"])
    #expect(notes("a,b\n1\r2,3\n") == ["strayCarriageReturn 2.0"])
  }

  @Test("more than 64 fields")
  func manyFields() {
    let record = (0..<1000).map(String.init)
    #expect(read(record.joined(separator: ",")).records == [record])
  }

  @Test("what is written is read back, whatever the characters", arguments: [1, 2, 3, 4])
  func roundTrip(seed: UInt64) {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let alphabet = ["a", "\"", ",", "\n", "\r\n", "县", "😀", " ", "0", "é"]
    let records = (0..<200).map { _ in
      (0..<(2 + random(5))).map { _ in (0..<random(8)).map { _ in alphabet[random(10)] }.joined() }
    }
    let text = records.map { record in
      record.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
    }.joined()
    let result = read(text)
    #expect(result.records == records)
    #expect(result.faults.isEmpty)
  }
}
