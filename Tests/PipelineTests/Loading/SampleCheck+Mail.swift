import PostgreSQL
import Testing

extension SampleCheck {
  /// Who or what wrote the mail, what was attached, and which of it staff sent to the log.
  func mail() async throws {
    let mail = truth.mail
    let message = "footfall.message m WHERE channel = 'email'"
    #expect(try await counts("class", message) == mail.by_class)
    #expect(try await number("SELECT count(*) FROM \(message) AND is_proven") == mail.proven)
    #expect(
      try await counts("staff", "footfall.contact WHERE channel = 'email' AND staff IS NOT NULL")
        == mail.copies_of_staff)
    #expect(
      try await counts(
        "concat_ws(', ', a.name, a.media_type, a.size)",
        """
        footfall.attachment a
        JOIN footfall.message m ON m.id = a.message AND m.class = 'human'
        """) == mail.attachments)
    try await expect(
      """
      SELECT concat_ws(' | ', v.number, count(m.id), \(Self.time("max(m.at)")))
      FROM footfall.vendor v
      LEFT JOIN footfall.message m ON m.site = v.site AND m.address = v.email
      GROUP BY v.number
      """, gives: truth.vendors.texts("number", "letters", "last"))
  }

  /// What belongs together, when and by whom it was answered first, and who has the word.
  func conversations() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', \(Self.time("c.opened_at")), coalesce(p.address, p.name, ''), c.topic,
        c.messages, \(Self.time("c.first_response_at")), coalesce(c.answered_by, ''),
        coalesce(c.waiting_on, ''))
      FROM footfall.conversation c LEFT JOIN footfall.person p USING (person)
      """,
      gives: truth.conversations.texts(
        "opened", "person", "topic", "messages", "first_answer", "answered_by", "waiting_on"))
  }

  /// In which visit each message was written, by which rule, and how well each rule tells.
  func ties() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', \(Self.time("m.at")), m.channel, coalesce(p.address, p.name, ''),
        v.rule, \(Self.time("v.started_at")))
      FROM footfall.contact_visit v
      JOIN footfall.message m ON m.id = v.contact
      LEFT JOIN footfall.person p USING (person)
      """, gives: truth.ties.texts("at", "channel", "person", "rule", "visit"))
    try await expect(
      """
      SELECT concat_ws(' | ', rule, contacts, with_login, agreeing)
      FROM footfall.contact_visit_quality
      """, gives: truth.tie_rules.texts("rule", "messages", "with_login", "agreeing"))
  }

  func bounces() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', \(Self.time("b.at")), b.address, b.kind, b.reason,
        \(Self.time("m.at")))
      FROM footfall.bounce b LEFT JOIN footfall.message m ON m.id = b.original
      """, gives: truth.bounces.texts("at", "address", "kind", "reason", "original"))
    try await expect(
      "SELECT concat_ws(' | ', address, reason) FROM footfall.suppression",
      gives: truth.suppressions.texts("address", "reason"))
  }
}
