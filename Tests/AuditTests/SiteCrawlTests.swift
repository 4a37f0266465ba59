import Audit
import Clickstream
import Support
import Testing

@Suite("Which pages are read, and what is found")
struct SiteCrawlTests {
  /// A site that answers by a function.
  private func crawl(
    _ scope: SiteCrawl.Scope, facts: [Fact] = [],
    robots: RobotsRules = RobotsRules(allowsAll: true),
    _ answer: (WebAddress) -> SiteCrawl.Answer
  ) -> (crawl: SiteCrawl, asked: [String]) {
    var crawl = SiteCrawl(scope, facts: FactCheck(facts, callingCode: "44"))
    var asked: [String] = []
    while let step = crawl.next() {
      switch step {
      case .robots(let address): crawl.take(robots, for: address)
      case .read(let address):
        asked.append(address.text)
        crawl.take(answer(address))
      case .check(let address, let isOutside):
        asked.append((isOutside ? "HEAD " : "") + address.text)
        crawl.take(answer(address))
      }
    }
    return (crawl, asked)
  }

  private func scope() throws -> SiteCrawl.Scope {
    SiteCrawl.Scope(
      start: try #require(WebAddress("https://larkspur.example/")), hosts: ["www.larkspur.example"])
  }

  private func page(_ html: String, _ address: WebAddress) -> SiteCrawl.Answer {
    .page(PageReader.read(Array(html.utf8), at: address), changed: nil)
  }

  private func findings(_ crawl: SiteCrawl) -> [String] {
    crawl.result(now: Instant(seconds: 1_790_000_000), zone: .utc).findings.map {
      "\($0.kind.rawValue) \($0.path) \($0.target): \($0.detail)"
    }
  }

  @Test("each thing that is wrong is told once, on the page where it stands")
  func kinds() throws {
    let (crawl, asked) = crawl(try scope()) { address in
      switch address.path {
      case "/":
        page(
          """
          <a href=/a>A</a><a href=/a#here>A</a><a href=/a#gone>A</a><a href=/none>N</a>
          <a href=/none?x>N</a><a href=https://www.larkspur.example/old>O</a><a href=/off>X</a>
          <a href=/round>R</a><a href=https://other.example/>E</a><img src=/p.png><img src=/q.png>
          <a href=/broken>B</a><a href=/staff>S</a><a href=/visit>V</a>
          """, address)
      case "/a": page("<p id=here><a href=/none>N</a>", address)
      case "/visit/": page("<p>Visit", address)
      case "/visit": .moved(to: WebAddress("/visit/", against: address), isForGood: true)
      case "/old": .moved(to: WebAddress("/a", against: address), isForGood: true)
      case "/off": .moved(to: WebAddress("http://10.0.0.1/x?y=1"), isForGood: false)
      case "/round": .moved(to: WebAddress("/round2", against: address), isForGood: false)
      case "/round2": .moved(to: WebAddress("/round", against: address), isForGood: false)
      case "/p.png": .file
      case "/broken": .failed("500")
      case "/staff": .closed
      default: .gone("404")
      }
    }
    #expect(
      findings(crawl) == [
        "missing_anchor / /a#gone: there is no such place in the page",
        "dead_link / /none: 404",
        "redirected_link / /old: has moved for good to /a",
        "redirected_link / /off: leads off the site to http://10.0.0.1/x",
        "dead_link / /round: it is sent on in a circle",
        "dead_link / /q.png: 404",
        "dead_link /a /none: 404",
        "unreadable /broken : 500",
      ])
    #expect(!asked.contains { $0.contains("10.0.0.1") || $0.contains("other.example") })
    #expect(Set(asked).count == asked.count)
    #expect(crawl.outside == 1)
  }

