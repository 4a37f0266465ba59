import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// All that the tables hold, a text for each row; bytes are written as hexadecimal digits.
  func everything() async throws -> [String] {
    var admin = info
    admin["user"] = "postgres"
    let connection = try await Connection.open(admin)
    let tables = try await connection.query(
      """
      SELECT c.oid::regclass::text FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'footfall_store' AND c.relkind = 'r' ORDER BY 1
      """, name: "tables")
    var rows: [String] = []
    for table in tables {
      let name: String = try table.get(at: 0)
      for row in try await connection.query(
        "SELECT t::text FROM \(name) t", name: "rows of \(name)")
      {
        rows.append("\(name): \(try row.get(at: 0, as: String.self))")
      }
    }
    await connection.close()
    return rows
  }
}

@Suite("Erasure")
struct ErasureTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Each stands in the records of the person who is erased, and nowhere else.
  private static let marks = [
    "vera@quist.example", "Vera Quist", "MARK-77", "veralogin", "Markerstreet", "Markersecret",
    "4367700077", "TRACK-77",
  ]

  private static let customers = """
    number,email,login,name,phone,street,opt_in
    MARK-77,vera@quist.example,veralogin,Vera Quist,+43 677 00077,Markerstreet 7,yes
    8,bob@b.example,bob,Bob Reed,+43 1 234567,Elsewhere 8,no

    """

  /// Every kind of file, with the two persons in it; `salt` makes other files of the same records.
  private func files(_ salt: String) throws -> (ledgers: [String], inputs: [String]) {
    func write(_ text: String, _ name: String) throws -> String {
      try scratch.write(Array(text.utf8), as: "\(salt)/\(name)")
    }
    let ledgers = [
      try write(Self.customers + "\(salt),x\(salt)@c.example,,,,,\n", "customers.csv"),
      try write(
        """
        number,at,customer_number,email,name,phone,amount
        10\(salt),2025-03-01,MARK-77,vera@quist.example,Vera Quist,+4367700077,5
        11\(salt),2025-03-01,8,bob@b.example,Bob Reed,,7

        """, "orders.csv"),
      try write(
        "order_number,at,status,note\n10\(salt),2025-03-02,sent,Markersecret\n", "status.csv"),
      try write(
        "number,order_number,sent_at,carrier,tracking\nS\(salt),10\(salt),2025-03-02,Post,TRACK-77\n",
        "shipments.csv"),
      try write(
        """
        number,customer_number,email,product,started,price
        A\(salt),MARK-77,vera@quist.example,Season,2025-01-01,50

        """, "subscriptions.csv"),
      try write(
        "email,product,at\nvera@quist.example,P\(salt),2025-02-01\n", "wishes.csv"),
      try write(
        """
        number,at,staff,customer_number,email,kind,subject,note
        V\(salt),2025-02-02,eve,MARK-77,vera@quist.example,call,Vera Quist,Markersecret

        """, "activities.csv"),
      try write(
        """
        survey,respondent,at,email,question,answer,score
        s\(salt),Vera Quist,2025-02-03,vera@quist.example,like,Markersecret,4

        """, "survey.csv"),
    ]
    let form =
      #"{"time":"2025-04-01T08:15:0\#(salt)Z","form":"contact","page":"/","fields":"#
      + #"{"email":"vera@quist.example","name":"Vera Quist","message":"Markersecret","#
      + #""newsletter":"yes","interests":"Markersecret"}}"#
    // Without a time, and so a reject that holds all of it.
    let reject =
      #"{"form":"contact \#(salt)","fields":{"email":"VERA@quist.example","#
      + #""name":"Vera Quist"}}"#
    let mail = """
      From: Vera Quist <vera@quist.example>\r
      To: office@shop.example\r
      Date: Tue, 1 Apr 2025 10:00:0\(salt) +0000\r
      Message-ID: <m\(salt)@quist.example>\r
      Subject: Markersecret\r
      \r
      Markersecret\r

      """
    let agent = #""-" "Mozilla/5.0 (X11; Linux x86_64)""#
    let log = """
      192.0.2.\(salt) - veralogin [01/Apr/2025:08:00:00 +0000] "GET / HTTP/1.1" 200 5 \(agent)
      192.0.2.\(salt) - - [01/Apr/2025:08:01:00 +0000] "GET /a HTTP/1.1" 200 5 \(agent)
      192.0.2.9 - bob [01/Apr/2025:08:0\(salt):00 +0000] "GET / HTTP/1.1" 200 5 \(agent)
      broken \(salt) GET /?u=vera%40quist.example

      """
    return (
      ledgers,
      [
        try write("\(form)\n\(reject)\n", "forms.ndjson"), try write(mail, "mail.eml"),
        try write(log, "access.log"),
      ]
    )
  }

  private func load(_ salt: String, into database: LoadingDatabase) async throws {
    let files = try files(salt)
    for path in files.inputs { try await database.ingest(path, loadsUndone: true) }
    for path in files.ledgers {
      try await database.importing(path, asOf: Day(year: 2025, month: 5, day: 1))
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
  }

  private static let later = Instant(seconds: 1_760_000_000)

  /// The marks that are found anywhere, also in bytes.
  private func traces(in database: LoadingDatabase) async throws -> [String] {
    let rows = try await database.everything()
    return Self.marks.flatMap { mark in
      let digits = mark.utf8.map { String(format: "%02x", $0) }.joined()
      return rows.filter {
        $0.localizedCaseInsensitiveContains(mark) || $0.contains(digits)
      }.map { "\(mark) in \($0.prefix(60))" }
    }
  }

  private func expectNoTrace(
    in database: LoadingDatabase, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let traces = try await traces(in: database)
    #expect(traces.isEmpty, "\(traces)", sourceLocation: sourceLocation)
  }

  @Test("who is erased is found nowhere, and does not come back with the same files or with others")
  func erase() async throws {
    try await LoadingDatabase.with { database in
      try await load("1", into: database)
      let before = try await traces(in: database)
      for mark in Self.marks { #expect(before.contains { $0.hasPrefix(mark) }, "\(mark)") }
      let vera = try await database.find("vera@quist.example")
      let preview = try await database.withWarehouse {
        try await $0.previewErasure(of: vera, now: Self.later)
      }
      #expect(try await traces(in: database) == before)
      let erasure = try await database.withWarehouse {
        try await $0.erasePerson(vera, now: Self.later)
      }
      #expect(preview == erasure)
      #expect(
        erasure.rows == [
          "contacts": 2, "customers": 1, "activities": 1, "wishes": 1, "orders": 1,
          "subscriptions": 1, "answers": 1, "rejects": 2,
        ])
      #expect(erasure.hits == 1 && erasure.visitors == 1 && erasure.values == 4)
      try await expectNoTrace(in: database)
      try await database.expectBalance()
      // What was sold stays, and the other person.
      let amounts = "SELECT sum(amount)::text FROM footfall.customer_order"
      #expect(try await database.texts(amounts) == ["12"])
      #expect(try await database.persons().contains { $0.contains("bob@b.example") })
      #expect(
        try await database.texts("SELECT DISTINCT reason FROM footfall.suppression") == ["erased"])

      // The same files, the same files after they were taken back, and other files.
      try await load("1", into: database)
      try await expectNoTrace(in: database)
      let again = try files("1")
      for path in again.ledgers + again.inputs where !path.hasSuffix(".eml") {
        try await database.undo(path)
      }
      try await load("1", into: database)
      try await load("2", into: database)
      try await expectNoTrace(in: database)
      #expect(try await database.texts(amounts) == ["24"])
      #expect(
        try await database.texts(
          "SELECT count(*)::text FROM footfall_store.event WHERE login IS NULL") == ["2"])
      try await database.expectBalance()
    }
  }

  @Test("a reject that names nobody by an address is no way back either")
  func replay() async throws {
    func settings(_ hosts: String) -> String {
      "sites:\n  - name: shop\n    zone: Europe/London\n    hosts: [\(hosts)]\n"
        + "  - name: other\n    hosts: [other.example]"
    }
    try await LoadingDatabase.with { database in
      let line =
        #"192.0.2.1 - vera [01/Apr/2025:08:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "x""#
      let other = line.replacing("vera", with: "bob")
      let log = try scratch.write(
        Array("b.example:80 \(line)\nb.example:80 \(other)\n".utf8), as: "v.log")
      try await database.ingest(log, settings: settings("a.example"))
      // So short a login says in no text whom it names: the lines are kept.
      let path = try scratch.write(
        Array(Self.customers.replacing("veralogin", with: "vera").utf8), as: "customers.csv")
      try await database.importing(path, asOf: Day(year: 2025, month: 5, day: 1))
      #expect(try await Contents(of: database).count("rejected_record") == 2)
      let vera = try await database.find("vera")
      _ = try await database.withWarehouse { try await $0.erasePerson(vera, now: Self.later) }
      let summary = try await database.replay(settings: settings("a.example, b.example"))
      #expect(summary.counts.kept == 1 && summary.counts.erased == 1, "\(summary)")
      #expect(try await Contents(of: database).count("event") == 1)
      try await database.expectBalance()
    }
  }

  @Test("what comes in by a loader that does not know yet goes with the next derivation")
  func race() async throws {
    try await LoadingDatabase.with { database in
      try await load("1", into: database)
      let vera = try await database.find("MARK-77")
      _ = try await database.withWarehouse { try await $0.erasePerson(vera, now: Self.later) }
      let keys = "(SELECT site, node, reason, since FROM footfall_store.suppression)"
      try await database.execute(
        """
        CREATE TABLE public.kept AS SELECT * FROM \(keys) s;
        DELETE FROM footfall_store.suppression;
        """)
      for path in try files("2").ledgers {
        try await database.importing(path, asOf: Day(year: 2025, month: 6, day: 1))
      }
      #expect(try await !traces(in: database).isEmpty)
      try await database.execute(
        "INSERT INTO footfall_store.suppression SELECT * FROM public.kept")
      // As if it had been found just now.
      try await database.execute(
        "DELETE FROM footfall_store.identity_node; DELETE FROM footfall_store.ledger_person")
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.later, anew: true)
      }
      try await expectNoTrace(in: database)
    }
  }

  @Test("all that is exported of a person is theirs, and every kind of record is in it")
  func export() async throws {
    try await LoadingDatabase.with { database in
      try await load("1", into: database)
      let sections = try await database.exported("veralogin")
      let names = sections.map(\.section)
      #expect(Set(names).count == names.count)
      #expect(
        Set(names).isSuperset(of: [
          "person", "identifiers", "evidence", "consents", "consent now", "preferences", "contacts",
          "messages", "conversations", "cases", "customers", "activities", "orders",
          "order states", "shipments", "subscriptions", "wishes", "answers", "rejects", "timeline",
          "hits",
        ]), "\(names)")
      let text = sections.flatMap(\.rows).joined(separator: "\n")
      for mark in Self.marks where mark != "4367700077" {
        #expect(text.contains(mark), "\(mark)")
      }
      #expect(!text.contains("bob@b.example"))
      // She was not logged in, and did not allow that her visits are tied to her.
      #expect(!text.contains("\"/a\""))
    }
  }
}
