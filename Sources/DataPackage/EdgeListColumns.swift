internal import GraphCore
internal import NetworkModel

/// A column of exact decimal numbers, one for each edge.
public struct NumberColumn: Sendable {
  public let name: String
  /// How many decimals every value has been given: the number is `values[edge]` ÷ 10^`decimals`.
  public let decimals: Int
  /// The numbers in units of the last decimal, in edge order: lengths of `3.5` and `2` are 35 and 20
  /// with one decimal.
  public let values: [Int64]

  /// The number of an edge as it is written, without needless zeros.
  public func text(of edge: Int) -> String {
    ExactDecimal(values[edge], scale: UInt8(decimals)).description
  }
}

/// A column of words, one for each edge; each word is kept once.
public struct TermColumn: Sendable {
  public let name: String
  /// The different words, in the order in which the file first has them.
  public let terms: [String]
  /// The place of each edge's word among ``terms``; −1 where the cell is empty.
  public let codes: [Int32]

  init(name: String, terms: [String], codes: [Int32]) {
    self.name = name
    self.terms = terms
    self.codes = codes
  }

  /// The numbers of a column as words.
  init(_ column: NumberColumn) {
    var terms: [String] = []
    var known: [Int64: Int32] = [:]
    codes = column.values.indices.map { edge in
      if let code = known[column.values[edge]] { return code }
      let code = Int32(terms.count)
      known[column.values[edge]] = code
      terms.append(column.text(of: edge))
      return code
    }
    name = column.name
    self.terms = terms
  }

  /// The word of an edge, or `nil` where the cell is empty.
  public func term(of edge: Int) -> String? {
    codes[edge] < 0 ? nil : terms[Int(codes[edge])]
  }
}

extension Period {
  /// The years that a period touches; a bound that is open or not known bounds nothing.
  var years: EdgeAttributes.Span {
    func year(_ bound: Bound) -> Int? {
      guard case .date(let date, _) = bound else { return nil }
      return Int(date.year)
    }
    return EdgeAttributes.Span(from: year(start), through: year(end))
  }
}
