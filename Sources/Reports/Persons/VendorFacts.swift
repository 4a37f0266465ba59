package import Warehouse

/// What is said of a vendor on a screen and on a page; nothing that is secret.
package struct VendorFacts: Sendable {
  private let record: VendorRecord

  package init(_ record: VendorRecord) { self.record = record }

  /// Facts with their titles.
  package var facts: [(title: String, text: String)] {
    let place = [record.street, record.postalCode, record.city, record.country].compactMap(\.self)
      .joined(separator: ", ")
    let all: [(String, String?)] = [
      ("Number", record.number), ("Contact", record.contactName), ("Mail address", record.email),
      ("Telephone", record.phone), ("Address", place.isEmpty ? nil : place),
      ("Website", record.website), ("Supplies", record.supplies), ("Since", record.since),
      ("Note", record.note), ("Site", record.site),
    ]
    return all.compactMap { title, text in text.map { (title, $0) } }
  }
}
