package import Clickstream

extension MailRecord {
  /// The touch with a person that the message is.
  ///
  /// A message from one of the business's own addresses is outbound, and the person is the first
  /// recipient who is not of the business; any other is inbound, from the first sender.
  ///
  /// - Parameters:
  ///   - generation: content id of the stream, or the message's receipt.
  ///   - position: where in the stream the message begins.
  ///   - isOwn: whether an address is the business's own.
  ///   - classify: topic and deciding rule for a message.
  package func contact(
    generation: Int64, position: Int64, isOwn: (MailAddress) -> Bool,
    classify: (MailRecord) -> (topic: String, rule: String)
  ) -> Contact {
    let isOutbound = from.first.map { isOwn($0.address) } ?? false
    let person = isOutbound ? (to + cc).first { !isOwn($0.address) } : from.first
    let (topic, rule) = classify(self)
    return Contact(
      id: id, at: at, direction: isOutbound ? .outbound : .inbound, channel: .email,
      address: person.flatMap { $0.address.isBlocked ? nil : $0.address },
      personName: person?.name ?? "", topic: topic, topicRule: rule, subject: subject,
      excerpt: PlainText.excerpt(ownText), generation: generation, position: position)
  }
}
