import Enrichment
import Support
import Testing

@Suite("Channels")
struct ChannelTests {
  typealias Row = (query: String, referrer: String?, rule: ChannelRule)

  private func check(_ row: Row) throws {
    let found = try VisitSource.of(row.query, from: row.referrer.map { "https://\($0)/" })
    #expect(found.rule == row.rule, "\(row.query) from \(row.referrer ?? "nowhere")")
  }

  private static let parts: [Row] = [
    ("utm_campaign=xy+cross-network+z", nil, .crossNetworkCampaign),
    ("utm_medium=cpc", "www.ebay.de", .paidShoppingSource),
    ("utm_medium=cpc&utm_source=x&utm_campaign=eshop", nil, .paidShoppingCampaign),
    ("utm_medium=cpc", "www.google.co.uk", .paidSearchMedium),
    ("utm_source=adwords", nil, .paidSearchName),
    ("gclid=", "www.google.com", .paidSearchClick),
    ("utm_medium=cpc&utm_source=fb", nil, .paidSocialMedium),
    ("utm_source=facebook_ad", nil, .paidSocialName),
    ("utm_medium=cpc", "m.youtube.com", .paidVideoMedium),
    ("utm_source=yt-ads", nil, .paidVideoName),
    ("utm_medium=banner", nil, .displayMedium),
    ("utm_medium=cpc", nil, .paidMedium),
    ("", "www.amazon.fr", .shoppingSource),
    ("utm_campaign=shop", nil, .shoppingCampaign),
    ("", "t.co", .socialSource),
    ("utm_medium=social+media", nil, .socialMedium),
    ("", "vimeo.com", .videoSource),
    ("utm_medium=my-video-1", nil, .videoMedium),
    ("utm_source=chatgpt.com", nil, .aiSource),
    ("", "duckduckgo.com", .searchSource),
    ("", "mail.google.com", .mailSource),
    ("utm_source=our-newsletter-7", nil, .mailName),
    ("utm_medium=e+mail", nil, .mailMedium),
    ("utm_medium=affiliate", nil, .affiliateMedium),
    ("utm_medium=audio", nil, .audioMedium),
    ("utm_source=sms", nil, .smsName),
    ("utm_medium=sms", nil, .smsMedium),
    ("utm_medium=web-push", nil, .pushMedium),
    ("utm_source=firebase", nil, .pushName),
    ("utm_medium=link", nil, .referralMedium),
    ("", "larkspur-news.example", .anySource),
    ("", nil, .nothing),
  ]

  @Test("are told by each part of each rule")
  func eachPart() throws {
    #expect(Self.parts.map(\.rule) == ChannelRule.allCases)
    for row in Self.parts { try check(row) }
  }

