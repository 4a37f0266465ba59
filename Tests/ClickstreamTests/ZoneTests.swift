import Clickstream
import Support
import Testing

@Suite("Time zones")
struct ZoneTests {
  private static func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text))
  }

  @Test(
    "an instant has the local time that the tz database gives it",
    arguments: [
      ("Europe/Vienna", "2026-03-29T00:59:59Z", "2026-03-29 01:59:59"),
      ("Europe/Vienna", "2026-03-29T01:00:00Z", "2026-03-29 03:00:00"),
      ("Europe/Vienna", "2026-10-25T01:00:00Z", "2026-10-25 02:00:00"),
      ("Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01 05:45:00"),
      ("Europe/Dublin", "2026-01-15T12:00:00Z", "2026-01-15 12:00:00"),
      ("Europe/Dublin", "2026-07-15T12:00:00Z", "2026-07-15 13:00:00"),
      ("America/St_Johns", "1990-10-28T02:30:59Z", "1990-10-28 00:00:59"),
      ("America/St_Johns", "1990-10-28T02:31:00Z", "1990-10-27 23:01:00"),
      ("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29 23:59:59"),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31 00:00:00"),
      // Past the tables of the files: the rule of the footer, south of the equator too.
      ("Europe/Vienna", "2050-03-27T00:59:59Z", "2050-03-27 01:59:59"),
      ("Europe/Vienna", "2050-03-27T01:00:00Z", "2050-03-27 03:00:00"),
      ("America/New_York", "2199-07-04T12:00:00Z", "2199-07-04 08:00:00"),
      ("Australia/Sydney", "2199-01-15T00:00:00Z", "2199-01-15 11:00:00"),
      ("Australia/Sydney", "5199-07-15T00:00:00Z", "5199-07-15 10:00:00"),
      ("UTC", "2026-11-23T23:59:59Z", "2026-11-23 23:59:59"),
    ])
  func localTime(name: String, instant: String, expected: String) throws {
    let zone = try Zone(named: name)
    #expect(zone.civilText(of: try Self.instant(instant)) == expected)
  }

  @Test(
    "a local day starts at its first instant, whatever the clocks do at midnight",
    arguments: [
      ("Europe/Vienna", "2026-03-29", "2026-03-28T23:00:00Z"),
      // Midnight does not exist.
      ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
      ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z"),
      // Midnight is twice: the first.
      ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),
      // The day begins, then the evening before comes again.
      ("America/St_Johns", "1990-10-28", "1990-10-28T02:30:00Z"),
      // The day was left out.
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ])
  func dayStart(name: String, day: String, expected: String) throws {
    let day = try #require(Day(day))
    #expect(try Zone(named: name).start(of: day).rfc3339 == expected)
  }

  @Test(
    "a day starts where the day before ends",
    arguments: ["Europe/Vienna", "America/Sao_Paulo", "America/Havana", "Asia/Tehran", "UTC"])
  func days(name: String) throws {
    let zone = try Zone(named: name)
    for number in stride(from: Int32(7_300), through: 40_000, by: 1) {
      let start = zone.start(of: Day(number: number))
      guard zone.day(of: start).number == number,
        zone.day(of: start.advanced(bySeconds: -1)).number == number - 1
      else {
        Issue.record("\(name) \(Day(number: number)) starts at \(start.rfc3339)")
        return
      }
    }
  }

  @Test("hour, weekday, day and offset say the same", arguments: [31, 32] as [UInt64])
  func parts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let zone = try Zone(named: "America/St_Johns")
    for _ in 0..<2_000 {
      let instant = Instant(
        microseconds: .random(in: -2_000_000_000_000_000...9_000_000_000_000_000, using: &random))
      let local = instant.advanced(bySeconds: zone.offset(at: instant))
      #expect(zone.hour(of: instant) == Zone.utc.hour(of: local))
      #expect(zone.day(of: instant) == Zone.utc.day(of: local))
      #expect(zone.isoWeekday(of: instant) == zone.day(of: instant).isoWeekday)
    }
  }

  @Test(
    "a name that leaves the folder is refused",
    arguments: [
      "", "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "Europe/", "Europe//Vienna",
      "Europe/Vienna\0", "Europe/Wien na", "zone.tab", String(repeating: "a", count: 65),
    ])
  func unsafeNames(name: String) {
    #expect(throws: ZoneError.malformed(name: name)) { try Zone(named: name) }
  }

  @Test("an unknown zone is answered with names like it")
  func nearestNames() {
    #expect(
      throws: ZoneError.unknown(
        name: "Europe/Viena", nearest: ["Europe/Vienna"])
    ) { try Zone(named: "Europe/Viena") }
    #expect(throws: ZoneError.unknown(name: "Vienna", nearest: ["Europe/Vienna"])) {
      try Zone(named: "Vienna")
    }
    #expect(throws: ZoneError.unknown(name: "Europe", nearest: [])) { try Zone(named: "Europe") }
  }

  @Test("a zone that counts leap seconds is refused")
  func leapSeconds() {
    #expect(throws: ZoneError.unreadable(name: "right/UTC")) { try Zone(named: "right/UTC") }
  }

  @Test("zones are equal by name")
  func equality() throws {
    #expect(try Zone(named: "UTC") == .utc)
    #expect(try Zone(named: "Etc/UTC") != .utc)
  }
}
