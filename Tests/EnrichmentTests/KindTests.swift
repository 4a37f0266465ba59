import Clickstream
import Enrichment
import Support
import Testing

@Suite("The kind of a hit")
struct KindTests {
  private func kind(
    _ target: String, _ method: String = "GET", _ status: Int16 = 200
  ) -> EventKind? {
    var stage = EnrichmentStage()
    let hit = LoggedHit {
      $0.target = .init(target)
      $0.method = .init(method)
      $0.status = status
    }
    return stage.enrich(hit).events.first?.kind
  }

  @Test(
    "is told by the first rule that fits: status, method, path",
    arguments: [
      ("/", "GET", 200, EventKind.page), ("/a/b.html", "GET", 304, .page),
      ("/a.php?x=1.css", "GET", 206, .page), ("/a.PDF", "GET", 200, .download),
      ("/a.zip#x", "GET", 206, .download), ("/a.css?v=3", "GET", 200, .asset),
      ("/a.CSS", "GET", 304, .asset), ("/a.pdf", "GET", 404, .error), ("/", "POST", 500, .error),
      ("/", "GET", 499, .error), ("/", "GET", 599, .error), ("/", "GET", 600, .other),
      ("/", "GET", 301, .redirect), ("/", "GET", 302, .redirect), ("/", "GET", 300, .redirect),
      ("/", "POST", 302, .submission), ("/", "POST", 303, .submission),
      ("/", "POST", 301, .redirect), ("/", "POST", 307, .redirect), ("/", "POST", 308, .redirect),
      ("/", "POST", 200, .submission), ("/a.css", "PUT", 201, .submission),
      ("/", "PATCH", 204, .submission), ("/", "DELETE", 200, .submission),
      ("/", "HEAD", 200, .other), ("*", "OPTIONS", 200, .other), ("/", "BREW", 200, .other),
      ("/", "PROPFIND", 207, .other), ("/", "get", 200, .other), ("/", "GET", 0, .other),
      ("/", "GET", -1, .other), ("/", "GET", 999, .other), ("/", "GET", 101, .other),
      ("/robots.txt", "GET", 200, .robots), ("/.well-known/x", "GET", 200, .machine),
      ("/sitemap-2.xml", "GET", 200, .machine), ("/feed/", "GET", 200, .machine),
      ("/blog/feed/", "GET", 200, .machine), ("/news.rss", "GET", 200, .machine),
      ("/healthz", "GET", 200, .machine), ("/robots.txt", "GET", 404, .robots),
      ("/robots.txt", "HEAD", 301, .robots), ("/robots.txt", "POST", 200, .submission),
      ("/.env", "GET", 404, .probe), ("/wp-login.php", "POST", 403, .probe),
      ("/wp-login.php", "GET", 200, .machine), ("/blog/xmlrpc.php", "GET", 200, .machine),
      ("/wp-login.php", "POST", 200, .submission), ("/wp-login.php", "POST", 302, .submission),
      ("/wp-login.php", "GET", 302, .redirect), ("/.env", "GET", 200, .probe),
      ("/.env.local", "HEAD", 302, .probe), ("/.git/config", "GET", 200, .probe),
      ("/shop/.git/HEAD", "POST", 200, .probe), ("/shop/.env", "GET", 304, .probe),
      ("/tree/.gitignore", "GET", 200, .page), ("/tree/.env.sample", "GET", 200, .page),
      ("/a/b/.git/config", "GET", 404, .probe),
      ("/a?x=../../etc/passwd", "GET", 404, .error), ("/a/../../x", "GET", 400, .probe),
      ("/.well-known/security.txt", "GET", 404, .error), ("/blog/wp-admin", "GET", 404, .error),
      ("/.env", "GET", 500, .probe), ("/wp-content/themes/a/style.css", "GET", 404, .probe),
      ("/feeding", "GET", 200, .page),
    ] as [(String, String, Int16, EventKind)])
  func rules(target: String, method: String, status: Int16, expected: EventKind) {
    #expect(kind(target, method, status) == expected)
  }

  @Test(
    "of a missing file that a page of the site embeds is an error, and no probe",
    arguments: [
      ("/wp-content/themes/a/style.css", 404, "https://shop.example/", EventKind.error),
      ("/wp-content/themes/a/logo.PNG", 410, "http://www.shop.example/a?b", .error),
      ("/wp-includes/js/jquery.js?ver=3", 404, "https://blog.shop.example/", .error),
      ("/vendor/font.woff2", 403, "https://shop.example:8443/", .error),
      ("/wp-content/themes/a/style.css", 404, "https://other.example/", .probe),
      ("/wp-content/themes/a/style.css", 404, "https://shop.example.evil.example/", .probe),
      ("/wp-content/themes/a/style.css", 404, "-", .probe),
      ("/wp-content/themes/a/style.css", 404, "shop.example", .probe),
      ("/wp-content/plugins/a/readme.txt", 404, "https://shop.example/", .probe),
      ("/wp-json/a.json", 404, "https://shop.example/", .probe),
      ("/wp-login.php", 404, "https://shop.example/", .probe),
      ("/.git/logo.png", 404, "https://shop.example/", .probe),
      ("/wp-content/../../etc/passwd.css", 400, "https://shop.example/", .probe),
      ("/wp-content/themes/a/style.css", 200, "https://shop.example/", .asset),
    ] as [(String, Int16, String, EventKind)])
  func deadLinks(target: String, status: Int16, referrer: String, expected: EventKind) {
    var stage = EnrichmentStage([.test(hosts: ["shop.example"])])
    let hit = LoggedHit {
      $0.target = .init(target)
      $0.host = "shop.example"
      $0.referrer = .init(referrer)
      $0.status = status
    }
    let told = stage.enrich(hit).events.first?.kind
    #expect(told == expected)
    // A site that declares no host takes any page of the web for one of its own.
    var open = EnrichmentStage()
    let web = referrer.hasPrefix("http") && expected == .probe && referrer.contains("example/")
    let isFile = target.hasSuffix("style.css")
    let found = open.enrich(hit).events.first?.kind
    #expect(found == (web && isFile ? .error : expected))
  }

