import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  /// What analysts see of persons, row by row: the record of how it came about is left out.
  func personRows() async throws -> [String: [String]] {
    var rows: [String: [String]] = [:]
    for view in [
      "person", "person_identifier", "contact", "customer", "customer_order", "subscription",
    ] {
      rows[view] = try await texts("SELECT r::text FROM footfall.\(view) r ORDER BY 1")
    }
    return rows
  }

  /// The values of each person, joined by blanks.
  func persons() async throws -> [String] {
    try await texts(
      """
      SELECT string_agg(value, ' ' ORDER BY value) FROM footfall.person_identifier
      WHERE person IS NOT NULL GROUP BY site, person ORDER BY 1
      """)
  }

  func withWarehouse<Answer>(
    _ body: (Warehouse) async throws -> Answer
  ) async throws -> Answer {
    let warehouse = try await Warehouse.open(
      info, role: .ingest, statements: try StatementLibrary())
    let answer = try await body(warehouse)
    await warehouse.close()
    return answer
  }

  func find(_ name: String) async throws -> PersonMatch {
    try await withWarehouse { try await PersonName(name, site: nil).find(in: $0) }
  }
}

@Suite("Persons by evidence")
struct PersonTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func file(_ text: String, as name: String) throws -> String {
    try scratch.write(Array(text.utf8), as: name)
  }

  private static let customers = """
    number,email,name,phone,since
    1,ann@a.example,Ann,+43 1 234567,2020-01-01
    2,bob@b.example,Bob,+43 1 234567,2021-01-01
    3,info@c.example,Firm,,2022-01-01

    """
  private static let orders = """
    number,at,customer_number,email,amount,currency
    10,2025-01-01,1,ann@other.example,5.50,EUR
    11,2025-02-01,,ann@a.example,4.50,EUR
    12,2025-03-01,,new@d.example,1,EUR
    13,2025-04-01,2,info@c.example,7,EUR

    """

  private static func mail(_ address: String, _ number: Int) -> String {
    #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"\#(address)","message":"Row \#(number)."}}"#
  }

  @Test(
    "ledgers and contacts come out as the same persons, in whatever order they come, and twice",
    arguments: UInt64(1)...6)
  func order(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let forms = ["ANN@other.example", "bob@b.example", "new@d.example"].enumerated()
      .map { Self.mail($1, $0) }.file()
    let paths = [
      try file(Self.customers, as: "customers.csv"), try file(Self.orders, as: "orders.csv"),
      try scratch.write(forms, as: "forms.ndjson"),
    ]
    var found: [[String: [String]]] = []
    for order in [paths, paths.shuffled(using: &random) + paths] {
      try await LoadingDatabase.with { database in
        for path in order {
          if path.hasSuffix(".csv") {
            try await database.importing(path, asOf: Day(year: 2025, month: 5, day: 1))
          } else {
            try await database.ingest(path)
          }
        }
        try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
        #expect(
          try await database.persons() == [
            "1 ann@a.example ann@other.example", "2 bob@b.example", "3", "info@c.example",
            "new@d.example",
          ])
        let told = try await database.texts(
          """
          SELECT concat_ws(' ', address, contacts, orders, spent, lifecycle)
          FROM footfall.person ORDER BY 1
          """)
        #expect(
          told == [
            "0 0 0 prospect", "ann@other.example 1 2 10.00 lapsed", "bob@b.example 1 1 7 lapsed",
            "info@c.example 0 0 0 prospect", "new@d.example 1 1 1 lapsed",
          ])
        found.append(try await database.personRows())
      }
    }
    #expect(found[0] == found[1])
  }

  private static let later = Instant(seconds: 1_760_000_000)

  @Test("a second derivation changes nothing, and writes nothing down")
  func again() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try file(Self.customers, as: "customers.csv"), try file(Self.orders, as: "o.csv"))
      let before = try await database.personRows()
      let changes = try await database.withWarehouse { try await $0.derivePersons(now: Self.later) }
      #expect(!changes.isNews)
      #expect(try await database.personRows() == before)
      #expect(try await database.texts("SELECT at::text FROM footfall_store.identity_run") == [])
    }
  }

  @Test("how a person stands is told as of the day that is asked for, whatever day it is")
  func standing() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try file(Self.customers, as: "customers.csv"), try file(Self.orders, as: "o.csv"),
        try file(
          "number,email,product,started,renews_on,ended\n"
            + "1,bob@b.example,paper,2025-01-01,2025-07-01,2026-01-01\n"
            + "2,reader@e.example,paper,2025-01-01,2025-07-01,2026-01-01\n", as: "s.csv"))
      func stands(_ name: String, _ year: Int, _ month: Int) async throws -> String {
        let match = try await database.find(name)
        let record = try await database.withWarehouse {
          try await $0.person(
            match.person, site: match.site, limit: 1,
            asOf: Day(year: year, month: month, day: 1).start)
        }
        let person = try #require(record)
        return "\(person.lifecycle) \(person.renewsOn ?? "-")"
      }
      #expect(try await stands("new@d.example", 2025, 3) == "prospect -")
      #expect(try await stands("new@d.example", 2025, 6) == "customer -")
      #expect(try await stands("new@d.example", 2026, 6) == "lapsed -")
      #expect(try await stands("bob@b.example", 2026, 1) == "customer 2025-07-01")
      // A subscription that ended is an order on its last day.
      for name in ["bob@b.example", "reader@e.example"] {
        #expect(try await stands(name, 2026, 6) == "customer -")
        #expect(try await stands(name, 2027, 2) == "lapsed -")
      }
      #expect(try await stands("reader@e.example", 2024, 6) == "prospect 2025-07-01")
      let standing = """
        SELECT string_agg(s.lifecycle, ' ' ORDER BY s.lifecycle)
        FROM footfall.customer_standing('shop', '2026-06-01') s
        """
      #expect(try await database.texts(standing) == ["customer customer lapsed lapsed"])
    }
  }

  @Test("merged, two persons are one by each of their names; unmerged, all is as before")
  func merging() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try file(Self.customers, as: "customers.csv"), try file(Self.orders, as: "o.csv"))
      try await database.ingest(
        try scratch.write([Self.mail("new@d.example", 1)].file(), as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      let before = try await database.personRows()
      let (ann, new) = (try await database.find("1"), try await database.find("new@d.example"))
      #expect(ann.person != new.person)
      let changes = try await database.withWarehouse {
        try await $0.merge(ann, new, staff: "eve", note: "she said so", now: Self.later)
      }
      #expect(changes.merged == 1 && changes.moved == 1)
      // The name that was first keeps its id, and the id that went leads to it.
      for name in ["1", "new@d.example", "#\(new.person)", "#\(ann.person)"] {
        #expect(try await database.find(name).person == ann.person, "\(name)")
      }
      #expect(
        try await database.texts(
          "SELECT orders::text || contacts FROM footfall.person WHERE person = \(ann.person)")
          == ["31"])
      await #expect(throws: AssertionRefusal.isOne) {
        try await database.withWarehouse {
          try await $0.merge(
            database.find("1"), database.find("new@d.example"), staff: "", note: "",
            now: Self.later)
        }
      }
      try await database.withWarehouse {
        _ = try await $0.unmerge(
          database.find("1"), database.find("new@d.example"), staff: "eve", note: "",
          now: Instant(seconds: 1_760_000_001))
      }
      let after = try await database.personRows()
      for view in before.keys { #expect(after[view] == before[view], "\(view)") }
      // Who said what, and what came of it, is kept.
      #expect(
        try await database.texts(
          "SELECT staff || ' ' || (withdrawn_at IS NOT NULL) FROM footfall_store.identity_assertion"
        )
          == ["eve true"])
      #expect(
        try await database.texts("SELECT count(*)::text FROM footfall.person_change") == ["2"])
    }
  }

  @Test("what records tie together staff may hold apart, and two customer numbers stay two")
  func rules() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try file(Self.customers, as: "customers.csv"), try file(Self.orders, as: "o.csv"))
      let (one, two) = (try await database.find("1"), try await database.find("2"))
      let before = try await database.personRows()
      await #expect(
        throws: AssertionRefusal.forbidden("two values of which everybody has one")
      ) {
        try await database.withWarehouse {
          try await $0.merge(one, two, staff: "eve", note: "", now: Self.later)
        }
      }
      #expect(try await database.personRows() == before)
      #expect(
        try await database.texts("SELECT staff FROM footfall_store.identity_assertion") == [])
      try await database.withWarehouse {
        _ = try await $0.unmerge(
          database.find("1"), database.find("ann@other.example"), staff: "eve", note: "",
          now: Self.later)
      }
      #expect(
        try await database.persons() == [
          "1 ann@a.example", "2 bob@b.example", "3", "ann@other.example", "info@c.example",
          "new@d.example",
        ])
      #expect(
        try await database.texts(
          "SELECT set_aside FROM footfall.person_evidence WHERE set_aside IS NOT NULL")
          == ["staff says two persons"])
      // The order goes with the stronger of its names.
      #expect(
        try await database.texts(
          """
          SELECT (o.person = i.person)::text FROM footfall.customer_order o, footfall.person_identifier i
          WHERE o.number = '10' AND i.kind = 'customer number' AND i.value = '1'
          """) == ["true"])
    }
  }

  @Test("values that stand for nobody tie nobody, and spellings of one address are one")
  func values() async throws {
    try await LoadingDatabase.with { database in
      let rows = (0..<40).map { "\($0),2025-01-01,null,p\($0 / 2)@d.example,0" }
      let spelled = ["BÜCHER@bücher.example", "bücher@xn--bcher-kva.example"].enumerated()
        .map { "4\($0),2025-01-01,,\($1),guest" }
      let head = "number,at,customer_number,email,login"
      let text = ([head] + rows + spelled).joined(separator: "\n")
      try await database.importing(try file(text, as: "o.csv"))
      let persons = try await database.persons()
      #expect(persons.count == 21 && !persons.contains { $0.contains("null") })
    }
  }

  @Test("T12: an address with a plus part is another person's, until staff says otherwise")
  func plusParts() async throws {
    try await LoadingDatabase.with { database in
      let forms = ["a+x@d.example", "A@d.example", "a.b@d.example", "ab@d.example"].enumerated()
        .map { Self.mail($1, $0) }.file()
      try await database.ingest(try scratch.write(forms, as: "forms.ndjson"))
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      #expect(
        try await database.persons().sorted() == [
          "a+x@d.example", "a.b@d.example", "a@d.example", "ab@d.example",
        ])
      let (one, other) = (
        try await database.find("a+x@d.example"), try await database.find("a@d.example")
      )
      try await database.withWarehouse {
        _ = try await $0.merge(one, other, staff: "eve", note: "", now: Self.later)
      }
      #expect(try await database.persons().count == 3)
    }
  }

  @Test(
    "a number that is given anew after its customer was deleted is somebody else's (T24)",
    arguments: [false, true])
  func reuse(reversed: Bool) async throws {
    let customers = try file(
      "number,email,deleted_at\n7,old@a.example,2024-01-01\n", as: "customers.csv")
    let orders = try file(
      "number,at,customer_number,email\n1,2025-01-01,7,new@a.example\n2,2023-01-01,7,\n",
      as: "o.csv")
    try await LoadingDatabase.with { database in
      for path in reversed ? [orders, customers] : [customers, orders] {
        try await database.importing(path)
        try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.later) }
      }
      #expect(try await database.persons() == ["7 old@a.example", "new@a.example"])
      #expect(
        try await database.texts(
          """
          SELECT o.what || ' ' || i.value
          FROM (
            SELECT person, 'order ' || number AS what FROM footfall.customer_order
            UNION ALL SELECT person, 'customer' FROM footfall.customer) o
          JOIN footfall.person_identifier i ON i.person = o.person AND i.kind = 'mail address'
          ORDER BY 1
          """) == ["customer old@a.example", "order 1 new@a.example", "order 2 old@a.example"])
      #expect(
        try await database.texts(
          "SELECT set_aside FROM footfall.person_evidence WHERE set_aside IS NOT NULL")
          == ["the value was given up before"])
    }
  }

  @Test("taken back, a file takes with it whom it alone tied together")
  func undo() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(try file(Self.customers, as: "customers.csv"))
      let before = try await database.personRows()
      let orders = try file(Self.orders, as: "o.csv")
      try await database.importing(orders)
      #expect(try await database.persons().contains("1 ann@a.example ann@other.example"))
      try await database.undo(orders)
      #expect(try await database.personRows() == before)
    }
  }
}

extension Day {
  /// Its midnight in UTC.
  fileprivate var start: Instant { Instant(seconds: Int64(number) * 86_400) }
}
