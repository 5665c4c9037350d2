public import Analysis
internal import GraphCore
public import NetworkModel

/// What the nodes, edges and units of a graph are called where its measures are shown.
public struct MeasurePresentation: Sendable {
  /// What the whole numbers of strengths or lengths count.
  public enum Unit: Hashable, Sendable {
    case whole
    case fen
    /// Steps of 10^−scale.
    case decimal(scale: UInt8)

    func cell(_ value: Int64) -> Cell {
      switch self {
      case .whole, .decimal(scale: 0): .integer(Int(value))
      case .fen: .money(Money(fen: value))
      case .decimal(let scale): .decimal(ExactDecimal(value, scale: scale))
      }
    }

    var kind: Column.Kind {
      switch self {
      case .whole, .decimal(scale: 0): .integer
      case .fen: .money
      case .decimal: .decimal
      }
    }
  }

  /// How a node is named where it is one of several in a row.
  let name: @Sendable (Int) -> Cell
  /// Columns that tell a node, and their cells.
  let nodeColumns: [Column]
  let nodeCells: @Sendable (Int) -> [Cell]
  /// Columns that tell an edge beyond its ends, and their cells.
  let edgeColumns: [Column]
  let edgeCells: @Sendable (Int) -> [Cell]
  let strengths: Unit
  let lengths: Unit
  let costs: Unit

  /// Nodes of a network under their ids and names.
  public init(_ graph: NetworkGraph, in network: PairingNetwork) {
    nodeColumns = [
      Column("id", Wording(en: "id", zh: "编号")), Column("name", Wording(en: "name", zh: "名称")),
      Column("kind", Wording(en: "kind", zh: "类别")),
    ]
    nodeCells = { position in
      let node = network[graph.nodes[position]]
      return [.text(node.id), .name(of: node), Cell(node.kind)]
    }
    name = { .name(of: network[graph.nodes[$0]]) }
    edgeColumns = [Column("layer", Wording(en: "layer", zh: "类别"))]
    edgeCells = { edge in
      let layer = graph.layer(of: edge)
      return [.term(layer.name, layer.label)]
    }
    switch graph.weightUnit {
    case .edges: strengths = .whole
    case .fen: strengths = .fen
    case .quantity(_, let scale): strengths = .decimal(scale: scale)
    }
    lengths = .whole
    costs = .whole
  }

  /// Nodes of a plain graph under their names.
  public init(
    names: @escaping @Sendable (Int) -> String, strengths: Unit = .whole, lengths: Unit = .whole,
    costs: Unit = .whole
  ) {
    nodeColumns = [Column("name", Wording(en: "name", zh: "名称"))]
    nodeCells = { [.text(names($0))] }
    name = { .text(names($0)) }
    edgeColumns = []
    edgeCells = { _ in [] }
    self.strengths = strengths
    self.lengths = lengths
    self.costs = costs
  }
}
