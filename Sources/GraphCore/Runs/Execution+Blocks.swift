internal import Dispatch
private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

extension Execution {
  /// The number of processors that the system offers to this process.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Runs `body` once for each block, on up to ``workers`` threads, and returns when all are done.
  ///
  /// Blocks are handed out in ascending order; which thread gets which is not determined, so a block
  /// may write only what belongs to it. `worker` (`0 ..< workers`) names the thread's scratch memory:
  /// no two blocks with the same `worker` run at once.
  ///
  /// - Throws: ``GraphError/cancelled``; some blocks have then not run.
  package func forEachBlock(
    _ count: Int, reporting: Bool = true,
    _ body: @Sendable (_ block: Int, _ worker: Int) -> Void
  ) throws(GraphError) {
    let threads = min(workers, count)
    guard threads > 1 else {
      for block in 0..<count {
        if isCancelled() { throw .cancelled }
        body(block, 0)
        if reporting { progress(block + 1, count) }
      }
      return
    }
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let stopped = Atomic<Bool>(false)
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
      while !stopped.load(ordering: .relaxed) {
        let block = next.add(1, ordering: .relaxed).oldValue
        if block >= count { break }
        if isCancelled() {
          stopped.store(true, ordering: .relaxed)
          break
        }
        body(block, worker)
        let finished = done.add(1, ordering: .relaxed).newValue
        if reporting { progress(finished, count) }
      }
    }
    if stopped.load(ordering: .relaxed) { throw .cancelled }
  }

  /// Cuts `0 ..< count` into `blocks` ranges that differ in length by at most one.
  package static func range(of block: Int, of blocks: Int, in count: Int) -> Range<Int> {
    (count * block / blocks)..<(count * (block + 1) / blocks)
  }
}
