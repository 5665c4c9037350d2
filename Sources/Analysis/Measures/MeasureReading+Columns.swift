extension MeasureReading {
  /// The position of the column of nodes with a key; a measure's own name stands for its first column.
  public func column(named key: String) -> Int? {
    nodes.firstIndex { $0.key == key } ?? (key == measure.rawValue && !nodes.isEmpty ? 0 : nil)
  }

  /// The numbers of the groups of the nodes, of a reading that gives groups; nothing of any other.
  public var membership: [Int]? {
    guard let column = nodes.first else { return nil }
    let numbers = column.values.compactMap { value -> Int? in
      if case .integer(let number) = value { number } else { nil }
    }
    return numbers.count == column.values.count ? numbers : nil
  }
}

extension GraphMeasure {
  /// The measures of nodes whose values are sizes, not the numbers of groups.
  public static let sizes = ofNodes.filter { measure in
    switch measure {
    case .component, .strongComponent, .leiden, .louvain, .labelPropagation: false
    default: true
    }
  }
}
