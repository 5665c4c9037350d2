import Foundation
import NetworkModel

@testable import DataPackage

/// A package in a folder of its own, gone when the test ends.
final class TemporaryPackage {
  let folder: String

  static let nodes = """
    id,kind,name,parent,lon,lat,datum,source
    12,municipality,天津市,,117.2,39.13,WGS84,s1
    120110,district,东丽区,12,117.31,39.09,WGS84,s1
    62,province,甘肃省,,103.83,36.06,WGS84,s1
    6205,prefecture,天水市,62,105.72,34.58,WGS84,s1
    620523,county,甘谷县,6205,105.34,34.75,WGS84,s1

    """
  static let pairings = """
    id,kind,donor,recipient,period,source
    p1,region,12,62,1996/..,s1
    p2,county,120110,620523,2017/..,s1

    """
  static let flowHeader = "id,measure,category,donor,recipient,period,amount,unit,status,source\n"
  static let sources = "id,title\ns1,示例文件\n"

  /// Makes a sound package with some tables replaced.
  init(_ tables: [String: String] = [:], bytes: [String: [UInt8]] = [:], descriptor: String? = nil)
    throws
  {
    folder = NSTemporaryDirectory() + "jiedui-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var all = [
      "nodes.csv": Self.nodes, "pairings.csv": Self.pairings, "sources.csv": Self.sources,
    ]
    all.merge(tables) { $1 }
    var files = all.mapValues { Array($0.utf8) }
    files.merge(bytes) { $1 }
    let listed = files.keys.sorted().map {
      "{\"name\": \"\($0.dropLast(4))\", \"path\": \"\($0)\"}"
    }
    let json =
      descriptor ?? "{\"name\": \"t\", \"resources\": [\(listed.joined(separator: ", "))]}"
    files["datapackage.json"] = Array(json.utf8)
    for (name, content) in files {
      try Data(content).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func read(_ options: PackageReader.Options = .init()) -> PackageReader.Result {
    PackageReader.read(folder, options: options)
  }
}

extension PackageReader.Result {
  /// The issues as `code line [column]`, for short expectations.
  var brief: [String] {
    issues.map { "\($0.code) \($0.line)" + ($0.column.map { " [\($0)]" } ?? "") }
  }
}
