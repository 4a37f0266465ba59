internal import Dispatch
internal import Glibc
import Pipeline

/// Ctrl-C and the wish of the system to end: the work is cancelled and ends in good order.
enum Interruption {
  /// Runs `work`; the first SIGINT or SIGTERM cancels it, a second one ends the program at once.
  static func cancelling<Answer: Sendable>(
    _ progress: ProgressDisplay, _ work: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    let (interruptions, heard) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        _ = signal(number, SIG_DFL)
        heard.yield()
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await withThrowingTaskGroup(of: Answer?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        for await _ in interruptions { break }
        return nil
      }
      while let outcome = try await group.next() {
        group.cancelAll()
        if let outcome { return outcome }
        progress.say("Stopping after the batch in hand; once more to stop at once.")
      }
      throw CancellationError()
    }
  }
}
