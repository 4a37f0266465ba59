import Clickstream

internal import Glibc

/// Tells systemd how the service is (the protocol of `sd_notify(3)`); does nothing elsewhere.
package struct ServiceNotifier: Sendable {
  private let path: String?

  /// How often systemd wants to hear from the service at least; nil where it does not watch.
  package let watchdogInterval: Duration?

  /// - Parameter environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` are read
  package init(environment: [String: String]) {
    path = environment["NOTIFY_SOCKET"].flatMap { path in
      path.hasPrefix("/") || path.hasPrefix("@") ? path : nil
    }
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdogInterval =
      isMeant && path != nil
      ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        .map { .microseconds($0) } : nil
  }

  /// Whether anybody listens.
  package var isActive: Bool { path != nil }

  /// The service has started, or has ended a reload.
  @discardableResult
  package func ready(status: String? = nil) -> Bool { send(["READY=1"] + Self.status(status)) }

  /// The service begins to read its configuration again; `ready` ends that.
  @discardableResult
  package func reloading() -> Bool {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    return send(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)"])
  }

  /// The service ends.
  @discardableResult
  package func stopping(status: String? = nil) -> Bool {
    send(["STOPPING=1"] + Self.status(status))
  }

  /// One line for `systemctl status`.
  @discardableResult
  package func status(_ text: String) -> Bool { send(Self.status(text)) }

  /// The service is alive; to be said twice in each `watchdogInterval`.
  @discardableResult
  package func watchdog() -> Bool { send(["WATCHDOG=1"]) }

  private static func status(_ text: String?) -> [String] {
    text.map { ["STATUS=\(PrintableText.string(from: $0))"] } ?? []
  }

  /// Sends one datagram; false where nobody listens or it cannot be delivered within a second.
  private func send(_ assignments: [String]) -> Bool {
    guard let path, let address = UnixAddress(path) else { return false }
    let descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // systemd that does not read must not hold the service.
    var limit = timeval(tv_sec: 1, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return address.send(Array(assignments.joined(separator: "\n").utf8), by: descriptor)
  }
}
