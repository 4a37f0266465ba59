import Clickstream
import Enrichment
import Support
import Testing

@Suite("What is told of visitors while lines are enriched")
struct VisitorRuleTests {
  @Test("the class of the agent is the audience of every hit, and stands beside the agent")
  func audience() throws {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit { $0.agent = "curl/8.5.0" }, LoggedHit(), LoggedHit { $0.agent = "curl/8.5.0" },
      LoggedHit { $0.agent = "" },
    ])
    #expect(batch.events.map(\.audience) == [.bot, .person, .bot, .bot])
    #expect(batch.agents.map(\.profile.class) == [.library, .person, .silent])
    #expect(batch.agents.map(\.bot) == ["curl", nil, "no agent"])
  }

  @Test("an agent is stored printable, without mail addresses, and at most 1,024 letters long")
  func stored() {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit { $0.agent = "Bot/1 (+mailto:jo@x.example; jo%40x.example) ok" },
      LoggedHit { $0.agent = .init(bytes: [0x4d, 0xff, 0x00, 0x1b]) },
      LoggedHit { $0.agent = .init(String(repeating: "m", count: 5_000)) },
      LoggedHit {
        $0.agent = #"a \"b\" \x41"#
        $0.flags = .agentHasEscapes
      },
    ])
    #expect(batch.agents[0].text == "Bot/1 ([mail]; [mail]) ok")
    #expect(batch.agents[1].text == "M%FF%00%1B")
    #expect(batch.agents[2].text.count == 1_025)
    #expect(batch.agents[3].text == #"a "b" A"#)
  }

  @Test("the source of a page is told once for each pair of referrer and query that says something")
  func sources() {
    var stage = EnrichmentStage([.test(hosts: ["shop.example"])], hostless: "shop")
    let batch = stage.enrich([
      LoggedHit { $0.referrer = "https://www.google.com/" },
      LoggedHit { $0.referrer = "https://www.google.com/" },
      LoggedHit {
        $0.referrer = "https://shop.example/a"
        $0.target = "/b"
      },
      LoggedHit { $0.target = "/c?utm_source=spring&utm_medium=email&utm_campaign=sale" },
      LoggedHit {
        $0.referrer = "https://www.google.com/"
        $0.target = "/c.css"
      },
      LoggedHit {
        $0.referrer = "https://news.example/x"
        $0.target = "/gone"
        $0.status = 404
      },
    ])
    #expect(batch.sources.map(\.source.channel) == [.organicSearch, .email])
    #expect(batch.sources.map(\.source.campaign) == [nil, "sale"])
    #expect(batch.sources.map(\.referrer) == [batch.events[0].referrer, 0])
    #expect(batch.sources.map(\.query) == [0, batch.events[3].query])
  }

  @Test("what was searched for on the site stands beside its query")
  func searches() {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit { $0.target = "/search?q=Red++SHOES" }, LoggedHit { $0.target = "/?utm_source=a" },
    ])
    #expect(batch.queries.map(\.search) == ["red shoes", nil])
  }

  @Test("after a rollback everything is told again")
  func rollback() {
    var stage = EnrichmentStage()
    let hit = LoggedHit {
      $0.referrer = "https://www.google.com/"
      $0.target = "/?utm_campaign=a"
    }
    let first = stage.enrich(hit)
    #expect(stage.enrich(hit).sources.isEmpty)
    stage.forgetStored()
    let again = stage.enrich(hit)
    #expect(again.sources.map(\.source) == first.sources.map(\.source))
    #expect(again.agents.map(\.id) == first.agents.map(\.id))
  }
}
