#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads whole files into memory that is there already.
package enum FileBytes {
  /// The size of a regular file, or nothing when there is none.
  package static func size(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Fills the buffer from the file; false when fewer bytes could be read.
  static func read(_ path: String, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard let base = buffer.baseAddress else { return true }
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return false }
    defer { close(file) }
    var done = 0
    while done < buffer.count {
      let count = systemRead(file, base + done, min(buffer.count - done, 1 << 30))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// The bytes of a file, or nothing when it cannot be read.
  package static func all(_ path: String) -> [UInt8]? {
    guard let size = size(path) else { return nil }
    var complete = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      complete = read(
        path,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[0..<size]))
      count = complete ? size : 0
    }
    return complete ? bytes : nil
  }
}

/// The C library's `read`, under a name that the methods above do not hide.
private func systemRead(_ file: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, target, count)
}
