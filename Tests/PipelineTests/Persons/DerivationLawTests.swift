import Clickstream
import Foundation
import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Deriving what changed")
struct DerivationLawTests {
  private static let now = Instant(seconds: 1_760_000_000)
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Loads, and what staff does, at random; few values, so that they meet again and again.
  private struct Chance {
    var random: SplitMix64
    var files: [String] = []
    var steps = 0

    mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func address() -> String {
      ["ann", "bob", "cid", "dan", "eve", "flo", "info", "gus"][number(8)]
        + ["@a.example", "@b.example"][number(2)]
    }

    mutating func maybe(_ text: String) -> String { number(3) == 0 ? "" : text }

    /// A message of the business to a few.
    private mutating func letter(in scratch: Scratch) throws -> String {
      let recipients = (0...number(4)).map { _ in address() }.joined(separator: ", ")
      let text = """
        From: eve@shop.example
        To: \(recipients)
        Date: \(1 + number(9)) Apr 2025 10:00:00 +0000
        Message-ID: <\(steps)@shop.example>
        Subject: \(steps)

        Hello.

        """
      let path = try scratch.write(Array(text.utf8), as: "\(steps)/letter.eml")
      files.append(path)
      return path
    }

    /// A list, submissions or a message, of chance.
    mutating func file(in scratch: Scratch) throws -> String {
      steps += 1
      // The same list again, perhaps of another day, says what was said before.
      if number(4) == 0,
        let list = files.filter({ $0.hasSuffix(".csv") }).randomElement(using: &random),
        let bytes = FileManager.default.contents(atPath: list)
      {
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropLast(number(2))
        let text = rows.joined(separator: "\n") + "\n\n" + String(repeating: "\n", count: steps)
        let path = try scratch.write(
          Array(text.utf8), as: "\(steps)/\(URL(filePath: list).lastPathComponent)")
        files.append(path)
        return path
      }
      let kind = number(4)
      if kind == 3 { return try letter(in: scratch) }
      let rows = (0..<(1 + number(6))).map { row -> String in
        switch kind {
        case 0:
          let gone = number(8) == 0 ? "2024-0\(1 + number(9))-01" : ""
          return "\(number(10)),\(maybe(address())),\(maybe("l\(number(5))")),"
            + "\(maybe("+43 1 23456\(number(4))")),20\(10 + number(10))-01-01,\(gone)"
        case 1:
          return
            "\(steps)-\(row),2025-0\(1 + number(9))-01,\(maybe("\(number(10))")),\(address()),1,EUR"
        default:
          return #"{"time":"2025-04-0\#(1 + number(9))T08:15:00Z","form":"contact","page":"/","#
            + #""fields":{"email":"\#(address())","message":"\#(steps) \#(row)"}}"#
        }
      }
      let heads = [
        "number,email,login,phone,since,deleted_at",
        "number,at,customer_number,email,amount,currency",
      ]
      let text = ((kind < 2 ? [heads[kind]] : []) + rows).joined(separator: "\n") + "\n"
      let name = ["customers.csv", "orders.csv", "forms.ndjson"][kind]
      let path = try scratch.write(Array(text.utf8), as: "\(steps)/\(name)")
      files.append(path)
      return path
    }
  }

