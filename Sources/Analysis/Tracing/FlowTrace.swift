public import NetworkModel

/// Amounts followed from one node to where they began and to where they ended.
///
/// ## Conventions
/// - All amounts are of one measure, one unit and one step. Each fact counts once (see ``TraceStep/Basis``).
/// - A node passes on a mixture of all that it received and of its own, in proportion (proportional sharing).
/// - The node asked about, with what lies in it, is one place: amounts inside are not traced. What it gave and got
///   back is ``Side/returned``.
/// - A node that gives more than it received on record gives of its own, as far as the record goes: it may be the
///   donor, or what it received may not be on record. A node that gives less keeps the rest, or passing it on is
///   not on record.
/// - Amounts are whole fen (or the smallest decimal of a unit) and add up: the lines of a side and what returned are
///   its total.
public struct FlowTrace: Sendable {
  public let question: TraceQuestion
  /// The step that was traced; nothing when no flow crosses the boundary of the node.
  public let status: FlowStatus?
  /// Whether the step was taken because it is the only one, not asked for.
  public let statusWasChosen: Bool
  /// The unit of a quantity; absent for money.
  public let unit: String?
  /// How many nodes the node asked about stands for, itself included.
  public let nodeCount: Int
  /// What crossed the boundary inwards and outwards; absent when nothing of known amount did.
  public let received: Amount?
  public let given: Amount?
  public let receivedPrecision: TotalPrecision
  public let givenPrecision: TotalPrecision
  /// The lesser of received and given.
  public let passedOn: Amount?
  /// What is given above what is received, and received above what is given; absent when it is nothing.
  public let own: Amount?
  public let kept: Amount?
  /// Flows of which both ends lie in the node, and their known amounts.
  public let insideFlows: Int
  public let inside: Amount?
  public let upstream: Side?
  public let downstream: Side?
  /// Second mentions of flows on the way.
  public let repeats: [Int]
  /// Flows on the way that may be part of others that count.
  public let uncertain: [Int]
  /// Flows on the way of which parts take more than there is.
  public let exceeded: [Int]
  /// Flows on the way whose ends stand for the same place of the level.
  public let rolledUp: [Int]
  /// Flows left out by the years: their period reaches beyond, or a bound of it is not known.
  public let straddling: [Int]
  public let undated: [Int]
  /// Flows to or from a group of which only some members lie in the node.
  public let shared: [Int]

  /// What was found in one direction.
  public struct Side: Sendable {
    public let direction: TraceQuestion.Direction
    /// What is traced: all that was received, or given. Absent when nothing of known amount was.
    public let total: Amount?
    /// The largest amount first, ties by id.
    public let lines: [TraceLine]
    /// What came back to the node that gave it; absent when it is nothing.
    public let returned: Amount?
    /// The share of that in the total, in per cent.
    public let returnedShare: ExactDecimal?
    /// The sum of the lines that are ``TraceLine/Reading/excess`` or ``TraceLine/Reading/kept``: what the record does not
    /// account for, unless it is their own or stayed there. Absent when it is nothing.
    public let unaccounted: Amount?
    /// Nodes whose share is less than a unit and left out.
    public let belowUnit: Int
    /// Edges on the way, the most carried first, then the nearest, ties by ends.
    public let steps: [TraceStep]
    /// Rows on the way whose amount is not known.
    public let unknown: [Int]
    public let cycles: [TraceCycle]
    /// Nodes on the way, without the node asked about.
    public let nodeCount: Int
  }
}

/// The part of the total that began, or ended, at one node.
public struct TraceLine: Sendable {
  public enum Reading: String, Term {
    /// It received nothing on record.
    case firstOnRecord = "first_on_record"
    /// It gave more than it received on record.
    case excess
    /// It gave nothing on record.
    case lastOnRecord = "last_on_record"
    /// It gave less than it received on record.
    case kept

    public var label: Wording {
      switch self {
      case .firstOnRecord: Wording(en: "first on record", zh: "记载源头")
      case .excess: Wording(en: "more than it received on record", zh: "超出记载的来款")
      case .lastOnRecord: Wording(en: "last on record", zh: "记载终点")
      case .kept: Wording(en: "not passed on on record", zh: "未见下拨记载")
      }
    }
  }

  public let node: NodeIndex
  public let amount: Amount
  /// In per cent of the total, four decimals; shares add up to 100.
  public let share: ExactDecimal
  /// The fewest flows between the node and the node asked about.
  public let steps: Int
  public let reading: Reading
  /// Exact when printed amounts were added and nothing was divided; derived when it was divided in proportion; a bound
  /// only for what runs straight to the node asked about.
  public let precision: TotalPrecision
  /// Whether a flow on the way may be part of another one that counts.
  public let mayOverlap: Bool
}

/// All that runs from one node to another, and how much of it is part of what is traced.
public struct TraceStep: Sendable {
  public enum Basis: String, Term {
    /// Rows as they stand.
    case recorded
    /// A row less its parts, which run elsewhere, is among them.
    case rest
    /// No row: from the recipient of a flow to a node in it that passes a part of that flow on.
    case implied

    public var label: Wording {
      switch self {
      case .recorded: Wording(en: "recorded", zh: "有记载")
      case .rest: Wording(en: "rest of a whole", zh: "扣除分项后的余额")
      case .implied: Wording(en: "implied by a part", zh: "由分项推知")
      }
    }
  }

  public let donor: NodeIndex
  public let recipient: NodeIndex
  /// 1 when it touches the node asked about, 2 when one node lies between, over the shortest way.
  public let distance: Int
  /// Rounded to a whole fen by itself.
  public let carried: Amount
  public let whole: Amount
  public let basis: Basis
  public let precision: TotalPrecision
  public let mayOverlap: Bool
  /// Rows, ascending.
  public let rows: [Int]
}

/// Nodes of which each reaches each other: amounts may have gone round among them.
public struct TraceCycle: Sendable {
  /// In id order, without the node asked about.
  public let nodes: [NodeIndex]
  public let passesNode: Bool
  /// The sum of what runs among them.
  public let inside: Amount
  /// What passed a node that it had passed before, at the node where it is most; absent for very large cycles.
  public let goesRound: Amount?
}
