package import Clickstream
package import Enrichment
package import PostgreSQL
package import Warehouse

/// Loads hits of a test into a migrated database, as one stream of lines 100 bytes apart.
package struct LoadingStage {
  package let warehouse: Warehouse
  package let directory: SiteDirectory
  private let loader: StreamLoader
  private var stage: EnrichmentStage
  private let epoch: Int64
  private let generation: Int64

  /// Opens the test's database for loading and begins a stream in it.
  package init(
    _ sites: [Site] = [.test()], generation: Int64 = 1, hostless: String? = nil
  ) async throws {
    let warehouse = try await TestDatabase.required.warehouse()
    guard let ids = warehouse.ids else { throw MissingDatabase() }
    self.warehouse = warehouse
    self.generation = generation
    directory = SiteDirectory(sites, ids: ids, hostless: hostless)
    try await warehouse.declare(directory)
    stage = EnrichmentStage(sites, ids: ids, hostless: hostless, generation: generation)
    loader = StreamLoader(ids: ids)
    let stream = Warehouse.NewStream(
      generation: generation, site: nil, kind: .accessLog, name: "access.log", format: "combined",
      head: generation, origin: StreamMark(position: 0, chain: 0), beginnings: [])
    _ = try await warehouse.create(stream, now: Self.now)
    epoch = try await warehouse.own(generation)?.epoch ?? 0
  }

  package static let now = Instant(seconds: 1_750_000_000)

  /// Loads hits in one transaction.
  @discardableResult
  package mutating func load(_ hits: [LoggedHit]) async throws -> StreamLoader.Result {
    let start = stage.position
    var batch = StreamBatch(
      generation: generation, epoch: epoch, name: "access.log",
      start: StreamMark(position: start, chain: start),
      end: StreamMark(position: start, chain: start))
    batch.content = stage.enrich(hits)
    batch.end = StreamMark(position: stage.position, chain: stage.position)
    batch.lines = Int64(hits.count)
    return try await loader.load(batch, in: warehouse, now: Self.now)
  }

  /// How many rows a table or view of the test's database has.
  package func count(_ relation: String) async throws -> Int64 {
    let connection = try await TestDatabase.required.connect(as: "postgres")
    let rows = try await connection.query("SELECT count(*) AS n FROM \(relation)", name: "count")
    await connection.close()
    return try rows.first?.get("n") ?? -1
  }
}
