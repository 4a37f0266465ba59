import Support
import Testing
import Warehouse

/// Forms that come twice: as a submission, and as the mail by which the site tells of it.
@Suite("Mail that tells of forms")
struct FormMailTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func form(_ clock: String, _ address: String = "ann@a.example") -> String {
    #"{"time":"2025-03-01T\#(clock)Z","form":"contact","page":"/contact","fields":"#
      + #"{"email":"\#(address)","name":"Ann","message":"When do you open on Sunday?"}}"#
  }

  private static func notice(
    _ number: Int, _ clock: String, _ address: String = "ann@a.example"
  ) -> String {
    """
    From: The site <www@shop.example>
    To: box@shop.example
    Reply-To: Ann <\(address)>
    Auto-Submitted: auto-generated
    Date: 1 Mar 2025 \(clock) +0000
    Message-ID: <\(number)@shop.example>
    Subject: New message from the site

    When do you open on Sunday?

    """
  }

  private static let answer = """
    From: Eve <eve@shop.example>
    To: ann@a.example
    Date: 2 Mar 2025 09:00:00 +0000
    Message-ID: <9@shop.example>
    In-Reply-To: <1@shop.example>
    Subject: Re: New message from the site

    From ten.

    """

  /// Loads forms and mail, in that order or the other way round.
  private func load(
    _ forms: [String], _ mails: [String], mailFirst: Bool, into database: LoadingDatabase
  ) async throws {
    var paths = [try scratch.write(forms.file(), as: "forms.ndjson")]
    for (index, mail) in mails.enumerated() {
      paths.append(try scratch.write(Array(mail.utf8), as: "\(index).eml"))
    }
    for path in mailFirst ? paths.reversed() : paths { try await database.ingest(path) }
    try await database.withWarehouse {
      _ = try await $0.derivePersons(now: LoadingDatabase.now)
      _ = try await $0.deriveConversations()
    }
  }

  private func contacts(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', channel, direction, address, to_char(at AT TIME ZONE 'UTC', 'HH24:MI'))
      FROM footfall.contact ORDER BY at, channel
      """)
  }

  @Test(
    "one submission is one touch, and the answer to the mail answers the form",
    arguments: [
      true, false,
    ])
  func once(mailFirst: Bool) async throws {
    try await LoadingDatabase.with { database in
      try await load(
        [Self.form("10:00:00")], [Self.notice(1, "10:00:04"), Self.answer], mailFirst: mailFirst,
        into: database)
      #expect(
        try await contacts(database) == [
          "form inbound ann@a.example 10:00", "email outbound ann@a.example 09:00",
        ])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', c.messages, c.waiting_on, c.answered_by)
          FROM footfall.conversation c
          """) == ["2 them Eve"])
      #expect(
        try await database.texts(
          "SELECT concat_ws(' ', class, address) FROM footfall.message WHERE class = 'auto'")
          == ["auto ann@a.example"])
      #expect(try await database.texts("SELECT id::text FROM footfall.service_case") == [])
      try await database.expectBalance()
    }
  }

  @Test("mail that tells of a form that is not here, or of another, is the touch itself")
  func alone() async throws {
    try await LoadingDatabase.with { database in
      try await load(
        [Self.form("10:00:00"), Self.form("12:00:00", "bob@b.example")],
        [Self.notice(1, "10:10:01"), Self.notice(2, "12:00:05", "cy@c.example")],
        mailFirst: false, into: database)
      #expect(
        try await contacts(database) == [
          "form inbound ann@a.example 10:00", "email inbound ann@a.example 10:10",
          "form inbound bob@b.example 12:00", "email inbound cy@c.example 12:00",
        ])
      #expect(
        try await database.texts("SELECT DISTINCT class FROM footfall.message") == ["human"])
    }
  }
}
