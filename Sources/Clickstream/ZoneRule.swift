/// The footer of a zone file: a POSIX TZ string such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule {
  /// When daylight time starts or ends within a year, in local time.
  struct Date: Equatable {
    enum Form: Equatable {
      /// 1 to 365; 29 February is never counted.
      case julian(Int)
      /// 0 to 365; 29 February is counted.
      case dayOfYear(Int)
      /// Month, week 1 to 5 (5 = the last), weekday with Sunday as 0.
      case weekday(month: Int, week: Int, day: Int)
    }

    var form: Form
    /// Seconds after local midnight; may be negative or more than a day.
    var time: Int
  }

  struct Daylight: Equatable {
    /// Seconds east of Greenwich.
    var offset: Int
    var start: Date
    var end: Date
  }

  /// Seconds east of Greenwich outside daylight time.
  var standard: Int
  var daylight: Daylight?

  /// The changes of one year, ascending; the standard offset at its beginning if there is no
  /// daylight time.
  func transitions(inYear year: Int) -> [(at: Int64, offset: Int32)] {
    guard let daylight else { return [] }
    let start = daylight.start.local(inYear: year) - Int64(standard)
    let end = daylight.end.local(inYear: year) - Int64(daylight.offset)
    let starts = (at: start, offset: Int32(truncatingIfNeeded: daylight.offset))
    let ends = (at: end, offset: Int32(truncatingIfNeeded: standard))
    return start < end ? [starts, ends] : [ends, starts]
  }
}

extension ZoneRule.Date {
  /// The local time, in seconds as if UTC, that the date names in a year.
  func local(inYear year: Int) -> Int64 {
    let first = Day(year: year, month: 1, day: 1)
    let day: Day
    switch form {
    case .julian(let number):
      let isLeap = first.advanced(byDays: 365).civil.year == year
      day = first.advanced(byDays: number - 1 + (isLeap && number >= 60 ? 1 : 0))
    case .dayOfYear(let number):
      day = first.advanced(byDays: number)
    case .weekday(let month, let week, let weekday):
      let monthStart = Day(year: year, month: month, day: 1)
      let nextMonth = monthStart.advanced(byDays: 31).civil
      let length = 31 - (nextMonth.day - 1)
      var dayOfMonth = 1 + (weekday - monthStart.isoWeekday % 7 + 7) % 7 + 7 * (week - 1)
      if dayOfMonth > length { dayOfMonth -= 7 }
      day = monthStart.advanced(byDays: dayOfMonth - 1)
    }
    return Int64(day.number) * 86_400 + Int64(time)
  }
}
