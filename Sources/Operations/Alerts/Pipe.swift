internal import Glibc

/// A pipe whose ends are closed when it goes; neither end makes anybody wait.
struct Pipe: ~Copyable {
  let reader: Int32
  private(set) var writer: Int32

  /// Nil with `errno` set where the system gives none.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    (reader, writer) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    close(reader)
    if writer >= 0 { close(writer) }
  }

  mutating func closeWriter() {
    close(writer)
    writer = -1
  }

  /// Puts bytes in and closes the writing end; false where the pipe does not hold that much.
  mutating func fill(with bytes: [UInt8]) -> Bool {
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    let count = unsafe write(writer, bytes, bytes.count)
    closeWriter()
    return count == bytes.count
  }

  /// Takes out what is there, without waiting; keeps `limit` bytes of it at most.
  func drain(into bytes: inout [UInt8], limit: Int) {
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe read(reader, &chunk, chunk.count)
    guard count > 0 else { return }
    bytes += chunk[..<min(count, limit - bytes.count)]
  }
}
