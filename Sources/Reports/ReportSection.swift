internal import NetworkModel

/// A part of a report with its heading, figures and answers.
struct ReportSection: Sendable {
  /// Fragment of the page's address.
  let id: String
  let title: Wording
  /// What the section shows, before its figures.
  var lead: Wording?
  var figures: [ReportFigure] = []
  var answers: [ReportAnswer] = []
  /// Why something that belongs here is not here.
  var refusals: [Wording] = []

  var isEmpty: Bool { figures.isEmpty && answers.isEmpty && refusals.isEmpty }
}
