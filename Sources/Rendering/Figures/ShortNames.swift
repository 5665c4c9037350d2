internal import NetworkModel

/// Short names of some nodes; those that two of them would share give way to full names: 临夏市 and 临夏县.
struct ShortNames {
  private let names: [NodeIndex: String]
  private let network: PairingNetwork
  private let language: Language

  init(_ nodes: some Sequence<NodeIndex>, in network: PairingNetwork, _ language: Language) {
    self.network = network
    self.language = language
    var short: [NodeIndex: String] = [:]
    var counts: [String: Int] = [:]
    for node in Set(nodes) {
      let name =
        language == .zh ? network[node].shortName : FigureWords.shortName(network[node])
      short[node] = name
      counts[name, default: 0] += 1
    }
    for (node, name) in short where counts[name] ?? 0 > 1 {
      short[node] = network[node].name(in: language)
    }
    names = short
  }

  /// The node under its short name.
  func place(_ node: NodeIndex) -> FigurePlace {
    FigurePlace(
      id: network[node].id, name: self[node], fullName: network[node].name(in: language))
  }

  subscript(node: NodeIndex) -> String {
    names[node] ?? network[node].name(in: language)
  }
}
