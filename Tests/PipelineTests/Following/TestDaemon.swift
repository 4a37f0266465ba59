import Clickstream
import Enrichment
import Foundation
import Logging
import Pipeline
import PostgreSQL
import Settings
import Synchronization
import Testing
import Warehouse

/// A daemon within the test, that goes through its inputs when it is told to.
final class TestDaemon {
  /// Stands for the end of a process: nothing of it can reach the database any more.
  private final class Life: Sendable {
    let isOver = Mutex(false)
  }

  struct Dead: Error {}

  let clock: TestClock
  let state = DaemonState()
  private let database: LoadingDatabase
  private let session: LoadingSession
  private var following: Following
  private let life: Life

  private init(
    _ database: LoadingDatabase, _ clock: TestClock, _ session: LoadingSession,
    _ following: Following, _ life: Life
  ) {
    self.database = database
    self.clock = clock
    self.session = session
    self.following = following
    self.life = life
  }

  /// - Parameters:
  ///   - inputs: as the list of a configuration file, a line each.
  ///   - batches: so small that short files take several.
  static func start(
    _ database: LoadingDatabase, _ inputs: String..., settings: String = "",
    clock: TestClock = TestClock(), batches: BatchSize = .tiny,
    mailRoom: MailRoom = .standard,
    metrics: LoadingMetrics = LoadingMetrics()
  ) async throws -> TestDaemon {
    let setup = try setup(inputs, settings)
    let life = Life()
    let (info, library) = (database.info, try LoadingDatabase.library.get())
    let session = try await LoadingSession(
      sites: { SiteDirectory(setup.configuration.sites, ids: $0, hostless: nil) },
      givesUp: { life.isOver.withLock { $0 } }, metrics: metrics,
      connect: {
        guard !life.isOver.withLock({ $0 }) else { throw Dead() }
        return try await Warehouse.open(info, role: .ingest, statements: library)
      })
    do {
      let following = try await Following.begin(
        setup, session, clock: clock.forFollowing, log: silent, batches: batches,
        mailRoom: mailRoom)
      return TestDaemon(database, clock, session, following, life)
    } catch {
      await session.close()
      throw error
    }
  }

  private static func setup(_ inputs: [String], _ settings: String) throws -> DaemonSetup {
    let list = inputs.map { "  - \($0)\n" }.joined()
    return try DaemonSetup(
      configuration: LoadingDatabase.configuration(
        "\(LoadingDatabase.settings)\n\(settings)\ninputs:\n\(list)"),
      rules: LoadingDatabase.rules.get())
  }

  private static var silent: DaemonLog {
    DaemonLog(Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Goes through the inputs; time passes.
  @discardableResult
  func pass(after seconds: Double = 1) async throws -> Bool {
    clock.advance(seconds: seconds)
    return try await following.pass()
  }

  /// Goes through the inputs as far as it comes while it is told `asks` times to go on.
  func passBriefly(asks: Int) async throws {
    clock.advance(seconds: 1)
    var left = asks
    try await following.pass {
      left -= 1
      return left >= 0
    }
  }

  /// Goes through the inputs until rotated files have ended.
  func settle() async throws {
    for _ in 0..<4 { try await pass(after: 6) }
  }

  /// Looks at the files, and no more; each ask takes a quarter of a second.
  func look(asks: Int) async throws {
    var left = asks
    try await following.scan { [clock] in
      left -= 1
      clock.advance(seconds: 0.25)
      return left >= 0
    }
  }

  /// Reads without committing.
  func readOnly() async throws {
    clock.advance(seconds: 1)
    try await following.scan()
    _ = try await following.read { true }
  }

  /// Goes on by another configuration.
  func reload(_ inputs: String...) async throws {
    try await following.handOver(to: state)
    try await session.releaseAll()
    following = try await Following.begin(
      Self.setup(inputs, ""), session, clock: clock.forFollowing, log: Self.silent, batches: .tiny,
      after: following)
  }

  func startOver() { following.startOver() }

  /// When something is due although nothing happens.
  var nextDue: Duration? { following.nextDue }

  func writeStatus() async throws { try await following.writeStatus(to: state) }

  /// The gaps that were found since this was last asked: file, reason, bytes.
  func gaps() async throws -> [String] {
    try await database.texts(
      """
      SELECT regexp_replace(path, '.*/', '') || ' ' || reason || ' ' || coalesce(bytes::text, '?')
      FROM footfall_store.source_gap ORDER BY found_at, path
      """)
  }

  /// Ends as on SIGTERM.
  func stop() async throws {
    try await following.end()
    try await following.writeStatus(to: state)
    try await session.releaseAll()
    await session.close()
  }

  /// Ends as on SIGKILL: what is on its way is committed or not.
  func crash() async throws {
    life.isOver.withLock { $0 = true }
    try await database.endConnections()
    try? await following.commit()
    await session.close()
  }
}

extension LoadingDatabase {
  /// Ends all connections of footfall to the database, and waits until they are gone.
  func endConnections() async throws {
    try await execute(
      """
      SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND application_name = 'footfall'
      """)
  }

  /// The states of followed files, by name.
  func fileStates() async throws -> [String] {
    try await texts(
      """
      SELECT regexp_replace(path, '.*/', '') || ' ' || state || ' ' || note
      FROM footfall_store.followed_file ORDER BY path
      """)
  }

  /// What a plain load of these files gives, each with the bytes that were ever written to one.
  static func oracle(_ files: [[UInt8]]) async throws -> Contents {
    let scratch = try Scratch()
    return try await with { database in
      for (number, file) in files.enumerated() {
        try await database.ingest(try scratch.write(file, as: "\(number).log"))
      }
      return try await Contents(of: database)
    }
  }

  /// Compares what is stored with what a plain load of these files gives.
  func differences(fromLoading files: [[UInt8]]) async throws -> [String] {
    try await expectBalance()
    let kept = ["event", "session", "visitor", "person", "contact", "page", "rejected_record"]
    return try await Contents(of: self).differences(from: Self.oracle(files), in: kept)
  }
}
