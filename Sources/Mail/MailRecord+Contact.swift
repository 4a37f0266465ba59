package import Clickstream

/// Whose an address is, in the eyes of one site.
package struct MailOwnership: Sendable {
  /// Whether an address is the business's own.
  private let isOwnAddress: @Sendable (MailAddress) -> Bool
  /// Addresses to which staff sends copies of what it writes, normalised.
  private let dropboxes: Set<String>
  /// The business's own domains, and the names of its mail servers.
  private let hosts: Set<String>

  package init(
    dropboxes: Set<String> = [], hosts: Set<String> = [],
    isOwnAddress: @escaping @Sendable (MailAddress) -> Bool
  ) {
    self.isOwnAddress = isOwnAddress
    self.dropboxes = dropboxes
    self.hosts = hosts
  }

  /// Whether a domain is one of the business's own, or below one.
  func isOwnHost(_ domain: String) -> Bool {
    hosts.contains { domain == $0 || domain.hasSuffix("." + $0) }
  }

  func isDropbox(_ address: MailAddress) -> Bool {
    dropboxes.contains(address.normalised) || address.withoutDetail.map(isDropbox) ?? false
  }

  /// Whether it is the business's own, with or without a plus sign and what stands behind it.
  package func isOwn(_ address: MailAddress) -> Bool {
    isDropbox(address) || isOwnAddress(address) || address.withoutDetail.map(isOwn) ?? false
  }

  /// The mailbox behind an address of the business; any other address as it is.
  package func mailbox(of address: MailAddress) -> MailAddress {
    guard let plain = address.withoutDetail, isOwn(plain) else { return address }
    return mailbox(of: plain)
  }
}

extension MailRecord {
  /// What a message is about, and why.
  package typealias Topic = (topic: String, rule: String, score: Double, rules: String)

  /// Whether it is from one of the business's own addresses; what only speaks of another message
  /// is not, although the business's own server sends it, nor is what that server found to be forged.
  package func isOutbound(_ ownership: MailOwnership) -> Bool {
    !`class`.isReport && !isDisproved && submitter(ownership) == nil
      && from.first.map { ownership.isOwn($0.address) } ?? false
  }

  /// Who filled in a form of which the site tells the business by this message; nil where it is
  /// none such.
  ///
  /// It is from one of the business's own addresses to none but its own, and an answer goes to
  /// somebody else.
  private func submitter(_ ownership: MailOwnership) -> Mailbox? {
    guard !`class`.isReport, `class` != .spam, !isDisproved, let author = from.first,
      ownership.isOwn(author.address), !to.isEmpty,
      (to + cc).allSatisfy({ ownership.isOwn($0.address) })
    else { return nil }
    return replyTo.first { reply in
      // A help desk has answers sent to an address of its own for each ticket: support+17@…
      !ownership.isOwn(reply.address)
        && reply.address.withoutDetail?.localPart != author.address.localPart
    }
  }

  /// Who or what wrote it: what a site passes on from a form is the word of whoever filled it in.
  private func author(_ ownership: MailOwnership) -> MessageClass {
    submitter(ownership) == nil ? `class` : .human
  }

  /// Recipients of one message who are kept.
  private static let recipientLimit = 100

  /// To whom of those who are not of the business a message of it went, each once, in the order of
  /// `To`, `Cc` and, where the business's own copy has it, `Bcc`.
  ///
  /// A message to more than a hundred is a mailing, and a touch with the first hundred alone.
  private func recipients(_ ownership: MailOwnership) -> [MessageFacts.Recipient] {
    guard isOutbound(ownership) else { return [] }
    var known: Set<String> = []
    var recipients: [MessageFacts.Recipient] = []
    for mailbox in to + cc + bcc where recipients.count < Self.recipientLimit {
      let address = mailbox.address
      guard !address.isBlocked, !ownership.isOwn(address), known.insert(address.normalised).inserted
      else { continue }
      recipients.append(.init(address: address, name: mailbox.name))
    }
    return recipients
  }

  /// Whom a message of the business is with first; nil where it went to nobody else.
  private func addressee(_ ownership: MailOwnership) -> MessageFacts.Recipient? {
    recipients(ownership).first
      // Whose address says nothing still has a name.
      ?? (to + cc).first { !ownership.isOwn($0.address) }
      .map { .init(address: $0.address, name: $0.name) }
  }

