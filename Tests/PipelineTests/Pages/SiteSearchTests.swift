import Support
import Testing

@Suite("Searches on the site")
struct SiteSearchTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("are told with their term, the pages around them, and whether they found something")
  func story() async throws {
    let requests: [(Int, Int, String)] = [
      (1, 0, "GET / HTTP/1.1\" 200 9"),
      (1, 60, "GET /search?q=Winter++Tale HTTP/1.1\" 200 9"),
      (1, 90, "GET /search?q=winter+tale&page=2 HTTP/1.1\" 200 9"),
      (1, 120, "GET /search?q=hedda HTTP/1.1\" 404 9"),
      (1, 180, "GET /programme/hedda/ HTTP/1.1\" 200 9"),
      (1, 240, "GET /style.css HTTP/1.1\" 200 9"),
      // Half an hour later it is another visit, which begins with a search and ends with it.
      (1, 2_400, "GET /search?q=hedda&search_count=0 HTTP/1.1\" 200 9"),
      (2, 0, "GET /?s=%C3%84pfel HTTP/1.1\" 200 9"),
      (2, 10, "POST /contact?q=no HTTP/1.1\" 303 9"),
      (3, 0, "GET /search?q= HTTP/1.1\" 200 9"),
      (4, 0, "GET /search?q=only HTTP/1.1\" 500 9"),
    ]
    let lines =
      requests.sorted { $0.1 < $1.1 }.map { PageTests.line($0.0, $0.1, $0.2) }
      + [
        PageTests.line(5, 2_500, "GET /search?q=bot HTTP/1.1\" 200 9")
          .replacing(PageTests.people, with: "Googlebot/2.1")
      ]
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(lines.file(), as: "access.log"))
      let found = try await database.texts(
        """
        SELECT concat_ws('|', to_char(at AT TIME ZONE 'UTC', 'HH24:MI:SS'), term, page, has_result,
          coalesce(page_before, '-'), coalesce(page_after, '-'), coalesce(term_after, '-'))
        FROM footfall.site_search('shop', '2025-03-01', '2025-04-01') ORDER BY at, term
        """)
      #expect(
        found == [
          "08:00:00|äpfel|/|t|-|-|-",
          "08:01:00|winter tale|/search|t|/|/search|hedda",
          "08:02:00|hedda|/search|f|/search|/programme/hedda|-",
          "08:40:00|hedda|/search|f|-|-|-",
        ])
    }
  }
}
