package import Clickstream

extension FormRecord {
  /// The touch with a person that the submission is.
  ///
  /// - Parameters:
  ///   - site: name of the site that the form belongs to.
  ///   - key: the key of the database.
  ///   - generation: content id of the stream.
  ///   - position: byte offset of the line.
  ///   - classify: what a submission is about, and why: the topic, the rule that weighed most, the
  ///     sum, and all rules that matched; not asked where a form holds nothing but boxes.
  package func contact(
    site: String, key: SipHash.Key, generation: Int64, position: Int64,
    classify: (FormRecord) -> (topic: String, rule: String, score: Double, rules: String)
  ) -> Contact {
    var hasher = SipHash(key: key)
    hasher.combine(text: site)
    hasher.combine(text: "form")
    hasher.combine(UInt64(bitPattern: generation))
    hasher.combine(UInt64(bitPattern: position))
    let topic =
      topicOfSettings.map { (topic: $0, rule: "boxes", score: 0, rules: "boxes") }
      ?? classify(self)
    var contact = Contact(
      id: hasher.finishSigned(), at: at, direction: .inbound, channel: .form, address: address,
      personName: personName, topic: topic.topic, topicRule: topic.rule,
      topicScore: topic.score, topicRules: topic.rules, subject: subject,
      excerpt: PlainText.excerpt(message), form: form, pagePath: pagePath, generation: generation,
      position: position)
    contact.consents = consents
    contact.declared = declared
    return contact
  }

  /// The first mail address in a field made for one; nil where it is none, or blocked.
  package var address: MailAddress? {
    for value in values(.address) {
      if let address = MailAddress(value), !address.isBlocked { return address }
    }
    return nil
  }

  package var personName: String {
    if let name = values(.name).first { return PlainText.line(name, limit: 200) }
    let parts = values(.firstName).prefix(1) + values(.lastName).prefix(1)
    return PlainText.line(parts.joined(separator: " "), limit: 200)
  }

  package var subject: String { PlainText.line(values(.subject).first ?? "") }

  /// What was written; a form without such a field says what its other fields hold.
  package var message: String {
    let messages = values(.message)
    if !messages.isEmpty { return messages.joined(separator: "\n") }
    return fields.filter { FormFieldRole($0.name) == nil && !$0.value.isEmpty && !$0.isOfVisitor }
      .map { "\($0.name): \($0.value)" }.joined(separator: "\n")
  }

  /// The values, save empty ones, of the fields with a role.
  private func values(_ role: FormFieldRole) -> [String] {
    fields.filter { !$0.value.isEmpty && FormFieldRole($0.name) == role }.map(\.value)
  }
}
