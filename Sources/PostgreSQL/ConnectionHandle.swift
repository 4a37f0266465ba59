internal import CPostgreSQL
internal import Glibc

/// The owner of a `PGconn`, in non-blocking mode: it sends, waits and gives results.
///
/// Waiting is in `poll`, with a limit, so that a server that keeps its socket open and says nothing
/// is noticed: see `SilenceProbe`.
@safe struct ConnectionHandle: ~Copyable {
  private var connection: OpaquePointer?
  private var sink: NoticeSink?
  /// How long a wait may take before the server is asked, and whom to ask.
  private var silenceLimit: Duration?
  private var probe: SilenceProbe?
  /// Set once the server has been silent for too long.
  private var isStalled = false

  init() {}

  deinit {
    unsafe PQfinish(connection)
    extendLifetime(sink)
  }

  /// Connects, each call of the network within `timeout` in all.
  mutating func connect(
    _ keywords: [(String, String)], timeout: Duration,
    notice: @escaping @Sendable (Notice) -> Void
  ) {
    guard let connection = unsafe Self.start(keywords) else { return }
    let sink = NoticeSink(notice)
    unsafe self.connection = connection
    self.sink = sink
    unsafe sink.attach(to: connection)
    // A refusal has no fields: only its long form names the SQLSTATE.
    _ = unsafe PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
    let end = ContinuousClock.now + timeout
    var events = POLLOUT
    polling: while unsafe PQstatus(connection) != CONNECTION_BAD {
      silenceLimit = ContinuousClock.now.duration(to: end)
      guard wait(for: events) else { break }
      switch unsafe PQconnectPoll(connection) {
      case PGRES_POLLING_READING: events = POLLIN
      case PGRES_POLLING_WRITING: events = POLLOUT
      default: break polling
      }
    }
    silenceLimit = nil
    // A server that was silent for too long has been given up by now.
    _ = unsafe PQsetErrorVerbosity(self.connection, PQERRORS_DEFAULT)
    _ = unsafe PQsetnonblocking(self.connection, 1)
  }

  /// From now on a wait that takes longer than the limit has the probe ask.
  mutating func watch(silence limit: Duration, _ probe: SilenceProbe) {
    silenceLimit = limit
    self.probe = probe
  }

  /// From now on no wait takes longer than this.
  mutating func limitWaits(to limit: Duration) { silenceLimit = limit }

  mutating func close() {
    unsafe PQfinish(connection)
    unsafe connection = nil
  }

