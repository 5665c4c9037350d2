internal import ArgumentParser
internal import JieduiKit

/// The order of an earlier figure.
struct OrderOptions: ParsableArguments {
  @Option(
    help:
      "Keep the order of an earlier figure: the CSV result that it wrote, or a table of ‘column’ and ‘id’.",
    completion: .file(extensions: ["csv"]))
  var order: String?

  /// The ids of each column, top to bottom; none without the option.
  func read(_ language: Language) throws -> [String: [String]] {
    guard let order else { return [:] }
    RunRecord.note("order", file: order)
    switch OrderFile.read(order) {
    case .success(let found): return found
    case .failure(let error): throw fail(64, error.message, language)
    }
  }
}
