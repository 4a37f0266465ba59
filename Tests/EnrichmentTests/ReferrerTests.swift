import Clickstream
import Enrichment
import Support
import Testing

@Suite("Referrers")
struct ReferrerTests {
  private func referrer(_ text: String) -> EventBatch.ReferrerRow? {
    var stage = EnrichmentStage()
    return stage.enrich(LoggedHit { $0.referrer = .init(text) }).referrers.first
  }

  @Test(
    "are kept without user, port, fragment, case of the host and unlisted parameters",
    arguments: [
      ("http://h.example/a?q=x&sid=y#z", "http://h.example/a?q=x", "h.example"),
      ("HTTPS://WWW.H.Example:8443/A", "https://www.h.example/A", "www.h.example"),
      ("http://jo:pw@h.example/", "http://h.example/", "h.example"),
      ("http://a@b@h.example/", "http://h.example/", "h.example"),
      ("http://h.example", "http://h.example/", "h.example"),
      ("http://h.example.", "http://h.example/", "h.example"),
      ("http://h.example?sid=y", "http://h.example/", "h.example"),
      ("http://h.example#t=y", "http://h.example/", "h.example"),
      ("http://h.example/jo@x.example", "http://h.example/[mail]", "h.example"),
      ("http://h.example/?q=jo%40x.example", "http://h.example/?q=[mail]", "h.example"),
      ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
    ])
  func web(text: String, url: String, host: String) throws {
    let row = try #require(referrer(text))
    #expect(row.url == url)
    #expect(row.host == host)
  }

  @Test(
    "to an address keep its network only",
    arguments: [
      ("http://203.0.113.77/a", "203.0.0.0"), ("http://203.0.113.77:81/", "203.0.0.0"),
      ("http://[2001:db8:1:2::3]/", "[2001:db8:1::]"),
      ("http://[2001:db8:1:2::3]:80/", "[2001:db8:1::]"),
    ])
  func addresses(text: String, host: String) throws {
    let row = try #require(referrer(text))
    #expect(row.host == host)
    #expect(row.url.hasPrefix("http://\(host)/"))
  }

  @Test(
    "that are no web address are text without host, query, fragment and mail",
    arguments: [
      ("android-app://com.example.reader/", "android-app://com.example.reader/"),
      ("javascript:alert(1)?token=x", "javascript:alert(1)"),
      ("data:text/html,a#b", "data:text/html,a"),
      ("mailto:jo@x.example?subject=a", "[mail]"), ("javascript:f('jo@x.example=1')", "[mail]"),
      ("ftp://jo:pw@h.example/", "[mail]"), ("h.example/a?b=c", "h.example/a"),
      ("http://", "http://"), ("http:///a?b=c", "http:///a"), ("a\"b'<c>", "a\"b'<c>"),
    ])
  func others(text: String, url: String) throws {
    let row = try #require(referrer(text))
    #expect(row.url == url)
    #expect(row.host == nil)
  }

  @Test("that say nothing are none", arguments: ["", "-"])
  func none(text: String) {
    var stage = EnrichmentStage()
    let batch = stage.enrich(LoggedHit { $0.referrer = .init(text) })
    #expect(batch.referrers.isEmpty)
    #expect(batch.events.first?.referrer == 0)
  }

  @Test("with an endless host, or an address split by the limit of the column, leak nothing")
  func long() {
    let letters = String(repeating: "a", count: 2_040)
    #expect(referrer("http://\(letters)/")?.host == nil)
    #expect(
      referrer("http://h.example/\(letters)jo.canary@x.example")?.url.contains("canary") == false)
  }

  @Test("that differ only in what is dropped are one, stored once")
  func interned() {
    var stage = EnrichmentStage()
    let batch = stage.enrich(
      ["http://h.example/?sid=1", "http://h.example/?sid=2", "http://h.example/?sid=1"].map {
        text in
        LoggedHit { $0.referrer = .init(text) }
      })
    #expect(Set(batch.events.map(\.referrer)).count == 1)
    #expect(Set(batch.referrers.map(\.id)).count == 1)
  }
}
