import Glibc

/// Why bytes could not be had: what, where, and what to do next.
package struct ByteSourceError: Error, Equatable, Sendable {
  package enum Code: Equatable, Sendable {
    case notFound
    case noPermission
    case directory
    case namedPipe
    case socket
    case device
    /// Symbolic links that lead in a circle.
    case linkLoop
    /// Any other answer of the system, by its error number.
    case system(Int32)
    /// The compressed data is damaged at this byte of the file.
    case gzCorrupt(offset: Int64)
    /// The file ends, at this byte, before the compressed data does.
    case gzTruncated(offset: Int64)
  }

  package let code: Code
  /// The path as it was given, `-` for standard input.
  package let path: String

  package init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }

  init(errno number: Int32, path: String) {
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .noPermission
      case EISDIR: .directory
      case ELOOP: .linkLoop
      case ENXIO: .socket
      default: .system(number)
      }
    self.init(code, path: path)
  }

  /// True where the bytes before the fault were good and have been delivered.
  package var isPartial: Bool {
    switch code {
    case .gzCorrupt, .gzTruncated: true
    default: false
    }
  }
}

extension ByteSourceError: CustomStringConvertible {
  package var description: String {
    switch code {
    case .notFound: "\(path): there is no such file; check the spelling"
    case .noPermission:
      "\(path): may not be read; run as a user who may, or let this one read it"
    case .directory: "\(path): is a directory, not a file"
    case .namedPipe: "\(path): is a named pipe; pass it as standard input (-) instead"
    case .socket: "\(path): is a socket, not a file"
    case .device: "\(path): is a device, not a file"
    case .linkLoop: "\(path): its symbolic links lead in a circle"
    case .system(let number):
      "\(path): could not be read: \(unsafe String(cString: strerror(number)))"
    case .gzCorrupt(let offset):
      "\(path): its compressed data is damaged at byte \(offset); what stands before was read"
    case .gzTruncated(let offset):
      "\(path): its compressed data breaks off at byte \(offset); what stands before was read; "
        + "load it again when it is complete"
    }
  }
}
