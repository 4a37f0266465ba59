import Clickstream

/// What a reader of the sample has to find, told from the model that wrote it.
struct Manifest {
  private static let kinds = [
    "page", "download", "asset", "redirect", "error", "malformed", "submission", "machine", "other",
    "robots", "probe",
  ]
  private static let audiences = ["person", "bot", "staff"]
  private static let topics = [
    "order", "booking", "enquiry", "quotation", "complaint", "return_refund", "payment_invoice",
    "delivery_status", "support", "subscription_renewal", "unsubscribe", "preferences", "opt_in",
    "feedback_praise", "job", "other",
  ]

  var lines: [LogLine]
  var files: [LogFile]
  var conversations: Conversations
  var mail: MailFolders.Content
  var folders: MailFolders
  var business: Business
  var cases: CaseTruth

  private var hits: [Hit] {
    lines.compactMap { line in
      if case .event(let hit) = line.meaning { hit } else { nil }
    }
  }

  var text: String {
    let hits = hits
    let consents = ConsentTruth(business: business, conversations: conversations)
    let visits = VisitTruth(hits, business: business, consents: consents)
    let persons = PersonTruth(
      business: business, conversations: conversations, consents: consents, visits: visits)
    let ties = TieTruth(visits, conversations: conversations, consents: consents)
    let preferences = PreferenceTruth(business: business, conversations: conversations)
    return JSON.object([
      ("site", .text("larkspur")), ("zone", .text("Europe/London")),
      ("first_day", .text(London.firstDay.description)),
      ("last_day", .text(London.lastDay.description)),
      ("access", access(hits)), ("events", events(hits)), ("sessions", sessions(hits)),
      ("bot_agents", .list(Agents.robots.map(JSON.text))),
      ("forms", forms), ("mail", mailCounts), ("contacts", contacts(persons)),
      ("conversations", ConversationTruth(conversations).json(persons)),
      ("ties", ties.json(persons)), ("tie_rules", ties.rules),
      ("ledgers", LedgerTruth(business: business).json),
      ("persons", persons.json), ("set_aside", .counts(Business.setAside)),
      ("shared_telephones", .number(1)),
      ("consents", consents.json(persons)), ("preferences", preferences.json(persons)),
      ("cases", cases.json(persons)), ("diary", DiaryEntry.json),
      ("bounces", Bounce.json(mail.bounces, mail.complaints)),
      ("suppressions", Bounce.suppressions(mail.bounces, mail.complaints)),
      ("vendors", Vendor.json(mail.vendorLetters)),
    ]).pretty() + "\n"
  }

  static func tally<Element>(_ elements: [Element], by name: (Element) -> String)
    -> [String: Int]
  {
    elements.reduce(into: [:]) { $0[name($1), default: 0] += 1 }
  }

  private func access(_ hits: [Hit]) -> JSON {
    var ignored: [String: Int] = [:]
    var rejected: [String: Int] = [:]
    for line in lines {
      switch line.meaning {
      case .event: break
      case .ignored(let reason): ignored[reason, default: 0] += 1
      case .rejected(let reason): rejected[reason, default: 0] += 1
      }
    }
    return .object([
      ("lines_read", .number(lines.count)), ("events", .number(hits.count)),
      ("ignored", .counts(ignored)), ("rejects", .counts(rejected)),
      (
        "files",
        .list(
          files.map {
            .object([("name", .text("access/\($0.name)")), ("lines", .number($0.lines))])
          })
      ),
    ])
  }

  private func events(_ hits: [Hit]) -> JSON {
    let days = Dictionary(grouping: hits) { London.day(of: $0.at) }
    return .object([
      ("total", .number(hits.count)),
      ("by_kind", .counts(Self.tally(hits) { $0.kind }, first: Self.kinds)),
      ("by_audience", .counts(Self.tally(hits) { $0.client.audience }, first: Self.audiences)),
      (
        "page_views",
        .number(hits.count { $0.kind == "page" && $0.client.audience == "person" })
      ),
      ("with_cookie", .number(hits.count(where: AccessLog.showsCookie))),
      ("with_user", .number(hits.count { $0.client.user != nil })),
      ("bytes", .number(hits.reduce(0) { $0 + $1.bytes })),
      ("by_status", .counts(Self.tally(hits) { String($0.status) })),
      (
        "by_day",
        .list(
          days.sorted { $0.key < $1.key }.map { day, hits in
            let counts = Self.tally(hits) { $0.kind }
            return .object(
              [("day", .text(day.description)), ("total", .number(hits.count))]
                + Self.kinds.map { ($0, .number(counts[$0] ?? 0)) })
          })
      ),
    ])
  }

