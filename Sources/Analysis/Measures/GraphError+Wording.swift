public import GraphCore
public import NetworkModel

extension GraphError {
  /// The refusal in both languages.
  public var message: Wording { message(naming: String.init, edges: String.init) }

  /// The refusal, with nodes and edges called by the names that people know.
  public func message(
    naming node: (Int) -> String, edges edge: (Int) -> String
  ) -> Wording {
    switch self {
    case .selfLoop(let loop):
      Wording(
        en: "Node \(node(loop)) has an edge to itself, which this measure refuses.",
        zh: "节点 \(node(loop)) 有指向自身的边，此指标不接受。")
    case .parallelEdges(let source, let target):
      Wording(
        en:
          "There are several edges from \(node(source)) to \(node(target)); make one of them first.",
        zh: "\(node(source)) 与 \(node(target)) 之间有多条边；请先合并。")
    case .negativeWeight(let place, let weight):
      Wording(
        en: "Edge \(edge(place)) has the weight \(weight); it must not be negative here.",
        zh: "边 \(edge(place)) 的权重为 \(weight)，此处不得为负。")
    case .notBipartite(let place):
      Wording(
        en: "Edge \(edge(place)) joins two nodes of the same side: the graph is not two-mode.",
        zh: "边 \(edge(place)) 的两端属于同一侧，图不是二部图。")
    default: Wording(en: description, zh: chinese)
    }
  }

  private var chinese: String {
    switch self {
    case .nodeOutOfRange(let node, let count): "节点 \(node) 不在 \(count) 个节点之内（自 0 编号）。"
    case .edgeOutOfRange(let edge, let count): "边 \(edge) 不在 \(count) 条边之内（自 0 编号）。"
    case .tooLarge(let nodes, let edges): "\(nodes) 个节点、\(edges) 条边，超出 32 位编号的范围。"
    case .wrongCount(let what, let expected, let found):
      "\(what) 应有 \(expected) 个，实有 \(found) 个。"
    case .overflow: "数值超出 64 位整数范围；请改用更大的单位。"
    case .needsDirected: "此指标需要有向图。"
    case .needsUndirected: "此指标需要无向图；可加 --undirected 忽略方向。"
    case .parameter(let name, let problem): "参数 \(name) 有误：\(problem)。"
    case .notConverged(_, let iterations, let residual):
      "迭代 \(iterations) 次仍未收敛，变化量为 \(residual)。"
    case .notConserved(_, let lost): "分配结果与总额不符，相差 \(lost) 个单位；属程序错误，结果不予输出。"
    case .cancelled: "计算已取消。"
    case .selfLoop, .parallelEdges, .negativeWeight, .notBipartite: description
    }
  }
}
