import Enrichment
import Support
import Testing

@Suite("What a user agent is")
struct AgentRulesTests {
  private static let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
  private static let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
  private static let safari = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"

  @Test(
    "bots are told by class, name and operator",
    arguments: [
      (
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "crawler Googlebot Google"
      ),
      ("Googlebot-Image/1.0", "crawler Googlebot-Image Google"),
      (
        "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
        "crawler Google-InspectionTool Google"
      ),
      ("AdsBot-Google (+http://www.google.com/adsbot.html)", "crawler AdsBot-Google Google"),
      (
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "crawler bingbot Microsoft"
      ),
      ("\(windows) BingPreview/1.0b", "preview BingPreview Microsoft"),
      (
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "crawler YandexBot Yandex"
      ),
      (
        "\(windows); compatible; GPTBot/1.3; +https://openai.com/gptbot)",
        "ai_training GPTBot OpenAI"
      ),
      (
        "\(windows); compatible; OAI-SearchBot/1.3; +https://openai.com/searchbot",
        "ai_search OAI-SearchBot OpenAI"
      ),
      (
        "\(windows); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
        "ai_assistant ChatGPT-User OpenAI"
      ),
      (
        "\(windows); compatible; OAI-AdsBot/1.0; +https://openai.com/adsbot",
        "crawler OAI-AdsBot OpenAI"
      ),
      (
        "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
        "ai_training ClaudeBot Anthropic"
      ),
      (
        "Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)",
        "ai_assistant Claude-User Anthropic"
      ),
      ("Mozilla/5.0 (compatible; Claude-SearchBot/1.0)", "ai_search Claude-SearchBot Anthropic"),
      ("Mozilla/5.0 (compatible; PerplexityBot/1.0)", "ai_search PerplexityBot Perplexity"),
      ("Mozilla/5.0 (compatible; Perplexity-User/1.0)", "ai_assistant Perplexity-User Perplexity"),
      ("meta-externalagent/1.1", "ai_training meta-externalagent Meta"),
      ("\(windows) (compatible; Google-GeminiNotebook)", "ai_assistant Google-NotebookLM Google"),
      (
        "Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)",
        "ai_training Bytespider ByteDance"
      ),
      ("CCBot/2.0 (https://commoncrawl.org/faq/)", "ai_training CCBot Common Crawl"),
      ("Mozilla/5.0 (compatible; DuckAssistBot/1.2)", "ai_assistant DuckAssistBot DuckDuckGo"),
      (
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "crawler AhrefsBot Ahrefs"
      ),
      (
        "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org)",
        "crawler archive.org_bot Internet Archive"
      ),
      (
        "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)",
        "scanner Censys Censys"
      ),
      ("Mozilla/5.0 zgrab/0.x", "scanner zgrab "), ("() { :; }; /bin/true", "scanner shell "),
      (
        "Expanse, a Palo Alto Networks company, searches",
        "scanner Palo Alto Networks Palo Alto Networks"
      ),
      (
        "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "monitor UptimeRobot UptimeRobot"
      ),
      ("jetmon/1.0 (Jetpack Site Uptime Monitor)", "monitor jetmon Automattic"),
      ("check_http/v2.3.3 (monitoring-plugins 2.3.3)", "monitor Nagios "),
      ("\(windows) Chrome-Lighthouse", "monitor Lighthouse Google"),
      (
        "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 5 subscribers)",
        "feed_reader Feedly Feedly"
      ),
      (
        "FeedFetcher-Google; (+http://www.google.com/feedfetcher.html)",
        "feed_reader Feedfetcher Google"
      ),
      ("FreshRSS/1.21 (Linux; https://freshrss.org)", "feed_reader FreshRSS "),
      (
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "preview facebookexternalhit Meta"
      ),
      ("\(windows) facebookexternalhit/1.1 Facebot Twitterbot/1.0", "preview iMessage Apple"),
      ("WhatsApp/2.23.20.0 A", "preview WhatsApp Meta"),
      ("Photon/1.0", "preview Photon Automattic"),
      ("http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)", "preview Mastodon "),
      ("curl/8.5.0", "library curl "), ("python-requests/2.31", "library python-requests "),
      ("Go-http-client/1.1", "library Go-http-client "), ("Java/1.6.0_04", "library Java "),
      ("got (https://github.com/sindresorhus/got)", "library got "),
      ("WordPress/4.4.2; http://blog.example", "library WordPress "),
      ("Scrapy/2.11.0 (+https://scrapy.org)", "crawler Scrapy "),
      (
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0 Safari/537.36",
        "program HeadlessChrome "
      ),
      ("MyShop/3 CFNetwork/1490.0.4 Darwin/23.2.0", "program CFNetwork "),
      ("Mozilla/5.0 (compatible; SomeNewBot/1.0)", "crawler bot "),
      ("Mozilla/5.0 (Linux; CUBOT X30) crawler", "crawler crawl "),
      ("Mozilla/4.0 (compatible; Synapse)", "library Synapse "),
      ("XML-RPC.NET", "library XML-RPC.NET "), ("Mozilla/5.0", "program no browser "),
      ("mozilla/4.0 ", "program no browser "), ("Mozilla/5.0 (compatible;)", "program no browser "),
      ("Mozilla/4.0 (compatible; )", "program no browser "), ("\u{0}", "silent no agent "),
      ("", "silent no agent "), ("-", "silent no agent "), (" \t", "silent no agent "),
      // A spider by uap-core alone.
      ("Mozilla/5.0 (compatible; larbin_2.6.3)", "crawler larbin "),
    ])
  func bots(agent: String, told: String) throws {
    let profile = try UserAgentCorpus.rules().profile(of: agent)
    #expect(
      "\(profile.class.name) \(profile.reason) \(profile.agentOperator ?? "")" == told)
    let expected = AgentProfile(
      class: profile.class, reason: profile.reason, agentOperator: profile.agentOperator)
    #expect(profile == expected, "of a bot nothing else is told")
  }

  @Test(
    "of persons browser, system and device are told",
    arguments: [
      (
        "\(windows) (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "Chrome 126 Windows 10 desktop -"
      ),
      ("\(windows) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge 126 Windows 10 desktop -"),
      (
        "Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko",
        "IE 11 Windows 8.1 desktop -"
      ),
      (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) \(safari) Safari/605.1.15",
        "Safari 17 Mac OS X 10.15 desktop Apple Mac"
      ),
      (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) \(safari) Mobile/15E148 Safari/604.1",
        "Mobile Safari 17 iOS 17 phone Apple iPhone"
      ),
      (
        "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) \(safari) Mobile/15E148 Safari/604.1",
        "Mobile Safari 17 iOS 16 tablet Apple iPad"
      ),
      (
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) \(chrome) Mobile Safari/537.36",
        "Chrome Mobile 126 Android 14 phone Samsung SM-S918B"
      ),
      (
        "Mozilla/5.0 (Linux; Android 10; K) \(chrome) Mobile Safari/537.36",
        "Chrome Mobile 126 Android 10 phone -"
      ),
      (
        "Mozilla/5.0 (Linux; Android 10; K) \(chrome) Safari/537.36",
        "Chrome 126 Android 10 tablet -"
      ),
      (
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) \(chrome) Mobile Safari/537.36",
        "Chrome Mobile 126 Android 10 phone Cubot X30"
      ),
      (
        "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
        "Firefox Mobile 127 Android 14 phone -"
      ),
      (
        "Mozilla/5.0 (Android 13; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0",
        "Firefox Mobile 127 Android 13 tablet -"
      ),
      (
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Firefox 127 Ubuntu - desktop -"
      ),
      (
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) \(chrome) Safari/537.36",
        "Chrome 126 Chrome OS 14541 desktop -"
      ),
      (
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0) AppleWebKit/537.36 Version/5.0 TV Safari/537.36",
        "Safari 5 Tizen 5 tv Samsung SMART-TV"
      ),
      (
        "Mozilla/5.0 (PlayStation 5 6.50) \(safari) Safari/605.1.15",
        "Safari 17 - - console Sony PlayStation 5"
      ),
      (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Silk/126.1 like Chrome/126.0 Safari/1",
        "Amazon Silk 126 Linux - tablet Amazon Kindle"
      ),
      (
        "UCWEB/2.0 (Linux; U; Adr 10; en; CUBOT X30) U2/1.0 UCBrowser/13.4",
        "- - Linux - phone -"
      ),
      ("Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1", "Lynx 2 - - unknown -"),
      ("w3m/0.5.3+git20230121", "- - - - unknown -"),
      (
        "ELinks/0.13.1 (textmode; Debian; Linux 5.10 x86_64; 80x24-2)",
        "ELinks 0 Debian - desktop -"
      ),
      ("Links (2.28; Linux x86_64; text)", "Links 2 Linux - desktop -"),
    ])
  func persons(agent: String, told: String) throws {
    let found = try UserAgentCorpus.rules().profile(of: agent)
    #expect(found.class == .person, "\(found.reason)")
    let parts = [
      found.browser, found.browserVersion, found.system, found.systemVersion, found.device.name,
      found.deviceModel,
    ]
    #expect(parts.map { $0 ?? "-" }.joined(separator: " ") == told)
  }

  @Test(
    "the kind of a device is told by its own words, else by its system",
    arguments: [
      ("Linux; Android 9; AFTMM Build/PS7273", "", DeviceKind.tv),
      ("Web0S; Linux/SmartTV", "", .tv), ("Linux; Android 9; BRAVIA 4K", "", .tv),
      ("X11; Linux armv7l; CrKey 1.54", "", .tv),
      ("Nintendo Switch; WifiWebAuthApplet", "", .console),
      ("Windows NT 10.0; Win64; x64; Xbox; Xbox One", "", .console),
      ("Linux; Android 11; SM-R860", " Mobile", .wearable),
      ("X11; GNU/Linux", " Tesla/2024.8", .other), ("Linux; U; en-US", " Kindle/3.3", .other),
      ("X11; Linux x86_64; Quest 3", " OculusBrowser/33", .other),
      ("Linux; Android 11; KFTRWI", " Silk/126", .tablet),
      ("Linux; Android 13; SM-X706B", " Mobile", .tablet),
      ("Linux; Android 12; Lenovo TB-X606F", "", .tablet),
      ("Linux; Android 12; Pixel 6", " Mobile", .phone),
      ("Macintosh; Intel Mac OS X 10_15", " Mobile/15E148", .tablet),
      ("Macintosh; Intel Mac OS X 10_15", "", .desktop),
      ("Windows NT 6.1; Tablet PC 2.0", "", .desktop),
      ("Mobile; Windows Phone 8.1; Android 4.0; like iPhone", " Mobile", .phone),
      ("Mobile; Nokia_8110_4G; rv:48.0", " KAIOS/2.5", .phone), ("OS/2; Warp 4.5", "", .unknown),
    ])
  func devices(inner: String, tail: String, kind: DeviceKind) throws {
    let agent = "Mozilla/5.0 (\(inner)) \(Self.chrome) Safari/537.36\(tail)"
    let profile = try UserAgentCorpus.rules().profile(of: agent)
    #expect(profile.class == .person && profile.device == kind, "\(profile)")
    let without = try AgentRules(own: nil, browsers: nil).profile(of: agent)
    #expect(without.device == .unknown)
  }

  @Test("no browser of people is a bot, with and without uap-core")
  func people() throws {
    let with = try UserAgentCorpus.rules()
    let without = try AgentRules(own: nil, browsers: nil)
    for item in try UserAgentCorpus.cases("test_resources/firefox_user_agent_strings.yaml") {
      let profile = with.profile(of: item.agent)
      #expect(profile.class == .person, "\(profile.reason): \(item.agent)")
      #expect(without.profile(of: item.agent) == AgentProfile(class: .person, reason: "browser"))
    }
  }

  @Test("a rule of the house comes before all others, and may tell of persons")
  func house() throws {
    let own = """
      browsers: [mozilla/]
      rules:
        - { name: Our app, class: person, agents: ["^OurApp/"] }
        - { name: Our monitor, class: monitor, operator: Larkspur, pattern: '^Mozilla.*\\bprobe$' }
        - { name: later, class: crawler, agents: [probe] }
      """
    let rules = try AgentRules(own: own, browsers: UserAgentCorpus.regexes())
    let app = rules.profile(of: "ourapp/3.1 (iPhone; iOS 17.1; Scale/3.00)")
    #expect(app.class == .person && app.reason == "Our app" && app.device == .phone)
    #expect(
      rules.profile(of: "Mozilla/5.0 a PROBE")
        == AgentProfile(class: .monitor, reason: "Our monitor", agentOperator: "Larkspur"))
    #expect(rules.profile(of: "a probe b").reason == "later")
    #expect(rules.profile(of: "an OurApp/").reason == "no browser")
  }

  @Test("what is stored of an agent is one short line", arguments: HostileText.all)
  func hostile(text: String) throws {
    let rules = try UserAgentCorpus.rules()
    let agents = [
      text, "Mozilla/5.0 (Linux; Android 10; \(text) Build/X) AppleWebKit/1 Mobile Safari/1",
      "Mozilla/5.0 \(text)Firefox/\(text)", String(repeating: "Mozilla/5.0 \(text)", count: 400),
    ]
    for agent in agents {
      let profile = rules.profile(of: agent)
      let texts = [
        profile.reason, profile.browser, profile.browserVersion, profile.system,
        profile.systemVersion, profile.deviceModel,
      ]
      for text in texts.compactMap(\.self) {
        #expect(!text.isEmpty && text.unicodeScalars.count <= 130)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f })
      }
    }
  }

  @Test("at most 1,024 bytes are looked at, and no character is cut")
  func length() throws {
    let rules = try UserAgentCorpus.rules()
    let filler = String(repeating: "é", count: 506)
    // 12 and 1,012 bytes: the word ends with the 1,024th byte, or one behind it.
    #expect(rules.profile(of: "Mozilla/5.0 " + filler.dropLast(2) + " bot").reason == "bot")
    #expect(rules.profile(of: "Mozilla/5.0 " + filler + "bot").reason == "browser")
    let long = String(repeating: "Mozilla/5.0 (Linux; Android 4.2.2; ", count: 30_000) + "bot"
    #expect(rules.profile(of: long).class == .person)
    #expect(rules.profile(of: String(repeating: "\u{0}", count: 1 << 20)).class == .silent)
  }

  @Test(
    "a pattern that takes too much work leaves an agent unclassified",
    arguments: ["(?:a+)+$", "(?:a|aa)+$", "^(?:.*a){20}$", "(?:(?:a*)*)*[bc]"],
    [true, false])
  func limits(pattern: String, compiled: Bool) throws {
    let own = """
      browsers: [mozilla/]
      rules: [{ name: slow, class: crawler, pattern: '\(pattern)' }]
      """
    let rules = try AgentRules(own: own, browsers: nil, filtered: true, compiled: compiled)
    let profile = rules.profile(of: String(repeating: "a", count: 1_000) + "!")
    #expect(profile.class == .unclassified)
    #expect(profile.reason.hasSuffix(" limit"), "\(profile.reason)")
  }

  @Test("one set of rules serves many tasks at once")
  func shared() async throws {
    let rules = try UserAgentCorpus.rules()
    let agents = try Array(UserAgentCorpus.agents().prefix(500))
    let alone = agents.map(rules.profile)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 { group.addTask { agents.map(rules.profile) == alone } }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test("classes and kinds have numbers and names of their own")
  func names() {
    #expect(AgentClass.allCases.map(\.rawValue) == Array(0...12))
    #expect(Set(AgentClass.allCases.map(\.name)).count == 13)
    #expect(AgentClass.allCases.filter { !$0.isBot } == [.person])
    #expect(DeviceKind.allCases.map(\.rawValue) == Array(0...7))
    #expect(AgentClass.aiTraining.name == "ai_training" && DeviceKind.tv.name == "tv")
  }
}
