import Clickstream
import Figures
import Markup

extension PanelFigure {
  /// What happened in the days that the picture shows, in the order of their numbers; none where it
  /// shows no days.
  var shownEvents: [Site.Annotation] {
    guard [.line, .area, .stacked, .calendar].contains(panel.figure),
      let first = shownDays.first, let last = shownDays.last
    else { return [] }
    return annotations.filter { $0.on <= last && $0.until >= first }
  }

  /// The days of the rows, each once, in their order.
  private var shownDays: [Day] {
    var seen: Set<Day> = []
    return table.rows.indices.compactMap { table.day($0, column(.x)) }
      .filter { seen.insert($0).inserted }.sorted()
  }

  /// The same by the places of days along an axis.
  var axisEvents: [AxisEvent] {
    let days = shownDays
    let place = { (day: Day) in Double(days.lastIndex { $0 <= day } ?? 0) }
    return shownEvents.enumerated().map { index, event in
      AxisEvent(number: index + 1, start: place(event.on), end: place(event.until))
    }
  }

  /// The numbers of what happened on a day.
  func events(on day: Day) -> [Int] {
    shownEvents.enumerated().filter { ($0.element.on...$0.element.until).contains(day) }
      .map { $0.offset + 1 }
  }

  /// What the numbers in the picture stand for.
  var eventList: Node {
    let events = shownEvents
    guard !events.isEmpty else { return .empty }
    return h(
      .ol, [.class("events")],
      events.map { event in
        let days =
          event.on == event.until
          ? DayText.weekday(event.on) + " \(event.on.civil.year)"
          : DayText.range(event.on, event.until)
        return h(.li, .text("\(days): "), .isolated(Label.clean(event.note)))
      })
  }
}
