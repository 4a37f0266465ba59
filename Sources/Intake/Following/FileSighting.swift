package import Clickstream

/// What a look at a folder showed of one file.
package struct FileSighting: Equatable, Sendable {
  package let path: String
  package let identity: FileIdentity
  /// Bytes on disk.
  package let size: Int64
  /// Nanoseconds since 1970 of the last change of its content.
  package let modified: Int64
  /// Nanoseconds since 1970 of the last change of anything about it, permissions included.
  package let changed: Int64

  /// - Parameter changed: nil where only its content changed.
  package init(
    path: String, identity: FileIdentity, size: Int64, modified: Int64, changed: Int64? = nil
  ) {
    self.path = path
    self.identity = identity
    self.size = size
    self.modified = modified
    self.changed = changed ?? modified
  }

  package init(path: String, _ status: FileStatus) {
    self.init(
      path: path,
      identity: status.identity, size: status.size,
      modified: status.modifiedNanoseconds, changed: status.changedNanoseconds)
  }

  package var modifiedAt: Instant { Instant(microseconds: modified / 1_000) }
}
