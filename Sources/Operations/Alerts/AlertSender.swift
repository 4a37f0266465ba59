internal import Foundation
package import Logging
internal import ServiceLifecycle

/// Passes alerts on, one after the other, beside the work of the service.
///
/// A command or a mail program that hangs is killed after its time; what it says goes to the log in
/// part. What could not be sent is tried again each minute, unless it is over by then: that nobody
/// was told of it, nobody need be told either. Past 64 waiting alerts the oldest is dropped and the
/// log says so. At the end of the service there are three seconds for all that waits.
package struct AlertSender: Service {
  private let route: AlertRoute
  private let limit: Int64
  private let retry: Duration
  private let environment: [String: String]
  private let logger: Logger
  fileprivate struct Waiting: Sendable {
    let alert: Alert
    let sent: @Sendable () -> Void
  }

  private enum Item: Sendable {
    case new(Waiting)
    /// What could not be sent is due again.
    case retry
  }

  private static let capacity = 64

  private static let lastWords = Duration.seconds(3)

  private let deadline = Deadline()
  private let queue: AsyncStream<Item>
  private let entry: AsyncStream<Item>.Continuation

  /// - Parameters:
  ///   - limit: milliseconds that one command may take
  ///   - retry: after which what could not be sent is tried again
  ///   - environment: of the service; only what a shell needs of it reaches a command
  package init(
    route: AlertRoute, limit: Int64 = 30_000, retry: Duration = .seconds(60),
    environment: [String: String], logger: Logger
  ) {
    self.route = route
    self.limit = limit
    self.retry = retry
    self.environment = OutsideCommand.passedOn(environment)
    self.logger = logger
    (queue, entry) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.capacity))
  }

  /// Takes an alert over; returns at once.
  ///
  /// - Parameter sent: called when it has been passed on; not where that failed.
  package func send(_ alert: Alert, sent: @escaping @Sendable () -> Void = {}) {
    enter(.new(Waiting(alert: alert, sent: sent)))
  }

  private func enter(_ item: Item) {
    guard case .dropped(let dropped) = entry.yield(item) else { return }
    // Without it nothing would be tried again.
    if case .retry = dropped { return enter(.retry) }
    logger.warning("An alert was dropped because too many waited to be sent")
  }

  /// Passes alerts on until the service ends; those that wait then still go out.
  package func run() async throws {
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { tasks in
        await passAll(&tasks)
        tasks.cancelAll()
      }
    } onGracefulShutdown: {
      deadline.set(.now + Self.lastWords)
      entry.finish()
    }
  }

  private func passAll(_ tasks: inout TaskGroup<Void>) async {
    var failed: [Waiting] = []
    var isTimed = false
    for await item in queue {
      var due: [Waiting] = []
      switch item {
      case .retry:
        (due, failed) = (failed, [])
        isTimed = false
      case .new(let new):
        let begun = failed.count
        failed.removeAll { new.isEnd(of: $0) }
        if failed.count == begun { due = [new] }
      }
      for waiting in due {
        if await pass(waiting.alert.printable) {
          waiting.sent()
        } else {
          failed.append(waiting)
        }
      }
      failed = Array(failed.suffix(Self.capacity))
      if !failed.isEmpty, !isTimed {
        isTimed = true
        // No command tells when it would work again.
        tasks.addTask { if (try? await Task.sleep(for: retry)) != nil { enter(.retry) } }
      }
    }
  }

  /// Whether somebody has got it.
  private func pass(_ alert: Alert) async -> Bool {
    let child = child(for: alert)
    let outcome = await withCheckedContinuation { continuation in
      Thread.detachNewThread { [limit, deadline] in
        continuation.resume(returning: child.run(limit: limit) { deadline.isOver })
      }
    }
    let output = String(decoding: outcome.output, as: UTF8.self)
    var metadata: Logger.Metadata = [
      "alert": "\(alert.name)", "subject": "\(alert.subject)",
      "severity": alert.isReminder ? "reminder" : "\(alert.severity)",
    ]
    let said = output.split(whereSeparator: \.isNewline).joined(separator: "; ")
    if !said.isEmpty { metadata["output"] = "\(said)" }
    switch outcome.ending {
    case .exited(0):
      logger.info("An alert was sent", metadata: metadata)
      return true
    case .exited(let status): metadata["status"] = "\(status)"
    case .signalled(let signal): metadata["signal"] = "\(signal)"
    case .timedOut where deadline.isOver: metadata["reason"] = "the service ends"
    case .timedOut: metadata["killed_after_ms"] = "\(limit)"
    case .notStarted(let code): metadata["errno"] = "\(code)"
    }
    logger.error("An alert could not be sent", metadata: metadata)
    return false
  }

  private func child(for alert: Alert) -> ChildProcess {
    switch route {
    case .command(let line):
      return ChildProcess(
        arguments: ["/bin/sh", "-c", line],
        environment: environment.merging(alert.environment) { $1 }, input: alert.json)
    case .mail(let mail):
      return ChildProcess(
        arguments: mail.command, environment: environment,
        input: mail.input(alert, identifier: UUID().uuidString.lowercased()))
    }
  }
}

extension AlertSender.Waiting {
  /// Whether it says that the other is over.
  fileprivate func isEnd(of other: Self) -> Bool {
    alert.severity == .cleared && other.alert.severity == .raised
      && alert.name == other.alert.name && alert.subject == other.alert.subject
  }
}
