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
  private let currency: String
  private let score: PersonScore?

  /// - Parameters:
  ///   - zone: of the site, in which times are told.
  ///   - currency: of the site.
  ///   - score: what analyses say of the person.
  init(_ record: PersonRecord, zone: Zone, currency: String, score: PersonScore? = nil) {
    self.record = record
    self.currency = currency
    self.score = score
    facts = PersonFacts(record, zone: zone, currency: currency)
  }

  var text: String {
    let known = facts.facts.map { [$0.title, cut($0.text)] }
    var parts = [
      shown(facts.name),
      Columns.text(known + scores + [["Site", record.site], ["Id", "#\(record.person)"]]),
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

  /// What analyses say, with the day as of which they do.
  private var scores: [[String]] {
    guard let score else { return [] }
    var lines: [[String]] = []
    if let segment = score.segment, let r = score.recency, let f = score.frequency,
      let m = score.monetary
    {
      lines.append(["Segment", "\(segment) (R\(r) F\(f) M\(m)), as of \(score.asOf)"])
    }
    if score.isOverdue == true {
      let why = score.rhythmDays.map {
        ": nine in ten orders come within \($0) days, by the rhythm of "
          + (score.rhythmRule == "own" ? "their own" : "others")
      }
      lines.append(["Overdue", "since the last order" + (why ?? ": not renewed")])
    }
    if let value = score.lifetimeValue, abs(value) < 1e15 {
      lines.append([
        "Next twelve months", "about \(Int(value.rounded())) \(currency) to be expected",
      ])
    }
    if let product = score.nextProduct {
      lines.append([
        "Next product", cut([product, score.nextReason ?? ""].joined(separator: ": ")),
      ])
    }
    return lines
  }

  private func cut(_ text: String) -> String {
    let line = shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    return line.count > Self.width ? line.prefix(Self.width - 1) + "…" : line
  }

  private func shown(_ text: String) -> String { PrintableText.string(from: text) }
}