  @Test("stand in the order of their rules, with a name and a title each")
  func order() {
    #expect(Channel.allCases.map(\.rawValue) == Array(1...19))
    let places = ChannelRule.allCases.map(\.channel.rawValue)
    #expect(places == places.sorted() && Set(places).count == 19)
    #expect(
      Channel.allCases.map(\.title) == [
        "Cross-network", "Paid Shopping", "Paid Search", "Paid Social", "Paid Video", "Display",
        "Paid Other", "Organic Shopping", "Organic Social", "Organic Video", "AI Assistants",
        "Organic Search", "Email", "Affiliates", "Audio", "SMS", "Mobile Push", "Referral",
        "Direct",
      ])
    for channel in Channel.allCases {
      let words = channel.title.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
      #expect(channel.name == words)
    }
  }

  @Test(
    "of which two fit are told by the earlier",
    arguments: [
      ("utm_campaign=cross-network+shop&utm_medium=cpc", "amazon.de", .crossNetworkCampaign),
      ("utm_medium=cpc&utm_campaign=shop", "www.google.de", .paidShoppingCampaign),
      ("utm_medium=cpc&gclid=", "www.google.de", .paidSearchMedium),
      ("utm_source=adwords&utm_medium=banner", nil, .paidSearchName),
      ("utm_medium=display&gclid=", "google.com", .paidSearchClick),
      ("utm_medium=cpc&utm_source=facebook_ad", nil, .paidSocialMedium),
      ("utm_source=facebook_ad&utm_medium=video", nil, .paidSocialName),
      ("utm_source=yt-ads&utm_medium=display", nil, .paidVideoName),
      ("utm_medium=cpm", "youtube.com", .paidVideoMedium),
      ("utm_medium=cpm", nil, .displayMedium),
      ("utm_medium=paid&utm_source=newsletter", nil, .paidMedium),
      ("utm_campaign=shop&utm_source=facebook", nil, .shoppingCampaign),
      ("utm_medium=social", "ebay.com", .shoppingSource),
      ("utm_medium=social", "youtube.com", .socialMedium),
      ("utm_medium=video&utm_source=facebook", nil, .socialSource),
      ("utm_medium=video", "chatgpt.com", .videoMedium),
      ("utm_medium=email", "perplexity.ai", .aiSource),
      ("utm_medium=email", "www.google.com", .searchSource),
      ("utm_medium=affiliate&utm_source=newsletter", nil, .mailName),
      ("utm_medium=affiliate&utm_source=sms", nil, .affiliateMedium),
      ("utm_medium=audio&utm_source=sms", nil, .audioMedium),
      ("utm_medium=push&utm_source=sms", nil, .smsName),
      ("utm_medium=push", "larkspur-news.example", .pushMedium),
      ("utm_medium=app&utm_source=firebase", nil, .pushName),
      ("utm_medium=app", "larkspur-news.example", .referralMedium),
    ] as [Row])
  func neighbours(query: String, referrer: String?, rule: ChannelRule) throws {
    try check((query, referrer, rule))
  }

  @Test(
    "have their traps",
    arguments: [
      // Of a search engine even `cpm` is search; `scp` and `tcp` count as paid.
      ("utm_medium=cpm", "www.google.com", .paidSearchMedium),
      ("utm_medium=scp", "www.google.com", .paidSearchMedium),
      ("utm_medium=tcp", nil, .paidMedium), ("utm_medium=PPC", nil, .paidMedium),
      ("utm_medium=ppc2", nil, .nothing), ("utm_medium=retargeting", nil, .paidMedium),
      ("utm_medium=retargeting2", nil, .nothing), ("utm_medium=paidsocial", nil, .paidMedium),
      ("utm_medium=unpaid", nil, .nothing),
      // `shop` after `e` or no letter.
      ("utm_campaign=eshop", nil, .shoppingCampaign), ("utm_campaign=workshop", nil, .nothing),
      ("utm_campaign=bishop+shop", nil, .shoppingCampaign),
      ("utm_campaign=workshopping", nil, .shoppingCampaign),
      ("utm_campaign=my-SHOP-2", nil, .shoppingCampaign),
      ("utm_campaign=%C3%BCshop", nil, .shoppingCampaign),
      ("utm_campaign=sho", nil, .nothing), ("utm_campaign=sshop", nil, .nothing),
      // A click id counts for its own network only.
      ("gclid=", "www.bing.com", .searchSource), ("msclkid=", "www.bing.com", .paidSearchClick),
      ("msclkid=", "www.google.com", .searchSource), ("gclid=", nil, .nothing),
      ("fbclid=", "l.facebook.com", .socialSource), ("gbraid=", "google.com", .searchSource),
      ("utm_source=google&gclid=", nil, .paidSearchClick),
      ("utm_source=newsletter&gclid=", "www.google.com", .mailName),
      ("GCLID=x&fbclid=y", "www.google.com", .paidSearchClick),
      // Words that say mail, push or SMS count where the link says them, not in a host.
      ("", "email-tips.example", .anySource), ("", "sms.example", .anySource),
      ("utm_medium=pushed", nil, .nothing), ("utm_medium=mobile-app", nil, .pushMedium),
      ("utm_medium=sms2", nil, .nothing), ("utm_medium=smart", nil, .nothing),
      ("utm_medium=sm", nil, .socialMedium), ("utm_medium=Social_Media", nil, .nothing),
      ("utm_medium=CROSS-NETWORK", nil, .nothing),
      ("utm_campaign=Cross-Network", nil, .crossNetworkCampaign),
      ("utm_medium=applink", nil, .nothing), ("utm_term=shopping", nil, .nothing),
      // Names by which others are known.
      ("utm_source=GOOGLE", nil, .searchSource),
      ("utm_source=www.google.co.uk", nil, .searchSource),
      ("ref=https%3A%2F%2Fnews.ycombinator.com%2Fitem", nil, .socialSource),
      ("utm_source=larkspur.example", nil, .nothing),
      ("utm_source=shop.larkspur.example", "www.google.com", .searchSource),
    ] as [Row])
  func traps(query: String, referrer: String?, rule: ChannelRule) throws {
    try check((query, referrer, rule))
  }
}
