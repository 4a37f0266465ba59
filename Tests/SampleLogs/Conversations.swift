import Clickstream

/// A box of a form, ticked or left alone.
struct Box {
  var name: String
  var isTicked: Bool
}

/// A form as somebody filled it in.
struct Submission {
  var at: Seconds
  var form: String
  var page: String
  /// Index of the person; nil for somebody who gave no address.
  var person: Int?
  var address: String?
  var letter: Letter
  var boxes: [Box] = []
  /// What the person says of himself, by the names of the fields.
  var preferences: [(name: String, value: String)] = []
  var trace: VisitTrace?
  /// The line in the file is cut off in the middle.
  var isBroken = false
}

/// A message, inbound or outbound.
struct Message {
  var at: Seconds
  var party: Party
  /// The party's, not the theatre's.
  var address: String
  var isInbound: Bool
  var topic: String
  var subject: String
  var text: String
  /// What it answers: time and text of the other message.
  var quoted: (at: Seconds, text: String)?
  var messageID: String
  /// The message that it answers.
  var inReplyTo: String?
  /// When the message or form was written that it answers.
  var asked: Seconds?
  var trace: VisitTrace?
  /// Who of the staff wrote it, with a copy to the log; nil for what came from the box office.
  var staff: Colleague?
  var attachment: Attachment?
}

extension Message {
  /// A letter that came in, and answers none.
  init(at: Seconds, from party: Party, _ address: String, _ letter: Letter) {
    self.init(
      at: at, party: party, address: address, isInbound: true, topic: letter.topic,
      subject: letter.subject, text: letter.text, messageID: "")
  }
}

/// Everything that persons and theatre write to each other.
struct Conversations {
  private var dice: Dice
  /// What was sent on the site: each has its line in the log.
  var forms: [Submission] = []
  /// What was sent by links in letters of the mailing service: nothing of it is in the log.
  private(set) var links: [Submission] = []
  /// What customers and theatre wrote.
  var messages: [Message] = []
  /// What vendors and theatre wrote.
  let vendorLetters = VendorLetters.all

  /// All that people wrote by mail, in the order of time.
  var letters: [Message] { (messages + vendorLetters).sorted { $0.at < $1.at } }

  static let formCount = 150
  /// Distinct messages that people and theatre wrote; one of them is delivered twice.
  static let messageCount = 199

  /// All forms as the file has them.
  var submissions: [Submission] { (forms + links).sorted { $0.at < $1.at } }

  init(seed: UInt64) {
    dice = Dice(seed: seed)
    writeForms()
    links = Submission.links(after: forms)
    links += Submission.furtherLinks(after: &forms)
    writeMails()
    shareAmongStaff()
    attachFiles()
  }

  private mutating func letter(on topic: String) -> Letter {
    dice.pick(Letter.of(topic)).filled(
      show: dice.pick(Pages.shows).title, book: dice.pick(Pages.books).title,
      number: dice.number(in: 12...98))
  }

  /// A time in office hours or the evening, on a day when the site was up.
  private mutating func time(hours: ClosedRange<Int>) -> Seconds {
    let days = London.days.filter { $0 != Rhythm.badDay }
    let day = dice.weighted(days.map { ($0, Rhythm.visits(on: $0, ordinarily: 20)) })
    return Rhythm.moment(on: day, hours: hours, &dice)
  }

  private mutating func writeForms() {
    let order = dice.permutation(of: People.count)
    for i in 0..<Self.formCount {
      let person = i < People.count ? order[i] : dice.number(in: 0...(People.count - 1))
      let (form, page, topic) = dice.weighted([
        (("contact", "/contact", dice.weighted(Letter.contactFormWeights)), 40),
        (("booking-enquiry", "/tickets/groups", "booking"), 22),
        (("newsletter", "/newsletter", "opt_in"), 22),
        (("book-order", "/bookshop/order", "order"), 16),
      ])
      forms.append(
        Submission(
          at: time(hours: 8...22), form: form, page: page, person: person,
          address: People.all[person].typedAddress(&dice), letter: letter(on: topic)))
    }
    forms.sort { ($0.at, $0.page, $0.form) < ($1.at, $1.page, $1.form) }
    forms[100].isBroken = true
    // A greeting without an address: a contact, but nobody's.
    forms[60].person = nil
    forms[60].address = nil
    forms[60].form = "contact"
    forms[60].page = "/contact"
    forms[60].letter = letter(on: "feedback_praise")
    for index in forms.indices { forms[index].askForConsent() }
  }

  /// The theatre answers on one of the next days, never on a Sunday.
  private mutating func answer(
    to party: Party, _ address: String, at asked: Seconds, letter: Letter,
    quoting messageID: String?
  ) {
    var day = London.day(of: asked).advanced(byDays: dice.number(in: 1...2))
    if day.isoWeekday == 7 { day = day.advanced(byDays: 1) }
    guard day <= London.lastDay else { return }
    write(
      Message(
        at: Rhythm.moment(on: day, hours: 9...17, &dice), party: party, address: address,
        isInbound: false, topic: letter.topic, subject: "Re: \(letter.subject)",
        text: letter.answer, quoted: messageID == nil ? nil : (asked, letter.text), messageID: "",
        inReplyTo: messageID, asked: asked))
  }

  private mutating func write(_ draft: Message) {
    guard messages.count < Self.messageCount - 1 else { return }
    var message = draft
    let host =
      draft.isInbound
      ? draft.address.split(separator: "@").last.map(String.init) ?? "" : "larkspur.example"
    message.messageID = "<\(draft.at).\(messages.count + 1)@\(host)>"
    messages.append(message)
  }

  private mutating func writeMails() {
    for form in forms where !form.isBroken && !["newsletter"].contains(form.form) {
      guard let person = form.person, dice.chance(25) else { continue }
      answer(
        to: .person(person), People.all[person].address, at: form.at, letter: form.letter,
        quoting: nil)
    }
    let order = dice.permutation(of: People.count)
    let topics = Letter.mailWeights
    var number = 0
    while messages.count < Self.messageCount - 1 {
      let person =
        number < People.count ? order[number] : dice.number(in: 0...(People.count - 1))
      let letter = letter(
        on: number < topics.count ? topics[number].0 : dice.weighted(topics))
      let at = time(hours: 7...23)
      let (party, address) = (Party.person(person), People.all[person].mailAddress)
      write(Message(at: at, from: party, address, letter))
      if dice.chance(42) {
        answer(to: party, address, at: at, letter: letter, quoting: messages.last?.messageID)
      }
      number += 1
    }
    messages.sort { ($0.at, $0.messageID) < ($1.at, $1.messageID) }
    var last = Message(
      at: London.time(11, 12, 23, 40), from: .impostor, Party.impostor.mailAddress,
      letter(on: "enquiry"))
    last.messageID = "<\(last.at).larkin@larkin-books.example>"
    messages.append(last)
  }
}