  private func sessions(_ hits: [Hit]) -> JSON {
    let sessions = ReferenceSessions(hits).sessions
    let visits = sessions.filter(\.isVisit)
    var audience: [String: String] = [:]
    // A visitor is a bot by one session of a bot.
    for session in sessions where audience[session.visitor] != "bot" {
      audience[session.visitor] = session.audience
    }
    let pages = Self.tally(
      visits.flatMap { visit in
        Set(visit.hits.filter { $0.kind == "page" }.map(\.path))
      }
    ) { $0 }
    let days = Dictionary(grouping: visits) { London.day(of: $0.hits[0].at) }
    return .object([
      ("total", .number(sessions.count)),
      ("by_audience", .counts(Self.tally(sessions) { $0.audience }, first: Self.audiences)),
      ("visits", .number(visits.count)), ("visitors", .number(audience.count)),
      (
        "visitors_by_audience",
        .counts(Self.tally(Array(audience.values)) { $0 }, first: Self.audiences)
      ),
      ("visitors_with_visit", .number(Set(visits.map(\.visitor)).count)),
      (
        "visits_by_day",
        .list(
          London.days.map { day in
            .object([
              ("day", .text(day.description)), ("visits", .number(days[day]?.count ?? 0)),
            ])
          })
      ),
      (
        "top_pages",
        .list(
          pages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map { page, visits in
            .object([("page", .text(page)), ("visits", .number(visits))])
          })
      ),
    ])
  }

  private var forms: JSON {
    let forms = conversations.submissions
    let good = forms.filter { !$0.isBroken }
    return .object([
      ("lines_read", .number(forms.count)), ("contacts", .number(good.count)),
      ("by_form", .counts(Self.tally(good) { $0.form })),
      ("rejects", .object([("json", .number(forms.count - good.count))])),
    ])
  }

  private struct Contact {
    var at: Seconds
    var channel: String
    var direction: String
    var topic: String
    var subject: String
    var party: Party?
  }

  private var allContacts: [Contact] {
    let written = conversations.submissions.filter { !$0.isBroken }.map { form in
      Contact(
        at: form.at, channel: "form", direction: "inbound", topic: form.letter.topic,
        subject: form.letter.subject, party: form.person.map(Party.person))
    }
    let mailed = conversations.letters.map { message in
      Contact(
        at: message.at, channel: "email", direction: message.isInbound ? "inbound" : "outbound",
        topic: message.topic, subject: message.subject, party: message.party)
    }
    let noted = business.activities.filter { $0.kind != "note" }.map { activity in
      Contact(
        at: activity.at, channel: activity.kind,
        direction: activity.isInbound ? "inbound" : "outbound", topic: activity.topic,
        subject: activity.subject, party: activity.customer.buyer)
    }
    return (written + mailed + noted).sorted { $0.at < $1.at }
  }

  private func contacts(_ persons: PersonTruth) -> JSON {
    let contacts = allContacts
    var last: [String: Contact] = [:]
    for contact in contacts {
      if let party = contact.party { last[persons.label(of: party)] = contact }
    }
    return .object([
      ("total", .number(contacts.count)),
      ("by_channel", .counts(Self.tally(contacts) { $0.channel }, first: ["form", "email"])),
      (
        "by_direction",
        .counts(Self.tally(contacts) { $0.direction }, first: ["inbound", "outbound"])
      ),
      ("by_topic", .counts(Self.tally(contacts) { $0.topic }, first: Self.topics)),
      ("without_address", .number(contacts.count { $0.party == nil })),
      ("persons", .number(last.count)),
      (
        "last_contact",
        .list(
          last.sorted { $0.key < $1.key }.map { person, contact in
            .object([
              ("person", .text(person)), ("at", .text(Clock.rfc3339(contact.at))),
              ("channel", .text(contact.channel)), ("direction", .text(contact.direction)),
              ("topic", .text(contact.topic)), ("subject", .text(contact.subject)),
            ])
          })
      ),
    ])
  }
}
