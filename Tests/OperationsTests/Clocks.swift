import Clickstream
import Operations
import Synchronization

/// A clock that a test moves, and a log that it reads.
final class ScriptedTime: Sendable {
  private let now = Mutex(Instant(seconds: 1_764_061_200))

  var instant: Instant { now.withLock { $0 } }

  func advance(seconds: Int64) { now.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// Lines that were written.
final class WrittenLines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }
  var text: String { all.joined() }

  func append(_ line: String) { lines.withLock { $0.append(line) } }
}

extension LogStream {
  convenience init(
    _ style: LogStyle = .journal, time: ScriptedTime = ScriptedTime(), to lines: WrittenLines
  ) {
    self.init(style: style, clock: { time.instant }, write: { lines.append($0) })
  }
}
