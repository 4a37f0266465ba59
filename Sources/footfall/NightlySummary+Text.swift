import Clickstream
import Pipeline
import Reports
import Warehouse

extension NightlySummary {
  /// The summary for people, or for machines.
  func text(_ place: Place, json: Bool) throws -> String {
    if json { return try JSON.text(NightlyOutput(place, self)) }
    let who = persons.flatMap { $0.isNews ? "Who is who: \($0.sentence)" : nil }
    let parts = [
      ingest?.text(in: place.currentFolder), who, olderRules?.sentence, report?.text, place.text,
    ]
    .compactMap(\.self)
    return parts.joined(separator: "\n\n")
  }
}

/// What `--json` prints of a nightly run, a report or the demo.
private struct NightlyOutput: Encodable {
  let database, configuration: String
  let linesPerSecond: Double?
  let unanswered: [String]
  let ingest: IngestSummary?
  let persons: IdentityChanges?
  let olderRules: OlderRules?
  let report: ReportSummary?

  init(_ place: Place, _ summary: NightlySummary) {
    database = place.database
    configuration = place.configuration
    linesPerSecond = summary.ingest?.linesPerSecond
    unanswered = summary.unanswered
    ingest = summary.ingest
    persons = summary.persons
    olderRules = summary.olderRules
    report = summary.report
  }
}

extension ReportSummary {
  fileprivate var text: String {
    var lines = sites.map { site in
      let period = site.from.flatMap { from in site.until.map { " from \(from) to \($0)" } } ?? ""
      let headline = site.headline.map { ": " + PrintableText.string(from: $0) } ?? ""
      return "\(site.name)\(period)\(headline)"
    }
    lines += warnings.map { "Note: \($0)." }
    lines.append(
      "\(Quantity.counted(panels, "panel")) on \(Quantity.counted(pages, "page")), "
        + "\(Quantity.bytes(Int64(bytes))), in \(Quantity.time(seconds)).")
    let places = [["Open", index], ["Persons", personsIndex + " (not for publishing)"]]
    return lines.joined(separator: "\n") + "\n\n" + Columns.text(places)
  }
}
