extension Site {
  /// A kind of visits: those for which all conditions hold.
  package struct Segment: Equatable, Sendable {
    /// `[a-z0-9_-]{1,64}`: names a folder of pages, too.
    package var name = ""
    /// What people call it.
    package var title = ""
    package var all: [Conditions] = []

    package init() {}

    /// Its conditions in words, as in `device phone, 3 pages or more`.
    package var says: String { all.flatMap(\.list).map(\.says).joined(separator: ", ") }
  }

  /// Conditions over a visit; of the words of one any will do, with `*` for any run of characters.
  package struct Conditions: Equatable, Sendable {
    package var channel: [String] = []
    package var source: [String] = []
    package var campaign: [String] = []
    package var country: [String] = []
    package var device: [String] = []
    package var browser: [String] = []
    package var system: [String] = []
    /// Paths of the first page.
    package var entry: [String] = []
    /// Paths of a page that was seen.
    package var page: [String] = []
    /// Page views at least; 0: not asked for.
    package var pages = 0
    /// Seconds at least; 0: not asked for.
    package var duration = 0
    /// Whether the visitor had a visit before.
    package var returning: Bool?
    /// Whether it is known whose visit it is.
    package var known: Bool?
    /// Names of goals that the visit reached.
    package var goal: [String] = []
    package var weekday: [Weekday] = []
    /// Local hours in which it began.
    package var hour: [Int] = []

    package init() {}

    /// Those that are asked for, in a fixed order.
    package var list: [Condition] {
      let texts: [(Condition.Field, [String], String)] = [
        (.channel, channel, "channel "), (.source, source, "source "),
        (.campaign, campaign, "campaign "), (.country, country, "country "),
        (.device, device, "device "), (.browser, browser, "browser "),
        (.system, system, "system "), (.entry, entry, "began on "), (.page, page, "saw "),
        (.goal, goal, "reached the goal "),
        (.weekday, weekday.map { String($0.number) }, "on "),
        (.hour, hour.map { String($0) }, "in the hour "),
      ]
      var list = texts.filter { !$0.1.isEmpty }.map { field, words, lead in
        let shown =
          switch field {
          case .channel: words.map { $0.replacing("_", with: " ") }
          case .weekday:
            weekday.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }
          default: words
          }
        return Condition(field: field, words: words, least: nil, says: lead + Site.either(shown))
      }
      if pages > 0 {
        list.append(
          Condition(
            field: .pages, words: [], least: pages,
            says: "\(pages) page\(pages == 1 ? "" : "s") or more"))
      }
      if duration > 0 {
        list.append(
          Condition(
            field: .duration, words: [], least: duration, says: "\(Site.length(duration)) or longer"
          ))
      }
      if let returning {
        list.append(
          Condition(
            field: .returning, words: [], least: returning ? 1 : 0,
            says: returning ? "had been there before" : "was there for the first time"))
      }
      if let known {
        list.append(
          Condition(
            field: .known, words: [], least: known ? 1 : 0,
            says: known ? "known whose" : "not known whose"))
      }
      return list
    }
  }

  /// One condition over a visit, as the database keeps it.
  package struct Condition: Equatable, Sendable {
    package enum Field: String, CaseIterable, Sendable {
      case channel, source, campaign, country, device, browser, system, entry, page, pages, duration
      case returning, known, goal, weekday, hour

      /// Whether patterns are paths, which are compared with their case.
      package var isPath: Bool { self == .entry || self == .page || self == .goal }

      /// Whether it depends on more than the hits of the visit: on other visits, persons or lists.
      package var looksBeyond: Bool { self == .returning || self == .known || self == .goal }
    }

    package let field: Field
    package let words: [String]
    /// A number at least; 1 or 0 for true or false.
    package let least: Int?
    package let says: String
  }

  package enum Weekday: String, CaseIterable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun

    /// As ISO 8601 counts them, from 1.
    package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
  }

  /// Names of the channels, as settings write them; a test holds them equal to those of the rules.
  package static let channelNames = [
    "cross_network", "paid_shopping", "paid_search", "paid_social", "paid_video", "display",
    "paid_other", "organic_shopping", "organic_social", "organic_video", "ai_assistants",
    "organic_search", "email", "affiliates", "audio", "sms", "mobile_push", "referral", "direct",
  ]

  /// Names of the kinds of devices; a test holds them equal to those of the rules.
  package static let deviceNames = [
    "desktop", "phone", "tablet", "tv", "console", "wearable", "other",
  ]
}
