package import Clickstream
internal import Glibc
package import Logging
internal import Synchronization

/// Where the records of the log go, one line each; equal ones are summed up.
package final class LogStream: Sendable {
  private let style: LogStyle
  private let clock: @Sendable () -> Instant
  private let write: @Sendable (String) -> Void
  private let filter: Mutex<RepeatFilter>

  /// - Parameters:
  ///   - window: seconds over which equal records are summed up
  ///   - capacity: different records that are remembered for that at most
  ///   - write: takes one line with its end, from any thread, one after the other
  package init(
    style: LogStyle, window: Int64 = 60, capacity: Int = 64,
    clock: @escaping @Sendable () -> Instant,
    write: @escaping @Sendable (String) -> Void = { LogStream.writeToStandardError($0) }
  ) {
    self.style = style
    self.clock = clock
    self.write = write
    filter = Mutex(RepeatFilter(window: window, capacity: capacity))
  }

  /// A logger that writes here, independent of `LoggingSystem`.
  package func logger(_ label: String, level: Logger.Level = .info) -> Logger {
    var logger = Logger(label: label) { _ in JournalLogHandler(stream: self) }
    logger.logLevel = level
    return logger
  }

  /// Says the counts of repeated records that are due; all of them where `everything` is true, as
  /// before the end of the program.
  package func flush(everything: Bool = false) {
    let now = clock()
    filter.withLock { filter in
      for text in everything ? filter.flush(at: now) : filter.expire(at: now) {
        write(line(text, at: now))
      }
    }
  }

  func admit(_ text: String) {
    let now = clock()
    filter.withLock { filter in
      for text in filter.admit(text, at: now) { write(line(text, at: now)) }
    }
  }

  private func line(_ text: String, at now: Instant) -> String {
    switch style {
    case .journal: "<\(Self.priority(of: text))>\(text)\n"
    case .timestamped: "\(now.rfc3339) \(text)\n"
    }
  }

  /// The priority of syslog (RFC 5424, section 6.2.1) for the level with which a record begins.
  private static func priority(of text: String) -> Int {
    switch text.prefix(while: { $0 != " " }) {
    case "critical": 2
    case "error": 3
    case "warning": 4
    case "notice": 5
    case "info": 6
    default: 7
    }
  }

  /// Writes a line to the standard error stream; what cannot be written is lost, for there is no
  /// other place to say so.
  package static func writeToStandardError(_ line: String) {
    let bytes = Array(line.utf8)
    var position = 0
    while position < bytes.count {
      let count = unsafe bytes[position...].withUnsafeBytes { rest in
        unsafe Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
      }
      if count > 0 { position += count } else if errno != EINTR { return }
    }
  }
}
