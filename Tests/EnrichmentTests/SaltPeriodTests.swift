import Clickstream
import Enrichment
import Support
import Testing

@Suite("Salt periods")
struct SaltPeriodTests {
  private func period(
    _ text: String, _ kind: Site.SaltPeriod, _ zone: String = "UTC", quietHour: Int = 4
  ) throws -> (start: String, end: String) {
    let zone = try Zone(named: zone)
    let site = Site.test(zone: zone, saltPeriod: kind, quietHour: quietHour)
    let instant = try #require(Self.instant(text, zone))
    let period = SaltPeriod.of(instant, site: 1, site)
    #expect(period.start <= instant && instant < period.end)
    return (zone.civilText(of: period.start), zone.civilText(of: period.end))
  }

  /// The instant of `2024-03-31 05:00:00` on a local clock that shows it once.
  private static func instant(_ text: String, _ zone: Zone) -> Instant? {
    let parts = text.split(separator: " ")
    guard let day = Day(parts[0]) else { return nil }
    let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
    let utc = Instant(
      seconds: Int64(day.number) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
    return [-14, 14].lazy.map { utc.advanced(bySeconds: $0 * 3_600) }
      .map { utc.advanced(bySeconds: -zone.offset(at: $0)) }
      .first { zone.civilText(of: $0) == text }
  }

  @Test(
    "change at the quiet hour of the day",
    arguments: [
      ("2024-05-02 03:59:59", "2024-05-01 04:00:00", "2024-05-02 04:00:00"),
      ("2024-05-02 04:00:00", "2024-05-02 04:00:00", "2024-05-03 04:00:00"),
      ("2024-01-01 00:00:00", "2023-12-31 04:00:00", "2024-01-01 04:00:00"),
    ])
  func days(at: String, start: String, end: String) throws {
    #expect(try period(at, .day) == (start, end))
    #expect(try period(at, .day, "Asia/Kolkata") == (start, end))
  }

  @Test(
    "change at the quiet hour of the month's first day",
    arguments: [
      ("2024-05-01 03:59:59", "2024-04-01 04:00:00", "2024-05-01 04:00:00"),
      ("2024-05-01 04:00:00", "2024-05-01 04:00:00", "2024-06-01 04:00:00"),
      ("2024-02-29 23:00:00", "2024-02-01 04:00:00", "2024-03-01 04:00:00"),
      ("2024-01-01 00:00:00", "2023-12-01 04:00:00", "2024-01-01 04:00:00"),
      ("2023-12-31 12:00:00", "2023-12-01 04:00:00", "2024-01-01 04:00:00"),
    ])
  func months(at: String, start: String, end: String) throws {
    #expect(try period(at, .month) == (start, end))
    #expect(try period(at, .month, "America/Sao_Paulo") == (start, end))
  }

  @Test("never change where the site says so")
  func never() throws {
    let site = Site.test(saltPeriod: .never)
    let early = SaltPeriod.of(.earliest, site: 1, site)
    let late = SaltPeriod.of(Instant(seconds: 4_000_000_000), site: 1, site)
    #expect(early == late)
  }

  @Test("are hours after the start of the day where clocks change in the night")
  func clockChanges() throws {
    #expect(
      try period("2024-03-31 12:00:00", .day, "Europe/Vienna")
        == ("2024-03-31 05:00:00", "2024-04-01 04:00:00"))
    #expect(
      try period("2024-10-27 12:00:00", .day, "Europe/Vienna")
        == ("2024-10-27 03:00:00", "2024-10-28 04:00:00"))
    // Midnight itself does not exist.
    #expect(
      try period("2018-11-04 12:00:00", .day, "America/Sao_Paulo", quietHour: 0).start
        == "2018-11-04 01:00:00")
  }

  @Test(
    "follow each other without gap or overlap, whatever the zone and the quiet hour",
    arguments: UInt64(1)...200)
  func tiling(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let zones = [
      "UTC", "Europe/Vienna", "America/Sao_Paulo", "Pacific/Apia", "Australia/Lord_Howe",
      "Asia/Kolkata", "America/Los_Angeles", "Africa/Cairo",
    ]
    let site = Site.test(
      zone: try Zone(named: zones.randomElement(using: &random) ?? "UTC"),
      saltPeriod: Bool.random(using: &random) ? .day : .month,
      quietHour: Int.random(in: 0...23, using: &random))
    let instant = Instant(seconds: Int64.random(in: 640_000_000...2_200_000_000, using: &random))
    let period = SaltPeriod.of(instant, site: 1, site)
    #expect(period.start <= instant && instant < period.end)
    for inside in [period.start, Instant(microseconds: period.end.microseconds - 1)] {
      #expect(SaltPeriod.of(inside, site: 1, site) == period)
    }
    #expect(SaltPeriod.of(period.end, site: 1, site).start == period.end)
  }

  @Test("a visitor has one key within a period and another in the next and in another site")
  func keys() {
    var stage = EnrichmentStage([.test("a", hosts: ["a"]), .test("b", hosts: ["b"])])
    let month = Instant(seconds: 1_698_811_200)  // 2023-11-01 04:00:00
    let batch = stage.enrich(
      [("a", 0), ("a", 86_400 * 20), ("a", -1), ("b", 0)].map { host, offset in
        LoggedHit {
          $0.host = .init(host)
          $0.at = month.advanced(bySeconds: Int64(offset))
        }
      })
    let visitors = batch.events.map(\.visitor)
    #expect(visitors[0] == visitors[1])
    #expect(Set(visitors).count == 3)
  }

  @Test("lines of a period whose salt is destroyed are too late, and leave nothing")
  func destroyed() {
    var stage = EnrichmentStage()
    let late = LoggedHit { $0.referrer = "http://x.example/" }
    stage.set(.destroyed, for: late, site: .test())
    let next = LoggedHit { $0.at = late.at.advanced(bySeconds: 40 * 86_400) }
    let batch = stage.enrich([late, next, late])
    #expect(batch.ignored == [.tooLate: 2])
    #expect(batch.events.count == 1)
    #expect(batch.referrers.isEmpty)
  }
}