  /// The touch with a person that the message is.
  ///
  /// A message from one of the business's own addresses is outbound, and the person is the first
  /// recipient who is not of the business: `facts` has them all. Any other is inbound, from the first
  /// sender, and what a site tells of a form from whoever filled it in; what is forged to be of the
  /// business is from nobody. What came in and no human
  /// wrote is nobody's; what a program wrote keeps nothing of its text, in which addresses and names
  /// may stand that nobody would find again.
  ///
  /// - Parameters:
  ///   - generation: content id of the stream, or the message's receipt.
  ///   - position: where in the stream the message begins.
  ///   - ownership: whose addresses are.
  ///   - classify: what a message is about, by all of it and by what its author wrote.
  package func contact(
    generation: Int64, position: Int64, ownership: MailOwnership,
    classify: (_ message: MailRecord, _ ownText: String) -> Topic
  ) -> Contact {
    let isOutbound = isOutbound(ownership)
    let `class` = author(ownership)
    let keepsText = isOutbound || `class` == .human || `class` == .list
    let sender = submitter(ownership) ?? (`class` == .human ? from.first : nil)
    // Who came in by an address of the business has forged it: nobody is known by that.
    let isForged = !isOutbound && sender.map { ownership.isOwn($0.address) } ?? false
    let person =
      isOutbound
      ? addressee(ownership) : sender.map { .init(address: $0.address, name: $0.name) }
    let own = ownText
    let topic = (isOutbound ? nil : Self.topic(of: `class`)) ?? classify(self, own)
    return Contact(
      id: id, at: at, direction: isOutbound ? .outbound : .inbound, channel: .email,
      address: person.flatMap { $0.address.isBlocked || isForged ? nil : $0.address },
      personName: isForged ? "" : person?.name ?? "", topic: topic.topic, topicRule: topic.rule,
      topicScore: topic.score, topicRules: topic.rules, subject: keepsText ? subject : "",
      excerpt: keepsText ? PlainText.excerpt(own) : "", generation: generation,
      position: position)
  }

  /// What is kept of it beside the contact.
  ///
  /// - Parameter length: bytes of the whole message.
  package func facts(length: Int64, ownership: MailOwnership) -> MessageFacts {
    let author = isOutbound(ownership) ? from.first : nil
    let isFormMail = submitter(ownership) != nil
    return MessageFacts(
      class: self.author(ownership), messageID: messageID, references: references,
      // The proof is that of the site, and not of whoever filled in the form.
      isProven: isProven && !isFormMail,
      isForged: author == nil && !isFormMail && self.author(ownership) == .human
        && (isDisproved || from.first.map { ownership.isOwn($0.address) } ?? false),
      size: length, isCut: isCut, receivedAt: receivedAt,
      staff: author.map { $0.name.isEmpty ? ownership.mailbox(of: $0.address).localPart : $0.name }
        ?? "",
      isFromDropbox: author != nil
        && (deliveredTo + to + cc).contains { ownership.isDropbox($0.address) },
      isFormMail: isFormMail, isOurs: isOurs(ownership), recipients: recipients(ownership),
      attachments: attachments,
      reports: reports.map { report in
        var report = report
        // The business is nobody whom it writes to.
        if let recipient = report.recipient, ownership.isOwn(recipient) { report.recipient = nil }
        report.isVouched = isVouched(of: report.recipient, ownership)
        return report
      }, reportedID: reportedID)
  }

  /// Names of mailboxes that no customer of a provider of mail is given (RFC 2142, RFC 3834).
  private static let officers: Set<String> = ["mailer-daemon", "postmaster", "abuse"]

  /// Whether the way that a report came bears out what it says of a recipient: a server of the
  /// business wrote it, or, with proof, one of the business's or of the recipient's domain.
  ///
  /// At a provider of mail anybody has an address: who writes from the recipient's very domain, or from
  /// one that is named as a server, must be an officer of it.
  private func isVouched(of recipient: MailAddress?, _ ownership: MailOwnership) -> Bool {
    // Where nobody wrote down where it came from, it may have come from anywhere.
    if isFromWithin && isTraced { return true }
    guard isProven, let author = from.first?.address else { return false }
    let isOfRecipient = recipient.map { DomainName.areRelated(author.domain, $0.domain) } ?? false
    guard ownership.isOwnHost(author.domain) || isOfRecipient else { return false }
    return Self.officers.contains(author.localPart.lowercased())
      || isOfRecipient && author.domain.hasSuffix(".\(recipient?.domain ?? "")")
  }

  /// Whether a message of the business came from it: nobody else can have a copy of it sent in.
  private func isOurs(_ ownership: MailOwnership) -> Bool {
    isOutbound(ownership)
      && (isFromWithin
        || isProven && from.first.map { ownership.isOwnHost($0.address.domain) } ?? false)
  }

  /// The token of a visit behind the plus sign of the business's own address that a person wrote to;
  /// nil where there is none, or more than one.
  package func token(_ ownership: MailOwnership) -> VisitToken? {
    guard author(ownership) == .human, !isOutbound(ownership) else { return nil }
    // What a server put the message into may be spelled otherwise.
    for mailboxes in [to + cc, deliveredTo] {
      let tokens = mailboxes.filter { $0.address.withoutDetail.map(ownership.isOwn) ?? false }
        .compactMap { VisitToken($0.detail) }
      if let token = tokens.first { return tokens.allSatisfy { $0 == token } ? token : nil }
    }
    return nil
  }

  /// What is said by what came in from programs, whatever its words.
  private static func topic(of class: MessageClass) -> Topic? {
    switch `class` {
    case .bounce: ("bounce", "class", 0, "")
    case .auto, .challenge: ("auto_reply", "class", 0, "")
    case .complaint: ("unsubscribe", "class", 0, "")
    case .spam: ("spam", "class", 0, "")
    case .human, .list: nil
    }
  }
}
