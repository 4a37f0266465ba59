internal import NIOCore

/// What one client of the monitor, and all of them together, may take.
package struct MonitorLimits: Sendable {
  /// Connections at one time; past that the oldest is closed.
  let connections: Int
  /// How long a connection may last, from its opening to the last byte of the answer.
  let lifetime: TimeAmount
  /// How long it may stay open after the answer, for the client to close it.
  let linger: TimeAmount
  /// Header fields of a request.
  let headers: Int
  /// Bytes of all header fields; one may have a quarter of them.
  let headerBytes: Int

  /// - Parameters:
  ///   - connections: at one time
  ///   - lifetime: of one connection, in milliseconds
  ///   - linger: after the answer, in milliseconds
  package init(
    connections: Int = 32, lifetime: Int64 = 10_000, linger: Int64 = 1_000, headers: Int = 100,
    headerBytes: Int = 32_768
  ) {
    self.connections = max(connections, 1)
    self.lifetime = .milliseconds(lifetime)
    self.linger = .milliseconds(linger)
    self.headers = headers
    self.headerBytes = headerBytes
  }
}
