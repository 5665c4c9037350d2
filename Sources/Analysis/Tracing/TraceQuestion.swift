public import NetworkModel

/// Whose amounts are followed, which way and through which flows.
public struct TraceQuestion: Sendable {
  /// Which way amounts are followed.
  public enum Direction: String, Term {
    /// To where what reached the node began.
    case upstream = "up"
    /// To where what left the node ended.
    case downstream = "down"

    public var label: Wording {
      switch self {
      case .upstream: Wording(en: "upstream", zh: "溯源")
      case .downstream: Wording(en: "downstream", zh: "去向")
      }
    }
  }

  /// What belongs to the node that is asked about.
  public enum Extent: String, Term {
    /// A place with all that lies in it, a group with its members.
    case withContents = "with_contents"
    /// The node alone.
    case itself

    public var label: Wording {
      switch self {
      case .withContents: Wording(en: "with all that lies in it", zh: "含所辖")
      case .itself: Wording(en: "the node alone", zh: "仅本级")
      }
    }
  }

  public var node: NodeIndex
  public var extent: Extent
  public var directions: [Direction]
  /// Measure, status, categories, agreement, programme and years. Without a status the only one that the flows across
  /// the boundary of the node have is taken. Donor, recipient and places of the question are not used.
  public var flows: FlowQuestion
  /// Nodes outside that lie below this level stand for their place of the level.
  public var level: Level?

  public init(
    node: NodeIndex, extent: Extent = .withContents,
    directions: [Direction] = Direction.allCases, flows: FlowQuestion = FlowQuestion(),
    level: Level? = nil
  ) {
    self.node = node
    self.extent = extent
    self.directions = Direction.allCases.filter(directions.contains)
    self.flows = flows
    self.level = level
  }
}

/// Why amounts cannot be followed as asked.
public enum TraceRefusal: Error, Sendable {
  /// The flows across the boundary are of several steps, which are never added.
  case severalStatuses(name: Wording, [(status: FlowStatus, flows: Int)])
  case severalUnits(name: Wording, [String])
  /// Projects, shops and workshops share a unit and nothing else.
  case items
  case graph(GraphRefusal)

  /// A refusal of the graph, in both languages.
  public struct GraphRefusal: Error, Sendable {
    public let message: Wording
  }

  public var message: Wording {
    switch self {
    case .severalStatuses(let name, let statuses):
      let en = statuses.map { "\($0.status.rawValue) (\($0.flows))" }.joined(separator: ", ")
      let zh = statuses.map { "\($0.status.label.zh) \($0.flows) 笔" }.joined(separator: "、")
      let first = statuses.first?.status ?? .disbursed
      return Wording(
        en: """
          The flows into and out of \(name.en) are of several steps: \(en). Steps are never added; choose one, \
          for example --status \(first.rawValue).
          """,
        zh: "\(name.zh)的资金流动涉及不同环节：\(zh)。不同环节不可相加，请选定其一，例如 --status \(first.rawValue)。")
    case .severalUnits(let name, let units):
      return Wording(
        en: """
          The flows into and out of \(name.en) are counted in several units: \(units.joined(separator: ", ")). They \
          cannot be added; choose flows of one unit with --category or --years.
          """,
        zh:
          "\(name.zh)的流动涉及不同单位：\(units.joined(separator: "、"))，不可相加；请用 --category 或 --years 限定为同一单位。"
      )
    case .items:
      return Wording(
        en: "Items of unlike kinds (projects, shops) cannot be added up, so they cannot be traced.",
        zh: "性质不同的项目不可相加，因而无法追踪。")
    case .graph(let refusal): return refusal.message
    }
  }
}
