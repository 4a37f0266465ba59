package import Clickstream
import PostgreSQL

/// What analyses say of a customer as of the newest day that is analysed.
package struct PersonScore: Sendable, Encodable, Equatable {
  /// The day, as 2026-11-12.
  package var asOf: String
  /// The name of the customer segment; nil where there are too few customers.
  package var segment: String?
  /// Scores of recency, frequency and sum, 1 to 5.
  package var recency, frequency, monetary: Int?
  /// Days within which nine in ten orders follow the one before, and whose rhythm that is.
  package var rhythmDays: Int?
  package var rhythmRule: String?
  package var isOverdue: Bool?
  package var alive: Double?
  package var lifetimeValue: Double?
  package var nextProduct: String?
  package var nextReason: String?
}

/// As of which day the customer segments of a site are told, or why they are not.
package struct SegmentStanding: Sendable, Equatable {
  package let site: String
  package let day: Day
  package let note: String?
}

extension Warehouse {
  /// What analyses say of a customer; nil of whoever has not ordered, or before the first report.
  package func score(of person: Int64, site: String) async throws -> PersonScore? {
    try await run("read_person_score", [.text(site), .int8(person)]).first.map { row in
      func score(_ column: String) throws -> Int? {
        try row.get(column, as: Int16?.self).map { Int($0) }
      }
      return PersonScore(
        asOf: Day(number: try row.get("day_number")).description, segment: try row.get("segment"),
        recency: try score("r"), frequency: try score("f"), monetary: try score("m"),
        rhythmDays: try row.get("rhythm_days", as: Int32?.self).map { Int($0) },
        rhythmRule: try row.get("rhythm_rule"), isOverdue: try row.get("is_overdue"),
        alive: try row.get("alive"), lifetimeValue: try row.get("lifetime_value"),
        nextProduct: try row.get("next_product"), nextReason: try row.get("next_reason"))
    }
  }

  /// As of which days customer segments are told; none of sites that no report was made of.
  ///
  /// - Parameter site: its name; nil for all.
  package func segmentStandings(site: String?) async throws -> [SegmentStanding] {
    try await run("list_segment_days", [.text(site ?? "")]).map { row in
      SegmentStanding(
        site: try row.get("site"), day: Day(number: try row.get("day_number")),
        note: try row.get("note"))
    }
  }
}
