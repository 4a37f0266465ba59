internal import Glibc

extension LocalCluster {
  /// A program to put in the place of this one.
  package struct Launch: Sendable {
    package let program: String
    package let arguments: [String]
    package let environment: [String: String]
  }

  /// What serves this cluster in the foreground, for a supervisor such as systemd; makes the
  /// cluster if it is missing.
  ///
  /// It logs to standard error and tells a supervisor when it is ready. Nil where a server is at
  /// work already: it is not this one's to stop.
  package func serving(announce: @Sendable (String) -> Void) async throws -> Launch? {
    let place = try await Place.find(directory)
    let lock = try await lockWhole(place, announce)
    defer { extendLifetime(lock) }
    guard ServerProcess(data: place.data) == nil else { return nil }
    let server = try Server(place: place)
    try await server.prepare(settings: settings)
    var arguments = ["--chdir=\(place.home)"]
    if Account.current.isRoot, !place.account.isRoot {
      arguments += [
        "/usr/bin/setpriv", "--reuid=\(place.account.user)", "--regid=\(place.account.group)",
        "--clear-groups", "--",
      ]
    }
    // Of the environment only what a supervisor says to the server.
    var environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    if let socket = unsafe getenv("NOTIFY_SOCKET") {
      environment["NOTIFY_SOCKET"] = unsafe String(cString: socket)
      try Supervision(place: place).begin()
    }
    return Launch(
      program: "/usr/bin/env",
      arguments: arguments
        + [
          server.binaries.path("postgres"), "-D", place.data, "-k", place.socketDirectory,
        ],
      environment: environment)
  }
}
