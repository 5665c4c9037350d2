import DataPackage
import Foundation
import FoundationXML
import Geodesy
import NetworkModel
import Rendering
import TestSupport
import Testing

@testable import Reports

/// Packages and the pages that reports make of them.
enum Pages {
  static let bundled = PackageReader.read(
    Repository.tianjin.path, options: .init(computesFingerprint: true))

  static func material(
    _ reading: PackageReader.Result, areas: [FigureArea] = []
  ) -> ReportMaterial {
    ReportMaterial(
      package: "tianjin",
      provenance: FigureProvenance(
        fingerprint: reading.fingerprint ?? "0123456789abcdef", program: "jiedui test"),
      areas: areas, referenceSystem: Projection.chinaAlbersText,
      issues: IssueReport(issues: reading.issues, rowCounts: reading.rowCounts))
  }

  static func areas(in network: PairingNetwork) -> [FigureArea] {
    ["counties", "prefectures"].flatMap { name in
      GeoJSONReader.read(
        Repository.geodata.appending(path: "boundaries-odbl/\(name).geojson").path
      ).boundaries.map { FigureArea(id: $0.id, area: $0.area, in: network) }
    }
  }

  static func question(_ language: Language) -> ReportQuestion {
    ReportQuestion(language: language, date: CalendarDate("2018"), since: CalendarDate("2012"))
  }

  /// The whole bundled package, once for each language.
  static let english = report(.en)
  static let chinese = report(.zh)

  static func of(_ language: Language) throws -> Report {
    try #require(language == .zh ? chinese : english)
  }

  private static func report(_ language: Language) -> Report? {
    guard let network = bundled.network else { return nil }
    return Report(
      question(language), from: material(bundled, areas: areas(in: network)), of: network)
  }

  /// A package from tables in CSV.
  static func package(_ tables: [String: String]) throws -> PackageReader.Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = tables.keys.sorted()
    for name in names {
      try Data((tables[name] ?? "").utf8).write(to: folder.appending(path: "\(name).csv"))
    }
    let resources = names.map {
      #"{"name": "\#($0)", "path": "\#($0).csv", "schema": {"fields": []}}"#
    }
    try Data(#"{"name": "x", "resources": [\#(resources.joined(separator: ", "))]}"#.utf8)
      .write(to: folder.appending(path: "datapackage.json"))
    return PackageReader.read(folder.path, options: .init(computesFingerprint: true))
  }

  /// 50 donors, 300 recipients in 20 prefectures, a pairing and an amount for each recipient.
  static func large() throws -> PackageReader.Result {
    var nodes =
      "id,kind,name,parent,lon,lat,source\nP1,province,甲省,,116,39,s\nP2,province,乙省,,103,36,s\n"
    var pairings = "id,kind,donor,recipient,period,source\n"
    var flows = "id,measure,category,donor,recipient,period,amount,unit,status,precision,source\n"
    for donor in 0..<50 {
      nodes += "D\(donor),county,甲\(donor)县,P1,\(116 + Double(donor) / 50),39.5,s\n"
    }
    for group in 0..<20 { nodes += "Q\(group),prefecture,乙\(group)市,P2,103,36,s\n" }
    for unit in 0..<300 {
      nodes +=
        "R\(unit),county,乙\(unit)县,Q\(unit % 20),\(100 + Double(unit % 25) / 5),\(33 + Double(unit / 25) / 5),s\n"
      pairings += "p\(unit),county,D\(unit % 50),R\(unit),2016/2020,s\n"
      flows +=
        "f\(unit),money,fiscal,D\(unit % 50),R\(unit),2019,\(unit + 1),万元,disbursed,exact,s\n"
    }
    return try package([
      "nodes": nodes, "pairings": pairings, "flows": flows, "sources": "id,title\ns,出处\n",
    ])
  }
}

/// A page read as XML: its elements in order, with attributes and the text directly in them.
final class PageElements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    let parents: [String]
    /// With that of all elements inside it.
    var text = ""
  }

  private(set) var elements: [Element] = []
  private(set) var isWellFormed = false
  private var open: [Int] = []

  init(_ html: String) {
    super.init()
    // What HTML allows and XML does not: the doctype, elements without end, attributes without value, raw script.
    var text = html.replacing("<!DOCTYPE html>\n", with: "")
    text.replace(#/<script>[^\u{0}]*?</script>/#, with: "<script></script>")
    text.replace(#/<style>[^\u{0}]*?</style>/#, with: "<style></style>")
    text.replace(#/<(meta|input)([^>]*)>/#) { "<\($0.1)\($0.2)/>" }
    for name in ["hidden", "open"] { text.replace(" \(name)>", with: " \(name)=\"\">") }
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(
      Element(
        name: element, attributes: attributes, parents: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for index in open { elements[index].text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}
