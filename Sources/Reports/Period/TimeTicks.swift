import Clickstream
import Figures

/// Labels below a row of days, at steps of the calendar.
enum TimeTicks {
  /// Ticks for `count` days from `first`: each day, each Monday or each first of a month.
  static func ticks(from first: Day, count: Int) -> [AxisTick] {
    let days = (0..<max(0, count)).map { first.advanced(byDays: $0) }
    let chosen: [Day] =
      switch count {
      case ...10: days
      case ...100: days.filter { $0.isoWeekday == 1 }
      default: days.filter { $0.civil.day == 1 }
      }
    return chosen.map { day in
      AxisTick(
        position: Double(day.number - first.number),
        label: count > 100 ? DayText.monthTick(day) : DayText.short(day))
    }
  }
}
