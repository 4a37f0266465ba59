import Clickstream

/// Complaints, and questions that nobody answered.
struct CaseTruth {
  private struct Case {
    var party: Party
    var isComplaint: Bool
    var topic: String
    var subject: String
    var openedAt: Seconds
    /// Nil where the theatre has answered.
    var waitingSince: Seconds?
    var deed: CaseDeed?
    /// Who answered a question by ringing up, calling or writing a letter.
    var answeredBy: String?

    /// Whether it is one when staff has done what it did: what was answered, or a vendor asked, is none
    /// unless staff had taken it in hand.
    var stands: Bool {
      if isComplaint || deed != nil { return true }
      if case .vendor = party { return false }
      return waitingSince != nil
    }

    var closedBy: String? {
      if let deed, deed.owner == nil { return deed.staff }
      return isComplaint ? nil : answeredBy
    }
  }

  /// To these there is nothing to say.
  static let quiet: Set<String> = [
    "opt_in", "unsubscribe", "preferences", "feedback_praise",
  ]

  private var cases: [Case]

  init(business: Business, conversations: Conversations) {
    let answered = Set(
      conversations.letters.compactMap { message in
        message.asked.map { Moment(party: message.party, at: $0) }
      })
    func opened(_ party: Party?, _ topic: String, _ subject: String, _ at: Seconds) -> Case? {
      guard let party, !Self.quiet.contains(topic) else { return nil }
      let isAnswered = answered.contains(Moment(party: party, at: at))
      guard topic == "complaint" || !isAnswered else { return nil }
      return Case(
        party: party, isComplaint: topic == "complaint", topic: topic, subject: subject,
        openedAt: at, waitingSince: isAnswered ? nil : at)
    }
    cases = conversations.submissions.filter { !$0.isBroken }.compactMap { form in
      opened(form.person.map(Party.person), form.letter.topic, form.letter.subject, form.at)
    }
    cases += conversations.letters.filter(\.isInbound).compactMap { message in
      opened(message.party, message.topic, message.subject, message.at)
    }
    cases += business.activities.filter { $0.topic == "complaint" && $0.isInbound }.map {
      Case(
        party: $0.customer.buyer, isComplaint: true, topic: "complaint", subject: $0.subject,
        openedAt: $0.at)
    }
    cases.sort { ($0.openedAt, $0.subject) < ($1.openedAt, $1.subject) }
    takeSteps()
    answer(by: business.activities)
  }

  private struct Moment: Hashable {
    var party: Party
    var at: Seconds
  }

  /// Two in three complaints are closed within a week, and the third has somebody who sees to it, as one
  /// in four questions has; of what came in the last ten days nothing is done yet.
  private mutating func takeSteps() {
    let staff = ["Orla Finch", "Desmond Pike", "Ruth Calder"]
    var (complaints, questions) = (0, 0)
    for index in cases.indices where cases[index].openedAt < London.end - 10 * 86_400 {
      let item = cases[index]
      let at = item.openedAt + Seconds(2 + index % 5) * 86_400 + 1_800
      let name = staff[index % staff.count]
      if !item.isComplaint {
        questions += 1
        guard questions % 4 == 1 else { continue }
        cases[index].deed = CaseDeed(at: at, staff: "Orla Finch", owner: name)
      } else {
        complaints += 1
        if complaints % 3 == 0 {
          cases[index].deed = CaseDeed(at: at, staff: "Orla Finch", owner: name)
        } else {
          cases[index].deed = CaseDeed(
            at: at, staff: name, cause: Self.cause(of: item),
            note: "Two seats for another evening were offered.")
        }
      }
    }
  }

  /// Whoever was rung up, called on or written to after a question has the answer.
  private mutating func answer(by activities: [Activity]) {
    for index in cases.indices where cases[index].waitingSince != nil {
      let answers = activities.filter {
        !$0.isInbound && $0.kind != "note" && $0.customer.buyer == cases[index].party
          && $0.at > cases[index].openedAt
      }
      guard let last = answers.max(by: { $0.at < $1.at }) else { continue }
      cases[index].waitingSince = nil
      cases[index].answeredBy = last.staff
      // By the time that staff looks at the cases it is none.
      cases[index].deed = nil
    }
  }

  /// What a complaint comes from, by what it is about.
  private static func cause(of item: Case) -> String {
    item.subject.contains("Formal") ? "heating" : "pillar"
  }

  /// What staff did, as the file tells it.
  var deeds: JSON {
    .object([
      (
        "cases",
        .list(
          cases.compactMap { item in
            guard let deed = item.deed else { return nil }
            var members: [(String, JSON)] = [
              ("opened", .text(Clock.rfc3339(item.openedAt))), ("subject", .text(item.subject)),
              ("at", .text(Clock.rfc3339(deed.at))), ("staff", .text(deed.staff)),
            ]
            if let owner = deed.owner {
              members.append(("owner", .text(owner)))
            } else {
              members += [("cause", .text(deed.cause)), ("note", .text(deed.note))]
            }
            return .object(members)
          })
      ),
      ("diary", DiaryEntry.json),
    ])
  }

  func json(_ persons: PersonTruth) -> JSON {
    .list(
      cases.filter(\.stands).map { item in
        .object([
          ("person", .text(persons.label(of: item.party))),
          ("kind", .text(item.isComplaint ? "complaint" : "question")),
          ("topic", .text(item.topic)), ("subject", .text(item.subject)),
          ("opened", .text(Clock.rfc3339(item.openedAt))),
          ("waiting", .text(item.waitingSince.map(Clock.rfc3339) ?? "")),
          ("state", .text(item.closedBy == nil ? "open" : "closed")),
          ("owner", .text(item.deed?.owner ?? "")), ("cause", .text(item.deed?.cause ?? "")),
          ("closed_by", .text(item.closedBy ?? "")),
        ])
      })
  }
}
