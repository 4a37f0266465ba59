import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Cancelled orders")
struct CancelledOrderTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func file(_ text: String, as name: String) throws -> String {
    try scratch.write(Array(text.utf8), as: name)
  }

  /// Numbers of the orders that stand by what was told before a day.
  private func standing(_ database: LoadingDatabase, before day: String?) async throws -> String {
    let instant = day.map { "timestamptz '\($0) 00:00 Europe/London'" } ?? "NULL"
    return try await database.texts(
      "SELECT coalesce(string_agg(number, ' ' ORDER BY number), '') "
        + "FROM footfall.sale_as_of('shop', \(instant))"
    ).joined()
  }

  @Test("the last state that was told by then decides, by whichever list, and in any case")
  func lastWord() async throws {
    try await LoadingDatabase.with { database in
      let header = "number,at,email,amount,status\n"
      let (first, second) = (Day(year: 2026, month: 3, day: 1), Day(year: 2026, month: 4, day: 1))
      try await database.importing(
        try file(
          header + "1,2026-01-02,a@b.example,5,paid\n2,2026-01-02,a@b.example,5,paid\n"
            + "3,2026-01-02,a@b.example,5,Storniert\n4,2026-01-02,a@b.example,5,REFUNDED\n"
            + "5,2026-01-02,a@b.example,5,\n6,2026-01-02,a@b.example,5,cancelled\n",
          as: "orders.csv"),
        asOf: first)
      try await database.importing(
        try file(
          "order_number,at,status\n1,2026-02-02,cancelled\n5,2026-02-02,Cancelled\n5,2026-03-02,sent\n"
            + "6,2026-01-10,sent\n", as: "order_statuses.csv"))
      #expect(try await standing(database, before: nil) == "2 5")
      // What the list of orders says at first holds since they were placed.
      #expect(try await standing(database, before: "2026-01-20") == "1 2 5 6")
      #expect(try await standing(database, before: "2026-02-20") == "2 6")
      #expect(try await standing(database, before: "2026-03-02") == "2")
      try await database.importing(
        try file(
          header + "2,2026-01-02,a@b.example,5,Voided\n3,2026-01-02,a@b.example,5,paid\n",
          as: "later.csv"), asOf: second)
      #expect(try await standing(database, before: nil) == "3 5")
      #expect(try await standing(database, before: "2026-03-20") == "2 5")
      let sale = try await database.texts("SELECT number FROM footfall.sale ORDER BY number")
      #expect(sale == ["3", "5"])
      // Other words are of the configuration.
      let settings = LoadingDatabase.settings.replacing(
        "sites:\n  - ", with: "sites:\n  - cancelled: [PAID]\n    ")
      try await database.importing(
        try file(header + "9,2026-01-02,z@b.example,5,sent\n", as: "words.csv"), settings: settings)
      #expect(try await standing(database, before: nil) == "2 4 5 6 9")
    }
  }

  @Test("of any states at any times the last decides", arguments: 1...3 as ClosedRange<UInt64>)
  func law(seed: UInt64) async throws {
    try await LoadingDatabase.with { database in
      var random = SplitMix64(seed: seed)
      let words = ["paid", "sent", "cancelled", "Refunded", "open"]
      var (orders, states) = ("number,at,amount\n", "order_number,at,status\n")
      var told: [Int: [(minute: Int, word: String)]] = [:]
      for number in 1...60 {
        orders += "\(number),2026-01-01T00:00:00Z,1\n"
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let minute = Int.random(in: 10...15, using: &random)
          let word = words[Int.random(in: 0..<words.count, using: &random)]
          states += "\(number),2026-02-01T00:\(minute):00Z,\(word)\n"
          told[number, default: []].append((minute, word))
        }
      }
      try await database.importing(
        try file(orders, as: "orders.csv"), try file(states, as: "order_statuses.csv"))
      for end in 9...16 {
        let expected = (1...60).filter { number in
          let known = (told[number] ?? []).filter { $0.minute < end }
          let last = known.map(\.minute).max()
          return !known.contains {
            $0.minute == last && ["cancelled", "refunded"].contains($0.word.lowercased())
          }
        }
        let found = try await database.texts(
          """
          SELECT number FROM footfall.sale_as_of('shop', timestamptz '2026-02-01T00:00Z'
            + \(end) * interval '1 minute') ORDER BY number::int
          """)
        #expect(found == expected.map(String.init), "before minute \(end)")
      }
    }
  }

  @Test("a person's standing counts what stands; story and export tell what was cancelled")
  func person() async throws {
    try await LoadingDatabase.with { database in
      try await database.importing(
        try file(
          "number,at,email,amount,status\n1,2026-01-02,ann@b.example,5,paid\n"
            + "2,2026-01-05,ann@b.example,7,paid\n3,2026-01-06,bob@b.example,9,refunded\n",
          as: "orders.csv"), asOf: Day(year: 2026, month: 3, day: 1))
      try await database.importing(
        try file("order_number,at,status\n2,2026-02-02,cancelled\n", as: "order_statuses.csv"))
      func stands(_ name: String, until day: Day?) async throws -> String {
        let match = try await database.find(name)
        let record = try #require(
          try await database.withWarehouse {
            try await $0.person(
              match.person, site: match.site, limit: 9,
              asOf: Zone.utc.start(of: Day(year: 2026, month: 3, day: 1)),
              toldUntil: day.map(Zone.utc.start(of:)))
          })
        return "\(record.lifecycle) \(record.orders) \(record.spent)"
      }
      let ann = try await stands("ann@b.example", until: nil)
      #expect(ann == "customer 1 5")
      let before = try await stands("ann@b.example", until: Day(year: 2026, month: 2, day: 1))
      #expect(before == "repeat 2 12")
      let bob = try await stands("bob@b.example", until: nil)
      #expect(bob == "prospect 0 0")
      let views = try await database.texts(
        "SELECT concat_ws(' ', address, orders, spent) FROM footfall.person ORDER BY address")
      #expect(views == ["ann@b.example 1 5", "bob@b.example 0 0"])
      let standing = try await database.texts(
        """
        SELECT concat_ws(' ', orders, spent) FROM footfall.customer_standing('shop', '2026-03-01', NULL)
        """)
      #expect(standing == ["1 5"])
      let story = try await database.texts(
        """
        SELECT concat_ws(' ', t.kind, t.subject, t.detail)
        FROM footfall.person p CROSS JOIN LATERAL footfall.person_timeline(p.site, p.person) t
        WHERE t.kind = 'order' ORDER BY t.subject
        """)
      #expect(
        story == [
          "order 1 paid", "order 2 paid, cancelled on 2026-02-02",
          "order 3 cancelled on 2026-01-06",
        ])
    }
  }
}

