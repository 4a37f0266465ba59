import Clickstream
import Support
import Testing
import Warehouse

/// A confirmation counts for what the same address asked for before it, and for nothing else.
@Suite("Consent that is confirmed")
struct ConfirmationTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)

  private static func form(
    _ day: Int, _ address: String, _ fields: String, form: String = "contact"
  ) -> String {
    #"{"time":"2025-04-0\#(day)T08:15:00Z","form":"\#(form)","page":"/","fields":"#
      + #"{"email":"\#(address)"\#(fields)}}"#
  }

  private static let forms = [
    // Nothing was asked for: alone, in an order, before the request, from another address.
    form(1, "alone@a.example", #","confirmed":"yes""#),
    form(1, "order@a.example", #","confirmed":"true","product":"4 seats""#, form: "order"),
    form(1, "before@a.example", #","confirmed":"1""#),
    form(2, "before@a.example", #","newsletter":"on""#),
    form(1, "ann@a.example", #","newsletter":"on""#),
    form(2, "bob@a.example", #","confirmed":"yes""#),
    // Box and confirmation in one form ask.
    form(1, "both@a.example", #","newsletter":"yes","confirmed":"yes""#),
    // A withdrawal needs a new box and a new confirmation.
    form(1, "left@a.example", #","newsletter":"yes""#),
    form(2, "left@a.example", #","unsubscribe":"1""#),
    form(3, "left@a.example", #","confirmed":"yes""#),
    form(1, "again@a.example", #","newsletter":"yes""#),
    form(2, "again@a.example", #","unsubscribe":"1""#),
    form(3, "again@a.example", #","newsletter":"yes","link_browsing":"yes""#),
    form(4, "again@a.example", #","confirmed":"yes""#),
    // The first one counts, and is told.
    form(1, "twice@a.example", #","newsletter":"yes","consent_events":"yes""#),
    form(2, "twice@a.example", #","confirmed":"yes""#, form: "link"),
    form(3, "twice@a.example", #","confirmed":"yes""#, form: "late"),
  ]

  private func states(
    _ database: LoadingDatabase, at instant: String? = nil
  ) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', split_part(i.value, '@', 1), s.purpose, s.status, s.is_given, s.proof)
      FROM footfall.consent_as_of('shop', \(instant.map { "'\($0)'" } ?? "NULL")) s
      JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
      ORDER BY 1
      """)
  }

  @Test("only for what was asked before it by the same address, and not withdrawn since")
  func counts() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(
        try scratch.write(Self.forms.file(), as: "forms.ndjson"),
        settings: LoadingDatabase.settings + "\n    double_opt_in: true\n")
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let now = try await states(database)
      #expect(
        now == [
          "again browsing confirmed t contact on /", "again news confirmed t contact on /",
          "ann news asked f contact on /", "before news asked f contact on /",
          "both news asked f contact on /", "left news withdrawn f contact on /",
          "twice events asked f contact on /", "twice news confirmed t link on /",
        ])
      // As it stood on a past day: before the new confirmation.
      let then = try await states(database, at: "2025-04-04T00:00:00Z")
      #expect(
        then.filter { $0.hasPrefix("again") } == [
          "again browsing asked f contact on /", "again news asked f contact on /",
        ])
      let news = try await database.texts(
        """
        SELECT split_part(i.value, '@', 1) FROM footfall.news_as_of('shop', NULL) s
        JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
        WHERE s.is_wanted ORDER BY 1
        """)
      #expect(news == ["again", "twice"])
    }
  }

  @Test("where none is asked for, a ticked box counts at once, and a confirmation says nothing")
  func unasked() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(Self.forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let given = try await states(database).filter { $0.contains(" news ") }
      #expect(
        given == [
          "again news given t contact on /", "ann news given t contact on /",
          "before news given t contact on /", "both news given t contact on /",
          "left news withdrawn f contact on /", "twice news given t contact on /",
        ])
    }
  }
}
