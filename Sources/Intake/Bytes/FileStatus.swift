package import Clickstream
import Glibc

/// What the system says of an open file; hints only, for a stream is known by what it holds.
package struct FileStatus: Equatable, Sendable {
  package let device: UInt64
  package let inode: UInt64
  /// Bytes on disk, compressed where the file is.
  package let size: Int64
  /// Seconds since 1970 of the last change of its content.
  package let modified: Int64
  /// Nanoseconds since 1970 of the same.
  package let modifiedNanoseconds: Int64
  /// Nanoseconds since 1970 of the last change of anything: content, name, owner, permissions.
  package let changedNanoseconds: Int64

  /// What stands at a path, as far as reading goes.
  package enum Kind: Sendable {
    case regularFile, directory, namedPipe, socket, device
  }

  package let kind: Kind

  package var identity: FileIdentity { FileIdentity(device: device, inode: inode) }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec)
    modifiedNanoseconds = Self.nanoseconds(status.st_mtim)
    changedNanoseconds = Self.nanoseconds(status.st_ctim)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regularFile
      case S_IFDIR: .directory
      case S_IFIFO: .namedPipe
      case S_IFSOCK: .socket
      default: .device
      }
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// The status of what `path` leads to, links followed; nil with `errno` set.
  package init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}
