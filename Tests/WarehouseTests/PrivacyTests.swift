import Clickstream
import Enrichment
import PostgreSQL
import Support
import Testing
import Warehouse

@Suite("Privacy of what is stored", .database(from: .migrated))
struct PrivacyTests {
  /// Every row of every table as text: what a dump of the database would hold.
  private func dump() async throws -> [String] {
    let connection = try await TestDatabase.required.connect(as: "postgres")
    let tables = try await connection.query(
      """
      SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relnamespace::regnamespace::text LIKE 'footfall%' AND c.relkind = 'r'
      ORDER BY 1
      """, name: "tables")
    var lines: [String] = []
    for table in tables {
      let name: String = try table.get("name")
      // Bytes are shown as text where they are text.
      let rows = try await connection.query(
        "SELECT t::text || coalesce(encode(to_jsonb(t)::text::bytea, 'escape'), '') AS line "
          + "FROM \(name) t", name: "dump \(name)")
      lines += try rows.map { "\(name) " + (try $0.get("line", as: String.self)) }
    }
    await connection.close()
    return lines
  }

  private static let canaries = [
    "192.0.2.77", "2001:db8:1:2:3:4:5:77", "198.51.100.99", "host-canary.isp.example",
    "canary+7f3", "canary.login", "canarycookie", "canarytoken", "canaryfragment", "canarypass",
  ]

  @Test("holds no address, mail address, unlisted parameter, login or cookie of a line")
  func canaries() async throws {
    var stage = try await LoadingStage()
    let mail = "canary+7f3@x.example"
    let encoded = "canary+7f3%40x.example"
    var hits: [LoggedHit] = []
    for address in [
      "192.0.2.77", "::ffff:192.0.2.77", "2001:db8:1:2:3:4:5:77", "198.51.100.99:4711",
      "host-canary.isp.example", "192.0.2.77, 198.51.100.99",
    ] {
      hits.append(
        LoggedHit {
          $0.address = .init(address)
          $0.user = "canary.login"
          $0.cookie = "canarycookie"
        })
    }
    for target in [
      "/u/\(mail)/x", "/u/\(encoded)", "/?token=canarytoken", "/?q=\(mail)", "/?q=\(encoded)",
      "/?a=1&canarytoken", "/?visit=canarytoken-0123456789", "/#canaryfragment",
      "/?q=a#canaryfragment",
      "http://jo:canarypass@h.example/a", "http://h.example?token=canarytoken",
      "/?utm_\(mail)=1", "/?q=" + String(repeating: "a", count: 250) + mail,
      "/a%2f" + encoded.replacing("%40", with: "%2540"),
    ] {
      for status in [200, 404, 500] as [Int16] {
        hits.append(
          LoggedHit {
            $0.target = .init(target)
            $0.status = status
          })
      }
    }
    for referrer in [
      "http://h.example/\(mail)?token=canarytoken#canaryfragment",
      "http://jo:canarypass@h.example/", "http://192.0.2.77/a",
      "mailto:\(mail)?subject=canarytoken",
      "javascript:f('\(mail)=')", "http://[2001:db8:1:2:3:4:5:77]/", "a?token=canarytoken",
      "a#canaryfragment", "http://h.example/" + String(repeating: "a", count: 2_030) + mail,
    ] {
      hits.append(LoggedHit { $0.referrer = .init(referrer) })
    }
    hits.append(LoggedHit { $0.agent = .init("Bot/1.0 (+mailto:\(mail))") })
    try await stage.load(hits)
    let lines = try await dump()
    #expect(lines.count > hits.count)
    for canary in Self.canaries {
      #expect(!lines.contains { $0.contains(canary) }, "\(canary)")
    }
    // The search itself works, and the cut addresses are there.
    #expect(lines.contains { $0.contains("192.0.0.0/16") })
    #expect(lines.contains { $0.contains("2001:db8:1::/48") })
    #expect(lines.contains { $0.contains("[mail]") })
    await stage.warehouse.close()
  }

