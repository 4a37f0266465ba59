import Clickstream
import Testing

@Suite("Days")
struct DayTests {
  @Test("every day of 800 years follows the day before and reads back")
  func calendar() throws {
    var day = Day(year: 1600, month: 1, day: 1)
    var previous = day.advanced(byDays: -1)
    while day.civil.year < 2400 {
      let (year, month, dayOfMonth) = day.civil
      let before = previous.civil
      let isNext =
        (year, month, dayOfMonth) == (before.year, before.month, before.day + 1)
        || (year, month, dayOfMonth) == (before.year, before.month + 1, 1)
        || (year, month, dayOfMonth) == (before.year + 1, 1, 1)
      guard isNext, Day(year: year, month: month, day: dayOfMonth) == day,
        day.isoWeekday == previous.isoWeekday % 7 + 1
      else {
        Issue.record("\(previous) is followed by \(day)")
        return
      }
      (previous, day) = (day, day.advanced(byDays: 1))
    }
    #expect(day.number - Day(year: 1600, month: 1, day: 1).number == 2 * 146_097)
  }

  @Test("known days have their weekday")
  func weekdays() {
    #expect(Day(number: 0).isoWeekday == 4)
    #expect(Day("2026-11-23")?.isoWeekday == 1)
    #expect(Day("1989-11-09")?.isoWeekday == 4)
  }

  @Test(
    "what is no day is not read",
    arguments: [
      "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-01T", "",
      "2026-01-+1", "２０２６-01-01",
    ])
  func noDays(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("a day prints as it is read")
  func description() {
    #expect(Day("2024-02-29")?.description == "2024-02-29")
  }
}
