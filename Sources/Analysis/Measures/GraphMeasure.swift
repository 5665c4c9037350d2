public import NetworkModel

/// A measure that a graph can be asked for by name.
public enum GraphMeasure: String, Term {
  // Of nodes.
  case degree, strength, core, clustering, closeness, harmonic, eccentricity, betweenness
  case eigenvector, katz, pagerank, hits, constraint
  case effectiveSize = "effective_size"
  case bridging
  case component
  case strongComponent = "strong_component"
  case leiden, louvain
  case labelPropagation = "label_propagation"
  case removal
  // Of edges.
  case edgeBetweenness = "edge_betweenness"
  case bridges
  case spanningForest = "spanning_forest"
  // Of the whole graph.
  case summary, assortativity, distances, triads, attack
  // Of two nodes, or from one.
  case path, paths
  case maximumFlow = "maximum_flow"
  case minimumCostFlow = "minimum_cost_flow"
  case dominators
  // Of two-mode graphs.
  case matching, redundancy, projection

  /// Of what a measure speaks.
  public enum Subject: String, Sendable {
    case nodes, edges, graph, ends
    case twoMode = "two_mode"
  }

  public var subject: Subject {
    switch self {
    case .edgeBetweenness, .bridges, .spanningForest: .edges
    case .summary, .assortativity, .distances, .triads, .attack: .graph
    case .path, .paths, .maximumFlow, .minimumCostFlow, .dominators: .ends
    case .matching, .redundancy, .projection: .twoMode
    default: .nodes
    }
  }

  /// The measures of nodes, which can be listed side by side.
  public static let ofNodes = allCases.filter { $0.subject == .nodes }

  public var label: Wording {
    switch self {
    case .degree: Wording(en: "degree", zh: "度")
    case .strength: Wording(en: "strength", zh: "强度")
    case .core: Wording(en: "core number", zh: "核数")
    case .clustering: Wording(en: "clustering", zh: "聚集系数")
    case .closeness: Wording(en: "closeness", zh: "接近中心性")
    case .harmonic: Wording(en: "harmonic closeness", zh: "调和接近中心性")
    case .eccentricity: Wording(en: "eccentricity", zh: "离心率")
    case .betweenness: Wording(en: "betweenness", zh: "中介中心性")
    case .eigenvector: Wording(en: "eigenvector centrality", zh: "特征向量中心性")
    case .katz: Wording(en: "Katz centrality", zh: "Katz 中心性")
    case .pagerank: Wording(en: "PageRank", zh: "PageRank")
    case .hits: Wording(en: "hubs and authorities", zh: "枢纽值与权威值")
    case .constraint: Wording(en: "constraint", zh: "约束系数")
    case .effectiveSize: Wording(en: "effective size", zh: "有效规模")
    case .bridging: Wording(en: "bridging centrality", zh: "桥接中心性")
    case .component: Wording(en: "component", zh: "连通分支")
    case .strongComponent: Wording(en: "strong component", zh: "强连通分支")
    case .leiden: Wording(en: "community (Leiden)", zh: "社群（Leiden）")
    case .louvain: Wording(en: "community (Louvain)", zh: "社群（Louvain）")
    case .labelPropagation: Wording(en: "community (label propagation)", zh: "社群（标签传播）")
    case .removal: Wording(en: "loss on removal", zh: "移除后的损失")
    case .edgeBetweenness: Wording(en: "edge betweenness", zh: "边中介中心性")
    case .bridges: Wording(en: "bridges", zh: "割边")
    case .spanningForest: Wording(en: "minimum spanning forest", zh: "最小生成森林")
    case .summary: Wording(en: "summary", zh: "概况")
    case .assortativity: Wording(en: "assortativity", zh: "同配性")
    case .distances: Wording(en: "distances", zh: "距离分布")
    case .triads: Wording(en: "triad census", zh: "三元组普查")
    case .attack: Wording(en: "attack curve", zh: "攻击曲线")
    case .path: Wording(en: "shortest path", zh: "最短路径")
    case .paths: Wording(en: "shortest simple paths", zh: "前若干条最短路径")
    case .maximumFlow: Wording(en: "maximum flow", zh: "最大流")
    case .minimumCostFlow: Wording(en: "minimum-cost flow", zh: "最小费用流")
    case .dominators: Wording(en: "dominators", zh: "支配节点")
    case .matching: Wording(en: "maximum matching", zh: "最大匹配")
    case .redundancy: Wording(en: "redundancy", zh: "冗余系数")
    case .projection: Wording(en: "projection", zh: "单模投影")
    }
  }
}
