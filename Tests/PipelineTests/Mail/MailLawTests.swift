import Clickstream
import Enrichment
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

/// Messages of a small business, as a server delivers them.
private struct Letters {
  static let settings = """
    sites:
      - name: shop
        title: Shop
        zone: Europe/London
        own_addresses: ['@shop.example']
        dropboxes: [crm@box.example]
        mail_servers: [mx.shop.example]
    """

  static func letter(
    _ number: Int, from: String, to: String, day: Int, _ headers: String = "",
    subject: String, _ body: String
  ) -> String {
    """
    From: \(from)
    To: \(to)
    Date: \(day) Mar 2025 10:00:00 +0000
    Message-ID: <\(number)@x.example>
    Subject: \(subject)
    \(headers)
    \(body)

    """
  }

  /// Copies that were delivered otherwise: without the proof, not to the dropbox, with a receipt, and
  /// marked by a filter.
  static let copies = [
    all[0].replacing("Authentication-Results", with: "X-Results"),
    all[5].replacing("Delivered-To: crm@box.example", with: "Delivered-To: sent@shop.example"),
    "Received: from x.example by mx.shop.example; 5 Mar 2025 10:00:07 +0000\n" + all[2],
    "X-Spam-Flag: YES\n" + all[3],
    "X-Spam-Flag: YES\n" + all[9],
  ]

  static let all: [String] = [
    letter(
      1, from: "Ann <ann@a.example>", to: "box@shop.example", day: 1,
      "Authentication-Results: mx.shop.example; dmarc=pass header.from=a.example\n",
      subject: "Order for a book", "I would like to order one copy."),
    letter(
      2, from: "Eve <eve@shop.example>", to: "Ann <ann@a.example>", day: 3,
      "In-Reply-To: <1@x.example>\n", subject: "Re: Order for a book", "It is noted."),
    letter(
      3, from: "ann@a.example", to: "box@shop.example", day: 5,
      "References: <1@x.example> <2@x.example>\n", subject: "Re: Order for a book", "When?"),
    letter(
      4, from: "bob@b.example", to: "box@shop.example", day: 2, subject: "Complaint",
      "I am very disappointed; the service was terrible."),
    letter(
      5, from: "Eve <eve@shop.example>", to: "bob@b.example", day: 4, subject: "AW: Complaint",
      "I am sorry to hear that."),
    "Delivered-To: crm@box.example\n"
      + letter(
        6, from: "Eve <eve@shop.example>", to: "cy@c.example", day: 6,
        subject: "Your visit", "See you on Monday."),
    letter(
      7, from: "ann@a.example", to: "box@shop.example", day: 6, "Auto-Submitted: auto-replied\n",
      subject: "Away", "Ann Lane is away."),
    letter(
      8, from: "MAILER-DAEMON@shop.example", to: "eve@shop.example", day: 6,
      "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
      subject: "Undelivered Mail Returned to Sender",
      """
      --x
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.shop.example

      Final-Recipient: rfc822; cy@c.example
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 <cy@c.example>: user unknown
      --x
      Content-Type: text/rfc822-headers

      Message-ID: <6@x.example>
      --x--
      """),
    letter(
      9, from: "win@d.example", to: "box@shop.example", day: 7,
      "X-Spam-Flag: YES\nReferences: <1@x.example> <4@x.example>\n", subject: "You won", "Now!"),
    letter(
      10, from: "dan@d.example", to: "box@shop.example", day: 8,
      "Content-Type: multipart/mixed; boundary=x\n", subject: "Order",
      "--x\n\nPlease see.\n--x\nContent-Disposition: attachment; filename=a.txt\n\nsecret\n--x--"),
  ]
}

extension LoadingDatabase {
  /// What analysts see of mail, row by row.
  fileprivate func mailRows() async throws -> [String: [String]] {
    var rows: [String: [String]] = [:]
    // Which of two copies came first shows in the receipt of what is kept, and only there.
    for view in ["message", "contact", "conversation", "bounce", "attachment", "person"] {
      rows[view] = try await texts(
        "SELECT (to_jsonb(r) - 'position')::text FROM footfall.\(view) r ORDER BY 1")
    }
    return rows
  }
}

