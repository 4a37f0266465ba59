import Clickstream
import Enrichment
import Support
import Testing

@Suite("Sites of lines")
struct SiteDirectoryTests {
  private let sites = [
    Site.test("shop", hosts: ["shop.example", "www.shop.example"]),
    Site.test("blog", hosts: ["blog.example", "[2001:db8::1]", "2001:db8::1"]),
  ]

  private func site(_ host: String, hostless: String? = nil) -> String? {
    var stage = EnrichmentStage(sites, hostless: hostless)
    let batch = stage.enrich(LoggedHit { $0.host = .init(host) })
    return batch.events.first.flatMap { event in
      stage.enricher.sites.entries.first { $0.id == event.site }?.site.name
    }
  }

  @Test(
    "a host is the same in any case, with a port and with a closing dot",
    arguments: [
      ("shop.example", "shop"), ("SHOP.Example", "shop"), ("shop.example:8080", "shop"),
      ("shop.example.", "shop"), ("www.shop.example.:443", "shop"), ("shop.example:", "shop"),
      ("blog.example", "blog"), ("[2001:DB8::1]:443", "blog"), ("[2001:db8::1]", "blog"),
      ("2001:db8::1", "blog"), ("shop.example:http", nil), ("xshop.example", nil),
      ("a'; drop table event;--", nil), ("shop.example/blog.example", nil), ("\u{0}", nil),
    ] as [(String, String?)])
  func hosts(host: String, name: String?) {
    #expect(site(host) == name)
    #expect(site(host) == name, "the second look takes the memory of the first")
  }

  @Test("a line without a host belongs to the site given, or to the only one")
  func hostless() {
    #expect(site("") == nil)
    #expect(site("", hostless: "blog") == "blog")
    #expect(site("blog.example", hostless: "shop") == "blog")
    var single = EnrichmentStage([.test("only", hosts: ["only.example"])])
    let batch = single.enrich([LoggedHit(), LoggedHit { $0.host = "other.example" }])
    #expect(batch.events.count == 1 && batch.rejects.count == 1)
  }

  @Test("a site without hosts takes every host that no other declares")
  func anyHost() {
    var stage = EnrichmentStage(sites + [.test("rest")])
    let batch = stage.enrich(
      ["shop.example", "unknown.example", "::junk"].map { host in
        LoggedHit { $0.host = .init(host) }
      })
    let names = batch.events.map { event in
      stage.enricher.sites.entries.first { $0.id == event.site }?.site.name
    }
    #expect(names == ["shop", "rest", "rest"])
  }

  @Test("a line of an unknown host is rejected with its bytes, its length and its place")
  func unknown() throws {
    var stage = EnrichmentStage(sites, generation: 7)
    let hit = LoggedHit {
      $0.host = "other.example"
      $0.target = .init("/" + String(repeating: "a", count: 5_000))
    }
    let batch = stage.enrich([hit, hit])
    let reject = try #require(batch.rejects.last)
    #expect(reject.reason == .unknownHost)
    #expect(reject.generation == 7 && reject.position == 100)
    #expect(reject.raw == Array(hit.record.line))
    #expect(reject.length == Int64(hit.record.line.count))
    #expect(!reject.detail.contains("other.example"))
    #expect(batch.events.isEmpty && batch.pages.isEmpty && batch.agents.isEmpty)
  }
}