  @Test("links to other hosts are tried once, where that is asked for, and never read")
  func outside() throws {
    var scope = try scope()
    scope.checksOutside = true
    let (crawl, asked) = crawl(scope) { address in
      switch address.host {
      case "larkspur.example":
        page(
          "<a href=https://x.example/a>1</a><a href=//x.example/a#b>2</a><a href=http://y.example>3</a>",
          address)
      case "x.example": .gone("404")
      default: .moved(to: WebAddress("http://z.example/"), isForGood: true)
      }
    }
    #expect(findings(crawl) == ["dead_link / https://x.example/a: 404"])
    #expect(
      asked == [
        "https://larkspur.example/", "HEAD https://x.example/a", "HEAD http://y.example/",
      ])
  }

  @Test(
    "a space of links without end is left, and its limit said",
    arguments: ["query", "deep", "repeat", "calendar", "redirect"])
  func endless(kind: String) throws {
    var scope = try scope()
    scope.pageLimit = 100
    var count = 0
    let (crawl, asked) = crawl(scope) { address in
      count += 1
      return switch kind {
      case "query": page("<a href='/x?n=\(count)'>x</a><a href='/x?m=\(count)'>x</a>", address)
      case "deep": page("<a href='d\(count)/'>x</a>", address)
      case "repeat": page("<a href='a/b/'>x</a>", address)
      case "calendar":
        page("<a href='/c\(count * 2)'>x</a><a href='/c\(count * 2 + 1)'>x</a>", address)
      default: .moved(to: WebAddress("/r\(count)", against: address), isForGood: false)
      }
    }
    #expect(asked.count <= 100)
    #expect(crawl.leftOut > 0 || kind == "redirect")
  }

  @Test("of pages with too many places together none is told to miss one")
  func anchors() throws {
    var scope = try scope()
    scope.anchorLimit = 3
    let (crawl, _) = crawl(scope) { address in
      switch address.path {
      case "/": page("<a href=/a#%C3%A4>1</a><a href=/a#z>2</a><a href=/b#z>3</a>", address)
      case "/a": page("<p id=x></p><p id=ä></p>", address)
      default: page("<p id=x></p><p id=y></p>", address)
      }
    }
    #expect(findings(crawl) == ["missing_anchor / /a#z: there is no such place in the page"])
  }

  @Test("what robots.txt closes is not asked for, and counted")
  func robots() throws {
    let rules = RobotsRules(Array("User-agent: *\nDisallow: /closed".utf8), agent: "footfall")
    let (crawl, asked) = crawl(try scope(), robots: rules) { address in
      page("<a href=/closed>x</a><img src=/closed.png><a href=/open>x</a>", address)
    }
    #expect(asked == ["https://larkspur.example/", "https://larkspur.example/open"])
    #expect(crawl.disallowed == 2 && findings(crawl).isEmpty)
  }

  @Test(
    "a page that answers under another scheme or host is asked for there, and no further than told")
  func schemes() throws {
    let start = try #require(WebAddress("http://larkspur.example/"))
    let scope = SiteCrawl.Scope(start: start, hosts: ["www.larkspur.example"])
    let (crawl, asked) = crawl(scope) { address in
      address.host == "www.larkspur.example"
        ? page("<a href=/a>a</a>", address)
        : .moved(to: WebAddress("http://www.larkspur.example" + address.target), isForGood: true)
    }
    #expect(
      asked == [
        "http://larkspur.example/", "http://www.larkspur.example/", "http://www.larkspur.example/a",
      ])
    #expect(findings(crawl).isEmpty)
    let (loop, often) = self.crawl(scope) { address in
      let other = address.host == "larkspur.example" ? "www.larkspur.example" : "larkspur.example"
      return .moved(to: WebAddress("http://\(other)/"), isForGood: true)
    }
    #expect(often.count == 11 && loop.progress.read == 0)
  }

  @Test(
    "whatever a site answers, reading ends, asks nothing twice, and stays on the site",
    arguments: UInt64(1)...30)
  func law(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var scope = try scope()
    scope.pageLimit = 60
    let paths = (0..<12).map { "/\($0)" }
    let hosts = [
      "", "https://www.larkspur.example", "http://larkspur.example", "https://evil.example",
      "//192.168.0.1", "https://larkspur.example:8443",
    ]
    let (crawl, asked) = crawl(scope) { address in
      let links = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        hosts[Int.random(in: 0..<hosts.count, using: &random)]
          + paths[Int.random(in: 0..<paths.count, using: &random)]
          + (Bool.random(using: &random)
            ? "" : "?\(Int.random(in: 0...9_999, using: &random))#\(address.path)")
      }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return .gone("404")
      case 1: return .failed("500")
      case 2:
        return .moved(
          to: WebAddress(links.first ?? "", against: address),
          isForGood: Bool.random(using: &random))
      case 3: return .closed
      default: return page(links.map { "<a href='\($0)'>x</a>" }.joined(), address)
      }
    }
    #expect(asked.count <= 61 + 12 * 22)
    #expect(Set(asked).count == asked.count)
    for text in asked {
      let address = try #require(WebAddress(text))
      #expect(scope.holds(address))
    }
    _ = findings(crawl)
  }
}
