/// The way on which a visit came: GA4's default groups, with assistants apart.
///
/// The raw value is the place of its rule: the first rule that fits decides.
package enum Channel: Int16, CaseIterable, Sendable {
  case crossNetwork = 1
  case paidShopping
  case paidSearch
  case paidSocial
  case paidVideo
  case display
  case paidOther
  case organicShopping
  case organicSocial
  case organicVideo
  case aiAssistants
  case organicSearch
  case email
  case affiliates
  case audio
  case sms
  case mobilePush
  case referral
  case direct

  /// For tables and settings.
  package var name: String { Self.words[Int(rawValue) - 1].name }

  /// For pages.
  package var title: String { Self.words[Int(rawValue) - 1].title }

  private static let words: [(name: String, title: String)] = [
    ("cross_network", "Cross-network"), ("paid_shopping", "Paid Shopping"),
    ("paid_search", "Paid Search"), ("paid_social", "Paid Social"), ("paid_video", "Paid Video"),
    ("display", "Display"), ("paid_other", "Paid Other"), ("organic_shopping", "Organic Shopping"),
    ("organic_social", "Organic Social"), ("organic_video", "Organic Video"),
    ("ai_assistants", "AI Assistants"), ("organic_search", "Organic Search"), ("email", "Email"),
    ("affiliates", "Affiliates"), ("audio", "Audio"), ("sms", "SMS"),
    ("mobile_push", "Mobile Push"), ("referral", "Referral"), ("direct", "Direct"),
  ]
}
