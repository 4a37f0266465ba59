import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Traces in records of others")
struct ErasureTraceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)

  /// What names the person who is erased.
  private static let marks = [
    "vera@quist.example", "Vera Quist", "VQ-1000", "vera.q1", "4367700077", "677 00077",
  ]

  /// Records of Bob, of a firm and of nobody, that name Vera as well.
  private static let ledgers = [
    (
      "customers.csv",
      """
      number,email,login,name,phone,since,note
      VQ-1000,vera@quist.example,vera.q1,Vera Quist,+43 677 00077,2020-01-01,
      8,bob@b.example,bob,Bob Reed,+43 1 234567,2020-01-01,Friend of Vera Quist

      """
    ),
    (
      "orders.csv",
      """
      number,at,customer_number,email,login,name,phone,amount
      10,2025-03-01,8,vera@quist.example,vera.q1,Vera Quist,,5
      11,2025-03-01,8,bob@b.example,bob,Bob Reed,,7
      12,2025-03-02,VQ-1000,bob@b.example,,,,9

      """
    ),
    (
      "activities.csv",
      """
      number,at,staff,customer_number,kind,subject,note,outcome,next_action,objection
      V1,2025-02-02,eve,8,call,Of VQ-1000,met vera quist,as vera@quist.example wrote,call +43 677 00077,Vera Quist says no

      """
    ),
    (
      "survey.csv",
      """
      survey,respondent,at,customer_number,question,answer,score
      s,1,2025-02-03,8,like,Vera Quist was kind,4

      """
    ),
    (
      "mentions.csv",
      """
      at,url,source,author,tone,text
      2025-02-03T09:00:00Z,https://forum.example/1,Forum,Vera  Quist,positive,Go there
      2025-02-04T09:00:00Z,https://forum.example/2,Forum,Bob Reed,positive,As VERA QUIST said
      2025-02-05T09:00:00Z,https://forum.example/3,Forum,Vera Quisling,neutral,Stays

      """
    ),
    (
      "vendors.csv",
      """
      number,name,contact_name,email,phone
      V1,Print & Co,Vera Quist,office@print.example,+43 677 00077

      """
    ),
    (
      "costs.csv",
      """
      number,day,purpose,amount,note
      C1,2025-02-03,retention,5,Flowers for Vera Quist

      """
    ),
  ]

  private static let forms = [
    // Nobody by an address, but not nobody.
    #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"name":"Vera Quist","message":"Call +43 677 00077 or ask for VQ-1000."}}"#,
    #"{"time":"2025-04-01T09:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"name":"Bob Reed","email":"bob@b.example","message":"I come with Vera Quist."}}"#,
    // Without a time or an address: a reject.
    #"{"form":"contact","fields":{"name":"Vera Quist","message":"Hel"#,
    #"{"form":"contact","fields":{"message":"VQ-1000"}}"#,
  ]

  private func files() throws -> [String] {
    try Self.ledgers.map { try scratch.write(Array($1.utf8), as: $0) }
      + [try scratch.write(Self.forms.file(), as: "forms.ndjson")]
  }

  private func load(_ files: [String], into database: LoadingDatabase, day: Int = 1) async throws {
    for path in files {
      if path.hasSuffix(".csv") {
        try await database.importing(path, asOf: Day(year: 2025, month: 5, day: day))
      } else {
        try await database.ingest(path, loadsUndone: true)
      }
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
  }

  private func traces(in database: LoadingDatabase) async throws -> [String] {
    let rows = try await database.everything()
    return Self.marks.flatMap { mark in
      let digits = mark.utf8.map { String(format: "%02x", $0) }.joined()
      return rows.filter {
        $0.replacing("  ", with: " ").localizedCaseInsensitiveContains(mark) || $0.contains(digits)
      }.map { "\(mark) in \($0.prefix(500))" }
    }
  }

  private func expectNoTrace(
    in database: LoadingDatabase, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let traces = try await traces(in: database)
    #expect(traces == [], sourceLocation: sourceLocation)
  }

  /// Number, whether it is Bob's, and what names him in it.
  private func orders(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', o.number, o.person = i.person, o.customer_number, o.email, o.name, o.amount)
      FROM footfall.customer_order o
      JOIN footfall.person_identifier i ON i.value = 'bob@b.example'
      ORDER BY 1
      """)
  }

  private func expectOrders(
    _ expected: [String], in database: LoadingDatabase,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await orders(database)
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test("what others' records hold of who is erased goes, and no more; and does not come back")
  func others() async throws {
    try await LoadingDatabase.with { database in
      let files = try files()
      // Two versions of an order, of which both name her.
      let older = try scratch.write(
        Array(Self.ledgers[1].1.replacing(",5\n", with: ",4\n").utf8), as: "older/orders.csv")
      try await database.importing(older, asOf: Day(year: 2025, month: 4, day: 1))
      try await load(files, into: database)
      let vera = try await database.find("vera@quist.example")
      _ = try await database.withWarehouse { try await $0.erasePerson(vera, now: Self.later) }
      try await expectNoTrace(in: database)
      let left = [
        "10 t 8 5", "11 t 8 bob@b.example Bob Reed 7", "12 9",
      ]
      try await expectOrders(left, in: database)
      let mentions = try await database.texts(
        "SELECT concat_ws('|', author, text) FROM footfall.mention ORDER BY url")
      #expect(mentions == ["Go there", "Bob Reed", "Vera Quisling|Stays"])
      let vendors = try await database.texts(
        "SELECT concat_ws('|', name, email, phone) FROM footfall.vendor")
      #expect(vendors == ["Print & Co|office@print.example"])
      // Nothing of her is found by the next derivation, to be erased again.
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.later, anew: true)
      }
      try await expectOrders(left, in: database)

      try await load(files, into: database)
      for path in files { try await database.undo(path) }
      try await database.undo(older)
      try await load(files, into: database)
      try await expectNoTrace(in: database)
      try await expectOrders(left, in: database)
      try await load(
        Self.ledgers.map { try scratch.write(Array(($1 + "\n").utf8), as: "new/\($0)") },
        into: database, day: 2)
      try await expectNoTrace(in: database)
      try await expectOrders(left, in: database)
      try await database.expectBalance()
    }
  }

  @Test("whoever has the same name or telephone keeps it")
  func namesake() async throws {
    try await LoadingDatabase.with { database in
      let list = """
        number,email,name,phone
        VQ-1000,vera@quist.example,Vera Quist,+43 677 00077
        9,other@v.example,Vera Quist,+43 677 00077

        """
      let path = try scratch.write(Array(list.utf8), as: "customers.csv")
      let mentions = try scratch.write(Array(Self.ledgers[4].1.utf8), as: "mentions.csv")
      try await load([path, mentions], into: database)
      let kept = try await database.texts("SELECT author FROM footfall.mention ORDER BY url")
      let vera = try await database.find("vera@quist.example")
      _ = try await database.withWarehouse { try await $0.erasePerson(vera, now: Self.later) }
      let customers = "SELECT concat_ws('|', number, name, phone) FROM footfall.customer"
      #expect(try await database.texts(customers) == ["9|Vera Quist|+4367700077"])
      try await load([path], into: database)
      #expect(try await database.texts(customers) == ["9|Vera Quist|+4367700077"])
      #expect(try await database.texts("SELECT author FROM footfall.mention ORDER BY url") == kept)
    }
  }

  @Test("addresses go with the contacts that were taken back")
  func orphans() async throws {
    try await LoadingDatabase.with { database in
      let form = Self.forms[1]
      let one = try scratch.write([form].file(), as: "one.ndjson")
      let two = try scratch.write(
        [form.replacing("bob@", with: "carl@"), form.replacing("09:15", with: "09:16")].file(),
        as: "two.ndjson")
      let mail = try scratch.write(
        Array(
          """
          From: Dora <dora@d.example>
          To: office@shop.example
          Date: Tue, 1 Apr 2025 10:00:00 +0000
          Message-ID: <m@d.example>
          Subject: Hello

          Hello.

          """.utf8), as: "mail.eml")
      for path in [one, two, mail] { try await database.ingest(path) }
      let addresses = "SELECT address FROM footfall_store.person ORDER BY 1"
      #expect(
        try await database.texts(addresses) == [
          "bob@b.example", "carl@b.example", "dora@d.example",
        ])
      try await database.undo(two)
      #expect(try await database.texts(addresses) == ["bob@b.example", "dora@d.example"])
      try await database.undo(mail)
      #expect(try await database.texts(addresses) == ["bob@b.example"])
      try await database.undo(one)
      #expect(try await database.texts(addresses) == [])
    }
  }
}
