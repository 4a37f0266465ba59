import Clickstream
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Messages of the business to several")
struct RecipientTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let settings = """
    \(LoadingDatabase.settings)
        dropboxes: [crm@box.example]
        mail_servers: [mx.shop.example]
    """
  private static let later = Instant(seconds: 1_760_000_000)

  private static let three =
    "To: Ann Alder <ann@a.example>\nCc: Bob Reed <bob@b.example>\n"
    + "Bcc: cid@c.example\n"

  private static func letter(
    _ recipients: String, number: Int = 1, day: Int = 3, from: String = "Eve <eve@shop.example>"
  ) -> String {
    """
    From: \(from)
    \(recipients)Date: \(day) Mar 2025 10:00:00 +0000
    Message-ID: <\(number)@shop.example>
    Subject: Spring \(number)

    The plan for the spring.

    """
  }

  /// Loads messages, each a file, and derives who is who.
  private func load(
    _ mails: [String], into database: LoadingDatabase, settings: String = settings,
    loadsUndone: Bool = false
  ) async throws {
    for mail in mails {
      try await database.ingest(
        try scratch.write(Array(mail.utf8), as: "\(mail.hashValue).eml"), settings: settings,
        loadsUndone: loadsUndone)
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
  }

  private func touches(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', i.value, c.direction, c.channel, c.subject,
        extract(day FROM c.at AT TIME ZONE 'UTC'))
      FROM footfall.contact c
      LEFT JOIN footfall.person_identifier i ON i.site = c.site AND i.value = c.address
        AND i.person = c.person
      ORDER BY 1
      """)
  }

  private static func spring(_ addresses: String..., number: Int = 1) -> [String] {
    addresses.map { "\($0) outbound email Spring \(number) 3" }
  }

  @Test("each of those who are not of the business has it as a touch, and it is one message")
  func each() async throws {
    try await LoadingDatabase.with { database in
      let question = Self.letter(
        "To: box@shop.example\n", number: 2, day: 1, from: "bob@b.example")
      let own = "To: Ann Alder <ann@a.example>, Eve <eve@shop.example>, crm@box.example\n"
      let twice = "Cc: Bob Reed <bob@b.example>, ANN@a.example\nBcc: cid@c.example\n"
      try await load([question, Self.letter(own + twice)], into: database)
      #expect(
        try await touches(database)
          == Self.spring("ann@a.example") + ["bob@b.example inbound email Spring 2 1"]
          + Self.spring("bob@b.example", "cid@c.example"))
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', address, nullif(name, ''), contacts, last_direction, last_subject)
          FROM footfall.person ORDER BY 1
          """) == [
            "ann@a.example Ann Alder 1 outbound Spring 1",
            "bob@b.example Bob Reed 2 outbound Spring 1",
            "cid@c.example 1 outbound Spring 1",
          ])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', count(DISTINCT id), count(DISTINCT topic), count(DISTINCT excerpt))
          FROM footfall.contact WHERE subject = 'Spring 1'
          """) == ["1 1 1"])
      #expect(
        try await database.texts(
          "SELECT subject || ' ' || address FROM footfall.message ORDER BY 1")
          == ["Spring 1 ann@a.example", "Spring 2 bob@b.example"])
      #expect(
        try await database.texts("SELECT sum(messages)::text FROM footfall.conversation") == ["2"])
      let orphans = try await database.withWarehouse { warehouse in
        try await warehouse.run("verify_orphans").map { try $0.get("orphans", as: Int64.self) }
      }
      #expect(orphans.allSatisfy { $0 == 0 })
      try await database.expectBalance()
    }
  }

  @Test("it ties none of them to another, and nobody who only says that he is the business")
  func ties() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scratch.write(
          Array("number,email\n1,ann@a.example\n2,bob@b.example\n".utf8), as: "customers.csv"))
      let before = try await database.persons()
      let evidence = "SELECT count(*)::text FROM footfall.person_evidence"
      let ties = try await database.texts(evidence)
      let forged =
        "Received: from x (x.evil.example [203.0.113.9]) by mx.shop.example; "
        + "2 Mar 2025 10:00:00 +0000\n" + Self.letter(Self.three, number: 2)
      try await load([Self.letter(Self.three), forged], into: database)
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.later, anew: true)
      }
      #expect(try await database.persons() == (before + ["cid@c.example"]).sorted())
      #expect(try await database.texts(evidence) == ties)
      #expect(
        try await database.texts(
          """
          SELECT rule || ' ' || value FROM footfall_store.identity_claim WHERE rule IN (5, 7)
          GROUP BY rule, value ORDER BY 1
          """) == ["5 ann@a.example", "7 bob@b.example", "7 cid@c.example"])
    }
  }

  @Test("copies that name others add them, in whatever order they come", arguments: UInt64(1)...6)
  func copies(seed: UInt64) async throws {
    let mails = [
      Self.letter(Self.three),
      "Delivered-To: crm@box.example\n" + Self.letter("To: Ann Alder <ann@a.example>\n"),
      Self.letter("To: dan@d.example, bob@b.example\n"), Self.letter("To: crm@box.example\n"),
    ]
    var random = SplitMix64(seed: seed)
    var found: [[String: [String]]] = []
    for order in [mails, mails.shuffled(using: &random) + mails.shuffled(using: &random)] {
      try await LoadingDatabase.with { database in
        try await load(order, into: database)
        #expect(
          try await touches(database)
            == Self.spring("ann@a.example", "bob@b.example", "cid@c.example", "dan@d.example"))
        var rows: [String: [String]] = [:]
        for view in ["message", "contact", "conversation", "person"] {
          rows[view] = try await database.texts(
            "SELECT (to_jsonb(r) - 'position' - 'size')::text FROM footfall.\(view) r ORDER BY 1")
        }
        found.append(rows)
        try await database.expectBalance()
      }
    }
    for (view, rows) in found[0] { #expect(found[1][view] == rows, "\(view)") }
    #expect(found[0]["message"]?.count == 1)
  }

  @Test("a message to one is with that one alone, and who has two addresses has it once")
  func one() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scratch.write(Array("number,email\n1,ann@a.example\n".utf8), as: "customers.csv"),
        try scratch.write(
          Array(
            "number,at,customer_number,email,amount\n10,2025-01-01,1,ann@o.example,5\n".utf8),
          as: "orders.csv"))
      try await load(
        [
          Self.letter("To: ann@a.example\n"),
          Self.letter("To: ann@a.example, bob@b.example\nCc: ann@o.example\n", number: 2),
        ], into: database)
      #expect(
        try await touches(database)
          == Self.spring("ann@a.example") + Self.spring("ann@a.example", "bob@b.example", number: 2)
      )
      #expect(
        try await database.texts(
          "SELECT contacts::text FROM footfall.person WHERE customer_number = '1'") == ["2"])
    }
  }

  @Test("the business itself is none of them, whenever it says so")
  func own() async throws {
    try await LoadingDatabase.with { database in
      let mails = [
        Self.letter(Self.three),
        Self.letter("To: eve@shop.example, box+a@shop.example\nBcc: crm@box.example\n", number: 2),
      ]
      try await load(mails, into: database)
      #expect(
        try await touches(database)
          == Self.spring("ann@a.example", "bob@b.example", "cid@c.example")
          + ["outbound email Spring 2 3"])
      let more = Self.settings.replacing("'@shop.example'", with: "'@shop.example', bob@b.example")
      try await load(
        [Self.letter("To: dan@d.example\n", number: 3)], into: database, settings: more)
      #expect(try await touches(database).filter { $0.hasPrefix("bob") } == [])
      #expect(
        try await database.texts("SELECT address FROM footfall.person ORDER BY 1")
          == ["ann@a.example", "cid@c.example", "dan@d.example"])
      try await load([Self.letter("To: dan@d.example\n", number: 4)], into: database)
      #expect(
        try await touches(database).filter { $0.hasPrefix("bob") } == Self.spring("bob@b.example"))
    }
  }

  @Test(
    "one who is erased leaves it with the others without a trace, and does not come back with it",
    arguments: ["ann@a.example", "bob@b.example"])
  func erasure(address: String) async throws {
    try await LoadingDatabase.with { database in
      let mail = Self.letter(Self.three)
      try await load([mail], into: database)
      func erase(_ name: String) async throws -> Erasure {
        let person = try await database.find(name)
        return try await database.withWarehouse {
          try await $0.erasePerson(person, now: Self.later)
        }
      }
      #expect(try await erase(address).rows == ["contacts": 1])
      let left = ["ann@a.example", "bob@b.example", "cid@c.example"].filter { $0 != address }
      func expectTheOthers() async throws {
        #expect(try await touches(database) == Self.spring(left[0], left[1]))
        #expect(
          try await database.texts("SELECT address FROM footfall.message") == [left[0]])
        let name = address.hasPrefix("ann") ? "Alder" : "Reed"
        let traces = try await database.everything().filter {
          $0.contains(address) || $0.contains(name)
        }
        #expect(traces == [])
        try await database.expectBalance()
      }
      try await expectTheOthers()
      try await load([mail], into: database)
      try await expectTheOthers()
      try await database.undo(try scratch.write(Array(mail.utf8), as: "again.eml"))
      #expect(try await touches(database) == [])
      try await load([mail], into: database, loadsUndone: true)
      try await expectTheOthers()
      for name in left { _ = try await erase(name) }
      try await load([mail], into: database)
      #expect(try await database.texts("SELECT id::text FROM footfall.message") == [])
      #expect(try await database.texts("SELECT id::text FROM footfall_store.person") == [])
      try await database.expectBalance()
    }
  }

  @Test("it goes with all of them when it is taken back, and comes with all of them again")
  func undo() async throws {
    try await LoadingDatabase.with { database in
      let mail = Self.letter(Self.three)
      let other = Self.letter("To: bob@b.example\n", number: 2)
      try await load([mail, other], into: database)
      let path = try scratch.write(Array(mail.utf8), as: "again.eml")
      let (plan, undone) = try await database.undo(path)
      #expect(plan.preview?.contacts == 1 && undone.contacts == 1)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(try await touches(database) == Self.spring("bob@b.example", number: 2))
      #expect(
        try await database.texts(
          """
          SELECT address FROM footfall_store.person
          UNION ALL SELECT 'recipient' FROM footfall_store.message_recipient
          """) == ["bob@b.example"])
      try await load([mail], into: database)
      #expect(try await touches(database).count == 1)
      try await load([mail], into: database, loadsUndone: true)
      #expect(try await touches(database).count == 4)
      try await database.expectBalance()
    }
  }

  @Test("each who answers it waits by himself, until he is answered")
  func answers() async throws {
    func answer(_ named: String, _ number: Int, from: String, to: String, day: Int) -> String {
      Self.letter(
        "To: \(to)\nReferences: \(named)\n", number: number, day: day, from: from)
    }
    let first = "<1@shop.example>"
    let mails = [
      Self.letter(Self.three),
      answer(first, 2, from: "bob@b.example", to: "box@shop.example", day: 4),
      answer(first, 3, from: "cid@c.example", to: "box@shop.example", day: 5),
      answer(first, 4, from: "ann@a.example", to: "box@shop.example", day: 6),
      answer(
        first + " <2@shop.example>", 5, from: "eve@shop.example", to: "bob@b.example", day: 7),
    ]
    for order in [mails, mails.reversed()] {
      try await LoadingDatabase.with { database in
        try await load(order, into: database)
        #expect(
          try await database.texts(
            "SELECT address FROM footfall.unanswered('shop', '2025-04-01 00:00Z') ORDER BY 1")
            == ["ann@a.example", "cid@c.example"])
        #expect(
          try await database.texts(
            """
            SELECT concat_ws(' ', p.address, k.messages, k.waiting_on)
            FROM footfall.conversation k JOIN footfall.person p USING (site, person) ORDER BY 1
            """) == ["ann@a.example 2 us", "bob@b.example 2 them", "cid@c.example 1 us"])
      }
    }
  }

  @Test("a bounce of it is believed of each to whom it went, and of nobody else")
  func bounces() async throws {
    func bounce(_ number: Int, of address: String) -> String {
      """
      Received: from x (x.evil.example [203.0.113.9]) by mx.shop.example; 4 Mar 2025 10:00:00 +0000
      From: MAILER-DAEMON@evil.example
      To: box@shop.example
      Date: 4 Mar 2025 10:00:00 +0000
      Message-ID: <bounce\(number)@evil.example>
      Subject: Undelivered Mail Returned to Sender
      Content-Type: multipart/report; report-type=delivery-status; boundary=x

      --x
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.evil.example

      Final-Recipient: rfc822; \(address)
      Action: failed
      Status: 5.1.1
      --x
      Content-Type: text/rfc822-headers

      Message-ID: <1@shop.example>
      --x--

      """
    }
    let addresses = ["ann@a.example", "bob@b.example", "cid@c.example", "dan@d.example"]
    let reports = addresses.enumerated().map { bounce($0.offset, of: $0.element) }
    let letter = Self.letter(Self.three)
    // Whoever has the letter can send it in once more, to whom he likes.
    let forged =
      "Received: from x (x.evil.example [203.0.113.9]) by mx.shop.example; 3 Mar 2025 11:00:00 +0000\n"
      + Self.letter("To: A Dan <dan@d.example>\nCc: ann@a.example\n")
    let orders = [
      [letter] + reports, reports + [letter], [letter, forged] + reports,
      [forged, letter] + reports,
      reports + [forged, letter], [forged] + reports + [letter],
    ]
    for order in orders {
      try await LoadingDatabase.with { database in
        try await load(order, into: database)
        let parties = try await database.texts(
          "SELECT address FROM footfall.contact WHERE direction = 'outbound' ORDER BY 1")
        #expect(parties == ["ann@a.example", "bob@b.example", "cid@c.example"])
        #expect(
          try await database.texts(
            "SELECT concat_ws(' ', address, is_believed) FROM footfall.bounce ORDER BY 1")
            == ["ann@a.example t", "bob@b.example t", "cid@c.example t", "dan@d.example f"])
      }
    }
  }

  @Test("who is exported has it with all that is kept of it, and without the others")
  func export() async throws {
    try await LoadingDatabase.with { database in
      let mail =
        "Content-Type: multipart/mixed; boundary=x\n"
        + Self.letter(Self.three).replacing(
          "The plan for the spring.",
          with:
            "--x\n\nThe plan.\n--x\nContent-Disposition: attachment; filename=plan.txt\n\na\n--x--")
      try await load([mail], into: database)
      let sections = try await database.exported("bob@b.example")
      for (section, mark) in [
        ("contacts", "Spring 1"), ("messages", "Spring 1"), ("attachments", "plan.txt"),
        ("timeline", "Spring 1"), ("attributes", "Bob Reed"),
      ] {
        let rows = sections.filter { $0.section == section }.flatMap(\.rows)
        #expect(rows.count == 1 && rows[0].contains(mark), "\(section): \(rows)")
      }
      let text = sections.flatMap(\.rows).joined()
      for other in ["ann@a.example", "Alder", "cid@c.example"] {
        #expect(!text.contains(other), "\(other)")
      }
    }
  }
}
