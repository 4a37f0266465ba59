/// What the messages of a conversation are about: an answer is about what the conversation is about,
/// unless its own words say otherwise by a margin.
package struct TopicThread: Sendable {
  /// What decided a topic that is not the one of the rules.
  package enum Reason: String, Sendable {
    /// Staff put it right.
    case staff
    /// Learned from what staff put right.
    case learned
    /// It is the one of the conversation.
    case thread
  }

  /// What is known of one message by itself.
  package struct Message: Sendable {
    /// By the rules.
    package var ruled: String
    /// The sum of their weights.
    package var score: Double
    /// By what was learned; nil where that says nothing.
    package var learned: String?
    /// By staff.
    package var corrected: String?
    /// Whether its class says what it is about; such a message changes no conversation.
    package var isReport: Bool

    package init(
      ruled: String, score: Double, learned: String? = nil, corrected: String? = nil,
      isReport: Bool = false
    ) {
      self.ruled = ruled
      self.score = score
      self.learned = learned
      self.corrected = corrected
      self.isReport = isReport
    }
  }

  /// By how much a message's own topic must outweigh that of its conversation.
  package static let margin = 3.0

  private var current: (topic: String, score: Double)?

  package init() {}

  /// What the next message, in the order of time, is about; nil where it is what the rules say.
  package mutating func next(_ message: Message) -> (topic: String, reason: Reason)? {
    if let corrected = message.corrected {
      current = (corrected, .infinity)
      return (corrected, .staff)
    }
    if message.isReport { return nil }
    let own = message.learned ?? message.ruled
    let isLearned = own != message.ruled
    if let current, own != current.topic,
      own == "other" || message.score < current.score + Self.margin
    {
      return current.topic == message.ruled ? nil : (current.topic, .thread)
    }
    if own != "other", current.map({ own != $0.topic }) ?? true { current = (own, message.score) }
    return isLearned ? (own, .learned) : nil
  }
}