  private static func state(of database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT n::text FROM footfall_store.identity_node n
      UNION ALL SELECT e::text FROM footfall_store.identity_evidence e
      UNION ALL SELECT p::text FROM footfall_store.ledger_person p
      UNION ALL SELECT id || ' ' || owner FROM footfall_store.contact
      UNION ALL SELECT r::text FROM footfall_store.message_recipient r
      ORDER BY 1
      """)
  }

  /// Whom values and contacts name, counted one by one.
  private static func persons(of database: LoadingDatabase) async throws -> Int64 {
    Int64(
      try await database.texts(
        """
        SELECT site || ' ' || person FROM footfall_store.identity_node
        WHERE person IS NOT NULL AND state = 0
        UNION SELECT site || ' ' || owner FROM footfall_store.contact_party WHERE owner IS NOT NULL
        """
      ).count)
  }

  private static func forget(in database: LoadingDatabase) async throws {
    try await database.execute(
      """
      DELETE FROM footfall_store.identity_node;
      DELETE FROM footfall_store.identity_evidence;
      DELETE FROM footfall_store.ledger_person;
      INSERT INTO footfall_store.underived_stream (generation) VALUES (0) ON CONFLICT DO NOTHING
      """)
  }

  /// Does one thing; whether it was a load of something new.
  private func step(_ chance: inout Chance, _ database: LoadingDatabase) async throws {
    let matches = try await database.texts(
      "SELECT value FROM footfall.person_identifier WHERE person IS NOT NULL ORDER BY 1")
    let act = chance.number(10)
    if act < 6 || matches.count < 2 {
      let path = try chance.file(in: scratch)
      if path.hasSuffix(".csv") {
        try await database.importing(
          path, asOf: Day(year: 2025, month: 1 + chance.number(12), day: 1 + chance.number(28)))
      } else {
        try await database.ingest(path)
      }
    } else if act == 6 {
      _ = try await database.undo(chance.files[chance.number(chance.files.count)])
    } else {
      let (one, other) = (
        try await database.find(matches[chance.number(matches.count)]),
        try await database.find(matches[chance.number(matches.count)])
      )
      do {
        try await database.withWarehouse { warehouse in
          switch act {
          case 7:
            _ = try await warehouse.merge(one, other, staff: "s", note: "", now: Self.now)
          case 8:
            _ = try await warehouse.unmerge(one, other, staff: "s", note: "", now: Self.now)
          default: _ = try await warehouse.erasePerson(one, now: Self.now)
          }
        }
      } catch is AssertionRefusal {
      }
    }
  }

  @Test(
    "persons derived from what changed are those that all records give", arguments: UInt64(1)...8)
  func law(seed: UInt64) async throws {
    var chance = Chance(random: SplitMix64(seed: seed))
    try await LoadingDatabase.with { database in
      for number in 0..<25 {
        try await step(&chance, database)
        guard number % 5 == 4 else { continue }
        try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.now) }
        let found = try await Self.state(of: database)
        let persons = try await database.withWarehouse { try await $0.totals().persons }
        let counted = try await Self.persons(of: database)
        #expect(persons == counted, "after \(number + 1) steps")
        try await database.withWarehouse { warehouse in
          _ = try await warehouse.derivePersons(now: Self.now, anew: true)
        }
        let wanted = try await Self.state(of: database)
        #expect(Set(found).symmetricDifference(wanted) == [], "after \(number + 1) steps")
        // Where nothing is derived, all is new, and the same comes out.
        try await Self.forget(in: database)
        try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.now) }
        let first = try await Self.state(of: database)
        #expect(Set(first).symmetricDifference(wanted) == [], "at first, \(number + 1) steps")
      }
    }
  }

  @Test("many persons, where nobody was known, are those that all records give; indexes stay")
  func many() async throws {
    func write(_ head: String, _ rows: [String], _ name: String) throws -> String {
      try scratch.write(Array(([head] + rows).joined(separator: "\n").utf8), as: name)
    }
    // Some share a login or an address, some gave their number up, some name nobody.
    let customers = try write(
      "number,email,login,phone,since,deleted_at",
      (0..<3_500).map {
        "C\($0),p\($0 % 3_400)@b.example,\($0 % 9 == 0 ? "guest" : "l\($0 % 3_450)"),"
          + "+43 1 \(2_000_000 + $0),2020-01-01,\($0 % 50 == 0 ? "2024-05-01" : "")"
      }, "customers.csv")
    let orders = try write(
      "number,at,customer_number,email,amount",
      (0..<2_000).map { "\($0),2025-01-02,C\($0 * 7 % 3_600),q\($0 % 90)@b.example,5" },
      "orders.csv")
    // Some of these orders are known, and somebody else's now; the others name known customers alone.
    let more = try write(
      "number,at,customer_number,amount",
      (1_500..<13_000).map { "\($0),2025-01-03,C\($0 * 11 % 3_500),5" }, "more.csv")
    let indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'footfall_store' ORDER BY 1"
    try await LoadingDatabase.with { database in
      let before = try await database.texts(indexes)
      for path in [customers, orders] {
        try await database.importing(path, asOf: Day(year: 2025, month: 6, day: 1), derives: false)
      }
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.now) }
      let found = try await Self.state(of: database)
      #expect(found.count > 20_000)
      #expect(try await database.texts(indexes) == before)
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.now, anew: true)
      }
      #expect(Set(found).symmetricDifference(try await Self.state(of: database)) == [])
      try await database.importing(more, asOf: Day(year: 2025, month: 7, day: 1))
      let changed = try await Self.state(of: database)
      #expect(changed.count > found.count + 10_000)
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.now, anew: true)
      }
      #expect(Set(changed).symmetricDifference(try await Self.state(of: database)) == [])
    }
  }

  @Test("what a large derivation worked with is gone from disk; a backup is not waited for")
  func large() async throws {
    let rows = (0..<20_000).map { "C\($0),p\($0)@b.example" }
    let customers = try scratch.write(
      Array((["number,email"] + rows).joined(separator: "\n").utf8), as: "customers.csv")
    let size = "SELECT pg_relation_size('footfall_store.arrived_claim')::text"
    try await LoadingDatabase.with { database in
      try await database.importing(customers, asOf: Day(year: 2025, month: 6, day: 1))
      let backup = try await Connection.open(database.info)
      try await backup.execute("BEGIN", name: "begin")
      try await backup.execute("SELECT count(*) FROM footfall_store.arrived_claim", name: "read")
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.now, anew: true)
      }
      let beside = try await database.texts(size)
      #expect(beside != ["0"])
      await backup.close()
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.now, anew: true)
      }
      let after = try await database.texts(size)
      #expect(after == ["0"])
    }
  }

  @Test("a load is noted for the next derivation alone, and needs no look at the others")
  func noted() async throws {
    try await LoadingDatabase.with { database in
      var chance = Chance(random: SplitMix64(seed: 1))
      for _ in 0..<4 { try await database.ingest(try chance.file(in: scratch)) }
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.now) }
      #expect(
        try await database.texts(
          """
          SELECT 'record' FROM footfall_store.underived_stream
          UNION ALL SELECT 'contact' FROM footfall_store.underived_contact
          UNION ALL SELECT 'claim' FROM footfall_store.arrived_claim
          """) == [])
      // A value that nobody looks at keeps what stands there, however wrong.
      try await database.execute(
        "UPDATE footfall_store.identity_node SET state = 4, person = NULL")
      try await database.withWarehouse { _ = try await $0.derivePersons(now: Self.now) }
      #expect(
        try await database.texts(
          "SELECT 1::text FROM footfall_store.identity_node WHERE state <> 4") == [])
      try await database.withWarehouse {
        _ = try await $0.derivePersons(now: Self.now, anew: true)
      }
      #expect(
        try await database.texts(
          "SELECT 1::text FROM footfall_store.identity_node WHERE state <> 4") != [])
    }
  }
}
