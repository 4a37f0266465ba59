import Foundation
import Support
import Testing

@Suite("Vendors", .database(from: LoadingDatabase.template))
struct VendorTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(Self.list, to: "vendors.csv")
    try program.folder.write(CommandProgram.lines(20), to: "access.log")
  }

  private static let secrets = ["AT611904300234573201", "ATU12345678"]
  private static let list = """
    number,name,email,phone,supplies,bank_account,tax_number,since
    V1,Print & Co,orders@print.example,+43 1 234567,posters,\(secrets[0]),\(secrets[1]),2025-01-01
    V2,Light House,,,lamps,,,2025-02-01
    V3,,broken@v.example,,,\(secrets[0]),,

    """

  private func run(_ arguments: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments + ["--config", "footfall.yaml"])
  }

  @Test("what is secret stands in no table, page or reject, and is shown to whoever asks for it")
  func secret() async throws {
    let loaded = try await run("import", "vendors.csv")
    #expect(loaded.status == 0, "\(loaded.error)")
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    let hidden = Self.secrets.flatMap { secret in
      [secret, secret.utf8.map { String(format: "%02x", $0) }.joined()]
    }
    #expect(
      try await database.everything().filter { row in hidden.contains { row.contains($0) } } == [])
    let list = try await run("vendor", "list")
    #expect(list.output.contains("Print & Co") && list.output.contains("Light House"))
    let shown = try await run("vendor", "show", "V1")
    #expect(shown.output.contains("orders@print.example"))
    #expect(!Self.secrets.contains { shown.output.contains($0) })
    let revealed = try await run("vendor", "show", "print & co", "--reveal")
    #expect(
      Self.secrets.allSatisfy { revealed.output.contains($0) },
      "\(revealed.output)\(revealed.error)")
    #expect(try await database.texts("SELECT number FROM footfall.vendor_reveal") == ["V1"])
    // The same again says nothing new, although what is encrypted differs each time.
    try program.folder.write(Self.list + "V4,New,,,,,,\n", to: "again.csv")
    let again = try await run("import", "again.csv")
    #expect(again.output.contains(/vendor +4 +1 +2 +1/), "\(again.output)")
    #expect(try await run("ingest", "access.log").status == 0)
    #expect(try await run("report").status == 0)
    let folder = program.folder.path
    let pages = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("html") && $0.hasSuffix(".html") }
    #expect(pages.count { $0.contains("/vendor-") } == 3)
    for page in pages {
      let text = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
      #expect(!Self.secrets.contains { text.contains($0) }, "\(page)")
      if !page.hasPrefix("html-persons") { #expect(!text.contains("Light House"), "\(page)") }
    }
  }

  @Test("whoever is known as a vendor alone is no prospect, until the same person buys something")
  func noProspect() async throws {
    func form(_ name: String, _ fields: String) -> String {
      #"{"time":"2026-11-12T08:15:00Z","form":"\#(name)","page":"/","fields":"#
        + #"{"email":"ivo@ink.example",\#(fields)}}"# + "\n"
    }
    try program.folder.write(
      form("contact", #""name":"Ivo Ink","message":"When are you open on Sunday?""#)
        + form("newsletter", #""newsletter":"yes""#), to: "forms.ndjson")
    try program.folder.write(
      "number,name,email,supplies,since\nV9,Ink Ltd,ivo@ink.example,ink,2026-01-01\n",
      to: "ink.csv")
    #expect(try await run("import", "ink.csv").status == 0)
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    let wanted = """
      SELECT w.person::text FROM footfall.site s
      CROSS JOIN LATERAL footfall.news_as_of(s.name, NULL) w WHERE w.is_wanted
      """
    let prospects = try await run("person", "list", "--lifecycle", "prospect", "--csv")
    #expect(!prospects.output.contains("ivo@ink.example"), "\(prospects.output)")
    let all = try await run("person", "list", "--csv")
    #expect(all.output.contains("ivo@ink.example") && all.output.contains("vendor"))
    let vendors = try await run("person", "list", "--lifecycle", "vendor", "--csv")
    #expect(vendors.output.contains("ivo@ink.example"), "\(vendors.output)\(vendors.error)")
    let shown = try await run("person", "show", "ivo@ink.example")
    #expect(shown.output.contains(/Lifecycle +vendor/), "\(shown.output)")
    #expect(try await database.texts(wanted) == [])
    // What a vendor asks is no customer's question.
    let kinds = try await database.texts("SELECT kind FROM footfall.service_case")
    #expect(!kinds.contains("question"))
    try program.folder.write(
      "number,at,email,amount\nO1,2026-11-13T10:00:00Z,ivo@ink.example,12\n",
      to: "orders.csv")
    let ordered = try await run("import", "orders.csv")
    #expect(ordered.status == 0, "\(ordered.error)")
    #expect(try await database.texts("SELECT person::text FROM footfall.vendor_person") == [])
    #expect(try await database.texts(wanted).count == 1)
    // A day before that tells what held on it.
    let counts = try await database.texts(
      """
      SELECT count(v.person)::text
      FROM (VALUES (1, '2025-12-31T00:00Z'::timestamptz), (2, '2026-11-13T00:00Z'),
        (3, '2026-11-14T00:00Z')) AS d (place, at)
      LEFT JOIN LATERAL footfall.vendor_person_as_of(NULL, d.at) v ON true
      GROUP BY d.place ORDER BY d.place
      """)
    #expect(counts == ["0", "1", "0"])
    let later = try await run("person", "show", "ivo@ink.example")
    #expect(later.output.contains(/Lifecycle +customer/), "\(later.output)")
  }

  @Test("whoever talks for a vendor can be erased; the firm stays, and the list brings nobody back")
  func erased() async throws {
    let form =
      #"{"time":"2026-11-12T08:15:00Z","form":"contact","page":"/","fields":"#
      + #"{"email":"orders@print.example","name":"Pia Print","message":"Hello."}}"#
    try program.folder.write(form + "\n", to: "forms.ndjson")
    #expect(try await run("import", "vendors.csv").status == 0)
    #expect(try await run("ingest", "forms.ndjson").status == 0)
    let erased = try await run("person", "erase", "orders@print.example", "--yes")
    #expect(erased.status == 0, "\(erased.error)")
    try program.folder.write(Self.list.replacing("posters", with: "leaflets"), to: "again.csv")
    #expect(try await run("import", "again.csv").status == 0)
    let list = try await run("vendor", "list")
    #expect(list.output.contains("Print & Co") && list.output.contains("leaflets"))
    let database = LoadingDatabase(info: try TestDatabase.required.info)
    #expect(
      try await database.everything().filter { $0.contains("orders@print.example") } == [])
  }

  @Test("a key that is lost is missed, and not replaced by another")
  func lostKey() async throws {
    #expect(try await run("import", "vendors.csv").status == 0)
    try FileManager.default.removeItem(atPath: "\(program.folder.path)/secret.key")
    try program.folder.write(Self.list + "V4,New,,,,,,\n", to: "again.csv")
    let again = try await run("import", "again.csv")
    #expect(again.status == 2 && again.error.contains("secret.key"), "\(again.error)")
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder.path)/secret.key"))
  }

  @Test("the key is its owner's alone; without it, or with another, nothing secret is shown")
  func key() async throws {
    #expect(try await run("import", "vendors.csv").status == 0)
    let file = "\(program.folder.path)/secret.key"
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try program.folder.write(String(repeating: "ab", count: 32), to: "other.key")
    let other = try await run("vendor", "show", "V1", "--reveal", "--secret-key", "other.key")
    #expect(other.status != 0 && other.error.contains("another key"), "\(other.error)")
    try FileManager.default.removeItem(atPath: file)
    let none = try await run("vendor", "show", "V1", "--reveal")
    #expect(none.status == 2 && none.error.contains("secret.key"), "\(none.error)")
    #expect(try await run("vendor", "show", "nobody").error.contains("footfall vendor list"))
  }
}
