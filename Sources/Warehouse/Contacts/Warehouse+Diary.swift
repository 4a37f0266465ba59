package import Clickstream
import Enrichment
import PostgreSQL

extension Warehouse {
  /// What is to be done on a day.
  package struct DiaryRow: Sendable, Encodable, Equatable {
    package var id: Int64
    /// Name of the site.
    package var site: String
    /// `entry`, `next action` or `renewal`.
    package var kind: String
    /// As 2026-11-27, in the zone of the site.
    package var day: String
    package var what: String
    /// With whom; nil where it is about nobody.
    package var name: String?
    package var address: String?
    package var phone: String?
    /// Who is to do it; empty where anybody may.
    package var staff: String
    package var subject: String?
    package var notedAt: Instant
    package var doneAt: Instant?
  }

  /// What is due up to a day, the earliest first.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - staff: who is to do it, beside what anybody may; nil for all.
  ///   - withDone: what is done too.
  ///   - limit: how many at most.
  ///   - asOf: the instant at which the diary stood so; nil for the present.
  package func diary(
    site: String?, until day: Day, staff: String?, withDone: Bool, limit: Int,
    asOf: Instant? = nil
  ) async throws -> [DiaryRow] {
    try await run(
      "list_diary",
      [
        .text(site ?? ""), .text(day.description), .text(staff ?? ""), .bool(withDone),
        .int8(Int64(limit)),
        .optional(asOf) { .timestamptz(unixMicroseconds: $0.microseconds) },
      ]
    ).map { row in
      DiaryRow(
        id: try row.get("id"), site: try row.get("site"), kind: try row.get("kind"),
        day: try row.get("day"), what: try row.get("what"), name: try row.get("name"),
        address: try row.get("address"), phone: try row.get("phone"),
        staff: try row.get("staff"), subject: try row.get("subject"),
        notedAt: try row.instant("noted_at"), doneAt: try row.optionalInstant("done_at"))
    }
  }

  /// Writes an entry into the diary of a site.
  ///
  /// - Parameters:
  ///   - person: whom it is about.
  ///   - staff: who is to do it; empty where anybody may.
  ///   - author: who writes it down.
  /// - Returns: its id.
  package func addToDiary(
    _ day: Day, _ what: String, site name: String, about person: PersonMatch?, staff: String,
    author: String, now: Instant
  ) async throws -> Int64 {
    guard let ids, let site = try await run("find_site", [.text(name)]).first else {
      throw WarehouseError.siteUnknown
    }
    let siteID: Int64 = try site.get("id")
    var hasher = ids.hasher(.diary)
    hasher.combine(UInt64(bitPattern: siteID))
    hasher.combine(UInt64(bitPattern: now.microseconds))
    hasher.combine(text: what)
    let id = Ids.id(hasher)
    try await run(
      "put_diary_entry",
      [
        .int8(id), .int8(siteID), .text(day.description), .text(what),
        .int8(person?.node ?? 0), .text(staff),
        .timestamptz(unixMicroseconds: now.microseconds), .text(author),
      ])
    return id
  }

  /// Says that an entry is done.
  ///
  /// - Returns: what it was and on which day; nil where there is no such entry to be done.
  package func finish(
    diaryEntry id: Int64, staff: String, now: Instant
  ) async throws -> (what: String, day: String)? {
    try await run(
      "finish_diary_entry",
      [.int8(id), .timestamptz(unixMicroseconds: now.microseconds), .text(staff)]
    ).first.map { (try $0.get("what"), try $0.get("day")) }
  }
}
