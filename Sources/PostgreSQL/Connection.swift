/// A connection to PostgreSQL, for the use of one task at a time.
///
/// It runs on a thread of its own, so that waiting for the server blocks nobody else. When the
/// calling task is cancelled, the statement that runs is cancelled on the server. A lost connection
/// stays lost: open another and read there what was committed.
package actor Connection {
  private let executor = ThreadExecutor()
  private let canceller = Canceller()
  private var handle = ConnectionHandle()
  private var statements = StatementCache()
  /// Host and database in use, for errors.
  private var place: (host: String?, database: String?)

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  private init(_ info: ConnectionInfo) {
    place = (info.host, info.database)
  }

  /// Connects; notices of the server go to `notice`, by default nowhere.
  package static func open(
    _ info: ConnectionInfo, options: ConnectionOptions = ConnectionOptions(),
    notice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) async throws -> Connection {
    try Task.checkCancellation()
    let connection = Connection(info)
    try await connection.connect(info, options, notice)
    return connection
  }

  private func connect(
    _ info: ConnectionInfo, _ options: ConnectionOptions,
    _ notice: @escaping @Sendable (Notice) -> Void
  ) throws {
    handle.connect(
      options.keywords(for: info), timeout: options.connectTimeout, notice: notice)
    guard handle.isOpen else {
      var error = PostgresError(refusal: handle.message)
      if handle.lacksPassword {
        error.state = .invalidPassword
        error.isPasswordMissing = true
      }
      throw placed(error)
    }
    place = (handle.host ?? info.host, handle.database ?? info.database)
    handle.arm(canceller)
    handle.limitWaits(to: options.connectTimeout)
    do throws(PostgresError) {
      let probe = try SilenceProbe(options.bare.keywords(for: info), asking: &handle)
      handle.watch(silence: options.silenceLimit, probe)
    } catch {
      throw placed(error)
    }
  }

  /// Closes the connection; statements after this fail as on a lost one.
  package func close() {
    handle.close()
  }

  /// Whether the connection was usable when it was last used.
  package var isOpen: Bool { handle.isOpen }

  /// The server's process for this connection.
  package var processID: Int32 { handle.processID }

  /// The server's version: 150018 is 15.18.
  package var serverVersion: Int { handle.serverVersion }

  /// Whether no transaction is open.
  var isIdle: Bool { handle.isIdle }

  // MARK: Statements

  /// Runs one statement with bound values.
  ///
  /// It is prepared at its first use under `name` and used
  /// again after that; the same name means the same text on one connection.
  @discardableResult
  package func query(
    _ sql: String, name: String, _ parameters: [Parameter] = []
  ) async throws -> QueryResult {
    try await interruptible { try self.runPrepared(sql, name: name, parameters) }
  }

  /// Runs a script of any number of statements without parameters, as one transaction unless it
  /// says otherwise; its rows are dropped.
  package func execute(_ script: String, name: String) async throws {
    _ = try await interruptible { try self.runScript(script, name: name) }
  }

  /// Finds the types of a statement's parameters and columns without running it.
  ///
  /// It stays prepared under `name`, for ``query(_:name:_:)``.
  package func describe(
    _ sql: String, name: String, types: [PostgresType] = []
  ) async throws -> StatementDescription {
    try await interruptible {
      var entry = self.statements.fresh(name, sql: sql, types: types.map(\.oid))
      _ = try self.run(name) { $0.prepare(sql, name: entry.serverName, types: entry.types) }
      let result = try self.run(name) { $0.describe(prepared: entry.serverName) }
      entry.types = result.parameterTypes.map(\.oid)
      self.statements.store(entry, as: name)
      return StatementDescription(
        name: name, parameters: result.parameterTypes, columns: result.columns)
    }
  }

  /// Runs `body`; while it runs, cancelling the task cancels the statement on the server.
  func interruptible<Answer>(_ body: () throws -> Answer) async throws -> Answer {
    try Task.checkCancellation()
    return try await withTaskCancellationHandler {
      // A closure that does not mention the actor would run on the cooperative pool.
      self.assertIsolated()
      do {
        return try body()
      } catch let error as PostgresError where error.state == .queryCanceled && Task.isCancelled {
        throw CancellationError()
      }
    } onCancel: {
      canceller.cancel()
    }
  }

  /// Runs a script that a cancelled task must still run: the end of a transaction.
  @discardableResult
  func runScript(_ script: String, name: String) throws(PostgresError) -> String {
    try run(name) { $0.send(script: script) }.tag
  }

  private func runPrepared(
    _ sql: String, name: String, _ parameters: [Parameter]
  ) throws(PostgresError) -> QueryResult {
    let list = try ParameterList(parameters, statement: name)
    let found = try statements.entry(name, sql: sql, types: list.types)
    if !found.isPrepared {
      _ = try run(name) { $0.prepare(sql, name: found.serverName, types: found.types) }
      statements.store(found, as: name)
    }
    return try run(name) { $0.send(prepared: found.serverName, list) }.rows(statement: name)
  }

  // MARK: COPY

  /// Begins `COPY … FROM STDIN (FORMAT binary)`; buffers follow by `putCopy`, then `endCopy`.
  package func beginCopy(_ sql: String, name: String) async throws {
    let hasBegun = try await interruptible {
      try self.run(name, expectsCopy: true) { $0.send(script: sql) }.isCopyIn
    }
    guard hasBegun else {
      throw placed(PostgresError(message: "is no COPY FROM STDIN", statement: name))
    }
  }

  /// Sends one buffer, best of about 1 MiB; returns when the system has taken it.
  ///
  /// A refusal by the server shows in `endCopy`.
  package func putCopy(_ buffer: [UInt8]) async throws {
    try await interruptible {
      self.canceller.statement(isRunning: true)
      defer { self.canceller.statement(isRunning: false) }
      guard self.handle.isOpen, self.handle.copy(buffer) else { throw self.broken("COPY") }
    }
  }

  /// Ends the COPY and gives the number of rows stored.
  package func endCopy(name: String) async throws -> Int {
    try await interruptible {
      try self.run(name) { $0.endCopy() }.affected
    }
  }

  /// Gives the COPY up; nothing of it is stored.
  ///
  /// Runs in a cancelled task too.
  package func abortCopy() {
    do {
      _ = try run("COPY") { $0.endCopy(failure: "given up by the client") }
    } catch {
      // The server answers with the error that was asked for; a lost connection shows later.
    }
  }

  // MARK: The wire

  /// Sends by `send` and collects the results up to the last; the first error is thrown.
  private func run(
    _ name: String, expectsCopy: Bool = false,
    _ send: (inout ConnectionHandle) -> Bool
  ) throws(PostgresError) -> ResultHandle {
    guard handle.isOpen else { throw broken(name) }
    canceller.statement(isRunning: true)
    defer { canceller.statement(isRunning: false) }
    guard send(&handle) else { throw broken(name) }
    return try collect(name, expectsCopy: expectsCopy)
  }

  private func collect(_ name: String, expectsCopy: Bool) throws(PostgresError) -> ResultHandle {
    var failure: PostgresError?
    var last: ResultHandle?
    while let result = handle.nextResult() {
      if result.isError {
        failure = failure ?? PostgresError(result: result, statement: name)
      } else if result.isCopyIn, expectsCopy {
        return result
      } else if result.isCopyIn {
        failure = PostgresError(message: "a COPY needs beginCopy", statement: name)
        _ = handle.endCopy(failure: "unexpected COPY")
      } else if result.isCopyOut {
        failure = PostgresError(message: "COPY TO STDOUT is not supported", statement: name)
        handle.discardCopyOut()
      } else {
        last = consume result
      }
    }
    if let failure { throw placed(failure) }
    guard let last = consume last else { throw broken(name) }
    return last
  }

  /// The error of a call that got no answer.
  private func broken(_ name: String) -> PostgresError {
    let words = handle.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    return placed(
      PostgresError(
        message: words.isEmpty ? "the connection is closed" : words, statement: name))
  }

  /// The error with the place where it arose.
  private func placed(_ error: PostgresError) -> PostgresError {
    var error = error
    error.host = place.host
    error.database = place.database
    error.isConnectionLost = !handle.isOpen
    return error
  }
}
