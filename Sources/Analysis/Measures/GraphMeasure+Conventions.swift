public import NetworkModel

extension GraphMeasure {
  /// What the numbers count, which way, and over what: printed with every result in JSON.
  public var convention: Wording {
    switch self {
    case .degree:
      Wording(
        en:
          "Number of edges at the node; in a directed graph also the edges that arrive (in) and leave (out). Parallel edges count each; a loop counts twice in the whole degree.",
        zh: "与节点相连的边数；有向图另列入度与出度。平行边逐条计数，自环在总度中计两次。")
    case .strength:
      Wording(
        en: "Sum of the weights of the edges at the node, exact integers; parallel edges add up.",
        zh: "与节点相连各边权重之和，整数精确计算；平行边相加。")
    case .core:
      Wording(
        en:
          "Largest k for which the node lies in a subgraph whose nodes all have at least k neighbours in it. Direction, parallel edges and loops are ignored.",
        zh: "使节点位于某子图、且该子图中各节点至少有 k 个邻居的最大 k。不计方向、平行边与自环。")
    case .clustering:
      Wording(
        en:
          "Share of the pairs of neighbours that are neighbours themselves; missing with fewer than two neighbours. Direction, parallel edges and loops are ignored.",
        zh: "邻居之间两两相邻的比例；邻居不足两个时无定义。不计方向、平行边与自环。")
    case .closeness:
      Wording(
        en:
          "(r − 1) / (n − 1) · (r − 1) / (sum of distances) over the r nodes reached, the node itself included (Wasserman and Faust). out: distances from the node; in: distances to it. Unreachable nodes add no distance.",
        zh:
          "Wasserman–Faust 形式：(r − 1)/(n − 1) · (r − 1)/距离之和，r 为可达节点数（含自身）。out 为从该节点出发，in 为到达该节点；不可达者不计入距离。"
      )
    case .harmonic:
      Wording(
        en:
          "Sum of 1 / distance over all other nodes, divided by n − 1; an unreachable node adds 0. out: distances from the node; in: distances to it.",
        zh: "到其他各节点距离倒数之和除以 n − 1，不可达者计 0。out 为从该节点出发，in 为到达该节点。")
    case .eccentricity:
      Wording(
        en: "Distance in edges to the farthest node that can be reached, along the edges.",
        zh: "沿边方向到可达节点中最远者的步数。")
    case .betweenness:
      Wording(
        en:
          "Sum over pairs of other nodes of the share of their shortest paths that pass through the node; ends excluded; ordered pairs in a directed graph, unordered in an undirected one; not normalised. Parallel shortest edges are several paths.",
        zh: "对其他节点对求和：经过该节点的最短路径所占比例。不含端点；有向图按有序对，无向图按无序对；不归一化。平行的最短边视为多条路径。")
    case .eigenvector:
      Wording(
        en:
          "Entry of the leading eigenvector of the weighted adjacency, over arriving edges in a directed graph; Euclidean length 1.",
        zh: "加权邻接矩阵主特征向量的分量（有向图按指入边），欧氏长度为 1。")
    case .katz:
      Wording(
        en:
          "1 and the weighted number of walks that arrive at the node, each step multiplied by the attenuation; not normalised.",
        zh: "1 加上到达该节点的加权行走数，每步乘以衰减系数；不归一化。")
    case .pagerank:
      Wording(
        en:
          "Stationary share of a random walk that follows edges by weight and restarts with probability 1 − damping; from a node without leaving edges it restarts. Shares add up to 1.",
        zh: "按权重沿边随机游走并以 1 − 阻尼系数的概率重新开始的平稳占比；无出边的节点一律重新开始；合计为 1。")
    case .hits:
      Wording(
        en:
          "hub: gives to good authorities; authority: receives from good hubs (leading singular vectors of the weighted adjacency). Each adds up to 1.",
        zh: "枢纽值：指向高权威节点；权威值：被高枢纽节点指向（加权邻接矩阵的主奇异向量）。各自合计为 1。")
    case .constraint:
      Wording(
        en:
          "Burt's constraint: how far a node's ties lead back to each other; direction ignored, weights of both directions added; missing without neighbours.",
        zh: "Burt 约束系数：节点的联系在多大程度上彼此重复；不计方向，双向权重相加；无邻居时无定义。")
    case .effectiveSize:
      Wording(
        en: "Burt's effective size: neighbours less their redundancy; missing without neighbours.",
        zh: "Burt 有效规模：邻居数减去冗余部分；无邻居时无定义。")
    case .bridging:
      Wording(
        en: "Betweenness times the bridging coefficient (Hwang et al. 2006), direction ignored.",
        zh: "中介中心性乘以桥接系数（Hwang 等，2006），不计方向。")
    case .component:
      Wording(
        en: "Number of the weakly connected component, from 1 in the order of first members.",
        zh: "弱连通分支编号，自 1 起，按首个成员排序。")
    case .strongComponent:
      Wording(
        en: "Number of the strongly connected component, from 1 in the order of first members.",
        zh: "强连通分支编号，自 1 起，按首个成员排序。")
    case .leiden, .louvain:
      Wording(
        en:
          "Number of the community, from 1 in the order of first members; modularity with the stated resolution, weights used, direction ignored; seeded.",
        zh: "社群编号，自 1 起，按首个成员排序；以给定分辨率的模块度为目标，计权重、不计方向；随机种子固定。")
    case .labelPropagation:
      Wording(
        en:
          "Number of the community, from 1 in the order of first members; labels spread by weight, direction ignored; seeded.",
        zh: "社群编号，自 1 起，按首个成员排序；标签按权重传播，不计方向；随机种子固定。")
    case .removal:
      Wording(
        en:
          "What the node's removal would do to its component, direction ignored: into how many parts it falls, and how many nodes are then outside the largest part.",
        zh: "移除该节点对所在连通分支（不计方向）的影响：分成几部分，最大部分之外有多少节点。")
    case .edgeBetweenness:
      Wording(
        en:
          "Sum over pairs of nodes of the share of their shortest paths that use the edge; ordered pairs in a directed graph, unordered in an undirected one; not normalised.",
        zh: "对节点对求和：使用该边的最短路径所占比例；有向图按有序对，无向图按无序对；不归一化。")
    case .bridges:
      Wording(
        en:
          "Edges whose removal alone splits a component, direction ignored. One of several parallel edges never is one.",
        zh: "移除后即分裂连通分支的边，不计方向。有平行边者不是割边。")
    case .spanningForest:
      Wording(
        en: "The edges of least total length that keep every component together; ties by edge.",
        zh: "以最小总长度维持各连通分支的边；并列时按边的次序。")
    case .summary:
      Wording(
        en:
          "Counts, density (parallel edges merged, loops dropped), reciprocity, transitivity and components of the graph.",
        zh: "计数、密度（合并平行边、不计自环）、互惠性、传递性与连通分支。")
    case .assortativity:
      Wording(
        en: "Pearson correlation of the degrees at the two ends of the edges.",
        zh: "边两端节点度的皮尔逊相关系数。")
    case .distances:
      Wording(
        en: "How many ordered pairs of nodes are how many edges apart.",
        zh: "各距离（步数）上的有序节点对数。")
    case .triads:
      Wording(
        en: "Number of triples of nodes of each of the 16 directed types (Holland and Leinhardt).",
        zh: "16 类有向三元组的数量（Holland–Leinhardt）。")
    case .attack:
      Wording(
        en:
          "What remains connected, direction ignored, as nodes are taken away in the stated order.",
        zh: "按给定次序逐个移除节点后仍然连通的部分，不计方向。")
    case .path, .paths:
      Wording(
        en: "The sum of lengths is least; ties go to fewer edges, then to lower edge numbers.",
        zh: "总长度最小；并列时取边数少者，再按边编号。")
    case .maximumFlow:
      Wording(
        en: "The most that can pass from source to target, and a cut of edges of that capacity.",
        zh: "由起点到终点可通过的最大流量，以及容量与之相等的割。")
    case .minimumCostFlow:
      Wording(
        en: "The amount is sent at the least total cost; the result is checked by its dual values.",
        zh: "以最小总费用送达给定数量；结果以对偶值核验。")
    case .dominators:
      Wording(
        en: "Each node's nearest gate: every way from the source to it passes there.",
        zh: "各节点最近的必经节点：由起点出发的所有路径均经过它。")
    case .matching:
      Wording(
        en:
          "The most pairs in which no node stands twice; a vertex cover of the same size proves it.",
        zh: "任一节点至多出现一次的最多配对；同样大小的顶点覆盖可证其最优。")
    case .redundancy:
      Wording(
        en:
          "Share of the pairs of a node's neighbours that are joined through another node too (Latapy et al. 2008).",
        zh: "节点的邻居两两之间另有其他共同邻居的比例（Latapy 等，2008）。")
    case .projection:
      Wording(
        en: "Pairs of nodes of one side with the number of neighbours that they share.",
        zh: "同侧节点对及其共同邻居数。")
    }
  }
}
