import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Persons right after loading")
struct IngestDerivationTests {
  private let scene: TokenScene

  init() throws { scene = try TokenScene() }

  @Test("who wrote is known, and tied, once a mailbox or a file of forms is loaded")
  func known() async throws {
    let log = try scene.write(
      [TokenScene.hit("1", "08:00:00", cookie: TokenScene.one)], as: "access.log")
    let mails = try scene.write(mails: [
      TokenScene.mail(
        "Ann <ann@a.example>", "09:00:00", to: "info+\(TokenScene.one)@shop.example")
    ])
    let forms = try scene.write([TokenScene.form("bob@b.example", "10:00:00")], as: "forms.ndjson")
    try await LoadingDatabase.with { database in
      let loaded = try await database.ingest(log, settings: scene.settings)
      #expect(loaded.totals?.persons == 0 && !loaded.isBehindOnPersons)
      #expect(try await database.ingest(mails, settings: scene.settings).totals?.persons == 1)
      #expect(try await database.find("ann@a.example").value == "ann@a.example")
      #expect(try await database.ties() == ["ann address 01 08:00:00"])
      #expect(try await database.ingest(forms, settings: scene.settings).totals?.persons == 2)
      #expect(try await database.find("bob@b.example").kind == "mail address")
      #expect(
        try await database.texts(
          "SELECT value FROM footfall.person_identifier WHERE person IS NOT NULL ORDER BY 1")
          == ["ann@a.example", "bob@b.example"])
    }
  }

  @Test("a log that is loaded after what was written in it ties that at once")
  func logLast() async throws {
    let log = try scene.write(
      [TokenScene.hit("1", "08:00:00", cookie: TokenScene.one)], as: "access.log")
    let mails = try scene.write(mails: [
      TokenScene.mail(
        "Ann <ann@a.example>", "09:00:00", to: "info+\(TokenScene.one)@shop.example")
    ])
    try await LoadingDatabase.with { database in
      _ = try await database.ingest(mails, settings: scene.settings)
      #expect(try await database.ties() == ["ann"])
      _ = try await database.ingest(log, settings: scene.settings)
      #expect(try await database.ties() == ["ann address 01 08:00:00"])
    }
  }

  @Test("nobody waits long for another derivation: that is told, and made up for the next time")
  func busy() async throws {
    let forms = try scene.write([TokenScene.form("bob@b.example", "10:00:00")], as: "forms.ndjson")
    let count = "SELECT count(*)::text FROM footfall_store.identity_node"
    try await LoadingDatabase.with { database in
      let other = try await Connection.open(database.info)
      let summary = try await other.transaction { connection in
        try await connection.execute(
          "LOCK TABLE footfall_store.identity_run IN SHARE ROW EXCLUSIVE MODE", name: "lock")
        return try await database.ingest(forms, settings: scene.settings)
      }
      await other.close()
      #expect(summary.isBehindOnPersons && summary.inputs.map(\.kept) == [1])
      #expect(summary.seconds < 20)
      #expect(try await database.texts(count) == ["0"])
      let again = try await database.ingest(forms, settings: scene.settings)
      #expect(!again.isBehindOnPersons && again.inputs.map(\.kept) == [0])
      #expect(try await database.texts(count) == ["1"])
    }
  }
}
