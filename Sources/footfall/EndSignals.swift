internal import Foundation
import Logging
import ServiceLifecycle
internal import UnixSignals

/// The wish of the system, or of Ctrl-C, that the daemon ends: heard from the moment that this is
/// made, also while the daemon is still starting.
struct EndSignals: Service {
  /// How long the end may take, after which the process goes: nothing is half stored then either.
  private static let patience = Duration.milliseconds(9_500)

  private let signals: UnixSignalsSequence

  init() async { signals = await UnixSignalsSequence(trapping: .sigterm, .sigint) }

  /// Returns at the first signal, or when the service ends for another reason.
  func run() async throws {
    for await _ in signals.cancelOnGracefulShutdown() {
      Task.detached { () async throws -> Void in
        try await Task.sleep(for: Self.patience)
        Terminal.complain("footfall: the end took too long; what was committed stays\n")
        Foundation.exit(Failure.failed)
      }
      return
    }
  }
}
