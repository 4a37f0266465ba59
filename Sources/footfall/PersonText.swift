import Clickstream
import Pipeline
import Reports
import Warehouse

/// One person on one screen.
struct PersonText {
  /// Longer texts are cut: the screen tells what it was about, not all that was said.
  private static let width = 60

  private let record: PersonRecord
  private let facts: PersonFacts

  /// - Parameters:
  ///   - zone: of the site, in which times are told.
  ///   - currency: of the site.
  init(_ record: PersonRecord, zone: Zone, currency: String) {
    self.record = record
    facts = PersonFacts(record, zone: zone, currency: currency)
  }

  var text: String {
    let known = facts.facts.map { [$0.title, cut($0.text)] }
    var parts = [
      shown(facts.name),
      Columns.text(known + [["Site", record.site], ["Id", "#\(record.person)"]]),
    ]
    if !record.identifiers.isEmpty {
      parts.append(Columns.text([["KNOWN BY", "VALUE", "SINCE", "TIED BY"]] + facts.identifiers))
    }
    if !record.timeline.isEmpty {
      parts.append(
        Columns.text(
          [["WHEN", "WHAT", "ABOUT", "SAID"]]
            + facts.timeline.map { [$0[0], $0[1], cut($0[2]), cut($0[3])] }))
    }
    return parts.joined(separator: "\n\n")
  }

  private func cut(_ text: String) -> String {
    let line = shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    return line.count > Self.width ? line.prefix(Self.width - 1) + "…" : line
  }

  private func shown(_ text: String) -> String { PrintableText.string(from: text) }
}
