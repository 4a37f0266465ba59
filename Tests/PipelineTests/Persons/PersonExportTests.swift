import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// All that is kept of a person, section by section, as it comes.
  func exported(_ name: String) async throws -> [(section: String, rows: [String])] {
    let person = try await find(name)
    return try await withWarehouse { warehouse in
      var sections: [(section: String, rows: [String])] = []
      try await warehouse.export(person.person, site: person.site) { section, row in
        if sections.last?.section != section { sections.append((section, [])) }
        sections[sections.count - 1].rows.append(row)
      }
      return sections
    }
  }
}

@Suite("What is exported of a person")
struct PersonExportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)
  private static let settings = LoadingDatabase.settings + "\n    link_browsing: always\n"

  private func ingest(_ text: String, as name: String, _ database: LoadingDatabase) async throws {
    try await database.ingest(
      try scratch.write(Array(text.utf8), as: name), settings: Self.settings)
  }

  private func list(_ text: String, as name: String, _ database: LoadingDatabase) async throws {
    try await database.importing(
      try scratch.write(Array(text.utf8), as: name), asOf: Day(year: 2025, month: 5, day: 1))
  }

  private func rows(
    _ section: String, _ sections: [(section: String, rows: [String])]
  ) -> [String] { sections.first { $0.section == section }?.rows ?? [] }

  private static let question = """
    From: Alice Quist <alice@a.example>
    To: box@shop.example
    Date: 1 Apr 2025 10:00:00 +0000
    Message-ID: <1@a.example>
    Subject: Opening hours
    Content-Type: multipart/mixed; boundary=x

    --x

    When are you open on Sunday?
    --x
    Content-Disposition: attachment; filename=plan.txt

    secret
    --x--

    """
  private static let bounce = """
    From: MAILER-DAEMON@shop.example
    To: box@shop.example
    Date: 2 Apr 2025 10:00:00 +0000
    Message-ID: <2@shop.example>
    Subject: Undelivered Mail Returned to Sender
    Content-Type: multipart/report; report-type=delivery-status; boundary=x

    --x
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.shop.example

    Final-Recipient: rfc822; alice@a.example
    Action: failed
    Status: 5.2.2
    --x--

    """

  private static func hit(_ time: String, _ path: String, login: String = "-") -> String {
    "192.0.2.1 - \(login) [01/Apr/2025:\(time) +0000] \"GET \(path) HTTP/1.1\" 200 5 \"-\" "
      + "\"Mozilla/5.0 (X11; Linux x86_64)\""
  }

  @Test("hits are those of the person's visits and logins, and nobody else's on the same device")
  func hits() async throws {
    try await LoadingDatabase.with { database in
      try await list(
        "number,login,email\n1,alice,alice@a.example\n2,bob,bob@b.example\n", as: "customers.csv",
        database)
      let lines = [
        Self.hit("08:05:00", "/a1", login: "alice"), Self.hit("08:06:00", "/a2"),
        Self.hit("08:10:00", "/b1", login: "bob"), Self.hit("08:12:00", "/b2"),
        Self.hit("12:00:00", "/nobody"),
      ]
      try await database.ingest(
        try scratch.write(lines.file(), as: "access.log"), settings: Self.settings)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      for (name, pages) in [("alice", ["/a1", "/a2"]), ("bob", ["/b1", "/b2"])] {
        let hits = rows("hits", try await database.exported(name))
        #expect(hits.count == pages.count, "\(name): \(hits)")
        for page in pages { #expect(hits.contains { $0.contains("\"\(page)\"") }, "\(page)") }
      }
    }
  }

  @Test("what staff did, and what files say of the person's messages and orders, is in it")
  func everything() async throws {
    let topics = try LoadingDatabase.topics.get()
    try await LoadingDatabase.with { database in
      try await list(
        "number,login,email,name\n1,alice,alice@a.example,Alice Quist\n2,bob,bob@b.example,Bob Reed\n",
        as: "customers.csv", database)
      try await list("number,at,customer_number,amount\n10,2025-03-01,1,5\n", as: "o.csv", database)
      try await list("order_number,at,status\n10,2025-03-02,sent\n", as: "s.csv", database)
      try await list(
        "number,order_number,sent_at,carrier,tracking\nS1,10,2025-03-02,Post,TRACK-1\n",
        as: "h.csv", database)
      try await list(
        """
        at,url,author,text
        2025-03-05,https://x.example/1,Alice Quist,Lovely seats
        2025-03-06,https://x.example/2,Bob Reed,Cold seats
        2025-03-07,https://x.example/3,Somebody,Ask alice@a.example about it

        """, as: "m.csv", database)
      try await ingest(Self.question, as: "1.eml", database)
      try await ingest(Self.bounce, as: "2.eml", database)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let id = try await database.texts(
        "SELECT id::text FROM footfall.message WHERE subject = 'Opening hours'")[0]
      let alice = try await database.find("alice")
      try await database.withWarehouse { warehouse in
        _ = try await TopicCorrection(of: id, topic: "booking", topics: topics).store(
          in: warehouse, staff: "eve", now: Self.later)
        _ = try await warehouse.take(
          .assign(owner: "eve"), of: try #require(Int64(id)), staff: "eve", now: Self.later)
        _ = try await warehouse.suppress(
          alice, isLifted: false, note: "by letter", staff: "eve", now: Self.later)
      }
      let sections = try await database.exported("alice")
      #expect(Set(sections.map(\.section)).count == sections.count)
      for (section, count, mark) in [
        ("messages", 1, "Opening hours"), ("attachments", 1, "plan.txt"),
        ("topic corrections", 1, "booking"), ("bounces", 1, "mailbox_full"),
        ("conversations", 1, "booking"), ("cases", 1, "eve"), ("steps of cases", 1, "assign"),
        ("suppressions by staff", 3, "by letter"), ("suppressions", 1, "manual"),
        ("orders", 1, "10"), ("order states", 1, "sent"), ("shipments", 1, "TRACK-1"),
        ("mentions", 2, "seats"),
      ] {
        let found = rows(section, sections)
        #expect(found.count == count, "\(section): \(found)")
        #expect(found.contains { $0.contains(mark) }, "\(section): \(found)")
      }
      let others = try await database.exported("bob")
      #expect(rows("mentions", others).count == 1)
      #expect(!others.flatMap(\.rows).contains { $0.contains("alice@a.example") })
    }
  }

  @Test("rejects that hold the address are in it, and those of longer addresses are not")
  func rejects() async throws {
    try await LoadingDatabase.with { database in
      try await list("number,email\n1,alice@a.example\n", as: "customers.csv", database)
      let good = #"{"time":"2025-04-01T08:15:00Z","page":"/","fields":{"email":"alice@a.example"}}"#
      let held = [
        #"{"fields":{"email":"Alice@A.example","#, "x email=alice%40a.example&y",
        #"{"from":"alice\u0040a.example""#, "to %3calice%40a.example%3e", "alice@a.example.",
      ]
      let others = [
        #"{"fields":{"email":"mary-alice@a.example","#, "alice@a.example.org", "x.alice@a.example",
        "email=joalice%40a.example&y", "alice@a.examples", "alice@a.example-shop.org",
      ]
      let lines = ([good] + held + others).file()
      try await database.ingest(
        try scratch.write(lines, as: "forms.ndjson"), settings: Self.settings)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let found = rows("rejects", try await database.exported("alice@a.example"))
      #expect(found.count == held.count, "\(found)")
      for other in others where other.contains("joalice") || other.contains("mary") {
        #expect(!found.contains { $0.contains(other.prefix(12)) })
      }
    }
  }
}