  private static func start(_ keywords: [(String, String)]) -> OpaquePointer? {
    var names = unsafe keywords.map { unsafe UnsafePointer(strdup($0.0)) }
    var values = unsafe keywords.map { unsafe UnsafePointer(strdup($0.1)) }
    defer {
      unsafe (names + values).forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) }
    }
    unsafe names.append(nil)
    unsafe values.append(nil)
    return unsafe PQconnectStartParams(names, values, 0)
  }

  var isOpen: Bool { unsafe !isStalled && PQstatus(connection) == CONNECTION_OK }
  var isIdle: Bool { unsafe PQtransactionStatus(connection) == PQTRANS_IDLE }
  /// libpq's own words about the last failure, in lines.
  var message: String {
    if isStalled { return "no answer from the server in time" }
    return unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) } ?? ""
  }
  /// The server wants a password, and none was given.
  var lacksPassword: Bool { unsafe PQconnectionNeedsPassword(connection) == 1 }
  var host: String? { unsafe PQhost(connection).map { unsafe String(cString: $0) } }
  var database: String? { unsafe PQdb(connection).map { unsafe String(cString: $0) } }
  var processID: Int32 { unsafe PQbackendPID(connection) }
  var serverVersion: Int { unsafe Int(PQserverVersion(connection)) }

  func arm(_ canceller: Canceller) {
    if let connection = unsafe connection { unsafe canceller.arm(connection) }
  }

  // MARK: Sending

  func send(script: String) -> Bool {
    unsafe PQsendQuery(connection, script) == 1
  }

  func send(sql: String, _ list: ParameterList) -> Bool {
    unsafe list.withPointers { count, values, lengths, formats in
      unsafe PQsendQueryParams(
        connection, sql, count, list.types, values, lengths, formats, 1) == 1
    }
  }

  func send(prepared name: String, _ list: ParameterList) -> Bool {
    unsafe list.withPointers { count, values, lengths, formats in
      unsafe PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1) == 1
    }
  }

  func prepare(_ sql: String, name: String, types: [UInt32]) -> Bool {
    unsafe PQsendPrepare(connection, name, sql, Int32(types.count), types) == 1
  }

  func describe(prepared name: String) -> Bool {
    unsafe PQsendDescribePrepared(connection, name) == 1
  }

  /// Sends one buffer of a COPY; false if the connection broke.
  mutating func copy(_ buffer: [UInt8]) -> Bool {
    // libpq counts in 32 bits and keeps what it could not send: hand over in pieces.
    let piece = 1 << 20
    var start = 0
    while start < buffer.count {
      let size = min(piece, buffer.count - start)
      let answer = unsafe buffer.withUnsafeBytes { bytes in
        unsafe PQputCopyData(
          connection,
          bytes.baseAddress.map { unsafe ($0 + start).assumingMemoryBound(to: CChar.self) },
          Int32(size))
      }
      if answer < 0 || !flush() { return false }
      if answer == 1 { start += size }
    }
    return true
  }

  /// Ends a COPY, or gives it up with `failure` as the reason.
  mutating func endCopy(failure: String? = nil) -> Bool {
    while true {
      let answer = unsafe PQputCopyEnd(connection, failure)
      if answer < 0 || !flush() { return false }
      if answer == 1 { return true }
    }
  }

  // MARK: Receiving

  /// The next result of what was sent; nil after the last.
  mutating func nextResult() -> ResultHandle? {
    _ = flush()
    while unsafe !isStalled && PQisBusy(connection) == 1 {
      guard wait(for: POLLIN), unsafe PQconsumeInput(connection) == 1 else { break }
    }
    guard !isStalled, let result = unsafe PQgetResult(connection) else { return nil }
    return unsafe ResultHandle(owning: result)
  }

  /// Takes and drops what a COPY out sends.
  func discardCopyOut() {
    var row: UnsafeMutablePointer<CChar>?
    while unsafe PQgetCopyData(connection, &row, 0) > 0 { unsafe PQfreemem(row) }
  }

  /// Sends all that is queued; reads meanwhile, for a server that answers early may wait for it.
  private mutating func flush() -> Bool {
    while true {
      let answer = unsafe PQflush(connection)
      if answer <= 0 { return answer == 0 }
      guard wait(for: POLLIN | POLLOUT), unsafe PQconsumeInput(connection) == 1 else {
        return false
      }
    }
  }

  /// Waits until the socket is ready; false when it broke or the server was silent for too long.
  private mutating func wait(for events: Int32) -> Bool {
    var descriptor = unsafe pollfd(
      fd: PQsocket(connection), events: Int16(truncatingIfNeeded: events), revents: 0)
    guard descriptor.fd >= 0 else { return false }
    var end = silenceLimit.map { ContinuousClock.now + $0 }
    // An answer may be on its way when the server is asked: that it waits for us must be true twice.
    var doubts = 0
    while true {
      let left = end.map { ContinuousClock.now.duration(to: $0).milliseconds } ?? -1
      let ready = unsafe poll(
        &descriptor, 1, end == nil ? -1 : Int32(clamping: max(0, left)))
      if ready > 0 { return true }
      if ready < 0 {
        guard errno == EINTR else { return false }
        continue
      }
      guard left <= 0 else { continue }
      guard let probe, let silenceLimit, doubts < 2 else { break }
      doubts = probe.isAtWork(ending: doubts == 1) ? 0 : doubts + 1
      guard doubts < 2 else { break }
      end = ContinuousClock.now + silenceLimit
    }
    isStalled = true
    // The server need not wait for us any longer, nor hold locks.
    close()
    return false
  }
}
