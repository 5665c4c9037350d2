internal import Foundation
internal import JieduiKit
private import Synchronization

/// A line on standard error that says how far a long computation is.
///
/// It shows nothing unless a person sits there: standard error is a terminal, and a second has passed.
final class ProgressLine: Sendable {
  private struct State {
    var shown = false
    var next = ContinuousClock.now + .seconds(1)
  }

  private let state = Mutex(State())
  private let isWatched: Bool

  init(quiet: Bool) { isWatched = !quiet && isatty(2) == 1 }

  /// How computations run that report here.
  var execution: Execution {
    Execution(progress: { self.show($0, of: $1) })
  }

  /// Says how far it is.
  func show(_ done: Int, of total: Int) {
    guard isWatched else { return }
    state.withLock { state in
      guard ContinuousClock.now >= state.next, total > 0 else { return }
      state.next = .now + .milliseconds(200)
      state.shown = true
      write("\r\(done * 100 / total) %")
    }
  }

  /// Takes the line away again.
  func clear() {
    state.withLock { state in
      if state.shown { write("\r      \r") }
      state.shown = false
    }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
