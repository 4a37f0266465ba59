import Clickstream
import Foundation
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Suppression by word of staff")
struct SuppressionTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let later = Instant(seconds: 1_760_000_000)
  private static let customers =
    "number,email,name\n1,ann@a.example,Ann Hill\n2,bob@b.example,Bob Reed\n"

  private func load(_ database: LoadingDatabase, _ text: String = customers) async throws {
    try await database.importing(
      try scratch.write(Array(text.utf8), as: "\(text.utf8.count)/customers.csv"),
      asOf: Day(year: 2025, month: 3, day: 1))
  }

  /// Writes down that a person must not be written to, or may be again; tells whether that was news.
  @discardableResult
  private func suppress(
    _ name: String, _ second: Int64, isLifted: Bool = false, note: String = "",
    in database: LoadingDatabase
  ) async throws -> Bool {
    let person = try await database.find(name)
    return try await database.withWarehouse {
      try await $0.suppress(
        person, isLifted: isLifted, note: note, staff: "eve",
        now: Self.later.advanced(bySeconds: second))
    }
  }

  private func suppressed(_ database: LoadingDatabase) async throws -> [String] {
    try await database.texts(
      """
      SELECT concat_ws(' ', coalesce(address, 'nobody'), reason) FROM footfall.suppression
      WHERE reason = 'manual' ORDER BY 1
      """)
  }

  @Test("said once it holds for the person by all names, until it is taken back")
  func lift() async throws {
    try await LoadingDatabase.with { database in
      try await load(database)
      #expect(try await suppress("1", 1, note: "by letter", in: database))
      #expect(try await suppressed(database) == ["ann@a.example manual"])
      #expect(try await !suppress("ann@a.example", 2, in: database))
      let ann = try await database.find("ann@a.example")
      let told = try await database.withWarehouse {
        try await $0.suppressions(of: ann.person, site: ann.site)
      }
      #expect(told.map(\.reason) == ["manual"] && told[0].address == nil)
      #expect(told[0].since == Self.later.advanced(bySeconds: 1))
      #expect(try await suppress("ann@a.example", 3, isLifted: true, in: database))
      #expect(try await suppressed(database) == [])
      #expect(try await !suppress("1", 4, isLifted: true, in: database))
      // Loaded again it is not said again, and what was said stays.
      #expect(try await suppress("1", 5, in: database))
      try await load(database, Self.customers + "3,cy@c.example,Cy Moor\n")
      #expect(try await suppressed(database) == ["ann@a.example manual"])
    }
  }

  @Test("T20: said of two who were taken for one it holds for both; said before, for the one")
  func unmerge() async throws {
    try await LoadingDatabase.with { database in
      try await load(database, "number,email,name\n,ann@a.example,Ann\n,bob@b.example,Bob\n")
      func merge(_ second: Int64) async throws {
        let (one, two) = (
          try await database.find("ann@a.example"), try await database.find("bob@b.example")
        )
        try await database.withWarehouse {
          _ = try await $0.merge(
            one, two, staff: "eve", note: "", now: Self.later.advanced(bySeconds: second))
        }
      }
      func unmerge(_ second: Int64) async throws {
        let (one, two) = (
          try await database.find("ann@a.example"), try await database.find("bob@b.example")
        )
        try await database.withWarehouse {
          _ = try await $0.unmerge(
            one, two, staff: "eve", note: "", now: Self.later.advanced(bySeconds: second))
        }
      }
      try await suppress("ann@a.example", 1, in: database)
      try await merge(10)
      // It holds for the person, whichever address is written to.
      let both = try await database.find("bob@b.example")
      #expect(
        try await database.withWarehouse {
          try await $0.suppressions(of: both.person, site: both.site).map(\.reason)
        } == ["manual"])
      try await unmerge(20)
      #expect(try await suppressed(database) == ["ann@a.example manual"])
      try await merge(30)
      #expect(try await suppress("bob@b.example", 40, in: database))
      try await unmerge(50)
      #expect(
        try await suppressed(database) == ["ann@a.example manual", "bob@b.example manual"])
    }
  }

  @Test("it outlives erasure and loading again as a hash, and its words go")
  func erasure() async throws {
    try await LoadingDatabase.with { database in
      try await load(database)
      try await suppress("1", 1, note: "Ann Hill wrote from ann@a.example", in: database)
      try await suppress("2", 2, note: "As Ann Hill asked", in: database)
      let ann = try await database.find("1")
      _ = try await database.withWarehouse { try await $0.erasePerson(ann, now: Self.later) }
      try await load(database, Self.customers + "3,cy@c.example,Cy Moor\n")
      let rows = try await database.everything()
      #expect(!rows.contains { $0.contains("ann@a.example") || $0.contains("Ann Hill") })
      #expect(
        try await suppressed(database) == [
          "bob@b.example manual", "nobody manual", "nobody manual",
        ])
    }
  }
}

@Suite("Suppression by command", .database(from: LoadingDatabase.template))
struct SuppressionCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    let form =
      #"{"time":"2026-11-12T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"vera@quist.example","name":"Vera Quist","message":"Hello."}}"#
    try program.folder.write(form + "\n", to: "forms.ndjson")
  }

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  @Test("it is shown with the person, said once, and lifted once")
  func suppress() async throws {
    let name = "vera@quist.example"
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let said = try await run("person", "suppress", name, "--note", "call of 3 May")
    #expect(said.status == 0 && said.output.contains(/manual +\S+ +all/), "\(said)")
    let show = try await run("person", "show", name)
    #expect(show.output.contains(/Not to be written to +manual/), "\(show.output)")
    let again = try await run("person", "suppress", name)
    #expect(again.status == 2 && again.error.contains("already"), "\(again.error)")
    // Whoever asked for news before is in no list of those who get them.
    let given = try await run(
      "person", "consent", name, "news", "--given", "--proof", "call of 4 May")
    #expect(given.status == 0)
    #expect(try await !run("person", "list", "--csv").output.contains(",yes,"))
    let lifted = try await run("person", "suppress", name, "--lift")
    #expect(lifted.status == 0 && lifted.output.contains("may be written to"), "\(lifted)")
    #expect(try await run("person", "list", "--csv").output.contains(",yes,"))
    let none = try await run("person", "suppress", name, "--lift")
    #expect(none.status == 2 && none.error.contains("nothing was changed"), "\(none.error)")
  }

  @Test("an address that names nobody yet is kept as a hash, and holds for whoever comes by it")
  func unknown() async throws {
    let other =
      #"{"time":"2026-11-11T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"ann@a.example","message":"Hello."}}"#
    try program.folder.write(other + "\n", to: "other.ndjson")
    #expect(try await run("ingest", "other.ndjson").status == 0)
    let said = try await run("person", "suppress", "Vera@Quist.example")
    #expect(said.status == 0 && said.output.contains("names nobody alone yet"), "\(said)")
    let again = try await run("person", "suppress", "vera@quist.example")
    #expect(again.status == 2 && again.error.contains("already"), "\(again.error)")
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let show = try await run("person", "show", "vera@quist.example")
    #expect(show.output.contains(/Not to be written to +manual/), "\(show.output)")
    let lifted = try await run("person", "suppress", "vera@quist.example", "--lift")
    #expect(lifted.output.contains("vera@quist.example (Vera Quist) may be written to"))
    let nobody = try await run("person", "suppress", "1042")
    #expect(nobody.status == 1 && nobody.error.contains("nobody is known as 1042"))
  }
}
