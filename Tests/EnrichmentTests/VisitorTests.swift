import Clickstream
import Enrichment
import Support
import Testing

@Suite("Visitors and their addresses")
struct VisitorTests {
  private func event(_ change: (inout LoggedHit) -> Void) -> Event? {
    var stage = EnrichmentStage([.test(ownNetworks: ownNetworks)])
    return stage.enrich(LoggedHit(change)).events.first
  }

  private let ownNetworks = ["198.51.100.0/24", "2001:db8:aaaa::/48"].compactMap { Network($0) }

  @Test(
    "an address is cut to its network; a host's name and a list are not kept at all",
    arguments: [
      ("192.0.2.77", "192.0.0.0"), ("192.0.2.77:4711", "192.0.0.0"),
      ("::ffff:192.0.2.77", "192.0.0.0"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
      ("fe80::1%eth0", "fe80::"), ("[2001:db8:1:2::3]:80", "2001:db8:1::"),
      ("client.isp.example", nil), ("192.0.2.77, 10.0.0.1", nil), ("unknown", nil),
      ("192.0.2.256", nil), ("", nil), ("<script>", nil),
    ] as [(String, String?)])
  func cut(text: String, expected: String?) {
    #expect(event { $0.address = .init(text) }?.address?.description == expected)
  }

  @Test(
    "who comes from one of the site's own networks is staff, bot or not",
    arguments: [
      ("198.51.100.7", Audience.staff), ("198.51.101.7", .person), ("2001:db8:aaaa::9", .staff),
      ("2001:db8:aaab::9", .person), ("::ffff:198.51.100.7", .staff),
      ("198.51.100.7.isp.example", .person),
    ])
  func staff(text: String, audience: Audience) {
    #expect(event { $0.address = .init(text) }?.audience == audience)
    let bot = event {
      $0.address = .init(text)
      $0.agent = "curl/8.0"
    }
    #expect(bot?.audience == (audience == .staff ? .staff : .bot))
  }

  @Test("the key tells whole address, agent and salt apart, and nothing else")
  func key() {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit(),
      LoggedHit { $0.address = "192.0.2.78" },
      LoggedHit { $0.agent = "Mozilla/5.0 Other" },
      LoggedHit { $0.address = "host.example" },
      LoggedHit {
        $0.target = "/other"
        $0.user = "jo"
        $0.cookie = "c"
        $0.status = 404
      },
    ])
    let visitors = batch.events.map(\.visitor)
    #expect(Set(visitors).count == 4)
    #expect(visitors[0] == visitors[4])
  }

  @Test("login and cookie are kept as hashes that differ by site, key and what they are of")
  func evidence() {
    func ids(_ site: String, _ key: UInt64) -> [Int64] {
      var stage = EnrichmentStage([.test(site)], ids: Ids(key: SipHash.Key(key, 2)))
      let hit = LoggedHit {
        $0.user = "jo"
        $0.cookie = "jo"
        $0.referrer = "jo"
        $0.agent = "jo"
        $0.target = "jo"
      }
      return stage.enrich(hit).events.flatMap {
        [$0.login, $0.cookie, $0.referrer, $0.agent, $0.page]
      }
    }
    let one = ids("a", 1)
    let otherSite = ids("b", 1)
    let otherKey = ids("a", 9)
    #expect(Set(one).count == 5)
    #expect(Set(one + otherKey).count == 10)
    // Referrer and agent belong to no site.
    #expect(zip(one, otherSite).map { $0 == $1 } == [false, false, true, true, false])
    #expect(one == ids("a", 1))
    let none = event { _ in }
    #expect(none?.login == 0 && none?.cookie == 0 && none?.token == 0)
  }

  @Test("the token in a query is known by the cookie that it is of, and is not kept")
  func token() throws {
    let cookie = "0A0B0C0D0E0F10111213141516171819"
    var site = Site.test()
    site.visitParameter = "v"
    func batch(_ target: String, allowing query: [String] = ["q"]) -> EventBatch {
      var stage = EnrichmentStage([site], allowing: query)
      return stage.enrich(
        LoggedHit {
          $0.target = .init(target)
          $0.cookie = .init(cookie)
        })
    }
    let carried = batch("/a?q=1&v=footfall%3D\(cookie)")
    let event = try #require(carried.events.first)
    #expect(event.token == event.cookie && event.token != 0)
    #expect(carried.queries.map(\.text) == ["q=1"])
    #expect(batch("/a?visit=\(cookie)").events.first?.token == 0)
    #expect(batch("/v=\(cookie)").events.first?.token == 0)
    // Whoever allows it, keeps it.
    #expect(batch("/a?v=\(cookie)", allowing: ["v"]).queries.map(\.text) == ["v=\(cookie)"])
  }
}
