import Clickstream
import Pipeline
import Settings
import Support
import Testing
import Warehouse

@Suite("Addresses of the business name nobody")
struct OwnAddressTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ lines: [String], as name: String) throws -> String {
    try scratch.write(lines.map { $0 + "\n" }.joined().utf8, as: name)
  }

  private static func form(_ address: String) -> String {
    TokenScene.form(address, "08:15:00")
  }

  @Test("in lists they tie nothing, with a plus part or without")
  func lists() async throws {
    let customers = ["number,email", "1,ann@a.example", "2,orla@shop.example", "3,bob@b.example"]
    let orders = [
      "number,at,customer_number,email,amount", "10,2025-01-01,1,orla@shop.example,5",
      "11,2025-01-02,,orla+till@shop.example,6", "12,2025-01-03,3,orla@shop.example,7",
      "13,2025-01-04,,bob@b.example,8",
    ]
    try await LoadingDatabase.with { database in
      try await database.importing(
        try write(customers, as: "customers.csv"), try write(orders, as: "orders.csv"),
        asOf: Day(year: 2025, month: 2, day: 1))
      #expect(try await database.persons() == ["1 ann@a.example", "2", "3 bob@b.example"])
      #expect(
        try await database.texts(
          """
          SELECT concat_ws(' ', o.number, i.value) FROM footfall.customer_order o
          LEFT JOIN footfall.person_identifier i
            ON i.person = o.person AND i.kind = 'customer number'
          ORDER BY 1
          """) == ["10 1", "11", "12 3", "13 3"])
      #expect(try await database.texts("SELECT count(*)::text FROM footfall.person") == ["3"])
    }
  }

  @Test("an address that is declared later is a person's no more, and one again when it is not")
  func declaredLater() async throws {
    let customers = try write(["number,email", "3,orla@private.example"], as: "customers.csv")
    let forms = try write(
      ["orla@private.example", "ann@a.example", "eve@private.example"].map(Self.form),
      as: "forms.ndjson")
    let log = try write([TokenScene.hit("1", "08:00:00")], as: "access.log")
    let own = LoadingDatabase.settings.replacing(
      "'@shop.example'", with: "'@shop.example', orla@private.example")
    func derived(_ database: LoadingDatabase, _ settings: String) async throws {
      try await database.ingest(log, settings: settings)
      try await database.withWarehouse { _ = try await $0.derivePersons(now: TokenScene.later) }
    }
    try await LoadingDatabase.with { database in
      try await database.importing(customers, asOf: Day(year: 2025, month: 2, day: 1))
      try await database.ingest(forms)
      try await derived(database, LoadingDatabase.settings)
      let before = try await database.personRows()
      let persons = try await database.persons()
      #expect(persons == ["3 orla@private.example", "ann@a.example", "eve@private.example"])
      try await derived(database, own)
      #expect(try await database.persons() == ["3", "ann@a.example", "eve@private.example"])
      #expect(
        try await database.texts(
          """
          SELECT coalesce(i.value, 'nobody') FROM footfall.contact c
          LEFT JOIN footfall.person_identifier i ON i.person = c.person ORDER BY 1
          """) == ["ann@a.example", "eve@private.example", "nobody"])
      #expect(try await database.texts("SELECT count(*)::text FROM footfall.person") == ["3"])
      try await derived(database, LoadingDatabase.settings)
      let after = try await database.personRows()
      for view in before.keys { #expect(after[view] == before[view], "\(view)") }
    }
  }

  @Test("addresses of the staff are the business's own, wherever their mailboxes are")
  func staff() throws {
    let roll = try StaffRoll(
      yaml: "staff:\n  - name: Orla Finch\n    addresses: [Orla@Private.example]\n", file: "s")
    let known = try LoadingDatabase.configuration(LoadingDatabase.settings).knowing(roll)
    #expect(known.sites.map(\.staffAddresses) == [["orla@private.example"]])
    #expect(known.sites.map(\.ownAddresses) == [["@shop.example"]])
  }
}

@Suite("Staff and vendors are no customers, by command", .database(from: LoadingDatabase.template))
struct StaffAndVendorTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      "staff:\n  - name: Orla Finch\n    addresses: [orla@private.example]\n", to: "staff.yaml")
  }

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  @Test("what a member of the staff writes, gets or is listed with makes nobody")
  func staff() async throws {
    let forms = ["orla@private.example", "vera@quist.example"].map {
      #"{"time":"2026-11-12T08:15:00Z","form":"contact","page":"/","fields":"#
        + #"{"email":"\#($0)","message":"Hello."}}"#
    }
    try program.folder.write(forms.map { $0 + "\n" }.joined(), to: "forms.ndjson")
    try program.folder.write(
      """
      From p@x.example Thu Nov 12 10:00:00 2026
      From: Orla <orla@private.example>
      To: cid@c.example
      Date: 12 Nov 2026 10:00:00 +0000
      Message-ID: <1@x.example>
      Subject: Tickets

      Here they are.

      From p@x.example Thu Nov 12 11:00:00 2026
      From: Orla <orla@private.example>
      To: larkspur@private.example
      Date: 12 Nov 2026 11:00:00 +0000
      Message-ID: <2@x.example>
      Subject: Tickets

      Are they sold?

      """, to: "mail.mbox")
    try program.folder.write(
      "number,email,name\n7,vera@quist.example,Vera\n,orla@private.example,Orla\n",
      to: "customers.csv")
    #expect(try await run("ingest", "forms.ndjson", "mail.mbox").status == 0)
    #expect(try await run("import", "customers.csv").status == 0)
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    #expect(
      try await database.persons() == [
        "7 vera@quist.example", "cid@c.example", "larkspur@private.example",
      ])
    #expect(
      try await database.texts(
        "SELECT concat_ws(' ', direction, address) FROM footfall.message ORDER BY 1")
        == [
          "inbound", "inbound vera@quist.example", "outbound cid@c.example",
          "outbound larkspur@private.example",
        ])
    let list = try await run("person", "list")
    #expect(!list.output.contains("orla@private.example") && list.output.contains("Vera"))
    let shown = try await run("person", "show", "orla@private.example")
    #expect(shown.status != 0, "\(shown.output)")
  }

  @Test("a vendor of whom nothing but the list of vendors tells is no person")
  func vendors() async throws {
    try program.folder.write(
      "number,name,email,supplies\nV1,Print & Co,orders@print.example,posters\n", to: "vendors.csv")
    #expect(try await run("import", "vendors.csv").status == 0)
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    #expect(try await database.texts("SELECT name FROM footfall.vendor") == ["Print & Co"])
    #expect(try await database.texts("SELECT person::text FROM footfall.person") == [])
    #expect(try await run("person", "list").output.contains("There are no such persons"))
  }
}
