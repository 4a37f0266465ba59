import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

private typealias Scene = TokenScene

@Suite("Visits that become somebody else's")
struct OwnedAnewTests {
  private let scene: TokenScene

  init() throws { scene = try TokenScene() }

  private func derive(_ database: LoadingDatabase, _ second: Int64) async throws -> IdentityChanges
  {
    try await database.withWarehouse {
      try await $0.derivePersons(now: Scene.later.advanced(bySeconds: second))
    }
  }

  private func load(_ lines: [String], as name: String, into database: LoadingDatabase)
    async throws
  {
    try await scene.load(try scene.write(lines, as: name), into: database)
  }

  /// Alice, whose browser was seen before anybody knew her, and an older buyer.
  private func loadFirst(into database: LoadingDatabase) async throws {
    let day = Day(year: 2025, month: 1, day: 1)
    try await database.importing(
      try scene.write(["number,login,email", "1,alice,alice@a.example"], as: "customers.csv"),
      try scene.write(
        ["number,at,email,amount,currency", "9,2020-01-01,old@d.example,1,EUR"], as: "orders.csv"),
      asOf: day)
    try await load(
      [
        Scene.hit("1", "08:00:00", cookie: Scene.one),
        Scene.hit("1", "08:05:00", cookie: Scene.one),
        Scene.hit("1", "12:00:00", cookie: Scene.one),
        Scene.hit("2", "12:00:00", cookie: Scene.two),
      ], as: "access.log", into: database)
    let changes = try await derive(database, 1)
    #expect(!changes.isNews, "\(changes)")
  }

  /// Her login, days late.
  private func loadLate(into database: LoadingDatabase) async throws {
    try await load(
      [Scene.hit("1", "08:10:00", cookie: Scene.one, login: "alice")], as: "late.log",
      into: database)
  }

  @Test("T16: a login that comes days late gives the visits before it an owner, and that is listed")
  func late() async throws {
    try await LoadingDatabase.with { database in
      try await loadFirst(into: database)
      try await loadLate(into: database)
      // The load itself ties what it can; nothing is left for the next one.
      let changes = try await derive(database, 2)
      #expect(!changes.isNews, "\(changes)")
      #expect(changes.merged == 0 && changes.split == 0 && changes.moved == 0)
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', coalesce(c.before::text, 'nobody'), i.value, c.visits, c.hits)
          FROM footfall.visit_change c
          JOIN footfall.person_identifier i ON i.person = c.after AND i.kind = 'login'
          """) == ["nobody alice 2 3"])
      #expect(
        try await database.texts("SELECT concat_ws(' ', visits, hits) FROM footfall.person_run")
          == ["2 3"])
      let same = try await derive(database, 3)
      #expect(!same.isNews, "\(same)")
      // What is hers from the first is no change.
      try await load(
        [Scene.hit("1", "09:00:00", cookie: Scene.one, login: "alice", day: 2)], as: "next.log",
        into: database)
      let next = try await derive(database, 4)
      #expect(!next.isNews, "\(next)")
    }
  }

  @Test("whose visits are merged and parted is counted each time, and forgotten with the person")
  func merged() async throws {
    try await LoadingDatabase.with { database in
      try await loadFirst(into: database)
      try await loadLate(into: database)
      _ = try await derive(database, 2)
      let (alice, old) = (
        try await database.find("alice"), try await database.find("old@d.example")
      )
      let merged = try await database.withWarehouse {
        try await $0.merge(
          alice, old, staff: "eve", note: "", now: Scene.later.advanced(bySeconds: 3))
      }
      // The one who was known first keeps the id.
      #expect(merged.visits == 2 && merged.hits == 4 && merged.merged == 1, "\(merged)")
      let (one, other) = (
        try await database.find("alice"), try await database.find("old@d.example")
      )
      #expect(one.person == old.person)
      let parted = try await database.withWarehouse {
        try await $0.unmerge(
          one, other, staff: "eve", note: "", now: Scene.later.advanced(bySeconds: 4))
      }
      #expect(parted.visits == 2 && parted.hits == 4 && parted.split == 1, "\(parted)")
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', visits, hits) FROM footfall.visit_change ORDER BY at")
          == ["2 3", "2 4", "2 4"])
      let found = try await database.find("alice")
      _ = try await database.withWarehouse {
        try await $0.erasePerson(found, now: Scene.later.advanced(bySeconds: 5))
      }
      #expect(
        try await database.texts("SELECT count(*)::text FROM footfall.visit_change") == ["0"])
    }
  }

  @Test("a log that is taken back and loaded again is new")
  func again() async throws {
    try await LoadingDatabase.with { database in
      try await loadFirst(into: database)
      try await loadLate(into: database)
      _ = try await derive(database, 2)
      let path = "\(scene.scratch.path)/access.log"
      try await database.undo(path)
      try await scene.load(path, into: database)
      _ = try await derive(database, 3)
      // The settings of whoever took it back tie no visits: the hit of the other log goes, and comes.
      let changes = try await database.texts(
        """
        SELECT concat_ws(' ', CASE WHEN after IS NULL THEN 'lost' ELSE 'gained' END, visits, hits)
        FROM footfall.visit_change ORDER BY 1
        """)
      // The loads of this test have one clock: what both gained is one change.
      #expect(changes == ["gained 3 4", "lost 1 1"])
    }
  }
}