  @Test("salts are made once, are the same for all, and are destroyed 90 days after their use")
  func salts() async throws {
    let site = Site.test()
    let stage = try await LoadingStage([site])
    let warehouse = stage.warehouse
    let entry = try #require(stage.directory.find("shop"))
    let periods = [1_700_000_000, 1_710_000_000].map {
      SaltPeriod.of(Instant(seconds: $0), site: entry.id, site)
    }
    var random = SplitMix64(seed: 1)
    let day = { (number: Int64) in LoadingStage.now.advanced(bySeconds: number * 86_400) }
    let made = try await warehouse.salts(of: periods, now: day(0), using: &random)
    let again = try await warehouse.salts(of: periods, now: day(0), using: &random)
    let sorted = { (salts: [(SaltPeriod, SaltBook.Salt)]) in
      salts.sorted { $0.0.start < $1.0.start }.map(\.1)
    }
    #expect(sorted(made).count == 2 && sorted(made)[0] != sorted(made)[1])
    #expect(sorted(made) == sorted(again))
    #expect(!sorted(made).contains(.destroyed))

    // The first is used on day 60, so only the second is 90 days old on day 91.
    _ = try await warehouse.salts(of: [periods[0]], now: day(60), using: &random)
    try await warehouse.dropWhatIsTooOld(now: day(91))
    let later = try await warehouse.salts(of: periods, now: day(91), using: &random)
    #expect(sorted(later) == [sorted(made)[0], .destroyed])

    // A destroyed one is never made anew.
    try await warehouse.dropWhatIsTooOld(now: day(400))
    let last = try await warehouse.salts(of: periods, now: day(401), using: &random)
    #expect(sorted(last) == [.destroyed, .destroyed])
    #expect(try await stage.count("footfall_store.salt WHERE value IS NOT NULL") == 0)
    await warehouse.close()
  }

  @Test("the salt of a period without end is never destroyed: else no line would be kept again")
  func endless() async throws {
    let site = Site.test(saltPeriod: .never)
    let stage = try await LoadingStage([site])
    let entry = try #require(stage.directory.find("shop"))
    let period = SaltPeriod.of(LoadingStage.now, site: entry.id, site)
    var random = SplitMix64(seed: 1)
    let made = try await stage.warehouse.salts(
      of: [period], now: LoadingStage.now, using: &random)
    let later = LoadingStage.now.advanced(bySeconds: 400 * 86_400)
    try await stage.warehouse.dropWhatIsTooOld(now: later)
    let again = try await stage.warehouse.salts(of: [period], now: later, using: &random)
    #expect(again.map(\.1) == made.map(\.1) && again.count == 1)
    await stage.warehouse.close()
  }

  @Test("salts at hand are fetched again after a day, which tells that they are in use")
  func renewal() {
    var book = SaltBook()
    let start = LoadingStage.now
    let period = SaltPeriod.of(start, site: 1, Site.test())
    book.renew(start)
    book.add(period, .live(1, 2))
    book.renew(start.advanced(bySeconds: 86_399))
    #expect(book.find(start, site: 1) == .live(1, 2))
    book.renew(start.advanced(bySeconds: 86_400))
    #expect(book.find(start, site: 1) == nil)
    book.add(period, .live(1, 2))
    book.renew(start.advanced(bySeconds: 86_401))
    #expect(book.find(start, site: 1) == .live(1, 2))
  }

  @Test("two databases have two keys, so ids of one tell nothing about the other")
  func keys() async throws {
    let one = try await TestDatabase.required.warehouse()
    try await TestDatabase.with { other in
      let connection = try await other.connect()
      try await Migrator(connection, library: try StatementLibrary()).migrate()
      await connection.close()
      let second = try await other.warehouse()
      #expect(one.ids?.key != second.ids?.key)
      #expect(one.ids?.id(.page, text: "/") != second.ids?.id(.page, text: "/"))
      await second.close()
    }
    await one.close()
  }
}
