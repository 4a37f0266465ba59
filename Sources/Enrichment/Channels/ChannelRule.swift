/// What decided on the channel of a visit.
///
/// Each of the 19 rules is told by the part of it that fitted, so that a page can say why.
package enum ChannelRule: String, CaseIterable, Sendable {
  case crossNetworkCampaign = "cross_network_campaign"
  case paidShoppingSource = "paid_shopping_source"
  case paidShoppingCampaign = "paid_shopping_campaign"
  case paidSearchMedium = "paid_search_medium"
  case paidSearchName = "paid_search_name"
  case paidSearchClick = "paid_search_click"
  case paidSocialMedium = "paid_social_medium"
  case paidSocialName = "paid_social_name"
  case paidVideoMedium = "paid_video_medium"
  case paidVideoName = "paid_video_name"
  case displayMedium = "display_medium"
  case paidMedium = "paid_medium"
  case shoppingSource = "shopping_source"
  case shoppingCampaign = "shopping_campaign"
  case socialSource = "social_source"
  case socialMedium = "social_medium"
  case videoSource = "video_source"
  case videoMedium = "video_medium"
  case aiSource = "ai_source"
  case searchSource = "search_source"
  case mailSource = "mail_source"
  case mailName = "mail_name"
  case mailMedium = "mail_medium"
  case affiliateMedium = "affiliate_medium"
  case audioMedium = "audio_medium"
  case smsName = "sms_name"
  case smsMedium = "sms_medium"
  case pushMedium = "push_medium"
  case pushName = "push_name"
  case referralMedium = "referral_medium"
  case anySource = "any_source"
  case nothing = "nothing"

  package var channel: Channel {
    switch self {
    case .crossNetworkCampaign: .crossNetwork
    case .paidShoppingSource, .paidShoppingCampaign: .paidShopping
    case .paidSearchMedium, .paidSearchName, .paidSearchClick: .paidSearch
    case .paidSocialMedium, .paidSocialName: .paidSocial
    case .paidVideoMedium, .paidVideoName: .paidVideo
    case .displayMedium: .display
    case .paidMedium: .paidOther
    case .shoppingSource, .shoppingCampaign: .organicShopping
    case .socialSource, .socialMedium: .organicSocial
    case .videoSource, .videoMedium: .organicVideo
    case .aiSource: .aiAssistants
    case .searchSource: .organicSearch
    case .mailSource, .mailName, .mailMedium: .email
    case .affiliateMedium: .affiliates
    case .audioMedium: .audio
    case .smsName, .smsMedium: .sms
    case .pushMedium, .pushName: .mobilePush
    case .referralMedium, .anySource: .referral
    case .nothing: .direct
    }
  }
}
