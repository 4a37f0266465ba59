import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

private typealias Scene = TokenScene

@Suite("What does not count of who is who")
struct IdentityConflictTests {
  private let scene: TokenScene

  init() throws { scene = try TokenScene() }

  private static let customers = "number,login,email\n1,alice,alice@a.example\n2,bob,bob@b.example"

  private func importing(_ text: String, as name: String, into database: LoadingDatabase)
    async throws
  {
    try await database.importing(
      try scene.write([text], as: name), asOf: Day(year: 2025, month: 1, day: 1))
  }

  /// How many conflicts there are of each reason, as a report reads them.
  private func conflicts(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', count(*), reason) FROM footfall.identity_conflict
      WHERE site = 'shop' GROUP BY reason ORDER BY reason
      """)
  }

  @Test("T2: two customers with one cookie stay two, and the cookie is one conflict")
  func sharedCookie() async throws {
    let hits = [
      Scene.hit("1", "08:00:00", cookie: Scene.one, login: "alice"),
      Scene.hit("1", "08:05:00", cookie: Scene.one, login: "bob"),
      Scene.hit("1", "08:10:00", cookie: Scene.one, login: "alice"),
      Scene.hit("3", "09:00:00", cookie: Scene.two, login: "bob"),
    ]
    try await LoadingDatabase.with { database in
      try await importing(Self.customers, as: "customers.csv", into: database)
      try await scene.load(hits: hits, into: database)
      #expect(
        try await database.persons() == ["1 alice alice@a.example", "2 bob bob@b.example"])
      #expect(try await conflicts(database) == ["1 several persons use the device"])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', c.rule, c.persons,
            to_char(c.at AT TIME ZONE 'Europe/London', 'HH24:MI:SS'))
          FROM footfall.identity_conflict c
          WHERE EXISTS (SELECT FROM footfall.event e WHERE e.cookie = c.cookie AND e.login IS NOT NULL)
          """) == ["login 2 08:00:00"])
      // Nothing is left of it once the log is taken back.
      try await database.undo("\(scene.scratch.path)/access.log")
      try await scene.derive(database)
      #expect(try await conflicts(database) == [])
    }
  }

  @Test("T15: hundreds of cookies of one login are conflicts, and nobody becomes one with anybody")
  func tooManyCookies() async throws {
    let hits = (0..<900).map { number in
      let minute = number % 60 < 10 ? "0\(number % 60)" : "\(number % 60)"
      return Scene.hit(
        "\(number % 250)", "\(10 + number / 60 % 12):\(minute):00",
        cookie: "cookie-\(1_000 + number)",
        login: "alice")
    }
    try await LoadingDatabase.with { database in
      try await importing(Self.customers, as: "customers.csv", into: database)
      try await scene.load(hits: hits, into: database)
      #expect(
        try await conflicts(database) == ["900 more devices in a week than one person has"])
      #expect(
        try await database.persons() == ["1 alice alice@a.example", "2 bob bob@b.example"])
    }
  }

  @Test("R7: a person that would be too large is cut, and what was cut off is counted")
  func tooLarge() async throws {
    // Sixty addresses of one customer, five in each of twelve years.
    let orders = (0..<60).map { number in
      "\(number),\(2_000 + number / 5)-0\(1 + number % 5)-01,1,p\(number)@d.example,1"
    }
    try await LoadingDatabase.with { database in
      try await importing(
        (["number,at,customer_number,email,amount"] + orders).joined(separator: "\n"),
        as: "orders.csv", into: database)
      #expect(try await conflicts(database) == ["11 more values than one person has"])
      let sizes = try await database.texts(
        """
        SELECT count(*)::text FROM footfall.person_identifier
        GROUP BY person ORDER BY count(*) DESC LIMIT 2
        """)
      #expect(sizes == ["50", "1"])
    }
  }

  @Test("R5: a record that names the number of one customer and the address of another gives way")
  func exclusive() async throws {
    let orders = "number,at,customer_number,email,amount\n10,2025-02-01,1,bob@b.example,5"
    try await LoadingDatabase.with { database in
      try await importing(Self.customers, as: "customers.csv", into: database)
      try await importing(orders, as: "orders.csv", into: database)
      #expect(
        try await database.persons() == ["1 alice alice@a.example", "2 bob bob@b.example"])
      #expect(try await conflicts(database) == ["1 two values of which everybody has one"])
      let values = try await database.texts(
        """
        SELECT i.value FROM footfall.identity_conflict c
        JOIN footfall.person_identifier i ON i.id IN (c.a, c.b) ORDER BY 1
        """)
      #expect(values == ["1", "bob@b.example"])
    }
  }
}
