import Clickstream
import Pipeline

/// A day as people say it: a date, `today`, `tomorrow`, or `+7` for days from now.
struct DueDay {
  private static let furthest = 3_650

  let day: Day

  /// A day on which something can still be done.
  init(ahead text: String, now: Instant, zone: Zone) throws {
    try self.init(text, now: now, zone: zone)
    guard day >= zone.day(of: now) else { throw UsageError("\(day) lies behind") }
  }

  init(_ text: String, now: Instant, zone: Zone) throws {
    let today = zone.day(of: now)
    switch text {
    case "today": day = today
    case "tomorrow": day = today.advanced(byDays: 1)
    case _ where text.hasPrefix("+"):
      guard let days = Int(text.dropFirst()), (0...Self.furthest).contains(days) else {
        throw UsageError("\(text): expected days up to +\(Self.furthest)")
      }
      day = today.advanced(byDays: days)
    default:
      guard let day = Day(text) else {
        throw UsageError("\(text): expected a day as 2026-12-01, today, tomorrow or +7")
      }
      self.day = day
    }
  }
}
