internal import Analysis
internal import Geodesy
internal import GraphCore
internal import NetworkModel
internal import Rendering
internal import Scenarios

/// A figure of a report, or the reason why it could not be drawn.
struct ReportFigure: Sendable {
  enum Outcome: Sendable {
    case drawn(svg: String, width: Double)
    case refused(Wording)
  }

  /// One ASCII word, once a page: ids inside the figure begin with it.
  let id: String
  let title: Wording
  /// What is typed after `jiedui` for the same figure.
  let arguments: [String]
  let outcome: Outcome

  init(
    _ id: String, _ title: Wording, _ arguments: [String], draw: () throws -> Figure
  ) {
    self.id = id
    self.title = title
    self.arguments = arguments
    do {
      let figure = try draw()
      outcome = .drawn(
        svg: InlineSVG.fragment(try figure.data(as: .svg), prefix: id), width: figure.width)
    } catch {
      outcome = .refused(Self.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> Wording {
    switch error {
    case let error as FigureError: error.message
    case let error as MapError: error.message
    case let error as ProjectionError: error.message
    case let error as PathsError: error.message
    case let error as MultiplesError: error.message
    case let error as GraphError: error.message
    case let error as RequirementVerdict.Fault: error.message
    default: Wording(en: "\(error)", zh: "\(error)")
    }
  }
}
