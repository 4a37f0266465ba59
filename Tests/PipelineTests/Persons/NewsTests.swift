import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Who wants news and may be written to")
struct NewsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)

  private static func form(_ day: Int, _ address: String, _ fields: String) -> String {
    #"{"time":"2025-04-0\#(day)T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"\#(address)"\#(fields)}}"#
  }

  private static let forms = [
    form(1, "a@a.example", #","newsletter":"yes""#),
    form(1, "b@b.example", #","newsletter":"on""#),
    form(2, "b@b.example", #","unsubscribe":"1""#),
    form(1, "c@c.example", #","message":"When are you open?""#),
    form(1, "d@d.example", #","newsletter":"yes""#),
    form(1, "e@e.example", #","message":"When are you open?""#),
  ]

  /// How persons stand to news at an instant; nil for now.
  private func states(
    at instant: String? = nil, _ database: LoadingDatabase
  ) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', i.value, s.state, s.is_wanted)
      FROM footfall.news_as_of('shop', \(instant.map { "'\($0)'" } ?? "NULL")) s
      JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
      ORDER BY 1
      """)
  }

  @Test(
    "whoever must not be written to is wanted by no list, on no day since, whatever was allowed")
  func suppressed() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(Self.forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let before = [
        "a@a.example allowed t", "b@b.example withdrawn f", "d@d.example allowed t",
      ]
      #expect(try await states(database) == before)
      for address in ["d@d.example", "e@e.example"] {
        let person = try await database.find(address)
        let isNew = try await database.withWarehouse {
          try await $0.suppress(person, isLifted: false, note: "", staff: "bo", now: Self.later)
        }
        #expect(isNew)
      }
      #expect(
        try await states(database) == [
          "a@a.example allowed t", "b@b.example withdrawn f", "d@d.example suppressed f",
          "e@e.example suppressed f",
        ])
      #expect(try await states(at: "2025-05-01T00:00:00Z", database) == before)
      #expect(
        try await states(at: "2025-04-02T00:00:00Z", database) == [
          "a@a.example allowed t", "b@b.example allowed t", "d@d.example allowed t",
        ])
      // The list of persons says the same.
      let rows = try await database.withWarehouse {
        try await $0.persons(site: nil, lifecycle: nil, limit: 10)
      }
      let listed = Dictionary(
        uniqueKeysWithValues: rows.map { ($0.address ?? "", $0.optIn.map { String($0) } ?? "") })
      #expect(
        listed == [
          "a@a.example": "true", "b@b.example": "false", "c@c.example": "",
          "d@d.example": "false", "e@e.example": "false",
        ])
    }
  }

  @Test("of two words at one time the stricter counts, and asking takes back a refusal alone")
  func spans() async throws {
    let forms = [
      Self.form(1, "a@a.example", #","newsletter":"yes""#),
      Self.form(2, "a@a.example", #","confirmed":"yes""#),
      Self.form(2, "a@a.example", #","unsubscribe":"1","message":"When are you open?""#),
      Self.form(1, "b@b.example", #","newsletter":"yes""#),
      Self.form(2, "b@b.example", #","confirmed":"yes""#),
      Self.form(3, "b@b.example", #","newsletter":"yes""#),
      Self.form(1, "c@c.example", #","unsubscribe":"1","message":"When are you open?""#),
      Self.form(2, "c@c.example", #","newsletter":"yes""#),
    ]
    try await LoadingDatabase.with { database in
      try await database.ingest(
        try scratch.write(forms.file(), as: "forms.ndjson"),
        settings: LoadingDatabase.settings + "\n    double_opt_in: true\n")
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let now = try await states(database)
      #expect(now == ["a@a.example withdrawn f", "b@b.example allowed t", "c@c.example asked f"])
      let between = try await states(at: "2025-04-02T00:00:00Z", database)
      #expect(between == ["a@a.example asked f", "b@b.example asked f", "c@c.example withdrawn f"])
      let spans = try await database.texts(
        """
        SELECT concat_ws(' ', i.value, s.status, s.is_given,
          to_char(s.at AT TIME ZONE 'UTC', 'DD'),
          coalesce(to_char(s.until AT TIME ZONE 'UTC', '"to" DD'), 'on'))
        FROM footfall.consent_span s
        JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
        WHERE s.purpose = 'news'
        ORDER BY i.value, s.at, s.status
        """)
      #expect(
        spans == [
          "a@a.example asked f 01 to 02", "a@a.example withdrawn f 02 on",
          "b@b.example asked f 01 to 02",
          "b@b.example confirmed t 02 on", "c@c.example withdrawn f 01 to 02",
          "c@c.example asked f 02 on",
        ])
    }
  }
}
