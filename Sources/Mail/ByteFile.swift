internal import Glibc

/// A file that is open for reading.
struct ByteFile: ~Copyable {
  private let descriptor: Int32

  /// Opens a regular file; never waits for the writer of a pipe.
  init(path: String) throws(MailSourceError) {
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw MailSourceError(path: path, code: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw MailSourceError(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw MailSourceError(path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
  }

  deinit { close(descriptor) }

  /// Adds up to `limit` bytes to `bytes`; answers how many, 0 at the end of the file.
  func read(into bytes: inout [UInt8], limit: Int, path: String) throws(MailSourceError) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: limit))
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: start), limit)
      }
      if count >= 0 {
        bytes.removeLast(limit - count)
        return count
      }
      guard errno == EINTR else { throw MailSourceError(path: path, code: errno) }
    }
  }
}

/// A file or folder of mail that could not be read.
package struct MailSourceError: Error, CustomStringConvertible {
  package let path: String
  /// The system's error number.
  package let code: Int32

  package var isMissing: Bool { code == ENOENT }

  package var description: String {
    let reason =
      code == EINVAL ? "is no file or folder of mail" : unsafe String(cString: strerror(code))
    return "\(path): \(reason)"
  }
}
