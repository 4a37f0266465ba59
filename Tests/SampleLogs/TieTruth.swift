/// In which visit each message was written, by a plain reading of the rules: each rule ties where it
/// tells one visit and no other.
struct TieTruth {
  /// The strongest first.
  private static let rules = ["login", "cookie", "link", "address", "submission"]
  private static let day: Seconds = 86_400
  private static let silence: Seconds = 1_800

  /// What came in from somebody.
  private struct Touch {
    var at: Seconds
    var channel: String
    /// Nil for somebody who gave no address.
    var party: Party?
    var trace: VisitTrace?
    var page: String?
  }

  private struct Tie {
    var touch: Touch
    /// The first hit of the visit that each rule tells.
    var visits: [String: Seconds]
  }

  /// Sessions with the times of the hits that tell them, by what they carry.
  private typealias Marks = [String: [(session: Int, hit: Hit)]]

  private let visits: VisitTruth
  private var cookies: Marks = [:]
  private var tokens: Marks = [:]
  private var submissions: Marks = [:]
  private var ties: [Tie] = []

  init(_ visits: VisitTruth, conversations: Conversations, consents: ConsentTruth) {
    self.visits = visits
    for (place, session) in visits.sessions.enumerated() {
      for hit in session.hits {
        if AccessLog.showsCookie(hit), let cookie = hit.client.cookie {
          cookies[cookie, default: []].append((place, hit))
        }
        if let mark = hit.target.firstRange(of: "?visit="), !hit.client.isRobot {
          let token = VisitTrace.value(of: String(hit.target[mark.upperBound...]))
          tokens[token, default: []].append((place, hit))
        }
        if hit.kind == "submission" { submissions[hit.path, default: []].append((place, hit)) }
      }
    }
    let forms = conversations.submissions.filter { !$0.isBroken }.map { form in
      Touch(
        at: form.at, channel: "form", party: form.person.map(Party.person), trace: form.trace,
        page: form.page)
    }
    let letters = conversations.letters.filter(\.isInbound).map { message in
      Touch(at: message.at, channel: "email", party: message.party, trace: message.trace)
    }
    for touch in (forms + letters).sorted(by: { $0.at < $1.at }) {
      guard touch.party.map(consents.browsing) ?? true else { continue }
      let found = Dictionary(uniqueKeysWithValues: Self.rules.map { ($0, told(by: $0, touch)) })
        .filter { $0.value.count == 1 }
        .mapValues { visits.sessions[$0[$0.startIndex]].start }
      if !found.isEmpty { ties.append(Tie(touch: touch, visits: found)) }
    }
  }

  /// The sessions that a rule tells.
  private func told(by rule: String, _ touch: Touch) -> Set<Int> {
    switch (rule, touch.trace) {
    case ("login", _): ofLogin(touch)
    case ("cookie", .cookie(let written)):
      Set(marks(cookies, VisitTrace.value(of: written), touch).map(\.session))
        .filter { isOpen($0, touch.at) }
    case ("link", .link(let token)), ("address", .address(let token)):
      ofToken(VisitTrace.value(of: token), touch)
    case ("submission", _):
      Set(
        submissions[touch.page ?? "", default: []].filter { abs($0.hit.at - touch.at) <= 10 }
          .map(\.session))
    default: []
    }
  }

  private func marks(
    _ marks: Marks, _ value: String, _ touch: Touch
  ) -> [(session: Int, hit: Hit)] {
    marks[value, default: []].filter {
      $0.hit.at >= touch.at - Self.day && $0.hit.at <= touch.at + 10
    }
  }

  /// Whether a session goes on at a time: half an hour after the last hit it has ended.
  private func isOpen(_ session: Int, _ time: Seconds) -> Bool {
    let session = visits.sessions[session]
    return time >= session.start - 10 && time < session.end + Self.silence
  }

  private func ofLogin(_ touch: Touch) -> Set<Int> {
    guard let party = touch.party else { return [] }
    return Set(
      visits.sessions.indices.filter { place in
        let end = visits.sessions[place].end
        return visits.spans[place].contains { span in
          span.party == party && touch.at >= span.from && touch.at < end + Self.silence
            && (touch.at < span.until || span.until > end)
        }
      })
  }

  /// Nobody gets the visit of somebody else who is known; mail is of the last visit before.
  private func ofToken(_ token: String, _ touch: Touch) -> Set<Int> {
    let found = (marks(cookies, token, touch) + marks(tokens, token, touch)).filter { mark in
      let owners = visits.spans[mark.session].map(\.party)
      return touch.party.map { owners.isEmpty || owners.contains($0) } ?? true
    }
    guard touch.channel == "email" else {
      return Set(found.map(\.session)).filter { isOpen($0, touch.at) }
    }
    let before = found.filter { visits.sessions[$0.session].start <= touch.at }
    let browsers = Set(
      before.map {
        $0.hit.client.cookie ?? visits.sessions[$0.session].visitor
      })
    guard browsers.count == 1, let last = before.map({ visits.sessions[$0.session].start }).max()
    else { return [] }
    return Set(before.map(\.session).filter { visits.sessions[$0].start == last })
  }

  func json(_ persons: PersonTruth) -> JSON {
    .list(
      ties.map { tie in
        let rule = Self.rules.first { tie.visits[$0] != nil } ?? ""
        return .object([
          ("at", .text(Clock.rfc3339(tie.touch.at))), ("channel", .text(tie.touch.channel)),
          ("person", .text(tie.touch.party.map(persons.label) ?? "")), ("rule", .text(rule)),
          ("visit", .text(tie.visits[rule].map(Clock.rfc3339) ?? "")),
        ])
      })
  }

  /// How well each rule tells: what it ties, what a login ties too, and how much of that alike.
  var rules: JSON {
    .list(
      Self.rules.compactMap { rule in
        let told = ties.filter { $0.visits[rule] != nil }
        let checked = told.filter { $0.visits["login"] != nil }
        guard !told.isEmpty else { return nil }
        return .object([
          ("rule", .text(rule)), ("messages", .number(told.count)),
          ("with_login", .number(checked.count)),
          ("agreeing", .number(checked.count { $0.visits[rule] == $0.visits["login"] })),
        ])
      })
  }
}
