internal import Foundation
import Pipeline

/// What was printed could not be written.
private struct LostOutput: Error, CustomStringConvertible {
  let description =
    "the output could not be written whole; see that there is room where it goes"
}

/// The terminal, or what stands in its place.
enum Terminal {
  /// Writes to standard error; where that is closed, nobody listens and the work goes on.
  static func complain(_ text: String) {
    // What was printed before stands before it, also where both go to one file.
    fflush(nil)
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Sends off what was printed; false where nobody reads it any more.
  static func flush() throws -> Bool {
    if unsafe fflush(nil) == 0 { return true }
    var status = stat()
    let isPipe = unsafe fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    guard isPipe else { throw LostOutput() }
    return false
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
