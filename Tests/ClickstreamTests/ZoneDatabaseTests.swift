import Clickstream
import PostgreSQL
import Support
import Testing

@Suite("Zones as PostgreSQL sees them")
struct ZoneDatabaseTests {
  private static let names = [
    "UTC", "Europe/Vienna", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Moscow",
    "Europe/Istanbul", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo",
    "America/St_Johns", "America/Caracas", "America/Santiago", "America/Havana", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Tehran", "Asia/Pyongyang", "Asia/Beirut", "Africa/Cairo",
    "Africa/Casablanca", "Africa/Juba", "Australia/Lord_Howe", "Australia/Sydney",
    "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Antarctica/Troll",
    "Atlantic/Azores", "America/Godthab",
  ]

  /// Seconds from 1990 to 2040.
  private static let span: ClosedRange<Int64> = 631_152_000...2_208_988_800

  /// Random instants, half of them within an hour of a change of the clock or of a midnight.
  private func instants(_ zone: Zone, seed: UInt64) -> [Instant] {
    var random = SplitMix64(seed: seed)
    return (0..<200).map { index in
      let any = Instant(seconds: Int64.random(in: Self.span, using: &random))
      guard index % 2 == 0 else { return any }
      let start = zone.start(of: zone.day(of: any))
      return start.advanced(bySeconds: Int64.random(in: -3_600...10_800, using: &random))
    }
  }

  @Test("day, hour, weekday and text are those of AT TIME ZONE", arguments: names, [1, 2, 3])
  func local(name: String, seed: UInt64) async throws {
    let zone = try Zone(named: name)
    let instants = instants(zone, seed: seed)
    let connection = try await Connection.open(TestCluster.shared.info)
    // Another zone of the session must not matter.
    try await connection.execute("SET TIME ZONE 'Asia/Kolkata'", name: "zone")
    let rows = try await connection.query(
      """
      SELECT (t AT TIME ZONE $2)::date - date '1970-01-01' AS day,
        extract(hour FROM t AT TIME ZONE $2)::int8 AS hour,
        extract(isodow FROM t AT TIME ZONE $2)::int8 AS weekday,
        to_char(t AT TIME ZONE $2, 'YYYY-MM-DD HH24:MI:SS') AS text
      FROM unnest($1::timestamptz[]) WITH ORDINALITY AS n (t, place)
      ORDER BY place
      """, name: "local",
      [.timestamptzArray(unixMicroseconds: instants.map(\.microseconds)), .text(name)])
    #expect(rows.count == instants.count)
    for (row, instant) in zip(rows, instants) {
      #expect(try row.get("day") == zone.day(of: instant).number)
      #expect(try row.get("hour") == Int64(zone.hour(of: instant)))
      #expect(try row.get("weekday") == Int64(zone.isoWeekday(of: instant)))
      #expect(try row.get("text") == zone.civilText(of: instant))
    }
    await connection.close()
  }

  @Test(
    "a day starts at its first instant: one microsecond earlier it is the day before",
    arguments: names)
  func starts(name: String) async throws {
    let zone = try Zone(named: name)
    let days = instants(zone, seed: 4).map { zone.day(of: $0) }
    let connection = try await Connection.open(TestCluster.shared.info)
    let rows = try await connection.query(
      """
      SELECT (t AT TIME ZONE $2)::date - date '1970-01-01' AS day,
        ((t - interval '1 microsecond') AT TIME ZONE $2)::date - date '1970-01-01' AS before
      FROM unnest($1::timestamptz[]) WITH ORDINALITY AS n (t, place)
      ORDER BY place
      """, name: "starts",
      [
        .timestamptzArray(unixMicroseconds: days.map { zone.start(of: $0).microseconds }),
        .text(name),
      ])
    for (row, day) in zip(rows, days) {
      #expect(try row.get("day") == day.number)
      #expect(try row.get("before", as: Int32.self) < day.number)
    }
    await connection.close()
  }
}
