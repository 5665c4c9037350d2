extension Figure {
  /// A PDF without the time and the zone of its drawing, which Cairo stamps into it.
  ///
  /// The date becomes 1970-01-01 in universal time. Where the zone is written out it goes, and the table of references,
  /// which holds the position of every object, is moved by as much. A PDF without such a table keeps the zone.
  static func undated(_ pdf: [UInt8]) -> [UInt8] {
    let key = Array("/CreationDate (D:".utf8)
    guard let start = pdf.firstRange(of: key)?.upperBound,
      let end = pdf[start...].firstIndex(of: UInt8(ascii: ")")), end - start >= 15,
      end - start < 30,
      pdf[start..<(start + 14)].allSatisfy({ (0x30...0x39).contains($0) })
    else { return pdf }
    var dated = pdf
    let date = Array("19700101000000".utf8)
    dated.replaceSubrange(start..<(start + 14), with: date)
    var moved = dated
    moved.replaceSubrange(start..<end, with: date + [UInt8(ascii: "Z")])
    let shift = dated.count - moved.count
    if shift == 0 { return moved }
    return relocated(moved, after: start, by: shift) ?? dated
  }

  /// The file with every reference to what lies after a position less by a number of bytes; nothing where it has no plain
  /// table of references.
  private static func relocated(_ pdf: [UInt8], after position: Int, by shift: Int) -> [UInt8]? {
    var pdf = pdf
    let word = Array("startxref\n".utf8)
    guard let last = pdf.indices.dropLast(word.count).last(where: { pdf[$0...].starts(with: word) })
    else { return nil }
    let number =
      (last + word.count)..<(pdf[(last + word.count)...].firstIndex(of: 0x0A) ?? pdf.count)
    guard let old = Int(String(decoding: pdf[number], as: UTF8.self)), old > position else {
      return nil
    }
    let table = old - shift
    guard pdf.indices.contains(table), pdf[table...].starts(with: Array("xref\n".utf8)) else {
      return nil
    }
    // Lines of twenty bytes: ten digits, a space, five digits, a space, n or f, two more.
    var line = table + 5
    while let end = pdf[line...].firstIndex(of: 0x0A), pdf[line] != UInt8(ascii: "t") {
      if end - line == 19,
        let offset = Int(String(decoding: pdf[line..<(line + 10)], as: UTF8.self)),
        offset > position, pdf[line + 17] == UInt8(ascii: "n")
      {
        let digits = String(offset - shift)
        pdf.replaceSubrange(
          line..<(line + 10),
          with: Array((String(repeating: "0", count: 10 - digits.count) + digits).utf8))
      }
      line = end + 1
    }
    pdf.replaceSubrange(number, with: Array(String(table).utf8))
    return pdf
  }
}
