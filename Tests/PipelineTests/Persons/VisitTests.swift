import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Visits of persons")
struct VisitTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)
  private static let agent = #""-" "Mozilla/5.0 (X11; Linux x86_64)""#

  /// A line of a log with a visitor cookie as its last field.
  private static func hit(
    _ address: String, _ login: String, _ time: String, _ request: String = "GET /",
    cookie: String? = nil
  ) -> String {
    "192.0.2.\(address) - \(login) [01/Apr/2025:\(time) +0100] \"\(request) HTTP/1.1\" 200 5 \(agent)"
      + " \"\(cookie.map { "footfall=\($0)" } ?? "-")\""
  }

  private static let customers = """
    number,login,email
    1,alice,alice@a.example
    2,bob,bob@b.example

    """

  private func settings(_ link: String) -> String {
    LoadingDatabase.settings + "\n    link_browsing: \(link)\n"
  }

  private func load(
    _ lines: [String], forms: [String] = [], link: String = "always",
    into database: LoadingDatabase
  ) async throws {
    try await database.importing(
      try scratch.write(Array(Self.customers.utf8), as: "customers.csv"),
      asOf: Day(year: 2025, month: 1, day: 1))
    if !forms.isEmpty {
      try await database.ingest(
        try scratch.write(forms.file(), as: "forms.ndjson"), settings: settings(link))
    }
    try await database.ingest(
      try scratch.write(lines.file(), as: "access.log"), settings: settings(link))
    try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
  }

  /// Whose what is: customer number, from and until.
  private func owned(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', i.value, to_char(v.from_at AT TIME ZONE 'Europe/London', 'HH24:MI:SS'),
        to_char(v.until_at AT TIME ZONE 'Europe/London', 'HH24:MI:SS'))
      FROM footfall.person_visit v
      JOIN footfall.person_identifier i ON i.person = v.person AND i.kind = 'customer number'
      ORDER BY v.from_at
      """)
  }

  @Test(
    "a device that two log in on belongs to each from the login on, and before to nobody (T3, T5)")
  func shared() async throws {
    let lines = [
      Self.hit("1", "-", "08:00:00", cookie: "cookie-0001"),
      Self.hit("1", "alice", "08:05:00", cookie: "cookie-0001"),
      Self.hit("1", "-", "08:06:00", cookie: "cookie-0001"),
      Self.hit("1", "bob", "08:10:00", cookie: "cookie-0001"),
      Self.hit("1", "-", "08:12:00", cookie: "cookie-0001"),
      // Somebody else, later, without a login.
      Self.hit("1", "-", "12:00:00", cookie: "cookie-0001"),
    ]
    try await LoadingDatabase.with { database in
      try await load(lines, into: database)
      #expect(try await owned(database) == ["1 08:05:00 08:10:00", "2 08:10:00 08:12:00"])
      // Nothing changes when it is derived again.
      let before = try await database.texts("SELECT o::text FROM footfall_store.visitor_owner o")
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(
        try await database.texts("SELECT o::text FROM footfall_store.visitor_owner o") == before)
    }
  }

  @Test("more cookies in a week than a person has are a shared device's or a program's (T15)")
  func excessive() async throws {
    func lines(_ count: Int) -> [String] {
      (0..<count).flatMap { number in
        let cookie = "cookie-\(1_000 + number)"
        let (address, other) = ("\(number % 250)", "\((number + 1) % 250)")
        let minute = 10 + number % 50
        return [
          Self.hit(address, "alice", "08:\(minute):00", cookie: cookie),
          Self.hit(other, "-", "20:\(minute):00", cookie: cookie),
        ]
      }
    }
    for (count, late) in [(5, 5), (900, 0)] {
      try await LoadingDatabase.with { database in
        try await load(lines(count), into: database)
        let owned = try await owned(database)
        #expect(owned.count { $0.hasPrefix("1 20:") } == late, "\(count) cookies")
        #expect(owned.contains { $0.hasPrefix("1 08:") })
      }
    }
  }

  @Test("what was visited before the first login is the only owner's, by the cookie alone (T7)")
  func history() async throws {
    let lines = [
      Self.hit("7", "-", "06:00:00", cookie: "cookie-0001"),
      Self.hit("1", "-", "08:00:00", cookie: "cookie-0001"),
      Self.hit("1", "alice", "08:05:00", cookie: "cookie-0001"),
      Self.hit("2", "-", "09:00:00", cookie: "cookie-0002"), Self.hit("3", "-", "09:00:00"),
    ]
    try await LoadingDatabase.with { database in
      try await load(lines, into: database)
      #expect(try await owned(database) == ["1 06:00:00 06:00:00", "1 08:00:00 08:05:00"])
      #expect(
        try await database.texts(
          "SELECT visits::text FROM footfall.person WHERE customer_number = '1'") == ["2"])
    }
  }

  @Test(
    "visits are tied as the site and the person allow it",
    arguments: [("always", 1), ("never", 0), ("consent", 0)])
  func allowed(link: String, visits: Int) async throws {
    let lines = [Self.hit("1", "alice", "08:05:00")]
    try await LoadingDatabase.with { database in
      try await load(lines, link: link, into: database)
      #expect(try await owned(database).count == visits)
      guard link == "consent" else { return }
      try await database.withWarehouse { warehouse in
        let alice = try await PersonName("alice", site: nil).find(in: warehouse)
        try await warehouse.note(
          "browsing", isGiven: true, by: alice, proof: "letter", staff: "eve", now: Self.later)
        try await warehouse.derivePersons(now: Self.later)
      }
      #expect(try await owned(database).count == 1)
      try await database.withWarehouse { warehouse in
        let alice = try await PersonName("alice", site: nil).find(in: warehouse)
        try await warehouse.note(
          "browsing", isGiven: false, by: alice, proof: "letter", staff: "eve",
          now: Self.later.advanced(bySeconds: 1))
        try await warehouse.derivePersons(now: Self.later)
      }
      #expect(try await owned(database).isEmpty)
    }
  }

  @Test("a login line that comes days late makes the visit its owner's (T16)")
  func late() async throws {
    let lines = [Self.hit("1", "-", "08:00:00"), Self.hit("1", "-", "08:09:00")]
    try await LoadingDatabase.with { database in
      try await load(lines, into: database)
      #expect(try await owned(database).isEmpty)
      try await database.ingest(
        try scratch.write([Self.hit("1", "alice", "08:05:00")].file(), as: "late.log"),
        settings: settings("always"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(try await owned(database) == ["1 08:00:00 08:09:00"])
    }
  }

  private static func form(_ address: String, _ time: String, cookie: String? = nil) -> String {
    let hidden = cookie.map { #","visitor":"\#($0)""# } ?? ""
    return #"{"time":"2025-04-01T\#(time)+01:00","form":"contact","page":"/contact","fields":"#
      + #"{"email":"\#(address)","message":"Hello."\#(hidden)}}"#
  }

  @Test("a contact is tied to the visit by login, cookie, or the one submission at its time")
  func contacts() async throws {
    let lines = [
      Self.hit("1", "alice", "08:00:00"),
      Self.hit("1", "alice", "08:05:03", "POST /contact"),
      Self.hit("2", "-", "09:00:00", cookie: "cookie-0002"),
      Self.hit("3", "-", "10:00:07", "POST /contact"),
      // Two at one time: neither is told.
      Self.hit("4", "-", "11:00:01", "POST /contact"),
      Self.hit("5", "-", "11:00:02", "POST /contact"),
      Self.hit("6", "-", "12:00:11", "POST /contact"),
    ]
    let forms = [
      Self.form("alice@a.example", "08:05:00"),
      Self.form("c@c.example", "09:04:00", cookie: "cookie-0002"),
      Self.form("d@d.example", "10:00:00"), Self.form("e@e.example", "11:00:00"),
      Self.form("f@f.example", "12:00:00"),
    ]
    try await LoadingDatabase.with { database in
      try await load(lines, forms: forms, into: database)
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', c.address, v.rule,
            to_char(v.started_at AT TIME ZONE 'Europe/London', 'HH24:MI:SS'))
          FROM footfall.contact c LEFT JOIN footfall.contact_visit v ON v.contact = c.id ORDER BY 1
          """) == [
            "alice@a.example login 08:00:00", "c@c.example cookie 09:00:00",
            "d@d.example submission 10:00:07", "e@e.example", "f@f.example",
          ])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', rule, contacts, with_login, agreeing)
          FROM footfall.contact_visit_quality ORDER BY 1
          """) == ["cookie 1 0 0", "login 1 1 1", "submission 2 1 1"])
    }
  }
}
