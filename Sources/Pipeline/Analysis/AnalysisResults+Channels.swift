import Analysis
import Warehouse

extension AnalysisResults {
  /// As `footfall.channel_name` calls visits that name no source.
  private static let direct = "Direct"

  /// Orders dealt out to channels by every model.
  mutating func addAttribution(_ paths: [ChannelPath]) {
    let attribution = Attribution(
      of: paths.map { path in
        TouchPath(
          touches: zip(path.channels, path.days).map {
            TouchPath.Touch(channel: $0, daysBefore: $1)
          }, conversions: path.conversions, nonConversions: path.others, value: path.value)
      }, direct: Self.direct)
    let found = AttributionModel.allCases.map { ($0, attribution.credits(by: $0)) }
    note(.attribution, n: attribution.conversions, found.first?.1.refusal)
    set(
      .attribution,
      [
        "conversions": Double(attribution.conversions),
        "without touch": Double(attribution.withoutTouch),
      ])
    for (model, credits) in found {
      for credit in credits.value ?? [] {
        add(
          [
            .text(model.rawValue), .text(credit.channel), .float8(credit.conversions),
            .float8(credit.value),
          ], to: .attributionCredit)
      }
    }
  }

  /// What deeds of a lead are worth: half after thirty days, nothing after ninety.
  private static let leadRules = [
    ("enquiry", "enquiries", 20.0, 60.0), ("download", "downloads", 5, 20),
    ("search", "searches", 3, 12), ("visit", "visits", 2, 20),
  ]

  /// Points of persons who have not ordered.
  mutating func addLeads(_ leads: [LeadDeeds]) {
    let rules = Self.leadRules.map { name, _, points, cap in
      LeadRule(name: name, points: points, halfLife: 30, cap: cap, expiry: 90)
    }
    let plurals = Dictionary(
      uniqueKeysWithValues: Self.leadRules.map { name, plural, _, _ in (name, plural) })
    note(.leads, n: leads.count)
    for lead in leads {
      let points = LeadPoints(
        of: zip(lead.rules, lead.ages).map { (rule: $0, daysAgo: $1) }, by: rules)
      guard points.points > 0 else { continue }
      let reasons = points.reasons.map { reason in
        let noun = reason.occurrences == 1 ? reason.rule : plurals[reason.rule] ?? reason.rule
        let worth = Int(reason.points.rounded())
        return "\(reason.occurrences) \(noun): \(worth)" + (reason.isCapped ? ", no more" : "")
      }
      add(
        [.int8(lead.person), .float8(points.points), .texts(reasons)], to: .leadScore)
    }
  }
}
