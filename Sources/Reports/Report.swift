internal import Analysis
public import NetworkModel
internal import Rendering

/// A whole report as one page of HTML that needs nothing else: summary, figures, tables with their data.
///
/// ## Conventions
/// - Every figure and table is made by the same pictures and presenters as the verbs make it; a report computes nothing.
/// - Every number of the summary is a cell of an answer on the page and says which.
/// - A figure that cannot be drawn says why; the rest of the page stands.
/// - The page reads without script. Its only script sorts, filters and searches, and nothing else can run.
/// - Same package, same question: same bytes.
///
/// - Complexity: that of the verbs together; figures take most of the time.
public struct Report: Sendable {
  /// The page, UTF-8.
  public let html: String
  /// Figures that could not be drawn, and why.
  public let refusals: [(figure: String, reason: Wording)]

  let sections: [ReportSection]
  let summary: ReportSummary

  /// - Parameter progress: told how many of all parts are done.
  public init(
    _ question: ReportQuestion, from material: ReportMaterial, of network: PairingNetwork,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    let builder = ReportBuilder(question: question, material: material, network: network)
    sections = builder.sections(progress)
    summary = ReportSummary(question: question, sections: sections)
    refusals = sections.flatMap(\.figures).compactMap { figure in
      if case .refused(let reason) = figure.outcome { (figure.id, reason) } else { nil }
    }
    html =
      Page(
        question: question, material: material, title: question.title ?? builder.title,
        sections: sections, summary: summary
      ).html
  }
}

extension ReportBuilder {
  /// Who is paired with whom.
  fileprivate var title: String {
    PairingPicture(units, in: network, language: language, provenance: provenance).frame.title
  }
}
