import Clickstream
import Warehouse

/// The page of one vendor: who, and what was written to and fro; nothing that is secret.
struct VendorPage {
  let site: Site
  let record: VendorRecord
  /// The person whom the mail address names, where it names one.
  let person: PersonRecord?
  /// The dashboards of the persons' folder, to which the page leads back.
  let siblings: [Dashboard]

  /// The name of a vendor's page in the folder of the site.
  static func name(of vendor: Int64) -> String {
    "vendor-\(String(UInt64(bitPattern: vendor), radix: 16)).html"
  }

  var html: String {
    let timeline = person.map {
      PersonFacts($0, zone: site.zone, currency: site.currency).timeline
    }
    return RecordPage(
      site: site, name: record.name, facts: VendorFacts(record).facts,
      tables: [
        .init(
          id: "timeline", title: "What was written to and fro, the newest first",
          headings: ["When", "What", "About", "Said"], rows: timeline ?? [])
      ],
      command: "footfall vendor show", siblings: siblings
    ).html
  }
}
