import Clickstream
import Foundation
import Support
import Testing
import Warehouse

/// Cases of the field's list that take a database, each by its number there.
@Suite("Cases of identity in the database")
struct IdentityCaseTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)

  private static func form(_ address: String, _ fields: String, _ second: Int) -> String {
    let clock = "08:\(10 + second / 60 % 50):\(10 + second % 50)"
    return #"{"time":"2025-04-01T\#(clock)Z","form":"contact","page":"/","fields":"#
      + #"{"email":"\#(address)"\#(fields)}}"#
  }

  @Test("T8: ten thousand hits and forms whose names stand for nobody merge nobody")
  func nobodies() async throws {
    let nobodies = ["null", "0", "anonymous", "guest", "-1", "user", "undefined", "NaN"]
    let lines = (0..<10_000).map { (number: Int) -> String in
      let address = "192.0.2.\(number % 250)"
      let minute = 10 + number / 250 % 50
      return
        "\(address) - \(nobodies[number % nobodies.count]) [01/Apr/2025:08:\(minute):11 +0100] "
        + "\"GET /\(number % 7) HTTP/1.1\" 200 5 \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\""
    }
    let forms = (0..<200).map { number in
      Self.form(
        "p\(number)@d.example",
        #","customer_number":"\#(nobodies[number % nobodies.count])","login":"null""#, number)
    }
    let orders = (0..<200).map { number in
      "\(number + 1),2025-04-01,\(nobodies[number % nobodies.count]),p\(number)@d.example,guest"
    }
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
      let head = "number,at,customer_number,email,login\n"
      try await database.importing(
        try scratch.write(
          Array((head + orders.joined(separator: "\n") + "\n").utf8), as: "orders.csv"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let expected = (0..<200).map { "p\($0)@d.example" }.sorted()
      #expect(try await database.persons() == expected)
      let owned = try await database.texts("SELECT count(*)::text FROM footfall.person_visit")
      #expect(owned == ["0"])
    }
  }

  @Test("T13: an office that three people write from is one organisation, and none of them")
  func office() async throws {
    let forms = ["Ann Hill", "Bob Moor", "Cy Lane"].enumerated().map { place, name in
      Self.form("info@firm.example", #","name":"\#(name)","message":"Hello.""#, place)
    }
    let customers = """
      number,email,name
      1,info@firm.example,Ann Hill
      2,info@firm.example,Bob Moor

      """
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
      try await database.importing(
        try scratch.write(Array(customers.utf8), as: "customers.csv"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(try await database.persons() == ["1", "2", "info@firm.example"])
      let office = try await database.find("info@firm.example")
      let record = try await database.withWarehouse {
        try await $0.person(office.person, site: office.site, limit: 10)
      }
      #expect(record?.isOrganisation == true)
      #expect(record?.timeline.count { $0.kind == "form" } == 3)
      let names = try await database.texts(
        "SELECT person_name FROM footfall.contact WHERE person = \(office.person) ORDER BY at")
      #expect(names == ["Ann Hill", "Bob Moor", "Cy Lane"])
    }
  }

  @Test("other rules are a run over all records, with their version, also where nobody changes")
  func rules() async throws {
    let customers = "number,email,login\n1,ann@a.example,ann\n"
    try await LoadingDatabase.with { database in
      try await database.importing(
        try scratch.write(Array(customers.utf8), as: "customers.csv"))
      func derive(_ second: Int64, rules: Int32) async throws -> [String] {
        try await database.withWarehouse {
          _ = try await $0.derivePersons(
            now: Self.later.advanced(bySeconds: second), rules: rules)
        }
        return try await database.texts(
          "SELECT concat_ws(' ', rules, persons, moved) FROM footfall.person_run ORDER BY at")
      }
      #expect(try await derive(1, rules: 1) == [])
      // A value that no record names goes only where all is derived anew.
      try await database.execute(
        """
        INSERT INTO footfall_store.identity_node
          (site, id, kind, value, first_seen, last_seen, is_role, person, state)
        SELECT site, 7, 3, 'no@where.example', first_seen, last_seen, false, person, 0
        FROM footfall_store.identity_node WHERE kind = 1
        """)
      #expect(try await derive(2, rules: 1) == [])
      #expect(try await derive(3, rules: 2).map { $0.prefix(3) } == ["2 1"])
      #expect(try await database.persons() == ["1 ann ann@a.example"])
      #expect(try await derive(4, rules: 2).count == 1)
    }
  }

  @Test("T23: of two sites in one database each has its own persons, by the same names too")
  func sites() async throws {
    let settings = """
      sites:
        - {name: shop, title: Shop, hosts: [shop.example]}
        - {name: club, title: Club, hosts: [club.example]}
      """
    func customers(_ site: String, _ rows: String) throws -> (list: String, map: String) {
      (
        try scratch.write(Array("number,email,login\n\(rows)\n".utf8), as: "\(site).csv"),
        try scratch.write(
          Array(
            "ledger: customer\nsite: \(site)\ncolumns: {number: number, email: email, login: login}\n"
              .utf8), as: "\(site).yaml")
      )
    }
    let shop = try customers("shop", "1,ann@a.example,ann\n2,bob@b.example,bob")
    let club = try customers("club", "9,ann@a.example,bob\n2,cy@c.example,cy")
    try await LoadingDatabase.with { database in
      for (list, map) in [shop, club] {
        try await database.importing(list, map: map, settings: settings)
      }
      let persons = try await database.texts(
        """
        SELECT site || ' ' || string_agg(value, ' ' ORDER BY value)
        FROM footfall.person_identifier GROUP BY site, person ORDER BY 1
        """)
      #expect(
        persons == [
          "club 2 cy cy@c.example", "club 9 ann@a.example bob", "shop 1 ann ann@a.example",
          "shop 2 bob bob@b.example",
        ])
      let evidence = try await database.texts(
        """
        SELECT count(*)::text FROM footfall.person_evidence e
        WHERE NOT EXISTS (
          SELECT FROM footfall.person_identifier a
          JOIN footfall.person_identifier b ON b.site = a.site AND b.id = e.b
          WHERE a.site = e.site AND a.id = e.a)
        """)
      #expect(evidence == ["0"])
      // Whom a name means is asked for where it is known at several.
      await #expect(throws: (any Error).self) { try await database.find("ann@a.example") }
      let rows = try await database.texts(
        "SELECT site FROM footfall.person WHERE address = 'ann@a.example' ORDER BY 1")
      #expect(rows == ["club", "shop"])
    }
  }
}
