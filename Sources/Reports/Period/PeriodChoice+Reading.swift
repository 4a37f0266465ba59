package import Clickstream
import PostgreSQL
package import Warehouse

extension PeriodChoice {
  /// The period of a site by the records that are stored; nil where there are none.
  ///
  /// - Throws: `ReportError.emptyPeriod` where no day is left.
  package func period(of site: Site, in warehouse: Warehouse) async throws -> Period? {
    let bound = asOf.map { site.zone.start(of: $0.advanced(byDays: 1)) }
    let rows = try await Self.extent(of: site, until: bound, in: warehouse)
    guard let row = rows.first, let first = try row.optionalInstant("first_at"),
      let last = try row.optionalInstant("last_at")
    else {
      try await refuseEarly(site, bound, warehouse)
      return nil
    }
    return try period(
      of: site.zone, dataFrom: first, dataUntil: last,
      recordedUntil: try row.optionalInstant("recorded_at") ?? last)
  }

  /// A site that has records, but none before the bound, keeps the pages that it has.
  private func refuseEarly(_ site: Site, _ bound: Instant?, _ warehouse: Warehouse) async throws {
    guard let asOf, bound != nil else { return }
    let rows = try await Self.extent(of: site, until: nil, in: warehouse)
    guard let first: Timestamp = try rows.first?.get("first_at") else { return }
    let day = site.zone.day(of: Instant(microseconds: first.unixMicroseconds))
    throw ReportError.emptyPeriod(
      "the records of the site \(site.name) begin on \(day), after \(asOf)")
  }

  private static func extent(
    of site: Site, until bound: Instant?, in warehouse: Warehouse
  ) async throws -> QueryResult {
    try await warehouse.run(
      "report_extent",
      [
        .text(site.name),
        .optional(bound?.microseconds, Parameter.timestamptz(unixMicroseconds:)),
      ])
  }
}
