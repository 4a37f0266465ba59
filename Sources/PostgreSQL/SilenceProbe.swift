/// Finds out, on a connection of its own, whether the server is still at work on a statement whose
/// connection has been silent for long.
///
/// A lock that is waited for, or an index that is built, may take hours; a proxy or a network that
/// swallowed an answer would have both sides wait for each other for ever. Keepalives do not tell
/// the two apart, and a socket of the file system has none.
struct SilenceProbe: Sendable {
  private static let timeout = Duration.seconds(10)

  private let keywords: [(String, String)]
  private let process: Int32
  /// By the server's clock, in microseconds: a process that began later has but taken its number.
  private let connected: Int64

  /// Asks the server for its process, whose number a pooler in between knows better than libpq.
  ///
  /// - Parameter keywords: for connections of the same user, whatever roles `handle` has taken: a
  ///   user sees what its own processes do.
  init(_ keywords: [(String, String)], asking handle: inout ConnectionHandle) throws(PostgresError)
  {
    self.keywords = keywords
    let row = Self.row(
      """
      SELECT pg_catalog.pg_backend_pid() AS pid, \(Self.microseconds("clock_timestamp()")) AS now
      """, on: &handle)
    guard let row else {
      throw PostgresError(
        state: .connectionException,
        message: handle.message.isEmpty ? "the server does not say who it is" : handle.message,
        statement: "identify", isConnectionLost: true)
    }
    process = try row.get("pid")
    connected = try row.get("now")
  }

  /// False where the server is gone, cannot be reached, or waits for us as we wait for it.
  ///
  /// - Parameter ending: ends the server's process where it waits for us, so that it lets go of what
  ///   it holds.
  func isAtWork(ending: Bool) -> Bool {
    var handle = ConnectionHandle()
    handle.connect(keywords, timeout: Self.timeout) { _ in }
    guard handle.isOpen else {
      // A server that refuses is there, and can say no more about the statement.
      switch PostgresError(refusal: handle.message).state {
      case .some(.connectionException), .none: return false
      case .some(let state): return !state.isIn(.operatorIntervention)
      }
    }
    handle.limitWaits(to: Self.timeout)
    let own = """
      pid = \(process) AND \(Self.microseconds("backend_start")) <= \(connected)
        AND usename = session_user AND datname = current_database()
      """
    guard
      let row = Self.row(
        """
        SELECT wait_event_type IS DISTINCT FROM 'Client' AS works
        FROM pg_catalog.pg_stat_activity WHERE \(own)
        """, on: &handle)
    else { return false }
    let works = (try? row.get("works", as: Bool.self)) ?? true
    if !works, ending {
      _ = Self.row(
        """
        SELECT pg_catalog.pg_terminate_backend(pid) AS ended
        FROM pg_catalog.pg_stat_activity WHERE \(own) AND wait_event_type = 'Client'
        """, on: &handle)
    }
    return works
  }

  private static func microseconds(_ time: String) -> String {
    "(extract(epoch FROM \(time)) * 1000000)::int8"
  }

  private static func row(_ sql: String, on handle: inout ConnectionHandle) -> Row? {
    guard handle.isOpen, handle.send(sql: sql, ParameterList()) else { return nil }
    var row: Row?
    while let result = handle.nextResult() {
      if !result.isError { row = result.rows(statement: "probe").first }
    }
    return row
  }
}
