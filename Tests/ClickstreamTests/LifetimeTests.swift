import Clickstream
import Testing

@Suite("Lifetimes")
struct LifetimeTests {
  @Test(
    "are written in days, months and years",
    arguments: [
      ("always", Lifetime.always), ("1 day", .days(1)), ("400 days", .days(400)),
      ("25 months", .months(25)), ("25months", .months(25)), ("2 years", .months(24)),
    ])
  func text(text: String, expected: Lifetime) {
    #expect(Lifetime(text) == expected)
    #expect(Lifetime(expected.description) == expected)
  }

  @Test(
    "nothing else is taken",
    arguments: [
      "", "never", "0 days", "-1 days", "1", "month", "1 weeks", "1,5 years", "99999 days",
    ])
  func refused(text: String) { #expect(Lifetime(text) == nil) }

  @Test(
    "begin on the same day of an earlier month, or on its last",
    arguments: [
      ("2025-05-31", 3, "2025-02-28"), ("2024-03-31", 1, "2024-02-29"),
      ("2025-01-15", 1, "2024-12-15"),
      ("2025-01-15", 25, "2022-12-15"), ("2025-12-01", 12, "2024-12-01"),
    ])
  func months(today: String, count: Int, expected: String) throws {
    let now = Zone.utc.start(of: try #require(Day(today))).advanced(bySeconds: 50_000)
    let start = try #require(Lifetime.months(count).start(before: now))
    #expect(Zone.utc.civilText(of: start).hasPrefix(expected + " 00:00:00"), "\(start)")
    #expect(Lifetime.always.start(before: now) == nil)
    #expect(Lifetime.days(2).start(before: now) == now.advanced(bySeconds: -172_800))
  }
}
