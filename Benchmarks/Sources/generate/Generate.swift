import Foundation

/// Writes a synthetic package of national size: the real provinces, prefectures and counties with
/// invented towns, villages, pairings and flows. The same seed gives the same bytes.
///
///     generate places_national.csv FOLDER [--towns N] [--villages N] [--pairings N] [--flows N]
@main
struct Generate {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String, _ standard: Int) -> Int {
      guard let at = arguments.firstIndex(of: name), at + 1 < arguments.count,
        let value = Int(arguments[at + 1])
      else { return standard }
      arguments.removeSubrange(at...at + 1)
      return value
    }
    let size = Size(
      towns: option("--towns", 40_000), villages: option("--villages", 650_000),
      pairings: option("--pairings", 1_500_000), flows: option("--flows", 1_500_000))
    guard arguments.count == 2 else {
      print("generate PLACES.csv FOLDER [--towns N] [--villages N] [--pairings N] [--flows N]")
      exit(64)
    }
    try FileManager.default.createDirectory(
      atPath: arguments[1], withIntermediateDirectories: true)
    var maker = Maker(folder: arguments[1], size: size)
    try maker.make(places: arguments[0])
  }
}

struct Size {
  var towns, villages, pairings, flows: Int
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

struct Place {
  var id: String
  var longitude, latitude: Double
}

struct Maker {
  let folder: String
  let size: Size
  var random = Random(state: 2021)
  var counties: [Place] = []
  var towns: [Place] = []
  var villages: [Place] = []

  init(folder: String, size: Size) {
    self.folder = folder
    self.size = size
  }

  mutating func make(places: String) throws {
    try write("datapackage.json", Self.descriptor)
    try write("sources.csv", "id,title\nsynthetic,Synthetic data made by a seeded program\n")
    try makeNodes(try String(contentsOfFile: places, encoding: .utf8))
    try makePairingsAndFlows()
  }

  // MARK: - Nodes

  mutating func makeNodes(_ places: String) throws {
    var out = Writer("\(folder)/nodes.csv")
    out.put("id,kind,name,parent,lon,lat,datum,source,locator\n")
    for line in places.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let parent = cells[2] == "province" ? "" : cells[3]
      out.put(
        "\(cells[0]),\(cells[2]),\(cells[1]),\(parent),\(cells[4]),\(cells[5]),WGS84,synthetic,real unit\n"
      )
      if cells[2] == "county" {
        counties.append(
          Place(
            id: String(cells[0]), longitude: Double(cells[4]) ?? 105,
            latitude: Double(cells[5]) ?? 35))
      }
    }
    towns = children(of: counties, count: size.towns, kind: "town", name: ("乡", "镇"), into: &out)
    villages = children(
      of: towns, count: size.villages, kind: "village", name: ("村", "社区"), into: &out)
    try out.close()
  }

  mutating func children(
    of parents: [Place], count: Int, kind: String, name: (String, String), into out: inout Writer
  ) -> [Place] {
    let stems = ["东风", "红星", "新华", "前进", "胜利", "和平", "向阳", "青山", "白水", "石门", "大河", "小庄"]
    var made: [Place] = []
    made.reserveCapacity(count)
    for index in 0..<count {
      let order = index / parents.count
      let parent = parents[index % parents.count]
      let number = String(order + 1)
      let code = parent.id + String(repeating: "0", count: 3 - number.count) + number
      let place = Place(
        id: code, longitude: parent.longitude + Double(random.below(2000) - 1000) / 5000,
        latitude: parent.latitude + Double(random.below(2000) - 1000) / 5000)
      let suffix = order % 4 == 0 ? name.1 : name.0
      out.put("\(code),\(kind),\(stems[order % 12])\(order + 1)\(suffix),\(parent.id),")
      out.put(place.longitude)
      out.put(",")
      out.put(place.latitude)
      out.put(",WGS84,synthetic,row \(index)\n")
      made.append(place)
    }
    return made
  }

  // MARK: - Edges

