/// A time zone by its name in the system's zoneinfo, as PostgreSQL reads it.
package struct Zone: Hashable, Sendable {
  /// Name in the tz database: `Europe/Berlin`.
  package let name: String

  package static let utc = Zone(unchecked: "UTC")

  private init(unchecked name: String) { self.name = name }

  /// Seconds east of Greenwich at an instant.
  package func offset(at instant: Instant) -> Int64 { 0 }

  /// The local day that an instant lies in.
  package func day(of instant: Instant) -> Day {
    let local = instant.seconds + offset(at: instant)
    return Day(number: Int32(Int64(floorDividing: local, by: 86_400)))
  }

  /// The first instant of a local day.
  package func start(of day: Day) -> Instant { Instant(seconds: Int64(day.number) * 86_400) }
}
