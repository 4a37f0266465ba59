package import Clickstream
package import Warehouse

/// What is said of a person on a screen and on a page: one wording for both.
///
/// Its texts come from forms, mails and lists: whoever shows them makes them harmless.
package struct PersonFacts: Sendable {
  private let record: PersonRecord
  private let zone: Zone
  private let currency: String

  /// - Parameters:
  ///   - zone: of the site, in which times are told.
  ///   - currency: of the site.
  package init(_ record: PersonRecord, zone: Zone, currency: String) {
    self.record = record
    self.zone = zone
    self.currency = currency
  }

  /// The name, else what the person is known by.
  package var name: String {
    record.name.isEmpty
      ? record.address ?? record.customerNumber ?? "#\(record.person)" : record.name
  }

  /// Facts with their titles, the important ones first.
  package var facts: [(title: String, text: String)] {
    var facts = [("Lifecycle", record.lifecycle)]
    if record.isOrganisation { facts.append(("Kind", "the address of an office")) }
    if let source = source(of: "name") { facts.append(("Name by", source)) }
    if !record.name.isEmpty, let address = record.address { facts.append(("Address", address)) }
    if let since = record.knownSince { facts.append(("Known since", day(since))) }
    if let number = record.customerNumber { facts.append(("Customer", number)) }
    if let phone = record.phone {
      facts.append(
        ("Telephone", [phone, source(of: "phone")].compactMap(\.self).joined(separator: ", by ")))
    }
    if let language = record.language { facts.append(("Language", language)) }
    facts += allowed
    for provenance in ["declared", "staff", "inferred"] {
      let likes = record.preferences.filter { $0.provenance == provenance }
        .map { "\($0.name): \($0.value)" }
      if !likes.isEmpty {
        facts.append(("Preferences, \(provenance)", likes.joined(separator: "; ")))
      }
    }
    if record.orders > 0 {
      let last = record.lastOrderAt.map { ", the last on \(day($0))" } ?? ""
      facts.append(
        ("Orders", "\(record.orders) for \(MoneyText.text(record.spent, currency))\(last)"))
    }
    for (code, orders) in record.foreignOrders.sorted(by: { $0.key < $1.key }) {
      facts.append(
        ("Not in that sum", ForeignAmounts.sentence(orders, "order", in: code, site: currency)))
    }
    if record.subscribes {
      facts.append(("Subscription", record.renewsOn.map { "renews on \($0)" } ?? "runs"))
    }
    for (title, direction) in [
      ("Last word from them", "inbound"), ("Last word to them", "outbound"),
    ] {
      if let touch = record.lastWords.first(where: { $0.direction == direction }) {
        let about = [touch.topic?.replacing("_", with: " "), touch.subject].compactMap(\.self)
          .filter { !$0.isEmpty }
        facts.append(
          (title, "\(day(touch.at)), \(touch.kind): \(about.joined(separator: ", "))"))
      }
    }
    return facts
  }

  /// The record by which the person has a name or a telephone number.
  private func source(of attribute: String) -> String? {
    guard let found = record.attributes.first(where: { $0.attribute == attribute }) else {
      return nil
    }
    let place = found.stream.map { ": \(PersonRecord.file($0)), byte \(found.position)" } ?? ""
    return "\(found.source), \(day(found.at))\(place)"
  }

  private var allowed: [(title: String, text: String)] {
    var facts: [(String, String)] = []
    if record.consents.isEmpty { facts.append(("Allows", "nothing is known")) }
    for state in record.consents {
      facts.append(
        (
          "Allows \(state.purpose)",
          "\(state.isGiven ? "yes" : "no"): \(state.status), \(day(state.at)), \(state.proof)"
        ))
    }
    for item in record.suppressions {
      facts.append(("Not to be written to", "\(item.reason), since \(day(item.since))"))
    }
    return facts
  }

  /// What the person is known by: kind, value, since when, and the record that ties it.
  package var identifiers: [[String]] {
    record.identifiers.map { item in
      [
        item.kind, item.value, day(item.firstSeen),
        item.state == "member" ? reason(of: item) : item.state,
      ]
    }
  }

  /// What ties a value: the first record, and what staff said, with who, when and with which words.
  private func reason(of item: PersonRecord.Identifier) -> String {
    let said = item.statements.map { statement in
      let who = [statement.staff, day(statement.at)].filter { !$0.isEmpty }
      return "staff (\(who.joined(separator: ", "))\(statement.note.map { ": \($0)" } ?? ""))"
    }
    let record = item.reason.flatMap { said.isEmpty || $0 != "staff" ? $0 : nil }
    return ([record].compactMap(\.self) + said).joined(separator: "; ")
  }

  /// What happened: when, what, about what, and what was said.
  package var timeline: [[String]] {
    record.timeline.map { touch in
      let way =
        switch touch.direction {
        case "inbound" where isContact(touch): " from them"
        case "outbound" where isContact(touch): " to them"
        default: ""
        }
      let amount = touch.amount.map { MoneyText.text($0, touch.currency ?? "") }
      let about = [touch.topic?.replacing("_", with: " "), touch.subject, amount]
      return [
        String(zone.civilText(of: touch.at).prefix(16)), touch.kind + way,
        about.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", "),
        touch.detail ?? "",
      ]
    }
  }

  /// What is said to a person or by one; a step that is planned is not.
  private func isContact(_ touch: PersonRecord.Touch) -> Bool {
    ["form", "email", "call", "visit", "letter", "chat", "meeting"].contains(touch.kind)
  }

  private func day(_ instant: Instant) -> String { zone.day(of: instant).description }
}