  mutating func makePairingsAndFlows() throws {
    var pairings = Writer("\(folder)/pairings.csv")
    var flows = Writer("\(folder)/flows.csv")
    pairings.put("id,kind,donor,recipient,period,programme,source,locator\n")
    flows.put(
      "id,measure,category,donor,recipient,period,amount,unit,status,precision,pairing,source,locator\n"
    )
    let categories = ["产业合作", "劳务协作", "教育", "医疗卫生", "\"住房,道路\"", "人才支援"]
    let statuses = ["allocated", "disbursed", "planned", "spent"]
    for index in 0..<max(size.pairings, size.flows) {
      let (kind, donor, recipient) = pair(index)
      let start = 2012 + random.below(8)
      let id = padded(index)
      if index < size.pairings {
        pairings.put(
          "P\(id),\(kind),\(donor),\(recipient),\(start)/\(start + 1 + random.below(4)),synthetic,synthetic,row \(index)\n"
        )
      }
      if index < size.flows {
        let tenths = random.below(90_000) + 1
        let (amount, unit) =
          index % 3 == 0
          ? ("\(tenths * 1000)", "CNY") : ("\(tenths / 10).\(tenths % 10)\(index % 10)", "万元")
        let pairing = index < size.pairings ? "P\(id)" : ""
        flows.put(
          "F\(id),money,\(categories[random.below(6)]),\(donor),\(recipient),\(start),\(amount),\(unit),\(statuses[random.below(4)]),exact,\(pairing),synthetic,row \(index)\n"
        )
      }
    }
    try pairings.close()
    try flows.close()
  }

  /// A donor from the first half of the list of codes, a recipient from the second; no pair twice.
  mutating func pair(_ index: Int) -> (String, String, String) {
    func ends(_ donors: [Place], _ recipients: [Place], _ turn: Int) -> (String, String) {
      let (givers, takers) = (donors.count / 2, recipients.count / 2)
      let taker = turn % takers
      let giver = (taker * 7 + turn / takers * 101) % givers
      return (donors[giver].id, recipients[takers + taker].id)
    }
    let (round, step) = (index / 30, index % 30)
    switch step {
    case 0:
      let (donor, recipient) = ends(towns, towns, round)
      return ("town", donor, recipient)
    case 1...14:
      let (donor, recipient) = ends(villages, villages, round * 14 + step - 1)
      return ("village", donor, recipient)
    case 15...22:
      let (donor, recipient) = ends(counties, villages, round * 8 + step - 15)
      return ("enterprise_village", donor, recipient)
    default:
      let (donor, recipient) = ends(counties, villages, round * 7 + step - 23)
      return ("organisation_village", donor, recipient)
    }
  }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 7 - digits.count) + digits
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
  }

  static let descriptor = """
    {
      "name": "synthetic-national",
      "title": "Synthetic data of national size: real counties, everything below and between invented",
      "profile": "tabular-data-package",
      "resources": [
        {"name": "nodes", "path": "nodes.csv"},
        {"name": "pairings", "path": "pairings.csv"},
        {"name": "flows", "path": "flows.csv"},
        {"name": "sources", "path": "sources.csv"}
      ]
    }

    """
}

/// Buffered output; five decimals for degrees.
struct Writer {
  private let file: UnsafeMutablePointer<FILE>?
  private var buffer: [UInt8] = []

  init(_ path: String) {
    file = fopen(path, "w")
    buffer.reserveCapacity(1 << 20)
  }

  mutating func put(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 20 { flush() }
  }

  mutating func put(_ degrees: Double) {
    let scaled = Int((degrees * 100_000).rounded())
    let fraction = String(abs(scaled) % 100_000)
    let sign = scaled < 0 ? "-" : ""
    put(
      "\(sign)\(abs(scaled) / 100_000).\(String(repeating: "0", count: 5 - fraction.count))\(fraction)"
    )
  }

  private mutating func flush() {
    guard let file else { return }
    precondition(fwrite(buffer, 1, buffer.count, file) == buffer.count, "The disk is full.")
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func close() throws {
    flush()
    if let file, fclose(file) != 0 { throw CocoaError(.fileWriteUnknown) }
  }
}