/// What the pages tell of them.
@Suite(.database)
struct CancelledOrderPageTests {
  private let program: CommandProgram

  init() throws { program = try CommandProgram() }

  private func report(_ options: String...) async throws -> String {
    let outcome = try await program.run(
      ["report", "--config", "footfall.yaml"] + options)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    return try String(
      contentsOfFile: program.folder.path + "/html/larkspur/orders.html", encoding: .utf8)
  }

  @Test("pages count what stands, by what was told until the day that is asked for")
  func pages() async throws {
    let lines = CommandProgram.lines(3)
    try program.folder.write(
      lines.replacing("12/Nov", with: "01/Nov") + lines, to: "access.log")
    try program.folder.write(
      "number,at,email,amount,status\n1,2026-11-10T10:00Z,a@b.example,10,paid\n"
        + "2,2026-11-11T10:00Z,a@b.example,20,paid\n3,2026-11-09T10:00Z,c@d.example,40,paid\n",
      to: "orders.csv")
    try program.folder.write(
      "order_number,at,status\n3,2026-11-10T10:00Z,cancelled\n2,2026-11-12T10:00Z,Refunded\n",
      to: "order_statuses.csv")
    let loaded = try await program.run([
      "ingest", "access.log", "orders.csv", "order_statuses.csv", "--config", "footfall.yaml",
    ])
    #expect(loaded.status == 0, "\(loaded.output)\(loaded.error)")
    let now = try await report()
    #expect(now.contains("1 order in 28 days"))
    #expect(now.contains("2 cancelled orders of these days count nowhere."))
    #expect(now.contains("Orders brought 10 in twelve months"))
    let then = try await report(
      "--as-of", "2026-11-11", "--until", "2026-11-11", "--from", "2026-11-01")
    #expect(then.contains("1 cancelled order of these days counts nowhere."))
    #expect(then.contains("Orders brought 30 in twelve months"))
    let shown = try await program.run([
      "person", "show", "c@d.example", "--config", "footfall.yaml",
    ])
    #expect(shown.output.contains("cancelled on 2026-11-10"), "\(shown.output)")
    let exported = try await program.run([
      "person", "export", "c@d.example", "--to", "c.json", "--config", "footfall.yaml",
    ])
    #expect(exported.status == 0, "\(exported.error)")
    let json = try String(contentsOfFile: program.folder.path + "/c.json", encoding: .utf8)
    #expect(json.contains(/"cancelled_at" ?: ?"2026-11-10T10:00/), "\(json)")
  }
}
