import Clickstream
import Enrichment
import Foundation
import Pipeline
import PostgreSQL
import Settings
import Support
import Warehouse

/// A database to load into.
///
/// All have one key and the same salts, so that the contents of two can be
/// compared row for row.
struct LoadingDatabase: Sendable {
  let info: ConnectionInfo
  /// How long its loaders bear that they hear nothing.
  var silenceLimit = ConnectionOptions().silenceLimit

  static let now = Instant(seconds: 1_750_000_000)

  /// One site, `shop`, any host, in London; salts by the month.
  static let settings = """
    sites:
      - name: shop
        title: Shop
        zone: Europe/London
        own_addresses: ['@shop.example']
    """

  static let template = TestDatabase.Template("loading", prepare: prepare)

  /// Migrates an empty database, and sets its salts.
  @Sendable static func prepare(_ info: ConnectionInfo) async throws {
    let library = try StatementLibrary()
    let connection = try await Connection.open(info)
    try await Migrator(connection, library: library).migrate()
    await connection.close()
    try await LoadingDatabase(info: info).setSalts(of: settings, from: 1_740_000_000)
  }

  /// Sets the salts of the first site for ten months from a time on, the same in all databases.
  ///
  /// - Parameter now: when they were last of use; what nobody used for long is destroyed.
  func setSalts(of settings: String, from start: Int64, now: Instant = Self.now) async throws {
    let warehouse = try await Warehouse.open(
      info, role: .ingest, statements: try Self.library.get())
    if let ids = warehouse.ids {
      let site = try Self.configuration(settings).sites[0]
      let directory = SiteDirectory([site], ids: ids, hostless: nil)
      try await warehouse.declare(directory)
      var random = SplitMix64(seed: 1)
      let periods = (0..<10).map { month in
        SaltPeriod.of(
          Instant(seconds: start + month * 30 * 86_400), site: directory.entries[0].id, site
        )
      }
      _ = try await warehouse.salts(of: periods, now: now, using: &random)
    }
    await warehouse.close()
  }

  /// Runs `body` with a fresh database, and takes that away.
  static func with<Answer>(
    _ body: (LoadingDatabase) async throws -> Answer
  ) async throws -> Answer {
    try await TestDatabase.with(template: template) {
      try await body(LoadingDatabase(info: $0.info))
    }
  }

  static func configuration(_ yaml: String) throws -> Configuration {
    try Configuration.load(
      contents: Array(yaml.utf8), file: "footfall.yaml", environment: [:], flags: [:],
      currentFolder: "/")
  }

  /// Runs a script as the superuser.
  func execute(_ script: String) async throws {
    var admin = info
    admin["user"] = "postgres"
    let connection = try await Connection.open(admin)
    try await connection.execute(script, name: "script")
    await connection.close()
  }

  /// The first column of a query's rows, as text.
  func texts(_ sql: String) async throws -> [String] {
    let connection = try await Connection.open(info)
    let rows = try await connection.query(sql, name: "texts")
    await connection.close()
    return try rows.map { try $0.get(at: 0) }
  }

  static let topics = Result {
    let file = packageFolder.appending(path: "Config/topics.yaml")
    return try Topics.load(yaml: String(contentsOf: file, encoding: .utf8))
  }
  static let rules = Result {
    try RuleBook.load(
      Configuration(), ResourceFolders(root: packageFolder.path(percentEncoded: false)))
  }
  static let library = Result { try StatementLibrary() }

  /// Loads files, in the order of the paths.
  @discardableResult
  func ingest(
    _ paths: String..., settings: String = Self.settings, batches: BatchSize = .standard,
    now: Instant = Self.now, loadsUndone: Bool = false, patience: Double? = 60,
    secretKey: String? = nil,
    progress: @escaping @Sendable (IngestUpdate) -> Void = { _ in },
    away: @escaping @Sendable (String?) -> Void = { _ in },
    connecting: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> IngestSummary {
    try await ingest(
      all: paths, settings: settings, batches: batches, now: now, loadsUndone: loadsUndone,
      patience: patience, secretKey: secretKey, progress: progress, away: away,
      connecting: connecting)
  }

  @discardableResult
  func ingest(
    all paths: [String], settings: String = Self.settings, batches: BatchSize = .standard,
    now: Instant = Self.now, loadsUndone: Bool = false, patience: Double? = 60,
    secretKey: String? = nil,
    progress: @escaping @Sendable (IngestUpdate) -> Void = { _ in },
    away: @escaping @Sendable (String?) -> Void = { _ in },
    connecting: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> IngestSummary {
    let (library, info) = (try Self.library.get(), info)
    let options = ConnectionOptions(silenceLimit: silenceLimit)
    let ingestion = try Ingestion(
      configuration: Self.configuration(settings), rules: Self.rules.get(), hostlessSite: nil,
      loadsUndone: loadsUndone, now: now, batches: batches, patience: patience,
      secretKey: secretKey, progress: progress, away: away
    ) {
      try await connecting()
      return try await Warehouse.open(info, role: .ingest, statements: library, options: options)
    }
    return try await ingestion.run(paths: paths)
  }
}

extension BatchSize {
  /// So small that short files take many batches.
  static let tiny = BatchSize(lines: 20, bytes: 4_096, chunk: 2_048)
}
