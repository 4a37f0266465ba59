internal import Foundation

/// A command of the operator's, or a program of the system, run to its end within some time.
package struct OutsideCommand: Sendable {
  /// Why it did not do what it was to do, in words behind its name: `ended with status 3: …`.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    package let description: String
  }

  private let arguments: [String]
  private let environment: [String: String]
  private let limit: Duration

  /// - Parameters:
  ///   - arguments: the program, by its path, and what it is given
  ///   - environment: of this program; only what a shell needs of it is passed on
  ///   - adding: variables of its own
  package init(
    _ arguments: [String], environment: [String: String], adding own: [String: String] = [:],
    limit: Duration
  ) {
    self.arguments = arguments
    self.environment = Self.passedOn(environment).merging(own) { $1 }
    self.limit = limit
  }

  /// A line of the shell.
  package static func shell(
    _ line: String, environment: [String: String], adding own: [String: String], limit: Duration
  ) -> OutsideCommand {
    OutsideCommand(["/bin/sh", "-c", line], environment: environment, adding: own, limit: limit)
  }

  /// What of the variables of this program others get to see: secrets may stand in the rest.
  static func passedOn(_ environment: [String: String]) -> [String: String] {
    let needed: Set = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ"]
    return environment.filter { needed.contains($0.key) }
      .merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { own, _ in own }
  }

  private static let saidLimit = 300

  /// Runs it; where the task is cancelled it is ended.
  ///
  /// - Throws: `Failure`, `CancellationError`.
  package func run() async throws {
    let child = ChildProcess(arguments: arguments, environment: environment, input: [])
    let deadline = Deadline()
    let milliseconds = limit.components.seconds * 1_000
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(returning: child.run(limit: milliseconds) { deadline.isOver })
        }
      }
    } onCancel: {
      deadline.set(.now)
    }
    try Task.checkCancellation()
    let lines = String(decoding: outcome.output, as: UTF8.self).split(whereSeparator: \.isNewline)
    let said = lines.joined(separator: "; ").prefix(Self.saidLimit)
    let words =
      switch outcome.ending {
      case .exited(0): ""
      case .exited(let status): "ended with status \(status)"
      case .signalled(let signal): "was ended by signal \(signal)"
      case .timedOut: "took longer than \(limit.components.seconds) s and was ended"
      case .notStarted(let code): "could not be started (error \(code) of the system)"
      }
    if words.isEmpty { return }
    throw Failure(description: said.isEmpty ? words : "\(words): \(said)")
  }
}
