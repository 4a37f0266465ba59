import Enrichment
import Support
import Testing

@Suite("Referrers as sources")
struct ReferringHostTests {
  @Test(
    "are known by their host or app",
    arguments: [
      ("https://www.google.co.uk/", "Google", .organicSearch),
      ("https://google.de/", "Google", .organicSearch),
      ("https://r.search.yahoo.com/x", "Yahoo!", .organicSearch),
      ("https://mail.yahoo.com/", "Yahoo! Mail", .email),
      ("https://mail.google.com/", "Gmail", .email),
      ("https://docs.google.com/", "Google Docs", .referral),
      ("https://translate.google.com.au/", "Google Translate", .referral),
      ("https://gemini.google.com/", "Gemini", .aiAssistants),
      ("https://outlook.live.com/", "Outlook", .email),
      ("https://lightmailer-bs.gmx.net/", "GMX", .email),
      ("https://navigator.web.de/", "WEB.DE", .email),
      ("https://suche.web.de/", "WEB.DE Search", .organicSearch),
      ("https://chatgpt.com/", "ChatGPT", .aiAssistants),
      ("https://chat.openai.com/", "ChatGPT", .aiAssistants),
      ("https://claude.ai/", "Claude", .aiAssistants),
      ("https://www.perplexity.ai/", "Perplexity", .aiAssistants),
      ("https://copilot.microsoft.com/", "Copilot", .aiAssistants),
      ("https://chat.deepseek.com/", "DeepSeek", .aiAssistants),
      ("https://www.phind.com/", "Phind", .aiAssistants),
      ("https://grok.com/", "Grok", .aiAssistants),
      ("https://chat.mistral.ai/", "Le Chat", .aiAssistants),
      ("https://www.meta.ai/", "Meta AI", .aiAssistants),
      ("https://you.com/", "You.com", .aiAssistants),
      ("https://lm.facebook.com/", "Facebook", .organicSocial),
      ("https://www.pinterest.co.uk/", "Pinterest", .organicSocial),
      ("https://someone.blogspot.com/", "Blogger", .organicSocial),
      ("https://www.youtube.com/", "YouTube", .organicVideo),
      ("https://shopping.google.de/", "Google Shopping", .organicShopping),
      ("android-app://com.google.android.gm/", "Gmail", .email),
      ("Android-App://com.google.android.googlequicksearchbox/https/x", "Google", .organicSearch),
      ("android-app://com.facebook.katana", "Facebook", .organicSocial),
      ("android-app://com.Slack/", "Slack", .organicSocial),
      ("android-app://com.linkedin.android/", "LinkedIn", .organicSocial),
      ("android-app://com.example.reader/", "com.example.reader", .referral),
      ("https://a.b.larkspur-news.example/", "larkspur-news.example", .referral),
      ("https://foo.github.io/", "foo.github.io", .referral),
      ("https://www.museum.co.uk/", "museum.co.uk", .referral),
      ("https://co.uk/", "co.uk", .referral), ("http://intranet/", "intranet", .referral),
      ("http://my_shop.larkspur-news.example/", "larkspur-news.example", .referral),
    ] as [(String, String, Channel)])
  func known(referrer: String, name: String, channel: Channel) throws {
    let source = try VisitSource.of("", from: referrer)
    #expect(source.name == name)
    #expect(source.channel == channel)
  }

  @Test(
    "are not mistaken for what their names contain",
    arguments: [
      ("https://google.example.com/", "example.com"), ("https://notgoogle.com/", "notgoogle.com"),
      ("https://google.com.evil.example/", "evil.example"),
      // Under these everybody registers what he likes, but no country does.
      ("https://google.github.io/", "google.github.io"),
      ("https://google.example/", "google.example"),
      ("https://google/", "google"), ("https://task.com/", "task.com"),
    ])
  func others(referrer: String, name: String) throws {
    let source = try VisitSource.of("", from: referrer)
    #expect(source.name == name)
    #expect(source.rule == .anySource)
  }

