/// How a connection behaves, whatever it leads to.
package struct ConnectionOptions: Sendable {
  /// What the server's lists of connections call this one.
  package var applicationName: String
  /// How long to wait for a connection, over all addresses of the server.
  package var connectTimeout: Duration
  /// How long the server may say nothing while a statement runs before it is asked, on another
  /// connection, whether it is still at work on it.
  ///
  /// A statement may take any time; a connection on which both sides wait for each other is lost.
  package var silenceLimit: Duration
  /// Settings of the server for this connection, as in `work_mem`.
  package var settings: [String: String]

  package init(
    applicationName: String = "footfall", connectTimeout: Duration = .seconds(10),
    silenceLimit: Duration = .seconds(10), settings: [String: String] = [:]
  ) {
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.silenceLimit = silenceLimit
    self.settings = settings
  }

  /// The same for a connection that only looks after this one: as its user, in no other role.
  var bare: ConnectionOptions {
    ConnectionOptions(applicationName: applicationName, connectTimeout: connectTimeout)
  }

  /// The keywords for libpq that `info` does not set itself.
  func keywords(for info: ConnectionInfo) -> [(String, String)] {
    var all: [String: String] = [
      "fallback_application_name": applicationName,
      "keepalives": "1",
      "keepalives_idle": "10",
      "keepalives_interval": "5",
      "keepalives_count": "4",
      "tcp_user_timeout": "30000",
    ]
    // The server too notices that we are gone, and lets go of what it holds for us.
    let liveness = [
      "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "4",
      "tcp_user_timeout": "30000",
    ]
    for (keyword, value) in info.keywords { all[keyword] = value }
    all["client_encoding"] = "UTF8"
    // Shops give their databases limits for people's statements; ours end by themselves. A lock that
    // is not given in time is asked for again.
    let endless = ["statement_timeout": "0", "idle_in_transaction_session_timeout": "0"]
    let settings = liveness.merging(endless) { $1 }.merging(self.settings) { $1 }
    let flags = settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\(Self.escaped($0.value))" }
    if !flags.isEmpty {
      all["options"] = ([info["options"]].compactMap { $0 } + flags).joined(separator: " ")
    }
    return all.sorted { $0.key < $1.key }
  }

  /// Blanks and backslashes are escaped in `options`.
  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      if character == " " || character == "\\" { text.append("\\") }
      text.append(character)
    }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }
}
