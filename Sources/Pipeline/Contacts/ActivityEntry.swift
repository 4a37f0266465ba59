package import Clickstream
import Enrichment
internal import Foundation
package import Warehouse

/// Something that staff did with a person and types in.
///
/// It is loaded as a list of one row would be: whose it is, what it replaces and how it is taken back
/// follow the rules of the ledger `activity`.
package struct ActivityEntry: Sendable {
  /// What the stream of such a row is called.
  package static let source = "activity add"

  /// Whom it is about, by the field of the ledger that names the person.
  package let person: (field: String, value: String)
  /// Fields of the ledger beside the person, as they were typed.
  package var values: [String: String]

  /// - Parameter callingCode: of a telephone number that names no country.
  package init(
    about name: String, found: PersonMatch?, values: [String: String], callingCode: String? = nil
  ) throws {
    person = try Self.field(of: name, found, callingCode)
    self.values = values
  }

  /// The field that names the person: of a known one what he is known by, else what the name looks
  /// like.
  private static func field(
    of name: String, _ found: PersonMatch?, _ callingCode: String?
  ) throws -> (field: String, value: String) {
    switch found?.kind {
    case "mail address": return ("email", found?.value ?? name)
    case "customer number": return ("customer_number", found?.value ?? name)
    case "telephone": return ("phone", found?.value ?? name)
    case .some(let kind):
      throw UsageError(
        "an activity names a person by mail address, customer number or telephone number, and "
          + "\(name) is a \(kind); see `footfall person show \(name)` for another name")
    case nil: break
    }
    if let address = MailAddress(name) { return ("email", address.normalised) }
    let code = PhoneNumber.isNational(name) ? callingCode : nil
    if PhoneNumber(name, callingCode: code) != nil { return ("phone", name) }
    if name.hasPrefix("#") {
      throw NothingFound("nobody has the id \(name); see `footfall person list`")
    }
    throw NothingFound(
      "nobody is known as \(name); a mail address or a telephone number with its country, as "
        + "+43 1 234567, makes a new person; a customer number must stand in a list first")
  }

  /// The row as a line of JSON.
  func line() throws -> [UInt8] {
    var members = values
    members[person.field] = person.value
    return Array(
      try JSONSerialization.data(
        withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
    ) + [UInt8(ascii: "\n")]
  }
}

extension LedgerImport {
  /// Loads what staff typed in.
  ///
  /// - Returns: the id of the activity, and what was learned of who is who.
  /// - Throws: `UsageError` where a value of it cannot be used.
  package func add(_ entry: ActivityEntry) async throws -> Int64 {
    let source = LedgerSource(
      path: ActivityEntry.source, bytes: try entry.line(), modified: now)
    return try await loading(source) { file, session in
      guard let id = try await session.steady({ try await $0.activities(in: file) }).first else {
        throw UsageError(
          "nothing was written down: the very same was before, or whom it names was erased")
      }
      return id
    }
  }
}

extension PersonMatch {
  /// The same person by a value that makes the person, where this is a telephone number: that alone
  /// joins no record to anybody, for others may come to have it.
  package func byOwnName(in warehouse: Warehouse) async throws -> PersonMatch {
    guard kind == "telephone",
      let record = try await warehouse.person(person, site: site, limit: 0)
    else { return self }
    let names = ["customer number", "mail address"].compactMap { kind in
      record.identifiers.first { $0.kind == kind && $0.state == "member" }
    }
    guard let name = names.first else { return self }
    var match = self
    (match.node, match.kind, match.value) = (name.id, name.kind, name.value)
    return match
  }
}
