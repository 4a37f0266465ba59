import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Consent and preferences")
struct ConsentTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)

  private static func form(
    _ day: Int, _ address: String, _ fields: String, form: String = "contact"
  ) -> String {
    #"{"time":"2025-04-0\#(day)T08:15:00Z","form":"\#(form)","page":"/","fields":"#
      + #"{"email":"\#(address)"\#(fields)}}"#
  }

  /// What holds now, for each person and purpose.
  private func states(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', i.value, s.purpose, s.status, s.is_given, s.basis)
      FROM footfall.consent_state s
      JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
      ORDER BY 1
      """)
  }

  private static let forms = [
    form(1, "a@a.example", #","newsletter":"yes","link_browsing":"on""#),
    form(2, "a@a.example", #","newsletter":"no""#),
    form(1, "b@b.example", #","newsletter":"on""#),
    form(2, "b@b.example", #","unsubscribe":"1""#),
    form(1, "c@c.example", #","newsletter":"yes""#),
    form(2, "c@c.example", #","newsletter":"yes","confirmed":"yes""#),
    form(3, "c@c.example", #","newsletter":"yes""#),
    form(1, "d@d.example", #","consent_events":"true""#),
    form(2, "d@d.example", #","consent_events":"","newsletter":"""#, form: "preferences"),
  ]

  @Test("the last word counts, a box left alone says nothing, and asking takes nothing back")
  func last() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(Self.forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(
        try await states(database) == [
          "a@a.example browsing given t form", "a@a.example news given t form",
          "b@b.example news withdrawn f form", "c@c.example news given t form",
          "d@d.example events withdrawn f form", "d@d.example news withdrawn f form",
        ])
    }
  }

  @Test("what was allowed on a past day is told as it was then, and of the last as it is")
  func asOf() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(Self.forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      func given(_ instant: String?) async throws -> [String] {
        try await database.texts(
          """
          SELECT concat_ws(' ', i.value, s.purpose, s.status, s.is_given, s.basis)
          FROM (SELECT DISTINCT site FROM footfall.person) w
          CROSS JOIN LATERAL footfall.consent_as_of(w.site, \(instant.map { "'\($0)'" } ?? "NULL")) s
          JOIN footfall.person_identifier i ON i.person = s.person AND i.kind = 'mail address'
          ORDER BY 1
          """)
      }
      #expect(try await given("2025-04-01T00:00:00Z") == [])
      #expect(
        try await given("2025-04-02T00:00:00Z") == [
          "a@a.example browsing given t form", "a@a.example news given t form",
          "b@b.example news given t form", "c@c.example news given t form",
          "d@d.example events given t form",
        ])
      #expect(try await given(nil) == states(database))
    }
  }

  @Test("a box that says no more allows what a form for news is for, and nothing in another form")
  func bareBox() async throws {
    let forms = [
      Self.form(1, "a@a.example", #","consent":true"#, form: "newsletter"),
      Self.form(1, "b@b.example", #","consent":"yes""#, form: "contact"),
      Self.form(1, "c@c.example", #","agree":"on""#, form: "newsletter-unsubscribe"),
    ]
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(try await states(database) == ["a@a.example news given t form"])
    }
  }

  @Test("where consent is to be confirmed, a ticked box is only asked for")
  func double() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(
        try scratch.write(Self.forms.file(), as: "forms.ndjson"),
        settings: LoadingDatabase.settings + "\n    double_opt_in: true\n")
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(
        try await states(database) == [
          "a@a.example browsing asked f form", "a@a.example news asked f form",
          "b@b.example news withdrawn f form", "c@c.example news confirmed t form",
          "d@d.example events withdrawn f form", "d@d.example news withdrawn f form",
        ])
    }
  }

  @Test("said while two persons were one, a withdrawal holds for both; said before, for the one")
  func unmerge() async throws {
    try await LoadingDatabase.with { database in
      let forms = [
        Self.form(1, "a@a.example", #","newsletter":"yes""#),
        Self.form(1, "b@b.example", #","newsletter":"yes","consent_events":"yes""#),
        Self.form(2, "b@b.example", #","consent_events":"no""#, form: "preferences"),
      ]
      try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { warehouse in
        try await warehouse.derivePersons(now: Self.later)
        let one = try await PersonName("a@a.example", site: nil).find(in: warehouse)
        let two = try await PersonName("b@b.example", site: nil).find(in: warehouse)
        _ = try await warehouse.merge(one, two, staff: "eve", note: "", now: Self.later)
        let both = try await PersonName("a@a.example", site: nil).find(in: warehouse)
        try await warehouse.note(
          "news", isGiven: false, by: both, proof: "call", staff: "eve",
          now: Self.later.advanced(bySeconds: 10))
        _ = try await warehouse.unmerge(
          both, try await PersonName("b@b.example", site: nil).find(in: warehouse), staff: "eve",
          note: "", now: Self.later.advanced(bySeconds: 20))
      }
      #expect(
        try await states(database) == [
          "a@a.example news withdrawn f unmerge", "b@b.example events withdrawn f form",
          "b@b.example news withdrawn f unmerge",
        ])
    }
  }

  @Test("an export that says again what it said takes no withdrawal back")
  func exported() async throws {
    func list(_ telephone: Int, _ optIn: String) throws -> String {
      let row = "1,a@a.example,+43 1 23456\(telephone),\(optIn)"
      return try scratch.write(
        Array("number,email,phone,opt_in\n\(row)\n".utf8), as: "\(telephone).csv")
    }
    try await LoadingDatabase.with { database in
      try await database.importing(
        try list(1, "yes"), asOf: Day(year: 2025, month: 3, day: 1))
      let form = Self.form(1, "a@a.example", #","unsubscribe":"1""#)
      try await database.ingest(try scratch.write([form].file(), as: "forms.ndjson"))
      try await database.importing(
        try list(2, "yes"), asOf: Day(year: 2025, month: 5, day: 1))
      try await database.importing(try list(3, ""), asOf: Day(year: 2025, month: 5, day: 2))
      try await database.importing(
        try list(4, "yes"), asOf: Day(year: 2025, month: 5, day: 3))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(try await states(database) == ["a@a.example news withdrawn f form"])
      // What the list says anew is a statement.
      try await database.importing(try list(5, "no"), asOf: Day(year: 2025, month: 5, day: 4))
      try await database.importing(
        try list(6, "yes"), asOf: Day(year: 2025, month: 5, day: 5))
      #expect(try await states(database) == ["a@a.example news given t ledger"])
    }
  }

  @Test("what a person says of himself stands apart from what was seen")
  func preferences() async throws {
    try await LoadingDatabase.with { database in
      let forms = [
        Self.form(1, "a@a.example", #","interests":["plays","opera"],"contact_by":"mail""#),
        Self.form(2, "a@a.example", #","interests":"opera""#),
      ]
      try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', name, value, provenance, times) FROM footfall.preference ORDER BY 1
          """) == [
            "channel form inferred 2", "channel mail declared 1", "interest opera declared 2",
            "interest plays declared 1",
          ])
    }
  }
}
