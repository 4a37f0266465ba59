/// Whether a supervisor, such as systemd, keeps the server of a cluster alive.
///
/// It is remembered beside the data by whoever serves in the foreground, until the server is
/// stopped or started by other means: where the server dies, the supervisor has the first try, or
/// it would find another one in its place for ever after.
struct Supervision {
  private static let interval = Duration.milliseconds(100)

  let place: Place

  private var mark: String { "\(place.home)/supervised" }

  /// From now on a supervisor keeps the server alive.
  func begin() throws { try Directory.write("", to: mark, for: place.account) }

  func end() throws { try Directory.remove(mark) }

  /// Leaves a server that is down to its supervisor, so long at most; the cluster may not be locked.
  func wait(atMost patience: Duration, announce: @Sendable (String) -> Void) async throws {
    guard isNeeded else { return }
    announce(
      "The server in \(place.home) is down: its service is given "
        + "\(patience.components.seconds) seconds to start it again.")
    let end = ContinuousClock.now + patience
    // The supervisor starts it without telling us.
    while isNeeded, ContinuousClock.now < end { try await Task.sleep(for: Self.interval) }
  }

  private var isNeeded: Bool {
    Directory.exists(mark) && ServerProcess(data: place.data) == nil
  }
}
