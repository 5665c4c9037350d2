#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Bytes that are fetched in pieces, from any thread: an open file or memory.
final class BlockSource: @unchecked Sendable {
  let size: Int
  private let descriptor: Int32
  private let memory: UnsafeRawBufferPointer

  /// A regular file that can be read, or nothing. It is closed with the last reference.
  init?(path: String) {
    guard let size = FileBytes.size(path) else { return nil }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    self.size = size
    memory = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Memory that outlives the source.
  init(memory: UnsafeRawBufferPointer) {
    self.memory = memory
    size = memory.count
    descriptor = -1
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Copies a range to the front of a buffer; false when the file has become shorter.
  func fetch(_ range: Range<Int>, _ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard descriptor >= 0 else {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[range]))
      return true
    }
    guard let base = buffer.baseAddress else { return range.isEmpty }
    var done = 0
    while done < range.count {
      let count = pread(descriptor, base + done, range.count - done, off_t(range.lowerBound + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
