public import DataPackage
public import NetworkModel
public import Rendering
public import Scenarios

/// What a report is asked to show.
public struct ReportQuestion: Sendable {
  /// The language of everything that a person reads.
  public var language: Language
  /// The heading of the page; absent, it says who is paired with whom.
  public var title: String?
  /// The day, month or year on which pairings and coverage are looked at.
  public var date: CalendarDate?
  /// An earlier date: what changed since then becomes a section.
  public var since: CalendarDate?
  /// Only what this place or group receives.
  public var place: NodeIndex?

  public init(
    language: Language = .en, title: String? = nil, date: CalendarDate? = nil,
    since: CalendarDate? = nil, place: NodeIndex? = nil
  ) {
    self.language = language
    self.title = title
    self.date = date
    self.since = since
    self.place = place
  }

  /// The latest year that a pairing names as its beginning or end: the year that a report is about when none is asked for.
  ///
  /// A pairing that goes on names no end, so it does not push the year into a future that nobody wrote down. Absent when no
  /// pairing has a date.
  ///
  /// - Complexity: O(pairings).
  public static func latestYear(of network: PairingNetwork) -> CalendarDate? {
    var latest: Int16?
    for row in network.pairingRows {
      for case .date(let date, _) in [row.period.start, row.period.end] {
        latest = max(latest ?? date.year, date.year)
      }
    }
    return latest.flatMap { CalendarDate(year: Int($0)) }
  }
}

/// What a report is made from beside the network.
public struct ReportMaterial: Sendable {
  /// The name of the package, without the way to it.
  public var package: String
  /// Hash of the data, program, number of the review of its maps.
  public var provenance: FigureProvenance
  /// Boundaries of units, and the notes under the maps that credit their makers.
  public var areas: [FigureArea]
  public var credits: [String]
  /// The reference system of the maps, as PROJ writes it.
  public var referenceSystem: String
  /// What the reader of the package found.
  public var issues: IssueReport
  /// What a scenario would change.
  public var scenario: ReportScenario?

  public init(
    package: String, provenance: FigureProvenance, areas: [FigureArea] = [], credits: [String] = [],
    referenceSystem: String, issues: IssueReport = IssueReport(issues: []),
    scenario: ReportScenario? = nil
  ) {
    self.package = package
    self.provenance = provenance
    self.areas = areas
    self.credits = credits
    self.referenceSystem = referenceSystem
    self.issues = issues
    self.scenario = scenario
  }
}

/// A scenario that was applied and compared with the record.
public struct ReportScenario: Sendable {
  public var name: String
  /// The name of its file, without the way to it.
  public var file: String
  public var comparison: ScenarioComparison
  /// What it demands of the result.
  public var requirements: [Requirement]
  /// What `whatif` answers.
  public var document: ResultDocument

  public init(
    name: String, file: String, comparison: ScenarioComparison, requirements: [Requirement],
    document: ResultDocument
  ) {
    self.name = name
    self.file = file
    self.comparison = comparison
    self.requirements = requirements
    self.document = document
  }
}
