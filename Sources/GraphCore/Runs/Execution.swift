/// How a long computation runs: on how many threads, whether it should stop, and whom it tells.
///
/// None of it changes a result: work is cut into blocks by the input alone, each block has its own
/// accumulator, and accumulators are added in block order.
public struct Execution: Sendable {
  /// How many threads may work at once; at least 1.
  public var workers: Int
  /// Asked between blocks, on any thread. Once it says yes, the computation throws
  /// ``GraphError/cancelled``.
  public var isCancelled: @Sendable () -> Bool
  /// Told after blocks, on any thread, how many of all steps are done. Steps are alike in cost.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void

  public init(
    workers: Int = Execution.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.workers = max(1, workers)
    self.isCancelled = isCancelled
    self.progress = progress
  }

  /// All processors, never cancelled, no report.
  public static let standard = Execution()

  /// One thread, never cancelled, no report.
  public static let serial = Execution(workers: 1)
}
