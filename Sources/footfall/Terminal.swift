internal import Foundation
import Pipeline

/// The terminal, or what stands in its place.
enum Terminal {
  /// Writes to standard error; where that is closed, nobody listens and the work goes on.
  static func complain(_ text: String) {
    // What was printed before stands before it, also where both go to one file.
    fflush(nil)
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Progress on standard error: live on a terminal, plain elsewhere.
  static func progress(quiet: Bool) -> ProgressDisplay {
    let start = ContinuousClock.now
    return ProgressDisplay(
      manner(quiet: quiet), clock: { ContinuousClock.now - start }, write: { complain($0) })
  }

  private static func manner(quiet: Bool) -> ProgressDisplay.Manner {
    if quiet { return .silent }
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    return isatty(STDERR_FILENO) == 1 && !isDumb ? .live(columns: columns) : .plain
  }

  private static var columns: Int {
    var size = winsize()
    let known = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return known ? Int(size.ws_col) : 80
  }
}
