/// What the rules look at, in lower case.
struct ChannelSignals {
  /// What the source is by the lists.
  var kind: SourceLists.Kind?
  /// Whether there is a source at all: one that the link names, or a referrer.
  var hasSource = false
  /// The source as the link names it; empty where only a referrer tells it.
  var name: [UInt8] = []
  /// The link names the source by a name that it has when it was paid for.
  var isPaidName = false
  /// The link carries a click id that only paid links of this source carry.
  var isPaidClick = false
  var medium: [UInt8] = []
  var campaign: [UInt8] = []

  /// The first rule that fits.
  var rule: ChannelRule {
    let medium = unsafe medium.span.bytes
    let isPaid = Self.isPaidMedium(medium)
    let isShopping = unsafe Self.isShoppingCampaign(campaign.span.bytes)
    if unsafe campaign.span.bytes.holds("cross-network") { return .crossNetworkCampaign }
    if isPaid, kind == .shopping { return .paidShoppingSource }
    if isPaid, isShopping { return .paidShoppingCampaign }
    if kind == .search {
      if isPaid { return .paidSearchMedium }
      if isPaidName { return .paidSearchName }
      if isPaidClick { return .paidSearchClick }
    }
    if kind == .social {
      if isPaid { return .paidSocialMedium }
      if isPaidName { return .paidSocialName }
    }
    if kind == .video {
      if isPaid { return .paidVideoMedium }
      if isPaidName { return .paidVideoName }
    }
    if medium.isOne(of: Self.displayMediums) { return .displayMedium }
    if isPaid { return .paidMedium }
    return unpaidRule(medium, isShopping: isShopping)
  }

  private func unpaidRule(_ medium: RawSpan, isShopping: Bool) -> ChannelRule {
    let name = unsafe name.span.bytes
    if kind == .shopping { return .shoppingSource }
    if isShopping { return .shoppingCampaign }
    if kind == .social { return .socialSource }
    if medium.isOne(of: Self.socialMediums) { return .socialMedium }
    if kind == .video { return .videoSource }
    if medium.holds("video") { return .videoMedium }
    if kind == .ai { return .aiSource }
    if kind == .search { return .searchSource }
    if kind == .mail { return .mailSource }
    if name.holdsOne(of: Self.mailWords) { return .mailName }
    if medium.holdsOne(of: Self.mailWords) { return .mailMedium }
    if medium.equals("affiliate") { return .affiliateMedium }
    if medium.equals("audio") { return .audioMedium }
    if name.equals("sms") { return .smsName }
    if medium.equals("sms") { return .smsMedium }
    if medium.ends(with: "push") || medium.holdsOne(of: Self.pushWords) { return .pushMedium }
    if name.equals("firebase") { return .pushName }
    if medium.isOne(of: Self.referralMediums) { return .referralMedium }
    return hasSource ? .anySource : .nothing
  }

  private static let displayMediums: [StaticString] = [
    "display", "banner", "expandable", "interstitial", "cpm",
  ]
  private static let socialMediums: [StaticString] = [
    "social", "social-network", "social-media", "sm", "social network", "social media",
  ]
  private static let mailWords: [StaticString] = [
    "email", "e-mail", "e_mail", "e mail", "newsletter",
  ]
  private static let pushWords: [StaticString] = ["mobile", "notification"]
  private static let referralMediums: [StaticString] = ["referral", "app", "link"]

  /// Google's `^(.*cp.*|ppc|retargeting|paid.*)$`: `scp` counts, too.
  static func isPaidMedium(_ medium: RawSpan) -> Bool {
    medium.holds("cp") || medium.equals("ppc") || medium.equals("retargeting")
      || medium.starts(with: "paid")
  }

  /// Google's `^(.*(([^a-df-z]|^)shop|shopping).*)$`: `eshop` counts, `workshop` does not.
  static func isShoppingCampaign(_ campaign: RawSpan) -> Bool {
    var offset = 0
    while let start = campaign.firstIndex(
      of: UInt8(ascii: "s"), from: offset, to: campaign.byteCount)
    {
      offset = start + 1
      guard campaign.matches("shop", at: start) else { continue }
      if start == 0 || campaign.matches("shopping", at: start) { return true }
      let before = campaign.byte(start - 1)
      if before == UInt8(ascii: "e") || before &- 97 >= 26 { return true }
    }
    return false
  }
}

extension RawSpan {
  /// Whether the word, of which the first byte is no blank, stands anywhere.
  fileprivate func holds(_ word: StaticString) -> Bool {
    var offset = 0
    let first = unsafe word.utf8Start[0]
    while let start = firstIndex(of: first, from: offset, to: byteCount) {
      if matches(word, at: start) { return true }
      offset = start + 1
    }
    return false
  }

  fileprivate func holdsOne(of words: [StaticString]) -> Bool {
    for word in words where holds(word) { return true }
    return false
  }

  fileprivate func isOne(of words: [StaticString]) -> Bool {
    for word in words where equals(word) { return true }
    return false
  }
}
