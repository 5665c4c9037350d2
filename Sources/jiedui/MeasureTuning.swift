internal import ArgumentParser
internal import JieduiKit

/// What measures can be told; each has a default that a result states.
struct MeasureTuning: ParsableArguments {
  @Option(help: "PageRank: the probability of following an edge, between 0 and 1.")
  var damping = 0.85

  @Option(help: "PageRank, Katz, HITS, eigenvector: how closely the iteration must settle.")
  var tolerance = 1e-10

  @Option(
    help: "Katz: how much a step counts. Default: 0.85 / the largest strength of arriving edges.")
  var attenuation: Double?

  @Option(help: "Leiden and Louvain: above 1 favours smaller communities.")
  var resolution = 1.0

  @Option(help: "The seed of methods that draw at random.")
  var seed = SplitMix64.standardSeed

  @Option(help: "Betweenness: estimate it from so many sources instead of all.")
  var pivots: Int?

  @Option(
    help:
      "Betweenness: estimate it so that no value is wrong by more than this share of all pairs."
  )
  var error: Double?

  @Option(help: "Betweenness with --error: the probability that the bound holds.")
  var confidence = 0.99

  func validate() throws {
    try Self.require(damping > 0 && damping < 1, "--damping must lie between 0 and 1.")
    try Self.require(tolerance > 0 && tolerance < 1, "--tolerance must lie between 0 and 1.")
    try Self.require(attenuation.map { $0 > 0 } ?? true, "--attenuation must be above 0.")
    try Self.require(resolution >= 0 && resolution.isFinite, "--resolution must not be negative.")
    try Self.require(pivots.map { $0 > 0 } ?? true, "--pivots must be at least 1.")
    try Self.require(error.map { $0 > 0 && $0 < 1 } ?? true, "--error must lie between 0 and 1.")
    try Self.require(confidence > 0 && confidence < 1, "--confidence must lie between 0 and 1.")
    try Self.require(pivots == nil || error == nil, "Give --pivots or --error, not both.")
  }

  private static func require(_ holds: Bool, _ message: String) throws {
    if !holds { throw ValidationError(message) }
  }

  var options: MeasureOptions {
    var options = MeasureOptions()
    options.damping = damping
    options.tolerance = tolerance
    options.attenuation = attenuation
    options.resolution = resolution
    options.seed = seed
    options.pivots = pivots
    options.maximumError = error
    options.confidence = confidence
    return options
  }
}

/// Reads a list of measures.
func graphMeasures(_ text: String, among known: [GraphMeasure]) throws -> [GraphMeasure] {
  var measures: [GraphMeasure] = []
  for name in text.split(separator: ",") {
    guard let measure = GraphMeasure(rawValue: String(name)), known.contains(measure) else {
      let names = known.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no measure ‘\(name)’ here. Measures are: \(names).")
    }
    if !measures.contains(measure) { measures.append(measure) }
  }
  if measures.isEmpty { throw ValidationError("Name at least one measure.") }
  return measures
}
