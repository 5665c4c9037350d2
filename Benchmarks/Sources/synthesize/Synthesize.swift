import Foundation

/// Writes a synthetic national network of pairings, funds and returns: `NAME_nodes.csv` and
/// `NAME_edges.csv`. Everything is integer arithmetic, so the bytes are the same everywhere; they are
/// checked against the known fingerprints.
///
///     synthesize S|M|L FOLDER
@main
struct Synthesize {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let name = arguments.first, let folder = arguments.last,
      let size = NetworkSize.named(name)
    else {
      print("synthesize S|M|L FOLDER")
      exit(64)
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let places = SyntheticPlaces(size: size)
    let tables = [
      ("\(folder)/\(name)_nodes.csv", nodes(places), size.nodesDigest),
      ("\(folder)/\(name)_edges.csv", edges(places), size.edgesDigest),
    ]
    for (path, bytes, expected) in tables {
      let found = SHA256.hex(bytes)
      guard found == expected else {
        print("\(path): SHA-256 is \(found), not \(expected); nothing was written")
        exit(1)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      print("\(path): \(bytes.count) bytes, SHA-256 \(found)")
    }
  }

  private static func nodes(_ places: SyntheticPlaces) -> [UInt8] {
    var table = IntegerTable("id,level,parent,east,lat_e5,lon_e5,pop")
    for node in 0..<places.count {
      table.row(
        node, places.level[node], places.parent[node], places.isEast[node] ? 1 : 0,
        places.latitude[node], places.longitude[node], places.population[node])
    }
    return table.bytes
  }

  private static func edges(_ places: SyntheticPlaces) -> [UInt8] {
    var table = IntegerTable("src,dst,kind,dist_m,amount")
    SyntheticEdges(places).visit { source, target, kind, amount in
      table.row(source, target, kind, places.distance(source, target), amount)
    }
    return table.bytes
  }
}

/// A table of integers as comma-separated text.
private struct IntegerTable {
  private(set) var bytes: [UInt8]

  init(_ header: String) { bytes = Array("\(header)\n".utf8) }

  mutating func row(_ values: Int...) {
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: String(value).utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
