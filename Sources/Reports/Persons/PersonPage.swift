import Clickstream
import Warehouse

/// The page of one person: who, what is allowed, and all that happened.
struct PersonPage {
  let site: Site
  let record: PersonRecord
  /// The dashboards of the persons' folder, to which the page leads back.
  let siblings: [Dashboard]

  /// The name of a person's page in the folder of the site.
  static func name(of person: Int64) -> String {
    "person-\(String(UInt64(bitPattern: person), radix: 16)).html"
  }

  var html: String {
    let facts = PersonFacts(record, zone: site.zone, currency: site.currency)
    return RecordPage(
      site: site, name: facts.name, facts: facts.facts,
      tables: [
        .init(
          id: "timeline", title: "What happened, the newest first",
          headings: ["When", "What", "About", "Said"], rows: facts.timeline),
        .init(
          id: "names", title: "What the person is known by",
          headings: ["Kind", "Value", "Since", "Tied by"], rows: facts.identifiers),
      ],
      command: "footfall person show", siblings: siblings
    ).html
  }
}
