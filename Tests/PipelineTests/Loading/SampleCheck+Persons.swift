import PostgreSQL
import Testing

extension SampleCheck {
  func contacts() async throws {
    let contacts = truth.contacts
    #expect(try await number("SELECT count(*) FROM footfall.contact") == contacts.total)
    #expect(try await counts("channel", "footfall.contact") == contacts.by_channel)
    #expect(try await counts("direction", "footfall.contact") == contacts.by_direction)
    #expect(
      try await counts("topic", "footfall.contact") == contacts.by_topic.nonzero)
    #expect(
      try await counts("form", "footfall.contact WHERE channel = 'form'")
        == truth.forms.by_form)
    #expect(
      try await number("SELECT count(*) FROM footfall.contact WHERE person IS NULL")
        == contacts.without_address)
    #expect(
      try await number("SELECT count(*) FROM footfall.person WHERE contacts > 0")
        == contacts.persons)
    for (kind, rejects) in [("form", truth.forms.rejects), ("mail", truth.mail.rejects)] {
      #expect(
        try await counts("reason", "footfall.rejected_record WHERE stream_kind = '\(kind)'")
          == rejects)
    }
    try await expect(
      """
      SELECT concat_ws(' | ', address, \(Self.time("last_contact_at")), last_channel,
        last_direction, last_topic, last_subject)
      FROM footfall.person WHERE contacts > 0
      """,
      gives: contacts.last_contact.texts(
        "person", "at", "channel", "direction", "topic", "subject"))
  }

  /// As RFC 3339 has it, in UTC; empty for none.
  static func time(_ column: String) -> String {
    #"coalesce(to_char(\#(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')"#
  }

  /// Who is who: every person with all addresses, number, log-ins, telephones, orders, wishes, visits and
  /// the word on news.
  func persons() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', coalesce(p.address, p.name), coalesce(i.addresses, ''),
        coalesce(p.customer_number, ''), coalesce(i.logins, ''), coalesce(i.telephones, ''), p.orders, (100 * p.spent)::bigint,
        (SELECT count(*) FROM footfall.wish w WHERE w.person = p.person AND w.removed_at IS NULL),
        p.visits,
        CASE WHEN p.opt_in THEN 'yes' WHEN NOT p.opt_in THEN 'no' ELSE '' END)
      FROM footfall.person p
      LEFT JOIN (
        SELECT person, \(Self.values("mail address", "member")) AS addresses,
          \(Self.values("login", "member")) AS logins,
          \(Self.values("telephone", "sole")) AS telephones
        FROM footfall.person_identifier
        GROUP BY person) i USING (person)
      """,
      gives: truth.persons.texts(
        "person", "addresses", "customer", "logins", "telephones", "orders", "spent_pence",
        "wishes",
        "visits", "news"))
    #expect(
      try await counts("set_aside", "footfall.person_evidence WHERE set_aside IS NOT NULL")
        == truth.set_aside)
    #expect(
      try await number(
        "SELECT count(*) FROM footfall.person_identifier WHERE kind = 'telephone' AND state = 'shared'"
      ) == truth.shared_telephones)
  }

  /// All values of a kind in one text.
  private static func values(_ kind: String, _ state: String) -> String {
    """
    string_agg(value, ' ' ORDER BY value COLLATE "C")
      FILTER (WHERE kind = '\(kind)' AND state = '\(state)')
    """
  }

  /// What the address book says without a date was said when the file was written.
  func consents() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', coalesce(p.address, p.name), c.purpose, c.status, c.basis,
        CASE WHEN c.basis <> 'ledger' OR EXISTS (
            SELECT FROM footfall.customer u WHERE u.person = c.person AND u.opt_in_at = c.at)
          THEN \(Self.time("c.at")) ELSE '' END, c.proof)
      FROM footfall.consent_state c JOIN footfall.person p USING (person)
      """, gives: truth.consents.texts("person", "purpose", "status", "basis", "at", "proof"))
  }

  func preferences() async throws {
    let fact = "concat_ws(' ', f.provenance, f.name, f.value, f.times)"
    try await expect(
      """
      SELECT concat_ws(' | ', coalesce(p.address, p.name),
        string_agg(\(fact), '; ' ORDER BY \(fact) COLLATE "C"))
      FROM footfall.preference f JOIN footfall.person p USING (person)
      GROUP BY p.address, p.name
      """, gives: truth.preferences.texts("person", "likes"))
  }

  func cases() async throws {
    try await expect(
      """
      SELECT concat_ws(' | ', coalesce(p.address, p.name), c.kind, c.topic, c.subject,
        \(Self.time("c.opened_at")), \(Self.time("c.waiting_since")), c.state,
        coalesce(c.owner, ''), coalesce(c.cause, ''), coalesce(c.closed_by, ''))
      FROM footfall.service_case c LEFT JOIN footfall.person p USING (person)
      """,
      gives: truth.cases.texts(
        "person", "kind", "topic", "subject", "opened", "waiting", "state", "owner", "cause",
        "closed_by"))
    try await expect(
      "SELECT concat_ws(' | ', day, what, staff) FROM footfall.diary WHERE kind = 'entry'",
      gives: truth.diary.texts("day", "what", "owner"))
  }
}