  @Test("of a stored hit is told as it was when its line was read", arguments: UInt64(1)...3)
  func stored(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let paths = [
      "/", "/.env", "/a/.git/config", "/wp-content/a.css", "/wp-login.php", "/a.pdf", "/xmlrpc.php",
      "/vendor/a.js", "/vendor/a.txt", "/robots.txt", "/phpinfo",
    ]
    let hosts: [[String]] = [[], ["shop.example"]]
    for _ in 0..<300 {
      let path = paths.randomElement(using: &random) ?? "/"
      let method = ["GET", "POST", "HEAD"].randomElement(using: &random) ?? "GET"
      let status: Int16 = [200, 302, 304, 403, 404, 500].randomElement(using: &random) ?? 200
      let own = hosts.randomElement(using: &random) ?? []
      let host = ["shop.example", "www.shop.example", "other.example"].randomElement(using: &random)
      let isBare = Bool.random(using: &random)
      var stage = EnrichmentStage([.test(hosts: own)])
      let batch = stage.enrich(
        LoggedHit {
          $0.target = .init(path)
          $0.method = .init(method)
          $0.status = status
          $0.host = "shop.example"
          $0.referrer = isBare ? "-" : .init("https://\(host ?? "")/x")
        })
      let event = try #require(batch.events.first)
      let again = EventKinds.kind(
        ofStored: path, method: Event.Method(stored: method), status: status,
        isLinked: EventKinds.isLinked(from: batch.referrers.first?.host, own))
      #expect(again == event.kind, "\(method) \(path) \(status)")
    }
  }

  @Test("of a line without a request is malformed, and it has neither page nor method")
  func malformed() throws {
    var stage = EnrichmentStage()
    let batch = stage.enrich(
      LoggedHit {
        $0.flags = .malformedRequest
        $0.method = ""
        $0.target = ""
        $0.protocolVersion = ""
        $0.status = 400
      })
    let event = try #require(batch.events.first)
    #expect(event.kind == .malformed)
    #expect(event.page == 0 && event.method == .none && event.protocolVersion == 0)
    #expect(batch.pages.isEmpty && batch.missingPages.isEmpty)
  }

  @Test(
    "download and asset are told by the ending of the last segment, in any case of letters",
    arguments: [
      ("/a.tar.gz", EventKind.download), ("/a.7z", .download), ("/a.xlsx", .download),
      ("/a.woff2", .asset), ("/site.webmanifest", .asset), ("/a.svg", .asset),
      ("/a.b/c", .page), ("/a.css/c", .page), ("/a.css/", .page), ("/a.", .page), ("/.css", .asset),
      ("/css", .page), ("/a.cssx", .page), ("/a.longending1", .page), ("/a.p\u{e4}f", .page),
    ])
  func endings(target: String, expected: EventKind) {
    #expect(kind(target) == expected)
  }

  @Test("assets are counted where the site asks, and leave nothing behind but the count")
  func counted() {
    var stage = EnrichmentStage(countsAssets: true)
    let batch = stage.enrich([
      LoggedHit { $0.target = "/a.css" }, LoggedHit { $0.target = "/" },
      LoggedHit {
        $0.target = "/b.css"
        $0.status = 404
      },
    ])
    #expect(batch.counted == 1)
    #expect(batch.events.map(\.kind) == [.page, .error])
    #expect(!batch.pages.contains { $0.path == "/a.css" })
  }

  @Test(
    "the protocol is kept as a number",
    arguments: [
      ("HTTP/1.0", 10), ("HTTP/1.1", 11), ("HTTP/2.0", 20), ("HTTP/2", 20), ("HTTP/3.0", 30),
      ("HTTP/9", 0), ("HTCPCP/1.0", 0), ("HTTP/", 0), ("", 0),
    ] as [(String, Int16)])
  func protocols(text: String, expected: Int16) {
    var stage = EnrichmentStage()
    let batch = stage.enrich(LoggedHit { $0.protocolVersion = .init(text) })
    #expect(batch.events.first?.protocolVersion == expected)
  }
}
