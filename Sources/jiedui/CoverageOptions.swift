internal import ArgumentParser
internal import JieduiKit

/// Which units and layers are asked about, where and when.
struct UnitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The units: \(UnitClass.allNames.joined(separator: ", ")).", valueName: "units"))
  var level = UnitClass.level(.county)

  @Option(help: "Only units in this place (id, name or short name); in a figure, recipients.")
  var within: String?

  @Option(help: "Only members of this group; in a figure, recipients.")
  var group: String?

  @Option(
    help: ArgumentHelp(
      """
      The layers, separated by commas: \(PairingKind.allCases.map(\.rawValue).joined(separator: ", ")); \
      or all, which leaves out central. By default the layers that belong to the units.
      """))
  var kind: String?

  @OptionGroup var date: DateOptions

  func validate() throws {
    _ = try kinds()
  }

  func kinds() throws -> Set<PairingKind> { try pairingKinds(kind) }

  /// The question, with the places that it names looked up.
  func question(
    _ options: PackageOptions, side: CoverageQuestion.Side = .recipient, in network: PairingNetwork
  ) throws -> CoverageQuestion {
    CoverageQuestion(
      level, within: try within.map { try options.find($0, in: network) },
      group: try group.map { try options.find($0, in: network) }, kinds: try kinds(), side: side,
      date: date.asOf)
  }
}

/// A question about coverage, and how its answer is summed up.
struct CoverageOptions: ParsableArguments {
  @OptionGroup var units: UnitOptions

  @Option(help: "The end of a pairing that counts: recipient, donor or either.")
  var side = CoverageQuestion.Side.recipient

  @Option(help: "Sum up by the places of this level: province, prefecture, county or town.")
  var by: Level?

  /// Answers the question.
  func report(_ options: PackageOptions, in network: PairingNetwork) throws -> CoverageReport {
    coverage(try units.question(options, side: side, in: network), in: network)
  }
}

/// Reads a list of layers; an empty set stands for the default of the verb.
func pairingKinds(_ text: String?) throws -> Set<PairingKind> {
  guard let text else { return [] }
  var kinds: Set<PairingKind> = []
  for name in text.split(separator: ",") {
    if name == "all" {
      kinds.formUnion(PairingKind.allCases.filter { $0 != .central })
    } else if let kind = PairingKind(rawValue: String(name)) {
      kinds.insert(kind)
    } else {
      let known = PairingKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no layer ‘\(name)’. Layers are: \(known), or all.")
    }
  }
  return kinds
}
