import Clickstream
import Support
import Testing
import Warehouse

@Suite("Pages by path, title and group")
struct PageTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  static let people = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"

  /// A line of a log: seconds after an hour of 12 March 2025.
  static func line(_ address: Int, _ seconds: Int, _ request: String) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(8 + seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    return "198.51.100.\(address) - - [12/Mar/2025:\(time) +0000] \"\(request) \"-\" \"\(people)\""
  }

  @Test(
    "a page has one path, however it was asked for",
    arguments: [
      ("/", "/"), ("//", "/"), ("/a/", "/a"), ("/a//b/", "/a/b"), ("/index.html", "/"),
      ("/x/Index.PHP", "/x"), ("/index.html5", "/index.html5"), ("/index.php/a", "/index.php/a"),
      ("/default.aspx", "/"), ("/a/index.php/index.html/", "/a"),
      ("/caf%C3%A9", "/café"), ("/caf%c3%a9/", "/café"),
      ("/%7euser", "/~user"),
      ("/%E3%81%82", "/あ"), ("/%F0%9F%98%80", "/😀"), ("/a%2fb", "/a%2Fb"), ("/%2541", "/%2541"),
      ("/%zz", "/%zz"), ("/100%", "/100%"), ("/%C3", "/%C3"), ("/%ff%fe", "/%FF%FE"),
      ("/%C0%AF", "/%C0%AF"), ("/%ED%A0%80", "/%ED%A0%80"), ("/%00", "/%00"),
      ("/%E2%80%AEtxt", "/%E2%80%AEtxt"), ("/%C2%85", "/%C2%85"), ("/a%20b", "/a%20b"),
      ("/%3Cb%3E", "/%3Cb%3E"), ("/a;jsessionid=1F.2", "/a"), ("/A", "/A"), ("*", "*"),
      ("shop.example:443", "shop.example:443"), ("", ""),
    ])
  func path(asked: String, expected: String) async throws {
    try await LoadingDatabase.with { database in
      let found = try await database.texts(
        "SELECT footfall_store.page_path(p) FROM (VALUES ('\(asked)'), ('\(expected)')) AS v (p)")
      // Nothing is left to be undone.
      #expect(found == [expected, expected])
    }
  }

  @Test("random paths keep their path, and no path becomes what no page shows")
  func settled() async throws {
    var random = SplitMix64(seed: 5)
    let parts = [
      "/", "//", "a", "%", "%4", "%41", "%C3", "%a9", "%E2", "%80", "%AE", "é", ";sid=1", ".",
      "index.php",
    ]
    let paths = (0..<400).map { _ in
      "/"
        + (0..<Int.random(in: 0...8, using: &random)).map { _ in
          parts[Int.random(in: parts.indices, using: &random)]
        }.joined()
    }
    try await LoadingDatabase.with { database in
      let list = paths.map { "'\($0)'" }.joined(separator: ", ")
      let unsettled = try await database.texts(
        """
        SELECT p || ' ' || n FROM unnest(ARRAY[\(list)]) AS p,
          LATERAL (SELECT footfall_store.page_path(p) AS n) AS x
        WHERE n ~ '.+/$' OR n ~ '//' OR n !~ '^/' OR n ~ '[\\u0080-\\u009f\\u202a-\\u202e]'
        """)
      #expect(unsettled == [])
    }
  }

  @Test("pages are told by their path, whoever asked, and keep what was asked for")
  func loaded() async throws {
    try await LoadingDatabase.with { database in
      let asked = ["/a", "/a/", "//a", "/a/index.html", "/b%C3%A9", "/bé"]
      let lines =
        asked.enumerated().map {
          Self.line(1, $0.offset * 60, "GET \($0.element) HTTP/1.1\" 200 9")
        }
        + [Self.line(1, 600, "GET /c/ HTTP/1.1\" 404 9")]
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      let pages = try await database.texts(
        "SELECT path || ' ' || string_agg(asked, ' ' ORDER BY asked COLLATE \"C\") FROM footfall.page GROUP BY path ORDER BY 1"
      )
      #expect(pages == ["/a //a /a /a/ /a/index.html", "/bé /b%C3%A9 /bé"])
      let views = try await database.texts(
        "SELECT page || ' ' || count(*) FROM footfall.page_view('shop', '2025-03-01', '2025-04-01') GROUP BY page ORDER BY 1"
      )
      #expect(views == ["/a 4", "/bé 2"])
      let missing = try await database.texts("SELECT page FROM footfall.event WHERE status = 404")
      #expect(missing == ["/c/"])
      // Loaded again nothing collides, and nothing is new.
      try await database.ingest(
        try scratch.write(
          (lines + [Self.line(2, 900, "GET /a/ HTTP/1.1\" 200 9")]).file(), as: "access.log"))
      #expect(try await database.texts("SELECT count(*)::text FROM footfall.page") == ["6"])
    }
  }

  @Test("the first group that holds a page counts, titles stand beside, and both may change")
  func groups() async throws {
    try await LoadingDatabase.with { database in
      let paths = [
        "/", "/tickets", "/tickets/a_b", "/tickets/axb", "/ticketshop", "/q/100%", "/q/1000",
      ]
      let lines = paths.enumerated().map {
        Self.line(1, $0.offset * 60, "GET \($0.element) HTTP/1.1\" 200 9")
      }
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      func pages() async throws -> [String] {
        try await database.texts(
          "SELECT concat_ws(' ', page, page_group, title) FROM footfall.site_page('shop') ORDER BY page COLLATE \"C\""
        )
      }
      let plain = try await pages()
      #expect(
        plain == [
          "/ /", "/q/100% /q", "/q/1000 /q", "/tickets /tickets", "/tickets/a_b /tickets",
          "/tickets/axb /tickets", "/ticketshop /ticketshop",
        ])
      func declare(_ groups: [PageGroup], _ titles: [Warehouse.PageTitle]) async throws {
        let warehouse = try await Warehouse.open(
          database.info, role: .ingest, statements: try LoadingDatabase.library.get())
        try await warehouse.declare(groups, titles: titles, ofSite: "shop")
        try await warehouse.declare(groups, titles: titles, ofSite: "nobody's")
        await warehouse.close()
      }
      try await declare(
        [
          PageGroup(name: "Marked", pages: ["/tickets/a_*", "/q/*%"]),
          PageGroup(name: "Tickets", pages: ["/tickets/*"]), PageGroup(name: "Rest", pages: ["*"]),
        ], [("/tickets/", "<b>Tickets</b>"), ("/tickets", "second"), ("/gone", "Gone")])
      let grouped = try await pages()
      #expect(
        grouped == [
          "/ Rest", "/q/100% Marked", "/q/1000 Rest", "/tickets Tickets <b>Tickets</b>",
          "/tickets/a_b Marked", "/tickets/axb Tickets", "/ticketshop Rest",
        ])
      try await declare([PageGroup(name: "All", pages: ["/*"])], [("/", "Start")])
      let again = try await pages()
      #expect(again.allSatisfy { $0.contains(" All") } && again.first == "/ All Start")
      try await declare([], [])
      let none = try await pages()
      #expect(none == plain)
    }
  }
}
