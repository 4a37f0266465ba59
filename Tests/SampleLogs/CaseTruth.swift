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
    var owner = ""
    var cause = ""
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
  }

  private struct Moment: Hashable {
    var party: Party
    var at: Seconds
  }

  /// What staff does about the oldest complaints after the last day: the first two are closed, the
  /// third has an owner.
  private mutating func takeSteps() {
    let complaints = cases.indices.filter { cases[$0].isComplaint }.prefix(3)
    for (place, index) in complaints.enumerated() {
      if place < 2 {
        cases[index].cause = place == 0 ? "pillar" : "heating"
      } else {
        cases[index].owner = "Orla Finch"
      }
    }
  }

  func json(_ persons: PersonTruth) -> JSON {
    .list(
      cases.map { item in
        .object([
          ("person", .text(persons.label(of: item.party))),
          ("kind", .text(item.isComplaint ? "complaint" : "question")),
          ("topic", .text(item.topic)), ("subject", .text(item.subject)),
          ("opened", .text(Clock.rfc3339(item.openedAt))),
          ("waiting", .text(item.waitingSince.map(Clock.rfc3339) ?? "")),
          ("state", .text(item.cause.isEmpty ? "open" : "closed")), ("owner", .text(item.owner)),
          ("cause", .text(item.cause)),
        ])
      })
  }
}
