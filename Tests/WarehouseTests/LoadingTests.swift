import Clickstream
import Enrichment
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Loading", .database(from: .migrated))
struct LoadingTests {
  private let page = LoggedHit { $0.target = "/programme" }

  /// Whether the database is as it was before any batch.
  private func expectNothingStored(_ stage: LoadingStage) async throws {
    for table in ["event", "session", "rejected_record", "stream_tally", "dirty_day"] {
      #expect(try await stage.count("footfall_store.\(table)") == 0, "\(table)")
    }
    let position = try await stage.warehouse.run("lock_stream", [.int8(1)]).first
    #expect(try position?.get("position", as: Int64.self) == 0)
  }

  @Test(
    "two texts with one id are refused, and nothing of the batch is stored",
    arguments: ["page", "missing_page", "query", "referrer", "agent"])
  func collision(table: String) async throws {
    let hit = LoggedHit {
      $0.target = "/programme?q=opera"
      $0.referrer = "http://x.example/"
      $0.status = table == "missing_page" ? 404 : 200
    }
    var stage = try await LoadingStage()
    var twin = EnrichmentStage([.test()], ids: try #require(stage.warehouse.ids))
    let event = try #require(twin.enrich(hit).events.first)
    let (id, values) =
      switch table {
      case "page", "missing_page": (event.page, "\(event.site), '/other'")
      case "query": (event.query, "'q=other'")
      case "referrer": (event.referrer, "'http://other.example/', NULL")
      default: (event.agent, "'other', NULL")
      }
    try await stage.warehouse.connection.execute(
      "INSERT INTO footfall_store.\(table) VALUES (\(id), \(values))", name: "collide")
    await #expect(throws: WarehouseError.collision(table: table)) { try await stage.load([hit]) }
    try await expectNothingStored(stage)
    await stage.warehouse.close()
  }

  @Test("a text that is stored already is no collision")
  func known() async throws {
    var first = try await LoadingStage()
    try await first.load([page, page])
    await first.warehouse.close()
    var second = try await LoadingStage(generation: 2)
    #expect(try await second.load([page]).events == 1)
    #expect(try await second.count("footfall.page") == 1)
    await second.warehouse.close()
  }

  @Test("who was fenced off, or finds the stream elsewhere, stores nothing")
  func fenced() async throws {
    var old = try await LoadingStage()
    let new = try await TestDatabase.required.connect(as: "postgres")
    try await new.execute("UPDATE footfall_store.stream SET epoch = epoch + 1", name: "fence")
    await #expect(throws: WarehouseError.fenced(stream: "access.log")) {
      try await old.load([page])
    }
    try await expectNothingStored(old)
    try await new.execute(
      "UPDATE footfall_store.stream SET epoch = epoch - 1, position = 50", name: "move")
    let error = await #expect(throws: WarehouseError.self) { try await old.load([page]) }
    #expect(
      error == .positionMoved(stream: "access.log", expected: 100, found: 50))
    #expect(try await old.count("footfall_store.event") == 0)
    await old.warehouse.close()
  }

  @Test("a page answered 4xx is in no list of pages, one answered 5xx is; events show both")
  func missing() async throws {
    var stage = try await LoadingStage()
    try await stage.load(
      ([("/gone", 404), ("/broken", 503), ("/there", 200)] as [(String, Int16)]).map {
        path, status in
        LoggedHit {
          $0.target = .init(path)
          $0.status = status
        }
      })
    func texts(_ sql: String) async throws -> [String] {
      try await stage.warehouse.connection.query(sql, name: sql)
        .map { try $0.get("text", as: String.self) }
    }
    #expect(
      try await texts("SELECT path AS text FROM footfall.page ORDER BY 1") == ["/broken", "/there"])
    #expect(
      try await texts("SELECT page || ' ' || kind AS text FROM footfall.event ORDER BY 1")
        == ["/broken error", "/gone error", "/there page"])
    await stage.warehouse.close()
  }

  @Test("a host that no site declares is rejected with its bytes, and counted")
  func unknownHost() async throws {
    var stage = try await LoadingStage([.test(hosts: ["shop.example"])], hostless: "shop")
    let hit = LoggedHit { $0.host = "a'; DROP TABLE footfall_store.event;--" }
    let result = try await stage.load([hit, page])
    #expect(result.events == 1 && result.rejected == 1)
    let outcomes = result.outcomes.sorted { $0.name < $1.name }
    #expect(outcomes.map(\.name) == ["kept", "rejected"])
    #expect(outcomes.map(\.reason) == ["", "unknown_host"])
    #expect(outcomes.map(\.lines) == [1, 1])
    let connection = try await TestDatabase.required.connect(as: "postgres")
    let row = try await connection.query(
      "SELECT raw, reason, length FROM footfall_store.rejected_record", name: "raw"
    ).first
    #expect(try row?.get("raw") == hit.record.line)
    #expect(try row?.get("reason") == "unknown_host")
    #expect(try row?.get("length") == Int64(hit.record.line.count))
    let totals = try await stage.warehouse.totals()
    #expect(totals.read == 2)
    await stage.warehouse.close()
  }

  @Test("texts that mean something to COPY, arrays or SQL come back letter for letter")
  func quoting() async throws {
    var stage = try await LoadingStage()
    let paths = [
      #"/\."#, #"/\N"#, #"/{"a",NULL}"#, "/NULL", "/'; DROP TABLE x;--", #"/\\x"#, "/$1", "/\"",
      "/%s", "/ä😀", #"/a\"#, "/,{}",
    ]
    try await stage.load(paths.map { path in LoggedHit { $0.target = .init(path) } })
    let rows = try await stage.warehouse.connection.query(
      "SELECT page FROM footfall.event ORDER BY position", name: "pages")
    #expect(try rows.map { try $0.get("page", as: String.self) } == paths)
    await stage.warehouse.close()
  }
}