  @Test(
    "have a registered domain in every spelling of the host",
    arguments: [
      ("WWW.Larkspur-News.Example", "larkspur-news.example"),
      ("larkspur-news.example.", "larkspur-news.example"),
      ("larkspur-news.example:8080", "larkspur-news.example"),
      ("www.bücher.de", "xn--bcher-kva.de"), ("WWW.BÜCHER.DE.", "xn--bcher-kva.de"),
      ("www.xn--bcher-kva.de", "xn--bcher-kva.de"),
      ("www.xn--BCHER-kva.de:443", "xn--bcher-kva.de"),
      ("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
      ("a.b.kawasaki.jp", "a.b.kawasaki.jp"), ("a.city.kawasaki.jp", "city.kawasaki.jp"),
      ("203.0.113.77", "203.0.0.0"), ("203.0.113.77:81", "203.0.0.0"),
      ("[2001:db8:1:2::3]:80", "2001:db8:1::"), ("a..example.com", nil), (".example.com", nil),
      ("..", nil), ("", nil), (":80", nil), ("1.2.3", nil), ("a b.example", nil),
      ("jo@x.example", nil),
      ("a%2eb.example", nil), ("<b>.example", nil),
      (String(repeating: "a.", count: 200) + "de", nil),
      (String(repeating: "a", count: 64) + ".de", nil),
    ] as [(String, String?)])
  func registered(host: String, name: String?) throws {
    let source = try ChannelRules().source(
      query: "", referrerHost: host, referrerURL: nil, ownHosts: [])
    #expect(source.name == name)
    #expect(source.channel == (name == nil ? .direct : .referral))
  }

  @Test(
    "of the business, or of a payment, are no sources, and spam is told",
    arguments: [
      ("https://larkspur.example/a", .own, .direct, false),
      ("https://WWW.Larkspur.Example:443/", .own, .direct, false),
      ("https://shop.larkspur.example/", .own, .direct, false),
      ("https://notlarkspur.example/", .website, .referral, false),
      ("https://www.paypal.com/", .payment, .direct, false),
      ("https://www.paypal.co.uk/", .payment, .direct, false),
      ("https://checkout.stripe.com/", .payment, .direct, false),
      ("https://pay.amazon.de/", .payment, .direct, false),
      ("https://hooks.stripe.com/", .payment, .direct, false),
      ("https://www.saferpay.com/", .payment, .direct, false),
      ("https://16.semalt.com/", .spam, .referral, true),
      ("https://darodar.com/", .spam, .referral, true),
      ("android-app://com.example.reader/", .app, .referral, false),
      ("javascript:alert(1)", .none, .direct, false), ("android-app://", .none, .direct, false),
      ("android-app://a b/", .none, .direct, false), ("-", .none, .direct, false),
      ("h.example/a", .none, .direct, false), ("http://", .none, .direct, false),
    ] as [(String, VisitSource.Referrer, Channel, Bool)])
  func kinds(
    referrer: String, kind: VisitSource.Referrer, channel: Channel, isSpam: Bool
  ) throws {
    let source = try VisitSource.of("", from: referrer)
    #expect(source.referrer == kind)
    #expect(source.channel == channel)
    #expect(source.isSpam == isSpam)
    #expect((source.name == nil) == (channel == .direct))
  }

  @Test("the name is a word of the link where neither the lists nor the referrer gave it")
  func words() throws {
    for query in ["utm_source=ann.miller", "ref=ann", "utm_source=%00%FF%FE&utm_medium=email"] {
      let source = try VisitSource.of(query, from: "https://www.google.com/")
      #expect(source.isWord, "\(query)")
    }
    for query in ["utm_source=chatgpt.com", "utm_source=Google", "utm_campaign=ann", ""] {
      let source = try VisitSource.of(query, from: "https://press.example/")
      #expect(!source.isWord, "\(query)")
    }
  }

  @Test("a link that names its source counts before every referrer")
  func named() throws {
    let paid = try VisitSource.of("utm_source=larkspur-news", from: "https://www.paypal.com/")
    #expect(paid.name == "larkspur-news" && paid.referrer == .payment && paid.channel == .referral)
    let spam = try VisitSource.of("utm_source=semalt.com")
    #expect(spam.isSpam && spam.referrer == .none)
    let address = try VisitSource.of("ref=203.0.113.77")
    #expect(address.name == "203.0.0.0")
    let link = try VisitSource.of("ref=HTTP://jo:pw@www.larkspur-news.example:80/a?b")
    #expect(link.name == "[mail]")
    let page = try VisitSource.of("ref=HTTP://www.larkspur-news.example:80/a?b")
    #expect(page.name == "larkspur-news.example")
  }

  @Test("own hosts may be an address, in other scripts, or with www.")
  func own() throws {
    let rules = try ChannelRules()
    let own = ["WWW.Bücher.example", "203.0.113.9", "", "a b"]
    for host in ["bücher.example", "blog.xn--bcher-kva.example", "203.0.113.9"] {
      let source = rules.source(
        query: "", referrerHost: host, referrerURL: nil, ownHosts: own)
      #expect(source.referrer == .own, "\(host)")
    }
  }

  @Test("are told by many at once as by one")
  func atOnce() async throws {
    let rules = try ChannelRules()
    let hosts = (0..<200).map { "a\($0).larkspur-news\($0 % 7).co.uk" }
    let found = await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          hosts.map {
            rules.source(query: "", referrerHost: $0, referrerURL: nil, ownHosts: []).name
          }
        }
      }
      var all: [[String?]] = []
      for await names in group { all.append(names) }
      return all
    }
    let expected = (0..<200).map { Optional("larkspur-news\($0 % 7).co.uk") }
    #expect(found == Array(repeating: expected, count: 8))
  }
}