@Suite("Mail, complete")
struct MailLawTests {
  private let scratch: Scratch
  private let paths: [String]

  init() throws {
    let scratch = try Scratch()
    self.scratch = scratch
    paths = try (Letters.all + Letters.copies).enumerated().map { index, text in
      try scratch.write(Array(text.utf8), as: "\(index + 1).eml")
    }
  }

  private func load(_ paths: [String], into database: LoadingDatabase) async throws {
    for path in paths { try await database.ingest(path, settings: Letters.settings) }
  }

  @Test(
    "the order in which messages come does not matter, nor that they come twice",
    arguments: UInt64(1)...4)
  func order(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var found: [[String: [String]]] = []
    for order in [paths, paths.shuffled(using: &random) + paths.shuffled(using: &random)] {
      try await LoadingDatabase.with { database in
        try await load(order, into: database)
        try await database.withWarehouse {
          _ = try await $0.derivePersons(now: LoadingDatabase.now)
        }
        found.append(try await database.mailRows())
      }
    }
    for (view, rows) in found[0] { #expect(found[1][view] == rows, "\(view)") }
    #expect(found[0]["message"]?.count == 10)
    #expect(found[0]["message"]?.count { $0.contains("ann@a.example") } == 3)
  }

  @Test("conversations tell the first answer, who gave it, and who waits")
  func conversations() async throws {
    try await LoadingDatabase.with { database in
      try await load(paths.reversed(), into: database)
      #expect(
        try await database.texts(
          """
          SELECT subject FROM footfall.message WHERE is_proven OR is_from_dropbox ORDER BY subject
          """) == ["Order for a book", "Your visit"])
      let told = try await database.texts(
        """
        SELECT concat_ws(' | ', m.subject, c.topic, c.messages, c.first_response / 86400,
          coalesce(c.waiting_on, 'nobody'), c.answered_by,
          extract(day FROM c.oldest_unanswered_at AT TIME ZONE 'UTC'))
        FROM footfall.conversation c JOIN footfall.message m ON m.id = c.id
        ORDER BY c.opened_at, m.subject
        """)
      #expect(
        told == [
          "Order for a book | order | 3 | 2 | us | Eve | 5",
          "Complaint | complaint | 2 | 2 | them | Eve", "Your visit | other | 1 | them",
          "Order | order | 1 | us | 8",
        ])
    }
  }

  @Test("only people's mail is a touch with a person, and programs make none")
  func classes() async throws {
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', class, count(*), count(person), max(subject))
          FROM footfall.message WHERE class <> 'human' GROUP BY class ORDER BY class
          """) == ["auto 1 0 ", "bounce 1 0 ", "spam 1 0 "])
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', address, contacts) FROM footfall.person ORDER BY 1")
          == ["ann@a.example 3", "bob@b.example 2", "cy@c.example 1", "dan@d.example 1"])
      #expect(
        try await database.texts("SELECT staff FROM footfall.contact WHERE staff IS NOT NULL")
          == ["Eve"])
      // The text of programs is nowhere.
      #expect(
        try await database.texts(
          "SELECT excerpt FROM footfall_store.contact WHERE excerpt ~ 'Lane|cy@'") == [])
    }
  }

  @Test("a bounce tells the address, the reason, and which of our messages it was")
  func bounces() async throws {
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' | ', b.kind, b.reason, b.address, b.status, b.diagnostic, o.subject,
            b.person = o.person)
          FROM footfall.bounce b JOIN footfall.message o ON o.id = b.original
          """) == [
            "hard | user_unknown | cy@c.example | 5.1.1 | 550 5.1.1 [mail] user unknown | Your visit | t"
          ])
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', name, media_type, size, left(hash, 6)) FROM footfall.attachment")
          == ["a.txt text/plain 6 2bb80d"])
    }
  }

  @Test("what staff says of a message counts, for its answers too, and it is kept who said so")
  func corrections() async throws {
    let topics = try LoadingDatabase.topics.get()
    #expect(throws: UsageError.self) {
      try TopicCorrection(of: "x", topic: "order", topics: topics)
    }
    do {
      _ = try TopicCorrection(of: "1", topic: "complant", topics: topics)
      Issue.record("taken")
    } catch {
      #expect("\(error)".hasPrefix("there is no topic complant; did you mean complaint?"))
    }
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      let before = try await database.texts("SELECT topic FROM footfall.message ORDER BY id")
      let id = try await database.texts(
        "SELECT id::text FROM footfall.message WHERE subject = 'Order for a book'")[0]
      func say(_ topic: String, _ seconds: Int64) async throws {
        _ = try await database.withWarehouse {
          try await TopicCorrection(of: "#" + id, topic: topic, topics: topics).store(
            in: $0, staff: "eve", now: LoadingDatabase.now.advanced(bySeconds: seconds))
        }
      }
      try await say("booking", 0)
      let told = """
        SELECT concat_ws(' ', topic, topic_rule, ruled_topic) FROM footfall.message
        WHERE subject LIKE '%Order for a book' ORDER BY at
        """
      let after = try await database.texts(told)
      #expect(
        after.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
          == ["booking staff", "booking thread", "booking thread"])
      // Loaded again, and derived again, it stays so.
      try await load(paths, into: database)
      #expect(try await database.withWarehouse { try await $0.deriveConversations() } == 0)
      #expect(try await database.texts(told) == after)
      try await say("order", 1)
      let topic = "SELECT topic FROM footfall.message ORDER BY id"
      #expect(try await database.texts(topic) == before)
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', topic, staff) FROM footfall_store.topic_correction ORDER BY at")
          == ["booking eve", "order eve"])
      await #expect(throws: NothingFound.self) {
        _ = try await database.withWarehouse {
          try await TopicCorrection(of: "1", topic: "order", topics: topics).store(
            in: $0, staff: "eve", now: LoadingDatabase.now)
        }
      }
    }
  }

  @Test("T18: a sender who is not proved ties nobody, whatever he claims")
  func spoofed() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scratch.write(
          Array("number,email\n1,ann@a.example\n2,bob@b.example\n".utf8), as: "customers.csv"))
      let before = try await database.persons()
      let spoofed = Letters.letter(
        20, from: "ann@a.example", to: "box@shop.example", day: 9,
        "Reply-To: bob@b.example\nSender: bob@b.example\n"
          + "Authentication-Results: mx.evil.example; dmarc=pass header.from=a.example\n",
        subject: "I am both", "My number is 2.")
      let evidence = "SELECT count(*)::text FROM footfall.person_evidence"
      let ties = try await database.texts(evidence)
      try await load([try scratch.write(Array(spoofed.utf8), as: "20.eml")], into: database)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
      #expect(try await database.persons() == before)
      #expect(try await database.texts(evidence) == ties)
      #expect(
        try await database.texts(
          "SELECT rule::text FROM footfall_store.identity_claim WHERE rule IN (5, 7)") == ["7"])
      // It is a touch of the address all the same.
      #expect(
        try await database.texts("SELECT address FROM footfall.contact") == ["ann@a.example"])
    }
  }

  @Test("what is known of a message goes with its contact")
  func cascade() async throws {
    try await LoadingDatabase.with { database in
      try await load(paths, into: database)
      try await database.withWarehouse { warehouse in
        let stream = warehouse.ids?.id(.stream, text: "mail shop") ?? 0
        try await warehouse.run("delete_stream_contacts", [.int8Array([stream])])
      }
      for table in ["contact", "message", "message_reference", "attachment", "bounce"] {
        #expect(
          try await database.texts("SELECT count(*)::text FROM footfall_store.\(table)") == ["0"],
          "\(table)")
      }
    }
  }
}
