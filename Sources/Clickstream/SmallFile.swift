import Glibc

/// Whole files of modest size: zones, settings, lists.
package enum SmallFile {
  /// Why a file cannot be read.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    case missing
    case notPermitted
    case isFolder
    case tooLarge(limit: Int)
    /// Another error of the system, by its number.
    case system(Int32)

    package var description: String {
      switch self {
      case .missing: "there is no such file"
      case .notPermitted: "no permission to read it"
      case .isFolder: "it is a folder"
      case .tooLarge(let limit): "it has more than \(limit) bytes"
      case .system(let number): "it cannot be read (error \(number) of the system)"
      }
    }

    fileprivate init(errno: Int32) {
      switch errno {
      case ENOENT, ENOTDIR: self = .missing
      case EACCES, EPERM: self = .notPermitted
      case EISDIR: self = .isFolder
      default: self = .system(errno)
      }
    }
  }

  /// Whether there is anything at a path.
  package static func exists(at path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// All bytes of a file that has at most `limit` of them.
  package static func bytes(at path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(errno: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = unsafe read(descriptor, &chunk, chunk.count)
      if got == 0 { return bytes }
      guard got > 0 else {
        if errno == EINTR { continue }
        throw Failure(errno: errno)
      }
      guard bytes.count + got <= limit else { throw .tooLarge(limit: limit) }
      bytes += chunk[..<got]
    }
  }
}
