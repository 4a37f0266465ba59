import Clickstream
import Enrichment
import Support
import Testing

@Suite("Path and query")
struct PathTests {
  private func page(_ target: String) -> String? {
    var stage = EnrichmentStage()
    return stage.enrich(LoggedHit { $0.target = .init(target) }).pages.first?.path
  }

  private func query(_ text: String, allowing: [String] = ["utm_*", "q"]) -> String? {
    var stage = EnrichmentStage(allowing: allowing)
    return stage.enrich(LoggedHit { $0.target = .init("/?\(text)") }).queries.first?.text
  }

  @Test(
    "of origin form, absolute form and what else stands in a request",
    arguments: [
      ("/a?b", "/a"), ("/a#b?c", "/a"), ("/a?b#c", "/a"), ("//a//b", "//a//b"), ("*", "*"),
      ("http://h.example/a?b", "/a"), ("HTTPS://h.example:8/a", "/a"),
      ("http://h.example", "/"), ("http://h.example?x=/secret", "/"),
      ("http://h.example#/secret", "/"), ("http://user:pw@h.example/a", "/a"),
      ("h.example:443", "h.example:443"), ("/http://x/", "/http://x/"), ("/a b", "/a b"),
      ("/a%20b", "/a%20b"), ("/%zz", "/%zz"), ("?a", ""), ("/..%2f..", "/..%2f.."),
    ])
  func targets(target: String, expected: String) {
    #expect(page(target) == expected)
  }

  @Test(
    "a segment that holds a mail address is masked, however it is encoded",
    arguments: [
      ("/u/jo@x.example/edit", "/u/[mail]/edit"), ("/jo%40x.example", "/[mail]"),
      ("/jo%2540x.example/a", "/[mail]/a"), ("/jo%252540x", "/[mail]"), ("/%4", "/%4"),
      ("/%41", "/%41"), ("/@", "/[mail]"), ("/a/%", "/a/%"), ("/%25/40", "/%25/40"),
      ("http://h.example/jo@x.example", "/[mail]"),
    ])
  func mail(target: String, expected: String) {
    #expect(page(target) == expected)
  }

  @Test("backslash escapes of the log are undone before the path is read")
  func escapes() {
    var stage = EnrichmentStage()
    let batch = stage.enrich(
      LoggedHit {
        $0.target = #"/a\"b\x40c"#
        $0.flags = .requestHasEscapes
      })
    #expect(batch.pages.first?.path == "/[mail]")
  }

  @Test("a long path is cut in what is stored, not in what it is known by")
  func long() {
    var stage = EnrichmentStage()
    let long = "/" + String(repeating: "a", count: 3_000)
    let batch = stage.enrich([
      LoggedHit { $0.target = .init(long) }, LoggedHit { $0.target = .init(long + "b") },
    ])
    #expect(batch.pages.count == 2)
    #expect(batch.pages.allSatisfy { $0.path.count == 2_001 && $0.path.hasSuffix("…") })
    #expect(Set(batch.events.map(\.page)).count == 2)
  }

  @Test(
    "only parameters of the list are kept, in their order",
    arguments: [
      ("q=a&token=s&utm_source=x", "q=a&utm_source=x"), ("token=s", nil), ("", nil), ("&&", nil),
      ("q", "q"), ("q=", "q="), ("=q", nil), ("Q=a", nil), ("q%3Dtoken=s", nil),
      ("q=a&q=b", "q=a&q=b"), ("utm_=1", "utm_=1"), ("utm=1", nil), ("qq=1", nil),
      ("token=s&token", nil), ("q=a=b", "q=a=b"), ("q=a#&utm_x=b", "q=a"),
    ] as [(String, String?)])
  func allowList(text: String, expected: String?) {
    #expect(query(text) == expected)
  }

  @Test(
    "a mail address in a parameter is masked, and a name that holds one drops it",
    arguments: [
      ("q=jo@x.example", "q=[mail]"), ("q=jo%40x.example&utm_a=b", "q=[mail]&utm_a=b"),
      ("utm_jo@x.example=1", nil), ("utm_jo%40x", nil), ("q=jo%2540x", "q=[mail]"),
    ] as [(String, String?)])
  func mailInQuery(text: String, expected: String?) {
    #expect(query(text) == expected)
  }

  @Test("a long value is cut after it was looked at, a long name is not allowed")
  func longValues() {
    let letters = String(repeating: "a", count: 256)
    #expect(query("q=\(letters)b") == "q=\(letters)")
    #expect(query("q=\(letters)@x.example") == "q=[mail]")
    #expect(query("utm_\(letters)=1") == nil)
  }

  @Test("a megabyte of separators takes no time", .timeLimit(.minutes(1)))
  func separators() {
    #expect(query(String(repeating: "a&", count: 400_000)) == nil)
    #expect(query(String(repeating: "q&", count: 2_000))?.count == 2_001)
  }

  @Test("a path answered 4xx is no page, one answered 5xx is")
  func missing() {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit {
        $0.target = "/gone"
        $0.status = 410
      },
      LoggedHit {
        $0.target = "/broken"
        $0.status = 503
      },
    ])
    #expect(batch.missingPages.map(\.path) == ["/gone"])
    #expect(batch.pages.map(\.path) == ["/broken"])
  }
}
