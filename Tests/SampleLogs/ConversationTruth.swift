/// What belongs together, told from the model: an answer, and what it answers.
struct ConversationTruth {
  private struct Touch {
    var at: Seconds
    var party: Party?
    var topic: String
    var isInbound: Bool
    /// When that was written which it answers.
    var asked: Seconds?
    /// Who answered, as the message says it.
    var writer: String
  }

  private struct Key: Hashable {
    var party: Party
    var at: Seconds
  }

  private let conversations: [[Touch]]

  init(_ all: Conversations) {
    let forms = all.submissions.filter { !$0.isBroken }.map { form in
      Touch(
        at: form.at, party: form.person.map(Party.person), topic: form.letter.topic,
        isInbound: true, writer: "")
    }
    let letters = all.letters.map { letter in
      Touch(
        at: letter.at, party: letter.party, topic: letter.topic, isInbound: letter.isInbound,
        asked: letter.asked, writer: letter.staff?.name ?? "Larkspur Theatre & Books")
    }
    let touches = (forms + letters).sorted { $0.at < $1.at }
    var places: [Key: Int] = [:]
    var found: [[Touch]] = []
    for touch in touches {
      let asked = touch.party.flatMap { party in
        touch.asked.flatMap { places[Key(party: party, at: $0)] }
      }
      let place = asked ?? found.count
      if asked == nil { found.append([]) }
      found[place].append(touch)
      if let party = touch.party { places[Key(party: party, at: touch.at)] = place }
    }
    conversations = found
  }

  /// Who has the word: nobody where nothing is to be said.
  private static func waitsFor(_ touches: [Touch]) -> String {
    let told = touches.last { !$0.isInbound }?.at
    let isOpen = touches.contains { touch in
      touch.isInbound && touch.at > told ?? .min && !CaseTruth.quiet.contains(touch.topic)
    }
    return isOpen ? "us" : told == touches.last?.at ? "them" : ""
  }

  func json(_ persons: PersonTruth) -> JSON {
    .list(
      conversations.map { touches in
        let asked = touches.first(where: \.isInbound)?.at
        let answer = asked.flatMap { asked in touches.first { !$0.isInbound && $0.at >= asked } }
        return .object([
          ("opened", .text(Clock.rfc3339(touches[0].at))),
          ("person", .text(touches[0].party.map(persons.label) ?? "")),
          ("topic", .text(touches[0].topic)), ("messages", .number(touches.count)),
          ("first_answer", .text(answer.map { Clock.rfc3339($0.at) } ?? "")),
          ("answered_by", .text(answer?.writer ?? "")),
          ("waiting_on", .text(Self.waitsFor(touches))),
        ])
      })
  }
}
