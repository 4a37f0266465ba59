internal import Foundation
import Pipeline

/// The word of whoever runs a command that takes something away.
struct Confirmation {
  /// It was given with the command: `--yes`.
  let isGiven: Bool
  /// There may be somebody to ask.
  var canAsk = true

  /// Asks on a terminal; elsewhere it must have been given.
  ///
  /// - Parameter otherwise: what to say with the command.
  /// - Throws: `UsageError` where it is not given: nothing was changed.
  func ask(_ question: String, otherwise: String) throws {
    if isGiven { return }
    guard canAsk, isatty(STDIN_FILENO) == 1 else {
      throw UsageError("nothing was changed: \(otherwise)")
    }
    Terminal.complain("\(question) [y/N] ")
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      throw UsageError("nothing was changed")
    }
  }
}
