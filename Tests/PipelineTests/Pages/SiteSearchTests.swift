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
      (1, 100, "GET /season.pdf HTTP/1.1\" 206 9"),
      (1, 110, "GET /season.pdf HTTP/1.1\" 206 9"),
      (1, 120, "GET /search?q=hedda HTTP/1.1\" 404 9"),
      (1, 180, "GET /programme/hedda/ HTTP/1.1\" 200 9"),
      (1, 240, "GET /style.css HTTP/1.1\" 200 9"),
      // Half an hour later it is another visit, which begins with a search and ends with it.
      (1, 2_400, "GET /search?q=hedda&search_count=0 HTTP/1.1\" 200 9"),
      // Back on the page of the form, and to a path that is not there and may name somebody.
      (1, 6_000, "GET /find HTTP/1.1\" 200 9"),
      (1, 6_010, "GET /find?q=one HTTP/1.1\" 200 9"),
      (1, 6_020, "GET /find HTTP/1.1\" 200 9"),
      (1, 6_030, "GET /find?q=two HTTP/1.1\" 200 9"),
      (1, 6_040, "GET /for/ann?q=three HTTP/1.1\" 404 9"),
      (1, 6_050, "GET /find?q=four HTTP/1.1\" 200 9"),
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
          coalesce(page_before, '-'), coalesce(page_after, '-'), coalesce(term_before, '-'),
          coalesce(term_after, '-'))
        FROM footfall.site_search('shop', '2025-03-01', '2025-04-01') ORDER BY at, term
        """)
      #expect(
        found == [
          "08:00:00|äpfel|/|t|-|-|-|-",
          "08:01:00|winter tale|/search|t|/|/season.pdf|-|-",
          "08:02:00|hedda|/search|f|/search|/programme/hedda|winter tale|-",
          "08:40:00|hedda|/search|f|-|-|-|-",
          "09:40:10|one|/find|t|/find|/find|-|-",
          "09:40:30|two|/find|t|/find|-|-|three",
          "09:40:40|three|/for/ann|f|/find|/find|two|four",
          "09:40:50|four|/find|t|-|-|three|-",
        ])
    }
  }
}
