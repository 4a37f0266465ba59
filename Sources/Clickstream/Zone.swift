/// A time zone by its name in the system's zoneinfo, as PostgreSQL reads it.
///
/// Two zones are equal when their names are. Seconds east of Greenwich, days and hours are found by
/// a binary search; nothing is cached and nothing depends on the process' own zone.
package struct Zone: Sendable {
  /// Name in the tz database: `Europe/Berlin`.
  package let name: String
  private let table: ZoneTable

  package static let utc = Zone(name: "UTC", table: .utc)

  private init(name: String, table: ZoneTable) {
    self.name = name
    self.table = table
  }

  /// Reads the zone of that name from the system's zoneinfo.
  package init(named name: String) throws(ZoneError) {
    self = name == "UTC" ? .utc : Zone(name: name, table: try ZoneFile.table(named: name))
  }

  /// Seconds east of Greenwich at an instant.
  package func offset(at instant: Instant) -> Int64 { table.offset(at: instant.seconds) }

  /// Seconds east of Greenwich for a local time, which is given in seconds as if it were UTC.
  ///
  /// Of a time that comes twice the first is meant; one that does not exist is read as if the
  /// clock had not been put forward.
  package func offset(atLocal local: Int64) -> Int64 {
    // No zone is a day away from Greenwich.
    let before = table.offset(at: local - 86_400)
    let after = table.offset(at: local + 86_400)
    if before == after || table.offset(at: local - before) == before { return before }
    return table.offset(at: local - after) == after ? after : before
  }

  /// The local day that an instant lies in.
  package func day(of instant: Instant) -> Day {
    Day(number: Int32(truncatingIfNeeded: Int64(floorDividing: local(instant), by: 86_400)))
  }

  /// The local hour, 0 to 23, that an instant lies in.
  package func hour(of instant: Instant) -> Int { secondOfDay(instant) / 3_600 }

  /// The local weekday of an instant: Monday is 1, Sunday is 7.
  package func isoWeekday(of instant: Instant) -> Int { day(of: instant).isoWeekday }

  /// The first instant of a local day.
  ///
  /// Where midnight does not exist it is the first instant after the gap, where midnight is twice
  /// the first of the two, where the whole day was left out the start of the day after.
  package func start(of day: Day) -> Instant {
    Instant(seconds: table.firstInstant(atLocal: Int64(day.number) * 86_400))
  }

  /// Local date and time to the second: `2026-11-23 14:05:09`.
  package func civilText(of instant: Instant) -> String {
    "\(day(of: instant)) \(ClockText.hms(secondOfDay(instant)))"
  }

  private func local(_ instant: Instant) -> Int64 { instant.seconds + offset(at: instant) }

  private func secondOfDay(_ instant: Instant) -> Int {
    let local = local(instant)
    return Int(local - Int64(floorDividing: local, by: 86_400) * 86_400)
  }
}

extension Zone: Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
