import Support
import Testing
import Warehouse

@Suite("Reports that are not believed")
struct ForgedReportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let settings = """
    sites:
      - name: shop
        title: Shop
        zone: Europe/London
        own_addresses: ['@shop.example']
        mail_servers: [mx.shop.example]
    """

  private static let sent = """
    From: Eve <eve@shop.example>
    To: ann@a.example
    Date: 1 Mar 2025 10:00:00 +0000
    Message-ID: <ours@shop.example>
    Subject: Your order

    It is on its way.

    """

  private static let outside =
    "Received: from x (x.evil.example [203.0.113.9]) by mx.shop.example with ESMTP id 1; "
    + "2 Mar 2025 10:00:00 +0000\n"
  private static let inside =
    "Received: by mx.shop.example (Postfix) id 1; 2 Mar 2025 10:00:00 +0000\n"

  /// What says of an address that it is gone, for which message it says so, and how it came.
  private static func bounce(
    _ number: Int, of address: String, original: String = "unknown@shop.example",
    status: String = "5.1.1", day: Int = 2, headers: String = outside,
    from: String = "MAILER-DAEMON@evil.example"
  ) -> String {
    """
    \(headers)From: \(from)
    To: box@shop.example
    Date: \(day) Mar 2025 10:00:00 +0000
    Message-ID: <bounce\(number)@evil.example>
    Subject: Undelivered Mail Returned to Sender
    Content-Type: multipart/report; report-type=delivery-status; boundary=x

    --x
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.evil.example

    Final-Recipient: rfc822; \(address)
    Action: failed
    Status: \(status)
    --x
    Content-Type: text/rfc822-headers

    Message-ID: <\(original)>
    From: box@shop.example
    --x--

    """
  }

  private func load(_ mails: [String], into database: LoadingDatabase) async throws {
    for (index, mail) in mails.enumerated() {
      let path = try scratch.write(Array(mail.utf8), as: "\(mail.hashValue) \(index).eml")
      try await database.ingest(path, settings: Self.settings)
    }
    try await database.withWarehouse { _ = try await $0.derivePersons(now: LoadingDatabase.now) }
  }

  private func suppressed(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      "SELECT concat_ws(' ', address, reason) FROM footfall.suppression ORDER BY 1")
  }

  private func bounces(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', address, kind, is_believed, original IS NOT NULL)
      FROM footfall.bounce ORDER BY 1
      """)
  }

  @Test("a bounce that anybody could have sent is kept, and suppresses nobody")
  func forged() async throws {
    try await LoadingDatabase.with { database in
      try await load(
        [Self.sent, Self.bounce(1, of: "ann@a.example"), Self.bounce(2, of: "bob@b.example")],
        into: database)
      #expect(try await suppressed(database) == [])
      #expect(
        try await bounces(database) == ["ann@a.example hard f f", "bob@b.example hard f f"])
    }
  }

  @Test("it counts where it names a message that went from here to that address, and no other")
  func known() async throws {
    let bounces = [
      Self.bounce(1, of: "ann@a.example", original: "ours@shop.example"),
      Self.bounce(2, of: "bob@b.example", original: "ours@shop.example"),
    ]
    for order in [[Self.sent] + bounces, bounces + [Self.sent]] {
      try await LoadingDatabase.with { database in
        try await load(order, into: database)
        #expect(
          try await suppressed(database).filter { $0.hasSuffix("hard") } == [
            "ann@a.example hard"
          ])
        #expect(
          try await self.bounces(database) == ["ann@a.example hard t t", "bob@b.example hard f t"])
      }
    }
  }

  @Test("a message that somebody else sent in our name makes no bounce of it true")
  func forgedOriginal() async throws {
    try await LoadingDatabase.with { database in
      try await load(
        [
          Self.outside + Self.sent,
          Self.bounce(1, of: "ann@a.example", original: "ours@shop.example"),
        ], into: database)
      #expect(try await suppressed(database) == [])
      #expect(try await bounces(database) == ["ann@a.example hard f t"])
    }
  }

  @Test("it counts where our own server wrote it, of a message that is not here too")
  func ownServer() async throws {
    try await LoadingDatabase.with { database in
      let proof = "Authentication-Results: mx.shop.example; dmarc=pass header.from=b.example\n"
      let mails = [
        Self.bounce(
          1, of: "ann@a.example", headers: Self.inside, from: "MAILER-DAEMON@mx.shop.example"),
        Self.bounce(
          2, of: "bob@b.example", headers: proof + Self.outside, from: "postmaster@b.example"),
        Self.bounce(
          3, of: "cy@c.example", headers: proof + Self.outside, from: "postmaster@b.example"),
        // Nothing tells where it came from.
        Self.bounce(4, of: "di@d.example", headers: "", from: "MAILER-DAEMON@mx.shop.example"),
      ]
      try await load(mails, into: database)
      #expect(
        try await bounces(database) == [
          "ann@a.example hard t f", "bob@b.example hard t f", "cy@c.example hard f f",
          "di@d.example hard f f",
        ])
    }
  }

  @Test("full mailboxes are counted by what is believed, and a copy with proof adds it")
  func soft() async throws {
    try await LoadingDatabase.with { database in
      func full(_ day: Int, _ headers: String) -> String {
        Self.bounce(
          day, of: "ann@a.example", status: "5.2.2", day: day, headers: headers,
          from: "postmaster@a.example")
      }
      try await load(
        [Self.sent, full(1, Self.inside), full(9, Self.outside), full(20, Self.inside)],
        into: database)
      #expect(try await suppressed(database) == [])
      let proof = "Authentication-Results: mx.shop.example; dmarc=pass header.from=a.example\n"
      try await load([full(9, proof + Self.outside)], into: database)
      #expect(try await suppressed(database) == ["ann@a.example soft"])
      // Without it again, it stays so.
      try await load([full(9, Self.outside)], into: database)
      #expect(try await suppressed(database) == ["ann@a.example soft"])
    }
  }
}
