/// A touch with a person, whatever the channel: the record that forms and mail become.
package struct Contact: Equatable, Sendable {
  package enum Direction: Int16, CaseIterable, Sendable {
    /// The person wrote to the business.
    case inbound = 1
    /// The business wrote to the person.
    case outbound = 2

    package var name: String { String(describing: self) }
  }

  package enum Channel: Int16, CaseIterable, Sendable {
    case form = 1
    case email = 2

    package var name: String { String(describing: self) }
  }

  /// Keyed hash of what makes the touch unique (for mail: Message-ID and content).
  package var id: Int64
  package var at: Instant
  package var direction: Direction
  package var channel: Channel
  /// The person's mail address, normalised; nil when none was given.
  package var address: MailAddress?
  /// The name as the person wrote it; display only.
  package var personName: String
  /// Key of the topic in `topics.yaml`; `other` when no rule matched.
  package var topic: String
  /// Name of the rule that decided the topic; empty for `other`.
  package var topicRule: String
  /// The sum of what the rules of the topic weigh in it.
  package var topicScore: Double
  /// Names of all rules of the topic that matched, parted by blanks.
  package var topicRules: String
  package var subject: String
  /// The first 500 characters of what was written, plain text.
  package var excerpt: String
  /// Form contacts: the name of the form, and the path of the page that it stood on.
  package var form: String
  package var pagePath: String
  /// Keyed hash of the visitor cookie that it was sent with; 0 for none.
  package var cookie: Int64 = 0
  /// Keyed hash of the token of a visit that it carries; 0 for none.
  package var token: Int64 = 0
  /// Where the token stood; nil for none.
  package var tokenPlace: VisitToken.Place?
  /// What its fields allow or forbid.
  package var consents: [Consent] = []
  /// What the person says of himself in its fields: `interest`, `channel`, `language`.
  package var declared: [String: String] = [:]
  /// The stream and the position that it was read from.
  package var generation: Int64
  package var position: Int64

  package init(
    id: Int64, at: Instant, direction: Direction, channel: Channel, address: MailAddress?,
    personName: String = "", topic: String = "other", topicRule: String = "",
    topicScore: Double = 0, topicRules: String = "", subject: String = "", excerpt: String = "",
    form: String = "", pagePath: String = "", generation: Int64,
    position: Int64
  ) {
    self.id = id
    self.at = at
    self.direction = direction
    self.channel = channel
    self.address = address
    self.personName = personName
    self.topic = topic
    self.topicRule = topicRule
    self.topicScore = topicScore
    self.topicRules = topicRules
    self.subject = subject
    self.excerpt = excerpt
    self.form = form
    self.pagePath = pagePath
    self.generation = generation
    self.position = position
  }
}
