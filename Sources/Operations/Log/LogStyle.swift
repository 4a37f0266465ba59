internal import Glibc

/// How a record of the log is laid out.
package enum LogStyle: Sendable {
  /// `<4>warning …`: journald takes the priority off and knows the time.
  case journal
  /// `2026-11-25T09:00:00.25Z warning …`
  case timestamped

  /// The style for what is written to `descriptor`.
  ///
  /// systemd names in `JOURNAL_STREAM`, as `device:inode`, the stream that journald reads; only
  /// where the descriptor is that very stream does the journal stand behind it.
  package init(
    forDescriptor descriptor: Int32 = STDERR_FILENO, environment: [String: String]
  ) {
    var status = stat()
    guard let stream = environment["JOURNAL_STREAM"], unsafe fstat(descriptor, &status) == 0,
      stream == "\(status.st_dev):\(status.st_ino)"
    else {
      self = .timestamped
      return
    }
    self = .journal
  }
}
