internal import CGraphviz
internal import Synchronization

/// The only place that touches Graphviz.
///
/// Graphviz keeps global state and is not safe for threads, so one lock guards everything; one
/// context serves the whole process, because a fresh one leaks.
enum GraphvizPen {
  private struct State {
    var context: OpaquePointer?
  }

  private static let state = Mutex(State())

  /// What Graphviz said during the current drawing; used under the lock only.
  nonisolated(unsafe) private static var messages: [String] = []

  /// Draws DOT that carries all positions.
  ///
  /// - Throws: ``FigureError/graphviz(message:)`` with Graphviz's own words.
  static func draw(_ dot: String, as format: FigureFormat) throws(FigureError) -> [UInt8] {
    let result = state.withLock { state in
      Result { () throws(FigureError) -> [UInt8] in
        messages = []
        agseterrf { fragment in
          if let fragment { GraphvizPen.messages.append(String(cString: fragment)) }
          return 0
        }
        if state.context == nil { state.context = gvContext() }
        guard let context = state.context else { throw failure("no context could be made") }
        guard let graph = agmemread(dot) else { throw failure("the drawing could not be read") }
        defer { agclose(graph) }
        guard gvLayout(context, graph, "nop2") == 0 else { throw failure("no layout was made") }
        defer { gvFreeLayout(context, graph) }
        var data: UnsafeMutablePointer<CChar>?
        var length: UInt32 = 0
        guard gvRenderData(context, graph, format.rawValue, &data, &length) == 0, let data else {
          throw failure("no \(format.rawValue) was made")
        }
        defer { gvFreeRenderData(data) }
        return data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
          Array(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
      }
    }
    return try result.get()
  }

  private static func failure(_ what: String) -> FigureError {
    let said = messages.joined().split(whereSeparator: \.isNewline).joined(separator: "; ")
    return .graphviz(message: said.isEmpty ? what : "\(what) (\(InkText.clean(said)))")
  }
}
