import Clickstream
import Pipeline
import Warehouse

/// One person on one screen.
struct PersonText {
  /// Longer texts are cut: the screen tells what it was about, not all that was said.
  private static let width = 60

  private let record: PersonRecord
  private let zone: Zone
  private let currency: String

  /// - Parameters:
  ///   - zone: of the site, in which times are told.
  ///   - currency: of the site.
  init(_ record: PersonRecord, zone: Zone, currency: String) {
    self.record = record
    self.zone = zone
    self.currency = currency
  }

  var text: String {
    var parts = [head, Columns.text(facts)]
    if !record.identifiers.isEmpty {
      let rows = record.identifiers.map { item in
        [
          item.kind, item.value, day(item.firstSeen),
          item.state == "member" ? item.reason ?? "" : item.state,
        ]
      }
      parts.append(Columns.text([["KNOWN BY", "VALUE", "SINCE", "TIED BY"]] + rows))
    }
    if !record.timeline.isEmpty {
      parts.append(
        Columns.text([["WHEN", "WHAT", "ABOUT", "SAID"]] + record.timeline.map(columns)))
    }
    return parts.joined(separator: "\n\n")
  }

  private var head: String {
    let name = record.name.isEmpty ? record.address ?? "#\(record.person)" : record.name
    let address = record.name.isEmpty ? nil : record.address.map { " <\(shown($0))>" }
    return shown(name) + (address ?? "")
      + (record.isOrganisation ? " (the address of an office)" : "")
  }

  private var facts: [[String]] {
    var facts = [["Lifecycle", record.lifecycle]]
    if let since = record.knownSince { facts.append(["Known since", day(since)]) }
    if let number = record.customerNumber { facts.append(["Customer", number]) }
    if let phone = record.phone { facts.append(["Telephone", phone]) }
    if let language = record.language { facts.append(["Language", language]) }
    if record.consents.isEmpty { facts.append(["Allows", "nothing is known"]) }
    for state in record.consents {
      facts.append([
        "Allows \(state.purpose)",
        "\(state.isGiven ? "yes" : "no"): \(state.status), \(day(state.at)), \(state.proof)",
      ])
    }
    for item in record.suppressions {
      facts.append(["Not to be written to", "\(item.reason), since \(day(item.since))"])
    }
    for provenance in ["declared", "staff", "inferred"] {
      let likes = record.preferences.filter { $0.provenance == provenance }
        .map { "\($0.name): \($0.value)" }
      if !likes.isEmpty {
        facts.append(["Preferences, \(provenance)", cut(likes.joined(separator: "; "))])
      }
    }
    if record.orders > 0 {
      let last = record.lastOrderAt.map { ", the last on \(day($0))" } ?? ""
      facts.append(["Orders", "\(record.orders) for \(record.spent) \(currency)\(last)"])
    }
    if record.subscribes {
      facts.append(["Subscription", record.renewsOn.map { "renews on \($0)" } ?? "runs"])
    }
    for (title, direction) in [
      ("Last word from them", "inbound"), ("Last word to them", "outbound"),
    ] {
      if let touch = record.timeline.first(where: { isContact($0) && $0.direction == direction }) {
        let about = [touch.topic, touch.subject].compactMap(\.self).filter { !$0.isEmpty }
        facts.append([
          title,
          "\(day(touch.at)), \(touch.kind): \(about.joined(separator: ", "))",
        ])
      }
    }
    facts.append(["Site", record.site])
    facts.append(["Id", "#\(record.person)"])
    return facts
  }

  /// What is said to a person or by one; a step that is planned is not.
  private func isContact(_ touch: PersonRecord.Touch) -> Bool {
    ["form", "email", "call", "visit", "letter", "chat", "meeting"].contains(touch.kind)
  }

  private func columns(_ touch: PersonRecord.Touch) -> [String] {
    let way =
      switch touch.direction {
      case "inbound" where isContact(touch): " from them"
      case "outbound" where isContact(touch): " to them"
      default: ""
      }
    let amount = touch.amount.map { "\($0) \(touch.currency ?? "")" }
    let about = [touch.topic?.replacing("_", with: " "), touch.subject, amount]
    return [
      String(zone.civilText(of: touch.at).prefix(16)), touch.kind + way,
      cut(about.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")),
      cut(touch.detail ?? ""),
    ]
  }

  private func day(_ instant: Instant) -> String { zone.day(of: instant).description }

  private func cut(_ text: String) -> String {
    let line = shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    return line.count > Self.width ? line.prefix(Self.width - 1) + "…" : line
  }

  private func shown(_ text: String) -> String { PrintableText.string(from: text) }
}
