private import Glibc

/// Reads a file of known size into memory, in one allocation.
enum WholeFile {
  static func bytes(
    at path: String, limit: Int
  ) throws(PlaceDatabaseError.Problem) -> [UInt8] {
    // A pipe without a writer does not block.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw problem(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw problem(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(limit: limit) }
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      // A file that shrinks gives fewer; what is missing is found when it is read.
      while count < size {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
        let got = unsafe read(descriptor, rest.baseAddress, rest.count)
        if got == 0 { return }
        if got > 0 {
          count += got
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw problem(failure) }
    return bytes
  }

  private static func problem(_ number: Int32) -> PlaceDatabaseError.Problem {
    switch number {
    case ENOENT, ENOTDIR: .missing
    case EACCES, EPERM: .notPermitted
    case EISDIR: .notAFile
    default: .system(number)
    }
  }
}

extension [UInt8] {
  /// The number of `count` bytes at `position`, the highest first; both were checked.
  @inline(__always)
  func bigEndian(at position: Int, count: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in position..<(position + count) { number = number << 8 | UInt64(self[index]) }
    return number
  }
}
