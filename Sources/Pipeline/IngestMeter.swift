import Clickstream
import Intake
import Synchronization

internal import Glibc

/// Adds up how far the inputs of a run are, for the display.
final class IngestMeter: Sendable {
  private struct Sum {
    var doneBytes: Int64 = 0
    var doneLines: Int64 = 0
  }

  private let display: ProgressDisplay
  /// Bytes of all inputs as they lie on disk; nil where one of them is a pipe.
  private let totalBytes: Int64?
  private let sum = Mutex(Sum())

  init(paths: [String], display: ProgressDisplay) {
    self.display = display
    let items = InputPlan(arguments: paths, takesLists: true).taken
    totalBytes =
      items.contains { $0.kind == .standardInput }
      ? nil : items.reduce(0) { $0 + Self.size(of: $1.path) }
  }

  func update(_ update: IngestUpdate) {
    let state = sum.withLock { sum in
      let state = ProgressState(
        step: PrintableText.string(from: Self.name(of: update.path)),
        bytes: sum.doneBytes + update.bytes, of: totalBytes, lines: sum.doneLines + update.lines)
      if update.isFinished {
        sum.doneBytes += update.size ?? update.bytes
        sum.doneLines += update.lines
      }
      return state
    }
    display.update(state)
  }

  /// The bytes of a file; a Maildir's own are few, so it counts as nothing.
  private static func size(of path: String) -> Int64 {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int64(status.st_size)
  }

  private static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? Substring(path))
  }
}
