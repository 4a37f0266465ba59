import Clickstream
import Enrichment
import Support
import Testing

@Suite("Bots")
struct BotTests {
  @Test(
    "browsers of people are none",
    arguments: [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Edg/126.0.0.0",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 OPR/111.0.0.0",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) CriOS/126.0 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 [FBAN/FBIOS;FBAV/468.0]",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 Instagram 334.0.0.0",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) GSA/323.0 Mobile/15E148 Safari/604.1",
      "Mozilla/5.0 (Linux; Android 14; SM-S918B) SamsungBrowser/25.0 Mobile Safari",
      "Mozilla/5.0 (Linux; Android 10; CUBOT X30) Chrome/126.0.0.0 Mobile Safari/537.36",
      "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/126.0.0.0 Safari/537.36",
      "Mozilla/5.0 (Linux; Android 11; KFTRWI) Silk/126.1 like Chrome/126.0 Safari/537.36",
      "Mozilla/5.0 (Linux; Android 12; MicroMessenger/8.0) Mobile Safari/537.36",
      "Mozilla/5.0 (PlayStation 5 6.50) Version/13.0 Safari/605.1.15",
      "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
      "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
      "Opera/9.80 (Windows NT 6.2; Win64; x64) Presto/2.12.388 Version/12.17",
      "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1", "w3m/0.5.3+git20230121",
      "Links (2.28; Linux x86_64; text)",
    ])
  func browsers(agent: String) {
    #expect(Bots.rule(for: agent) == nil)
  }

  @Test(
    "are told by the word that names them most exactly",
    arguments: [
      ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "googlebot"),
      (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 8_3) Safari/600.1.4 (compatible; Googlebot/2.1)",
        "googlebot"
      ),
      ("Mozilla/5.0 (compatible; SomeNewBot/1.0)", "bot"),
      ("Mozilla/5.0 (compatible; GPTBot/1.2)", "gptbot"),
      ("Mozilla/5.0 (compatible; ClaudeBot/1.0)", "claudebot"),
      (
        "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/534+ BingPreview/1.0b",
        "preview"
      ),
      ("jetmon/1.0 (Jetpack Site Uptime Monitor)", "jetmon"), ("curl/8.5.0", "curl/"),
      ("python-requests/2.31", "python"), ("Go-http-client/1.1", "go-http-client"),
      ("Java/1.6.0_04", "java/"), ("WordPress/4.4.2; http://blog.example", "wordpress/"),
      ("HeadlessChrome", "headlesschrome"), ("Mozilla/4.0 (compatible;)", "(compatible;)"),
      ("Mozilla/4.0 (compatible; Synapse)", "synapse"), ("Photon/1.0", "no browser"),
      ("XML-RPC.NET", "no browser"), ("Jetpack by WordPress.com", "no browser"),
      ("() { :; }; /bin/true", "no browser"), ("", "no agent"), ("-", "no agent"),
      ("Mozilla/5.0 (Linux; CUBOT X30) crawler", "crawl"),
    ])
  func bots(agent: String, rule: String) {
    #expect(Bots.rule(for: agent) == rule)
  }

  @Test("the verdict is the audience of every hit, and stands beside the agent")
  func audience() throws {
    var stage = EnrichmentStage()
    let batch = stage.enrich([
      LoggedHit { $0.agent = "curl/8.5.0" }, LoggedHit(), LoggedHit { $0.agent = "curl/8.5.0" },
      LoggedHit { $0.agent = "" },
    ])
    #expect(batch.events.map(\.audience) == [.bot, .person, .bot, .bot])
    #expect(batch.agents.map(\.bot) == ["curl/", nil, "no agent"])
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
}
