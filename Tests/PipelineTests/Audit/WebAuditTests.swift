import Audit
import Clickstream
import Pipeline
import Settings
import Support
import Testing

/// The pages of a site are read over the web: by a real server that means no good.
@Suite("An audit over the web")
struct WebAuditTests {
  private func read(
    _ server: TestWebServer, path: String = "", limit: Int = 50, external: Bool = false
  ) async throws -> AuditResult {
    defer { server.stop() }
    var site = Site.test()
    site.hosts = ["127.0.0.1"]
    var options = AuditRun.Options()
    options.pause = .zero
    options.pageLimit = limit
    options.checksOutside = external
    return try await AuditRun(
      site, origin: server.address + path, facts: FactSheet(), options: options,
      now: Instant(seconds: 1_790_000_000), progress: .none
    ).read()
  }

  private func words(_ result: AuditResult) -> [String] {
    result.findings.map { "\($0.kind.rawValue) \($0.path) \($0.target): \($0.detail)" }
  }

  @Test("what the server says is told as it is: gone, moved, in a circle, broken, closed")
  func answers() async throws {
    let server = try TestWebServer { target, head in
      switch target {
      case "/":
        .page(
          """
          <title>Start</title><a href=/a>a</a><a href=/none>n</a><a href=/round>r</a>
          <a href=/off>o</a><a href=/old>o</a><a href=/broken>b</a><a href=/staff>s</a>
          <a href=/text>t</a><img src=/p.png><img src=/gone.png><a href=/head.pdf>h</a>
          """)
      case "/a": .page("<title>A</title>")
      case "/round": .status(302, location: "/round/2")
      case "/round/2": .status(307, location: "/round")
      case "/off": .status(302, location: "http://169.254.169.254/latest")
      case "/old": .status(301, location: "/a")
      case "/broken": .status(500)
      case "/staff": .status(401)
      case "/text": TestWebServer.Reply(headers: ["Content-Type": "text/plain"], body: [60, 97])
      case "/head.pdf": head.hasPrefix("HEAD") ? .status(405) : .page("x")
      case "/p.png": .page("")
      default: .status(404)
      }
    }
    let result = try await read(server)
    #expect(
      words(result) == [
        "dead_link / /none: answered 404", "dead_link / /round: it is sent on in a circle",
        "redirected_link / /off: leads off the site to http://169.254.169.254/latest",
        "redirected_link / /old: has moved for good to /a",
        "dead_link / /gone.png: answered 404", "unreadable /broken : answered 500",
      ])
    #expect(result.pages.map { "\($0.path) \($0.title)" } == ["/ Start", "/a A"])
    let requests = server.requests
    #expect(requests.first == "GET /robots.txt" && Set(requests).count == requests.count)
    #expect(requests.contains("HEAD /p.png") && requests.contains("GET /head.pdf"))
  }

  @Test("a page that has no end, and a space of links that has none, are left at their limits")
  func endless() async throws {
    let server = try TestWebServer { target, _ in
      switch target {
      case "/robots.txt": return .status(404)
      case "/":
        return .page("<a href=/flood>f</a><a href=/zeros>f</a><a href=/c/1>c</a><a href=/r/1>r</a>")
      case "/flood", "/zeros":
        var reply = TestWebServer.Reply.page(
          String(repeating: target == "/flood" ? "<p>word</p>" : "\u{0}", count: 10_000))
        reply.isEndless = true
        return reply
      default:
        let parts = target.split(separator: "/")
        let number = Int(parts.last ?? "") ?? 0
        return parts.first == "r"
          ? .status(302, location: "/r/\(number + 1)")
          : .page("<a href=/c/\(number * 2)>c</a><a href=/c/\(number * 2 + 1)>c</a>")
      }
    }
    let result = try await read(server, limit: 60)
    #expect(server.requests.count <= 61 && result.pages.count < 60)
    #expect(result.leftOut > 0)
    let found = words(result)
    #expect(found.contains("unreadable /flood : not read whole: it is too large"))
    #expect(found.contains("dead_link / /r/1: it is sent on more than 10 times"))
  }

  @Test("robots.txt is kept to, by its rules for this program")
  func robots() async throws {
    let server = try TestWebServer { target, head in
      #expect(head.contains("User-Agent: footfall/"))
      return switch target {
      case "/robots.txt":
        .page(
          "User-agent: *\nDisallow: /\n\nUser-agent: footfall\nDisallow: /closed\nAllow: /closed/open$\n"
        )
      default: .page("<a href=/closed/x>x</a><a href=/closed/open>y</a><a href=/z>z</a>")
      }
    }
    let result = try await read(server)
    #expect(server.requests == ["/robots.txt", "/", "/closed/open", "/z"].map { "GET \($0)" })
    #expect(result.disallowed == 1 && result.findings.isEmpty)
  }

  @Test(
    "where robots.txt closes all, or breaks, nothing is read, and why is said",
    arguments: [200, 429, 500])
  func closed(status: Int) async throws {
    let server = try TestWebServer { target, _ in
      guard target == "/robots.txt" else { return .page("<p>Hello") }
      return status == 200 ? .page("User-agent: *\nDisallow: /") : .status(status)
    }
    let error = await #expect(throws: AuditStopped.self) { try await read(server) }
    #expect(error?.description.contains("robots.txt") == true)
    #expect(server.requests == ["GET /robots.txt"])
  }

  @Test(
    "another host is not read, and addresses of networks are not reached by links that lead off")
  func outside() async throws {
    let other = try TestWebServer { _, _ in .page("secret") }
    defer { other.stop() }
    let port = other.port
    let server = try TestWebServer { target, _ in
      target == "/robots.txt"
        ? .status(404)
        : .page("<a href=http://localhost:\(port)/x>1</a><a href=http://127.0.0.1:\(port)/y>2</a>")
    }
    let result = try await read(server, external: true)
    #expect(other.requests == [])
    // What was not asked is not dead.
    #expect(result.findings.isEmpty && result.links == 2)
    await #expect(throws: UsageError.self) {
      let server = try TestWebServer { _, _ in .status(404) }
      defer { server.stop() }
      var site = Site.test()
      site.hosts = ["larkspur.example"]
      _ = try await AuditRun(
        site, origin: server.address, facts: FactSheet(), options: .init(),
        now: Instant(seconds: 0), progress: .none
      ).read()
    }
  }

  @Test("a server that breaks off, says nonsense or never ends its head does no harm")
  func broken() async throws {
    let server = try TestWebServer { target, _ in
      switch target {
      case "/robots.txt": return .status(404)
      case "/":
        return .page("<a href=/loc>l</a><a href=/big>b</a><a href=/js>b</a><a href=/gz>g</a>")
      case "/loc": return .status(301, location: "ht!tp://\u{1}[/")
      case "/js": return .status(302, location: "javascript:alert(1)")
      case "/gz":
        var reply = TestWebServer.Reply.page("no gzip")
        reply.headers["Content-Encoding"] = "gzip"
        return reply
      default:
        var reply = TestWebServer.Reply.page("x")
        for index in 0..<5_000 { reply.headers["X-\(index)"] = String(repeating: "y", count: 90) }
        return reply
      }
    }
    let result = try await read(server)
    let found = result.findings.map { "\($0.kind.rawValue) \($0.path)" }.sorted()
    #expect(
      found == ["unreadable /big", "unreadable /gz", "unreadable /js", "unreadable /loc"])
    #expect(result.pages.map(\.path) == ["/"])
  }
}
